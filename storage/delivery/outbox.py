"""Messages on their way: written with their cause, delivered by reminders/delivery/outbox_drain.py.

See docs/decisions/0006.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from storage.delivery.letters import ARRIVED, DeliveryState, Interrupted, Letter, LetterOutcome, Passing
from storage.statements.prepared import PreparedStatement
from storage.statements.random_ids import unused_id_apart
from storage.statements.scrubbing import ask_for_scrub
from storage.tables import outbox, people

__all__ = ["DeliveryState", "Interrupted", "Letter", "LetterOutcome", "Outbox", "Passing"]

A_CHUNK = 1000
"""How many values one statement names at most."""

LETTER_COLUMNS = (
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
"""What a Letter is made of."""
DELIVERY_COLUMNS = (
    outbox.c.id,
    outbox.c.kind,
    outbox.c.state,
    outbox.c.tries,
    outbox.c.not_before_at,
    outbox.c.sent_at,
    outbox.c.chat_id,
    people.c.name.label("person_name"),
)
"""What a LetterOutcome is made of."""
_BEGIN = PreparedStatement(
    update(outbox)
    .where(outbox.c.id == bindparam("letter_id"), outbox.c.state == bindparam("was"))
    .values(state=bindparam("becomes"))
)
_SETTLE = PreparedStatement(
    update(outbox)
    .where(outbox.c.id == bindparam("letter_id"))
    .values(state=bindparam("becomes"), message_id=bindparam("number"), sent_at=bindparam("at"))
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
        for start in range(0, len(keys), A_CHUNK):
            known.update(
                self._connection.execute(
                    select(outbox.c.unique_key).where(outbox.c.unique_key.in_(keys[start : start + A_CHUNK]))
                ).scalars()
            )
        new = [letter for key, letter in wanted.items() if key not in known]
        rows = [_row(letter) for letter in new if letter.counted]
        if rows:
            self._connection.execute(insert(outbox), rows)
        for letter in new:
            if not letter.counted:
                self._add_apart(letter)
        return len(new)

    def _add_apart(self, letter: Letter) -> None:
        """Queue a letter that a tip brings about beside the ids that are counted: they tell nothing of it."""
        ask_for_scrub(self._connection)
        apart = unused_id_apart(self._connection, outbox.c.id)
        self._connection.execute(insert(outbox), {"id": apart, **_row(letter)})

    def due(
        self, now: datetime, limit: int, *, urgent_only: bool, passing: Passing | None = None
    ) -> list[Letter]:
        """Return up to `limit` letters that may go now, urgent ones first, then the oldest; nothing is changed."""
        passing = passing or Passing()
        query = (
            select(*LETTER_COLUMNS)
            .where(
                outbox.c.state == DeliveryState.WAITING.value,
                outbox.c.not_before_at <= now,
                _not_to(outbox.c.person_id, passing.person_ids),
                _not_to(outbox.c.chat_id, passing.chat_ids),
            )
            .order_by(outbox.c.urgent.desc(), outbox.c.not_before_at, outbox.c.id)
            .limit(limit)
        )
        if urgent_only:
            query = query.where(outbox.c.urgent)
        return [Letter(**row) for row in self._connection.execute(query).mappings()]

    def next_due_at(self, now: datetime) -> datetime | None:
        """Return the earliest moment after `now` from which a waiting letter may go, or None."""
        return self._connection.execute(
            select(func.min(outbox.c.not_before_at)).where(
                outbox.c.state == DeliveryState.WAITING.value, outbox.c.not_before_at > now
            )
        ).scalar()

    def begin(self, letter_id: int, left_id: int | None = None) -> bool:
        """Note that a letter's request leaves now, and that the one before (`left_id`) has left.

        Returns False, and the letter must not be sent, where it waits no more: another process has it, or a
        newer letter has taken its place.
        """
        if left_id is not None:
            self._step(left_id, DeliveryState.LEAVING, DeliveryState.LEFT)
        return self._step(letter_id, DeliveryState.WAITING, DeliveryState.LEAVING)

    def _step(self, letter_id: int, was: DeliveryState, becomes: DeliveryState) -> bool:
        step = {"letter_id": letter_id, "was": was.value, "becomes": becomes.value}
        return _BEGIN.write(self._connection, step) == 1

    def settle(
        self, letter_id: int, state: DeliveryState, now: datetime, message_id: int | None = None
    ) -> None:
        """Note what became of a letter."""
        sent_at = now if state in ARRIVED else None
        outcome = {"letter_id": letter_id, "becomes": state.value, "number": message_id, "at": sent_at}
        _SETTLE.write(self._connection, outcome)

    def forget(self, letter_id: int) -> None:
        """Remove a letter without a trace: when it was sent is nobody's business."""
        ask_for_scrub(self._connection)
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

    def follow_clock(self, was: datetime, now: datetime) -> None:
        """Let go what might go already, after the clock was set back from `was` to `now`; the rest keeps its time."""
        held_back = self._connection.execute(
            select(outbox.c.id.label("letter_id"), outbox.c.not_before_at).where(
                outbox.c.state == DeliveryState.WAITING.value,
                outbox.c.not_before_at > now,
                outbox.c.not_before_at <= was,
            )
        )
        # Set back as far as the clock, not to `now`: that would date a letter which has no minute.
        rows = [{"letter_id": row.letter_id, "at": row.not_before_at - (was - now)} for row in held_back]
        if rows:
            moved = update(outbox).where(outbox.c.id == bindparam("letter_id"))
            self._connection.execute(moved.values(not_before_at=bindparam("at")), rows)

    def take_up(self, traced: Collection[str], now: datetime) -> Interrupted:
        """Decide about what was on its way when the process ended; only letters of `traced` kinds are named and kept.

        At most one was being handed over: it waits again. The others had left whole: sending them again would
        repeat them.
        """
        found = self._connection.execute(
            select(outbox.c.id, outbox.c.kind, outbox.c.state)
            .where(outbox.c.state.in_([DeliveryState.LEAVING.value, DeliveryState.LEFT.value]))
            .order_by(outbox.c.id)
        ).all()
        interrupted = Interrupted()
        for letter_id, kind, state in found:
            if state == DeliveryState.LEAVING.value:
                self._step(letter_id, DeliveryState.LEAVING, DeliveryState.WAITING)
                named = interrupted.again
            else:
                named = interrupted.perhaps
                if kind in traced:
                    self.settle(letter_id, DeliveryState.PERHAPS_SENT, now)
                else:
                    self.forget(letter_id)
            if kind in traced:
                named.append((letter_id, kind))
        return interrupted

    def count(self, state: DeliveryState) -> int:
        """Return how many letters are in `state`."""
        return self._connection.execute(
            select(func.count()).select_from(outbox).where(outbox.c.state == state.value)
        ).scalar_one()

    def latest(self, limit: int) -> list[LetterOutcome]:
        """Return the `limit` letters written last, the newest first."""
        rows = self._connection.execute(
            select(*DELIVERY_COLUMNS)
            .outerjoin(people, people.c.id == outbox.c.person_id)
            .order_by(outbox.c.id.desc())
            .limit(limit)
        )
        return [LetterOutcome(**row) for row in rows.mappings()]

    def supersede(self, kinds: Collection[str], person_ids: Iterable[int]) -> None:
        """Drop what of `kinds` still waits for these people: a newer message says it all."""
        readers = [{"reader": person_id} for person_id in sorted(set(person_ids))]
        if readers:
            # One by one: asked for many at once, SQLite goes through all that waits.
            waiting = outbox.c.state == DeliveryState.WAITING.value
            theirs = outbox.c.person_id == bindparam("reader")
            of_kinds = or_(*(outbox.c.kind == kind for kind in kinds))
            self._connection.execute(
                update(outbox).where(theirs, of_kinds, waiting).values(state=DeliveryState.DROPPED.value),
                readers,
            )

    def people_told(
        self,
        kinds: Collection[str],
        since: datetime,
        life: timedelta,
        among: Collection[int] | None = None,
    ) -> set[int]:
        """Return who, of `among` if given, has been sent a letter of `kinds` since then.

        Such a letter waits no longer than `life`.
        """
        sent = (
            outbox.c.state.in_([state.value for state in ARRIVED]),
            outbox.c.urgent.is_(False),
            outbox.c.not_before_at >= since - life,
            outbox.c.kind.in_(kinds),
            outbox.c.sent_at >= since,
            outbox.c.person_id.is_not(None),
        )
        if among is not None:
            return {row.person_id for row in self._of_people(among, and_(*sent))}
        return set(self._connection.execute(select(outbox.c.person_id).where(*sent)).scalars())

    def keys_beginning(self, prefix: str) -> set[str]:
        """Return the unique keys that begin with `prefix`, in any state: a range of the index, not a scan."""
        return set(
            self._connection.execute(select(outbox.c.unique_key).where(self._begins(prefix))).scalars()
        )

    def written_to(self, prefixes: Collection[str], person_ids: Iterable[int]) -> set[int]:
        """Return to whom of these people there is a letter whose unique key begins with one of `prefixes`."""
        begun = or_(*(self._begins(prefix) for prefix in prefixes))
        return {row.person_id for row in self._of_people(person_ids, begun)}

    def named(self, prefix: str, person_ids: Iterable[int]) -> dict[int, set[int]]:
        """Return which items the letters name, as own or below, whose unique key begins with `prefix`, by person."""
        found: dict[int, set[int]] = {}
        for row in self._of_people(person_ids, self._begins(prefix)):
            named = found.setdefault(row.person_id, set())
            named.update(row.payload["own"], row.payload["below"])
        return found

    def _of_people(
        self, person_ids: Iterable[int], condition: ColumnElement[bool]
    ) -> Iterator[Row[Any, Any]]:
        columns = select(outbox.c.person_id, outbox.c.payload)
        wanted = set(person_ids)
        if len(wanted) > A_CHUNK:
            yield from (row for row in self._connection.execute(columns.where(condition)) if row[0] in wanted)
        elif wanted:
            yield from self._connection.execute(columns.where(outbox.c.person_id.in_(wanted), condition))

    def _begins(self, prefix: str) -> ColumnElement[bool]:
        key: ColumnElement[str] = outbox.c.unique_key
        if self._connection.dialect.name == "postgresql":
            # Only in this order do the keys that begin alike stand together.
            key = key.collate("C")
        return (key >= prefix) & (key < prefix + _LAST)


_LAST = chr(0x10FFFF)
"""Sorts behind everything that a key can hold."""


def _not_to(column: ColumnElement[int | None], ids: Collection[int]) -> ColumnElement[bool]:
    return or_(column.is_(None), column.not_in(list(ids)))


def _row(letter: Letter) -> dict[str, Any]:
    return {
        "unique_key": letter.unique_key,
        "kind": letter.kind,
        "payload": dict(letter.payload),
        "person_id": letter.person_id,
        "chat_id": letter.chat_id,
        "urgent": letter.urgent,
        "state": DeliveryState.WAITING.value,
        "due_at": letter.not_before_at,
        "not_before_at": letter.not_before_at,
        "expires_at": letter.expires_at,
    }
