"""A hospital to try everything on: one unit, 10 branches, 60 departments, every role, posts for names."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from domain.people.grids import Grid, GridKind
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster

UNIT_CODE = "1"
_FIRST_STAFF_NUMBER = 10_001
_GROUP_LEADERS = {
    GridKind.ADMINISTRATIVE: "业务主管",
    GridKind.CLINICAL: "医疗组长",
    GridKind.TECHNICAL: "技术组长",
}


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody who works in `grid_code` and holds `role` (nobody's where None) in each of `held_at`."""

    name: str
    post: str
    rank: Rank
    grid_code: str
    role: Role | None = None
    held_at: tuple[str, ...] = ()


def sample_roster(on: date) -> Roster:
    """Return the sample hospital as of `on`; everybody was appointed on 1 January of that year.

    There are 72 inspectors: two for the unit, one for each branch and each department, who works there.
    Source: docs/domain.md section 1.
    """
    data = tomllib.loads(files(__package__).joinpath("sample_hospital.toml").read_text(encoding="utf-8"))
    branches = [
        Grid(f"2{n:02}", row["name"], 2, UNIT_CODE) for n, row in enumerate(data["branches"], start=1)
    ]
    departments = [
        Grid(
            f"3{branch.code[1:]}{n:02}",
            name,
            3,
            branch.code,
            GridKind(row["kind"]),
            tuple(data["tags"].get(name, ())),
        )
        for branch, row in zip(branches, data["branches"], strict=True)
        for n, name in enumerate(row["departments"], start=1)
    ]
    people = [*_people_of_the_unit(data, branches), *_people_of_branches(branches), *_people_of(departments)]
    officials, appointments = _on_the_books(people, on)
    return Roster((Grid(UNIT_CODE, data["unit"], 1), *branches, *departments), officials, appointments)


def _people_of_the_unit(data: dict[str, Any], branches: Iterable[Grid]) -> Iterator[_Person]:
    codes = {branch.name: branch.code for branch in branches}
    for row in data["unit_posts"]:
        rank, role = Rank(row["rank"]), Role(row["role"])
        yield _Person(row["name"], row["post"], rank, UNIT_CODE, role, (UNIT_CODE,))
    for row in data["leaders"]:
        at = tuple(codes[name] for name in row["branches"])
        yield _Person(row["name"], "副院长", Rank.HOSPITAL_LEADER, UNIT_CODE, Role.LEADER_IN_CHARGE, at)


def _people_of_branches(branches: Iterable[Grid]) -> Iterator[_Person]:
    for grid in branches:
        yield _inspector(grid, "支部纪检委员", Rank.MIDDLE)


def _people_of(departments: Iterable[Grid]) -> Iterator[_Person]:
    for grid in departments:
        code, name = grid.code, grid.name
        yield _Person(f"{name}负责人", f"{name}主任", Rank.MIDDLE, code, Role.DEPARTMENT_HEAD, (code,))
        yield _inspector(grid, f"{name}骨干", Rank.OTHER)
        if grid.kind is not None:
            leader = _GROUP_LEADERS[grid.kind]
            yield _Person(f"{name}{leader}", leader, Rank.OTHER, code)


def _inspector(grid: Grid, post: str, rank: Rank) -> _Person:
    return _Person(f"{grid.name}特邀监察员", post, rank, grid.code, Role.INSPECTOR, (grid.code,))


def _on_the_books(
    people: Iterable[_Person], on: date
) -> tuple[tuple[Official, ...], tuple[Appointment, ...]]:
    officials, appointments = [], []
    for count, person in enumerate(people):
        number = str(_FIRST_STAFF_NUMBER + count)
        # One to six years in the post, so that some are due for a rotation check; every fifth of the rank
        # and file is not a party member.
        since = date(on.year - 1 - count % 6, 7, 1)
        party_member = person.rank is not Rank.OTHER or count % 5 != 0
        officials.append(
            Official(number, person.name, person.post, person.rank, party_member, person.grid_code, since)
        )
        if person.role is not None:
            starts_on = date(on.year, 1, 1)
            appointments += [Appointment(number, code, person.role, starts_on) for code in person.held_at]
    return tuple(officials), tuple(appointments)
