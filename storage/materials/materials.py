"""What was sent down to read, as those who sent it see it (docs/domain.md section 6, "Up and down").

Of a file only Telegram's id is kept. Who is to read it is fixed when it is sent.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from domain.materials.materials import Content, FileKind, MaterialKind, SentFile
from storage.materials.tables import material_readers, materials
from storage.statements.rows import rows_as
from storage.tables import grids, people


@dataclass(frozen=True, slots=True)
class Material:
    """Something sent to be read, until `due_on` where that is set."""

    id: int
    unit_code: str
    kind: MaterialKind
    content: Content
    due_on: date | None
    sent_at: datetime
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class NewMaterial:
    """Something to be sent: by whom, when (aware), with how many reminders taken at once.

    See domain/materials/materials.py.
    """

    unit_code: str
    kind: MaterialKind
    content: Content
    due_on: date | None
    sent_by: int
    sent_at: datetime
    steps_done: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that was sent, and how many of those looked at have read it."""

    material: Material
    read: int
    readers: int


@dataclass(frozen=True, slots=True)
class Reader:
    """One who is to read something, and by which grid it came to them."""

    person_id: int
    name: str
    grid_code: str
    grid_name: str


_UNREAD = material_readers.c.read_at.is_(None)
_IN_FORCE = materials.c.withdrawn_at.is_(None)


class Materials:
    """Study material and requirements, and their readers."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, new: NewMaterial, readers: Mapping[int, str]) -> int:
        """Store what is sent to `readers` (grid code by person), of whom none has read it; return its id."""
        file = new.content.file
        added = self._connection.execute(
            insert(materials).values(
                unit_code=new.unit_code,
                kind=new.kind.value,
                text=new.content.text,
                link=new.content.link,
                file_id=file.file_id if file else None,
                file_kind=file.kind.value if file else None,
                due_on=new.due_on,
                sent_by=new.sent_by,
                sent_at=new.sent_at,
            )
        )
        (material_id,) = added.inserted_primary_key or (0,)
        rows = [
            {"material_id": material_id, "person_id": person, "grid_code": code, "steps_done": new.steps_done}
            for person, code in readers.items()
        ]
        if rows:
            self._connection.execute(insert(material_readers), rows)
        return int(material_id)

    def find(self, material_id: int) -> Material | None:
        """Return what was sent under this id, withdrawn or not, or None."""
        row = self._connection.execute(select(materials).where(materials.c.id == material_id)).one_or_none()
        return None if row is None else material_of(row)

    def withdraw(self, material_id: int, now: datetime) -> bool:
        """Take back what was sent; tell whether it was still in force."""
        done = self._connection.execute(
            update(materials).where(materials.c.id == material_id, _IN_FORCE).values(withdrawn_at=now)
        )
        return done.rowcount > 0

    def count_sent(self, unit_code: str, among: Collection[str] | None = None) -> int:
        """Return how much was sent in the unit; `among`: to these grids."""
        query = select(func.count()).select_from(materials).where(materials.c.unit_code == unit_code)
        return self._connection.execute(query.where(*_sent_to(among))).scalar_one()

    def sent(
        self, unit_code: str, limit: int, offset: int, among: Collection[str] | None = None
    ) -> list[Counted]:
        """Return what was sent in the unit, newest first, with its readers counted; `among`: of these grids alone."""
        shown = (
            select(materials)
            .where(materials.c.unit_code == unit_code, *_sent_to(among))
            .order_by(materials.c.sent_at.desc(), materials.c.id.desc())
            .limit(limit)
            .offset(offset)
        )
        found = [material_of(row) for row in self._connection.execute(shown)]
        counts = self._counts([material.id for material in found], among)
        return [Counted(material, *counts.get(material.id, (0, 0))) for material in found]

    def count_read(self, material_id: int, among: Collection[str] | None = None) -> tuple[int, int]:
        """Return how many have read it, and how many are to; `among`: of these grids alone."""
        return self._counts([material_id], among).get(material_id, (0, 0))

    def unread_by(self, material_id: int, among: Collection[str] | None = None) -> list[Reader]:
        """Return who has not read it, by grid code; `among`: of these grids alone."""
        rows = self._connection.execute(
            select(
                people.c.id.label("person_id"),
                people.c.name,
                material_readers.c.grid_code,
                grids.c.name.label("grid_name"),
            )
            .select_from(material_readers)
            .join(people, people.c.id == material_readers.c.person_id)
            .join(grids, grids.c.code == material_readers.c.grid_code)
            .where(material_readers.c.material_id == material_id, _UNREAD, *_of_grids(among))
            .order_by(material_readers.c.grid_code, people.c.staff_number)
        )
        return rows_as(Reader, rows)

    def _counts(self, material_ids: list[int], among: Collection[str] | None) -> dict[int, tuple[int, int]]:
        rows = self._connection.execute(
            select(
                material_readers.c.material_id,
                func.count(material_readers.c.read_at).label("read"),
                func.count().label("readers"),
            )
            .where(material_readers.c.material_id.in_(material_ids), *_of_grids(among))
            .group_by(material_readers.c.material_id)
        )
        return {row.material_id: (row.read, row.readers) for row in rows}


def _of_grids(among: Collection[str] | None) -> list[ColumnElement[bool]]:
    return [] if among is None else [material_readers.c.grid_code.in_(list(among))]


def _sent_to(among: Collection[str] | None) -> list[ColumnElement[bool]]:
    if among is None:
        return []
    return [materials.c.id.in_(select(material_readers.c.material_id).where(*_of_grids(among)))]


def material_of(row: Row[*tuple[Any, ...]]) -> Material:
    """Return the material of a row that has every column of the table."""
    file = SentFile(row.file_id, FileKind(row.file_kind)) if row.file_id else None
    return Material(
        row.id,
        row.unit_code,
        MaterialKind(row.kind),
        Content(row.text, row.link, file),
        row.due_on,
        row.sent_at,
        row.withdrawn_at is not None,
    )
