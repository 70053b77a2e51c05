"""Grades as the office decided and published them (docs/domain.md section 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from domain.grades.decided import DecidedGrade, GradeAct, GradeStep, GradeSubject, PublishedGrade
from domain.grades.grading import Grade, GradedKind, PointsNature, PointsPart, PointsRule
from storage.grades.tables import grade_steps, grades
from storage.statements.prepared import PreparedStatement

_OF_UNIT = (grades.c.unit_code == bindparam("unit"), grades.c.period_id == bindparam("period"))
_BY_ID = PreparedStatement(select(grades).where(grades.c.id == bindparam("grade")))
_ALL = PreparedStatement(select(grades).where(*_OF_UNIT).order_by(grades.c.id))
_ONE = PreparedStatement(select(grades).where(*_OF_UNIT, grades.c.subject == bindparam("ref")))
_IS_PUBLISHED = grades.c.published.is_not(None)
_OF_PERSON = PreparedStatement(
    select(grades)
    .where(grades.c.person_id == bindparam("person"), _IS_PUBLISHED)
    .order_by(grades.c.period_id.desc(), grades.c.id.desc())
)
_OF_GRID = PreparedStatement(
    select(grades)
    .where(grades.c.grid_code == bindparam("grid"), _IS_PUBLISHED)
    .order_by(grades.c.period_id.desc(), grades.c.id.desc())
)
_SECOND_DUE = PreparedStatement(
    select(grades)
    .where(grades.c.second_from <= bindparam("day"), grades.c.second.is_(None))
    .order_by(grades.c.second_from, grades.c.id)
)
_STEPS = PreparedStatement(
    select(grade_steps).where(grade_steps.c.grade_id == bindparam("grade")).order_by(grade_steps.c.id)
)
_ADD_STEP = PreparedStatement(insert(grade_steps))
_COUNTS = PreparedStatement(
    select(grades.c.kind, grades.c.published, func.count().label("many"))
    .where(*_OF_UNIT, _IS_PUBLISHED)
    .group_by(grades.c.kind, grades.c.published)
)
_PERIODS = PreparedStatement(
    select(grades.c.period_id)
    .where(grades.c.unit_code == bindparam("unit"), _IS_PUBLISHED)
    .distinct()
    .order_by(grades.c.period_id.desc())
)


class Grades:
    """Of all units."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def find(self, grade_id: int) -> DecidedGrade | None:
        """Return what was decided, or None."""
        row = _BY_ID.one_or_none(self._connection, {"grade": grade_id})
        return None if row is None else _grade_of(row)

    def of_subject(self, subject: GradeSubject) -> DecidedGrade:
        """Return what was decided about one, kept or not (id 0): about most nothing is before they are published."""
        given = {"unit": subject.unit_code, "period": subject.period_id, "ref": subject.ref}
        row = _ONE.one_or_none(self._connection, given)
        return DecidedGrade(subject) if row is None else _grade_of(row)

    def of_unit(self, unit_code: str, period_id: str) -> dict[str, DecidedGrade]:
        """Return all that was decided in a unit and period, by the subject's `ref`."""
        rows = _ALL.rows(self._connection, {"unit": unit_code, "period": period_id})
        return {row.subject: _grade_of(row) for row in rows}

    def of_person(self, person_id: int) -> list[DecidedGrade]:
        """Return the published grades of a person, the newest period first."""
        return [_grade_of(row) for row in _OF_PERSON.rows(self._connection, {"person": person_id})]

    def of_grid(self, grid_code: str) -> list[DecidedGrade]:
        """Return the published grades of a grid, the newest period first."""
        return [_grade_of(row) for row in _OF_GRID.rows(self._connection, {"grid": grid_code})]

    def second_due(self, day: date) -> list[DecidedGrade]:
        """Return those whose second assessment is due on `day` or was before, and is not made."""
        return [_grade_of(row) for row in _SECOND_DUE.rows(self._connection, {"day": day})]

    def published_counts(self, unit_code: str, period_id: str) -> dict[tuple[GradedKind, Grade], int]:
        """Return how many were published with which grade."""
        rows = _COUNTS.rows(self._connection, {"unit": unit_code, "period": period_id})
        return {(GradedKind(row.kind), Grade(row.published)): row.many for row in rows}

    def published_periods(self, unit_code: str) -> list[str]:
        """Return the periods of which anything was published, the newest first."""
        return _PERIODS.scalars(self._connection, {"unit": unit_code})

    def keep(self, decided: DecidedGrade) -> DecidedGrade:
        """Keep it as it is now, and return it with its id."""
        values = _values_of(decided)
        if decided.id:
            self._connection.execute(update(grades).where(grades.c.id == decided.id).values(values))
            return decided
        added = self._connection.execute(insert(grades).values(values))
        (grade_id,) = added.inserted_primary_key or (0,)
        found = self.find(int(grade_id))
        if found is None:
            raise LookupError("the grade just kept")
        return found

    def add_step(self, step: GradeStep) -> None:
        """Add a line to a grade's history."""
        _ADD_STEP.write(
            self._connection,
            {
                "grade_id": step.grade_id,
                "act": step.act.value,
                "person_id": step.person_id,
                "made_at": step.made_at,
                "old": step.old and step.old.value,
                "new": step.new and step.new.value,
                "words": step.words,
                "said_on": step.on,
                "whom": step.whom,
                "basis": step.basis,
            },
        )

    def steps(self, grade_id: int) -> list[GradeStep]:
        """Return a grade's history, the oldest first."""
        return [_step_of(row) for row in _STEPS.rows(self._connection, {"grade": grade_id})]


def _values_of(decided: DecidedGrade) -> dict[str, Any]:
    subject, published = decided.subject, decided.published
    points = None if published is None or published.points is None else f"{published.points:f}"
    return {
        "unit_code": subject.unit_code,
        "period_id": subject.period_id,
        "subject": subject.ref,
        "kind": subject.kind.value,
        "person_id": subject.person_id,
        "grid_code": subject.grid_code,
        "adjusted": decided.adjusted and decided.adjusted.value,
        "is_vetoed": decided.is_vetoed,
        "published": published and published.grade.value,
        "points": points,
        "parts": None if published is None else [_part_values(part) for part in published.parts],
        "published_on": published and published.published_on,
        "revision": decided.revision,
        "entry_id": decided.entry_id,
        "second_from": decided.second_from,
        "second": decided.second and decided.second.value,
        "second_on": decided.second_on,
        "is_liable": decided.is_liable,
    }


def _part_values(part: PointsPart) -> dict[str, Any]:
    return {key: f"{value:f}" if isinstance(value, Decimal) else value for key, value in asdict(part).items()}


def _grade_of(row: Any) -> DecidedGrade:
    published = None
    if row.published is not None and row.published_on is not None:
        published = PublishedGrade(
            Grade(row.published), _decimal(row.points), _parts_of(row.parts or ()), row.published_on
        )
    return DecidedGrade(
        GradeSubject(row.unit_code, row.period_id, GradedKind(row.kind), row.person_id, row.grid_code),
        id=row.id,
        adjusted=_grade(row.adjusted),
        is_vetoed=row.is_vetoed,
        published=published,
        revision=row.revision,
        entry_id=row.entry_id,
        second_from=row.second_from,
        second=_grade(row.second),
        second_on=row.second_on,
        is_liable=row.is_liable,
    )


def _parts_of(values: Sequence[Mapping[str, Any]]) -> list[PointsPart]:
    return [
        PointsPart(
            nature=PointsNature(given["nature"]),
            id=given["id"],
            label=given["label"],
            figure=given["figure"],
            points=_decimal(given["points"]),
            full=_decimal(given["full"]),
            rule=PointsRule(given["rule"]),
            of=given["of"],
            each=_decimal(given["each"]),
            full_at=given["full_at"],
        )
        for given in values
    ]


def _step_of(row: Any) -> GradeStep:
    return GradeStep(
        grade_id=row.grade_id,
        act=GradeAct(row.act),
        person_id=row.person_id,
        made_at=row.made_at,
        old=_grade(row.old),
        new=_grade(row.new),
        words=row.words,
        on=row.said_on,
        whom=row.whom,
        basis=row.basis,
        id=row.id,
    )


def _grade(value: str | None) -> Grade | None:
    return None if value is None else Grade(value)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
