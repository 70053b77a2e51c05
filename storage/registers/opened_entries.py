"""How many entries of a register were opened, by grid and period: counted whenever it is shown."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from domain.time.clock import SHANGHAI
from domain.time.periods import period_span
from storage.registers.tables import entries
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement

_AT_ONCE = 500
_OPENED = (
    select(entries.c.grid_code, func.count().label("opened"))
    .where(
        entries.c.register_id == bindparam("register"),
        entries.c.opened_at >= bindparam("begins"),
        entries.c.opened_at < bindparam("ends"),
    )
    .group_by(entries.c.grid_code)
)
_EVERYWHERE = PreparedStatement(_OPENED)
_AT = PreparedStatement(_OPENED.where(entries.c.grid_code.in_(bindparam("codes", expanding=True))))


class OpenedEntries:
    """Counts by period and grid; whatever became of an entry, it was opened."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def count(
        self,
        register_id: str,
        period_ids: Sequence[str],
        until: date,
        grid_codes: Collection[str] | None = None,
    ) -> Mapping[tuple[str, str], int]:
        """Return how many entries were opened in each period, `until` included, by the grid in which they are.

        Of all grids where none are named; a grid of which there is none is left out.
        """
        found: Counter[tuple[str, str]] = Counter()
        for period_id in period_ids:
            first, last = period_span(period_id)
            span = {"begins": _begin_of(first), "ends": _begin_of(min(last, until) + timedelta(days=1))}
            for grid_code, opened in self._counts({"register": register_id, **span}, grid_codes):
                found[period_id, grid_code] += opened
        return found

    def _counts(
        self, asked: Mapping[str, Any], grid_codes: Collection[str] | None
    ) -> Iterator[tuple[str, int]]:
        if grid_codes is None:
            yield from _EVERYWHERE.rows(self._connection, asked)
            return
        for some in in_chunks(grid_codes, _AT_ONCE):
            yield from _AT.rows(self._connection, {**asked, "codes": some})


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
