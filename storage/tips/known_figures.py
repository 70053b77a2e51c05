"""The figures that the bot knows by itself (forms.fields.COMPUTED), counted whenever they are shown.

No report holds them (docs/decisions/0009): a tip that is forwarded after the report of its month is counted, and one
whose content retention has erased stays counted, since its row in the register stays.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from domain.time.periods import period_span
from domain.tips.routing import Body
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement
from storage.tips.tables import tips

PeriodGrid = tuple[str, str]
"""A period and a grid, by id and code."""

_AT_ONCE = 500
_BY_DAY = (
    select(tips.c.forwarded_by_grid, tips.c.received_on, func.count())
    .where(
        # Level 1 reads this figure in the monthly report: what went past it must not be in it.
        tips.c.body == Body.OFFICE.value,
        tips.c.forwarded_by_grid.is_not(None),
        tips.c.received_on.between(bindparam("first"), bindparam("last")),
    )
    .group_by(tips.c.forwarded_by_grid, tips.c.received_on)
)
_EVERYWHERE = PreparedStatement(_BY_DAY)
_AT = PreparedStatement(_BY_DAY.where(tips.c.forwarded_by_grid.in_(bindparam("codes", expanding=True))))


class KnownFigures:
    """Counts by period and grid; they name nobody, no tip and no day."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def tips_forwarded(
        self, period_ids: Sequence[str], until: date, grid_codes: Collection[str] | None = None
    ) -> Mapping[PeriodGrid, int]:
        """Return how many tips inspectors forwarded to level 1 in each period, `until` included, by their grid.

        Of all grids where none are named; a grid of which there is none is left out.
        """
        spans = {period_id: period_span(period_id) for period_id in period_ids}
        if not spans:
            return {}
        first = min(span[0] for span in spans.values())
        last = min(until, max(span[1] for span in spans.values()))
        found: Counter[PeriodGrid] = Counter()
        for grid_code, day, count in self._counts({"first": first, "last": last}, grid_codes):
            for period_id, (begins, ends) in spans.items():
                if begins <= day <= ends:
                    found[period_id, grid_code] += count
        return found

    def _counts(
        self, days: Mapping[str, date], grid_codes: Collection[str] | None
    ) -> Iterator[tuple[str, date, int]]:
        if grid_codes is None:
            yield from _EVERYWHERE.rows(self._connection, days)
            return
        for some in in_chunks(grid_codes, _AT_ONCE):
            yield from _AT.rows(self._connection, {**days, "codes": some})
