"""Tips: ciphertext, a lookup key that only the receipt code gives, and what the register needs.

There is no column for who sent it, and none for the minute (DOMAIN.md section 7).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    cast,
    func,
    insert,
    select,
    update,
)

from domain.tips import Area, Source, TipState
from storage.sealing import Sealed
from storage.tables import grids, tips


@dataclass(frozen=True, slots=True)
class NewTip:
    """A tip as it enters: sealed before it comes here.

    `reply_recipient` is the public key to which only the receipt code holds the other half.
    """

    lookup: bytes
    reply_recipient: str
    received_on: date
    source: Source
    area: Area
    sealed_text: Sealed
    sealed_reporter: Sealed | None
    forwarded_by_grid: str | None = None


@dataclass(frozen=True, slots=True)
class ListedTip:
    """A tip as the register lists it; `forwarded_by` is the name of the grid whose inspector forwarded it."""

    number: str
    received_on: date
    source: Source
    area: Area
    state: TipState
    named: bool
    forwarded_by: str | None


# Numbers grow longer in a busy year: 2026-1000 comes after 2026-999.
_NEWEST_FIRST = (
    func.substr(tips.c.number, 1, 4).desc(),
    func.length(tips.c.number).desc(),
    tips.c.number.desc(),
)
_LISTED = (
    select(
        tips.c.number,
        tips.c.received_on,
        tips.c.source,
        tips.c.area,
        tips.c.state,
        tips.c.sealed_reporter.is_not(None).label("named"),
        grids.c.name.label("forwarded_by"),
    )
    .outerjoin(grids, grids.c.code == tips.c.forwarded_by_grid)
    .order_by(*_NEWEST_FIRST)
)
_COUNT_FORWARDED = (
    select(func.count())
    .select_from(tips)
    .where(
        tips.c.forwarded_by_grid == bindparam("grid_code"),
        tips.c.received_on.between(bindparam("first"), bindparam("last")),
    )
)


class Tips:
    """The register."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, tip: NewTip) -> str:
        """Enter `tip` and return its number, e.g. 2026-001."""
        year = tip.received_on.year
        last = self._connection.execute(
            select(func.max(cast(func.substr(tips.c.number, len("2026-") + 1), Integer))).where(
                tips.c.number.like(f"{year}-%")
            )
        ).scalar()
        number = f"{year}-{int(last or 0) + 1:03}"
        self._connection.execute(
            insert(tips).values(
                number=number,
                lookup=tip.lookup,
                reply_recipient=tip.reply_recipient,
                received_on=tip.received_on,
                source=tip.source.value,
                area=tip.area.value,
                state=TipState.RECEIVED.value,
                forwarded_by_grid=tip.forwarded_by_grid,
                sealed_text=tip.sealed_text,
                sealed_reporter=tip.sealed_reporter,
            )
        )
        return number

    def find_state(self, lookup: bytes) -> TipState | None:
        """Return the state of the tip whose receipt gives `lookup`, or None."""
        value = self._connection.execute(select(tips.c.state).where(tips.c.lookup == lookup)).scalar()
        return None if value is None else TipState(value)

    def latest(self, limit: int, offset: int = 0) -> list[ListedTip]:
        """Return tips, newest first."""
        return self._list(_LISTED.limit(limit).offset(offset))

    def count(self) -> int:
        """Return how many tips there are."""
        return self._connection.execute(select(func.count()).select_from(tips)).scalar_one()

    def find(self, number: str) -> ListedTip | None:
        """Return the tip of that number, or None."""
        found = self._list(_LISTED.where(tips.c.number == number))
        return found[0] if found else None

    def forwarded_by(self, grid_code: str) -> list[ListedTip]:
        """Return the tips that the grid's inspector forwarded, newest first."""
        return self._list(_LISTED.where(tips.c.forwarded_by_grid == grid_code))

    def count_forwarded(self, grid_code: str, first: date, last: date) -> int:
        """Return how many tips the grid's inspector forwarded between two days, both included."""
        values = {"grid_code": grid_code, "first": first, "last": last}
        return self._connection.execute(_COUNT_FORWARDED, values).scalar_one()

    def sealed(self, number: str) -> tuple[bytes, bytes | None]:
        """Return (sealed text, sealed reporter) of a tip; raises NoResultFound where there is none."""
        row = self._connection.execute(
            select(tips.c.sealed_text, tips.c.sealed_reporter).where(tips.c.number == number)
        ).one()
        return row.sealed_text, row.sealed_reporter

    def set_state(self, number: str, state: TipState) -> None:
        """Note that the tip is now in `state`."""
        self._connection.execute(update(tips).where(tips.c.number == number).values(state=state.value))

    def count_by(self, column: str, first: date, last: date) -> dict[str, int]:
        """Return how many tips came between two days by `column` ("source", "area" or "state")."""
        by: ColumnElement[str] = tips.c[column]
        rows = self._connection.execute(
            select(by, func.count()).where(tips.c.received_on.between(first, last)).group_by(by)
        )
        return {row[0]: row[1] for row in rows}

    def _list(self, query: Select[Any]) -> list[ListedTip]:
        return [
            ListedTip(
                number=row.number,
                received_on=row.received_on,
                source=Source(row.source),
                area=Area(row.area),
                state=TipState(row.state),
                named=row.named,
                forwarded_by=row.forwarded_by,
            )
            for row in self._connection.execute(query)
        ]
