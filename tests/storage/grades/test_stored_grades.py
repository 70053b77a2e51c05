"""Grades in tables, and their migration with rows in place."""

from datetime import date
from pathlib import Path

from alembic import command

from domain.grades.decided import DecidedGrade, GradeSubject
from domain.grades.grading import Grade, GradedKind
from storage.database import Database
from storage.schema import _config, upgrade
from tests.desks import open_desk
from tests.storage.grades.grade_checks import check_grades


def test_a_grade_is_kept_and_published_with_its_parts_and_history(tmp_path: Path) -> None:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as desk:
        check_grades(desk.database)


def test_what_was_assessed_before_stands_as_it_was_and_can_be_graded(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    rows = (
        "INSERT INTO grid (code, name, level, parent_code) VALUES ('1', '医院', 1, NULL), ('2', '内科', 2, '1')",
        (
            "INSERT INTO person (id, staff_number, name, post, rank, party_member, grid_code)"
            " VALUES (1, '1', '某', '主任', '正科', 1, '2')"
        ),
        (
            "INSERT INTO duty_item (id, duty_id, period_id, grid_code, opens_on, due_on, closes_on,"
            " branch_code, unit_code, exempt_reason) VALUES (1, 'monthly_report', '2026-05', '2',"
            " '2026-05-01', '2026-05-31', '2026-06-05', '2', '1', '援外')"
        ),
    )
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0020")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        for row in rows:
            connection.exec_driver_sql(row)
    upgrade(database)
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    (item,) = database.look(lambda uow: uow.assessments.items(first, last))
    assert (item.grid_code, item.exempt_reason) == ("2", "援外")
    subject = GradeSubject("1", "2026", GradedKind.INSPECTOR, person_id=1)
    assert database.look(lambda uow: uow.grades.of_subject(subject)) == DecidedGrade(subject)
    kept = database.write(lambda uow: uow.grades.keep(DecidedGrade(subject, adjusted=Grade.GOOD)))
    assert database.look(lambda uow: uow.grades.find(kept.id)) == kept
    database.close()
