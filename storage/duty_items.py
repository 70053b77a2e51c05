"""What each grid owes: one item for a duty, a period and a grid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement
from storage.statements.rows import rows_as
from storage.tables import duty_items as table
from storage.tables import duty_starts, grids


@dataclass(frozen=True, slots=True)
class DutyItem:
    """A duty of one grid in one period, filed or not."""

    id: int
    duty_id: str
    period_id: str
    grid_code: str
    opens_on: date
    due_on: date
    closes_on: date
    steps_done: int
    submitted_at: datetime | None
    grid_name: str
    exempt_reason: str | None = None
    passed_up: bool = False
    unit_code: str = ""
    branch_code: str = ""


REMOVED = "grid removed"
"""Why an item is exempt whose grid is no longer there."""


class PeriodDays(NamedTuple):
    """A period of a duty with the last days on which its items are due, and close."""

    period_id: str
    due_on: date
    closes_on: date


ITEM_COLUMNS = (
    table.c.id,
    table.c.duty_id,
    table.c.period_id,
    table.c.grid_code,
    table.c.opens_on,
    table.c.due_on,
    table.c.closes_on,
    table.c.steps_done,
    table.c.submitted_at,
    grids.c.name.label("grid_name"),
    table.c.exempt_reason,
    table.c.passed_up,
    table.c.unit_code,
    table.c.branch_code,
)
"""What a DutyItem is made of, in order; `table` joined with `grids`."""
_SELECT = (
    select(*ITEM_COLUMNS)
    .join(grids, grids.c.code == table.c.grid_code)
    .order_by(table.c.due_on, table.c.duty_id, table.c.grid_code)
)


def is_open(day: "date | ColumnElement[date]") -> ColumnElement[bool]:
    """Say in SQL that an item can be filed on `day` and is not exempt."""
    return (table.c.opens_on <= day) & (table.c.closes_on >= day) & table.c.exempt_reason.is_(None)


# What an inspector's report or nudge asks for is built once (docs/decisions/0002).
_DAY: ColumnElement[date] = bindparam("day")
_OF_PERIOD = (
    (table.c.duty_id == bindparam("duty_id"))
    & (table.c.period_id == bindparam("period_id"))
    & table.c.exempt_reason.is_(None)
)
_OF_IDS = table.c.id.in_(bindparam("ids", expanding=True))
_UNFILED = table.c.submitted_at.is_(None)
_FIND = PreparedStatement(_SELECT.where(table.c.id == bindparam("item_id")))
_FOUND = PreparedStatement(_SELECT.where(_OF_IDS))
_OPEN_OF = PreparedStatement(
    _SELECT.where(is_open(_DAY), table.c.grid_code.in_(bindparam("codes", expanding=True)))
)
_OPEN_UNFILED = PreparedStatement(_SELECT.where(is_open(_DAY), _UNFILED))
_OPEN_AMONG = PreparedStatement(_SELECT.where(is_open(_DAY), _UNFILED, _OF_IDS))
_ITEMS_OF_PERIOD = PreparedStatement(_SELECT.where(_OF_PERIOD))
_COUNT_FILED = PreparedStatement(
    select(func.count(table.c.submitted_at).label("filed"), func.count().label("expected")).where(_OF_PERIOD)
)
_MARK_FILED = PreparedStatement(update(table).where(table.c.id == bindparam("item_id")))
_STARTS = PreparedStatement(select(duty_starts.c.duty_id, duty_starts.c.starts_on))
_BEGAN_ON = PreparedStatement(select(func.min(duty_starts.c.starts_on)))
_START, _OPEN = (
    PreparedStatement(
        sqlite.insert(new).on_conflict_do_nothing(),
        elsewhere=postgresql.insert(new).on_conflict_do_nothing(),
    )
    for new in (duty_starts, table)
)
_OWING = PreparedStatement(
    select(table.c.grid_code).where(
        table.c.duty_id == bindparam("duty_id"), table.c.period_id == bindparam("period_id")
    )
)
_PERIODS = PreparedStatement(
    select(
        table.c.period_id,
        func.max(table.c.due_on).label("due_on"),
        func.max(table.c.closes_on).label("closes_on"),
    )
    .where(table.c.duty_id == bindparam("duty_id"))
    .group_by(table.c.period_id)
    .order_by(func.max(table.c.due_on).desc())
    .limit(bindparam("most"))
)
_SET_STEPS = PreparedStatement(
    update(table)
    .where(table.c.id == bindparam("item"), table.c.steps_done < bindparam("steps"))
    .values(steps_done=bindparam("steps"))
)
_SET_PASSED_UP = PreparedStatement(
    update(table).where(table.c.id == bindparam("item")).values(passed_up=bindparam("mark"))
)


class DutyItems:
    """Items, as the tick opens them and submissions close them."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def starts(self) -> dict[str, date]:
        """Return the first day on which this installation knew each duty, by its id."""
        return dict(_STARTS.rows(self._connection))

    def start(self, duty_ids: Iterable[str], today: date) -> None:
        """Note that this installation knows these duties since `today`, where it has not known them before."""
        rows = [{"duty_id": duty_id, "starts_on": today} for duty_id in duty_ids]
        _START.write_each(self._connection, rows)

    def began_on(self) -> date | None:
        """Return the first day on which this installation knew any duty, None for none."""
        day: date | None = _BEGAN_ON.scalar(self._connection)
        return day

    def grids_owing(self, duty_id: str, period_id: str) -> set[str]:
        """Return the grids that already have an item of that duty and period."""
        return set(_OWING.scalars(self._connection, {"duty_id": duty_id, "period_id": period_id}))

    def open(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Add items: duty_id, period_id, grid_code, opens_on, due_on, closes_on each; what is there stays as it is.

        Each also says where its grid hangs, as GridTree.place_of does: unit_code, branch_code. However many they
        are, only a thousand are in memory at a time.
        """
        for some in in_chunks(rows):
            _OPEN.write_each(self._connection, some)

    def open_unfiled(self, day: date) -> list[DutyItem]:
        """Return all that is open on `day` and not filed."""
        return self._items(_OPEN_UNFILED, {"day": day})

    def open_among(self, item_ids: Iterable[int], day: date) -> list[DutyItem]:
        """Return those of these items that are open on `day` and not filed."""
        return self._items(_OPEN_AMONG, {"day": day, "ids": list(item_ids)})

    def open_of(self, grid_codes: Iterable[str], day: date) -> list[DutyItem]:
        """Return all that is open on `day` for these grids, filed or not, soonest due first."""
        return self._items(_OPEN_OF, {"day": day, "codes": list(grid_codes)})

    def find(self, item_id: int) -> DutyItem | None:
        """Return the item, or None."""
        found = self._items(_FIND, {"item_id": item_id})
        return found[0] if found else None

    def found(self, item_ids: Iterable[int]) -> list[DutyItem]:
        """Return these items."""
        return [item for some in in_chunks(item_ids) for item in self._items(_FOUND, {"ids": some})]

    def of_period(self, duty_id: str, period_id: str, grid_codes: Iterable[str]) -> list[DutyItem]:
        """Return what these grids owe for the period, exempt ones left out, by grid code."""
        wanted = set(grid_codes)
        found = self._items(_ITEMS_OF_PERIOD, {"duty_id": duty_id, "period_id": period_id})
        return [item for item in found if item.grid_code in wanted]

    def count_filed(self, duty_id: str, period_id: str) -> tuple[int, int]:
        """Return (filed, expected) of the duty and period."""
        (row,) = _COUNT_FILED.rows(self._connection, {"duty_id": duty_id, "period_id": period_id})
        return row.filed, row.expected

    def periods(self, duty_id: str, limit: int) -> list[PeriodDays]:
        """Return (period_id, due_on, closes_on) of the latest periods of the duty, newest first."""
        return _PERIODS.rows_as(PeriodDays, self._connection, {"duty_id": duty_id, "most": limit})

    def mark_filed(self, item_id: int, now: datetime) -> None:
        """Note that the item was filed at `now`."""
        _MARK_FILED.put(self._connection, {"item_id": item_id, "submitted_at": now})

    def set_steps(self, steps_done: Mapping[int, int]) -> None:
        """Note how many nudge steps each item has behind it; never fewer than before."""
        rows = [{"item": item_id, "steps": steps} for item_id, steps in steps_done.items()]
        _SET_STEPS.write_each(self._connection, rows)

    def set_passed_up(self, marks: Mapping[int, bool]) -> None:
        """Note of items whether the grid above has heard of them because nobody at the grid can."""
        rows = [{"item": item_id, "mark": mark} for item_id, mark in marks.items()]
        _SET_PASSED_UP.write_each(self._connection, rows)

    def exempt(self, item_id: int, reason: str, by: int, now: datetime) -> bool:
        """Ask no more for the item (免报); tell whether that was still to be done: not filed, not exempt."""
        done = self._connection.execute(
            update(table)
            .where(table.c.id == item_id, table.c.submitted_at.is_(None), table.c.exempt_reason.is_(None))
            .values(exempt_reason=reason, exempted_by=by, exempted_at=now)
        )
        return done.rowcount > 0

    def withdraw_exemption(self, item_id: int) -> bool:
        """Ask for the item again that level 1 exempted; tell whether it was."""
        done = self._connection.execute(
            update(table)
            .where(table.c.id == item_id, table.c.exempted_at.is_not(None))
            .values(exempt_reason=None, exempted_by=None, exempted_at=None)
        )
        return done.rowcount > 0

    def exempted(self, duty_id: str, period_id: str, grid_codes: Iterable[str]) -> list[DutyItem]:
        """Return what level 1 exempted these grids from for the period, by grid code."""
        wanted = set(grid_codes)
        found = rows_as(
            DutyItem,
            self._connection.execute(
                _SELECT.where(
                    table.c.duty_id == duty_id,
                    table.c.period_id == period_id,
                    table.c.exempted_at.is_not(None),
                )
            ),
        )
        return [item for item in found if item.grid_code in wanted]

    def exempt_removed(self, grid_codes: Iterable[str], on: date) -> None:
        """Ask no more for what these grids, removed on `on`, could still file; what they missed stays missed."""
        self._excuse(grid_codes, on, table.c.exempt_reason.is_(None), REMOVED)

    def owe_again(self, grid_codes: Iterable[str], on: date) -> None:
        """Ask these grids, there again since `on`, for what they can still file."""
        self._excuse(grid_codes, on, table.c.exempt_reason == REMOVED, None)

    def follow(self, places: Mapping[str, tuple[str, str]], on: date) -> None:
        """Count what these grids can still file on `on` where they hang now, by code (unit code, branch code).

        What has closed stays where it was owed, so that no digest of the past changes.
        """
        if places:
            self._connection.execute(
                update(table)
                .where(table.c.grid_code == bindparam("code"), table.c.closes_on >= on)
                .values(unit_code=bindparam("unit"), branch_code=bindparam("branch")),
                [{"code": code, "unit": unit, "branch": branch} for code, (unit, branch) in places.items()],
            )

    def _excuse(
        self, grid_codes: Iterable[str], on: date, was: ColumnElement[bool], reason: str | None
    ) -> None:
        codes = [{"code": code} for code in grid_codes]
        if codes:
            self._connection.execute(
                update(table)
                .where(
                    table.c.grid_code == bindparam("code"),
                    table.c.submitted_at.is_(None),
                    table.c.closes_on >= on,
                    was,
                )
                .values(exempt_reason=reason),
                codes,
            )

    def _items(self, query: PreparedStatement, values: Mapping[str, object]) -> list[DutyItem]:
        return query.rows_as(DutyItem, self._connection, values)
