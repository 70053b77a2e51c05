"""The file (廉情档案) of a grid or an official over a span, from the tables (docs/domain.md section 6). No tips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.duties.assessment import Answering, AssessedItem, items_of, tally_of
from domain.duties.duties import Duty
from domain.duties.standing import Standing, standing
from domain.people.grids import Grid
from domain.people.people import Role
from domain.rates import percent, percent_said
from domain.reporting.documents import Span
from domain.reporting.reviews import Verdict
from domain.time.clock import SHANGHAI, day_in_shanghai
from forms.fields import Form
from forms.summary import say_answer
from locales import Speech, in_chinese
from locales.dates import dated_period_name
from reports.documents.archive import (
    Archive,
    ArchivedAssessment,
    ArchivedCorrection,
    ArchivedHearing,
    ArchivedReport,
    ArchivedReview,
    ArchivedSuggestion,
    ArchivedTask,
)
from reports.documents.archived_entries import ArchivedRegister
from reports.documents.archived_grades import ArchivedGrade, archived_grades
from reports.standing_words import standing_said
from reports.totals import light_field
from storage.materials.suggestions import Suggestion
from storage.materials.tasks_read import TaskRead
from storage.reporting.archives import ArchivedAnswers, ArchivedPost, ReportKey
from storage.unit_of_work import UnitOfWork

Dues = list[tuple[AssessedItem, Standing]]
_HEARING_FIELDS = ("held_on", "present", "reported", "asked_for")


@dataclass(frozen=True, slots=True)
class ArchiveAsked:
    """Whose unit, over which months, as of which moment (aware), with the duties and forms in force.

    `speech` is Chinese: the file is the office's, whatever language its reader speaks. `registers` are the entries of
    registers that it holds.
    """

    unit: Grid
    span: Span
    now: datetime
    duties: Mapping[str, Duty]
    forms: Mapping[str, Form]
    speech: Speech = field(default_factory=in_chinese)
    registers: Sequence[ArchivedRegister] = ()

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first moment of the span, and the one after its last (aware)."""
        first, last = self.span.days
        ends_on = last + timedelta(days=1)
        return _midnight(first), _midnight(ends_on)

    @property
    def roles(self) -> dict[str, frozenset[Role]]:
        """The roles that answer for each duty."""
        return {duty.id: duty.roles for duty in self.duties.values()}


@dataclass(frozen=True, slots=True)
class _Told:
    """What is not about duties: of a grid or of a person."""

    suggestions: Sequence[Suggestion]
    tasks: Sequence[TaskRead]
    grades: Sequence[ArchivedGrade]


def compile_grid_archive(uow: UnitOfWork, asked: ArchiveAsked, grid_code: str) -> Archive:
    """Return the file of a grid, gone ones too: what it owed and filed, whoever was its inspector."""
    first, last = asked.span.days
    tree = uow.assessments.tree()
    grid = tree.get(grid_code)
    there = uow.assessments.items(first, last, grid_code)
    items = [item for item in there if item.unit_code == asked.unit.code]
    today = day_in_shanghai(asked.now)
    dues = [
        (item, standing(item, asked.now))
        for item in items
        if item.duty_id in asked.duties and item.due_on <= today
    ]
    tenures = [tenure for tenure in uow.assessments.tenures(first, last) if tenure.grid_code == grid_code]
    names = uow.assessments.people(tenure.person_id for tenure in tenures)
    inspectors = dict.fromkeys(
        names[tenure.person_id][0] for tenure in tenures if tenure.role is Role.INSPECTOR
    )
    above = tree.path_up(grid_code)
    facts = [
        ("网格名称", grid.name),
        ("网格代码", grid.code),
        ("网格级别", f"{grid.level}级"),
        ("科室类别", grid.kind.value if grid.kind else "—"),
        ("上级网格", above[0].name if above else "—"),
        ("特邀监察员", "、".join(inspectors) or "—"),
    ]
    told = _Told(
        [
            suggestion
            for suggestion in uow.suggestions.made_between(*asked.moments, grid_code=grid_code)
            if suggestion.unit_code == asked.unit.code
        ],
        uow.tasks_read.of_grid(*asked.moments, grid_code, asked.unit.code),
        archived_grades(uow, uow.grades.of_grid(grid_code), asked.unit.code, asked.span.days),
    )
    return _archive(uow, asked, (grid.name, facts), dues, told)


def compile_person_archive(uow: UnitOfWork, asked: ArchiveAsked, person_id: int) -> Archive:
    """Return the file of an official: their posts, and what they answered for when it was due, in whichever grids.

    Of the unit alone, as grids hung when they owed: what they did in another one is that one's to read.
    """
    first, last = asked.span.days
    tree = uow.assessments.tree()
    tenures = uow.assessments.tenures(first, last)
    answering = Answering(tenures, uow.assessments.leaves(first, last))
    items = [item for item in uow.assessments.items(first, last) if item.unit_code == asked.unit.code]
    dues = items_of(person_id, items, asked.roles, answering, asked.now)
    inside = {grid.code for grid in tree.subtree(asked.unit.code)} | {item.grid_code for item in items}
    name, number = uow.assessments.people([person_id])[person_id]
    held = [tenure for tenure in tenures if tenure.person_id == person_id and tenure.grid_code in inside]
    posts = [
        f"{tree.get(tenure.grid_code).name}{tenure.role.value}（{tenure.starts_on}至{tenure.ends_on or '今'}）"
        for tenure in held
    ]
    facts = [
        ("姓名", name),
        ("工号", number),
        *_post_facts(uow.archives.post_of(person_id)),
        ("聘任情况", "；".join(posts) or "—"),
    ]
    told = _Told(
        [
            suggestion
            for suggestion in uow.suggestions.made_between(*asked.moments, person_id=person_id)
            if suggestion.unit_code == asked.unit.code
        ],
        uow.tasks_read.of_person(*asked.moments, person_id, asked.unit.code),
        archived_grades(uow, uow.grades.of_person(person_id), asked.unit.code, asked.span.days),
    )
    archive = _archive(uow, asked, (name, facts), dues, told)
    return replace(archive, whose="本人身份")


def _post_facts(held: ArchivedPost) -> list[tuple[str, str]]:
    """Return what the roster says of the post today; nothing of it is kept from before."""
    since = held.in_post_since.isoformat() if held.in_post_since else "—"
    facts = [("所在网格", held.grid_name), ("职务", held.post), ("职级", held.rank), ("任现职时间", since)]
    return [*facts, ("离开时间", held.left_on.isoformat())] if held.left_on else facts


def _archive(
    uow: UnitOfWork, asked: ArchiveAsked, head: tuple[str, list[tuple[str, str]]], dues: Dues, told: _Told
) -> Archive:
    first, last = asked.span.days
    subject, facts = head
    codes = {item.grid_code for item, _standing_ in dues}
    filed = uow.archives.reports(first, last, codes) if codes else {}
    known = {_key(item): filed[_key(item)] for item, _standing_ in dues if _key(item) in filed}
    names = {grid.code: grid.name for grid in uow.assessments.tree()}
    titles = {report.submission_id: _title(asked, item) for item, report in _with_report(dues, known)}
    return Archive(
        unit=asked.unit.name,
        subject=subject,
        first_on=first,
        last_on=last,
        made_on=day_in_shanghai(asked.now),
        facts=facts,
        reports=[
            _report(asked, (item, found), known.get(_key(item)), names)
            for item, found in dues
            if not _is_hearing(asked, item)
        ],
        corrections=[
            ArchivedCorrection(day_in_shanghai(at), titles[submission], reason)
            for submission, at, reason in uow.archives.corrections(titles)
        ],
        reviews=_reviews(uow, titles),
        assessments=_assessments(dues),
        grades=told.grades,
        hearings=[_hearing(report) for item, report in _with_report(dues, known) if _is_hearing(asked, item)],
        suggestions=[_suggestion(suggestion) for suggestion in told.suggestions],
        tasks=[_task(task) for task in told.tasks],
        registers=asked.registers,
    )


def _key(item: AssessedItem) -> ReportKey:
    """Return what an item's report is found by."""
    return item.duty_id, item.period_id, item.grid_code


def _with_report(
    dues: Dues, known: Mapping[ReportKey, ArchivedAnswers]
) -> list[tuple[AssessedItem, ArchivedAnswers]]:
    return [(item, known[_key(item)]) for item, _standing_ in dues if _key(item) in known]


def _is_hearing(asked: ArchiveAsked, item: AssessedItem) -> bool:
    return asked.duties[item.duty_id].hearing


def _form(asked: ArchiveAsked, item: AssessedItem) -> Form:
    duty = asked.duties[item.duty_id]
    return asked.forms[duty.form_id].called(duty.title)


def _title(asked: ArchiveAsked, item: AssessedItem) -> str:
    return f"{dated_period_name(asked.speech, item.period_id)}{_form(asked, item).title['zh']}"


def _report(
    asked: ArchiveAsked,
    due: tuple[AssessedItem, Standing],
    report: ArchivedAnswers | None,
    names: Mapping[str, str],
) -> ArchivedReport:
    item, found = due
    form = _form(asked, item)
    light = light_field(form)
    counts = found is not Standing.UNCORRECTED
    value = report.answers.get(light.key) if light and report and counts else None
    return ArchivedReport(
        grid=names[item.grid_code],
        period=dated_period_name(asked.speech, item.period_id),
        form=form.title["zh"],
        standing=standing_said(found, item.exempt_reason, asked.speech),
        light=say_answer(light, value, "zh") if light and value else "",
        filed_on=day_in_shanghai(item.submitted_at) if item.submitted_at and counts else None,
    )


def _reviews(uow: UnitOfWork, titles: Mapping[int, str]) -> list[ArchivedReview]:
    words = {Verdict.ACCEPTED: "通过", Verdict.RETURNED: "退回"}
    every = [review for submission in titles for review in uow.reviews.of_submission(submission)]
    return [
        ArchivedReview(
            day_in_shanghai(review.reviewed_at),
            titles[review.submission_id],
            words[review.verdict],
            review.opinion,
        )
        for review in sorted(every, key=lambda given: given.reviewed_at)
    ]


def _assessments(dues: Dues) -> list[ArchivedAssessment]:
    """Return a line for each year: its rates, as 考核 counts them."""
    found = []
    for year in sorted({item.due_on.year for item, _found in dues}):
        tally = tally_of(standing_ for item, standing_ in dues if item.due_on.year == year)
        rate = percent_said(percent(tally.on_time_rate))
        detail = f"应报{tally.expected}，按时{tally.on_time}，逾期{tally.late}，未报{tally.missing}，免报{tally.exempt}"
        found.append(ArchivedAssessment(f"{year}年", rate, detail))
    return found


def _hearing(report: ArchivedAnswers) -> ArchivedHearing:
    held_on, present, reported, asked_for = (report.answers.get(name) for name in _HEARING_FIELDS)
    return ArchivedHearing(
        held_on=date.fromisoformat(held_on) if held_on else None,
        attendance="到场" if present else "未到场",
        reported=_words(reported),
        asked=_words(asked_for),
    )


def _words(answer: Any) -> str:
    return "" if answer is None else str(answer)


def _suggestion(suggestion: Suggestion) -> ArchivedSuggestion:
    answered_on = day_in_shanghai(suggestion.answered_at) if suggestion.answered_at else None
    return ArchivedSuggestion(
        day_in_shanghai(suggestion.made_at), suggestion.text, suggestion.answer or "", answered_on
    )


def _task(task: TaskRead) -> ArchivedTask:
    read_on = day_in_shanghai(task.read_at) if task.read_at else None
    return ArchivedTask(day_in_shanghai(task.sent_at), task.text, read_on)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
