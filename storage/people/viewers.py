"""Who is acting: what every update asks first, so it is one statement, built once (docs/decisions/0002)."""

from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    literal,
    or_,
    select,
    union_all,
)

from domain.people.grids import tags_of
from domain.people.people import Post, Role, Viewer
from storage.statements.prepared import PreparedStatement
from storage.tables import appointments, bindings, grids, leaves, people


def in_force(day: "date | ColumnElement[date]") -> ColumnElement[bool]:
    """Say in SQL that an appointment is in force on `day`."""
    return and_(
        appointments.c.starts_on <= day, or_(appointments.c.ends_on.is_(None), appointments.c.ends_on >= day)
    )


def on_leave(day: "date | ColumnElement[date]") -> ColumnElement[bool]:
    """Say in SQL that a leave covers `day` and has not been ended (销假)."""
    return and_(leaves.c.starts_on <= day, leaves.c.ends_on >= day, leaves.c.ended_at.is_(None))


_DAY: ColumnElement[date] = bindparam("day")


def _posts(found: FromClause, holder: ColumnElement[int], *, stands_in: bool) -> Select[tuple[object, ...]]:
    return (
        select(
            people.c.id,
            people.c.name,
            bindings.c.language,
            appointments.c.role.label("role"),
            appointments.c.grid_code.label("grid_code"),
            grids.c.level,
            grids.c.tags,
            literal(int(stands_in)).label("stands_in"),
            holder.label("holder_id"),
        )
        .select_from(found)
        .outerjoin(appointments, and_(appointments.c.person_id == holder, in_force(_DAY)))
        .outerjoin(grids, and_(grids.c.code == appointments.c.grid_code, grids.c.removed_on.is_(None)))
        .where(bindings.c.telegram_id == bindparam("telegram_id"), people.c.left_on.is_(None))
    )


_OWN = bindings.join(people, people.c.id == bindings.c.person_id)
_AWAY = people.alias("away")
_STOOD_IN_FOR = _OWN.join(leaves, and_(leaves.c.deputy_id == people.c.id, on_leave(_DAY))).join(
    _AWAY, and_(_AWAY.c.id == leaves.c.person_id, _AWAY.c.left_on.is_(None))
)
_VIEWER = PreparedStatement(
    union_all(
        _posts(_OWN, people.c.id, stands_in=False),
        _posts(_STOOD_IN_FOR, leaves.c.person_id, stands_in=True),
    ).order_by("stands_in", "grid_code", "role")
)


def foresee_viewer(connection: Connection, telegram_id: int, day: date) -> None:
    """Have `find_viewer` answered with whatever is asked next, where several questions go together."""
    _VIEWER.foresee(connection, {"telegram_id": telegram_id, "day": day})


def find_viewer(connection: Connection, telegram_id: int, day: date) -> Viewer | None:
    """Return who is bound to `telegram_id`, with the posts held or stood in for on `day`; None for a stranger."""
    rows = _VIEWER.rows(connection, {"telegram_id": telegram_id, "day": day})
    if not rows:
        return None
    posts: tuple[list[Post], list[Post]] = ([], [])
    for row in rows:
        if row.level is not None:
            posts[row.stands_in].append(Post(Role(row.role), row.grid_code, row.level, tags_of(row.tags)))
    stands_for = frozenset(row.holder_id for row in rows if row.stands_in)
    return Viewer(rows[0].id, rows[0].name, rows[0].language, tuple(posts[0]), tuple(posts[1]), stands_for)
