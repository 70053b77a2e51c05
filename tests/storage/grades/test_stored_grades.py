"""Grades in tables, and their migration with rows in place."""

from datetime import date
from pathlib import Path

from domain.grades.decided import DecidedGrade, GradeSubject
from domain.grades.grading import Grade, GradedKind
from storage.database import Database
from storage.schema import upgrade
from tests.desks import open_desk
from tests.storage.grades.grade_checks import check_grades
from tests.storage.older import ITEM, PERSON, bring_to, put


def test_a_grade_is_kept_and_published_with_its_parts_and_history(tmp_path: Path) -> None:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as desk:
        check_grades(desk.database)


def test_what_was_assessed_before_stands_as_it_was_and_can_be_graded(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0020")
    put(database, "grid", code="1", name="医院", level=1)
    put(database, "grid", code="2", name="内科", level=2, parent_code="1")
    put(database, "person", **{**PERSON, "grid_code": "2"})
    put(
        database,
        "duty_item",
        **{**ITEM, "grid_code": "2"},
        branch_code="2",
        unit_code="1",
        exempt_reason="援外",
    )
    upgrade(database)
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    (item,) = database.look(lambda uow: uow.assessments.items(first, last))
    assert (item.grid_code, item.exempt_reason) == ("2", "援外")
    subject = GradeSubject("1", "2026", GradedKind.INSPECTOR, person_id=1)
    assert database.look(lambda uow: uow.grades.of_subject(subject)) == DecidedGrade(subject)
    kept = database.write(lambda uow: uow.grades.keep(DecidedGrade(subject, adjusted=Grade.GOOD)))
    assert database.look(lambda uow: uow.grades.find(kept.id)) == kept
    database.close()
