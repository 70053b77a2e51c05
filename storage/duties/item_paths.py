"""From one item to those beside it: its grid's before and after, a period's branches, a branch's periods."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from storage.duty_items import DutyItem
from storage.statements.rows import rows_as
from storage.tables import duty_items as table


@dataclass(frozen=True, slots=True)
class BranchPeriod:
    """A branch that owed a duty in a period; `item_id` is one of its items, by which buttons name it."""

    duty_id: str
    period_id: str
    branch_code: str
    item_id: int
    due_on: date


class ItemPaths:
    """Ways between items, for drill-down by taps."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def around(self, item: DutyItem) -> tuple[int | None, int | None]:
        """Return the same grid's items of the same duty due just before and just after, None where there is none."""
        same = (table.c.duty_id == item.duty_id) & (table.c.grid_code == item.grid_code)
        before = select(table.c.id).where(same, table.c.due_on < item.due_on).order_by(table.c.due_on.desc())
        after = select(table.c.id).where(same, table.c.due_on > item.due_on).order_by(table.c.due_on)
        return (
            self._connection.execute(before.limit(1)).scalar(),
            self._connection.execute(after.limit(1)).scalar(),
        )

    def branches_of(self, duty_id: str, period_id: str, unit_code: str) -> dict[str, int]:
        """Return one item of each branch of the unit that owed the duty in the period, by the branch's code."""
        rows = self._connection.execute(
            select(table.c.branch_code, func.min(table.c.id).label("item_id"))
            .where(
                table.c.duty_id == duty_id,
                table.c.period_id == period_id,
                table.c.unit_code == unit_code,
            )
            .group_by(table.c.branch_code)
        )
        return {row.branch_code: row.item_id for row in rows}

    def periods_of(self, branch_codes: Collection[str], limit: int) -> list[BranchPeriod]:
        """Return the latest periods of every duty that these branches, or what hangs below them, owed."""
        due_on = func.max(table.c.due_on)
        group = (table.c.duty_id, table.c.period_id, table.c.branch_code)
        rows = self._connection.execute(
            select(*group, func.min(table.c.id).label("item_id"), due_on.label("due_on"))
            .where(table.c.branch_code.in_(list(branch_codes)))
            .group_by(*group)
            .order_by(due_on.desc(), *group)
            .limit(limit)
        )
        return rows_as(BranchPeriod, rows)
