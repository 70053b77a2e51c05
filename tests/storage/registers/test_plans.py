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
READ = re.compile(
    r"^(?:SEARCH|SCAN) entry\w*(?: USING(?: COVERING INDEX| INDEX)? (INTEGER PRIMARY KEY|\w+))?"
)
OF_THE_DESKS = frozenset({"USE TEMP B-TREE FOR ORDER BY", "UNION USING TEMP B-TREE"})
"""What the first few of each desk are put in order by."""
SUMMED_UP = frozenset({"USE TEMP B-TREE FOR GROUP BY"})
"""Figures of a span of months: however many entries there are, they are few."""


def filtered(**asked: Any) -> Callable[[UnitOfWork, int], object]:
    return lambda uow, _entry_id: uow.entries.page(EntryFilter("risk", "1", **asked), 9, 9)


BY_ID = "INTEGER PRIMARY KEY"
ASKED: dict[str, tuple[Callable[[UnitOfWork, int], object], set[str]]] = {
    "a list": (filtered(), {"ix_entry_newest"}),
    "of states": (filtered(states=("a", "b")), {"ix_entry_state"}),
    "of states of grids": (filtered(grid_codes=("30401",), states=("a",)), {"ix_entry_grid_state"}),
    "of grids": (filtered(grid_codes=("30401",)), {"ix_entry_grid"}),
    "of a level": (filtered(level="a", words="x"), {"ix_entry_newest"}),
    "one's own": (
        filtered(seen_by=OWNER, states=("a",), grid_codes=("30401",), words="x"),
        {"sqlite_autoindex_entry_party_1", BY_ID},
    ),
    "waiting": (
        lambda uow, _id: uow.entries.waiting_for(CLERK, DESKS, 9),
        {"ix_entry_waiting_person", "ix_entry_waiting_desk", BY_ID},
    ),
    "how many wait": (
        lambda uow, _id: uow.entries.count_waiting(CLERK, DESKS, 9),
        {"ix_entry_waiting_person", "ix_entry_waiting_desk"},
    ),
    "registers": (
        lambda uow, _id: uow.entries.registers_of(CLERK, DESKS),
        {
            "ix_entry_waiting_person_register",
            "ix_entry_waiting_desk_register",
            "sqlite_autoindex_entry_party_1",
        },
    ),
    "a move": (
        lambda uow, entry_id: uow.entries.move(
            replace(moved(an_entry(), state="b"), id=entry_id), [AT_THE_OFFICE, WaitsFor(CLERK)], 0
        ),
        {BY_ID, "ix_entry_waiting_entry_id"},
    ),
    "a party": (
        lambda uow, entry_id: uow.entries.is_party(entry_id, LEADER),
        {BY_ID, "sqlite_autoindex_entry_party_1"},
    ),
    "the clock": (lambda uow, _id: uow.entries.to_look_at(DAY, 9), {"ix_entry_look_on"}),
    "the clock, further on": (
        lambda uow, entry_id: uow.entries.to_look_at(DAY, 9, replace(an_entry(look_on=DAY), id=entry_id)),
        {"ix_entry_look_on"},
    ),
    "the clock's steps": (
        lambda uow, entry_id: uow.entries.note_steps(replace(an_entry(), id=entry_id), 1, DAY),
        {BY_ID},
    ),
    "open ones": (lambda uow, _id: uow.entries.open_of("1", 0, 9), {"ix_entry_open"}),
    "overdue": (lambda uow, _id: uow.entries.overdue("1", "risk", DAY), {"ix_entry_due_on"}),
    "parts": (lambda uow, entry_id: uow.entries.parts_of(entry_id), {"ix_entry_parent_id"}),
    "parts of several": (
        lambda uow, entry_id: uow.entries.parts_of_all([entry_id, 7]),
        {"ix_entry_parent_id"},
    ),
    "of a grid": (lambda uow, _id: uow.entries.of_grid("risk", "30401"), {"ix_entry_grid"}),
    "of an owner": (
        lambda uow, _id: uow.entries.of_owner("risk", OWNER),
        {"sqlite_autoindex_entry_party_1", BY_ID},
    ),
    "where grids hang": (
        lambda uow, _id: uow.entries.follow({"30401": ("1", "205")}),
        {"ix_entry_grid_state"},
    ),
    "history": (
        lambda uow, entry_id: uow.entry_moves.of_entry(entry_id),
        {"sqlite_autoindex_entry_move_1"},
    ),
    "what was moved since a day": (
        lambda uow, _id: uow.entry_moves.moved_since("1", ["risk", "warning"], DAY),
        {"ix_entry_move_moved_at", BY_ID},
    ),
    "figures": (
        lambda uow, _id: uow.entry_figures.between("1", "2026-01", "2026-12"),
        {"sqlite_autoindex_entry_figure_1"},
    ),
    "files": (lambda uow, entry_id: uow.entry_files.of_entry(entry_id), {"ix_entry_file_entry_id"}),
    "names of files": (
        lambda uow, entry_id: uow.entry_files.names_of([entry_id, 7]),
        {"ix_entry_file_entry_id"},
    ),
    "a draft": (lambda uow, _id: uow.entry_drafts.find_latest(CLERK), {"ix_entry_draft_person"}),
}
COUNTED = {"overdue", "how many wait", "registers"}
"""What is answered by the index alone: reading what is counted would take ten times as long."""
SORTED = {
    "waiting": OF_THE_DESKS,
    "how many wait": OF_THE_DESKS,
    "figures": SUMMED_UP,
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
    for name, (ask, _indexes) in ASKED.items():

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
    read = [found for step in plans[name] if (found := READ.match(step))]
    assert {found[1] for found in read} == ASKED[name][1], plans[name]
    assert not [found for found in read if found[0].startswith("SCAN")], plans[name]
    if name in COUNTED:
        assert all("COVERING" in found[0] for found in read), plans[name]
    sorting = {step for step in plans[name] if "TEMP B-TREE" in step}
    assert sorting <= SORTED.get(name, set()), plans[name]
