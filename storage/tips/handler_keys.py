"""Handlers' own keys: the public one, and in custody `unlock` the secret one under its owner's passphrase."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, bindparam, delete, insert, select

from storage.statements.prepared import PreparedStatement
from storage.tips.tables import handler_keys

_FIND = PreparedStatement(
    select(handler_keys.c.recipient, handler_keys.c.added_on, handler_keys.c.locked_key).where(
        handler_keys.c.person_id == bindparam("person")
    )
)
_RECIPIENTS = PreparedStatement(
    select(handler_keys.c.person_id, handler_keys.c.recipient).where(
        handler_keys.c.person_id.in_(bindparam("people", expanding=True))
    )
)


@dataclass(frozen=True, slots=True)
class HandlerKey:
    """A handler's key. `locked` is the secret one in an age file with a passphrase; None where its owner keeps it."""

    recipient: str
    added_on: date
    locked: bytes | None = field(default=None, repr=False)


class HandlerKeys:
    """One key a person, whichever body they work for."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def put(self, person_id: int, key: HandlerKey) -> None:
        """Keep `key` for the person, in place of any before."""
        self._connection.execute(delete(handler_keys).where(handler_keys.c.person_id == person_id))
        self._connection.execute(
            insert(handler_keys),
            {
                "person_id": person_id,
                "recipient": key.recipient,
                "added_on": key.added_on,
                "locked_key": key.locked,
            },
        )

    def find(self, person_id: int) -> HandlerKey | None:
        """Return the person's key, or None."""
        row = _FIND.one_or_none(self._connection, {"person": person_id})
        return None if row is None else HandlerKey(row.recipient, row.added_on, row.locked_key)

    def recipients(self, person_ids: Iterable[int]) -> dict[int, str]:
        """Return the public keys of those of these people who have one."""
        return dict(_RECIPIENTS.rows(self._connection, {"people": list(person_ids)}))
