"""The windows of a tip, one a step (docs/windows.md). Values in, windows out."""

from collections.abc import Callable, Mapping
from html import escape

from domain.tips.receipts import show_receipt
from domain.tips.routing import Body, Concern
from domain.tips.tell_steps import OPTIONAL, TYPED, TellStep
from domain.tips.tips import BY_HAND_SOURCES, Area, Source
from domain.tips.unfinished import UnfinishedTip
from locales import Speech
from windows.entries import TIPS, back_to_menu, page_button
from windows.page_turns import button_rows
from windows.windows import Button, Window

CANCEL = "tip-cancel"
DONE = "tip-end-done"
DELETE = "tip-end-delete"
SWEEP = "chat-delete"
"""Deletes what there is in the chat, where the messages of a tip are not known any more."""
SUBMIT = "submit"
SHOWN_TEXT = 800
"""Characters of the text that the summary shows."""
SHOWN_NAME = 20
"""Characters of a department on a button."""

Rows = list[list[Button]]


def step_window(tip: UnfinishedTip, speech: Speech, note: str = "") -> Window:
    """Return the window at which `tip` stands; `note` (HTML) says below it what was not taken, and why."""
    lines, rows = _WINDOWS.get(tip.step, _typed)(tip, speech)
    if note:
        lines = [*lines, "", note]
    if tip.step is not TellStep.UNREACHED:
        rows = [*rows, [Button(speech.label("tips-cancel"), CANCEL)]]
    return Window("\n".join(lines), rows)


def receipt_window(code: str, speech: Speech) -> Window:
    """Return the window that shows a receipt code (canonical), the only time."""
    text = f"{speech.text('tips-sent')}\n{speech.text('tips-sent-receipt', code=show_receipt(code))}\n"
    rows = [
        [Button(speech.label("tips-end-delete"), DELETE)],
        [Button(speech.label("tips-end-done"), DONE)],
    ]
    return Window(text + speech.text("tips-sent-keep"), rows)


def forwarded_window(speech: Speech) -> Window:
    """Return the window after a tip was forwarded."""
    rows = [
        [Button(speech.label("tips-end-delete"), DELETE)],
        [back_to_menu(speech)],
    ]
    return Window(f"{speech.text('tips-sent-forwarded')}\n{speech.text('tips-stays-now')}", rows)


def entered_window(number: str | None, speech: Speech) -> Window:
    """Return the window after a handler has entered what came by another way; None: it went past them."""
    rows = [
        [Button(speech.label("tips-end-delete"), DELETE)],
        [Button(speech.label("tips-list-back"), TIPS), back_to_menu(speech)],
    ]
    said = speech.text("clues-entered-past" if number is None else "clues-entered", number=number or "")
    return Window(f"{said}\n{speech.text('tips-stays-now')}", rows)


def added_window(speech: Speech) -> Window:
    """Return the window after something was added to a tip's thread."""
    rows = [
        [Button(speech.label("tips-end-delete"), DELETE)],
        [Button(speech.label("tips-end-done"), DONE)],
    ]
    return Window(speech.text("tips-sent-added"), rows)


def _button(speech: Speech, step: TellStep, act: str) -> Button:
    return Button(speech.label(f"tips-{step}-{act}"), f"tip-{step}-{act}")


def _notice(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    choices = [_button(speech, TellStep.NOTICE, "anonymous"), _button(speech, TellStep.NOTICE, "named")]
    received = "tips-received-past" if tip.reach.past_office else "tips-received"
    lines = [speech.text("tips-notice", received=speech.label(received)), *_before_writing(tip, speech)]
    if (department := tip.answers.get(TellStep.DEPARTMENT)) is not None:
        lines.append(speech.text("poster-department", grid=department))
    rows = [choices, [_button(speech, TellStep.NOTICE, "explain")]]
    if tip.reach.page:
        lines.append(speech.text("tips-page"))
        # A plain link: a `web_app` button would hand the page who presses it.
        rows.insert(1, [page_button(tip.reach.page, speech)])
    return lines, rows


def _source(_tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    buttons = [
        Button(speech.label(f"clues-from-{name}"), f"tip-{TellStep.SOURCE}-{name}")
        for name in (source.name.lower() for source in BY_HAND_SOURCES)
    ]
    return [speech.text("clues-source-question")], button_rows(buttons)


def _received(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    lines, _none = _typed(tip, speech)
    days = [
        Button(speech.label(f"clues-received-{act}"), f"tip-{TellStep.RECEIVED}-{act}")
        for act in ("today", "yesterday")
    ]
    return lines, [days]


def _offer(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    lines = [speech.text("tips-offer"), speech.text("tips-what-voice"), _counted(tip, speech)]
    if not tip.reach.past_office:
        lines += _before_writing(tip, speech)
    return lines, [[_button(speech, TellStep.OFFER, "take")]]


def _what(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    key = "tips-what-forward" if tip.forwarded else "tips-what-question"
    if tip.entered_by is not None:
        lines, rows = [speech.text("clues-what-question")], _what_rows(tip, speech)
        return [*lines, _counted(tip, speech)] if rows else lines, rows
    lines = [speech.text("tips-what-answer" if tip.answers_to else key), speech.text("tips-what-voice")]
    if tip.fact is not None:
        lines = [speech.text("facts-what", body=tip.fact.body_name, question=tip.fact.question)]
    if not tip.texts and not tip.files:
        # An inspector has seen no notice.
        unsaid = tip.forwarded and not tip.reach.past_office
        return [*lines, *_before_writing(tip, speech)] if unsaid else lines, []
    return [*lines, _counted(tip, speech)], _what_rows(tip, speech)


def _what_rows(tip: UnfinishedTip, speech: Speech) -> Rows:
    if not tip.texts and not tip.files:
        return []
    return [[_button(speech, TellStep.WHAT, "done")], [_button(speech, TellStep.WHAT, "clear")]]


def _typed(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    lines = [speech.text(f"tips-{tip.step}-question")]
    if (given := tip.answers.get(tip.step)) is not None:
        lines.append(speech.text("tips-given", answer=given))
    if tip.step in OPTIONAL:
        return lines, [[Button(speech.label("tips-skip"), f"tip-{tip.step}-skip")]]
    if tip.step is not TellStep.NAME:
        return lines, []
    if tip.entered_by is not None:
        lines = [speech.text("clues-name-question"), *lines[1:]]
        return lines, [[Button(speech.label("clues-name-none"), f"tip-{TellStep.NAME}-anonymous")]]
    return lines, [[_button(speech, TellStep.NAME, "anonymous")]]


def _concern(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    # Most concern nobody on the path: that button comes first.
    order = (Concern.NOBODY, Concern.INSPECTOR, Concern.OFFICE)
    past = "tips-concern-past" if tip.reach.past_office else "tips-concern-not-past"
    if tip.entered_by is not None and tip.reach.past_office:
        past = "clues-concern-past" if tip.among_office else "clues-concern-here"
    lines = [speech.text("tips-concern-question"), speech.text(past)]
    return lines, [[_button(speech, TellStep.CONCERN, concern)] for concern in order]


def _accused(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    lines, _none = _typed(tip, speech)
    rows = [[_button(speech, TellStep.ACCUSED, "unknown")]]
    if (department := tip.answers.get(TellStep.DEPARTMENT)) is not None:
        cut = department if len(department) <= SHOWN_NAME else f"{department[:SHOWN_NAME]}…"
        rows.insert(0, [Button(cut, f"tip-{TellStep.ACCUSED}-same")])
    return lines, rows


def _unreached(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    lines = [speech.text("tips-unreached"), _elsewhere(tip, speech), speech.text("tips-unreached-kept")]
    rows = [
        [Button(speech.label("tips-unreached-end"), CANCEL)],
        [_button(speech, TellStep.UNREACHED, "back")],
    ]
    return lines, rows


def _elsewhere(tip: UnfinishedTip, speech: Speech) -> str:
    """Return the way that is left where nothing can be passed on past the office."""
    to = tip.reach.letters_to
    return speech.text("tips-elsewhere-letter", to=to) if to else speech.text("tips-elsewhere")


def _before_writing(tip: UnfinishedTip, speech: Speech) -> list[str]:
    """Return what has to be known before a word is written, besides the notice."""
    if not tip.reach.past_office:
        return [speech.text("tips-not-past"), _elsewhere(tip, speech)]
    to = tip.reach.letters_to
    return [speech.text("tips-letter", to=to)] if to else []


def _area(_tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    names = [area.name.lower() for area in Area]
    return [speech.text("tips-area-question")], [[_button(speech, TellStep.AREA, name)] for name in names]


def _grid(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    rows = [[Button(name, f"tip-grid-{place}")] for place, (_code, name) in enumerate(tip.grids)]
    return [speech.text("tips-grid-question")], rows


def _summary(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    lines = [speech.text("tips-summary")]
    if tip.answers_to is None:
        lines.append(f"{_label(speech, 'way')}  {_way(tip, speech)}")
    lines += [
        f"{_label(speech, step)}  {escape(tip.answers[step], quote=False)}"
        for step in TYPED
        if step in tip.answers
    ]
    if tip.concerns_inspector and TellStep.ACCUSED not in tip.answers:
        lines.append(f"{_label(speech, TellStep.ACCUSED)}  {speech.text('tips-accused-unknown')}")
    if tip.area is not None:
        lines.append(f"{_label(speech, TellStep.AREA)}  {speech.text(f'tips-area-{tip.area.name.lower()}')}")
    if tip.body is Body.SUPERVISOR and tip.answers_to is None and tip.among_office:
        lines.append(f"{_label(speech, 'body')}  {speech.text('tips-body-supervisor')}")
    if tip.grid_code is not None and len(tip.grids) > 1:
        lines.append(
            f"{_label(speech, TellStep.GRID)}  {escape(dict(tip.grids)[tip.grid_code], quote=False)}"
        )
    text = "\n".join(tip.texts.values()).strip()
    cut = text if len(text) <= SHOWN_TEXT else f"{text[:SHOWN_TEXT]}…"
    lines += [_counted(tip, speech), escape(cut, quote=False)]
    return lines, [[_button(speech, TellStep.SUMMARY, SUBMIT)], [_button(speech, TellStep.SUMMARY, "change")]]


def _change(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    rows = [[Button(_label(speech, step), f"tip-change-{step}")] for step in tip.changeable]
    return [speech.text("tips-change")], [*rows, [_button(speech, TellStep.CHANGE, "back")]]


def _label(speech: Speech, name: str) -> str:
    return speech.label(f"tips-label-{name}")


def _way(tip: UnfinishedTip, speech: Speech) -> str:
    if tip.forwarded:
        return speech.text("tips-source-forwarded")
    if tip.entered_by is not None:
        return speech.text(f"tips-source-{tip.source.name.lower()}")
    if tip.source is Source.EXPLAINED:
        return speech.text("tips-source-explained")
    return speech.text("tips-way-named" if tip.named else "tips-way-anonymous")


def _counted(tip: UnfinishedTip, speech: Speech) -> str:
    characters = sum(len(text) for text in tip.texts.values())
    counted = speech.text("tips-counted", messages=len(tip.texts), characters=characters)
    return f"{counted}{speech.text('tips-counted-files', files=len(tip.files))}" if tip.files else counted


_WINDOWS: Mapping[TellStep, Callable[[UnfinishedTip, Speech], tuple[list[str], Rows]]] = {
    TellStep.SOURCE: _source,
    TellStep.RECEIVED: _received,
    TellStep.NOTICE: _notice,
    TellStep.OFFER: _offer,
    TellStep.WHAT: _what,
    TellStep.CONCERN: _concern,
    TellStep.ACCUSED: _accused,
    TellStep.UNREACHED: _unreached,
    TellStep.AREA: _area,
    TellStep.GRID: _grid,
    TellStep.SUMMARY: _summary,
    TellStep.CHANGE: _change,
}
"""What each step shows; the others ask a short question."""
