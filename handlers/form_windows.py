"""The windows of a form: first page, question, summary, what to change, why, filed (WINDOWS.md)."""

from collections.abc import Sequence
from html import escape

from domain.drafts import CHOOSE_ANSWER, GIVE_REASON, SUMMARY, ZERO, Draft
from domain.entries import MENU, report_on, zero_report_on
from domain.errors import RefusalError
from domain.windows import Button, Window
from forms.fields import Field, FieldKind
from forms.filling import asked
from forms.steps import Step, progress, steps, unanswered
from forms.summary import say_answer, summary_lines
from handlers.filing import Page
from locales import Speech
from locales.dates import day_name, duty_title

SUMMARY_TEXT_LENGTH = 60
BUTTONS_A_ROW = 4
CHOICES_A_ROW = 3
SHORT_LABEL = 6

_HOW = {
    FieldKind.WHOLE_NUMBER: "report-type-number",
    FieldKind.GROUP: "report-type-number",
    FieldKind.MONEY: "report-type-amount",
    FieldKind.DATE: "report-type-date",
    FieldKind.SHORT_TEXT: "report-type-text",
    FieldKind.LONG_TEXT: "report-type-text",
    FieldKind.ATTACHMENTS: "report-send-files",
}


def page_window(page: Page, speech: Speech, refusal: RefusalError | None = None) -> Window:
    """Return the window at which `page` stands, with the line that says why an answer was not taken."""
    if page.draft is None:
        return _filed(page, speech) if page.filed else _first(page, speech)
    match page.draft.place:
        case place if place == SUMMARY:
            window = _summary(page, page.draft, speech)
        case place if place == CHOOSE_ANSWER:
            window = _choose_answer(page, page.draft, speech)
        case place if place == GIVE_REASON:
            window = _reason(page, page.draft, speech)
        case place if place == ZERO:
            window = _zero(page, page.draft, speech)
        case _:
            step = asked(page.form, page.draft)
            window = _question(page, page.draft, step, speech) if step else _summary(page, page.draft, speech)
    if refusal is None:
        return window
    return Window(f"{window.text}\n\n{speech.text(refusal.key, **refusal.details)}", window.rows)


def tap_on(draft: Draft, act: str) -> str:
    """Return the callback data of `act` in this draft, of this turn only; the item is for when the draft is gone."""
    return f"f:{draft.item_id}:{draft.id}:{draft.turn}:{act}"


def title(page: Page, speech: Speech) -> str:
    """Return e.g. 6月网格廉情月报 · 心内科, as HTML."""
    name = duty_title(speech, page.form.title, page.item.period_id)
    return speech.text("report-title", title=name, grid=page.item.grid_name)


def _first(page: Page, speech: Speech) -> Window:
    begin = Button(speech.label("report-begin"), f"begin:{page.item.id}")
    text = f"{title(page, speech)}\n" + speech.text(
        "report-first", due=day_name(speech, page.item.due_on), questions=len(steps(page.form, {}))
    )
    if not page.form.zero_report:
        return Window(text, [[begin], [_menu(speech)]])
    zero = Button(speech.label("report-zero"), zero_report_on(page.item.id))
    return Window(f"{text}\n{speech.text('report-first-zero')}", [[begin, zero], [_menu(speech)]])


def _question(page: Page, draft: Draft, step: Step, speech: Speech) -> Window:
    field, lang = step.field, speech.language
    number, total = progress(page.form, draft.answers, step.path)
    lines = [f"{title(page, speech)}    {number}/{total}"]
    if step.group is not None:
        lines.append(f"<b>{escape(step.group.label[lang])} {step.item}/{step.item_count}</b>")
    lines.append(f"<b>{escape((field.question or field.label)[lang])}</b>")
    if field.hint:
        lines.append(escape(field.hint[lang]))
    if (given := draft.answers.get(step.path)) is not None:
        lines.append(speech.text("report-question-given", answer=_short(say_answer(field, given, lang))))
    elif page.before is not None:
        lines.append(
            speech.text("report-question-before", answer=_short(say_answer(field, page.before, lang)))
        )
    if how := _how_to_answer(field):
        lines.append(speech.text(how))
    return Window("\n".join(lines), [*_answers(draft, step, speech), *_ways_on(page, draft, step, speech)])


def _short(text: str) -> str:
    return text if len(text) <= SUMMARY_TEXT_LENGTH else text[:SUMMARY_TEXT_LENGTH] + "…"


def _how_to_answer(field: Field) -> str:
    return "report-or-type-number" if field.quick else _HOW.get(field.kind, "")


def _answers(draft: Draft, step: Step, speech: Speech) -> list[list[Button]]:
    """Return the buttons that answer the question."""
    field, lang = step.field, speech.language
    match field.kind:
        case FieldKind.YES_NO:
            return [
                [
                    Button(say_answer(field, value, lang), tap_on(draft, act))
                    for value, act in ((True, "y"), (False, "n"))
                ]
            ]
        case FieldKind.ONE_OF | FieldKind.SEVERAL_OF:
            given = draft.answers.get(step.path) or ()
            many = field.kind is FieldKind.SEVERAL_OF
            buttons = [
                Button(
                    ("☑ " if many and choice.value in given else "") + choice.label[lang],
                    tap_on(draft, f"c{number}"),
                )
                for number, choice in enumerate(field.choices)
            ]
            short = all(len(button.label) <= SHORT_LABEL for button in buttons)
            return _in_rows(buttons, CHOICES_A_ROW if short else 1)
        case _:
            quick = [Button(str(value), tap_on(draft, f"v{value}")) for value in field.quick]
            return _in_rows(quick, BUTTONS_A_ROW)


def _ways_on(page: Page, draft: Draft, step: Step, speech: Speech) -> list[list[Button]]:
    """Return 返回, 跳过 or 继续, and the short cut to the summary once all that is required has been answered."""
    ways = [Button(speech.label("report-back"), tap_on(draft, "b"))]
    grows = step.field.kind in (FieldKind.ATTACHMENTS, FieldKind.SEVERAL_OF)
    if grows and draft.answers.get(step.path):
        ways.append(Button(speech.label("report-go-on"), tap_on(draft, "g")))
    elif not step.field.required:
        ways.append(Button(speech.label("report-skip"), tap_on(draft, "s")))
    if not unanswered(page.form, draft.answers):
        ways.append(Button(speech.label("report-review"), tap_on(draft, "r")))
    return [ways]


def _summary(page: Page, draft: Draft, speech: Speech) -> Window:
    lines = summary_lines(page.form, draft.answers, speech.language, SUMMARY_TEXT_LENGTH)
    text = "\n".join([f"{title(page, speech)}    {speech.text('report-check')}", *map(escape, lines)])
    submit = speech.label("report-submit-correction" if page.filed else "report-submit")
    return Window(
        text,
        [
            [Button(submit, tap_on(draft, "submit"))],
            [
                Button(speech.label("report-change"), tap_on(draft, "e")),
                Button(speech.label("report-keep"), f"keep:{page.item.id}"),
            ],
        ],
    )


def _choose_answer(page: Page, draft: Draft, speech: Speech) -> Window:
    buttons = []
    for number, step in enumerate(steps(page.form, draft.answers)):
        name = step.field.label[speech.language]
        label = f"{name} {step.item}" if step.item else name
        buttons.append(Button(label, tap_on(draft, f"e{number}")))
    back = Button(speech.label("report-back"), tap_on(draft, "b"))
    return Window(
        f"{title(page, speech)}\n{speech.text('report-choose-answer')}", [*_in_rows(buttons, 2), [back]]
    )


def _reason(page: Page, draft: Draft, speech: Speech) -> Window:
    reasons = [Button(speech.label(f"report-reason-{n}"), tap_on(draft, f"w{n}")) for n in (1, 2)]
    back = Button(speech.label("report-back"), tap_on(draft, "b"))
    return Window(f"{title(page, speech)}\n{speech.text('report-give-reason')}", [reasons, [back]])


def _zero(page: Page, draft: Draft, speech: Speech) -> Window:
    text = f"{title(page, speech)}\n{speech.text('report-zero-confirm')}"
    if draft.answers:
        text += "\n" + speech.text("report-zero-replaces")
    submit = Button(speech.label("report-submit"), tap_on(draft, "submit"))
    back = Button(speech.label("report-back"), tap_on(draft, "b"))
    return Window(text, [[submit], [back]])


def _filed(page: Page, speech: Speech) -> Window:
    closes = day_name(speech, page.item.closes_on)
    if page.counts is not None:
        filed, expected = page.counts
        head = speech.text("report-done", closes=closes, filed=filed, expected=expected)
        lines = [head, title(page, speech)]
    else:
        lines = [title(page, speech), speech.text("report-filed", closes=closes)]
        answers = page.filed.answers if page.filed else {}
        lines += map(escape, summary_lines(page.form, answers, speech.language, SUMMARY_TEXT_LENGTH))
    correct = Button(speech.label("report-correct"), f"begin:{page.item.id}")
    look = Button(speech.label("report-look"), report_on(page.item.id))
    return Window("\n".join(lines), [[_menu(speech)], [look if page.counts else correct]])


def _menu(speech: Speech) -> Button:
    return Button(speech.label("menu-back"), MENU)


def _in_rows(buttons: Sequence[Button], width: int) -> list[list[Button]]:
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]
