"""Two years of trainings at random: who was there, who not, how many came, and files say what a recount of rows says.

The recount reads the rows of people, grids, entries and sign-ins, not what counts.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.registers.entries import Figure
from domain.registers.reaching import ByMove, MadeOnce, Reaching
from domain.time.clock import SHANGHAI, SteerableClock, day_in_shanghai
from reminders.desk import Desk
from storage.registers.tables import (
    entries,
    entry_figures,
    entry_moves,
    entry_once,
    entry_parties,
    entry_waits,
)
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk
from tests.entries_played import UNIT, Cast, bound_cast, made_up_answers
from usecases.registers.around import look_at
from usecases.registers.asked_forms import asked_form
from usecases.registers.keep import Moving, Opening, enter, make_move, place_at
from usecases.registers.officials.archived import archived_entries
from usecases.registers.stand import Mover
from usecases.wing_archives import EntriesWanted

START, DAYS, TRAININGS = datetime(2025, 1, 1, 10, tzinfo=SHANGHAI), 730, 25
SPANS = (
    (date(2025, 1, 1), date(2026, 12, 31)),
    (date(2025, 7, 1), date(2025, 12, 31)),
    (date(2026, 3, 1), date(2026, 3, 31)),
)
TITLE = "培训"
Rows = list[Any]


@dataclass
class Played:
    """A hospital whose people play; what an example draws is told without it."""

    desk: Desk
    cast: Cast

    def __repr__(self) -> str:
        return "Played"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder: Path = tmp_path_factory.mktemp("trainings")
    with open_desk(f"sqlite:///{folder}/grid.db", START) as desk:
        yield Played(desk, desk.database.write(lambda uow: bound_cast(uow, START, day_in_shanghai(START))))


def live(uow: UnitOfWork, desk: Desk, cast: Cast, dice: Random) -> None:
    """Forget what was before; have trainings planned, attended by whoever comes, held with a number or called off."""
    for table in (entry_moves, entry_waits, entry_parties, entry_figures, entry_once, entries):
        uow._connection.execute(table.delete())
    uow._connection.exec_driver_sql("UPDATE person SET left_on = NULL")
    clock, register = desk.clock, desk.registers["training"]
    assert isinstance(clock, SteerableClock)
    for day in sorted(dice.sample(range(DAYS), TRAININGS)):
        clock.move_to(START + timedelta(days=day))
        mover = Mover(desk, clock.now(), None)
        place = place_at(uow, dice.choice(cast.grids))
        assert place is not None
        answers = made_up_answers(asked_form(register, None, None), dice, cast.people, mover.today)
        opened = enter(uow, mover, Opening(register, place, answers), dice.choice(cast.viewers).person_id)
        for viewer in dice.sample(list(cast.viewers), dice.randint(0, 6)):
            by_code = dice.choice([True, False, None])
            who = (viewer.person_id, viewer.name, "医师", dice.choice(cast.grids))
            made = MadeOnce(opened.id, "attend", *who, clock.now(), by_code)
            assert uow.made_once.add(made)
            assert not uow.made_once.add(made)
        for move_id in dice.choice([(), ("hold",), ("drop",), ("hold", "correct")]):
            found = uow.entries.find(opened.id)
            assert found is not None
            asked = made_up_answers(
                asked_form(register, register.move(move_id), None), dice, cast.people, mover.today
            )
            asked.pop("reason", None)
            moving = Moving(move_id, found.changes, asked, "原因")
            make_move(uow, mover, look_at(uow, register, found, mover.today), moving)
    for viewer in dice.sample(list(cast.viewers), 3):
        uow._connection.exec_driver_sql(
            "UPDATE person SET left_on = '2026-12-30' WHERE id = ?", (viewer.person_id,)
        )
    clock.move_to(START + timedelta(days=DAYS))


def rows(uow: UnitOfWork, query: str) -> Rows:
    return list(uow._connection.exec_driver_sql(query))


def below(uow: UnitOfWork, root: str) -> set[str]:
    above = dict(rows(uow, "SELECT code, parent_code FROM grid"))
    found = {root}
    while more := {code for code, over in above.items() if over in found} - found:
        found |= more
    return found


def check_who_was_there(uow: UnitOfWork, today: date) -> None:
    """At each grid as many are meant as work there, or came and work there no more; reached is who came."""
    organ = {
        person
        for person, roles in rows(
            uow, "SELECT person_id, group_concat(DISTINCT role) FROM appointment GROUP BY person_id"
        )
        if roles == "驻市卫生健康委纪检监察组"
    }
    people = rows(uow, "SELECT id, grid_code FROM person WHERE left_on IS NULL")
    for entry_id, root in rows(uow, "SELECT id, grid_code FROM entry"):
        codes = below(uow, root)
        working = {person: code for person, code in people if code in codes and person not in organ}
        came = dict(
            rows(uow, f"SELECT person_id, grid_code FROM entry_once WHERE entry_id = {entry_id}")  # noqa: S608 - a number
        )
        meant = {**came, **working}
        wanted, reached = Counter(meant.values()), Counter(meant[person] for person in came)
        asked = Reaching((root,), today, ByMove(entry_id, "attend"))
        counted = {count.grid_code: (count.reached, count.wanted) for count in uow.reached.counts(asked)}
        assert counted == {code: (reached[code], many) for code, many in wanted.items()}
        there = {person.person_id for person in uow.reached.people(asked, slice(0, None), reached=True)}
        missing = {person.person_id for person in uow.reached.people(asked, slice(0, None))}
        assert (there, missing) == (set(came), set(meant) - set(came))


def check_figures(uow: UnitOfWork) -> None:
    """人次 and 场次 of what was held, by the month of its day."""
    there, held = Counter[str](), Counter[tuple[str, str]]()
    for state, answers in rows(uow, "SELECT state, answers FROM entry"):
        said = json.loads(answers)
        if state == "held":
            there[said["planned_on"][:7]] += said.get("there") or 0
            held[said["planned_on"][:7], said["kind"]] += 1
    months = [f"{year}-{month:02}" for year in range(2024, 2029) for month in range(1, 13)]
    for month in months:
        found = uow.entry_figures.between(UNIT, month, month)
        assert found.get(Figure("training", "there"), 0) == there[month]
        kinds = {key.value: n for key, n in found.items() if key.count_id == "trainings"}
        assert kinds == {kind: n for (at, kind), n in held.items() if at == month}


def check_files(uow: UnitOfWork, desk: Desk, cast: Cast, dice: Random) -> None:
    """A person's file has each training to which they came in its span; a grid's how many came to each of its own."""
    today = day_in_shanghai(desk.clock.now())
    office = next(viewer for viewer in cast.viewers if viewer.unit_code == UNIT)
    signed = [
        (entry, person, day_in_shanghai(datetime.fromisoformat(at).replace(tzinfo=UTC)), by_code)
        for entry, person, at, by_code in rows(
            uow, "SELECT entry_id, person_id, made_at, by_code FROM entry_once"
        )
    ]
    having = 0
    coming = [
        viewer for viewer in cast.viewers if any(person == viewer.person_id for _e, person, *_ in signed)
    ]
    for days in SPANS:
        for viewer in (*dice.sample(coming, min(len(coming), 4)), *dice.sample(list(cast.viewers), 2)):
            wanted = EntriesWanted(
                registers=desk.registers,
                unit_code=UNIT,
                days=days,
                today=today,
                viewer=dice.choice([viewer, office]),
                person_id=viewer.person_id,
            )
            found = [register for register in archived_entries(uow, wanted) if register.title == TITLE]
            told = [row.who for register in found for row in register.entries if "签到" in row.who]
            hows = [
                how
                for _e, person, on, how in signed
                if person == viewer.person_id and days[0] <= on <= days[1]
            ]
            words = {1: "签到（扫码）", 0: "签到（点击）", None: "签到"}
            came = Counter(words[how] for how in hows)
            # What is theirs otherwise as well is told of other spans, too.
            assert Counter(who for who in told if "、" not in who) <= came
            assert Counter(who.rpartition("、")[2] for who in told) >= came
            having += len(told)
    assert having
    for (code,) in rows(uow, "SELECT DISTINCT grid_code FROM entry"):
        wanted = EntriesWanted(
            registers=desk.registers,
            unit_code=UNIT,
            days=SPANS[0],
            today=today,
            viewer=office,
            grid_code=code,
        )
        (register,) = [found for found in archived_entries(uow, wanted) if found.title == TITLE]
        came = Counter(entry for entry, *_rest in signed)
        ids = [entry for (entry,) in rows(uow, f"SELECT id FROM entry WHERE grid_code = '{code}'")]  # noqa: S608 - out of the database
        assert sorted(row.done.splitlines()[0] for row in register.entries) == sorted(
            f"签到：{came[entry]}人" for entry in ids
        )


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**32))
def test_two_years_of_trainings_are_told_as_a_recount_tells_them(played: Played, seed: int) -> None:
    desk, cast = played.desk, played.cast
    dice = Random(seed)  # noqa: S311 - an example, not a secret

    def work(uow: UnitOfWork) -> None:
        live(uow, desk, cast, dice)
        check_who_was_there(uow, day_in_shanghai(desk.clock.now()))
        check_figures(uow)
        check_files(uow, desk, cast, dice)

    desk.database.write(work)
