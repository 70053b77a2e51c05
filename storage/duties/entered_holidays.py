"""The holidays of years that the program does not know, as level 1 entered them; of all entries the last counts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from domain.time.holidays import Festival, FestivalDays, YearHolidays
from domain.time.working_days import WorkingDays
from storage.duties.tables import entered_holidays
from storage.statements.prepared import PreparedStatement
from storage.tables import people

_LATEST = (
    select(entered_holidays.c.year, func.max(entered_holidays.c.number).label("number"))
    .group_by(entered_holidays.c.year)
    .subquery()
)
_IN_FORCE = PreparedStatement(
    select(
        entered_holidays.c.year,
        entered_holidays.c.number,
        entered_holidays.c.parts,
        entered_holidays.c.entered_at,
        people.c.name,
    )
    .join(
        _LATEST,
        (_LATEST.c.year == entered_holidays.c.year) & (_LATEST.c.number == entered_holidays.c.number),
    )
    .join(people, people.c.id == entered_holidays.c.person_id)
    .order_by(entered_holidays.c.year)
)


@dataclass(frozen=True, slots=True)
class EnteredYear:
    """A year as it was entered the `number`-th time, by whom and when (aware)."""

    holidays: YearHolidays
    number: int
    name: str
    entered_at: datetime

    @property
    def year(self) -> int:
        """The year of the notice."""
        return self.holidays.year


class EnteredHolidays:
    """Notices that level 1 copied in."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def in_force(self) -> list[EnteredYear]:
        """Return the last entry of each year, by year."""
        return [
            EnteredYear(_holidays(row.year, row.parts), row.number, row.name, row.entered_at)
            for row in _IN_FORCE.rows(self._connection)
        ]

    def find(self, year: int) -> EnteredYear | None:
        """Return the last entry of `year`, None where it was never entered."""
        return next((entry for entry in self.in_force() if entry.year == year), None)

    def over(self, base: WorkingDays) -> WorkingDays:
        """Return the calendar `base` with all years entered: what every count of working days goes by."""
        return base.with_entered(tuple(entry.holidays for entry in self.in_force()))

    def add(self, holidays: YearHolidays, number: int, person_id: int, now: datetime) -> bool:
        """Keep the `number`-th entry of a year; return False where somebody else's has taken that number."""
        values = {
            "year": holidays.year,
            "number": number,
            "parts": [_row(part) for part in holidays.parts],
            "person_id": person_id,
            "entered_at": now,
        }
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(entered_holidays), values)
        except IntegrityError:
            return False
        return True


def _row(part: FestivalDays) -> dict[str, list[str]]:
    return {
        "festivals": [festival.value for festival in part.festivals],
        "off": [day.isoformat() for day in part.off],
        "work": [day.isoformat() for day in part.work],
    }


def _holidays(year: int, parts: list[dict[str, Any]]) -> YearHolidays:
    return YearHolidays(
        year,
        tuple(
            FestivalDays(
                tuple(Festival(festival) for festival in part["festivals"]),
                tuple(date.fromisoformat(day) for day in part["off"]),
                tuple(date.fromisoformat(day) for day in part["work"]),
            )
            for part in parts
        ),
    )
