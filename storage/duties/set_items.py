"""What set duties have asked for, as changes of them move it, excuse from it, and ask for it again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, case, delete, func, insert, select, update

from domain.duties.made import PeriodMove
from domain.duties.set_duties import AskedPeriods, steps_kept
from storage.duties.tables import moved_items, unasked_items
from storage.statements.chunks import in_chunks
from storage.tables import duty_items

NOT_ASKED = "duty asks no more"
"""Why an item is exempt whose duty was put off, or is no longer the grid's."""


@dataclass(frozen=True, slots=True)
class OpenCount:
    """How many items of a duty can be filed today: filed already, and waited for."""

    filed: int
    waited_for: int


class SetItems:
    """Items of set duties."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def asked(self, duty_id: str, today: date) -> AskedPeriods:
        """Return which periods were asked for, and which of them can still be filed or are excused till then."""
        query = (
            select(
                duty_items.c.period_id,
                func.max(duty_items.c.closes_on).label("closes_on"),
                func.max(duty_items.c.due_on).label("due_on"),
            )
            .where(duty_items.c.duty_id == duty_id)
            .group_by(duty_items.c.period_id)
        )
        rows = self._connection.execute(query).all()
        return AskedPeriods(
            frozenset(row.period_id for row in rows),
            {row.period_id: row.due_on for row in rows if row.closes_on >= today},
        )

    def open_by_grid(self, duty_id: str, today: date) -> dict[str, OpenCount]:
        """Return, by grid, what can be filed today; exempt ones left out."""
        query = (
            select(
                duty_items.c.grid_code,
                func.count(duty_items.c.submitted_at).label("filed"),
                func.count().label("all"),
            )
            .where(_of(duty_id, today), duty_items.c.exempt_reason.is_(None))
            .group_by(duty_items.c.grid_code)
        )
        rows = self._connection.execute(query)
        return {row.grid_code: OpenCount(row.filed, row.all - row.filed) for row in rows}

    def excuse(self, duty_id: str, grid_codes: Collection[str], today: date) -> None:
        """Excuse these grids from what they have not filed and still could: their duty asks them no more."""
        for codes in in_chunks(grid_codes):
            which = (
                _of(duty_id, today)
                & duty_items.c.submitted_at.is_(None)
                & duty_items.c.exempt_reason.is_(None)
                & duty_items.c.grid_code.in_(codes)
            )
            ids = list(self._connection.execute(select(duty_items.c.id).where(which)).scalars())
            if ids:
                self._connection.execute(delete(unasked_items).where(unasked_items.c.item_id.in_(ids)))
                rows = [{"item_id": item_id, "since": today} for item_id in ids]
                self._connection.execute(insert(unasked_items), rows)
                self._ask(ids, NOT_ASKED)

    def ask_again(
        self, duty_id: str, grid_codes: Collection[str], period_ids: Collection[str], today: date
    ) -> None:
        """Ask these grids again for what they were excused from of these periods, but for what fell due meanwhile."""
        for codes in in_chunks(grid_codes):
            query = (
                select(duty_items.c.id)
                .join(unasked_items, unasked_items.c.item_id == duty_items.c.id)
                .where(
                    _of(duty_id, today),
                    duty_items.c.grid_code.in_(codes),
                    duty_items.c.exempt_reason == NOT_ASKED,
                    duty_items.c.period_id.in_(list(period_ids)),
                    (duty_items.c.due_on >= today) | (duty_items.c.due_on < unasked_items.c.since),
                )
            )
            ids = list(self._connection.execute(query).scalars())
            if ids:
                self._ask(ids, None)
                self._connection.execute(delete(unasked_items).where(unasked_items.c.item_id.in_(ids)))

    def move(self, duty_id: str, moves: Iterable[PeriodMove]) -> None:
        """Have what was asked for these periods, and is not filed, be due and close as the moves say.

        What was said of a due day stays said where it comes again; of another nothing was said yet.
        """
        for move in moves:
            there = (duty_items.c.duty_id == duty_id) & (duty_items.c.period_id == move.period_id)
            unfiled = there & duty_items.c.submitted_at.is_(None)
            self._note_steps(unfiled & (duty_items.c.due_on != move.to.due_on), move.to.due_on)
            days = {"due_on": move.to.due_on, "closes_on": move.to.closes_on}
            self._connection.execute(update(duty_items).where(unfiled).values(**days))
            if move.to.period_id != move.period_id:
                self._connection.execute(update(duty_items).where(there).values(period_id=move.to.period_id))

    def recount_steps(self, duty_id: str, was: Sequence[int], new: Sequence[int], today: date) -> None:
        """Have the steps that were done of the nudges as they were count for those that there are now."""
        if tuple(was) == tuple(new):
            return
        kept: Mapping[int, int] = {done: steps_kept(was, new, done) for done in range(len(was) + 1)}
        open_ids = select(duty_items.c.id).where(_of(duty_id, today))
        for column, which in (
            (duty_items.c.steps_done, duty_items.c.id.in_(open_ids)),
            (moved_items.c.steps_done, moved_items.c.item_id.in_(open_ids)),
        ):
            counted = case(*((column == done, steps) for done, steps in kept.items()), else_=column)
            self._connection.execute(update(column.table).where(which).values(steps_done=counted))

    def _ask(self, item_ids: Sequence[int], reason: str | None) -> None:
        self._connection.execute(
            update(duty_items).where(duty_items.c.id.in_(item_ids)).values(exempt_reason=reason)
        )

    def _note_steps(self, which: ColumnElement[bool], due_on: date) -> None:
        """Note what was said of the due days as they are, and count what was said of the one to come."""
        ids = list(self._connection.execute(select(duty_items.c.id).where(which)).scalars())
        for some in in_chunks(ids):
            there = duty_items.c.id.in_(some)
            gone = delete(moved_items).where(
                moved_items.c.item_id.in_(some),
                moved_items.c.due_on
                == select(duty_items.c.due_on)
                .where(duty_items.c.id == moved_items.c.item_id)
                .scalar_subquery(),
            )
            self._connection.execute(gone)
            said = select(duty_items.c.id, duty_items.c.due_on, duty_items.c.steps_done).where(there)
            self._connection.execute(
                insert(moved_items).from_select(["item_id", "due_on", "steps_done"], said)
            )
            before = (
                select(moved_items.c.steps_done)
                .where(moved_items.c.item_id == duty_items.c.id, moved_items.c.due_on == due_on)
                .scalar_subquery()
            )
            self._connection.execute(
                update(duty_items).where(there).values(steps_done=func.coalesce(before, 0))
            )


def _of(duty_id: str, today: date) -> ColumnElement[bool]:
    return (duty_items.c.duty_id == duty_id) & (duty_items.c.closes_on >= today)
