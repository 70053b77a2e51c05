"""What two programs write to one PostgreSQL at once comes out as if one had gone after the other."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest

from reminders.desk import Desk
from storage.audit import AuditEntry
from storage.delivery.outbox import Letter
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, open_desk, rows_of
from tests.storage.registers.races import Latch
from tests.storage.test_postgresql import laid_url as url
from tests.storage.test_postgresql import server

__all__ = ["server", "url"]

TIMES = 25


@pytest.fixture
def desks(url: str) -> Iterator[list[Desk]]:
    """Two processes' desks on one database."""
    with ExitStack() as opened:
        yield [opened.enter_context(open_desk(url)) for _ in range(2)]


def both(desks: list[Desk], work: Callable[[UnitOfWork], Any], times: int = TIMES) -> list[Any]:
    """Have both do `work` so many times, at once; return what it returned."""
    start = threading.Barrier(len(desks))

    def many(desk: Desk) -> list[Any]:
        start.wait(10)
        return [desk.database.write(work) for _ in range(times)]

    with ThreadPoolExecutor() as threads:
        return [done for each in threads.map(many, desks) for done in each]


def test_what_is_read_and_then_written_loses_nothing(desks: list[Desk]) -> None:
    def count_up(uow: UnitOfWork) -> None:
        uow.settings.put("counted", str(int(uow.settings.find("counted") or 0) + 1))

    both(desks, count_up)
    assert desks[0].database.look(lambda uow: uow.settings.find("counted")) == str(2 * TIMES)


def test_two_who_each_may_only_act_as_the_last_leave_one(desks: list[Desk]) -> None:
    """Each looks at what the other writes, and writes what the other looks at: nothing of one is overwritten."""
    at_once = threading.Barrier(2, timeout=10)

    def leave(mine: str, other: str) -> Callable[[UnitOfWork], bool]:
        first_time = Latch()

        def work(uow: UnitOfWork) -> bool:
            stays = uow.settings.find(other) != "gone"
            if first_time.is_passed():
                at_once.wait()
            if stays:
                uow.settings.put(mine, "gone")
            return stays

        return work

    with ThreadPoolExecutor() as threads:
        left = list(
            threads.map(
                lambda of: of[0].database.write(leave(*of[1:])), [(desks[0], "a", "b"), (desks[1], "b", "a")]
            )
        )
    assert sorted(left) == [False, True]


def test_audit_numbers_and_letters_of_two(desks: list[Desk]) -> None:
    def work(uow: UnitOfWork) -> int:
        uow.audit.add(AuditEntry(MAY, None, "tested", "x"))
        number = uow.entry_numbers.next("risk", "1", 2026)
        uow.outbox.add_once([Letter(f"k{number // 3}", "nudge", {}, MAY, MAY, chat_id=1, counted=True)])
        return number

    assert sorted(both(desks, work)) == list(range(1, 2 * TIMES + 1))
    database = desks[0].database
    assert database.look(lambda uow: uow.audit.verify()) == []
    assert database.look(lambda uow: uow.audit.head("office").place) == 2 * TIMES
    keys = [row["unique_key"] for row in rows_of(database, outbox)]
    assert sorted(keys) == sorted({f"k{number // 3}" for number in range(1, 2 * TIMES + 1)})
