"""Leading officials whose post has a risk: their own, their department's or unit's, that of who held it before."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from domain.people.people import Rank, Role
from domain.registers.rotation import LEADING_RANKS, RiskPost
from storage.registers.tables import entries
from storage.tables import appointments, grids, people

_RANKS = [rank.value for rank in LEADING_RANKS]
_ANSWERING = [Role.DEPARTMENT_HEAD.value, Role.PRESIDENT.value]
"""Who answers for a risk that is nobody's own: the head of the department, of the unit the president."""


@dataclass(frozen=True, slots=True)
class RisksAsked:
    """Which risks are in force: those of a register in these states, of these levels; `owner` is the owner's field."""

    register_id: str
    states: Collection[str]
    levels: Collection[str]
    owner: str


class RiskPosts:
    """Who of a unit holds a post with risks; nobody who has left."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def held(self, unit_code: str, asked: RisksAsked, day: date) -> list[RiskPost]:
        """Return them as they are on `day`, by staff number, each once with the levels of all their risks."""
        levels: defaultdict[int, set[str]] = defaultdict(set)
        rows: dict[int, Any] = {}
        for question in (_owned(), _answered_for(day), _taken_over(asked.owner)):
            wanted = question.where(
                entries.c.unit_code == unit_code,
                entries.c.register_id == asked.register_id,
                entries.c.state.in_(list(asked.states)),
                entries.c.level.in_(list(asked.levels)),
            )
            for row in self._connection.execute(wanted):
                levels[row.id].add(row.level)
                rows[row.id] = row
        ordered = sorted(rows.values(), key=lambda row: row.staff_number)
        return [_post(row, tuple(sorted(levels[row.id]))) for row in ordered]


def _leading(on: ColumnElement[bool], *joined: Any) -> Select[Any]:
    """Return the question for leading officials, joined with entries `on`, through tables `joined` with these."""
    source: Any = entries
    for table, condition in joined:
        source = source.join(table, condition)
    source = source.join(people, on).join(grids, grids.c.code == people.c.grid_code)
    return (
        select(
            people.c.id,
            people.c.staff_number,
            people.c.name,
            people.c.post,
            people.c.rank,
            people.c.grid_code,
            grids.c.name.label("grid_name"),
            people.c.in_post_since,
            entries.c.level,
        )
        .select_from(source)
        .where(people.c.left_on.is_(None), people.c.rank.in_(_RANKS))
        .distinct()
    )


def _owned() -> Select[Any]:
    return _leading(people.c.id == entries.c.owner_id)


def _answered_for(day: date) -> Select[Any]:
    at_grid = and_(
        appointments.c.grid_code == entries.c.grid_code,
        appointments.c.role.in_(_ANSWERING),
        appointments.c.starts_on <= day,
        or_(appointments.c.ends_on.is_(None), appointments.c.ends_on >= day),
    )
    question = _leading(people.c.id == appointments.c.person_id, (appointments, at_grid))
    return question.where(entries.c.owner_id.is_(None))


def _taken_over(owner: str) -> Select[Any]:
    """Ask who holds the post that a risk was entered of, where its owner holds it no longer."""
    before = people.alias("before")
    post = entries.c.answers[(owner, "post")].as_string()
    gone = or_(
        before.c.left_on.is_not(None), before.c.post != post, before.c.grid_code != entries.c.grid_code
    )
    same = and_(people.c.grid_code == entries.c.grid_code, people.c.post == post)
    return _leading(same, (before, and_(before.c.id == entries.c.owner_id, gone)))


def _post(row: Any, levels: tuple[str, ...]) -> RiskPost:
    return RiskPost(
        row.id,
        row.staff_number,
        row.name,
        row.post,
        Rank(row.rank),
        row.grid_code,
        row.grid_name,
        row.in_post_since,
        levels,
    )
