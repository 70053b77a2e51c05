"""Entries are kept as they are, moved by one at a time, and wait for whom they wait, the soonest due first."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.people.people import Role
from domain.registers.entries import Entry, EntryFilter, EntryMove, EntryPeople, WaitsFor
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.migrated import lay_database
from tests.storage.registers.kept_entries import (
    AT,
    AT_THE_OFFICE,
    CLERK,
    ELSEWHERE,
    LEADER,
    OFFICE,
    OPENER,
    OWNER,
    PHARMACY,
    an_entry,
    due_in,
    lay_people,
    moved,
)

BOTH = EntryFilter("risk", "1")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    lay_database(tmp_path / "grid.db")
    opened = Database(f"sqlite:///{tmp_path}/grid.db")
    lay_people(opened)
    yield opened
    opened.close()


def found(uow: UnitOfWork, entry_id: int) -> Entry:
    entry = uow.entries.find(entry_id)
    assert entry is not None
    return entry


def test_an_entry_is_found_as_it_was_kept_and_moved_by_the_first_of_two(database: Database) -> None:
    kept = an_entry()

    def work(uow: UnitOfWork) -> None:
        entry_id = uow.entries.add(kept, [AT_THE_OFFICE])
        assert found(uow, entry_id) == replace(kept, id=entry_id)
        handed_on = replace(
            moved(found(uow, entry_id), state="issued", level="a"),
            people=EntryPeople(OPENER, CLERK, LEADER),
            title="回扣",
            answers={"level": "b"},
            number="廉险〔2026〕1号",
            version=2,
        )
        assert uow.entries.move(handed_on, [WaitsFor(CLERK)], 0)
        assert not uow.entries.move(moved(handed_on, state="closed"), [], 0)
        assert found(uow, entry_id) == replace(handed_on, changes=1)
        assert uow.entries.waits_of(entry_id) == [WaitsFor(CLERK)]
        assert [uow.entries.is_party(entry_id, person) for person in (OPENER, OWNER, CLERK, LEADER)] == [
            True
        ] * 4

    database.write(work)


def test_what_waits_for_me_comes_soonest_due_first_and_once_whoever_else_i_am(database: Database) -> None:
    instead = WaitsFor(role=Role.OFFICE, grid_code="1", instead_of=Role.PRESIDENT)

    def work(uow: UnitOfWork) -> None:
        never = uow.entries.add(an_entry(), [WaitsFor(CLERK)])
        late = uow.entries.add(due_in(9), [AT_THE_OFFICE, WaitsFor(CLERK), instead, AT_THE_OFFICE])
        soon = uow.entries.add(due_in(1, state="issued"), [AT_THE_OFFICE])
        soon_too = uow.entries.add(due_in(1), [WaitsFor(role=Role.LEADER_IN_CHARGE, grid_code="204")])
        uow.entries.add(due_in(0), [WaitsFor(OPENER), WaitsFor(role=Role.OFFICE, grid_code="2")])
        desks = [OFFICE, (Role.LEADER_IN_CHARGE, "204")]
        expected = [soon, soon_too, late, never]
        assert [entry.id for entry in uow.entries.waiting_for(CLERK, desks, 9)] == expected
        paged = [uow.entries.waiting_for(CLERK, desks, 1, offset)[0].id for offset in range(4)]
        assert paged == expected
        assert uow.entries.waiting_for(CLERK, desks, 1, 4) == []
        assert [uow.entries.count_waiting(CLERK, desks, most) for most in (3, 9)] == [3, 4]
        assert [entry.id for entry in uow.entries.waiting_for(CLERK, (), 9)] == [late, never]
        assert uow.entries.move(moved(found(uow, late), due_on=None), [WaitsFor(OPENER)], 0)
        assert [entry.id for entry in uow.entries.waiting_for(CLERK, (), 9)] == [never]
        assert uow.entries.count_waiting(OWNER, (), 9) == 0

    database.write(work)


def test_a_list_shows_of_its_register_and_unit_what_is_asked_for_newest_first(database: Database) -> None:
    def shown(uow: UnitOfWork, **asked: object) -> list[int]:
        wanted = replace(BOTH, **asked)  # type: ignore[arg-type]
        assert [entry.id for entry in uow.entries.all_of(wanted)] == [
            entry.id for entry in reversed(uow.entries.page(wanted, 99, 0))
        ]
        return [entry.id for entry in uow.entries.page(wanted, 99, 0)]

    def work(uow: UnitOfWork) -> None:
        one = uow.entries.add(an_entry(level="a"), [])
        two = uow.entries.add(replace(an_entry(PHARMACY, state="issued"), title="处方"), [])
        uow.entries.add(an_entry(ELSEWHERE), [])
        uow.entries.add(an_entry(register_id="warning"), [])
        three = uow.entries.add(
            replace(an_entry(state="closed"), sought="|值班|zhiban|zb|", number="廉险〔2026〕1_号"), []
        )
        assert shown(uow) == [three, two, one]
        assert [entry.id for entry in uow.entries.page(BOTH, 1, 1)] == [two]
        assert shown(uow, states=("issued", "drafted", "issued")) == [two, one]
        assert shown(uow, grid_codes=("30401",)) == [three, one]
        assert shown(uow, grid_codes=("30401", "30501"), states=("closed", "issued")) == [three, two]
        assert shown(uow, grid_codes=("31401",)) == []
        assert shown(uow, level="a") == [one]
        assert shown(uow, words=" YP ") == [two, one]
        assert shown(uow, words="班") == [three]
        assert shown(uow, words="〕1_") == [three]
        assert shown(uow, words="%") == shown(uow, words="〕1号") == []
        uow.entries.note_party(two, "risk", [LEADER, LEADER])
        assert shown(uow, seen_by=LEADER) == [two]
        assert shown(uow, seen_by=OWNER, states=("drafted", "closed"), grid_codes=("30401",)) == [three, one]
        assert shown(uow, seen_by=CLERK) == []
        assert uow.entries.registers_of(CLERK, ()) == set()
        assert uow.entries.registers_of(OWNER, ()) == {"risk", "warning"}
        uow.entries.set_waits(two, [WaitsFor(CLERK), WaitsFor(role=Role.PRESIDENT, grid_code="1")])
        assert uow.entries.registers_of(CLERK, ()) == {"risk"}
        assert uow.entries.registers_of(LEADER + 9, [(Role.PRESIDENT, "1"), OFFICE]) == {"risk"}

    database.write(work)


def test_history_is_added_to_in_order(database: Database) -> None:
    def line(entry_id: int, move_id: str) -> EntryMove:
        return EntryMove(
            entry_id, move_id, None, "", "", "", AT, "drafted", "issued", {"day": "2026-05-12"}, {}, "请核对"
        )

    def work(uow: UnitOfWork) -> None:
        first, second = uow.entries.add(an_entry(), []), uow.entries.add(an_entry(), [])
        for entry_id, move_id in ((first, ""), (second, ""), (first, "issue")):
            uow.entry_moves.add(line(entry_id, move_id))
        assert uow.entry_moves.of_entry(first) == [line(first, ""), replace(line(first, "issue"), place=1)]
        both = uow.entry_moves.of_entries([first, second])
        assert [len(both[first]), both[second]] == [2, [line(second, "")]]

    database.write(work)
