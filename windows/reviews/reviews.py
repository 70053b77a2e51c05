"""The windows of 审核: what waits, one report, why it is returned, all at once."""

from collections.abc import Sequence
from html import escape

from domain.reporting.reviews import ReviewState, Verdict
from domain.time.clock import day_in_shanghai
from forms.fields import AddsUp, Form
from forms.steps import Answers
from forms.summary import say_answer, summary_lines
from locales import Speech
from locales.dates import day_name
from storage.reporting.reviewed import FiledReport, Review
from storage.reporting.submissions import Revision, Submission
from usecases.house import Request
from usecases.reviews.house import LONGEST, SHORTEST, OpenedReport, form_as_filed
from windows.entries import REVIEW, back_to_menu, open_review
from windows.leaves import SHORT_TEXT, leaf_of_lines
from windows.page_turns import LEAVES, PageOf, page_of, turn_rows
from windows.reports_named import report_title
from windows.windows import Button, Window

YES, BACK, WHY, WORDS, ALL, ALL_YES = (
    f"{REVIEW}-{part}" for part in ("yes", "back", "why", "words", "all", "all-yes")
)
PAGE, WHOLE = f"{REVIEW}-page", f"{REVIEW}-whole"
A_PAGE = 4
REASONS = 4
SHOWN_CORRECTIONS = 3


def list_window(
    request: Request,
    speech: Speech,
    waiting: Sequence[FiledReport],
    filed: dict[int, Submission],
    page: int,
) -> Window:
    """Return a page of what waits; `filed` holds the reports of that page at least, by item."""
    shown = waiting[page * A_PAGE : (page + 1) * A_PAGE]
    if not waiting:
        return Window(speech.text("reviews-none"), [[back_to_menu(speech)]])
    rows = []
    titles = {report.item_id: _title_alone(request, speech, report) for report in shown}
    several = len(set(titles.values())) > 1
    for report in shown:
        which = [titles[report.item_id]] if several else []
        marks = marks_of(request, speech, report, filed[report.item_id])
        label = " · ".join([report.grid_name, *which, *marks])
        rows.append([Button(label, open_review(report.submission_id))])
    title = speech.text("reviews-list", count=len(waiting))
    rows += turn_rows(page_of(page, len(waiting), A_PAGE), lambda to: f"{PAGE}:{to}", speech)
    if len(waiting) > 1:
        rows.append([Button(speech.label("reviews-all"), ALL)])
    lines = [title]
    if not several:
        lines += [speech.text("reviews-list-line", title=line_title) for line_title in set(titles.values())]
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def marks_of(request: Request, speech: Speech, report: FiledReport, filed: Submission) -> list[str]:
    """Return what a reviewer wants to know before opening a report: its light, late, zero, corrected."""
    marks = []
    light = light_of(form_as_filed(request, filed), filed.answers, speech)
    if light:
        marks.append(light)
    if report.zero:
        marks.append(speech.label("report-zero"))
    if report.is_late:
        marks.append(speech.label("reviews-late"))
    if report.state is ReviewState.EDITED:
        marks.append(speech.label("reviews-edited"))
    return marks


def light_of(form: Form, answers: Answers, speech: Speech) -> str:
    """Return the light of a report in words, empty where its form has none."""
    for field in form.fields:
        if field.adds_up is AddsUp.WORST_LIGHT:
            return say_answer(field, answers.get(field.key), speech.language)
    return ""


def report_window(
    request: Request, speech: Speech, opened: OpenedReport, *, first_line: str = "", leaf: int | None = None
) -> Window:
    """Return one report as filed, with what was corrected and said, and the buttons that decide.

    Its texts are cut, or stand in full on the leaves of `leaf`.
    """
    report = opened.report
    lines = [first_line] if first_line else []
    lines.append(f"<b>{escape(report_title(request, speech, report), quote=False)}</b>")
    day = day_name(speech, day_in_shanghai(report.submitted_at))
    key = "reviews-filed-late" if report.is_late else "reviews-filed"
    lines.append(speech.text(key, day=day, name=report.person_name))
    said, turn = _said(opened, speech, leaf)
    lines += said
    if report.zero:
        lines.append(speech.text("reviews-zero"))
    lines += [_correction_line(speech, each) for each in opened.revisions[-SHOWN_CORRECTIONS:]]
    lines += [review_line(speech, each) for each in opened.reviews[-SHOWN_CORRECTIONS:]]
    if report.state is ReviewState.RETURNED:
        lines.append(speech.text("reviews-with-inspector"))
    return Window("\n".join(lines), [*turn, *_verdict_rows(opened, speech), _ways_on(opened, speech)])


def _said(opened: OpenedReport, speech: Speech, leaf: int | None) -> tuple[Sequence[str], list[list[Button]]]:
    """Return the lines of the report shown, as HTML, and the row that leads to the others."""
    answers, lang = opened.submission.answers, speech.language
    short, full = (
        [escape(line, quote=False) for line in summary_lines(opened.form, answers, lang, limit)]
        for limit in (SHORT_TEXT, None)
    )
    whole = f"{WHOLE}:{opened.report.submission_id}"
    if leaf is not None:
        shown, leaf, leaves = leaf_of_lines(full, leaf, None)
        return shown, turn_rows(PageOf(leaf, leaves), lambda other: f"{whole}:{other}", speech, LEAVES)
    shown, _leaf, leaves = leaf_of_lines(short, 0)
    if short == full and leaves == 1:
        return shown, []
    return shown, [[Button(speech.label("reviews-whole"), f"{whole}:0")]]


def review_line(speech: Speech, review: Review) -> str:
    """Return one verdict as a line of HTML: when, at which level, what, why."""
    return speech.text(
        f"reviews-line-{review.verdict}",
        day=day_name(speech, day_in_shanghai(review.reviewed_at)),
        level=review.level,
        name=review.name,
        opinion=review.opinion or "none",
    )


def _correction_line(speech: Speech, revision: Revision) -> str:
    day = day_name(speech, day_in_shanghai(revision.revised_at))
    return speech.text("reviews-correction", day=day, reason=revision.reason)


def _verdict_rows(opened: OpenedReport, speech: Speech) -> list[list[Button]]:
    rows = []
    which = f"{opened.report.submission_id}:{opened.report.revisions}"
    if Verdict.ACCEPTED in opened.verdicts:
        rows.append([Button(speech.label("reviews-accept"), f"{YES}:{which}")])
    more = []
    if Verdict.RETURNED in opened.verdicts:
        more.append(Button(speech.label("reviews-return"), f"{BACK}:{which}"))
    if Verdict.ACCEPTED in opened.verdicts:
        more.append(Button(speech.label("reviews-accept-with"), f"{WORDS}:{which}"))
    return [*rows, *([more] if more else [])]


def _ways_on(opened: OpenedReport, speech: Speech) -> list[Button]:
    ways = []
    following = next_of(opened)
    if following is not None:
        label = speech.label("reviews-next", count=len(opened.waiting))
        ways.append(Button(label, open_review(following.submission_id)))
    ways.append(Button(speech.label("reviews-to-list"), REVIEW) if opened.waiting else back_to_menu(speech))
    return ways


def next_of(opened: OpenedReport) -> FiledReport | None:
    """Return the report that is offered next: the first that waits after this one, then from the beginning."""
    mine = (opened.report.due_on, opened.report.duty_id, opened.report.grid_code)
    after = [each for each in opened.waiting if (each.due_on, each.duty_id, each.grid_code) > mine]
    return next(iter([*after, *opened.waiting]), None)


def why_window(request: Request, speech: Speech, opened: OpenedReport, *, again: bool = False) -> Window:
    """Return the question why a report is returned: reasons to tap, or words."""
    which = f"{opened.report.submission_id}:{opened.report.revisions}"
    title = report_title(request, speech, opened.report)
    lines = [_length_line(speech)] if again else []
    lines.append(speech.text("reviews-why", title=title, limit=LONGEST))
    rows = [
        [Button(speech.label(f"reviews-why-{number}"), f"{WHY}:{which}:{number}")]
        for number in range(1, REASONS + 1)
    ]
    back = Button(speech.label("report-back"), open_review(opened.report.submission_id))
    return Window("\n".join(lines), [*rows, [back]])


def words_window(request: Request, speech: Speech, opened: OpenedReport, *, again: bool = False) -> Window:
    """Return the question for the opinion with which a report is accepted."""
    title = report_title(request, speech, opened.report)
    lines = [_length_line(speech)] if again else []
    lines.append(speech.text("reviews-words", title=title, limit=LONGEST))
    back = Button(speech.label("report-back"), open_review(opened.report.submission_id))
    return Window("\n".join(lines), [[back]])


def all_window(
    request: Request, speech: Speech, waiting: Sequence[FiledReport], filed: dict[int, Submission], mark: str
) -> Window:
    """Return what 全部通过 would do; `mark` tells this list from a later one."""
    lights: dict[str, int] = {}
    for report in waiting:
        submission = filed[report.item_id]
        light = light_of(form_as_filed(request, submission), submission.answers, speech)
        lights[light] = lights.get(light, 0) + 1
    lines = [speech.text("reviews-all-ask", count=len(waiting))]
    counted = [f"{light} {count}" for light, count in lights.items() if light]
    zeros = sum(report.zero for report in waiting)
    if zeros:
        counted.append(f"{speech.label('report-zero')} {zeros}")
    if counted:
        lines.append(escape(speech.label("list-comma").join(counted)))
    lines.append(speech.text("reviews-all-warn"))
    yes = Button(speech.label("reviews-all-yes", count=len(waiting)), f"{ALL_YES}:{mark}")
    return Window("\n".join(lines), [[yes], [Button(speech.label("report-back"), REVIEW)]])


def done_window(speech: Speech, first_line: str) -> Window:
    """Return what follows the last report."""
    return Window(f"{first_line}\n{speech.text('reviews-none')}", [[back_to_menu(speech)]])


def _length_line(speech: Speech) -> str:
    return speech.text("reviews-length", least=SHORTEST, limit=LONGEST)


def _title_alone(request: Request, speech: Speech, report: FiledReport) -> str:
    return report_title(request, speech, report).rpartition(" · ")[0]
