"""Figures about the bot itself, for whoever watches over it: counts alone, of letters and of duties.

Of letters, only those of the kinds that are asked for: what a figure must not tell is decided in
reminders/watch/skipped.py.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, case, func, select

from storage.delivery.outbox import DeliveryState
from storage.tables import duty_items, outbox

URGENT = "urgent"
BULK = "bulk"
LANES = (URGENT, BULK)


@dataclass(frozen=True, slots=True)
class BotFigures:
    """How many letters of the outbox are in which lane and state, by kind; how many duty items are not filed.

    `letters` is keyed by (kind, lane, state). `open_items` are not yet past their due day, `overdue_items` are,
    and can still be filed.
    """

    letters: Mapping[tuple[str, str, str], int]
    open_items: int
    overdue_items: int

    def in_lane(self, lane: str, state: str) -> int:
        """Return how many letters of a lane are in `state`."""
        return sum(count for (_, at, was), count in self.letters.items() if (at, was) == (lane, state))


class WatchFigures:
    """Counts over the outbox and the duty items."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def stuck(self, kinds: Collection[str], due_before: datetime, *, urgent_only: bool) -> int:
        """Return how many letters of `kinds` wait though they were due before, tried again or not."""
        query = (
            select(func.count())
            .select_from(outbox)
            .where(
                outbox.c.state == DeliveryState.WAITING.value,
                outbox.c.due_at < due_before,
                outbox.c.kind.in_(kinds),
            )
        )
        if urgent_only:
            query = query.where(outbox.c.urgent)
        return self._connection.execute(query).scalar_one()

    def count(self, kinds: Collection[str], today: date) -> BotFigures:
        """Return the figures of `today`, of letters of `kinds`."""
        lane = case((outbox.c.urgent, URGENT), else_=BULK)
        rows = self._connection.execute(
            select(outbox.c.kind, lane.label("lane"), outbox.c.state, func.count().label("letters"))
            .where(outbox.c.kind.in_(kinds))
            .group_by(outbox.c.kind, outbox.c.urgent, outbox.c.state)
        )
        letters = {(row.kind, row.lane, row.state): row.letters for row in rows}
        overdue = duty_items.c.due_on < today
        items = self._connection.execute(
            select(
                func.count().label("open"),
                func.coalesce(func.sum(case((overdue, 1), else_=0)), 0).label("overdue"),
            ).where(
                duty_items.c.opens_on <= today,
                duty_items.c.closes_on >= today,
                duty_items.c.submitted_at.is_(None),
                duty_items.c.exempt_reason.is_(None),
            )
        ).one()
        return BotFigures(letters, items.open - items.overdue, items.overdue)
