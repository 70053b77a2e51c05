"""Who answers for which grid on a day, as a part of one SQL statement: deputies in place of those away.

What Holders.present and Holders.reached return for everybody, for questions of which the answer is short.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Exists, FromClause, and_, case, exists, select

from domain.people.people import Role
from storage.people.viewers import in_force
from storage.tables import appointments, bindings, leaves, people

Day = date | ColumnElement[date]
_AWAY = leaves.alias("away")
_LATER = leaves.alias("later")
_AWAY_TOO = leaves.alias("away_too")
PERSON: ColumnElement[int] = case((_AWAY.c.id.is_(None), appointments.c.person_id), else_=_AWAY.c.deputy_id)
"""Who answers, of `answering`: the holder of the post, or their deputy."""


@dataclass(frozen=True, slots=True)
class PostsAnswered:
    """Posts with who answers for them (PERSON): where to select from, and under which condition."""

    source: FromClause
    condition: ColumnElement[bool]


def answering(day: Day) -> PostsAnswered:
    """Return the posts of `day` for which somebody is there, phone or not."""
    later = exists().where(
        _LATER.c.person_id == _AWAY.c.person_id, _LATER.c.id > _AWAY.c.id, _on(_LATER, day)
    )
    away = and_(_AWAY.c.person_id == appointments.c.person_id, _on(_AWAY, day), ~later)
    source = appointments.join(people, people.c.id == appointments.c.person_id).outerjoin(_AWAY, away)
    away_too = exists().where(_AWAY_TOO.c.person_id == PERSON, _on(_AWAY_TOO, day))
    return PostsAnswered(
        source, and_(people.c.left_on.is_(None), in_force(day), PERSON.is_not(None), ~away_too)
    )


def is_reached(code: ColumnElement[str], roles: Collection[Role], day: Day) -> Exists:
    """Say in SQL that a message reaches somebody who answers on `day`, in one of `roles`, for the grid `code`."""
    there = answering(day)
    phone = and_(bindings.c.person_id == PERSON, bindings.c.unreachable_since.is_(None))
    return (
        select(appointments.c.id)
        .select_from(there.source.join(bindings, phone))
        .where(
            there.condition,
            appointments.c.grid_code == code,
            appointments.c.role.in_([role.value for role in roles]),
        )
        .exists()
    )


def _on(table: FromClause, day: Day) -> ColumnElement[bool]:
    return and_(table.c.starts_on <= day, table.c.ends_on >= day, table.c.ended_at.is_(None))
