"""Who answers for which grid: the holders of its posts, deputies in place of those away (docs/domain.md section 2)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, delete, exists, or_, select

from domain.people.leaves import in_place
from domain.people.people import Role
from storage.people.answering import PERSON, answering
from storage.people.leaves import Leaves
from storage.people.sought import is_meant
from storage.people.tables import duty_holders
from storage.people.viewers import in_force
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement
from storage.statements.rows import rows_as
from storage.statements.upserts import insert_or
from storage.tables import appointments, bindings, grids, people

Held = tuple[str, Role]
"""A post: grid code and role."""


class Presence(StrEnum):
    """Whether a message reaches a holder, and if not, why."""

    HERE = "here"
    AWAY = "away"
    UNREACHABLE = "unreachable"
    UNBOUND = "unbound"


@dataclass(frozen=True, slots=True)
class Holder:
    """One who holds a post, as those above the grid are told. `deputy` stands in while AWAY, or nobody does."""

    person_id: int
    name: str
    grid_code: str
    role: Role
    presence: Presence
    deputy: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who could stand in."""

    person_id: int
    name: str
    post: str
    grid_name: str


_POSTS = (
    select(appointments.c.person_id, appointments.c.grid_code, appointments.c.role)
    .join(people, people.c.id == appointments.c.person_id)
    .where(people.c.left_on.is_(None))
    .order_by(appointments.c.grid_code, appointments.c.role, appointments.c.person_id)
)
_DAY: ColumnElement[date] = bindparam("day")
_HELD = PreparedStatement(_POSTS.where(in_force(_DAY)))
_CODES: ColumnElement[str] = bindparam("codes", expanding=True)
_HELD_AT = PreparedStatement(_POSTS.where(in_force(_DAY), appointments.c.grid_code.in_(_CODES)))
_PEOPLE: ColumnElement[int] = bindparam("people", expanding=True)
_POSTS_OF = PreparedStatement(_POSTS.where(appointments.c.person_id.in_(_PEOPLE), in_force(_DAY)))
_REACHED = select(bindings.c.person_id).where(bindings.c.unreachable_since.is_(None))
_REACHABLE = PreparedStatement(_REACHED)
_REACHABLE_OF = PreparedStatement(_REACHED.where(bindings.c.person_id.in_(_PEOPLE)))
_OWING = PreparedStatement(
    select(
        people.c.id,
        people.c.name,
        appointments.c.grid_code,
        appointments.c.role,
        bindings.c.person_id.label("bound"),
        bindings.c.unreachable_since,
    )
    .select_from(appointments)
    .join(people, people.c.id == appointments.c.person_id)
    .outerjoin(bindings, bindings.c.person_id == people.c.id)
    .where(appointments.c.grid_code.in_(_CODES), people.c.left_on.is_(None), in_force(_DAY))
    .order_by(people.c.staff_number)
)
_THERE = answering(_DAY)
_NOTED = and_(
    duty_holders.c.person_id == PERSON,
    duty_holders.c.grid_code == appointments.c.grid_code,
    duty_holders.c.role == appointments.c.role,
)
_COME = PreparedStatement(
    select(PERSON.label("person_id"), appointments.c.grid_code, appointments.c.role)
    .distinct()
    .select_from(_THERE.source)
    .where(_THERE.condition, ~exists().where(_NOTED))
)
_GONE = PreparedStatement(
    select(duty_holders).where(
        ~select(appointments.c.id)
        .select_from(_THERE.source)
        .where(_THERE.condition, _NOTED)
        .correlate(duty_holders)
        .exists()
    )
)
_ANYBODY = PreparedStatement(select(duty_holders.c.person_id).limit(1))


def _hanging_below() -> Select[Any]:
    line = (
        select(grids.c.code.label("start"), grids.c.code, grids.c.parent_code)
        .where(grids.c.code.in_(_CODES))
        .cte("line", recursive=True)
    )
    up = select(line.c.start, grids.c.code, grids.c.parent_code).join(
        line, grids.c.code == line.c.parent_code
    )
    line = line.union_all(up)
    return select(line.c.start).where(line.c.code.in_(bindparam("tops", expanding=True))).distinct()


_HANGING_BELOW = PreparedStatement(_hanging_below())


class Holders:
    """Posts as of a day."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def present(self, day: date, codes: Collection[str] | None) -> dict[Held, tuple[int, ...]]:
        """Return who answers for what on `day`, phone or not; posts for which nobody does are left out.

        Of the grids `codes` alone; of all (None) is for a tick of many: a city has a hundred thousand.
        """
        away = Leaves(self._connection).away(day)
        held: dict[Held, list[int]] = {}
        for row in self._posts(day, codes):
            held.setdefault((row.grid_code, Role(row.role)), []).append(row.person_id)
        there = {post: in_place(some, away) for post, some in held.items()} if away else held
        return {post: tuple(some) for post, some in there.items() if some}

    def reached(self, day: date, codes: Collection[str] | None) -> dict[Held, tuple[int, ...]]:
        """Return the same without those whom a message can't reach."""
        present = self.present(day, codes)
        asked = None if codes is None else {person for some in present.values() for person in some}
        reachable = self._reachable(asked)
        there = ((post, tuple(p for p in some if p in reachable)) for post, some in present.items())
        return {post: some for post, some in there if some}

    def _reachable(self, person_ids: Collection[int] | None) -> set[int]:
        if person_ids is None:
            return set(_REACHABLE.scalars(self._connection))
        return {
            person_id
            for some in in_chunks(person_ids)
            for person_id in _REACHABLE_OF.scalars(self._connection, {"people": some})
        }

    def grids_of(self, person_ids: Collection[int], day: date) -> set[str]:
        """Return at which grids these people, or those for whom they stand in, hold a post on `day`, away or not."""
        wanted = set(person_ids)
        away = Leaves(self._connection).away(day)
        wanted |= {person for person, deputy in away.items() if deputy in wanted}
        return {
            row.grid_code
            for some in in_chunks(wanted)
            for row in _POSTS_OF.rows(self._connection, {"people": some, "day": day})
        }

    def posts_of(self, person_id: int, day: date, *, away_too: bool = False) -> frozenset[Held]:
        """Return for what `person_id` answers on `day`, own and as a deputy; while away nothing, unless `away_too`."""
        away = Leaves(self._connection).away(day)
        principals = [person for person, deputy in away.items() if deputy == person_id]
        mine = [person_id, *principals] if away_too or person_id not in away else []
        rows = _POSTS_OF.rows(self._connection, {"people": mine, "day": day})
        return frozenset((row.grid_code, Role(row.role)) for row in rows)

    def owing(self, grid_codes: Collection[str], day: date) -> list[Holder]:
        """Return everybody who holds a post at these grids, whether a message reaches them or not."""
        away = {taken.leave.person_id: taken.deputy_name for taken in Leaves(self._connection).running(day)}
        rows = _OWING.rows(self._connection, {"codes": list(grid_codes), "day": day})
        return [
            Holder(
                row.id,
                row.name,
                row.grid_code,
                Role(row.role),
                _presence(row.id, row.unreachable_since, away, bound=row.bound is not None),
                away.get(row.id),
            )
            for row in rows
        ]

    def candidates(self, person_id: int, day: date, words: str, limit: int) -> list[Candidate]:
        """Return up to `limit` people with a phone who could stand in for `person_id`.

        They belong to a grid in which the person holds a post, or to the grid above it; none is of the organ above
        (驻组). `words` are a staff number, a part of a name, or its pinyin or initials; empty for everybody.
        """
        own = select(appointments.c.grid_code).where(appointments.c.person_id == person_id, in_force(day))
        above = select(grids.c.parent_code).where(grids.c.code.in_(own))
        near = people.c.grid_code.in_(own) | people.c.grid_code.in_(above)
        here = select(appointments.c.person_id).where(
            or_(appointments.c.grid_code.in_(own), appointments.c.grid_code.in_(above)), in_force(day)
        )
        of_organ = select(appointments.c.person_id).where(
            appointments.c.role == Role.SUPERVISOR.value, in_force(day)
        )
        rows = self._connection.execute(
            select(
                people.c.id.label("person_id"),
                people.c.name,
                people.c.post,
                grids.c.name.label("grid_name"),
            )
            .join(bindings, and_(bindings.c.person_id == people.c.id, bindings.c.unreachable_since.is_(None)))
            .join(grids, grids.c.code == people.c.grid_code)
            .where(
                people.c.id != person_id,
                people.c.left_on.is_(None),
                people.c.id.not_in(of_organ),
                near | people.c.id.in_(here),
                is_meant(words),
            )
            .order_by(grids.c.level.desc(), people.c.staff_number)
            .limit(limit)
        )
        return rows_as(Candidate, rows)

    def hanging_below(self, grid_codes: Iterable[str], tops: Collection[str]) -> set[str]:
        """Return those of `grid_codes` that are, or hang below, one of the grids `tops`."""
        return set(_HANGING_BELOW.scalars(self._connection, {"codes": list(grid_codes), "tops": list(tops)}))

    def is_anybody_known(self) -> bool:
        """Tell whether it has been noted of anybody that they answer for something."""
        return _ANYBODY.scalar(self._connection) is not None

    def come(self, day: date) -> list[tuple[int, str, Role]]:
        """Return who answers for what on `day` without it being noted, as (person, grid code, role)."""
        rows = _COME.rows(self._connection, {"day": day})
        return sorted((row.person_id, row.grid_code, Role(row.role)) for row in rows)

    def gone(self, day: date) -> list[tuple[int, str, Role]]:
        """Return of whom it is noted that they answer for what they do not on `day`."""
        rows = _GONE.rows(self._connection, {"day": day})
        return sorted((row.person_id, row.grid_code, Role(row.role)) for row in rows)

    def note(self, come: Iterable[tuple[int, str, Role]], gone: Iterable[tuple[int, str, Role]]) -> None:
        """Note that some have come to answer for a grid, and others do so no longer; twice is once."""
        if left := [_row(*holder) for holder in gone]:
            same = (duty_holders.c[name] == bindparam(f"was_{name}") for name in left[0])
            self._connection.execute(
                delete(duty_holders).where(*same),
                [{f"was_{name}": value for name, value in row.items()} for row in left],
            )
        if new := [_row(*holder) for holder in come]:
            self._connection.execute(insert_or(self._connection, duty_holders).on_conflict_do_nothing(), new)

    def _posts(self, day: date, codes: Collection[str] | None) -> Iterator[Any]:
        if codes is None:
            yield from _HELD.rows(self._connection, {"day": day})
        else:
            for some in in_chunks(codes):
                yield from _HELD_AT.rows(self._connection, {"codes": some, "day": day})


def _row(person_id: int, grid_code: str, role: Role) -> dict[str, object]:
    return {"person_id": person_id, "grid_code": grid_code, "role": role.value}


def _presence(
    person_id: int, unreachable_since: datetime | None, away: Mapping[int, str | None], *, bound: bool
) -> Presence:
    if person_id in away:
        return Presence.AWAY
    if not bound:
        return Presence.UNBOUND
    return Presence.HERE if unreachable_since is None else Presence.UNREACHABLE
