"""What a downtime, of ours or of Telegram's, left behind: letters that never went, periods that nobody could file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from storage.delivery.outbox import DeliveryState
from storage.delivery.tables import digest_chats, skipped
from storage.statements.prepared import PreparedStatement
from storage.statements.rows import rows_as
from storage.statements.upserts import insert_or
from storage.tables import duty_items, outbox, people

_AT_ONCE = 1000
_STALE = (
    outbox.c.state == DeliveryState.WAITING.value,
    outbox.c.urgent.is_(False),
    outbox.c.kind.in_(bindparam("kinds", expanding=True)),
    or_(outbox.c.due_at < bindparam("due_before"), outbox.c.expires_at <= bindparam("now")),
)
_COUNT_STALE = PreparedStatement(select(func.count()).select_from(outbox).where(*_STALE))
_UNTOLD = PreparedStatement(select(skipped.c.id).where(skipped.c.told_at.is_(None)).limit(1))
_FORGET = PreparedStatement(delete(skipped).where(skipped.c.noted_at < bindparam("before")))


@dataclass(frozen=True, slots=True)
class SkippedLetter:
    """A letter that was never sent: what kind, when it was due, to whom, and the grid they belong to.

    `person_name` and `grid_code` are None for what the outbox no longer knows; a group has a grid and no name.
    """

    kind: str
    due_at: datetime
    person_name: str | None
    grid_code: str | None


@dataclass(frozen=True, slots=True)
class MissedItem:
    """What a grid owed for a period that opened and closed while nobody was asked."""

    duty_id: str
    period_id: str
    grid_code: str


class Skipped:
    """The list of what was skipped."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def count_stale(self, kinds: Collection[str], due_before: datetime, now: datetime) -> int:
        """Return how many letters of `kinds` still wait and were due before, or are past their time."""
        values = {"kinds": list(kinds), "due_before": due_before, "now": now}
        return int(_COUNT_STALE.scalar(self._connection, values))

    def take_stale(self, kinds: Collection[str], due_before: datetime, now: datetime, limit: int) -> int:
        """Drop and list up to `limit` of them; return how many.

        Urgent letters stay. Repeating it finds nothing in the end.
        """
        found = select(outbox.c.id).where(*_STALE).order_by(outbox.c.id).limit(limit)
        stale = self._connection.execute(
            update(outbox)
            .where(outbox.c.id.in_(found))
            .values(state=DeliveryState.DROPPED.value)
            .returning(outbox.c.unique_key, outbox.c.kind, outbox.c.due_at),
            {"kinds": list(kinds), "due_before": due_before, "now": now},
        ).all()
        rows = [
            {"unique_key": letter.unique_key, "kind": letter.kind, "due_at": letter.due_at, "noted_at": now}
            for letter in stale
        ]
        # Of a key that was used before, the first is listed: the outbox does not keep its keys for ever.
        new = insert_or(self._connection, skipped).on_conflict_do_nothing()
        for start in range(0, len(rows), _AT_ONCE):
            self._connection.execute(new, rows[start : start + _AT_ONCE])
        return len(rows)

    def has_untold(self) -> bool:
        """Tell whether something was skipped that level 1 has not been told of."""
        return _UNTOLD.scalar(self._connection) is not None

    def mark_told(self, now: datetime) -> None:
        """Note that all that was skipped is told as of `now`."""
        self._connection.execute(update(skipped).where(skipped.c.told_at.is_(None)).values(told_at=now))

    def told_at(self, moment: datetime) -> list[SkippedLetter]:
        """Return what was told as of `moment`, the oldest first."""
        rows = self._connection.execute(
            select(
                skipped.c.kind,
                skipped.c.due_at,
                people.c.name.label("person_name"),
                func.coalesce(people.c.grid_code, digest_chats.c.grid_code).label("grid_code"),
            )
            .outerjoin(outbox, outbox.c.unique_key == skipped.c.unique_key)
            .outerjoin(people, people.c.id == outbox.c.person_id)
            .outerjoin(digest_chats, digest_chats.c.chat_id == outbox.c.chat_id)
            .where(skipped.c.told_at == moment)
            .order_by(skipped.c.due_at, skipped.c.id)
        )
        return rows_as(SkippedLetter, rows)

    def counts_since(self, moment: datetime) -> dict[str, int]:
        """Return how many letters of each kind were skipped since `moment`."""
        rows = self._connection.execute(
            select(skipped.c.kind, func.count()).where(skipped.c.noted_at >= moment).group_by(skipped.c.kind)
        )
        return {kind: count for kind, count in rows}  # noqa: C416 - a row is no pair to the type checker

    def forget_before(self, moment: datetime) -> None:
        """Remove from the list what was noted before `moment`."""
        _FORGET.write(self._connection, {"before": moment})

    def missed(self, first: date, last: date) -> list[MissedItem]:
        """Return what opened on `first` or later, closed on `last` or earlier and was not filed, by due day."""
        rows = self._connection.execute(
            select(duty_items.c.duty_id, duty_items.c.period_id, duty_items.c.grid_code)
            .where(
                duty_items.c.opens_on >= first,
                duty_items.c.closes_on <= last,
                duty_items.c.submitted_at.is_(None),
                duty_items.c.exempt_reason.is_(None),
            )
            .order_by(duty_items.c.due_on, duty_items.c.duty_id, duty_items.c.grid_code)
        )
        return rows_as(MissedItem, rows)
