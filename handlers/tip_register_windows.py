"""The windows of the register of tips (DOMAIN.md section 4, "Handling"). Values in, windows out."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.entries import LEDGER, MENU, TIP_FIGURES, TIPS, open_tip, read_tip
from domain.tip_register import counts_as_named, possible_acts
from domain.tips import DisciplineForm, Source, TipAct, TipState, Way
from domain.windows import Attachment, Button, Window
from locales import Speech
from locales.dates import day_name
from storage.tip_threads import TipStep
from storage.tips import ListedTip

A_PAGE = 8
FILES_AT_ONCE = 5
"""Files of up to 20 MB each that are taken from the database and sent together."""
SHOWN_STEPS = 6
CHOICES: dict[TipAct, type[Way] | type[DisciplineForm]] = {
    TipAct.PROPOSED: Way,
    TipAct.RESULT: DisciplineForm,
}
"""Of which steps a way has to be chosen."""
TEMPLATES = ("checking", "details", "papers")
"""Ready-made questions and replies to a reporter."""
_AT_HAND = {
    TipState.RECEIVED: (TipAct.ACCEPTED, TipAct.DECLINED),
    TipState.ACCEPTED: (TipAct.PROPOSED,),
    TipState.DECLINED: (),
    TipState.HANDLED: (TipAct.RESULT, TipAct.CLOSED),
    TipState.CLOSED: (TipAct.REOPENED,),
}
"""The steps that stand in the tip's own window."""

Rows = list[list[Button]]


@dataclass(frozen=True, slots=True)
class TipView:
    """A tip with what hangs on it, counted. `news` are the reporter's messages since the last question.

    `readable` tells whether the server keeps the body's key, locked, so that the tip can be read in the chat.
    """

    tip: ListedTip
    steps: Sequence[TipStep]
    files: int
    asked: int
    answered: int
    news: int
    readable: bool

    @property
    def number(self) -> str:
        """The tip's number."""
        return self.tip.number

    @property
    def version(self) -> int:
        """How many steps there are: a button made for another number of them is out of date."""
        return len(self.steps)

    @property
    def named(self) -> bool:
        """Whether it is to be handled as a named tip."""
        return counts_as_named([step.act for step in self.steps], named=self.tip.named)

    @property
    def possible(self) -> list[TipAct]:
        """The steps it allows now."""
        return possible_acts(self.tip.state, [step.act for step in self.steps], named=self.tip.named)

    @property
    def erased(self) -> bool:
        """Whether what was said and sent has been erased."""
        return self.tip.erased_on is not None

    @property
    def askable(self) -> bool:
        """Whether anybody can read a question: who forwarded a tip holds no code, and what is erased has no thread."""
        return not self.erased and self.tip.source is not Source.FORWARDED


def act_button(view: TipView, act: TipAct, speech: Speech) -> Button:
    """Return the button that begins a step."""
    return Button(speech.label(f"tips-act-{act}"), f"tips-act:{view.number}:{view.version}:{act}")


def list_window(
    tips: Sequence[tuple[ListedTip, bool]], page: tuple[int, int], speech: Speech, note: str = ""
) -> Window:
    """Return a page of the register.

    `tips` are those of the page, each with whether its reporter has written since the last question; `page` is
    (page, from 0; how many tips there are); `note` (HTML) stands on top.
    """
    menu = [Button(speech.label("menu-back"), MENU)]
    number, count = page
    pages = -(-count // A_PAGE)
    lines = [note] if note else []
    if not count:
        return Window("\n".join([*lines, speech.text("tips-list-none")]), [menu])
    lines.append(speech.text("tips-list", count=count, page=number + 1, pages=pages))
    if any(news for _tip, news in tips):
        lines.append(speech.text("tip-register-list-news"))
    rows = [[Button(_list_line(tip, speech, news=news), open_tip(tip.number))] for tip, news in tips]
    turns = []
    if number > 0:
        turns.append(Button(speech.label("tips-list-newer"), f"tips-page:{number - 1}"))
    if number + 1 < pages:
        turns.append(Button(speech.label("tips-list-older"), f"tips-page:{number + 1}"))
    whole = [
        Button(speech.label("tip-list-ledger"), LEDGER),
        Button(speech.label("tip-list-figures"), TIP_FIGURES),
    ]
    return Window("\n".join(lines), [*rows, *([turns] if turns else []), whole, menu])


def tip_window(view: TipView, speech: Speech, note: str = "") -> Window:
    """Return what the register knows of one tip, and what can be done now; `note` (HTML) stands below."""
    lines = [_facts(view, speech), *_extras(view, speech)]
    if view.steps:
        lines += ["", *(_step_line(step, speech) for step in view.steps[-SHOWN_STEPS:])]
    if note:
        lines += ["", note]
    number = view.number
    moving = [act_button(view, act, speech) for act in _AT_HAND[view.tip.state]]
    writing = [Button(speech.label("tip-register-more"), f"tips-register:{number}")]
    if view.askable:
        ask = Button(speech.label("tip-register-ask"), f"tips-ask:{number}:{view.asked}")
        writing.insert(0, ask)
    leaving = [
        Button(speech.label("tip-register-recuse"), f"tips-recuse:{number}"),
        Button(speech.label("tips-list-back"), TIPS),
    ]
    rows = [*_reading(view, speech), moving, writing, leaving]
    return Window("\n".join(lines), [row for row in rows if row])


def register_window(view: TipView, speech: Speech) -> Window:
    """Return every step that can be entered now."""
    rows = [[act_button(view, act, speech)] for act in view.possible]
    return Window(speech.text("tip-register-which", number=view.number), [*rows, _back(view, speech)])


def choice_window(view: TipView, act: TipAct, speech: Speech) -> Window:
    """Return the question which way a tip is to be handled, or in which form it ended."""
    rows = [
        [Button(_way(act, way, speech), f"tips-do:{view.number}:{view.version}:{act}:{way.name.lower()}")]
        for way in CHOICES[act]
    ]
    text = speech.text(f"tip-register-choose-{act}", number=view.number)
    return Window(text, [*rows, _back(view, speech)])


def sure_window(view: TipView, act: TipAct, speech: Speech) -> Window:
    """Return the one question before a step that can't be taken back."""
    named = speech.label(f"tips-act-{act}")
    yes = Button(speech.label("tip-register-yes", act=named), f"tips-do:{view.number}:{view.version}:{act}")
    return Window(
        f"<b>{speech.text('tip-register-sure', number=view.number, act=named)}</b>\n"
        + speech.text(f"tip-register-sure-{act}"),
        [[yes], _back(view, speech)],
    )


def recuse_window(view: TipView, speech: Speech) -> Window:
    """Return the one question before a handler recuses themselves."""
    yes = Button(speech.label("tip-register-recuse-yes"), f"tips-recused:{view.number}")
    return Window(speech.text("tip-register-recuse-sure", number=view.number), [[yes], _back(view, speech)])


def question_window(view: TipView, speech: Speech, note: str = "") -> Window:
    """Return what asks for a question to the reporter."""
    rows = [
        [Button(speech.label(f"tip-register-template-{one}"), f"tips-asked:{view.number}:{view.asked}:{one}")]
        for one in TEMPLATES
    ]
    lines = [speech.text("tip-register-question", number=view.number), *([note] if note else [])]
    return Window("\n".join(lines), [*rows, _back(view, speech)])


def words_window(view: TipView, asked: str, skip: Button | None, speech: Speech, note: str = "") -> Window:
    """Return what asks for typed words; `asked` names them, `skip` leaves them out where that is allowed."""
    lines = [speech.text(f"tip-register-words-{asked}", number=view.number), *([note] if note else [])]
    return Window("\n".join(lines), [*([[skip]] if skip else []), _back(view, speech)])


def files_window(
    view: TipView, start: int, attachments: Sequence[Attachment], speech: Speech, *, original: bool
) -> Window:
    """Return a batch of evidence, from file `start` (from 0) on, with the way to the originals or the next."""
    entry = "tips-originals" if original else "tips-files"
    after = start + len(attachments)
    rows: Rows = []
    if not original:
        rows.append([Button(speech.label("tip-register-originals"), f"tips-originals:{view.number}:{start}")])
    if after < view.files:
        last = min(after + FILES_AT_ONCE, view.files)
        label = speech.label("tip-register-files-next", first=after + 1, last=last)
        rows.append([Button(label, f"{entry}:{view.number}:{after}")])
    key = "tip-register-are-originals" if original else "tip-register-are-cleaned"
    text = speech.text(key, first=start + 1, last=after, count=view.files)
    warning = speech.text("tip-register-originals-warning")
    return Window(f"{text}\n{warning}", [*rows, _back(view, speech)], attachments)


def _reading(view: TipView, speech: Speech) -> Rows:
    if view.erased:
        return []
    number = view.number
    sealed = [Button(speech.label("tips-download"), f"tips-download:{number}")]
    if view.files:
        sealed.append(Button(speech.label("tip-register-files", count=view.files), f"tips-files:{number}:0"))
    return [[Button(speech.label("unlock-read"), read_tip(number))], sealed] if view.readable else [sealed]


def _back(view: TipView, speech: Speech) -> list[Button]:
    return [Button(speech.label("tip-register-back"), open_tip(view.number))]


def _list_line(tip: ListedTip, speech: Speech, *, news: bool) -> str:
    line = speech.label(
        "tips-list-line",
        number=tip.number,
        day=day_name(speech, tip.received_on),
        state=speech.label(f"tips-state-{tip.state}"),
        area=speech.label(f"tips-area-{tip.area.name.lower()}"),
    )
    return f"● {line}" if news else line


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
    lines = []
    if view.files:
        lines.append(speech.text("tip-register-has-files", count=view.files))
    if view.asked or view.answered:
        lines.append(speech.text("tip-register-thread", asked=view.asked, answered=view.answered))
    if view.news:
        lines.append(speech.text("tip-register-news", count=view.news))
    if view.tip.erased_on is not None:
        lines.append(speech.text("tip-register-erased", day=day_name(speech, view.tip.erased_on)))
    return lines


def _step_line(step: TipStep, speech: Speech) -> str:
    day, act = day_name(speech, step.done_on), speech.label(f"tips-act-{step.act}")
    if step.way is None or step.act not in CHOICES:
        return speech.text("tip-register-step", day=day, act=act)
    way = _way(step.act, CHOICES[step.act](step.way), speech)
    return speech.text("tip-register-step-way", day=day, act=act, way=way)


def _way(act: TipAct, way: Way | DisciplineForm, speech: Speech) -> str:
    name = way.name.lower()
    return speech.label(f"tips-way-of-{name}" if act is TipAct.PROPOSED else f"tips-form-{name}")
