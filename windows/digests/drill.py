"""The windows of a digest's drill-down: a branch, what a grid filed, a correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from domain.duties.standing import MISSED, Standing
from domain.people.grids import Grid
from domain.reporting.lights import Light
from domain.reporting.reviews import WAITING, ReviewState
from domain.time.clock import SHANGHAI, day_in_shanghai
from forms.changes import FieldChange
from forms.fields import Form
from forms.summary import say_answer, summary_lines
from locales import Speech
from locales.dates import day_name, duty_title
from reports.digests.lists import GridReport
from reports.totals import light_field
from storage.duty_items import REMOVED, DutyItem
from storage.reporting.submissions import Revision, Submission
from windows.entries import open_branch, open_change, open_filed
from windows.page_turns import ROWS_MOST, PageIn, PageOf, numbered, paged_rows, turn_rows
from windows.text_parts import parts
from windows.windows import Attachment, Button, Window

LINES_A_PART = 14
"""What is around a report takes the rest of a phone."""
PART_LENGTH = 3200
_WORST_FIRST = (Light.RED, Light.YELLOW, None, Light.GREEN)


@dataclass(frozen=True, slots=True)
class OpenedBranch:
    """A branch in a period, named by one of its items, with how each of its grids stands."""

    item: DutyItem
    branch: Grid
    form: Form
    reports: Sequence[GridReport]


def branch_window(opened: OpenedBranch, page: int, back: Button, speech: Speech) -> Window:
    """Return how the grids of a branch stand, the worst first, a page (from 0); `back` is the way back."""
    title = duty_title(speech, opened.form.title, opened.item.period_id)
    lines = [speech.text("drill-branch", title=title, branch=opened.branch.name)]
    lines += _counted(opened.reports, speech)
    lines.append(speech.text("drill-branch-choose"))
    ordered = sorted(opened.reports, key=_urgency)
    listed = [Button(_line(each, opened.form, speech), open_filed(each.item_id)) for each in ordered]
    rows = paged_rows(listed, PageIn(page, ROWS_MOST - 1), lambda to: open_branch(opened.item.id, to), speech)
    return Window("\n".join(lines), [*rows, [back]])


@dataclass(frozen=True, slots=True)
class OpenedItem:
    """What is known of one item: its report if there is one, who filed it, who answers for the grid."""

    item: DutyItem
    branch: Grid
    form: Form
    filed: Submission | None
    names: dict[int, str]
    revisions: Sequence[Revision]
    holders: Sequence[str]
    uncorrected: bool = False
    """Whether what was filed counts as missing: it came back, and was not corrected by the close."""


def filed_window(
    opened: OpenedItem, page: int, rows: Sequence[Sequence[Button]], now: datetime, speech: Speech
) -> Window:
    """Return what a grid filed, a part at a time, or how it stands without; `rows` are the ways on."""
    head = [_title(opened, speech), *_standing_lines(opened, now, speech)]
    said: list[str] = []
    if opened.filed is not None:
        plain = summary_lines(opened.form, opened.filed.answers, speech.language)
        said = [escape(line, quote=False) for text in plain for line in text.split("\n")]
    found = parts(said, PART_LENGTH, LINES_A_PART)
    page = min(page, len(found) - 1)
    turn = turn_rows(PageOf(page, len(found)), lambda to: open_filed(opened.item.id, to), speech)
    return Window(
        "\n".join([numbered(head[0], page, len(found), speech), *head[1:], *found[page]]), [*turn, *rows]
    )


def paper_window(opened: OpenedItem, content: bytes, speech: Speech) -> Window:
    """Return the report as a document, and the way back to it."""
    title = duty_title(speech, opened.form.title, opened.item.period_id)
    name = f"{opened.item.grid_name}{title}.docx"
    back = Button(speech.label("report-back"), open_filed(opened.item.id))
    text = speech.text("drill-paper-made", title=title, grid=opened.item.grid_name)
    return Window(text, [[back]], [Attachment(name, content)])


def change_window(
    opened: OpenedItem, number: int, page: int, said: Sequence[FieldChange], speech: Speech
) -> Window:
    """Return a correction: who, when, why, from what to what; `number` counts from 1, `page` from 0."""
    revision = opened.revisions[number - 1]
    lines = [
        speech.text(
            "drill-change-line",
            label=each.label,
            old=_or_nothing(each.old, speech),
            new=_or_nothing(each.new, speech),
        )
        for each in said
    ] or [speech.text("drill-change-none")]
    found = parts([line for text in lines for line in text.split("\n")], PART_LENGTH, LINES_A_PART)
    page = min(page, len(found) - 1)
    title = speech.text(
        "drill-change", grid=opened.item.grid_name, number=number, count=len(opened.revisions)
    )
    head = [
        numbered(title, page, len(found), speech),
        speech.text(
            "drill-change-when",
            **_moment(revision.revised_at, speech),
            person=opened.names.get(revision.person_id, ""),
        ),
        speech.text("drill-change-why", reason=revision.reason),
    ]
    rows = turn_rows(PageOf(page, len(found)), lambda to: open_change(opened.item.id, number, to), speech)
    others = []
    if number > 1:
        others.append(Button(speech.label("drill-change-before"), open_change(opened.item.id, number - 1)))
    if number < len(opened.revisions):
        others.append(Button(speech.label("drill-change-next"), open_change(opened.item.id, number + 1)))
    back = Button(speech.label("drill-to-grid", grid=opened.item.grid_name), open_filed(opened.item.id))
    return Window("\n".join([*head, *found[page]]), [*rows, *([others] if others else []), [back]])


def _counted(reports: Sequence[GridReport], speech: Speech) -> list[str]:
    owed = [report for report in reports if report.standing is not Standing.EXEMPT]
    standings = [report.standing for report in owed]
    on_time, late = standings.count(Standing.ON_TIME), standings.count(Standing.LATE)
    lines = [
        speech.text(
            "drill-branch-counts",
            reported=on_time + late,
            due=len(owed),
            on_time=on_time,
            late=late,
            missing=len(owed) - on_time - late,
        )
    ]
    if len(owed) < len(reports):
        lines.append(speech.text("drill-branch-exempt", count=len(reports) - len(owed)))
    if any(report.light for report in owed):
        lights = {light.value: sum(report.light is light for report in owed) for light in Light}
        lines.append(speech.text("digest-lights", **lights))
    states = [ReviewState(report.review_state) for report in owed if report.review_state]
    if states:
        waiting = sum(state in WAITING for state in states)
        returned, accepted = states.count(ReviewState.RETURNED), states.count(ReviewState.ACCEPTED)
        lines.append(
            speech.text("drill-branch-reviews", waiting=waiting, returned=returned, accepted=accepted)
        )
    return lines


def _urgency(report: GridReport) -> tuple[int, str]:
    if report.light in (Light.RED, Light.YELLOW):
        rank = _WORST_FIRST.index(report.light)
    elif report.standing in (Standing.OPEN, *MISSED):
        rank = 2
    else:
        rank = 4 if report.standing is Standing.EXEMPT else 3
    return rank, report.grid.code


def _line(report: GridReport, form: Form, speech: Speech) -> str:
    marks = []
    light = light_field(form)
    if report.light is not None and light is not None:
        marks.append(say_answer(light, report.light.value, speech.language))
    if report.exempt_reason == REMOVED:
        marks.append(speech.label("drill-mark-removed"))
    elif report.standing is not Standing.ON_TIME:
        marks.append(speech.label(f"drill-mark-{report.standing}"))
    elif not marks:
        marks.append(speech.label("drill-mark-filed"))
    if report.review_state == ReviewState.RETURNED and report.standing is not Standing.UNCORRECTED:
        marks.append(speech.label("drill-mark-returned"))
    return speech.label("drill-line", name=report.grid.name, marks=" · ".join(marks))


def _title(opened: OpenedItem, speech: Speech) -> str:
    title = duty_title(speech, opened.form.title, opened.item.period_id)
    if opened.branch.code == opened.item.grid_code:
        return speech.text("drill-grid-own", title=title, grid=opened.item.grid_name)
    return speech.text("drill-grid", title=title, branch=opened.branch.name, grid=opened.item.grid_name)


def _standing_lines(opened: OpenedItem, now: datetime, speech: Speech) -> list[str]:
    item, filed = opened.item, opened.filed
    if filed is not None:
        at = item.submitted_at or filed.submitted_at
        person = opened.names.get(filed.person_id, "")
        key = "drill-filed-late" if day_in_shanghai(at) > item.due_on else "drill-filed"
        lines = [speech.text(key, **_moment(at, speech), person=person)]
        lines.append(speech.text(f"drill-review-{filed.review_state}"))
        if opened.uncorrected:
            lines.append(speech.text("drill-uncorrected"))
        return [*lines, speech.text("drill-zero")] if filed.zero else lines
    lines = [_why_not(item, day_in_shanghai(now), speech)]
    if opened.holders:
        return [*lines, speech.text("drill-holders", names=speech.label("list-comma").join(opened.holders))]
    return [*lines, speech.text("drill-nobody")]


def _why_not(item: DutyItem, today: date, speech: Speech) -> str:
    if item.exempt_reason == REMOVED:
        return speech.text("drill-removed")
    if item.exempt_reason is not None:
        return speech.text("drill-exempt", reason=item.exempt_reason)
    if today > item.closes_on:
        return speech.text("drill-missing")
    if today > item.due_on:
        closes = day_name(speech, item.closes_on)
        return speech.text("drill-overdue", days=(today - item.due_on).days, closes=closes)
    return speech.text("drill-open", due=day_name(speech, item.due_on))


def _moment(at: datetime, speech: Speech) -> dict[str, str]:
    there = at.astimezone(SHANGHAI)
    return {"day": day_name(speech, there.date()), "time": f"{there:%H:%M}"}


def _or_nothing(said: str, speech: Speech) -> str:
    return said or speech.label("drill-change-nothing")
