"""What was set, by whom and when, with what it was before: the record from which a change is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, insert, select

from storage.settings import note_live_change
from storage.tables import people
from storage.tables import setting_changes as table

WHAT_LENGTH: Final = 64
"""How many characters the name of what was set has at most."""

SettingValue = Mapping[str, Any] | list[Any] | str | int | bool | None
"""What JSON holds; None where there was, or is, nothing."""


@dataclass(frozen=True, slots=True)
class SettingChange:
    """`what` (`duty:monthly_report`) of a unit was `old` and became `new` at `changed_at` (aware).

    `unit_code` and `name` are empty and `person_id` is None where it was the command line or the taking over of
    config.toml. `undoes` is the number of the change that this takes back.
    """

    number: int
    unit_code: str
    what: str
    old: Any
    new: Any
    person_id: int | None
    changed_at: datetime
    undoes: int | None = None
    name: str = ""

    @property
    def part(self) -> str:
        """Whose it is: what `what` begins with, before the colon."""
        return self.what.partition(":")[0]

    @property
    def about(self) -> str:
        """What follows the colon."""
        return self.what.partition(":")[2]


class SettingChanges:
    """Every change of a setting, only ever added to."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, new: SettingChange) -> int:
        """Keep a change (its number and name are not looked at); return its number."""
        note_live_change(self._connection)
        added = self._connection.execute(
            insert(table).values(
                unit_code=new.unit_code,
                what=new.what,
                old=new.old,
                new=new.new,
                person_id=new.person_id,
                changed_at=new.changed_at,
                undoes=new.undoes,
            )
        )
        (number,) = added.inserted_primary_key or (0,)
        return int(number)

    def find(self, number: int) -> SettingChange | None:
        """Return the change with this number, None where there is none."""
        return next(iter(self._changes(_all().where(table.c.id == number))), None)

    def find_newest(self, what: str) -> SettingChange | None:
        """Return the last change of `what`, whoever made it; None where it was never changed."""
        query = _all().where(table.c.what == what).limit(1)
        return next(iter(self._changes(query)), None)

    def newest(self, unit_code: str, count: int, skipped: int = 0) -> list[SettingChange]:
        """Return the last `count` changes by the unit's office and by nobody's, newest first.

        So many newer ones are `skipped`.
        """
        query = _all().where(table.c.unit_code.in_(["", unit_code])).offset(skipped).limit(count)
        return self._changes(query)

    def everything(self) -> list[SettingChange]:
        """Return every change that was ever made, newest first."""
        return self._changes(_all())

    def _changes(self, query: Select[Any]) -> list[SettingChange]:
        return [
            SettingChange(
                row.id,
                row.unit_code,
                row.what,
                row.old,
                row.new,
                row.person_id,
                row.changed_at,
                row.undoes,
                row.name or "",
            )
            for row in self._connection.execute(query)
        ]


def _all() -> Select[Any]:
    return (
        select(table, people.c.name)
        .outerjoin(people, people.c.id == table.c.person_id)
        .order_by(table.c.id.desc())
    )
