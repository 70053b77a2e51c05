"""Entries of the shipped registers, opened and moved on at random by everybody: every figure can be recounted."""

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.people.people import Rank, Role, Viewer
from domain.registers.entries import Entry, EntryFilter, Figure
from domain.time.clock import day_in_shanghai
from registers.counting import MonthlyFigure, recounted
from registers.language import Register, RegisterMove
from registers.library import shipped_library
from registers.moves import answered_anew, still_said
from registers.reader import shipped_registers
from reminders.desk import Desk
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk
from tests.entries_played import UNIT, Cast, Play, bound_cast
from usecases.registers.around import look_at
from usecases.registers.keep import Moving, make_move
from usecases.registers.stand import Mover

TOPS = tuple(register.id for register in shipped_library().tops())
SEEDS = st.integers(0, 2**32)


class Played:
    """A hospital whose people play; what an example draws is told without it."""

    def __init__(self, desk: Desk, cast: Cast) -> None:
        self.desk, self.cast = desk, cast


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder: Path = tmp_path_factory.mktemp("entries")
    with open_desk(f"sqlite:///{folder}/grid.db") as desk:
        now = desk.clock.now()
        cast = desk.database.write(lambda uow: bound_cast(uow, now, day_in_shanghai(now)))
        yield Played(desk, cast)


def holds(viewer: Viewer, role: Role, codes: list[str]) -> bool:
    return any(post.role is role and post.grid_code in codes for post in viewer.posts)


def held(cast: Cast, role: Role, codes: list[str]) -> list[Viewer]:
    return [viewer for viewer in cast.viewers if holds(viewer, role, codes)]


def nearest(cast: Cast, role: Role, line: list[str]) -> list[Viewer]:
    """Return who holds `role` at the nearest of these grids at which anybody does."""
    return next((found for code in line if (found := held(cast, role, [code]))), [])


def chain_by_hand(uow: UnitOfWork, cast: Cast, entry: Entry) -> tuple[list[Viewer] | None, list[Viewer]]:
    """Return who reviews (None: nobody) and who approves a risk, from docs/domain.md section 5 read anew."""
    tree = uow.rosters.tree()
    code = entry.place.grid_code
    line = [code, *(grid.code for grid in tree.path_up(code))]
    office = [viewer for viewer in cast.viewers if viewer.unit_code == UNIT]
    posts = {
        "head": held(cast, Role.DEPARTMENT_HEAD, [code]),
        "leader": nearest(cast, Role.LEADER_IN_CHARGE, line),
        "president": held(cast, Role.PRESIDENT, [UNIT]),
        "committee": held(cast, Role.COMMITTEE, [UNIT]),
    }
    form = entry.answers["form"]
    if form == "person":
        owner = uow.officials.numbered([entry.answers["person"]["staff_number"]])
        rank = next(iter(owner.values())).rank
        of_rank: dict[Rank, tuple[str | None, str]] = {
            Rank.HOSPITAL_LEADER: ("president", "committee"),
            Rank.MIDDLE: ("leader", "committee"),
            Rank.OTHER: ("head", "leader"),
        }
        review, approve = of_rank[rank]
    else:
        in_department: tuple[str | None, str] = ("leader", "committee")
        review, approve = in_department if form == "department" else (None, "president")
    own = {entry.people.opener_id, entry.people.owner_id}

    def others(name: str) -> list[Viewer]:
        return [viewer for viewer in posts[name] if viewer.person_id not in own]

    while posts[approve] and not others(approve) and approve != "committee":
        approve = {"head": "leader", "leader": "president", "president": "committee"}[approve]
    approvers = others(approve) if posts[approve] else [v for v in office if v.person_id not in own]
    if review is None or (posts[review] and not others(review)):
        return None, approvers
    return (others(review) if posts[review] else [v for v in office if v.person_id not in own]), approvers


def keeps_the_chain(uow: UnitOfWork, cast: Cast, entry: Entry, move: RegisterMove, viewer: Viewer) -> None:
    """Check against the rules written down anew: who reviewed or approved was to, and it was not their own."""
    if "reviewer" in move.by or "approver" in move.by:
        reviewers, approvers = chain_by_hand(uow, cast, entry)
        allowed = reviewers if "reviewer" in move.by else approvers
        assert viewer.person_id in {found.person_id for found in allowed or []}
        assert viewer.person_id not in (entry.people.opener_id, entry.people.owner_id)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEEDS, st.sampled_from(TOPS))
def test_a_random_walk_reaches_declared_states_alone_and_its_history_adds_up(
    played: Played, seed: int, register_id: str
) -> None:
    dice, desk, cast = Random(seed), played.desk, played.cast  # noqa: S311 - an example, not a secret
    register = shipped_registers()[register_id]
    states = {state.id for state in register.states}

    def work(uow: UnitOfWork) -> None:
        play = Play(uow, desk, cast, dice)
        entry = play.open_one(register)
        for _ in range(9):
            before = entry
            viewer = somebody_near(uow, cast, entry, dice)
            made = play.move_one(entry, viewer)
            if made is None:
                refuses_everything(uow, desk, register, entry, viewer)
                continue
            entry, move = made
            assert entry.standing.state in states
            if register_id == "risk":
                keeps_the_chain(uow, cast, before, move, viewer)
        kept = uow.entries.find(entry.id)
        assert kept is not None
        history = uow.entry_moves.of_entry(entry.id)
        assert [line.place for line in history] == list(range(len(history)))
        assert (history[0].source, history[-1].target) == ("", kept.standing.state)
        assert all(line.source == earlier.target for earlier, line in itertools.pairwise(history))
        assert len(history) == kept.changes + 1
        told: dict[str, object] = {}
        for line in history:
            if line.move_id:
                told = still_said(register, register.move(line.move_id), line.target, told)
            told = answered_anew(register, told, line.answers)
        assert told == dict(kept.answers)

    desk.database.write(work)
    adds_up(desk)


def somebody_near(uow: UnitOfWork, cast: Cast, entry: Entry, dice: Random) -> Viewer:
    """Return whose entry it is, one for whom it waits, or one who holds a post on the way up."""
    people = entry.people
    line = [entry.place.grid_code, *(grid.code for grid in uow.rosters.tree().path_up(entry.place.grid_code))]
    waits = {(post.role, post.grid_code) for post in uow.entries.waits_of(entry.id)}
    groups: list[set[int | None]] = [
        {people.opener_id, people.owner_id, people.addressee_id},
        {holder.person_id for holder in uow.holders.owing(line, day_in_shanghai(entry.opened_at))},
        {v.person_id for v in cast.viewers if any((p.role, p.grid_code) in waits for p in v.posts)},
    ]
    meant = dice.choice([group for group in groups if group])
    return dice.choice([viewer for viewer in cast.viewers if viewer.person_id in meant])


def refuses_everything(uow: UnitOfWork, desk: Desk, register: Register, entry: Entry, viewer: Viewer) -> None:
    """Check that whoever may make no move is refused each of them, and nothing changes."""
    mover = Mover(desk, desk.clock.now(), viewer)
    found = look_at(uow, register, entry, mover.today)
    for move in register.moves:
        with pytest.raises(RefusalError):
            make_move(uow, mover, found, Moving(move.id, entry.changes))
    assert uow.entries.find(entry.id) == uow.entries.find_many([entry.id])[0]


def adds_up(desk: Desk) -> None:
    """Check that figures equal a recount, and that numbers have no gap and no double."""

    def work(uow: UnitOfWork) -> None:
        months = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]
        kept = {
            MonthlyFigure(month, figure): amount
            for month in months
            for figure, amount in uow.entry_figures.between(UNIT, month, month).items()
        }
        total: Counter[Figure] = Counter()
        for counted, amount in kept.items():
            total[counted.figure] += amount
        assert {figure: n for figure, n in total.items() if n} == uow.entry_figures.total(UNIT), (
            "no other months"
        )
        for register_id, register in shipped_registers().items():
            entries = list(uow.entries.all_of(EntryFilter(register_id, UNIT)))
            histories = uow.entry_moves.of_entries([entry.id for entry in entries])
            by_hand = {counted: n for counted, n in recounted(register, entries, histories).items() if n}
            assert {
                counted: n for counted, n in kept.items() if counted.figure.register_id == register_id
            } == by_hand
            numbers = Counter(entry.number for entry in entries if entry.number is not None)
            if register.number is not None:
                assert set(numbers) == {
                    register.number.written("", 2026, n) for n in range(1, numbers.total() + 1)
                }

    desk.database.write(work)
