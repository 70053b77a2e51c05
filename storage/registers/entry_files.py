"""Files that belong to entries, kept by the program itself: what Telegram keeps is no evidence."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from domain.registers.entries import KeptFile
from storage.registers.tables import entry_files as table
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement


class ReceivedFile(NamedTuple):
    """A file as it came: its name, its kind as the sender's program calls it, its bytes, 20 MB at most."""

    name: str
    kind: str
    content: bytes


_KEPT = select(table.c.id, table.c.file_name.label("name"), table.c.kind, table.c.size).order_by(table.c.id)
_ADD = PreparedStatement(insert(table))
_ATTACH = PreparedStatement(
    update(table)
    .where(table.c.draft_id == bindparam("draft"))
    .values(entry_id=bindparam("entry"), draft_id=None)
)
_OF_ENTRY = PreparedStatement(_KEPT.where(table.c.entry_id == bindparam("entry")))
_OF_DRAFT = PreparedStatement(_KEPT.where(table.c.draft_id == bindparam("draft")))
_FIND_ALL = PreparedStatement(_KEPT.where(table.c.id.in_(bindparam("files", expanding=True))))
_CONTENT = PreparedStatement(
    select(table.c.id, table.c.file_name, table.c.kind, table.c.size, table.c.content).where(
        table.c.id == bindparam("file")
    )
)
_DELETE = PreparedStatement(
    delete(table).where(
        table.c.draft_id == bindparam("draft"), table.c.id.in_(bindparam("files", expanding=True))
    )
)
_DELETE_ALL = PreparedStatement(delete(table).where(table.c.draft_id == bindparam("draft")))


class EntryFiles:
    """Files are kept with a draft first, and are an entry's for good once it is opened or moved."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def keep(self, draft_id: int, field: str, file: ReceivedFile, now: datetime) -> KeptFile:
        """Keep a file that was sent as an answer to `field`."""
        size = len(file.content)
        values = {
            "draft_id": draft_id,
            "field": field,
            "file_name": file.name,
            "kind": file.kind,
            "size": size,
            "sha256": sha256(file.content).digest(),
            "kept_at": now,
            "content": file.content,
        }
        return KeptFile(_ADD.add(self._connection, values), file.name, file.kind, size)

    def attach(self, draft_id: int, entry_id: int) -> None:
        """Have the files of a draft belong to an entry: before that is deleted with what it still has."""
        _ATTACH.write(self._connection, {"draft": draft_id, "entry": entry_id})

    def content(self, file_id: int) -> tuple[KeptFile, bytes] | None:
        """Return a file with its bytes, or None."""
        row = _CONTENT.one_or_none(self._connection, {"file": file_id})
        return None if row is None else (KeptFile(*row[:-1]), row[-1])

    def of_entry(self, entry_id: int) -> list[KeptFile]:
        """Return the files of an entry, in the order in which they came."""
        return _OF_ENTRY.rows_as(KeptFile, self._connection, {"entry": entry_id})

    def of_draft(self, draft_id: int) -> list[KeptFile]:
        """Return the files that a draft has, in the order in which they came."""
        return _OF_DRAFT.rows_as(KeptFile, self._connection, {"draft": draft_id})

    def find_all(self, file_ids: Collection[int]) -> list[KeptFile]:
        """Return those of these files that there are, in the order in which they came."""
        return [
            file
            for some in in_chunks(sorted(set(file_ids)))
            for file in _FIND_ALL.rows_as(KeptFile, self._connection, {"files": some})
        ]

    def delete(self, draft_id: int, file_ids: Collection[int]) -> None:
        """Forget these of a draft's files: the answer that named them is another now. What is an entry's stays."""
        _DELETE.write(self._connection, {"draft": draft_id, "files": list(file_ids)})

    def delete_of_draft(self, draft_id: int) -> None:
        """Forget all files that a draft has."""
        _DELETE_ALL.write(self._connection, {"draft": draft_id})
