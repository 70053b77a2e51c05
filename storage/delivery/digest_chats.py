"""Groups that receive a unit's digests."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from storage.delivery.letters import DeliveryState
from storage.delivery.tables import digest_chats
from storage.tables import outbox

_ON_ITS_WAY = (DeliveryState.WAITING.value, DeliveryState.LEAVING.value)


@dataclass(frozen=True, slots=True)
class DigestChat:
    """A group that receives: whose digests, in which language, in which of its topics (None: it has none)."""

    grid_code: str
    language: str
    thread_id: int | None = None


class DigestChats:
    """Groups that receive, in a table."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, chat_id: int, chat: DigestChat, added_by: int) -> None:
        """Send the unit's digests without persons to this group from now on; `added_by` is a person's id."""
        self.remove(chat_id)
        self._connection.execute(
            insert(digest_chats).values(
                chat_id=chat_id,
                grid_code=chat.grid_code,
                language=chat.language,
                thread_id=chat.thread_id,
                added_by=added_by,
            )
        )

    def remove(self, chat_id: int) -> DigestChat | None:
        """Send this group no more digests; return what it received, or None where that was nothing."""
        found = self.find(chat_id)
        self._connection.execute(delete(digest_chats).where(digest_chats.c.chat_id == chat_id))
        return found

    def find(self, chat_id: int) -> DigestChat | None:
        """Return what this group receives, or None."""
        return self._read(digest_chats.c.chat_id == chat_id).get(chat_id)

    def of_unit(self, grid_code: str) -> Mapping[int, DigestChat]:
        """Return the groups that receive the unit's digests, by their ids."""
        return self._read(digest_chats.c.grid_code == grid_code)

    def move(self, old_id: int, new_id: int) -> None:
        """Follow a group that became a supergroup, with all that is on its way to it; asked twice, nothing changes.

        Keys of letters move too, or what went to the group before would be queued for it anew.
        """
        if self.find(new_id) is not None:
            self.remove(old_id)
        self._connection.execute(
            update(digest_chats).where(digest_chats.c.chat_id == old_id).values(chat_id=new_id)
        )
        letters = update(outbox).where(outbox.c.chat_id == old_id)
        key = func.replace(outbox.c.unique_key, f"chat{old_id}", f"chat{new_id}")
        self._connection.execute(letters.values(unique_key=key))
        self._connection.execute(letters.where(outbox.c.state.in_(_ON_ITS_WAY)).values(chat_id=new_id))

    def _read(self, which: object) -> dict[int, DigestChat]:
        columns = (digest_chats.c.grid_code, digest_chats.c.language, digest_chats.c.thread_id)
        rows = self._connection.execute(select(digest_chats.c.chat_id, *columns).where(which))  # type: ignore[arg-type]
        return {row.chat_id: DigestChat(row.grid_code, row.language, row.thread_id) for row in rows}
