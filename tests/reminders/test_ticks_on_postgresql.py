"""Two processes that tick at once on PostgreSQL: every letter once, every step once, no error in either."""

import asyncio
from contextlib import ExitStack
from datetime import timedelta

from reminders.desk import Desk
from reminders.tick import tick
from storage.database import Database
from storage.tables import bindings, duty_items, outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import bind, move_to, open_desk, rows_of, shanghai
from tests.reminders.duties.test_nudges_on_phones import BRANCH, OFFICE, WARD, of_grids
from tests.storage.test_postgresql import laid_url as url
from tests.storage.test_postgresql import server

__all__ = ["server", "url"]


async def test_ticks_of_two_processes_queue_each_letter_once(url: str) -> None:
    with ExitStack() as open_desks:
        start = shanghai(5, 20, 0)
        desks = [
            open_desks.enter_context(open_desk(url, start, of_grids("内科第一党支部", "心内科")))
            for _ in range(2)
        ]
        first = desks[0].database
        for number, name in enumerate((WARD, BRANCH, OFFICE), start=1):
            bind(first, name, number)
        for hours in range(0, 16 * 24, 8):
            await _at_once(desks, hours)
            if hours == 5 * 24:
                first.write(lambda uow: uow.people.mark_reachable(1, start))
        keys = [row["unique_key"] for row in rows_of(first, outbox)]
        assert len(keys) == len(set(keys))
        nudges = {key for key in keys if key.startswith("nudge:")}
        days = {key.split(":")[1] for key in nudges}
        assert {"2026-05-24", "2026-05-28", "2026-05-30", "2026-05-31", "2026-06-01", "2026-06-03"} <= days
        assert len([key for key in keys if key.startswith("unreachable:")]) == 1 * _level_one(first)
        assert len(rows_of(first, duty_items)) == len(
            {(row["duty_id"], row["period_id"], row["grid_code"]) for row in rows_of(first, duty_items)}
        )
        assert len(rows_of(first, bindings)) == 3


async def _at_once(desks: list[Desk], hours: int) -> None:
    for desk in desks:
        move_to(desk, shanghai(5, 20, 0) + timedelta(hours=hours))
    await asyncio.gather(*(tick(desk) for desk in desks))


def _level_one(database: Database) -> int:
    def work(uow: UnitOfWork) -> int:
        return len(uow.people.level_one("1", shanghai(5, 26).date()))

    return database.write(work)
