"""Documents that the office edited and filed: every version as it came back (docs/domain.md section 6)."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, insert, select

from storage.reporting.tables import filed_documents as table
from storage.tables import people


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """Which document: of which unit, of which kind, about what (a period, a grid, a person, as `kind` has it)."""

    unit_code: str
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document and what it is called, plain."""

    key: DocumentKey
    name: str


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """One version as it was filed, without its bytes; versions count from 1."""

    id: int
    key: DocumentKey
    version: int
    file_name: str
    filed_by: str
    filed_at: datetime
    filed_by_id: int


class NamedFile(NamedTuple):
    """A file by its name."""

    name: str
    content: bytes


class FiledDocuments:
    """Versions are added and never changed."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection
        self._last: tuple[DocumentKey, int, NamedFile] | None = None

    def add(self, key: DocumentKey, file: NamedFile, person_id: int, now: datetime) -> int:
        """File what came back as the document's next version; return its number."""
        file_name, content = file
        version: int = (
            1
            + self._connection.execute(
                select(func.coalesce(func.max(table.c.version), 0)).where(*_is(key))
            ).scalar_one()
        )
        self._connection.execute(
            insert(table).values(
                unit_code=key.unit_code,
                kind=key.kind,
                subject=key.subject,
                version=version,
                file_name=file_name,
                content=content,
                filed_by=person_id,
                filed_at=now,
            )
        )
        return version

    def versions(self, key: DocumentKey) -> list[FiledDocument]:
        """Return what was filed of the document, newest first."""
        rows = self._connection.execute(
            select(
                table.c.id,
                table.c.version,
                table.c.file_name,
                people.c.name,
                table.c.filed_at,
                people.c.id.label("filed_by_id"),
            )
            .join(people, people.c.id == table.c.filed_by)
            .where(*_is(key))
            .order_by(table.c.version.desc())
        )
        return [
            FiledDocument(row.id, key, row.version, row.file_name, row.name, row.filed_at, row.filed_by_id)
            for row in rows
        ]

    def find_content(self, key: DocumentKey, version: int) -> NamedFile | None:
        """Return (name, content) of a version, or None.

        Asked for again it is the same bytes: a version on its way to many is in memory once.
        """
        if self._last is not None and self._last[:2] == (key, version):
            return self._last[2]
        row = self._connection.execute(
            select(table.c.file_name, table.c.content).where(*_is(key), table.c.version == version)
        ).one_or_none()
        if row is None:
            return None
        file = NamedFile(row.file_name, row.content)
        self._last = key, version, file
        return file


def _is(key: DocumentKey) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.unit_code == key.unit_code,
        table.c.kind == key.kind,
        table.c.subject == key.subject,
    )
