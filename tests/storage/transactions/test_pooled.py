"""Behind pgbouncer in transaction mode, where each transaction may go over another connection of the server."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from reminders.delivery.outbox_drain import drain
from reminders.tick import tick
from reports.sheets.sample_hospital import sample_roster
from storage.audit import AuditEntry
from storage.database import Database
from storage.schema import current_revision, newest_revision
from storage.tables import duty_items, grids, outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, Postman, bind, move_to, open_desk, rows_of, shanghai
from tests.pgbouncer_server import PROGRAM, pgbouncer
from tests.storage.test_postgresql import WARD, server, url
from usecases.settings.roster_import import NewRoster, put_in_force

__all__ = ["server", "url"]


@pytest.fixture
def pooled(url: str) -> Iterator[str]:
    if not PROGRAM.exists():
        pytest.skip("no pgbouncer is installed (Debian: apt install pgbouncer)")
    with pgbouncer(url) as through:
        yield through


async def test_a_month_goes_through_it(pooled: str, url: str) -> None:
    direct = Database(url)
    assert not direct.is_pooled()
    direct.close()
    with open_desk(pooled) as desk, open_desk(pooled) as other:
        assert desk.database.is_pooled()
        assert current_revision(desk.database) == newest_revision()
        person = bind(desk.database, WARD, 5_000_000_001)
        for day in (12, 24, 28, 30, 31):
            for each in (desk, other):
                move_to(each, shanghai(5, day, 9))
            await asyncio.gather(tick(desk), tick(other))
        postman = Postman()
        await drain(desk, postman)
        items = [
            (row["duty_id"], row["period_id"], row["grid_code"]) for row in rows_of(desk.database, duty_items)
        ]
        assert len(items) == len(set(items))
        assert len([item for item in items if item[:2] == ("monthly_report", "2026-05")]) == 70
        assert set(postman.chats()) == {5_000_000_001}
        keys = {row["unique_key"] for row in rows_of(desk.database, outbox)}
        assert {f"nudge:2026-05-{day}:{person}" for day in (24, 28, 30, 31)} <= keys


async def test_reads_writes_and_the_audit_of_two(pooled: str) -> None:
    with open_desk(pooled) as desk, open_desk(pooled) as other:

        def work(uow: UnitOfWork) -> int:
            uow.audit.add(AuditEntry(MAY, None, "tested", "x"))
            return uow.entry_numbers.next("risk", "1", 2026)

        async def many(database: Database) -> list[int]:
            return [await database.run(work) for _ in range(15)]

        numbers = await asyncio.gather(many(desk.database), many(other.database))
        assert sorted(numbers[0] + numbers[1]) == list(range(1, 31))
        assert await desk.database.read(lambda uow: uow.audit.verify()) == []


def test_a_roster_is_made_ready_and_switched(pooled: str) -> None:
    """What is made ready lies in temporary tables, which belong to a connection of the server."""
    with open_desk(pooled) as desk:
        for name in ("改名的科室", "又改名的科室"):
            roster = sample_roster(MAY.date())
            renamed = tuple(
                replace(grid, name=name) if grid.code == "30401" else grid for grid in roster.grids
            )
            entry = AuditEntry(MAY, None, "roster-import", "x")
            _found, done = put_in_force(
                desk.database,
                NewRoster(replace(roster, grids=renamed), MAY.date(), "x"),
                entry,
                lambda _found: True,
            )
            assert done
            assert name in {row["name"] for row in rows_of(desk.database, grids)}
