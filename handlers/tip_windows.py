"""The windows of a tip, one a step (WINDOWS.md). Values in, windows out."""

from html import escape

from domain.entries import MENU
from domain.receipts import show_receipt
from domain.routing import Body, Concern
from domain.tips import Area, Source
from domain.windows import Button, Window
from handlers.unfinished_tips import OPTIONAL, TYPED, Step, UnfinishedTip
from locales import Speech

CANCEL = "tip-cancel"
DONE = "tip-end-done"
DELETE = "tip-end-delete"
SUBMIT = "submit"
SHOWN_TEXT = 800
"""Characters of the text that the summary shows."""

Rows = list[list[Button]]


def step_window(tip: UnfinishedTip, speech: Speech, note: str = "") -> Window:
    """Return the window at which `tip` stands; `note` (HTML) says below it what was not taken, and why."""
    match tip.step:
        case Step.NOTICE:
            lines, rows = _notice(tip, speech)
        case Step.OFFER:
            lines, rows = _offer(tip, speech)
        case Step.WHAT:
            lines, rows = _what(tip, speech)
        case Step.CONCERN:
            lines, rows = _concern(speech)
        case Step.AREA:
            lines, rows = _area(speech)
        case Step.GRID:
            lines = [speech.text("tips-grid-question")]
            rows = [[Button(name, f"tip-grid-{i}")] for i, (_code, name) in enumerate(tip.grids)]
        case Step.SUMMARY:
            lines, rows = _summary(tip, speech)
        case Step.CHANGE:
            lines, rows = _change(tip, speech)
        case _:
            lines, rows = _typed(tip, speech)
    if note:
        lines = [*lines, "", note]
    return Window("\n".join(lines), [*rows, [Button(speech.label("tips-cancel"), CANCEL)]])


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
        [Button(speech.label("menu-back"), MENU)],
    ]
    return Window(speech.text("tips-sent-forwarded"), rows)


def added_window(speech: Speech) -> Window:
    """Return the window after something was added to a tip's thread."""
    rows = [
        [Button(speech.label("tips-end-delete"), DELETE)],
        [Button(speech.label("tips-end-done"), DONE)],
    ]
    return Window(speech.text("tips-sent-added"), rows)


def _button(speech: Speech, step: Step, act: str) -> Button:
    return Button(speech.label(f"tips-{step}-{act}"), f"tip-{step}-{act}")


def _notice(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    choices = [_button(speech, Step.NOTICE, "anonymous"), _button(speech, Step.NOTICE, "named")]
    lines = [speech.text("tips-notice")]
    if (department := tip.answers.get(Step.DEPARTMENT)) is not None:
        lines.append(speech.text("poster-department", grid=department))
    return lines, [choices, [_button(speech, Step.NOTICE, "explain")]]


def _offer(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    return [speech.text("tips-offer"), _counted(tip, speech)], [[_button(speech, Step.OFFER, "take")]]


def _what(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    key = "tips-what-forward" if tip.forwarded else "tips-what-question"
    lines = [speech.text("tips-what-answer" if tip.answers_to else key)]
    if tip.fact is not None:
        lines = [speech.text("facts-what", body=tip.fact.body_name, question=tip.fact.question)]
    if not tip.texts and not tip.files:
        return lines, []
    rows = [[_button(speech, Step.WHAT, "done")], [_button(speech, Step.WHAT, "clear")]]
    return [*lines, _counted(tip, speech)], rows


def _typed(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    lines = [speech.text(f"tips-{tip.step}-question")]
    if (given := tip.answers.get(tip.step)) is not None:
        lines.append(speech.text("tips-given", answer=given))
    if tip.step in OPTIONAL:
        return lines, [[Button(speech.label("tips-skip"), f"tip-{tip.step}-skip")]]
    return lines, [[_button(speech, Step.NAME, "anonymous")]] if tip.step is Step.NAME else []


def _concern(speech: Speech) -> tuple[list[str], Rows]:
    # Most concern nobody on the path: that button comes first.
    order = (Concern.NOBODY, Concern.INSPECTOR, Concern.OFFICE)
    return [speech.text("tips-concern-question")], [[_button(speech, Step.CONCERN, one)] for one in order]


def _area(speech: Speech) -> tuple[list[str], Rows]:
    names = [area.name.lower() for area in Area]
    return [speech.text("tips-area-question")], [[_button(speech, Step.AREA, name)] for name in names]


def _summary(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    lines = [speech.text("tips-summary")]
    if tip.answers_to is None:
        lines.append(f"{_label(speech, 'way')}  {_way(tip, speech)}")
    lines += [
        f"{_label(speech, step)}  {escape(tip.answers[step], quote=False)}"
        for step in TYPED
        if step in tip.answers
    ]
    if tip.area is not None:
        lines.append(f"{_label(speech, Step.AREA)}  {speech.text(f'tips-area-{tip.area.name.lower()}')}")
    if tip.body is Body.SUPERVISOR and tip.answers_to is None:
        lines.append(f"{_label(speech, 'body')}  {speech.text('tips-body-supervisor')}")
    if tip.grid_code is not None and len(tip.grids) > 1:
        lines.append(f"{_label(speech, Step.GRID)}  {escape(dict(tip.grids)[tip.grid_code], quote=False)}")
    text = "\n".join(tip.texts.values()).strip()
    cut = text if len(text) <= SHOWN_TEXT else f"{text[:SHOWN_TEXT]}…"
    lines += [_counted(tip, speech), escape(cut, quote=False)]
    return lines, [[_button(speech, Step.SUMMARY, SUBMIT)], [_button(speech, Step.SUMMARY, "change")]]


def _change(tip: UnfinishedTip, speech: Speech) -> tuple[list[str], Rows]:
    rows = [[Button(_label(speech, step), f"tip-change-{step}")] for step in tip.changeable]
    return [speech.text("tips-change")], [*rows, [_button(speech, Step.CHANGE, "back")]]


def _label(speech: Speech, name: str) -> str:
    return speech.label(f"tips-label-{name}")


def _way(tip: UnfinishedTip, speech: Speech) -> str:
    if tip.forwarded:
        return speech.text("tips-source-forwarded")
    if tip.source is Source.EXPLAINED:
        return speech.text("tips-source-explained")
    return speech.text("tips-way-named" if tip.named else "tips-way-anonymous")


def _counted(tip: UnfinishedTip, speech: Speech) -> str:
    characters = sum(len(text) for text in tip.texts.values())
    counted = speech.text("tips-counted", messages=len(tip.texts), characters=characters)
    return f"{counted}{speech.text('tips-counted-files', files=len(tip.files))}" if tip.files else counted
