"""Every shipped register that is no part is walked by whoever may, from its opening to each of its ends."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest

from domain.people.people import Viewer
from domain.registers.entries import Entry
from domain.time.clock import day_in_shanghai
from registers.language import Register, RegisterMove
from registers.library import shipped_library
from registers.moves import possible_moves
from reminders.desk import Desk
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk
from tests.entries_played import Cast, Play, bound_cast, made_up_answers
from usecases.registers.around import LookedAt, look_at, standing_of
from usecases.registers.asked_forms import REASON, asked_form
from usecases.registers.keep import Moving, Opening, enter, make_move, place_at
from usecases.registers.shown import may_open
from usecases.registers.stand import Mover

TOPS = {register.id: register for register in shipped_library().tops()}
MOST_STEPS = 8


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Cast]]:
    folder: Path = tmp_path_factory.mktemp("walks")
    with open_desk(f"sqlite:///{folder}/grid.db") as desk:
        now = desk.clock.now()
        yield desk, desk.database.write(lambda uow: bound_cast(uow, now, day_in_shanghai(now)))


def distances(register: Register, end: str) -> dict[str, int]:
    """Return from each state how many moves lead to `end`."""
    found, ring = {end: 0}, {end}
    while ring:
        ways = {s for move in register.moves if move.to in ring for s in move.sources} - set(found)
        found |= dict.fromkeys(ways, 1 + max(found.values()))
        ring = ways
    return found


class Walk:
    """One entry of a register, on its way to `end`."""

    def __init__(self, play: Play, register: Register, end: str) -> None:
        self._play, self._register = play, register
        self._far = distances(register, end)

    def opened(self) -> Entry:
        """Have somebody who may open it near their post."""
        play, register = self._play, self._register
        may = [v for v in play.cast.viewers if v.posts and (may_open(register, v) or not register.opened_by)]
        viewer = play.dice.choice(may)
        place = place_at(play.uow, viewer.posts[0].grid_code)
        assert place is not None
        mover = Mover(play.site, play.now, viewer)
        others = [person for person in play.cast.people if person["name"] != viewer.name]
        answers = made_up_answers(asked_form(register, None, None), play.dice, others, mover.today)
        return enter(play.uow, mover, Opening(register, place, answers), viewer.person_id)

    def step(self, entry: Entry) -> Entry:
        """Have one of those who may move it make the move that leads nearest to the end."""
        play, register = self._play, self._register
        day = day_in_shanghai(play.now)
        found = look_at(play.uow, register, entry, day)
        viewer, move = min(
            self._possible(found), key=lambda way: self._far.get(way[1].leads_to(entry.standing.state), 99)
        )
        form = asked_form(register, move, found.now.chain)
        answers = made_up_answers(form, play.dice, play.cast.people, day)
        reason = str(answers.pop(REASON, ""))
        moving = Moving(move.id, entry.changes, answers, reason)
        return make_move(play.uow, Mover(play.site, play.now, viewer), found, moving)

    def _possible(self, found: LookedAt) -> list[tuple[Viewer, RegisterMove]]:
        return [
            (viewer, move)
            for viewer in self._play.cast.viewers
            for move in possible_moves(self._register, found.now, standing_of(found, viewer))
        ]


@pytest.mark.parametrize("name", sorted(TOPS))
def test_every_end_of_a_register_is_reached_by_those_who_may_and_until_then_somebody_is_waited_for(
    play: tuple[Desk, Cast], name: str
) -> None:
    desk, cast = play
    register = TOPS[name]
    # Where answers or a chain say which moves there are, one of the ends is reached, not each by any answers.
    by_answers = bool(register.chains) or any(move.when for move in register.moves)
    ends = {state.id for state in register.states if state.end}

    def work(uow: UnitOfWork, end: str) -> str:
        walk = Walk(Play(uow, desk, cast, Random(end)), register, end)  # noqa: S311 - an example, not a secret
        entry = walk.opened()
        for _ in range(MOST_STEPS):
            if entry.standing.state == end:
                break
            is_resting = register.state(entry.standing.state).end
            assert is_resting or uow.entries.waits_of(entry.id), entry.standing.state
            entry = walk.step(entry)
        assert not entry.standing.is_open or by_answers
        return entry.standing.state

    reached = {end: desk.database.write(partial(work, end=end)) for end in sorted(ends)}
    if by_answers:
        assert set(reached.values()) & ends
    else:
        assert reached == {end: end for end in ends}
