"""Published grades (考核等次) for a file (廉情档案); how many of which for the reports to supervisor and committee."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.grades.decided import DecidedGrade, GradeAct, GradeStep
from domain.grades.grading import Grade, GradedKind, PointsNature
from domain.small_groups import SMALLEST_GROUP
from domain.time.periods import period_span
from locales import in_chinese
from locales.dates import dated_day_name
from reports.documents.report_parts import ReportFigure
from reports.grades.words import grade_said, part_said, period_said, points_said
from storage.unit_of_work import UnitOfWork

_KINDS = {GradedKind.INSPECTOR: ("特邀监察员考核", "名"), GradedKind.DEPARTMENT: ("网格考核", "个")}


@dataclass(frozen=True, slots=True)
class ArchivedGrade:
    """A published grade in words: of which period, which grade, points, how they were made and what followed."""

    period: str
    grade: str
    points: str
    detail: str


def archived_grades(
    uow: UnitOfWork, found: Iterable[DecidedGrade], unit_code: str, days: tuple[date, date]
) -> list[ArchivedGrade]:
    """Return those of the unit whose period lies in part in `days` (the first and the last), the oldest first."""
    first, last = days
    inside = [
        decided
        for decided in found
        if decided.subject.unit_code == unit_code
        and period_span(decided.subject.period_id)[0] <= last
        and period_span(decided.subject.period_id)[1] >= first
    ]
    inside.sort(key=lambda decided: (period_span(decided.subject.period_id), decided.id))
    return [_archived(decided, uow.grades.steps(decided.id)) for decided in inside]


def _archived(decided: DecidedGrade, steps: Sequence[GradeStep]) -> ArchivedGrade:
    speech, published = in_chinese(), decided.published
    return ArchivedGrade(
        period_said(decided.subject.period_id, speech),
        grade_said(published.grade if published else None, speech),
        points_said(published.points if published else None, speech),
        "；".join(_details(decided, steps)),
    )


def _details(decided: DecidedGrade, steps: Sequence[GradeStep]) -> Iterator[str]:
    speech = in_chinese()
    for part in decided.published.parts if decided.published else ():
        if part.nature is PointsNature.CRITERION or part.points:
            yield part_said(part, speech)
    if decided.is_vetoed:
        yield f"一票否决：{_words(steps, GradeAct.VETOED)}"
    elif decided.adjusted is not None:
        yield f"调整等次：{_words(steps, GradeAct.ADJUSTED)}"
    if decided.second is not None and decided.second_on is not None:
        day = dated_day_name(speech, decided.second_on)
        yield f"{day}再次考核{grade_said(decided.second, speech)}：{_words(steps, GradeAct.SECOND)}"
    for step in steps:
        if step.act is GradeAct.LIABLE and step.on is not None:
            day = dated_day_name(speech, step.on)
            yield f"责任追究：{step.words}（对象：{step.whom}，依据：{step.basis}，{day}）"


def _words(steps: Sequence[GradeStep], act: GradeAct) -> str:
    return next((step.words for step in reversed(steps) if step.act is act), "")


def grade_figures(uow: UnitOfWork, unit_code: str, period_id: str) -> list[ReportFigure]:
    """Return how many were published with which grade in just this period; of a kind with fewer than five, none."""
    counts, speech = uow.grades.published_counts(unit_code, period_id), in_chinese()
    found = []
    for kind, (label, unit) in _KINDS.items():
        of_kind = {grade: counts.get((kind, grade), 0) for grade in Grade}
        if sum(of_kind.values()) >= SMALLEST_GROUP:
            found += [
                ReportFigure(f"{label}{grade_said(grade, speech)}", unit, count)
                for grade, count in of_kind.items()
                if count
            ]
    return found
