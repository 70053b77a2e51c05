"""Entries opened and moved on at random by everybody of the sample hospital: for tests that recount, for benches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from domain.people.people import Viewer
from domain.registers.entries import Entry
from forms.fields import Field, FieldKind, Form
from forms.steps import applicable, next_open, set_answer
from registers.language import Register, RegisterMove
from registers.moves import possible_moves
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import look_at, standing_of
from usecases.registers.asked_forms import REASON, asked_form
from usecases.registers.keep import Moving, Opening, enter, make_move, place_at
from usecases.registers.stand import Mover
from usecases.site import OnSite

FIRST_ACCOUNT = 7_000_000
UNIT = "1"
ANY_ENTRY: Sequence[Mapping[str, Any]] = ({"entry": 1, "number": "", "title": "耗材登记不全"},)


@dataclass(frozen=True)
class Cast:
    """Everybody of a hospital with a phone, as viewers and as answers."""

    viewers: Sequence[Viewer]
    people: Sequence[Mapping[str, str]]
    grids: Sequence[str]


def bound_cast(uow: UnitOfWork, now: datetime, day: date) -> Cast:
    """Bind a phone to everybody and return them."""
    listed, _many = uow.officials.search(UNIT, "", 10_000)
    for official in listed:
        uow.people.bind(official.person_id, FIRST_ACCOUNT + official.person_id, "zh", now)
    viewers = [uow.people.find_viewer(FIRST_ACCOUNT + official.person_id, day) for official in listed]
    people = [{"staff_number": o.staff_number, "name": o.name, "post": o.post} for o in listed]
    grids = [grid.code for grid in uow.rosters.tree()]
    return Cast([viewer for viewer in viewers if viewer is not None], people, grids)


def made_up_answers(
    form: Form, dice: Random, people: Sequence[Mapping[str, str]], today: date
) -> dict[str, Any]:
    """Answer everything that `form` asks."""
    answers: Mapping[str, Any] = {}
    while (step := next_open(form, answers)) is not None:
        answers = set_answer(form, answers, step.path, _made_up(step.field, dice, people, today))
    return {key: value for key, value in applicable(form, answers).items() if value is not None}


def _made_up(field: Field, dice: Random, people: Sequence[Mapping[str, str]], today: date) -> Any:
    if not field.required and (field.kind is FieldKind.ENTRY or dice.random() < 0.4):
        return None
    answer: Any = None
    match field.kind:
        case FieldKind.YES_NO:
            answer = dice.random() < 0.5
        case FieldKind.ONE_OF:
            answer = dice.choice(field.choices).value
        case FieldKind.SEVERAL_OF:
            answer = [choice.value for choice in field.choices if dice.random() < 0.5] or None
        case FieldKind.WHOLE_NUMBER | FieldKind.GROUP:
            most = 3 if field.fields else field.maximum or 100
            answer = dice.randint(field.minimum, most)
        case FieldKind.MONEY:
            answer = f"{dice.randint(100, 90_000) / 100:.2f}"
        case FieldKind.DATE:
            days = dice.randint(-40, 0) if field.latest else dice.randint(0, 60)
            answer = (today + timedelta(days=days)).isoformat()
        case FieldKind.PERSON | FieldKind.ENTRY:
            # Any entry will do: what is referred to is kept as it was called when it was chosen.
            answer = dict(dice.choice(people if field.kind is FieldKind.PERSON else ANY_ENTRY))
        case FieldKind.SHORT_TEXT | FieldKind.LONG_TEXT:
            answer = dice.choice(("耗材登记不全", "采购验收不规范", "值班交接记录缺失", "处方点评未落实"))
    return answer


@dataclass(frozen=True)
class Play:
    """One piece of work in which entries are played, with its dice."""

    uow: UnitOfWork
    site: OnSite
    cast: Cast
    dice: Random

    @property
    def now(self) -> datetime:
        """The moment."""
        return self.site.clock.now()

    def open_one(self, register: Register) -> Entry:
        """Have somebody open an entry of `register`, which is no part: mostly one with a post, near to it."""
        viewer = self._somebody()
        place = place_at(self.uow, self._near(viewer))
        assert place is not None
        mover = Mover(self.site, self.now, viewer)
        form = asked_form(register, None, None)
        about = [self._answer(viewer)] if self.dice.random() < 0.3 else self.cast.people
        answers = made_up_answers(form, self.dice, about, mover.today)
        return enter(self.uow, mover, Opening(register, place, answers), viewer.person_id)

    def move_one(self, entry: Entry, viewer: Viewer) -> tuple[Entry, RegisterMove] | None:
        """Have `viewer` make one of the moves that they may; None where they may make none."""
        mover = Mover(self.site, self.now, viewer)
        register = self.site.registers[entry.register_id]
        found = look_at(self.uow, register, entry, mover.today)
        moves = possible_moves(register, found.now, standing_of(found, viewer))
        if not moves:
            return None
        onward = [move for move in moves if move.leads_to(entry.standing.state) != entry.standing.state]
        move = self.dice.choice(onward if onward and self.dice.random() < 0.7 else moves)
        form = asked_form(register, move, found.now.chain)
        answers = made_up_answers(form, self.dice, self.cast.people, mover.today)
        reason = str(answers.pop(REASON, ""))
        return make_move(self.uow, mover, found, Moving(move.id, entry.changes, answers, reason)), move

    def _somebody(self) -> Viewer:
        posted = [viewer for viewer in self.cast.viewers if viewer.posts]
        return self.dice.choice(posted if self.dice.random() < 0.8 else self.cast.viewers)

    def _near(self, viewer: Viewer) -> str:
        if not viewer.posts:
            return self.dice.choice(self.cast.grids)
        return self.dice.choice(sorted(self.uow.rosters.below([self.dice.choice(viewer.posts).grid_code])))

    def _answer(self, viewer: Viewer) -> Mapping[str, str]:
        return next(answer for answer in self.cast.people if answer["name"] == viewer.name)
