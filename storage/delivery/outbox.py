"""Messages on their way: written with their cause, delivered by reminders/delivery/outbox_drain.py.

See docs/decisions/0006.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from storage.delivery import outbox_statements as asked
from storage.delivery.letters import (
    ARRIVED,
    ON_THE_WAY,
    DeliveryState,
    Interrupted,
    Letter,
    LetterOutcome,
    Passing,
)
from storage.statements.prepared import PreparedStatement
from storage.statements.random_ids import unused_id_apart
from storage.statements.scrubbing import ask_for_scrub
from storage.tables import outbox, people

__all__ = ["DeliveryState", "Interrupted", "Letter", "LetterOutcome", "Outbox", "Passing"]

A_CHUNK = 1000
"""How many values one statement names at most."""


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
            known.update(asked.KNOWN_KEYS.scalars(self._connection, {"keys": keys[start : start + A_CHUNK]}))
        new = [letter for key, letter in wanted.items() if key not in known]
        asked.ADD.write_each(self._connection, [_row(letter) for letter in new if letter.counted])
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
        values = {
            "now": now,
            "most": limit,
            "not_people": list(passing.person_ids),
            "not_chats": list(passing.chat_ids),
            "not_kinds": list(passing.kinds),
        }
        query = asked.DUE_URGENT if urgent_only else asked.DUE
        return query.rows_as(Letter, self._connection, values)

    def next_due_at(self, now: datetime) -> datetime | None:
        """Return the earliest moment after `now` from which a waiting letter may go, or None."""
        moment: datetime | None = asked.NEXT_DUE_AT.scalar(self._connection, {"now": now})
        return moment

    def begin(self, letter_id: int, left_id: int | None = None, token: int = 0) -> bool:
        """Note that a letter's request leaves now under the lease `token`, and that the one before has left.

        That is `left_id`. Returns False, and the letter must not be sent, where it waits no more: another process has
        it, or a newer letter has taken its place.
        """
        if left_id is not None:
            self._step(left_id, DeliveryState.LEAVING, DeliveryState.LEFT, token)
        return self._step(letter_id, DeliveryState.WAITING, DeliveryState.LEAVING, token)

    def _step(self, letter_id: int, was: DeliveryState, becomes: DeliveryState, token: int) -> bool:
        step = {"letter_id": letter_id, "was": was.value, "becomes": becomes.value, "lease": token or None}
        return asked.STEP.write(self._connection, step) == 1

    def settle(
        self, letter_id: int, state: DeliveryState, now: datetime, message_id: int | None = None
    ) -> None:
        """Note what became of a letter."""
        sent_at = now if state in ARRIVED else None
        outcome = {"letter_id": letter_id, "becomes": state.value, "number": message_id, "at": sent_at}
        asked.SETTLE.write(self._connection, outcome)

    def forget(self, letter_id: int) -> None:
        """Remove a letter without a trace: when it was sent is nobody's business."""
        ask_for_scrub(self._connection)
        self._connection.execute(delete(outbox).where(outbox.c.id == letter_id))

    def postpone(self, letter_id: int, until: datetime, *, counts: bool) -> None:
        """Try the letter again at `until`; `counts` says whether this was a try of its own."""
        again = {"letter_id": letter_id, "until": until, "more": int(counts)}
        asked.POSTPONE.write(self._connection, again)

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

    def take_up(
        self, traced: Collection[str], now: datetime, token: int = 0, known: Collection[str] | None = None
    ) -> Interrupted:
        """Decide about what was on its way when the process ended; only letters of `traced` kinds are named and kept.

        Those of other kinds than the `known` ones, if given, are left to a newer version, which has sent them.

        At most one was being handed over: it waits again. The others had left whole: sending them again would
        repeat them. `token` is the lease of whoever decides: what is on its way under a later one is left alone.
        """
        interrupted = Interrupted()
        for letter_id, kind, state in asked.ON_THEIR_WAY.rows(self._connection, {"lease": token}):
            if known is not None and kind not in known:
                continue
            if state == DeliveryState.LEAVING.value:
                self._step(letter_id, DeliveryState.LEAVING, DeliveryState.WAITING, token)
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

    def groups_written_since(self, moment: datetime) -> dict[int, datetime]:
        """Return the groups that a letter reached, or perhaps did, since then, and when the last one did."""
        found = asked.GROUPS_WRITTEN.rows(self._connection, {"since": moment})
        return {row.chat_id: row.sent_at for row in found}

    def count(self, state: DeliveryState) -> int:
        """Return how many letters are in `state`."""
        return self._connection.execute(
            select(func.count()).select_from(outbox).where(outbox.c.state == state.value)
        ).scalar_one()

    def count_unknown(self, known: Collection[str]) -> int:
        """Return how many letters wait, or are on their way, whose kind is none of the `known` ones."""
        on_the_way = [state.value for state in ON_THE_WAY]
        return self._connection.execute(
            select(func.count())
            .select_from(outbox)
            .where(outbox.c.state.in_(on_the_way), outbox.c.kind.not_in(known))
        ).scalar_one()

    def latest(self, limit: int) -> list[LetterOutcome]:
        """Return the `limit` letters written last, the newest first."""
        rows = self._connection.execute(
            select(*asked.DELIVERY_COLUMNS)
            .outerjoin(people, people.c.id == outbox.c.person_id)
            .order_by(outbox.c.id.desc())
            .limit(limit)
        )
        return [LetterOutcome(**row) for row in rows.mappings()]

    def supersede(self, kinds: Collection[str], person_ids: Iterable[int]) -> None:
        """Drop what of `kinds` still waits for these people: a newer message says it all."""
        # One by one: asked for many at once, SQLite goes through all that waits.
        readers = [{"reader": person_id} for person_id in sorted(set(person_ids))]
        asked.superseding(frozenset(kinds)).write_each(self._connection, readers)

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
        values = {"kinds": list(kinds), "from": since - life, "since": since}
        if among is None:
            return set(asked.TOLD.scalars(self._connection, values))
        return {row.person_id for row in self._ask(asked.TOLD, asked.TOLD_AMONG, set(among), values)}

    def keys_beginning(self, prefix: str) -> set[str]:
        """Return the unique keys that begin with `prefix`, in any state: a range of the index, not a scan."""
        return set(asked.KEYS_BEGINNING.scalars(self._connection, asked.range_of(prefix)))

    def written_to(self, prefixes: Collection[str], person_ids: Iterable[int]) -> set[int]:
        """Return to whom of these people there is a letter whose unique key begins with one of `prefixes`."""
        wanted = set(person_ids)
        return {
            row.person_id
            for prefix in prefixes
            for row in self._ask(
                asked.PEOPLE_WRITTEN, asked.PEOPLE_WRITTEN_AMONG, wanted, asked.range_of(prefix)
            )
        }

    def named(self, prefix: str, person_ids: Iterable[int]) -> dict[int, set[int]]:
        """Return which items the letters name, as own or below, whose unique key begins with `prefix`, by person."""
        found: dict[int, set[int]] = {}
        for row in self._ask(asked.SAID, asked.SAID_AMONG, set(person_ids), asked.range_of(prefix)):
            named = found.setdefault(row.person_id, set())
            named.update(row.payload["own"], row.payload["below"])
        return found

    def entries_named(self, prefix: str, person_ids: Iterable[int]) -> dict[int, set[int]]:
        """Return the same of entries of registers: those come up to the reader, or with a coloured letter."""
        found: dict[int, set[int]] = {}
        for row in self._ask(asked.SAID, asked.SAID_AMONG, set(person_ids), asked.range_of(prefix)):
            letters = (entry_id for entry_id, _colour in row.payload.get("letters", ()))
            found.setdefault(row.person_id, set()).update(row.payload.get("entries", ()), letters)
        return found

    def _ask(
        self,
        everybody: PreparedStatement,
        some: PreparedStatement,
        people: set[int],
        values: Mapping[str, object],
    ) -> list[Any]:
        """Ask of these people; where they are many, of everybody, and leave out the others."""
        if len(people) > A_CHUNK:
            return [row for row in everybody.rows(self._connection, values) if row.person_id in people]
        return some.rows(self._connection, {**values, "people": list(people)}) if people else []


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
