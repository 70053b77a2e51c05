"""Filed documents that went to somebody without a phone here: which version, on which day, in which way."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from storage.reporting.filed_documents import DocumentKey
from storage.reporting.tables import document_sendings as table


@dataclass(frozen=True, slots=True)
class DocumentSending:
    """A version went out on a day (in Shanghai) in a way, as the office says."""

    version: int
    sent_on: date
    way: str


class DocumentSendings:
    """What the office notes; the last note can be taken back, and the audit log keeps both."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, key: DocumentKey, sending: DocumentSending, person_id: int, now: datetime) -> bool:
        """Note a sending; return whether it is new: of the same version, day and way there is one."""
        if sending in self.of(key):
            return False
        self._connection.execute(
            insert(table).values(
                unit_code=key.unit_code,
                kind=key.kind,
                subject=key.subject,
                version=sending.version,
                sent_on=sending.sent_on,
                way=sending.way,
                noted_by=person_id,
                noted_at=now,
            )
        )
        return True

    def of(self, key: DocumentKey) -> list[DocumentSending]:
        """Return the sendings of a document, as they were noted."""
        rows = self._connection.execute(
            select(table.c.version, table.c.sent_on, table.c.way).where(*_is(key)).order_by(table.c.id)
        )
        return [DocumentSending(row.version, row.sent_on, row.way) for row in rows]

    def take_back(self, key: DocumentKey) -> bool:
        """Forget the sending noted last; return whether there was one."""
        last = select(func.max(table.c.id)).where(*_is(key)).scalar_subquery()
        return self._connection.execute(delete(table).where(table.c.id == last)).rowcount > 0


def _is(key: DocumentKey) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.unit_code == key.unit_code,
        table.c.kind == key.kind,
        table.c.subject == key.subject,
    )
