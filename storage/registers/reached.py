"""Who has been reached and who has not, counted in the database however many they are; read beside whoever writes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Subquery,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    union,
)

from domain.people.people import Role
from domain.registers.reaching import ByEntries, ByMove, GridReach, MeantPerson, Reaching
from storage.registers.tables import entries, entry_once, entry_parties
from storage.statements.rows import rows_as
from storage.tables import appointments, bindings, grids, people

_YEAR_LENGTH = 4
_DAY_LENGTH = 10


class Reached:
    """Asks for nobody whom it does not count: what it costs goes by how many are meant, not by how many entries."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def counts(self, asked: Reaching) -> list[GridReach]:
        """Return how many are meant and have been reached at each grid, one at which nobody is meant left out."""
        meant = _meant(asked)
        reached = func.sum(case((_is_reached(asked.by, meant), 1), else_=0))
        found = self._connection.execute(
            select(meant.c.grid_code, reached, func.count())
            .group_by(meant.c.grid_code)
            .order_by(meant.c.grid_code)
        )
        return [GridReach(code, int(done), int(wanted)) for code, done, wanted in found]

    def people(
        self, asked: Reaching, which: slice, below: str = "", *, reached: bool = False
    ) -> Sequence[MeantPerson]:
        """Return `which` of those who have not been reached, or have, by grid and staff number.

        Only those at the grid `below` or below it, where one is named.
        """
        meant = _meant(asked)
        is_reached = _is_reached(asked.by, meant)
        found = (
            select(people.c.id.label("person_id"), people.c.name, people.c.post, meant.c.grid_code)
            .join(meant, meant.c.person_id == people.c.id)
            .where(is_reached if reached else ~is_reached)
            .order_by(meant.c.grid_code, people.c.staff_number)
            .offset(which.start or 0)
        )
        if which.stop is not None:
            found = found.limit(which.stop - (which.start or 0))
        if below:
            found = found.where(meant.c.grid_code.in_(_below((below,), "seen")))
        return rows_as(MeantPerson, self._connection.execute(found))

    def bound(self, roots: tuple[str, ...], day: date) -> list[int]:
        """Return those who work at or below `roots` and have a phone; nobody of the organ above."""
        meant = _meant(Reaching(roots, day, ByMove(0, "")))
        found = select(meant.c.person_id).join(bindings, bindings.c.person_id == meant.c.person_id)
        return list(self._connection.execute(found.order_by(meant.c.person_id)).scalars())

    def grid_of(self, asked: Reaching, person_id: int) -> str | None:
        """Return the grid at which this person is meant, the first of several; None where they are not."""
        meant = _meant(asked)
        found = select(func.min(meant.c.grid_code)).where(meant.c.person_id == person_id)
        code: str | None = self._connection.execute(found).scalar()
        return code


def _meant(asked: Reaching) -> Subquery:
    below = _below(asked.roots, "meant_below")
    here = and_(people.c.left_on.is_(None), people.c.grid_code.in_(below))
    parts = []
    if asked.ranks or not asked.roles:
        working = select(people.c.id.label("person_id"), people.c.grid_code).where(here, ~_is_above(asked))
        parts.append(working.where(people.c.rank.in_(asked.ranks)) if asked.ranks else working)
    if asked.roles:
        parts.append(
            select(appointments.c.person_id, appointments.c.grid_code)
            .join(people, people.c.id == appointments.c.person_id)
            .where(
                people.c.left_on.is_(None),
                _in_force(asked),
                appointments.c.role.in_(asked.roles),
                appointments.c.grid_code.in_(below),
            )
        )
    if isinstance(asked.by, ByMove):
        # Who was there is told whatever became of them since.
        still = select(people.c.id).where(here, ~_is_above(asked))
        parts.append(
            select(entry_once.c.person_id, entry_once.c.grid_code).where(
                *_made(asked.by), entry_once.c.person_id.not_in(still)
            )
        )
    return union(*parts).subquery("meant")


def _in_force(asked: Reaching) -> ColumnElement[bool]:
    ends = appointments.c.ends_on
    return and_(appointments.c.starts_on <= asked.day, or_(ends.is_(None), ends >= asked.day))


def _is_above(asked: Reaching) -> ColumnElement[bool]:
    """Say that somebody holds a post of the organ above (驻组), and none of the hospital itself."""

    def holds(of_organ: ColumnElement[bool]) -> ColumnElement[bool]:
        held = select(appointments.c.id).where(
            appointments.c.person_id == people.c.id, _in_force(asked), of_organ
        )
        return held.correlate(people).exists()

    supervises = appointments.c.role == Role.SUPERVISOR.value
    return and_(holds(supervises), ~holds(~supervises))


def _made(by: ByMove) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return entry_once.c.entry_id == by.entry_id, entry_once.c.move_id == by.move_id


def _is_reached(by: ByEntries | ByMove, meant: Subquery) -> ColumnElement[bool]:
    """Say that one of those who are meant has been reached; found among the entries in which they have a part."""
    if isinstance(by, ByMove):
        made = select(entry_once.c.person_id).where(*_made(by), entry_once.c.person_id == meant.c.person_id)
        return made.correlate(meant).exists()
    person = {"opener": entries.c.opener_id, "owner": entries.c.owner_id, "addressee": entries.c.addressee_id}
    also = [_is_answered(key, value) for key, value in by.when]
    if by.year:
        year = func.substr(entries.c.answers[by.year_in].as_string(), 1, _YEAR_LENGTH)
        also.append(year == by.year)
    if by.since:
        also.append(func.substr(entries.c.answers[by.year_in].as_string(), 1, _DAY_LENGTH) >= by.since)
    return exists(
        select(entries.c.id)
        .join(entry_parties, entry_parties.c.entry_id == entries.c.id)
        .where(
            entry_parties.c.person_id == meant.c.person_id,
            entry_parties.c.register_id == by.register_id,
            person[by.person] == meant.c.person_id,
            entries.c.state.in_(by.states),
            *also,
        )
        .correlate(meant)
    )


def _is_answered(key: str, value: bool | str) -> ColumnElement[bool]:  # noqa: FBT001 - an answer
    answer: Any = entries.c.answers[key]
    said: ColumnElement[bool] = (
        answer.as_boolean() == value if isinstance(value, bool) else answer.as_string() == value
    )
    return said


def _below(roots: tuple[str, ...], name: str) -> Any:
    """Return the codes of `roots` and of all grids below them."""
    below = select(grids.c.code).where(grids.c.code.in_(roots)).cte(name, recursive=True)
    below = below.union(
        select(grids.c.code)
        .join(below, grids.c.parent_code == below.c.code)
        .where(grids.c.removed_on.is_(None))
    )
    return select(below.c.code)
