"""Who read or changed what; only ever added to (DOMAIN.md section 4: every read of a tip is in the audit log)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.tables import audit


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`person_id` did `act` to `subject` (a tip's number, a person's staff number) at `acted_at`."""

    acted_at: datetime
    person_id: int
    act: str
    subject: str


class Audit:
    """Entries in the order they were made."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, entry: AuditEntry) -> None:
        """Write `entry` down."""
        self._connection.execute(
            insert(audit).values(
                acted_at=entry.acted_at, person_id=entry.person_id, act=entry.act, subject=entry.subject
            )
        )

    def all_about(self, subject: str) -> list[AuditEntry]:
        """Return every entry about `subject`, oldest first."""
        rows = self._connection.execute(
            select(audit.c.acted_at, audit.c.person_id, audit.c.act, audit.c.subject)
            .where(audit.c.subject == subject)
            .order_by(audit.c.id)
        )
        return [AuditEntry(*row) for row in rows]
