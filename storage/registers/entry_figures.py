"""What entries add up to, by unit and month: kept, so that digests need not count."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import BigInteger, Connection, bindparam, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from domain.registers.entries import Figure
from storage.registers.tables import entry_figures as table
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement

_KEY = (table.c.unit_code, table.c.month, table.c.register_id, table.c.count_id, table.c.value)


class MonthFigure(NamedTuple):
    """A figure of a unit's entries in a month, "YYYY-MM": that of what is counted (registers/counting.py)."""

    unit_code: str
    month: str
    counted: Figure
    figure: int


def _add_up(new: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    return new.on_conflict_do_update(
        index_elements=list(_KEY), set_={"figure": table.c.figure + new.excluded.figure}
    )


_ADD = PreparedStatement(_add_up(sqlite.insert(table)), elsewhere=_add_up(postgresql.insert(table)))
_TOTAL = func.sum(table.c.figure)
_SUMS = (
    select(table.c.register_id, table.c.count_id, table.c.value, _TOTAL.cast(BigInteger).label("figure"))
    .where(table.c.unit_code == bindparam("unit"))
    .group_by(table.c.register_id, table.c.count_id, table.c.value)
    .having(_TOTAL != 0)
)
_OF_UNIT = PreparedStatement(_SUMS)
_BETWEEN = PreparedStatement(_SUMS.where(table.c.month.between(bindparam("first"), bindparam("last"))))
_FORGET = PreparedStatement(delete(table).where(table.c.register_id == bindparam("register")))
_PUT = PreparedStatement(insert(table))


class EntryFigures:
    """Whoever opens or moves an entry adds what it changes, in the same work; a recount gives the same."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, unit_code: str, month: str, deltas: Mapping[Figure, int]) -> None:
        """Add to the figures of `month`, "YYYY-MM"."""
        # In order: two that add to the same figures must not wait for each other.
        ordered = sorted((f.register_id, f.count_id, f.value, delta) for f, delta in deltas.items() if delta)
        rows = [_row(MonthFigure(unit_code, month, Figure(*key), delta)) for *key, delta in ordered]
        _ADD.write_each(self._connection, rows)

    def between(self, unit_code: str, first_month: str, last_month: str) -> dict[Figure, int]:
        """Return a unit's figures of these months, both included, added up; what is 0 is left out."""
        return self._sums(_BETWEEN, {"unit": unit_code, "first": first_month, "last": last_month})

    def total(self, unit_code: str) -> dict[Figure, int]:
        """Return what all of a unit's entries add up to; what is 0 is left out."""
        return self._sums(_OF_UNIT, {"unit": unit_code})

    def replace_all(self, register_id: str, figures: Iterable[MonthFigure]) -> None:
        """Put what a recount of a register gave in the place of what was kept."""
        _FORGET.write(self._connection, {"register": register_id})
        for some in in_chunks(figures):
            _PUT.write_each(self._connection, [_row(figure) for figure in some])

    def _sums(self, query: PreparedStatement, values: Mapping[str, str]) -> dict[Figure, int]:
        return {
            Figure(row.register_id, row.count_id, row.value): row.figure
            for row in query.rows(self._connection, values)
        }


def _row(counted: MonthFigure) -> dict[str, str | int]:
    return {
        "unit_code": counted.unit_code,
        "month": counted.month,
        "register_id": counted.counted.register_id,
        "count_id": counted.counted.count_id,
        "value": counted.counted.value,
        "figure": counted.figure,
    }
