"""What the outbox asks and writes, each put into words once: a tick, and each letter, goes through most of it."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, insert, or_, select, update

from storage.delivery.letters import ARRIVED, DeliveryState
from storage.statements.prepared import PreparedStatement
from storage.tables import outbox, people

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

_LAST = chr(0x10FFFF)
"""Sorts behind everything that a key can hold."""
_WAITS = outbox.c.state == DeliveryState.WAITING.value
_NOW: ColumnElement[datetime] = bindparam("now")
_LETTER: ColumnElement[int] = bindparam("letter_id")
_AMONG = outbox.c.person_id.in_(bindparam("people", expanding=True))


def range_of(prefix: str) -> dict[str, str]:
    """Return the values with which keys are found that begin with `prefix`: a range of the index, not a scan."""
    return {"first": prefix, "end": prefix + _LAST}


def _beginning(key: ColumnElement[str]) -> ColumnElement[bool]:
    return and_(key >= bindparam("first"), key < bindparam("end"))


def _by_keys(query: Select[Any], *conditions: ColumnElement[bool]) -> PreparedStatement:
    return PreparedStatement(
        query.where(_beginning(outbox.c.unique_key), *conditions),
        # Only in this order do the keys that begin alike stand together.
        elsewhere=query.where(_beginning(outbox.c.unique_key.collate("C")), *conditions),
    )


_DUE = (
    select(*LETTER_COLUMNS)
    .where(
        _WAITS,
        outbox.c.not_before_at <= _NOW,
        or_(outbox.c.person_id.is_(None), outbox.c.person_id.not_in(bindparam("not_people", expanding=True))),
        or_(outbox.c.chat_id.is_(None), outbox.c.chat_id.not_in(bindparam("not_chats", expanding=True))),
        outbox.c.kind.not_in(bindparam("not_kinds", expanding=True)),
    )
    .order_by(outbox.c.urgent.desc(), outbox.c.not_before_at, outbox.c.id)
    .limit(bindparam("most"))
)
DUE = PreparedStatement(_DUE)
DUE_URGENT = PreparedStatement(_DUE.where(outbox.c.urgent))
NEXT_DUE_AT = PreparedStatement(
    select(func.min(outbox.c.not_before_at)).where(_WAITS, outbox.c.not_before_at > _NOW)
)
KNOWN_KEYS = PreparedStatement(
    select(outbox.c.unique_key).where(outbox.c.unique_key.in_(bindparam("keys", expanding=True)))
)
ADD = PreparedStatement(insert(outbox))
STEP = PreparedStatement(
    update(outbox)
    .where(outbox.c.id == _LETTER, outbox.c.state == bindparam("was"))
    .values(state=bindparam("becomes"), lease_token=bindparam("lease"))
)
SETTLE = PreparedStatement(
    update(outbox)
    .where(outbox.c.id == _LETTER)
    .values(state=bindparam("becomes"), message_id=bindparam("number"), sent_at=bindparam("at"))
)
POSTPONE = PreparedStatement(
    update(outbox)
    .where(outbox.c.id == _LETTER)
    .values(
        state=DeliveryState.WAITING.value,
        not_before_at=bindparam("until"),
        tries=outbox.c.tries + bindparam("more"),
    )
)
ON_THEIR_WAY = PreparedStatement(
    select(outbox.c.id, outbox.c.kind, outbox.c.state)
    .where(
        outbox.c.state.in_([DeliveryState.LEAVING.value, DeliveryState.LEFT.value]),
        or_(outbox.c.lease_token.is_(None), outbox.c.lease_token <= bindparam("lease")),
    )
    .order_by(outbox.c.id)
)
GROUPS_WRITTEN = PreparedStatement(
    select(outbox.c.chat_id, outbox.c.sent_at)
    .where(
        outbox.c.state.in_([state.value for state in ARRIVED]),
        outbox.c.person_id.is_(None),
        outbox.c.sent_at >= bindparam("since"),
        outbox.c.chat_id < 0,
    )
    .order_by(outbox.c.sent_at)
)
_TOLD = select(outbox.c.person_id).where(
    outbox.c.state.in_([state.value for state in ARRIVED]),
    outbox.c.urgent.is_(False),
    outbox.c.not_before_at >= bindparam("from"),
    outbox.c.kind.in_(bindparam("kinds", expanding=True)),
    outbox.c.sent_at >= bindparam("since"),
    outbox.c.person_id.is_not(None),
)
TOLD = PreparedStatement(_TOLD)
TOLD_AMONG = PreparedStatement(_TOLD.where(_AMONG))
KEYS_BEGINNING = _by_keys(select(outbox.c.unique_key))
PEOPLE_WRITTEN = _by_keys(select(outbox.c.person_id))
PEOPLE_WRITTEN_AMONG = _by_keys(select(outbox.c.person_id), _AMONG)
SAID = _by_keys(select(outbox.c.person_id, outbox.c.payload))
SAID_AMONG = _by_keys(select(outbox.c.person_id, outbox.c.payload), _AMONG)


@cache
def superseding(kinds: frozenset[str]) -> PreparedStatement:
    """Return what drops the letters of `kinds` that wait for one `reader`."""
    of_kinds = or_(*(outbox.c.kind == kind for kind in sorted(kinds)))
    theirs = outbox.c.person_id == bindparam("reader")
    return PreparedStatement(
        update(outbox).where(theirs, of_kinds, _WAITS).values(state=DeliveryState.DROPPED.value)
    )
