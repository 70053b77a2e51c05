"""What came down to a grid or a person, as a file (廉情档案) tells it: when, what, and whether it was read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from storage.materials.tables import material_readers, materials
from storage.statements.rows import rows_as


@dataclass(frozen=True, slots=True)
class TaskRead:
    """Study material or a requirement as one reader had it; `read_at` None where they have not read it."""

    sent_at: datetime
    text: str
    read_at: datetime | None


class TasksRead:
    """What was sent down, withdrawn tasks apart, by those who were to read it."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def of_grid(self, first: datetime, end: datetime, grid_code: str, unit_code: str) -> list[TaskRead]:
        """Return what came down in the unit to a grid from `first` to before `end` (aware), a line a reader."""
        return self._list(first, end, materials.c.unit_code == unit_code, grid_code=grid_code)

    def of_person(self, first: datetime, end: datetime, person_id: int, unit_code: str) -> list[TaskRead]:
        """Return what came down in the unit to a person from `first` to before `end` (aware), oldest first."""
        return self._list(first, end, materials.c.unit_code == unit_code, person_id=person_id)

    def _list(
        self, first: datetime, end: datetime, *also: ColumnElement[bool], **of: object
    ) -> list[TaskRead]:
        rows = self._connection.execute(
            select(materials.c.sent_at, materials.c.text, material_readers.c.read_at)
            .join(material_readers, material_readers.c.material_id == materials.c.id)
            .where(
                materials.c.sent_at >= first,
                materials.c.sent_at < end,
                materials.c.withdrawn_at.is_(None),
                *also,
                *(material_readers.c[name] == value for name, value in of.items()),
            )
            .order_by(materials.c.sent_at, materials.c.id, material_readers.c.person_id)
        )
        return rows_as(TaskRead, rows)
