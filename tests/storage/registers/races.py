"""Several who open and move entries at once, each in a transaction of their own."""

import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

from domain.errors import RefusalError
from reminders.desk import Desk
from storage.database import Database
from storage.registers.tables import entries
from storage.unit_of_work import UnitOfWork
from tests.desks import rows_of
from tests.storage.registers.kept_entries import AT_THE_OFFICE, ELSEWHERE, WARD, an_entry, moved
from usecases.registers.keep import Opening, enter, place_at
from usecases.registers.stand import Mover

YEAR = 2026


class Latch:
    """Tells once that it is passed: work that the database does anew must not wait for others again."""

    def __init__(self) -> None:
        self._passed = False

    def is_passed(self) -> bool:
        first, self._passed = not self._passed, True
        return first


class UndoneError(Exception):
    """What an opening fails of behind its number."""


def numbers_taken_at_once(*databases: Database) -> None:
    """Open entries over all of these, of which every third fails: their numbers are 1, 2, 3 ... all the same."""
    opening = [(databases[n % len(databases)], WARD if n % 2 else ELSEWHERE, n % 3 == 0) for n in range(60)]

    def open_one(act: tuple[Database, object, bool]) -> None:
        database, place, fails = act

        def work(uow: UnitOfWork) -> None:
            entry = an_entry(WARD if place is WARD else ELSEWHERE)
            number = uow.entry_numbers.next("risk", entry.place.unit_code, YEAR)
            uow.entries.add(replace(entry, number=f"{number}"), [AT_THE_OFFICE])
            if fails:
                raise UndoneError

        with suppress(UndoneError):
            database.write(work)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(open_one, opening))
    for database in databases[1:]:
        database.close()
    given = defaultdict[str, list[int]](list)
    for row in rows_of(databases[0], entries):
        given[row["unit_code"]].append(int(row["number"]))
    assert {unit: sorted(numbers) for unit, numbers in given.items()} == {
        "1": [*range(1, 21)],
        "2": [*range(1, 21)],
    }
    assert databases[0].write(lambda uow: uow.entry_numbers.next("risk", "1", YEAR)) == 21
    assert databases[0].write(lambda uow: uow.entry_numbers.next("risk", "1", YEAR + 1)) == 1
    assert databases[0].write(lambda uow: uow.entry_numbers.next("warning", "1", YEAR)) == 1


def moved_by_two_at_once(database: Database) -> None:
    """Have two move an entry that both have read: one of them does, and what it waits for then is that one's."""
    entry_id = database.write(lambda uow: uow.entries.add(an_entry(), []))
    both_read = threading.Barrier(2, timeout=10)

    def move(state: str) -> bool:
        entry = database.look(lambda uow: uow.entries.find(entry_id))
        assert entry is not None
        both_read.wait()
        waits = [replace(AT_THE_OFFICE, grid_code=state)]
        return database.write(lambda uow: uow.entries.move(moved(entry, state=state), waits, entry.changes))

    with ThreadPoolExecutor() as threads:
        did = dict(zip("ab", threads.map(move, "ab"), strict=True))
    (winner,) = (state for state, first in did.items() if first)
    entry = database.look(lambda uow: uow.entries.find(entry_id))
    assert entry is not None
    assert (entry.standing.state, entry.changes) == (winner, 1)
    waits = database.look(lambda uow: uow.entries.waits_of(entry_id))
    assert [wait.grid_code for wait in waits] == [winner]


def entered_twice_at_once(desk: Desk, *databases: Database) -> None:
    """Have two, each over a connection of their own, enter the same yearly pledge at once: one alone is there.

    The other is refused, by the name of the first. Both have begun before either asks what is there already.
    """
    register = desk.registers["pledge"]
    head = databases[0].write(lambda uow: uow.officials.search("1", "心内科负责人", 1)[0][0])
    person = {"staff_number": head.staff_number, "name": head.name, "post": head.post}
    answers = {"direction": "up", "year": YEAR, "person": person, "text": "廉洁从业"}
    both_begun = threading.Barrier(2, timeout=10)

    def enter_one(database: Database) -> str:
        first_time = Latch()

        def work(uow: UnitOfWork) -> str:
            uow.people.search("心内科", 1)
            if first_time.is_passed():
                both_begun.wait()
            place = place_at(uow, "30401")
            assert place is not None
            mover = Mover(desk, desk.clock.now(), None)
            enter(uow, mover, Opening(register, place, answers), head.person_id)
            return ""

        try:
            return database.write(work)
        except RefusalError as refusal:
            return f"{refusal.key} {refusal.details['title']}"

    with ThreadPoolExecutor(2) as threads:
        said = sorted(threads.map(enter_one, databases))
    for database in databases[1:]:
        database.close()
    assert said == ["", f"registers-same-there {head.name}"]
    assert len(rows_of(databases[0], entries)) == 1
