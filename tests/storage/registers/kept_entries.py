"""Entries to be kept, in a hospital of a few grids and people."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from domain.people.people import Role
from domain.registers.entries import Entry, EntryPeople, EntryPlace, EntryStanding, WaitsFor
from storage.database import Database
from storage.tables import grids, people

AT = datetime(2026, 5, 12, 2, tzinfo=UTC)
DAY = date(2026, 5, 12)
WARD, PHARMACY, ELSEWHERE = (
    EntryPlace("1", "204", "30401"),
    EntryPlace("1", "205", "30501"),
    EntryPlace("2", "214", "31401"),
)
OPENER, OWNER, LEADER, CLERK = 1, 2, 3, 4
OFFICE = (Role.OFFICE, "1")
AT_THE_OFFICE = WaitsFor(role=Role.OFFICE, grid_code="1")


def lay_people(database: Database) -> None:
    """Put grids and people into an empty, migrated database."""
    hung = {
        "1": None,
        "2": None,
        "204": "1",
        "205": "1",
        "214": "2",
        "30401": "204",
        "30501": "205",
        "31401": "214",
    }
    laid = [
        {"code": code, "name": "网格", "level": 1 if parent is None else 3, "parent_code": parent}
        for code, parent in hung.items()
    ]
    same = {"name": "某", "post": "医师", "rank": "其他", "party_member": True, "grid_code": "30401"}
    persons = [{"id": n, "staff_number": f"{n}", **same} for n in (OPENER, OWNER, LEADER, CLERK)]
    with database.engine.begin() as connection:
        connection.execute(insert(grids), laid)
        connection.execute(insert(people), persons)


def an_entry(place: EntryPlace = WARD, *, register_id: str = "risk", **standing: Any) -> Entry:
    """Return an entry to be opened, standing as is said."""
    return Entry(
        register_id=register_id,
        version=1,
        place=place,
        people=EntryPeople(OPENER, OWNER),
        standing=EntryStanding(**{"state": "drafted", "since": DAY, **standing}),
        title="药品回扣",
        opened_at=AT,
        answers={"level": "a", "found": ["自查"]},
        sought="|药品回扣|yaopinhuikou|yphk|",
    )


def due_in(days: int, **standing: Any) -> Entry:
    """Return an entry that is due so many days after DAY."""
    return an_entry(due_on=DAY + timedelta(days=days), **standing)


def moved(entry: Entry, **standing: Any) -> Entry:
    """Return the entry standing otherwise."""
    return replace(entry, standing=replace(entry.standing, **standing))
