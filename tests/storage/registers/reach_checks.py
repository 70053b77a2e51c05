"""Who has been reached and who has not, counted anew one by one: the same in either database."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import insert

from domain.people.people import Rank, Role
from domain.registers.entries import Entry, EntryPeople
from domain.registers.reaching import ByEntries, Reaching
from storage.tables import appointments, people
from storage.unit_of_work import UnitOfWork
from tests.storage.registers.kept_entries import CLERK, DAY, LEADER, OPENER, OWNER, PHARMACY, WARD, an_entry

GRIDS = {"1": None, "204": "1", "205": "1", "30401": "204", "30501": "205"}
RANKS = tuple(rank.value for rank in Rank)
POSTS = (Role.DEPARTMENT_HEAD, Role.INSPECTOR, Role.SUPERVISOR)
STATES, KINDS = ("held", "planned"), ("heart", "summons")


def check_who_is_reached_as_counted_one_by_one(uow: UnitOfWork) -> None:
    """Somebody of any rank and post anywhere; entries of any state, kind and year with or about them."""
    chance = random.Random(20260512)  # noqa: S311 - the same each time
    # Those of whom every hospital here consists; nobody else is in it.
    first = {"rank": "其他", "grid_code": "30401", "left_on": None}
    working = [_person(chance, n) for n in range(100, 160)]
    uow._connection.execute(insert(people), working)
    held = [_appointment(chance, person["id"]) for person in working if chance.random() < 0.6]
    uow._connection.execute(insert(appointments), held)
    working += [{"id": number, **first} for number in (OPENER, OWNER, LEADER, CLERK)]
    told = [_entry(chance, working) for _ in range(150)]
    for entry in told:
        uow.entries.add(entry, [])
    for person in ("opener", "owner", "addressee"):
        for whom in ((), (Rank.MIDDLE.value,), (Role.DEPARTMENT_HEAD.value,), ("中层", "特邀监察员")):
            for roots in (("1",), ("204",), ("205", "30401")):
                for year, when in (("", ()), ("2026", (("kind", "heart"), ("open", True)))):
                    by = ByEntries("talk", person, ("held",), when, "on" if year else "", year)
                    ranks = tuple(name for name in whom if name in RANKS)
                    roles = tuple(name for name in whom if name not in RANKS)
                    asked = Reaching(roots, DAY, by, ranks, roles)
                    meant = _meant(asked, working, held)
                    done = {pair for pair in meant if _is_reached(by, pair[1], told)}
                    _agree(uow, asked, meant, done)


def _agree(uow: UnitOfWork, asked: Reaching, meant: set[tuple[str, int]], done: set[tuple[str, int]]) -> None:
    wanted, reached = Counter(code for code, _ in meant), Counter(code for code, _ in done)
    counted = {count.grid_code: (count.reached, count.wanted) for count in uow.reached.counts(asked)}
    assert counted == {code: (reached[code], many) for code, many in wanted.items()}, asked
    missing = uow.reached.people(asked, slice(0, None))
    assert [(person.grid_code, person.person_id) for person in missing] == sorted(meant - done, key=_place)
    there = uow.reached.people(asked, slice(1, 4), "205", reached=True)
    below = sorted((pair for pair in done if pair[0] in {"205", "30501"}), key=_place)
    assert [(person.grid_code, person.person_id) for person in there] == below[1:4]
    for _code, person_id in sorted(meant)[:3]:
        assert uow.reached.grid_of(asked, person_id) == min(at for at, who in meant if who == person_id)
    assert uow.reached.grid_of(asked, 99_999) is None


def _place(pair: tuple[str, int]) -> tuple[str, str]:
    return pair[0], str(pair[1])


def _person(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "staff_number": f"{number}",
        "name": f"职工{number}",
        "post": "医师",
        "rank": chance.choice(RANKS),
        "party_member": False,
        "grid_code": chance.choice(list(GRIDS)),
        "left_on": None if chance.random() < 0.85 else date(2026, 1, 1),
    }


def _appointment(chance: random.Random, person_id: int) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "grid_code": chance.choice(list(GRIDS)),
        "role": chance.choice(POSTS).value,
        "starts_on": chance.choice([date(2026, 1, 1), date(2026, 6, 1)]),
        "ends_on": chance.choice([None, None, date(2026, 5, 11), DAY]),
    }


def _entry(chance: random.Random, working: list[dict[str, Any]]) -> Entry:
    ids = [person["id"] for person in working]
    entry = an_entry(chance.choice([WARD, PHARMACY]), register_id=chance.choice(["talk", "talk", "pledge"]))
    day = chance.choice(["2025-12-31", "2026-01-01", "2026-05-11"])
    return replace(
        entry,
        people=EntryPeople(*(chance.choice(ids) for _ in range(3))),
        standing=replace(entry.standing, state=chance.choice(STATES)),
        answers={"kind": chance.choice(KINDS), "on": day, "open": chance.random() < 0.7},
    )


def _below(roots: tuple[str, ...]) -> set[str]:
    found = set(roots)
    while more := {code for code, above in GRIDS.items() if above in found} - found:
        found |= more
    return found


def _meant(
    asked: Reaching, working: list[dict[str, Any]], held: list[dict[str, Any]]
) -> set[tuple[str, int]]:
    below, ids = _below(asked.roots), {person["id"] for person in working if person["left_on"] is None}
    force = [
        post
        for post in held
        if post["starts_on"] <= DAY and (post["ends_on"] is None or post["ends_on"] >= DAY)
    ]
    found = {
        (post["grid_code"], post["person_id"])
        for post in force
        if post["role"] in asked.roles and post["grid_code"] in below and post["person_id"] in ids
    }
    if asked.ranks or not asked.roles:
        roles: dict[int, set[str]] = {}
        for post in force:
            roles.setdefault(post["person_id"], set()).add(post["role"])
        found |= {
            (person["grid_code"], person["id"])
            for person in working
            if person["id"] in ids
            and person["grid_code"] in below
            and (not asked.ranks or person["rank"] in asked.ranks)
            and roles.get(person["id"]) != {Role.SUPERVISOR.value}
        }
    return found


def _is_reached(by: ByEntries, person_id: int, told: list[Entry]) -> bool:
    return any(
        entry.register_id == by.register_id
        and entry.standing.state in by.states
        and getattr(entry.people, f"{by.person}_id") == person_id
        and all(entry.answers[key] == value for key, value in by.when)
        and entry.answers["on"].startswith(by.year)
        for entry in told
    )
