"""The windows of the register of tips (docs/domain.md section 4, "Handling"). Values in, windows out."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.tips.reading import News
from domain.tips.tips import (
    TipAct,
    TipState,
)
from locales import Speech
from locales.dates import day_name
from storage.tips.old_clues import GoneThroughCount
from storage.tips.tips import ListedTip
from usecases.tips.view import TipView, traceable_of
from windows.entries import (
    BRING_OLD_CLUES,
    ENTER_CLUE,
    HANDLERS_PAGE,
    KEYS,
    LEDGER,
    OLD_CLUES,
    TIP_FIGURES,
    TIPS,
    arrange_tip,
    ask_for_facts,
    back_to_menu,
    choose_in_charge,
    merge_tip,
    merged_tips,
    open_tip,
    read_tip,
    separate_tip,
    tip_steps,
)
from windows.page_turns import TIPS_BY_AGE, ListPage, button_rows, turn_rows
from windows.text_parts import LINES_ON_A_PHONE, phone_lines
from windows.tips.facts import facts_line, facts_row
from windows.tips.step_words import step_line, way_said
from windows.windows import Button, Window

A_PAGE = 4
NO_NEWS = News()
SHOWN_STEPS = 6
"""At most: fewer where a phone has no room for them."""
NUMBERS_SHOWN = 8
_AT_HAND = {
    TipState.RECEIVED: (TipAct.GONE_THROUGH, TipAct.ACCEPTED, TipAct.DECLINED),
    TipState.ACCEPTED: (TipAct.PROPOSED,),
    TipState.DECLINED: (),
    TipState.HANDLED: (TipAct.REVIEWED, TipAct.RESULT, TipAct.CLOSED),
    TipState.CLOSED: (TipAct.REOPENED, TipAct.REVIEW),
}
"""The steps that stand in the tip's own window."""

Rows = list[list[Button]]


def act_button(view: TipView, act: TipAct, speech: Speech) -> Button:
    """Return the button that begins a step."""
    entries = {
        TipAct.MERGED: merge_tip,
        TipAct.SEPARATED: separate_tip,
        TipAct.IN_CHARGE: choose_in_charge,
    }
    data = f"tips-act:{view.number}:{view.version}:{act}"
    if act in entries:
        data = entries[act](view.number, view.version)
    return Button(speech.label(f"tips-act-{act}"), data)


class RegisterDoors(NamedTuple):
    """What else the list leads to: old clues to go through (起底), counted; whether /h handles tips as well."""

    old: GoneThroughCount = GoneThroughCount(0, 0)
    on_page: bool = False


NO_DOORS = RegisterDoors()


class MarkedTip(NamedTuple):
    """A tip, with what is new of it to its reader."""

    tip: ListedTip
    news: News


def list_window(
    tips: Sequence[MarkedTip],
    page: ListPage,
    speech: Speech,
    note: str = "",
    doors: RegisterDoors = NO_DOORS,
) -> Window:
    """Return a page of the register.

    `tips` are those of the page; `note` (HTML) stands on top.
    """
    web = [[Button(speech.label("handlers-page"), HANDLERS_PAGE)]] if doors.on_page else []
    menu, bringing = [back_to_menu(speech)], _bringing(doors.old, speech)
    of_pages = page.of(A_PAGE)
    lines = [note] if note else []
    if not page.count:
        keys = [Button(speech.label("keys-open"), KEYS)]
        return Window("\n".join([*lines, speech.text("tips-list-none")]), [*web, bringing, [*keys, *menu]])
    lines.append(speech.text("tips-list", count=page.count, page=page.number + 1, pages=of_pages.pages))
    if any(news.reporter for _tip, news in tips):
        lines.append(speech.text("tip-register-list-news"))
    if any(news.facts for _tip, news in tips):
        lines.append(speech.text("tip-register-list-facts"))
    rows = [[tip_button(tip, speech, open_tip(tip.number), news=news)] for tip, news in tips]
    turns = [
        button
        for row in turn_rows(of_pages, lambda to: f"tips-page:{to}", speech, TIPS_BY_AGE)
        for button in row
    ]
    whole = [
        Button(speech.label("tip-list-ledger"), LEDGER),
        Button(speech.label("tip-list-figures"), TIP_FIGURES),
        Button(speech.label("keys-open"), KEYS),
    ]
    return Window("\n".join(lines), [*rows, *web, bringing, whole, [*turns, *menu]])


def _bringing(old: GoneThroughCount, speech: Speech) -> list[Button]:
    """Return the ways in besides the bot; while there are old clues to go through, the way to them."""
    buttons = [
        Button(speech.label("clues-enter"), ENTER_CLUE),
        Button(speech.label("old-clues-bring"), BRING_OLD_CLUES),
    ]
    if old.of > old.done:
        label = speech.label("old-clues-through-counted", done=old.done, of=old.of)
        buttons.append(Button(label, f"{OLD_CLUES}:0"))
    return buttons


def tip_window(view: TipView, speech: Speech, note: str = "", instead: Button | None = None) -> Window:
    """Return what the register knows of one tip, and what can be done now; `note` (HTML) stands below.

    `instead` takes the place of 回避, of which there is no need just now.
    """
    top = [_facts(view, speech), *_extras(view, speech)]
    below = ["", note] if note else []
    room = LINES_ON_A_PHONE - phone_lines("\n".join([*top, *below]))
    steps, earlier = _last_steps(view, room, speech)
    number = view.number
    possible = view.possible
    moving = [act_button(view, act, speech) for act in _AT_HAND[view.tip.state] if act in possible]
    writing = [
        Button(speech.label("tip-register-more"), f"tips-register:{number}"),
        Button(speech.label("clues-arrange"), arrange_tip(number)),
    ]
    if view.askable:
        ask = Button(speech.label("tip-register-ask"), f"tips-ask:{number}:{view.asked}")
        writing.insert(0, ask)
    leaving = [
        instead or Button(speech.label("tip-register-recuse"), f"tips-recuse:{number}"),
        Button(speech.label("tips-list-back"), TIPS),
    ]
    facts = facts_row(view.number, view.facts, speech)
    if earlier:
        facts.append(Button(speech.label("tip-register-all-steps"), tip_steps(number)))
    rows = [*_reading(view, speech), moving, _merging(view, speech), writing, facts, leaving]
    return Window("\n".join([*top, *steps, *below]), [row for row in rows if row])


def _last_steps(view: TipView, room: int, speech: Speech) -> tuple[list[str], int]:
    """Return the lines of the latest steps that `room` lines of a phone hold, and how many earlier ones there are."""
    for shown in range(min(SHOWN_STEPS, len(view.steps)), 0, -1):
        earlier = len(view.steps) - shown
        lines = ["", *(step_line(step, view.names, speech) for step in view.steps[earlier:])]
        if earlier:
            lines.append(speech.text("tip-register-earlier", count=earlier))
        if phone_lines("\n".join(lines)) <= room:
            return lines, earlier
    count = len(view.steps)
    return [speech.text("tip-register-earlier", count=count)] if count else [], count


def register_window(view: TipView, speech: Speech) -> Window:
    """Return every step that can be entered now."""
    buttons = [act_button(view, act, speech) for act in view.possible]
    if not view.erased:
        buttons.append(Button(speech.label("facts-ask"), ask_for_facts(view.number)))
    text = speech.text("tip-register-which", number=view.number)
    return Window(text, [*button_rows(buttons), back_to_tip(view, speech)])


def _reading(view: TipView, speech: Speech) -> Rows:
    if view.erased:
        return []
    number = view.number
    sealed = [Button(speech.label("tips-download"), f"tips-download:{number}")]
    if view.files:
        sealed.append(Button(speech.label("tip-register-files", count=view.files), f"tips-files:{number}:0"))
    return [[Button(speech.label("unlock-read"), read_tip(number))], sealed] if view.readable else [sealed]


def _merging(view: TipView, speech: Speech) -> list[Button]:
    main = view.tip.merged_into
    if main is not None:
        return [Button(speech.label("tip-merging-open", number=main), open_tip(main))]
    if not view.merged:
        return []
    return [Button(speech.label("tip-merging-list", count=len(view.merged)), merged_tips(view.number))]


def back_to_tip(view: TipView, speech: Speech) -> list[Button]:
    """Return the row that leads back to the tip."""
    return [Button(speech.label("tip-register-back"), open_tip(view.number))]


def tip_button(tip: ListedTip, speech: Speech, data: str, *, news: News = NO_NEWS) -> Button:
    """Return the button of a tip in a list; `news` marks it."""
    number, day = tip.number, day_name(speech, tip.received_on)
    if tip.merged_into is not None:
        line = speech.label("tip-merging-line", number=number, day=day, main=tip.merged_into)
    else:
        state = speech.label(f"tips-state-{tip.state}")
        area = speech.label(f"tips-area-{tip.area.name.lower()}")
        line = speech.label("tips-list-line", number=number, day=day, state=state, area=area)
    marks = ("●" if news.reporter else "") + ("◆" if news.facts else "")
    return Button(f"{marks} {line}" if marks else line, data)


def _facts(view: TipView, speech: Speech) -> str:
    tip = view.tip
    way = "tips-one-named" if view.named else "tips-one-unnamed"
    if tip.named and not view.named:
        way = "tip-register-unverified"
    return speech.text(
        "tips-one",
        number=tip.number,
        day=day_name(speech, tip.received_on),
        source=speech.label(f"tips-source-{tip.source.name.lower()}"),
        grid=tip.forwarded_by or "",
        area=speech.label(f"tips-area-{tip.area.name.lower()}"),
        way=speech.label(way),
        state=speech.label(f"tips-state-{tip.state}"),
    )


def _extras(view: TipView, speech: Speech) -> list[str]:
    lines = [] if (arranged := _arranged(view, speech)) is None else [arranged]
    if view.tip.merged_into is not None:
        lines.append(speech.text("tip-merging-into", number=view.tip.merged_into))
    if view.merged:
        numbers = speech.label("list-comma").join(view.merged[:NUMBERS_SHOWN])
        more = len(view.merged) - NUMBERS_SHOWN
        lines.append(
            speech.text(
                "tip-merging-merged" if more <= 0 else "tip-merging-merged-more",
                numbers=numbers,
                count=len(view.merged),
            )
        )
    if view.concerns_inspector:
        lines.append(speech.text("tip-register-inspector"))
    if view.files:
        lines.append(speech.text("tip-register-has-files", count=view.files))
    if view.asked or view.answered:
        lines.append(speech.text("tip-register-thread", asked=view.asked, answered=view.answered))
    if view.facts.asked:
        lines.append(facts_line(view.facts, speech))
    lines += _news(view.news, speech)
    if view.tip.erased_on is not None:
        lines.append(speech.text("tip-register-erased", day=day_name(speech, view.tip.erased_on)))
    if not view.handed_over:
        lines.append(speech.text("keys-tip-waiting"))
    return lines


def _arranged(view: TipView, speech: Speech) -> str | None:
    """Return whose it is (承办人) and how well it can be looked into (可查性), where either has been said."""
    said = []
    if (person_id := view.in_charge) is not None:
        said.append(speech.text("clues-in-charge", name=view.names.get(person_id, "")))
    if (traceable := traceable_of(view.steps)) is not None:
        how = way_said(TipAct.TRACEABLE, traceable, speech)
        said.append(speech.text("clues-traceable", how=how))
    return "  ".join(said) or None


def _news(news: News, speech: Speech) -> list[str]:
    lines = [speech.text("tip-register-news", count=news.reporter)] if news.reporter else []
    return [*lines, speech.text("tip-register-news-facts", count=news.facts)] if news.facts else lines
