"""Which handlers' chats are asked for a passphrase or a key, so that a restart forgets none: nothing of the secret.

Only handlers of tips are ever here. Whoever looks up a receipt leaves no row.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from storage.statements.rows import rows_as
from storage.tips.tables import asked_secrets


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
        self._connection.execute(insert(asked_secrets), values)

    def forget(self, chat_id: int) -> None:
        """Note that the chat is not asked any more."""
        self._connection.execute(delete(asked_secrets).where(asked_secrets.c.chat_id == chat_id))

    def everywhere(self) -> list[AskedSecret]:
        """Return what every chat is asked for."""
        columns = (asked_secrets.c.chat_id, asked_secrets.c.asking, asked_secrets.c.number)
        return rows_as(AskedSecret, self._connection.execute(select(*columns)))
