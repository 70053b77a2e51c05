"""What files hold of registers: random entries over two years, counted again; what is no reader's is left out."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from domain.errors import RefusalError
from domain.people.people import Role, Viewer
from domain.registers.entries import Entry, EntryFilter, EntryMove
from domain.time.clock import SteerableClock, day_in_shanghai
from registers.library import shipped_library
from registers.reader import shipped_register_texts
from reminders.desk import Desk
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk
from tests.entries_played import UNIT, Cast, Play, bound_cast
from usecases.registers.keep import Opening, enter, place_at
from usecases.registers.officials.archived import archived_entries
from usecases.registers.stand import Mover
from usecases.wing_archives import EntriesWanted

TOPS = tuple(register.id for register in shipped_library().tops())
START = datetime(2025, 1, 6, 2, tzinfo=UTC)
SPANS = (
    (date(2025, 1, 1), date(2026, 12, 31)),
    (date(2025, 3, 1), date(2025, 8, 31)),
    (date(2026, 6, 1), date(2026, 6, 30)),
)
ENTRIES, TURNS = 80, 4
TEXTS: Mapping[str, Any] = {
    text["id"]: text
    for text in map(tomllib.loads, shipped_register_texts().values())
    if not text.get("past_level_one")
}
"""What goes past level 1 stands in no file."""
Figures = dict[str, Counter[str]]
Entries = Sequence[tuple[Entry, Sequence[EntryMove]]]


class Lived:
    """A hospital after two years of entries."""

    def __init__(self, desk: Desk, cast: Cast) -> None:
        self.desk, self.cast = desk, cast

    @property
    def today(self) -> date:
        return day_in_shanghai(self.desk.clock.now())

    def entries(self) -> Entries:
        """Return every entry with its history."""

        def work(uow: UnitOfWork) -> Entries:
            found = [entry for known in TEXTS for entry in uow.entries.all_of(EntryFilter(known, UNIT))]
            return [(entry, uow.entry_moves.of_entry(entry.id)) for entry in found]

        return self.desk.database.write(work)

    def owners(self, entries: Entries) -> list[Viewer]:
        """Return those who own the most of these entries."""
        counted = Counter(entry.people.owner_id for entry, _history in entries if entry.people.owner_id)
        ids = [person_id for person_id, _many in counted.most_common(3)]
        return [viewer for viewer in self.cast.viewers if viewer.person_id in ids]

    @property
    def office(self) -> Viewer:
        return next(viewer for viewer in self.cast.viewers if viewer.unit_code == UNIT)

    def wanted(self, days: tuple[date, date], **whose: Any) -> EntriesWanted:
        return EntriesWanted(
            registers=self.desk.registers,
            unit_code=UNIT,
            days=days,
            today=self.today,
            viewer=self.office,
            **whose,
        )


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    folder: Path = tmp_path_factory.mktemp("files")
    with open_desk(f"sqlite:///{folder}/grid.db", START) as desk:
        today = day_in_shanghai(START)
        cast = desk.database.write(lambda uow: bound_cast(uow, START, today))
        live(desk, cast, Random(20250106))  # noqa: S311 - an example, not a secret
        yield Lived(desk, cast)


def live(desk: Desk, cast: Cast, dice: Random) -> None:
    """Have entries opened and moved on, all over two years."""
    clock = desk.clock
    assert isinstance(clock, SteerableClock)
    opened: list[int] = []
    for turn in range(ENTRIES * TURNS):
        clock.move_to(START + timedelta(days=turn * 2 * 365 / (ENTRIES * TURNS)))
        with suppress(RefusalError):
            if turn % TURNS == 0:
                register_id = TOPS[turn // TURNS % len(TOPS)]
                opened.append(desk.database.write(partial(open_one, desk, cast, dice, register_id)))
            else:
                desk.database.write(partial(push, desk, cast, dice, dice.choice(opened[-25:])))


def open_one(desk: Desk, cast: Cast, dice: Random, register_id: str, uow: UnitOfWork) -> int:
    """Have somebody open an entry."""
    return Play(uow, desk, cast, dice).open_one(desk.registers[register_id]).id


def push(desk: Desk, cast: Cast, dice: Random, entry_id: int, uow: UnitOfWork) -> None:
    """Have the first who may move an entry on."""
    play = Play(uow, desk, cast, dice)
    entry = uow.entries.find(entry_id)
    assert entry is not None
    people = {entry.people.opener_id, entry.people.owner_id, entry.people.addressee_id}
    waits = uow.entries.waits_of(entry_id)
    desks = {(post.role, post.grid_code) for post in waits}
    people |= {post.person_id for post in waits}
    for viewer in play.cast.viewers:
        held = {(post.role, post.grid_code) for post in viewer.posts}
        if (viewer.person_id in people or held & desks or viewer.unit_code) and play.move_one(entry, viewer):
            return


def by_hand(lived: Lived, entries: Entries, days: tuple[date, date], whose: Any) -> Figures:
    """Count again: every entry of every register, from its history; `whose` tells whether one is theirs."""

    def work(uow: UnitOfWork) -> Figures:
        found: Figures = {}
        for register_id, text in TEXTS.items():
            labels = {state["id"]: state["label"]["zh"] for state in text["states"]}
            for entry, history in entries:
                if entry.register_id != register_id:
                    continue
                state = state_within(text, entry, history, days)
                if state is not None and whose(uow, text, entry):
                    found.setdefault(text["title"]["zh"], Counter())[labels[state]] += 1
        return found

    return lived.desk.database.write(work)


def state_within(
    text: Mapping[str, Any], entry: Entry, history: Sequence[EntryMove], days: tuple[date, date]
) -> str | None:
    """Return how a file has it, written anew from docs/registers.md; None where it has not."""
    first, last = days
    counts = [
        c for c in text.get("counts", []) if entry.standing.state in c.get("states", [entry.standing.state])
    ]
    names = [on for c in counts for on in ([c["on"]] if isinstance(c.get("on"), str) else c.get("on", []))]
    happened = [entry.answers[name] for name in names if name in entry.answers]
    if happened and first.isoformat() <= happened[0] <= last.isoformat():
        return entry.standing.state
    quiet = {move["id"] for move in text["moves"] if move.get("confidential")}
    until = [line for line in history if day_in_shanghai(line.moved_at) <= last]
    if not until:
        return None
    state = until[-1].target
    ends = {known["id"] for known in text["states"] if known.get("end")}
    stands = {s for c in text.get("counts", []) if "on" not in c for s in c.get("states", [])}
    moved = [line for line in until if line.move_id not in quiet and day_in_shanghai(line.moved_at) >= first]
    return state if moved or state not in ends or state in stands else None


def is_theirs(lived: Lived, viewer: Viewer) -> Any:
    """Return what tells whether an entry is somebody's, written anew."""

    def tells(uow: UnitOfWork, text: Mapping[str, Any], entry: Entry) -> bool:
        number = uow.officials.known([viewer.person_id])[viewer.person_id].staff_number
        people = entry.people
        if any(
            (entry.answers.get(field["key"]) or {}).get("staff_number") == number
            for field in text["fields"]
            if field["kind"] == "person"
        ):
            return True
        if any(
            (answer or {}).get("staff_number") == number
            for group, member in text.get("named_in", {}).items()
            for key, answer in entry.answers.items()
            if key.startswith(f"{group}.") and key.endswith(f".{member}")
        ):
            return True
        if people.owner_id is None and people.addressee_id is None and people.opener_id == viewer.person_id:
            return True
        return text["id"] == "risk" and answers_for(uow, lived.cast, viewer, entry)

    return tells


def answers_for(uow: UnitOfWork, cast: Cast, viewer: Viewer, entry: Entry) -> bool:
    """A: 院长; B: 分管领导, the nearest; C: 科室负责人 of the grid (docs/domain.md section 5)."""
    code = entry.place.grid_code
    line = [code, *(grid.code for grid in uow.rosters.tree().path_up(code))]
    role, codes = {
        "a": (Role.PRESIDENT, [UNIT]),
        "b": (Role.LEADER_IN_CHARGE, line),
        "c": (Role.DEPARTMENT_HEAD, [code]),
    }[entry.answers["level"]]
    at = next(
        (
            code
            for code in codes
            for v in cast.viewers
            for p in v.posts
            if (p.role, p.grid_code) == (role, code)
        ),
        None,
    )
    return at is not None and any((post.role, post.grid_code) == (role, at) for post in viewer.posts)


def in_file(lived: Lived, wanted: EntriesWanted) -> Figures:
    found = lived.desk.database.write(lambda uow: archived_entries(uow, wanted))
    for register in found:
        assert len(register.entries) == sum(n for _state, n in register.standing)
        assert Counter(entry.state for entry in register.entries) == Counter(dict(register.standing))
    return {register.title: Counter(dict(register.standing)) for register in found}


def test_what_files_count_can_be_counted_again(lived: Lived) -> None:
    special = (Role.PRESIDENT, Role.LEADER_IN_CHARGE, Role.DEPARTMENT_HEAD, Role.OFFICE, Role.INSPECTOR)
    by_role = [
        next(v for v in lived.cast.viewers if role in {post.role for post in v.posts}) for role in special
    ]
    entries = lived.entries()
    people = [*by_role, *lived.owners(entries)]
    grids = [entry.place.grid_code for entry, _history in entries]
    having = 0
    for days in SPANS:
        for viewer in dict.fromkeys(people):
            counted = in_file(lived, lived.wanted(days, person_id=viewer.person_id))
            assert counted == by_hand(lived, entries, days, is_theirs(lived, viewer)), (viewer.name, days)
            having += bool(counted)
        for code, _many in Counter(grids).most_common(3):
            counted = in_file(lived, lived.wanted(days, grid_code=code))
            assert counted == by_hand(lived, entries, days, partial(is_at, code)), (code, days)
            having += bool(counted)
    assert having > len(SPANS) * 5


def is_at(code: str, _uow: UnitOfWork, _text: Mapping[str, Any], entry: Entry) -> bool:
    return entry.place.grid_code == code


def test_what_is_answered_for_by_post_is_found_by_level_1_and_by_its_readers_alone(lived: Lived) -> None:
    by_role = {post.role: viewer for viewer in lived.cast.viewers for post in viewer.posts}
    head, president = by_role[Role.DEPARTMENT_HEAD], by_role[Role.PRESIDENT]
    text = "保管公章一人经手"
    answers = {
        "form": "department",
        "level": "a",
        "kind": "post",
        "found": "self",
        "duties": "保管",
        "risks": text,
    }

    def work(uow: UnitOfWork) -> None:
        place = place_at(uow, head.posts[0].grid_code)
        assert place is not None
        mover = Mover(lived.desk, lived.desk.clock.now(), head)
        opening = Opening(lived.desk.registers["risk"], place, {**answers, "measures": "双人保管"})
        enter(uow, mover, opening, head.person_id)

    def found_by(viewer: Viewer, whose: Viewer) -> list[str]:
        wanted = replace(lived.wanted((lived.today, lived.today), person_id=whose.person_id), viewer=viewer)
        registers = lived.desk.database.write(lambda uow: archived_entries(uow, wanted))
        return [f"{e.what} {e.who} {e.state}" for found in registers for e in found.entries if text in e.what]

    lived.desk.database.write(work)
    assert found_by(lived.office, president) == [f"A级（一级）：{text} 按职务负责 待送审"]
    assert found_by(president, president) == []
    # Nobody owns it: it is its opener's own.
    assert found_by(head, head) == [f"A级（一级）：{text} 登记人 待送审"]
