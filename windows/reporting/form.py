"""The windows of a report: first page, 零报告, why it is corrected (docs/windows.md).

Its questions are those of windows/questions/asking.py.
"""

from dataclasses import replace
from html import escape

from domain.drafts import GIVE_REASON, ZERO, Draft
from domain.errors import RefusalError
from forms.fields import Enters, Field, Form
from forms.reading.references import FIGURES
from forms.steps import steps, zero_answers
from forms.summary import say_answer
from locales import Speech
from locales.dates import day_name, duty_title
from usecases.questions.pages import PAST_NOTES
from usecases.reporting.form_pages import FormPage
from usecases.reporting.returned_reports import is_returned
from windows.entries import back_to_menu, open_document, zero_report_on
from windows.entry_buttons import new_entry
from windows.questions.asking import AskingWords, asking_window, with_refusal
from windows.questions.parts import tap_on
from windows.reporting.filed import filed_window, returned_line
from windows.windows import Button, Window

OTHERS_NAMED = 3
"""So many answers that are others than those of registers are named; how many there are is said."""


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
    return with_refusal(window, refusal, speech)


def title(page: FormPage, speech: Speech) -> str:
    """Return e.g. 6月网格廉情月报 · 心内科, as HTML."""
    name = duty_title(speech, page.form.title, page.item.period_id)
    return speech.text("report-title", title=name, grid=page.item.grid_name)


def _window_at(page: FormPage, draft: Draft, speech: Speech) -> Window:
    if draft.place == GIVE_REASON:
        return _reason(page, draft, speech)
    if draft.place == ZERO:
        return _zero(page, draft, speech)
    returned = returned_line(page, speech)
    words = AskingWords(
        title(page, speech),
        speech.label(_submit_key(page)),
        f"keep:{page.item.id}",
        [*([returned] if returned else []), *_counted_lines(page, draft, speech)],
    )
    return asking_window(page, draft, words, speech)


def _counted_lines(page: FormPage, draft: Draft, speech: Speech) -> list[str]:
    """Return how many answers are those of registers, as of which day, and which are others than theirs."""
    if page.counted is None:
        return []
    asked = {step.path: step.field for step in steps(page.form, draft.answers)}
    given = [key for key in page.counted.answers if key in asked and draft.answers.get(key) is not None]
    other = [key for key in given if draft.answers[key] != page.counted.answers[key]]
    lines = []
    if same := len(given) - len(other):
        day = day_name(speech, page.counted.day)
        lines.append(speech.text("report-counted", count=same, day=day))
    if other:
        labels = speech.label("list-comma").join(
            asked[key].label[speech.language] for key in other[:OTHERS_NAMED]
        )
        lines.append(speech.text("report-counted-other", labels=labels, count=len(other)))
    return lines


def _first(page: FormPage, speech: Speech) -> Window:
    if page.form.enters is not None:
        return _entering(page, page.form.enters, speech)
    if page.form.document is not None:
        return _document(page, page.form.document, speech)
    begin = Button(speech.label("report-begin"), f"begin:{page.item.id}")
    text = f"{title(page, speech)}\n" + speech.text(
        "report-first", due=day_name(speech, page.item.due_on), questions=len(steps(page.form, {}))
    )
    if not page.form.zero_report:
        return Window(text, [[begin], [back_to_menu(speech)]])
    zero = Button(speech.label("report-zero"), zero_report_on(page.item.id))
    return Window(f"{text}\n{speech.text('report-first-zero')}", [[begin, zero], [back_to_menu(speech)]])


def _entering(page: FormPage, enters: Enters, speech: Speech) -> Window:
    """Return the first window of what is entered in a register: a new entry, or that the search is over."""
    language = speech.language
    lines = [title(page, speech), speech.text("report-first-due", due=day_name(speech, page.item.due_on))]
    lines.append(escape(enters.hint[language]))
    lines += [escape(_known_line(page.form.field(key), known, language)) for key, known in page.known.items()]
    enter = Button(enters.enter[language], new_entry(enters.register))
    done = Button(enters.done[language], f"begin:{page.item.id}")
    nothing = [Button(enters.nothing[language], zero_report_on(page.item.id))]
    rows = [[enter], [done, *(nothing if page.form.zero_report else [])], [back_to_menu(speech)]]
    return Window("\n".join(lines), rows)


def _document(page: FormPage, kind: str, speech: Speech) -> Window:
    """Return the first window of what is a document: the way to it, and until when filing it fulfils this."""
    lines = [title(page, speech), speech.text("report-first-due", due=day_name(speech, page.item.due_on))]
    if page.today > page.item.due_on:
        closes = day_name(speech, page.item.closes_on)
        lines.append(
            speech.text("report-document-overdue", days=(page.today - page.item.due_on).days, closes=closes)
        )
    lines.append(speech.text("report-document"))
    there = Button(speech.label("report-document-open"), open_document(kind, page.item.period_id))
    return Window("\n".join(lines), [[there], [back_to_menu(speech)]])


def _known_line(field: Field, known: int, language: str) -> str:
    return f"{field.label[language]}  {say_answer(field, known, language)}"


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
