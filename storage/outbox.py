"""Messages on their way: written with their cause, delivered by reminders/outbox_drain.py, each at most once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from storage.tables import outbox, people


class DeliveryState(StrEnum):
    """Where a message is. PERHAPS_SENT: the answer was lost, sending again might repeat it."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PERHAPS_SENT = "perhaps_sent"
    DROPPED = "dropped"
    REFUSED = "refused"
    FAILED = "failed"


_ARRIVED = (DeliveryState.SENT, DeliveryState.PERHAPS_SENT)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be said: a kind and its facts, put into words when it is delivered, from what is true then.

    To a person (whatever phone is bound by then) or to a chat. `urgent` ones go before all others and at any
    hour. The payload never holds words of a tip nor anything about who sent one.
    """

    unique_key: str
    kind: str
    payload: Mapping[str, Any]
    not_before_at: datetime
    expires_at: datetime
    person_id: int | None = None
    chat_id: int | None = None
    urgent: bool = False
    id: int = 0
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a letter, to look at: nothing of what it says."""

    id: int
    kind: str
    state: str
    tries: int
    not_before_at: datetime
    sent_at: datetime | None
    chat_id: int | None
    person_name: str | None


_COLUMNS = (
    outbox.c.unique_key,
    outbox.c.kind,
    outbox.c.payload,
    outbox.c.not_before_at,
    outbox.c.expires_at,
    outbox.c.person_id,
    outbox.c.chat_id,
    outbox.c.urgent,
    outbox.c.id,
    outbox.c.tries,
)


class Outbox:
    """The queue, in a table."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add_once(self, letters: Iterable[Letter]) -> int:
        """Queue the letters whose unique key is new; return how many those were."""
        wanted = {letter.unique_key: letter for letter in letters}
        keys = list(wanted)
        known: set[str] = set()
        for start in range(0, len(keys), 1000):
            known.update(
                self._connection.execute(
                    select(outbox.c.unique_key).where(outbox.c.unique_key.in_(keys[start : start + 1000]))
                ).scalars()
            )
        rows = [_row(letter) for key, letter in wanted.items() if key not in known]
        if rows:
            self._connection.execute(insert(outbox), rows)
        return len(rows)

    def claim(self, now: datetime, limit: int, *, urgent_only: bool) -> list[Letter]:
        """Mark up to `limit` letters that may go now as being sent, urgent ones first, and return them."""
        query = (
            select(*_COLUMNS)
            .where(outbox.c.state == DeliveryState.WAITING.value, outbox.c.not_before_at <= now)
            .order_by(outbox.c.urgent.desc(), outbox.c.not_before_at, outbox.c.id)
            .limit(limit)
        )
        if urgent_only:
            query = query.where(outbox.c.urgent)
        letters = [Letter(**row) for row in self._connection.execute(query).mappings()]
        if letters:
            self._connection.execute(
                update(outbox)
                .where(outbox.c.id.in_([letter.id for letter in letters]))
                .values(state=DeliveryState.SENDING.value)
            )
        return letters

    def settle(
        self, letter_id: int, state: DeliveryState, now: datetime, message_id: int | None = None
    ) -> None:
        """Note what became of a letter."""
        sent_at = now if state in _ARRIVED else None
        self._connection.execute(
            update(outbox)
            .where(outbox.c.id == letter_id)
            .values(state=state.value, message_id=message_id, sent_at=sent_at)
        )

    def forget(self, letter_id: int) -> None:
        """Remove a letter without a trace: when it was sent is nobody's business."""
        self._connection.execute(delete(outbox).where(outbox.c.id == letter_id))

    def postpone(self, letter_id: int, until: datetime, *, counts: bool) -> None:
        """Try the letter again at `until`; `counts` says whether this was a try of its own."""
        self._connection.execute(
            update(outbox)
            .where(outbox.c.id == letter_id)
            .values(
                state=DeliveryState.WAITING.value, not_before_at=until, tries=outbox.c.tries + int(counts)
            )
        )

    def requeue_interrupted(self) -> int:
        """Queue again what was being sent when the process ended; return how many those are."""
        again = self._connection.execute(
            update(outbox)
            .where(outbox.c.state == DeliveryState.SENDING.value)
            .values(state=DeliveryState.WAITING.value)
        )
        return again.rowcount

    def count(self, state: DeliveryState) -> int:
        """Return how many letters are in `state`."""
        return self._connection.execute(
            select(func.count()).select_from(outbox).where(outbox.c.state == state.value)
        ).scalar_one()

    def latest(self, limit: int) -> list[Delivery]:
        """Return the `limit` letters written last, the newest first."""
        rows = self._connection.execute(
            select(
                outbox.c.id,
                outbox.c.kind,
                outbox.c.state,
                outbox.c.tries,
                outbox.c.not_before_at,
                outbox.c.sent_at,
                outbox.c.chat_id,
                people.c.name.label("person_name"),
            )
            .outerjoin(people, people.c.id == outbox.c.person_id)
            .order_by(outbox.c.id.desc())
            .limit(limit)
        )
        return [Delivery(**row) for row in rows.mappings()]

    def supersede(self, kinds: Collection[str], person_ids: Iterable[int]) -> None:
        """Drop what of `kinds` still waits for these people: a newer message says it all."""
        self._connection.execute(
            update(outbox)
            .where(
                outbox.c.kind.in_(kinds),
                outbox.c.state == DeliveryState.WAITING.value,
                outbox.c.person_id.in_(list(person_ids)),
            )
            .values(state=DeliveryState.DROPPED.value)
        )

    def people_told(self, kinds: Collection[str], since: datetime, life: timedelta) -> set[int]:
        """Return who has been sent a letter of `kinds` since then; such a letter waits no longer than `life`."""
        rows = self._connection.execute(
            select(outbox.c.person_id).where(
                outbox.c.state.in_([state.value for state in _ARRIVED]),
                outbox.c.urgent.is_(False),
                outbox.c.not_before_at >= since - life,
                outbox.c.kind.in_(kinds),
                outbox.c.sent_at >= since,
                outbox.c.person_id.is_not(None),
            )
        )
        return set(rows.scalars())

    def keys_beginning(self, prefix: str) -> set[str]:
        """Return the unique keys that begin with `prefix`, in any state."""
        return set(
            self._connection.execute(
                select(outbox.c.unique_key).where(outbox.c.unique_key.startswith(prefix, autoescape=True))
            ).scalars()
        )


def _row(letter: Letter) -> dict[str, Any]:
    return {
        "unique_key": letter.unique_key,
        "kind": letter.kind,
        "payload": dict(letter.payload),
        "person_id": letter.person_id,
        "chat_id": letter.chat_id,
        "urgent": letter.urgent,
        "state": DeliveryState.WAITING.value,
        "not_before_at": letter.not_before_at,
        "expires_at": letter.expires_at,
    }
