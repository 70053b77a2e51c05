"""Officials are found in a grid and below it, by a part of a name, and nowhere else: against a recount by hand."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from domain.people.grids import Grid
from domain.people.people import Official, Rank
from domain.people.roster import Roster, compare
from storage.database import Database
from storage.people.officials import NamedOfficial
from storage.schema import upgrade
from storage.unit_of_work import UnitOfWork

DAY = date(2026, 5, 12)
DRAW = random.Random(7)  # noqa: S311 - a made-up unit, the same one each time
NAMES = ("王", "王建", "建国", "王建国", "李_", "李%", "O'Neil")
GRIDS = [Grid("g0", "本院", 1)]
for number in range(1, 25):
    above = DRAW.choice([grid for grid in GRIDS if grid.level < 3])
    GRIDS.append(Grid(f"g{number}", f"网格{number}", above.level + 1, above.code))
OFFICIALS = tuple(
    Official(f"{number:03}", DRAW.choice(NAMES), "医师", Rank.OTHER, True, DRAW.choice(GRIDS).code, None)
    for number in range(80)
)
LEFT = OFFICIALS[::7]
THERE = [official for official in OFFICIALS if official not in LEFT]
PARENTS = {grid.code: grid.parent_code for grid in GRIDS}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A made-up unit in a database, from which some have left."""
    opened = Database(f"sqlite:///{Path(tmp_path_factory.mktemp('officials'))}/grid.db")
    upgrade(opened)
    opened.write(lambda uow: _import(uow, OFFICIALS))
    opened.write(lambda uow: _import(uow, tuple(THERE)))
    yield opened
    opened.close()


def _import(uow: UnitOfWork, officials: tuple[Official, ...]) -> None:
    uow.roster_changes.apply(compare(uow.rosters.load(), Roster(tuple(GRIDS), officials, ()), DAY), DAY)


def by_hand(grid_code: str, words: str) -> list[Official]:
    """Return who should be found, as they should be listed."""

    def hangs_below(code: str | None) -> bool:
        return code == grid_code or (code is not None and hangs_below(PARENTS[code]))

    found = [
        official
        for official in THERE
        if hangs_below(official.grid_code) and (words in official.name or words == official.staff_number)
    ]
    return sorted(found, key=lambda official: (official.grid_code != grid_code, official.staff_number))


@pytest.mark.parametrize("words", ["", "王", "建国", "王建国", "_", "%", "'", "005", "007", "无此人"])
def test_a_search_finds_whom_a_recount_finds(database: Database, words: str) -> None:
    def work(uow: UnitOfWork) -> None:
        for grid in GRIDS:
            expected = by_hand(grid.code, words)
            found, many = uow.officials.search(grid.code, words, 100)
            assert [official.staff_number for official in found] == [
                official.staff_number for official in expected
            ]
            assert many == len(expected)
            shared = Counter(official.name for official in expected)
            assert [official.has_namesake for official in found] == [
                shared[official.name] > 1 for official in expected
            ]

    database.write(work)


def test_leaves_put_together_are_the_whole_list(database: Database) -> None:
    def leaves(uow: UnitOfWork) -> list[NamedOfficial]:
        return [
            official for start in range(0, 80, 7) for official in uow.officials.search("g0", "", 7, start)[0]
        ]

    expected = [official.staff_number for official in by_hand("g0", "")]
    assert [official.staff_number for official in database.write(leaves)] == expected


def test_one_is_found_by_number_only_in_the_grid_or_above_it(database: Database) -> None:
    def work(uow: UnitOfWork) -> None:
        everybody, _many = uow.officials.search("g0", "", 100)
        for grid in GRIDS[::4]:
            below = {official.staff_number for official in by_hand(grid.code, "")}
            for official in everybody:
                found = uow.officials.find(grid.code, official.person_id)
                assert (found is not None) == (official.staff_number in below)

    database.write(work)


@pytest.mark.parametrize(
    "words", [*NAMES, *(official.staff_number for official in OFFICIALS[:9]), "", "王建国建国"]
)
def test_an_exact_name_is_one_person_or_none(database: Database, words: str) -> None:
    def work(uow: UnitOfWork) -> None:
        for grid in GRIDS:
            exactly = [
                official
                for official in by_hand(grid.code, words)
                if words in (official.name, official.staff_number)
            ]
            found = uow.officials.find_exactly(grid.code, words)
            assert (found is not None) == (len(exactly) == 1)
            assert found is None or found.staff_number == exactly[0].staff_number

    database.write(work)
