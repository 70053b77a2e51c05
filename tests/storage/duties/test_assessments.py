"""What an assessment is made of comes out of the tables as it went in, with the past: beside a brute-force recount."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, insert

from domain.duties.assessment import Answering, Tally, assess
from domain.people.leaves import Leave
from domain.time.clock import SHANGHAI
from storage.database import Database
from storage.duties.assessments import Assessments
from storage.schema import upgrade
from storage.tables import appointments, duty_items, grids, leaves, people, submissions
from tests.domain.duties.assessed_by_hand import DUTIES, FIRST, NOW, PEOPLE, Town, recounted, towns

LAST = NOW.date()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path_factory.mktemp('assessed') / 'grid.db'}")
    upgrade(opened)
    yield opened
    opened.close()


def store(connection: Connection, town: Town) -> None:
    for number in PEOPLE:
        values = {"staff_number": str(number), "name": f"P{number}", "post": "", "rank": "其他"}
        left = {"party_member": True, "grid_code": "G0", "left_on": LAST if number == 1 else None}
        connection.execute(insert(people).values(id=number, **values, **left))
    for grid in town.grids:
        gone = LAST if grid.code == "G1" else None
        connection.execute(
            insert(grids).values(
                code=grid.code,
                name=grid.name,
                level=grid.level,
                parent_code=grid.parent_code,
                removed_on=gone,
            )
        )
    for tenure in town.tenures:
        connection.execute(
            insert(appointments).values(
                person_id=tenure.person_id,
                grid_code=tenure.grid_code,
                role=tenure.role.value,
                starts_on=tenure.starts_on,
                ends_on=tenure.ends_on,
            )
        )
    for leave in town.leaves:
        store_leave(connection, leave)
    for number, item in enumerate(town.items, start=1):
        connection.execute(
            insert(duty_items).values(
                id=number,
                duty_id=item.duty_id,
                period_id=item.period_id,
                grid_code=item.grid_code,
                opens_on=FIRST,
                due_on=item.due_on,
                closes_on=item.closes_on,
                submitted_at=item.submitted_at,
                exempt_reason=item.exempt_reason,
                exempted_at=NOW if item.exempt_reason == "停诊" else None,
            )
        )
        if item.submitted_at is not None:
            connection.execute(
                insert(submissions).values(
                    item_id=number,
                    person_id=item.filed_by,
                    form_id="monthly_report",
                    form_version=1,
                    answers={},
                    submitted_at=item.submitted_at,
                    review_state="returned" if item.returned else "accepted",
                )
            )


def store_leave(connection: Connection, leave: Leave, ended_at: datetime | None = None) -> None:
    connection.execute(
        insert(leaves).values(
            person_id=leave.person_id,
            deputy_id=leave.deputy_id,
            starts_on=leave.starts_on,
            ends_on=leave.ends_on,
            taken_at=NOW,
            ended_at=ended_at,
        )
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(towns())
def test_read_from_the_tables_every_figure_is_that_of_a_recount(database: Database, town: Town) -> None:
    with database.engine.connect() as connection, connection.begin() as transaction:
        store(connection, town)
        kept = Assessments(connection)
        answering = Answering(kept.tenures(FIRST, LAST), kept.leaves(FIRST, LAST))
        assessment = assess(kept.items(FIRST, LAST), DUTIES, answering, NOW)
        tree, first = kept.tree(), kept.first_due_on()
        transaction.rollback()
    by_grid, by_post = recounted(town)
    assert {
        code: assessment.of_grids([grid.code for grid in tree.subtree(code)]) for code in by_grid
    } == by_grid
    assert dict(assessment.by_post) == by_post
    assert first == min((item.due_on for item in town.items), default=None)
    assert sum((tally for tally in assessment.by_grid.values()), Tally()) == by_grid["G0"]


@pytest.mark.parametrize(
    ("ended_on", "kept"),
    [
        (date(2026, 1, 10), []),
        (date(2026, 1, 13), [date(2026, 1, 12)]),
        (date(2026, 2, 1), [date(2026, 1, 20)]),
    ],
)
def test_a_leave_ended_early_lasts_until_the_day_before(
    database: Database, ended_on: date, kept: list[date]
) -> None:
    ended_at = datetime.combine(ended_on, datetime.min.time(), SHANGHAI) + timedelta(minutes=1)
    with database.engine.connect() as connection, connection.begin() as transaction:
        store(connection, Town())
        store_leave(connection, Leave(1, date(2026, 1, 10), date(2026, 1, 20), 2), ended_at)
        found = Assessments(connection).leaves(FIRST, LAST)
        transaction.rollback()
    assert [leave.ends_on for leave in found] == kept
