"""Which handlers' chats are asked for a passphrase or a key, so that a restart forgets none: nothing of the secret.

Only handlers of tips are ever here. Whoever looks up a receipt leaves no row.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select

from storage.statements.prepared import PreparedStatement
from storage.tips.tables import asked_secrets

_EVERYWHERE = PreparedStatement(
    select(asked_secrets.c.chat_id, asked_secrets.c.asking, asked_secrets.c.number)
)
_PUT = PreparedStatement(insert(asked_secrets))
_FORGET = PreparedStatement(delete(asked_secrets).where(asked_secrets.c.chat_id == bindparam("chat")))


@dataclass(frozen=True, slots=True)
class AskedSecret:
    """What a chat is asked for: by which conversation, as it notes that itself, and to read which tip ("": none)."""

    chat_id: int
    asking: str
    number: str = ""


class AskedSecrets:
    """One a chat."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def put(self, asked: AskedSecret) -> None:
        """Note what a chat is asked for, in place of any before."""
        self.forget(asked.chat_id)
        values = {"chat_id": asked.chat_id, "asking": asked.asking, "number": asked.number}
        _PUT.write(self._connection, values)

    def forget(self, chat_id: int) -> None:
        """Note that the chat is not asked any more."""
        _FORGET.write(self._connection, {"chat": chat_id})

    def everywhere(self) -> list[AskedSecret]:
        """Return what every chat is asked for."""
        return _EVERYWHERE.rows_as(AskedSecret, self._connection)
