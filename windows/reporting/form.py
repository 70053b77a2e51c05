"""The windows of a form: first page, summary, what to change, why, filed (docs/windows.md); its questions beside it."""

from dataclasses import replace
from html import escape

from domain.drafts import CHOOSE_ANSWER, GIVE_REASON, SUMMARY, ZERO, Draft
from domain.errors import RefusalError
from forms.fields import Form
from forms.filling import asked
from forms.group_windows import group_window
from forms.reading.references import FIGURES
from forms.steps import closing_notes, steps, zero_answers
from forms.summary import say_answer, summary_lines
from locales import Speech
from locales.dates import day_name
from usecases.questions.pages import PAST_NOTES, FormPage
from usecases.reporting.returned_reports import is_returned
from windows.entries import back_to_menu, zero_report_on
from windows.leaves import SHORT_TEXT, leaf_of_lines
from windows.page_turns import ROWS_MOST, PageIn, paged_rows
from windows.questions.groups import group_page
from windows.questions.parts import tap_on, title, turning
from windows.questions.question import note_line, question_window
from windows.reporting.filed import filed_window, returned_line
from windows.windows import Button, Window


def page_window(page: FormPage, speech: Speech, refusal: RefusalError | None = None) -> Window:
    """Return the window at which `page` stands, with the line that says why an answer was not taken."""
    draft = page.draft
    if draft is None:
        return filed_window(page, speech, title(page, speech)) if page.filed else _first(page, speech)
    if refusal is not None:
        page = replace(page, look=replace(page.look, note=PAST_NOTES))
    window = _window_at(page, draft, speech)
    if refusal is None and page.renewed:
        refusal = RefusalError("forms-draft-renewed")
    if refusal is None:
        return window
    return Window(f"{window.text}\n\n{speech.text(refusal.key, **refusal.details)}", window.rows)


def _window_at(page: FormPage, draft: Draft, speech: Speech) -> Window:
    match draft.place:
        case place if place == SUMMARY:
            return _summary(page, draft, speech)
        case place if place == CHOOSE_ANSWER:
            return _choose_answer(page, draft, speech)
        case place if place == GIVE_REASON:
            return _reason(page, draft, speech)
        case place if place == ZERO:
            return _zero(page, draft, speech)
        case _:
            return _question(page, draft, speech)


def _first(page: FormPage, speech: Speech) -> Window:
    begin = Button(speech.label("report-begin"), f"begin:{page.item.id}")
    text = f"{title(page, speech)}\n" + speech.text(
        "report-first", due=day_name(speech, page.item.due_on), questions=len(steps(page.form, {}))
    )
    if not page.form.zero_report:
        return Window(text, [[begin], [back_to_menu(speech)]])
    zero = Button(speech.label("report-zero"), zero_report_on(page.item.id))
    return Window(f"{text}\n{speech.text('report-first-zero')}", [[begin, zero], [back_to_menu(speech)]])


def _question(page: FormPage, draft: Draft, speech: Speech) -> Window:
    step = asked(page.form, draft)
    if step is not None:
        return question_window(page, draft, step, speech)
    window = group_window(page.form, draft)
    return group_page(page, draft, window, speech) if window else _summary(page, draft, speech)


def _summary(page: FormPage, draft: Draft, speech: Speech) -> Window:
    said = summary_lines(page.form, draft.answers, speech.language, SHORT_TEXT)
    notes = [note_line(note, speech) for note in closing_notes(page.form, draft.answers)]
    lines, leaf, leaves = leaf_of_lines([*notes, *map(escape, said)], page.look.leaf)
    head = f"{title(page, speech)}    {speech.text('report-check')}"
    text = "\n".join([head, *lines])
    if returned := returned_line(page, speech):
        text = f"{returned}\n{text}"
    submit = speech.label(_submit_key(page))
    return Window(
        text,
        [
            [Button(submit, tap_on(draft, "submit"))],
            *turning(draft, leaf, leaves, speech),
            [
                Button(speech.label("report-change"), tap_on(draft, "e")),
                Button(speech.label("report-keep"), f"keep:{page.item.id}"),
            ],
        ],
    )


def _choose_answer(page: FormPage, draft: Draft, speech: Speech) -> Window:
    # What is in a group is changed in the group's own window.
    buttons = [
        Button(step.field.label[speech.language], tap_on(draft, f"e{number}"))
        for number, step in enumerate(steps(page.form, draft.answers))
        if step.group is None
    ]
    rows = paged_rows(
        buttons, PageIn(page.look.leaf, ROWS_MOST - 1), lambda to: tap_on(draft, f"l{to}"), speech
    )
    back = Button(speech.label("report-back"), tap_on(draft, "b"))
    lines = [returned_line(page, speech), title(page, speech), speech.text("report-choose-answer")]
    return Window("\n".join(filter(None, lines)), [*rows, [back]])


def _reason(page: FormPage, draft: Draft, speech: Speech) -> Window:
    reasons = [Button(speech.label(f"report-reason-{n}"), tap_on(draft, f"w{n}")) for n in (1, 2)]
    back = Button(speech.label("report-back"), tap_on(draft, "b"))
    return Window(f"{title(page, speech)}\n{speech.text('report-give-reason')}", [reasons, [back]])


def _zero(page: FormPage, draft: Draft, speech: Speech) -> Window:
    text = f"{title(page, speech)}\n{speech.text('report-zero-confirm', said=zero_said(page.form, speech))}"
    if draft.answers:
        text += "\n" + speech.text("report-zero-replaces")
    submit = Button(speech.label("report-submit"), tap_on(draft, "submit"))
    back = Button(speech.label("report-back"), tap_on(draft, "b"))
    return Window(text, [[submit], [back]])


def zero_said(form: Form, speech: Speech) -> str:
    """Return what a 零报告 of `form` says: that its figures are nought, and each other answer that it files."""
    filed = [(form.field(key), answer) for key, answer in zero_answers(form).items()]
    figures = any(field.kind in FIGURES for field, _answer in filed)
    said = [speech.label("report-zero-figures")] if figures else []
    said += [
        speech.label(
            "report-zero-answer",
            label=field.label[speech.language],
            answer=say_answer(field, answer, speech.language),
        )
        for field, answer in filed
        if field.kind not in FIGURES
    ]
    return speech.label("report-zero-and").join(said)


def _submit_key(page: FormPage) -> str:
    if is_returned(page.filed):
        return "reviews-submit"
    return "report-submit-correction" if page.filed else "report-submit"
