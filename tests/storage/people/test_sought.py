"""Whoever is looked for by name is found in the same way everywhere: to invite, in a form, to stand in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.people.roster import Roster, compare
from reports.sheets.roster_sheet import read_roster
from storage.database import Database
from storage.schema import upgrade
from storage.unit_of_work import UnitOfWork
from tests.harness import MAY
from tests.storage.older import PERSON, bring_to, put

PADDED = Path(__file__).parents[2] / "cases" / "r09_blank_in_name.xlsx"
DAY = MAY.date()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A roster whose names are padded with blanks; everybody has a phone."""
    opened = Database(f"sqlite:///{tmp_path_factory.mktemp('sought')}/grid.db")
    upgrade(opened)

    def live_in(uow: UnitOfWork) -> None:
        uow.roster_changes.apply(compare(Roster(), read_roster(PADDED.read_bytes()), DAY), DAY)
        for person in uow.people.search("", 10):
            uow.people.bind(person.person_id, person.person_id, "zh", MAY)

    opened.write(live_in)
    yield opened
    opened.close()


@pytest.mark.parametrize("words", ["某甲", "某\u3000甲", "某 甲", "mj", "MJ", "moujia", "00123"])
def test_a_padded_name_is_found_wherever_people_are_looked_for(database: Database, words: str) -> None:
    def work(uow: UnitOfWork) -> None:
        (listed,) = uow.people.search(words, 10)
        (named,), many = uow.officials.search("A", words, 10)
        assert (listed.name, named.name, many) == ("某 甲", "某 甲", 1)
        near = uow.holders.candidates(uow.people.search("某丙", 2)[0].person_id, DAY, words, 10)
        assert [person.name for person in near] == []  # of another grid
        exactly = uow.officials.find_exactly("A11", words)
        assert (exactly is not None) == (words not in ("mj", "MJ", "moujia"))

    database.write(work)


def test_a_deputy_is_found_by_initials_and_nobody_by_what_is_no_beginning(database: Database) -> None:
    def work(uow: UnitOfWork) -> None:
        own = uow.people.search("某丙", 2)[0].person_id
        uow.roster_changes.apply(compare(uow.rosters.load(), _in_one_grid(uow.rosters.load()), DAY), DAY)
        assert [candidate.name for candidate in uow.holders.candidates(own, DAY, "ls", 10)] == ["李 四"]
        assert [candidate.name for candidate in uow.holders.candidates(own, DAY, "李四", 10)] == ["李 四"]
        assert uow.people.search("jia", 10) == []

    database.write(work)


def _in_one_grid(roster: Roster) -> Roster:
    officials = tuple(replace(official, grid_code="A13") for official in roster.officials)
    return Roster(roster.grids, officials, roster.appointments)


def test_whoever_was_there_before_names_had_keys_is_found_by_them(tmp_path: Path) -> None:
    opened = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(opened, "0006")
    put(opened, "grid", code="A", name="医院", level=1)
    for number, name in ((7, "某 甲"), (8, "某丙")):
        put(
            opened,
            "person",
            **{**PERSON, "id": number, "staff_number": f"{number}", "name": name, "grid_code": "A"},
        )
    upgrade(opened)
    found = opened.write(lambda uow: [person.name for person in uow.people.search("mj", 10)])
    assert found == ["某 甲"]
    opened.close()
