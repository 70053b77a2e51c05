"""However many entries there are: what people ask for is found by an index, and nothing is sorted to be found."""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.people.people import Role
from domain.registers.entries import EntryFilter, WaitsFor
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.migrated import lay_database
from tests.storage.registers.kept_entries import (
    AT_THE_OFFICE,
    CLERK,
    DAY,
    LEADER,
    OFFICE,
    OWNER,
    an_entry,
    lay_people,
    moved,
)

DESKS = [OFFICE, (Role.LEADER_IN_CHARGE, "204")]
TABLES = re.compile(r"\bentry(_\w+)?\b")
NOTHING_SORTED = frozenset[str]()
OF_THE_DESKS = frozenset({"USE TEMP B-TREE FOR ORDER BY", "UNION USING TEMP B-TREE"})
"""What the first few of each desk are put in order by."""
SUMMED_UP = frozenset({"USE TEMP B-TREE FOR GROUP BY"})
"""Figures of a span of months: however many entries there are, they are few."""


def filtered(**asked: Any) -> Callable[[UnitOfWork, int], object]:
    return lambda uow, _entry_id: uow.entries.page(EntryFilter("risk", "1", **asked), 9, 9)


ASKED: dict[str, tuple[Callable[[UnitOfWork, int], object], frozenset[str]]] = {
    "a list": (filtered(), NOTHING_SORTED),
    "of states": (filtered(states=("a", "b")), NOTHING_SORTED),
    "of grids": (filtered(grid_codes=("30401",), states=("a",)), NOTHING_SORTED),
    "of a level": (filtered(level="a", words="x"), NOTHING_SORTED),
    "one's own": (filtered(seen_by=OWNER, states=("a",), grid_codes=("30401",), words="x"), NOTHING_SORTED),
    "waiting": (lambda uow, _id: uow.entries.waiting_for(CLERK, DESKS, 9), OF_THE_DESKS),
    "how many wait": (lambda uow, _id: uow.entries.count_waiting(CLERK, DESKS, 9), OF_THE_DESKS),
    "registers": (lambda uow, _id: uow.entries.registers_of(CLERK, DESKS), NOTHING_SORTED),
    "a move": (
        lambda uow, entry_id: uow.entries.move(
            replace(moved(an_entry(), state="b"), id=entry_id), [AT_THE_OFFICE, WaitsFor(CLERK)], 0
        ),
        NOTHING_SORTED,
    ),
    "a party": (lambda uow, entry_id: uow.entries.is_party(entry_id, LEADER), NOTHING_SORTED),
    "the clock": (lambda uow, _id: uow.entries.to_look_at(DAY, 9), NOTHING_SORTED),
    "open ones": (lambda uow, _id: uow.entries.open_of("1", 0, 9), NOTHING_SORTED),
    "overdue": (lambda uow, _id: uow.entries.overdue("1", "risk", DAY), NOTHING_SORTED),
    "parts": (lambda uow, entry_id: uow.entries.parts_of(entry_id), NOTHING_SORTED),
    "of a grid": (lambda uow, _id: uow.entries.of_grid("risk", "30401"), NOTHING_SORTED),
    "of an owner": (lambda uow, _id: uow.entries.of_owner("risk", OWNER), NOTHING_SORTED),
    "where grids hang": (lambda uow, _id: uow.entries.follow({"30401": ("1", "205")}), NOTHING_SORTED),
    "history": (lambda uow, entry_id: uow.entry_moves.of_entry(entry_id), NOTHING_SORTED),
    "figures": (lambda uow, _id: uow.entry_figures.between("1", "2026-01", "2026-12"), SUMMED_UP),
    "files": (lambda uow, entry_id: uow.entry_files.of_entry(entry_id), NOTHING_SORTED),
    "a draft": (lambda uow, _id: uow.entry_drafts.find_latest(CLERK), NOTHING_SORTED),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plans") / "grid.db"


@pytest.fixture(scope="module")
def plans(path: Path) -> dict[str, list[str]]:
    """How SQLite finds what is asked for, by what that is."""
    lay_database(path)
    database, found = Database(f"sqlite:///{path}"), {}
    lay_people(database)
    for name, (ask, _sorting) in ASKED.items():

        def work(uow: UnitOfWork, ask: Callable[[UnitOfWork, int], object] = ask) -> list[str]:
            entry_id = uow.entries.add(an_entry(), [])
            said: list[str] = []
            driver: sqlite3.Connection = uow._connection.connection.driver_connection  # type: ignore[assignment]
            driver.set_trace_callback(said.append)
            ask(uow, entry_id)
            driver.set_trace_callback(None)
            asking = [words for words in said if not words.startswith(("INSERT", "--"))]
            assert asking
            return [
                step[3]
                for words in asking
                for step in driver.execute(f"EXPLAIN QUERY PLAN {words}").fetchall()
            ]

        found[name] = database.write(work)
    database.close()
    return found


@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_is_found_by_an_index(plans: dict[str, list[str]], name: str) -> None:
    allowed = ASKED[name][1]
    read = [step for step in plans[name] if TABLES.search(step)]
    assert read
    assert not [step for step in read if step.startswith("SCAN")], plans[name]
    assert not [step for step in plans[name] if "TEMP B-TREE" in step and step not in allowed], plans[name]
