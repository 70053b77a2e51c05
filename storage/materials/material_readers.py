"""Who has what to read, who has read it, and who is still to be reminded (docs/domain.md section 6, "Up and down").

What a predecessor left unread passes to whoever inspects the grid now, once they read it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select, update

from domain.materials.materials import Unread
from storage.delivery.letters import LetterKind, Trace
from storage.delivery.outbox import Outbox
from storage.materials.materials import Material, material_of
from storage.materials.tables import material_readers, materials
from storage.statements.prepared import PreparedStatement

REMINDER = LetterKind(id="material_unread", life=timedelta(days=3), trace=Trace.TOLD)
"""Reminds of what has not been read. It lives longer than a letter waits before it counts as stale
(reminders/watch/skipped.py): it is listed, not lost."""
A_CHUNK = 1000
"""How many values one statement names at most."""
Posts = Mapping[str, Collection[int]]
"""The grids that somebody inspects, each with everybody who inspects it today, deputies included."""

_READ = material_readers.c.read_at.is_not(None)
_UNREAD = material_readers.c.read_at.is_(None)
_IN_FORCE = materials.c.withdrawn_at.is_(None)
_COUNT_UNREAD = PreparedStatement(
    select(func.count())
    .select_from(material_readers)
    .join(materials, materials.c.id == material_readers.c.material_id)
    .where(material_readers.c.person_id == bindparam("person"), _UNREAD, _IN_FORCE)
)
_IN_FORCE_SINCE = PreparedStatement(
    select(materials)
    .where(_IN_FORCE, (materials.c.sent_at >= bindparam("moment")) | (materials.c.due_on >= bindparam("day")))
    .order_by(materials.c.id)
)


@dataclass(frozen=True, slots=True)
class GivenMaterial:
    """Something as one of its readers has it: when they read it, or None."""

    material: Material
    read_at: datetime | None


class MaterialReaders:
    """The readers of study material and requirements."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def given(self, person_id: int, posts: Posts) -> list[GivenMaterial]:
        """Return what the person is to read and has read, unread first, then the newest.

        What was left unread at their `posts` is theirs too (see `left_behind`). What was withdrawn is shown to those
        who had read it.
        """
        own = self._connection.execute(
            select(*materials.c, material_readers.c.read_at)
            .join(material_readers, material_readers.c.material_id == materials.c.id)
            .where(material_readers.c.person_id == person_id, _IN_FORCE | _READ)
        )
        found = {row.id: GivenMaterial(material_of(row), row.read_at) for row in own}
        for given in self.left_behind(person_id, posts):
            found.setdefault(given.id, GivenMaterial(given, None))
        newest = sorted(
            found.values(), key=lambda entry: (entry.material.sent_at, entry.material.id), reverse=True
        )
        return sorted(newest, key=lambda entry: entry.read_at is not None)

    def count_unread(self, person_id: int, posts: Posts) -> int:
        """Return how much of it they have not read."""
        own = int(_COUNT_UNREAD.scalar(self._connection, {"person": person_id}))
        return own + len(self.left_behind(person_id, posts))

    def find_given(self, material_id: int, person_id: int, posts: Posts) -> GivenMaterial | None:
        """Return the one of this id, or None where it is not the person's to read."""
        return next(
            (given for given in self.given(person_id, posts) if given.material.id == material_id), None
        )

    def was_given(self, material_id: int, person_id: int) -> bool:
        """Tell whether it was sent to the person."""
        mine = and_(material_readers.c.material_id == material_id, material_readers.c.person_id == person_id)
        return self._connection.execute(select(material_readers.c.person_id).where(mine)).first() is not None

    def left_behind(self, person_id: int, posts: Posts) -> list[Material]:
        """Return what came by the person's `posts` to others, who left unread, and not to the person."""
        if not posts:
            return []
        rows = self._connection.execute(
            select(materials).where(
                materials.c.id.in_(select(material_readers.c.material_id).where(_left_at(person_id, posts))),
                _IN_FORCE,
            )
        )
        return [material_of(row) for row in rows]

    def read(self, material_id: int, person_id: int, now: datetime) -> bool:
        """Note that the person has read it (已阅); the first time counts. Tell whether it was theirs to read."""
        mine = and_(material_readers.c.material_id == material_id, material_readers.c.person_id == person_id)
        self._connection.execute(update(material_readers).where(mine, _UNREAD).values(read_at=now))
        return self.was_given(material_id, person_id)

    def take_over(self, material_id: int, person_id: int, posts: Posts, now: datetime) -> int | None:
        """Read what a predecessor left unread, in their place; return who that was, or None."""
        if not posts:
            return None
        left = self._connection.execute(
            select(material_readers.c.person_id)
            .where(material_readers.c.material_id == material_id, _left_at(person_id, posts))
            .order_by(material_readers.c.person_id)
            .limit(1)
        ).scalar()
        if left is not None:
            self._connection.execute(
                update(material_readers)
                .where(
                    material_readers.c.material_id == material_id,
                    material_readers.c.person_id == left,
                )
                .values(person_id=person_id, read_at=now)
            )
        return left

    def in_force_since(self, moment: datetime, day: date) -> list[Material]:
        """Return what is in force and was sent since `moment`, or is to be read by `day` or later."""
        rows = _IN_FORCE_SINCE.rows(self._connection, {"moment": moment, "day": day})
        return [material_of(row) for row in rows]

    def behind(self, material_id: int, reached: int) -> list[Unread]:
        """Return who has not read it and has fewer than `reached` of its reminders taken."""
        rows = self._connection.execute(
            select(material_readers.c.person_id, material_readers.c.grid_code).where(
                material_readers.c.material_id == material_id,
                _UNREAD,
                material_readers.c.steps_done < reached,
            )
        )
        return [Unread(material_id, row.person_id, row.grid_code, reached) for row in rows]

    def take_steps(self, steps: Iterable[Unread]) -> None:
        """Note the reminders taken."""
        by_step: dict[tuple[int, int], list[int]] = {}
        for step in steps:
            by_step.setdefault((step.material_id, step.reached), []).append(step.person_id)
        for (material_id, reached), person_ids in by_step.items():
            for start in range(0, len(person_ids), A_CHUNK):
                self._connection.execute(
                    update(material_readers)
                    .where(
                        material_readers.c.material_id == material_id,
                        material_readers.c.person_id.in_(person_ids[start : start + A_CHUNK]),
                    )
                    .values(steps_done=reached)
                )

    def remind(self, person_ids: Iterable[int], day: date, now: datetime) -> int:
        """Queue one reminder each of all they have not read, once a person and day; return how many are new.

        One that still waits since an earlier day is dropped: the new one says it all.
        """
        outbox = Outbox(self._connection)
        wanted = set(person_ids)
        fresh = sorted(wanted - outbox.written_to([f"{REMINDER.id}:{day}:"], wanted))
        outbox.supersede((REMINDER.id,), fresh)
        return outbox.add_once(
            REMINDER.letter(f"{REMINDER.id}:{day}:{person_id}", {}, now, person_id) for person_id in fresh
        )

    def unread_of(self, person_id: int, grid_codes: Collection[str]) -> list[Material]:
        """Return what the person has not read of what came to them by these grids, the most urgent first."""
        rows = self._connection.execute(
            select(materials)
            .join(material_readers, material_readers.c.material_id == materials.c.id)
            .where(
                material_readers.c.person_id == person_id,
                _UNREAD,
                _IN_FORCE,
                material_readers.c.grid_code.in_(list(grid_codes)),
            )
            .order_by(materials.c.due_on.is_(None), materials.c.due_on, materials.c.id)
        )
        return [material_of(row) for row in rows]


def _left_at(person_id: int, posts: Posts) -> ColumnElement[bool]:
    """Say in SQL that somebody who inspects one of the grids no more left it unread, and not `person_id`."""
    left = or_(
        *(
            and_(material_readers.c.grid_code == code, material_readers.c.person_id.not_in(list(here)))
            for code, here in posts.items()
        )
    )
    given = select(material_readers.c.material_id).where(material_readers.c.person_id == person_id)
    return and_(left, _UNREAD, material_readers.c.material_id.not_in(given))
