"""The window of a report that was filed: as it stands, what its review came to, and the way to correct it."""

from html import escape

from domain.reporting.reviews import ReviewState, Verdict
from forms.summary import summary_lines
from locales import Speech
from locales.dates import day_name
from usecases.reporting.form_pages import FormPage
from windows.entries import back_to_menu, open_document, report_on, report_paper_of
from windows.leaves import SHORT_TEXT, leaf_of_lines
from windows.page_turns import LEAVES, PageOf, turn_rows
from windows.windows import Button, Window


def filed_window(page: FormPage, speech: Speech, title: str) -> Window:
    """Return the window; `title` is HTML. Just filed, it says so and how many of the unit have filed."""
    menu = [back_to_menu(speech)]
    begin = f"begin:{page.item.id}"
    if page.counts is not None:
        look = Button(speech.label("report-look"), report_on(page.item.id))
        return Window(f"{_done(page, speech)}\n{title}", [menu, [look]])
    state = page.filed.review_state if page.filed else ReviewState.RECEIVED
    lines = [title, *_standing(page, state, speech)]
    answers = page.filed.answers if page.filed else {}
    said = map(escape, summary_lines(page.form, answers, speech.language, SHORT_TEXT))
    shown, leaf, leaves = leaf_of_lines(list(said), page.look.leaf)
    lines += shown
    turn = turn_rows(PageOf(leaf, leaves), lambda other: f"{report_on(page.item.id)}:{other}", speech, LEAVES)
    if state is ReviewState.RETURNED:
        return Window("\n".join(lines), [[Button(speech.label("reviews-correct"), begin)], *turn, menu])
    ways = [] if page.closed else [Button(speech.label("report-correct"), begin)]
    if page.form.document is not None:
        there = open_document(page.form.document, page.item.period_id)
        ways = [Button(speech.label("report-document-open"), there)]
    elif page.viewer.inspected:
        ways.append(Button(speech.label("drill-paper"), report_paper_of(page.item.id)))
    return Window("\n".join(lines), [*turn, menu, *([ways] if ways else [])])


def returned_line(page: FormPage, speech: Speech) -> str:
    """Return why the report came back, as HTML; empty where it has not."""
    if page.review is None or page.review.verdict is not Verdict.RETURNED:
        return ""
    return speech.text("reviews-state-returned", opinion=page.review.opinion)


def _done(page: FormPage, speech: Speech) -> str:
    if page.closed or page.counts is None:
        return speech.text("reviews-again-filed")
    filed, expected = page.counts
    closes = day_name(speech, page.item.closes_on)
    return speech.text("report-done", closes=closes, filed=filed, expected=expected)


def _standing(page: FormPage, state: ReviewState, speech: Speech) -> list[str]:
    lines = []
    if page.closed:
        lines.append(speech.text("reviews-filed-closed"))
    elif state is not ReviewState.RETURNED:
        lines.append(speech.text("report-filed", closes=day_name(speech, page.item.closes_on)))
    if state is ReviewState.RETURNED:
        lines.append(returned_line(page, speech))
        lines += [speech.text("reviews-filed-uncorrected")] if page.uncorrected else []
    elif state is ReviewState.ACCEPTED and page.review is not None:
        lines.append(speech.text("reviews-state-accepted", opinion=page.review.opinion or "none"))
    elif state is ReviewState.EDITED:
        lines.append(speech.text("reviews-state-edited"))
    return lines
