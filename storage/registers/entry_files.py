"""Files that belong to entries, kept by the program itself: what Telegram keeps is no evidence."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update

from domain.registers.entries import KeptFile
from storage.registers.tables import entry_file_contents as contents
from storage.registers.tables import entry_files as table
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement


class ReceivedFile(NamedTuple):
    """A file as it came: its name, its kind as the sender's program calls it, its bytes, 20 MB at most."""

    name: str
    kind: str
    content: bytes
    sha256: bytes


def received(name: str, kind: str, content: bytes) -> ReceivedFile:
    """Return a file to be kept; made before the work that keeps it, in which everybody would wait for the sum."""
    return ReceivedFile(name, kind, content, sha256(content).digest())


_KEPT = select(table.c.id, table.c.file_name.label("name"), table.c.kind, table.c.size).order_by(table.c.id)
_ADD = PreparedStatement(insert(table))
_ATTACH = PreparedStatement(
    update(table)
    .where(table.c.draft_id == bindparam("draft"))
    .values(entry_id=bindparam("entry"), draft_id=None)
)
_OF_ENTRY = PreparedStatement(_KEPT.where(table.c.entry_id == bindparam("entry")))
_NAMES_OF = PreparedStatement(
    select(table.c.entry_id, table.c.file_name, table.c.id).where(
        table.c.entry_id.in_(bindparam("entries", expanding=True))
    )
)
_OF_DRAFT = PreparedStatement(_KEPT.where(table.c.draft_id == bindparam("draft")))
_FIND_ALL = PreparedStatement(_KEPT.where(table.c.id.in_(bindparam("files", expanding=True))))
_CONTENT = PreparedStatement(
    select(*_KEPT.selected_columns, contents.c.content)
    .join(contents, contents.c.file_id == table.c.id)
    .where(table.c.id == bindparam("file"))
)
_IDS: BindParameter[int] = bindparam("files", expanding=True)
_OF_DRAFT_AMONG = PreparedStatement(
    select(table.c.id).where(table.c.draft_id == bindparam("draft"), table.c.id.in_(_IDS))
)
_DELETE = PreparedStatement(delete(table).where(table.c.id.in_(_IDS)))
_DELETE_CONTENT = PreparedStatement(delete(contents).where(contents.c.file_id.in_(_IDS)))


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
            "sha256": file.sha256,
            "kept_at": now,
        }
        file_id = _ADD.add(self._connection, values)
        # Past what is sent together, which writes bytes out as text: PostgreSQL would take three times as long.
        self._connection.execute(insert(contents), {"file_id": file_id, "content": file.content})
        return KeptFile(file_id, file.name, file.kind, size)

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

    def names_of(self, entry_ids: Collection[int]) -> dict[int, list[str]]:
        """Return the names of the files of these entries, in the order in which they came."""
        found: dict[int, list[str]] = {}
        for some in in_chunks(entry_ids):
            rows = _NAMES_OF.rows(self._connection, {"entries": some})
            for row in sorted(rows, key=lambda row: row.id):
                found.setdefault(row.entry_id, []).append(row.file_name)
        return found

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
        given = {"draft": draft_id, "files": list(file_ids)}
        self._delete(_OF_DRAFT_AMONG.scalars(self._connection, given))

    def delete_of_draft(self, draft_id: int) -> None:
        """Forget all files that a draft has."""
        self._delete([file.id for file in self.of_draft(draft_id)])

    def _delete(self, file_ids: list[int]) -> None:
        _DELETE_CONTENT.write(self._connection, {"files": file_ids})
        _DELETE.write(self._connection, {"files": file_ids})
