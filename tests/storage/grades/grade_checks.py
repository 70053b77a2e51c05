"""What holds of stored grades on every database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from domain.grades.decided import DecidedGrade, GradeAct, GradeStep, GradeSubject, PublishedGrade
from domain.grades.grading import Grade, GradedKind, PointsNature, PointsPart, PointsRule
from storage.database import Database
from storage.unit_of_work import UnitOfWork

DAY = date(2027, 3, 1)
AT = datetime(2027, 3, 1, 2, tzinfo=UTC)
PERSON = GradeSubject("1", "2026", GradedKind.INSPECTOR, person_id=1)
GRID = GradeSubject("1", "2026", GradedKind.DEPARTMENT, grid_code="1")
PARTS = [
    PointsPart(
        PointsNature.CRITERION,
        "on_time",
        {"zh": "按时", "en": "On time"},
        11,
        Decimal("36.7"),
        Decimal(40),
        PointsRule.SHARE,
        of=12,
    ),
    PointsPart(PointsNature.CRITERION, "read", {"zh": "学习", "en": "Read"}, 0, None, Decimal(60), of=0),
    PointsPart(
        PointsNature.DEDUCTION, "late", {"zh": "逾期", "en": "Late"}, 1, Decimal(1), None, each=Decimal(1)
    ),
]


def check_grades(database: Database) -> None:
    """A grade is kept, published with its parts, found by whom it is about, and its history stays."""

    def make(uow: UnitOfWork) -> int:
        assert uow.grades.of_subject(PERSON) == DecidedGrade(PERSON)
        kept = uow.grades.keep(DecidedGrade(PERSON, adjusted=Grade.GOOD))
        assert kept.id
        uow.grades.add_step(
            GradeStep(
                kept.id, GradeAct.ADJUSTED, 1, AT, Grade.FAILED, Grade.GOOD, "理由", on=DAY, basis="文号"
            )
        )
        uow.grades.add_step(GradeStep(kept.id, GradeAct.TAKEN_BACK, None, AT))
        return kept.id

    grade_id = database.write(make)

    def publish(uow: UnitOfWork) -> None:
        known = uow.grades.find(grade_id)
        assert known is not None
        assert uow.grades.of_person(1) == []
        published = PublishedGrade(Grade.FAILED, Decimal("35.7"), PARTS, DAY)
        uow.grades.keep(replace(known, published=published, revision=1, second_from=DAY, is_vetoed=True))
        uow.grades.keep(DecidedGrade(GRID, published=PublishedGrade(Grade.GOOD, None, (), DAY), revision=1))

    database.write(publish)

    def look(uow: UnitOfWork) -> None:
        known = uow.grades.of_subject(PERSON)
        assert known.published == PublishedGrade(Grade.FAILED, Decimal("35.7"), PARTS, DAY)
        assert (known.id, known.adjusted, known.is_vetoed, known.revision) == (grade_id, Grade.GOOD, True, 1)
        assert uow.grades.of_person(1) == [known]
        (grid,) = uow.grades.of_grid("1")
        assert grid.published is not None
        assert grid.published.points is None
        assert uow.grades.of_unit("1", "2026") == {"p1": known, "d1": grid}
        assert uow.grades.of_unit("1", "2025") == {}
        assert uow.grades.second_due(date(2027, 2, 28)) == []
        assert uow.grades.second_due(DAY) == [known]
        assert uow.grades.published_counts("1", "2026") == {
            (GradedKind.INSPECTOR, Grade.FAILED): 1,
            (GradedKind.DEPARTMENT, Grade.GOOD): 1,
        }
        assert uow.grades.published_periods("1") == ["2026"]
        first, second = uow.grades.steps(grade_id)
        assert (first.act, first.old, first.new, first.words) == (
            GradeAct.ADJUSTED,
            Grade.FAILED,
            Grade.GOOD,
            "理由",
        )
        assert (first.on, first.basis, first.made_at, first.person_id) == (DAY, "文号", AT, 1)
        assert (second.act, second.person_id, second.old) == (GradeAct.TAKEN_BACK, None, None)
        assert uow.grades.find(999) is None

    database.look(look)
