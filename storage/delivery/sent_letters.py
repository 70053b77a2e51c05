"""What has been sent: buttons to be brought up to date, letters that did not arrive, and when all of it goes."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, func, or_, select, update

from storage.delivery.letters import DeliveryState, Letter, LetterOutcome
from storage.delivery.outbox import Outbox
from storage.delivery.outbox_statements import DELIVERY_COLUMNS, LETTER_COLUMNS
from storage.statements.prepared import PreparedStatement
from storage.tables import appointments, duty_items, leaves, outbox, people

A_CHUNK = 500
_SETTLED = (
    DeliveryState.SENT,
    DeliveryState.OUTDATED,
    DeliveryState.PERHAPS_SENT,
    DeliveryState.DROPPED,
    DeliveryState.REFUSED,
    DeliveryState.FAILED,
)
_HAS_BUTTONS = outbox.c.message_id.is_not(None) & outbox.c.retracted_at.is_(None)
_OF_KINDS = outbox.c.kind.in_(bindparam("kinds", expanding=True))
_BUTTONS_SENT = (outbox.c.state == DeliveryState.SENT.value) & _HAS_BUTTONS
_LETTER: ColumnElement[int] = bindparam("letter_id")
_SENT_TO = PreparedStatement(
    select(outbox.c.id, outbox.c.payload).where(
        outbox.c.person_id.in_(bindparam("people", expanding=True)), _OF_KINDS, _BUTTONS_SENT
    )
)
_OUTDATE = PreparedStatement(
    update(outbox)
    .where(outbox.c.id.in_(bindparam("letters", expanding=True)))
    .values(state=DeliveryState.OUTDATED.value)
)
_SUPERSEDE = PreparedStatement(
    update(outbox)
    .where(outbox.c.person_id == bindparam("reader"), outbox.c.id != _LETTER, _OF_KINDS, _BUTTONS_SENT)
    .values(state=DeliveryState.OUTDATED.value)
)
_OLDER = outbox.alias()
_NEWER = PreparedStatement(
    select(outbox.c.kind, outbox.c.payload)
    .join(_OLDER, _OLDER.c.person_id == outbox.c.person_id)
    .where(
        _OLDER.c.id == _LETTER,
        _OF_KINDS,
        outbox.c.state.in_((DeliveryState.SENT.value, DeliveryState.OUTDATED.value)),
        outbox.c.sent_at >= _OLDER.c.sent_at,
        or_(outbox.c.sent_at > _OLDER.c.sent_at, outbox.c.id > _OLDER.c.id),
    )
)
_OUTDATED = PreparedStatement(
    select(*LETTER_COLUMNS, outbox.c.message_id)
    .where(
        outbox.c.state == DeliveryState.OUTDATED.value,
        outbox.c.id.not_in(bindparam("passing", expanding=True)),
        _OF_KINDS,
    )
    .order_by(outbox.c.urgent, outbox.c.not_before_at)
    .limit(bindparam("most"))
)
_UP_TO_DATE = PreparedStatement(
    update(outbox)
    .where(outbox.c.id == _LETTER, outbox.c.state == DeliveryState.OUTDATED.value)
    .values(state=DeliveryState.SENT.value, retracted_at=bindparam("since"))
)
_DONE_SINCE = [
    PreparedStatement(select(duty_items.c.id, duty_items.c.grid_code).where(column >= bindparam("moment")))
    for column in (duty_items.c.submitted_at, duty_items.c.exempted_at)
]
_APPOINTED = select(appointments.c.person_id).where(
    appointments.c.grid_code.in_(bindparam("codes", expanding=True))
)
_CONCERNED = [
    PreparedStatement(_APPOINTED),
    PreparedStatement(
        select(leaves.c.deputy_id).where(leaves.c.person_id.in_(_APPOINTED), leaves.c.deputy_id.is_not(None))
    ),
]
_NOT_ARRIVED = (DeliveryState.FAILED, DeliveryState.PERHAPS_SENT, DeliveryState.REFUSED)
# All three columns of ix_outbox_waiting, so that no more is read than is found.
_OLD = (
    select(outbox.c.id)
    .where(
        outbox.c.state.in_([state.value for state in _SETTLED]),
        outbox.c.urgent.in_((False, True)),
        outbox.c.not_before_at < bindparam("before"),
    )
    .limit(bindparam("most"))
)
_PURGE = PreparedStatement(delete(outbox).where(outbox.c.id.in_(_OLD)))
_COUNT_OLD = PreparedStatement(select(func.count()).select_from(_OLD.subquery()))


def _since(*states: DeliveryState) -> Select[()]:
    # All three columns of ix_outbox_waiting, so that no more is read than is found.
    return (
        select()
        .select_from(outbox)
        .where(
            outbox.c.state.in_([state.value for state in states]),
            outbox.c.urgent.in_((False, True)),
            outbox.c.not_before_at >= bindparam("since"),
        )
    )


_COUNT_FAILED = PreparedStatement(_since(DeliveryState.FAILED).add_columns(func.count()))
_LATEST_LOST = PreparedStatement(
    _since(*_NOT_ARRIVED)
    .add_columns(*DELIVERY_COLUMNS)
    .outerjoin(people, people.c.id == outbox.c.person_id)
    .order_by(outbox.c.not_before_at.desc(), outbox.c.id.desc())
    .limit(bindparam("most"))
)


class SentLetters:
    """The part of the outbox that lies behind."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def mark_outdated(self, kinds: Collection[str], done_since: datetime) -> int:
        """Mark the letters of `kinds` that were sent and whose own items were filed or exempted since then.

        A letter's own items are those in its payload's "own". Returns how many letters that makes.
        """
        done = self._done_since(done_since)
        concerned = self._concerned(set(done.values()))
        outdated: list[int] = []
        for start in range(0, len(concerned), A_CHUNK):
            some = {"people": concerned[start : start + A_CHUNK], "kinds": list(kinds)}
            sent = _SENT_TO.rows(self._connection, some)
            outdated += [
                letter_id for letter_id, said in sent if not done.keys().isdisjoint(said.get("own", ()))
            ]
        for start in range(0, len(outdated), A_CHUNK):
            _OUTDATE.write(self._connection, {"letters": outdated[start : start + A_CHUNK]})
        return len(outdated)

    def mark_superseded(self, by: Letter, kinds: Collection[str]) -> None:
        """Mark the letters of `kinds` that the person of `by`, which has just arrived, was sent before."""
        _SUPERSEDE.write(self._connection, {"reader": by.person_id, "letter_id": by.id, "kinds": list(kinds)})

    def newer(self, letter_id: int, kinds: Collection[str]) -> list[tuple[str, Mapping[str, Any]]]:
        """Return kind and payload of the letters of `kinds` that the person of this one was sent after it."""
        rows = _NEWER.rows(self._connection, {"letter_id": letter_id, "kinds": list(kinds)})
        return [(row.kind, row.payload) for row in rows]

    def retire(self, prefix: str) -> None:
        """Drop the letters whose unique key begins with `prefix` and that still wait; mark those sent as outdated."""
        keys = sorted(Outbox(self._connection).keys_beginning(prefix))
        for start in range(0, len(keys), A_CHUNK):
            named = update(outbox).where(outbox.c.unique_key.in_(keys[start : start + A_CHUNK]))
            self._connection.execute(
                named.where(outbox.c.state == DeliveryState.WAITING.value).values(
                    state=DeliveryState.DROPPED.value
                )
            )
            self._connection.execute(
                named.where(outbox.c.state == DeliveryState.SENT.value, _HAS_BUTTONS).values(
                    state=DeliveryState.OUTDATED.value
                )
            )

    def outdated(
        self, limit: int, passing: Collection[int], kinds: Collection[str]
    ) -> list[tuple[Letter, int]]:
        """Return up to `limit` letters of `kinds` whose buttons are to be brought up to date, with their message ids.

        Those whose id is among `passing` are left out.
        """
        values = {"passing": list(passing), "most": limit, "kinds": list(kinds)}
        rows = _OUTDATED.rows(self._connection, values)
        return [(Letter(*row[:-1]), row[-1]) for row in rows]

    def mark_up_to_date(self, letter_id: int, retracted_at: datetime | None) -> None:
        """Note that the letter's buttons fit; `retracted_at`: since then it has none any more."""
        _UP_TO_DATE.write(self._connection, {"letter_id": letter_id, "since": retracted_at})

    def not_arrived(self, since: datetime, limit: int) -> list[LetterOutcome]:
        """Return the latest letters since then that failed, were refused or perhaps did not arrive, newest first."""
        values = {"since": since, "most": limit}
        return _LATEST_LOST.rows_as(LetterOutcome, self._connection, values)

    def count_failed(self, since: datetime) -> int:
        """Return how many letters have been given up since then."""
        return int(_COUNT_FAILED.scalar(self._connection, {"since": since}))

    def purge(self, before: datetime, limit: int) -> int:
        """Delete up to `limit` letters that were to go before then and are settled; return how many those were."""
        return _PURGE.write(self._connection, {"before": before, "most": limit})

    def count_old(self, before: datetime, limit: int) -> int:
        """Return how many such letters there are; `limit` where they are more."""
        return int(_COUNT_OLD.scalar(self._connection, {"before": before, "most": limit}))

    def _done_since(self, moment: datetime) -> dict[int, str]:
        """Return the grids of the items that were filed or exempted since then, by item."""
        return {
            row.id: row.grid_code
            for done in _DONE_SINCE
            for row in done.rows(self._connection, {"moment": moment})
        }

    def _concerned(self, grid_codes: set[str]) -> list[int]:
        """Return who was ever appointed at these grids, and those who stood in for them."""
        found: set[int] = set()
        codes = sorted(grid_codes)
        for start in range(0, len(codes), A_CHUNK):
            for query in _CONCERNED:
                found.update(query.scalars(self._connection, {"codes": codes[start : start + A_CHUNK]}))
        return sorted(found)
