"""Who read or changed what; only ever added to (docs/domain.md section 4: every read of a tip is in the audit log).

Each receiving body has a chain of its own. An entry holds its place in the chain, counted from 1, the hash of the
entry before, and a hash of all that and of what it says: whoever changes, takes out, inserts or swaps entries
breaks the chain there, unless they write it anew from there on. Against that, and against a tail cut off, helps
only a head written down elsewhere earlier.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select, type_coerce
from sqlalchemy.types import NullType

from domain.tips.routing import Body
from storage.statements.prepared import PreparedStatement
from storage.tables import audit as table

NO_HASH: Final = bytes(32)
"""What stands for the hash of the entry before the first."""
SUBJECT_LENGTH: Final = 64
"""How many characters a subject has at most: what PostgreSQL's column holds (SQLite's holds anything)."""
ACT_LENGTH: Final = 32
"""How many characters an act has at most, for the same reason."""
COMMAND_LINE: Final = "command-line"
"""The `actor` of what is done on the server, where nobody is known by name."""

_DIGITS: Final = 16
_ADD = PreparedStatement(insert(table))
_LAST = PreparedStatement(
    select(table.c.place, table.c.hash)
    .where(table.c.chain == bindparam("chain"))
    .order_by(table.c.place.desc())
    .limit(1)
)
_HASH_AT = PreparedStatement(
    select(table.c.hash).where(table.c.chain == bindparam("chain"), table.c.place == bindparam("place"))
)
_ABOUT = PreparedStatement(
    select(table.c.acted_at, table.c.person_id, table.c.act, table.c.subject, table.c.chain, table.c.actor)
    .where(table.c.subject == bindparam("subject"), table.c.chain == bindparam("chain"))
    .order_by(table.c.place)
)
# As the driver gives it: SQLite keeps anything in any column, and what was put there must not stop the search.
_STORED = select(*(type_coerce(column, NullType()).label(column.name) for column in table.c)).order_by(
    table.c.chain, table.c.place
)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`person_id` did `act` to `subject` (a tip's number, a person's staff number) at `acted_at` (aware).

    A subject of several parts is made by `subject_of`. Where it was nobody known, `person_id` is None and `actor`
    says what did it. `chain` is the body (Body) whose entry it is.
    """

    acted_at: datetime
    person_id: int | None
    act: str
    subject: str
    chain: str = Body.OFFICE.value
    actor: str = ""


class Head(NamedTuple):
    """The last entry of a chain: its place, which is how many there are, and its hash (32 bytes)."""

    place: int
    hash: bytes


class Wrong(StrEnum):
    """What is wrong at a place; Fluent keys are `audit-<name>` with hyphens."""

    HASH = "hash_wrong"
    PREVIOUS = "previous_wrong"
    MISSING = "place_missing"


@dataclass(frozen=True, slots=True)
class AuditFault:
    """The entry at `place` of `chain` was changed, does not follow the one before, or is missing.

    `count` is how many are missing, from `place` on.
    """

    chain: str
    place: int
    wrong: Wrong
    count: int = 1


class Audit:
    """Entries in the order they were made."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, entry: AuditEntry) -> None:
        """Write `entry` down at the end of its chain, its subject as `subject_of` shortens it."""
        entry = replace(entry, subject=subject_of(entry.subject))
        chain = str(entry.chain)
        last = self.head(chain)
        _ADD.write(
            self._connection,
            {
                "chain": chain,
                "place": last.place + 1,
                "acted_at": entry.acted_at,
                "person_id": entry.person_id,
                "actor": entry.actor,
                "act": entry.act,
                "subject": entry.subject,
                "previous": last.hash,
                "hash": entry_hash(entry, last.place + 1, last.hash),
            },
        )

    def all_about(self, subject: str, chain: str = Body.OFFICE.value) -> list[AuditEntry]:
        """Return every entry of `chain` about `subject`, oldest first."""
        values = {"subject": subject_of(subject), "chain": str(chain)}
        return _ABOUT.rows_as(AuditEntry, self._connection, values)

    def last_done(
        self, person_id: int, acts: Collection[str], subjects: Collection[str], chain: str
    ) -> dict[str, datetime]:
        """Return when the person last did one of `acts` to each of `subjects`, where they ever did."""
        query = (
            select(table.c.subject, func.max(table.c.acted_at).label("last_at"))
            .where(
                table.c.chain == chain,
                table.c.person_id == person_id,
                table.c.act.in_(acts),
                table.c.subject.in_(subjects),
            )
            .group_by(table.c.subject)
        )
        return {row.subject: row.last_at for row in self._connection.execute(query)}

    def head(self, chain: str) -> Head:
        """Return the end of `chain`; of an empty one, place 0 and NO_HASH."""
        row = _LAST.one_or_none(self._connection, {"chain": str(chain)})
        return Head(0, NO_HASH) if row is None else Head(row.place, row.hash)

    def find_hash(self, chain: str, place: int) -> bytes | None:
        """Return the hash stored at `place` of `chain` (NO_HASH at 0), or None where there is no such entry."""
        if place == 0:
            return NO_HASH
        found: bytes | None = _HASH_AT.scalar(self._connection, {"chain": str(chain), "place": place})
        return found

    def verify(self) -> list[AuditFault]:
        """Return what is wrong with the chains, by chain and place; nothing where all are intact.

        A chain whose tail was cut off, or that was written anew up to its end, is intact: compare its head.
        """
        rows = self._connection.execute(_STORED, execution_options={"yield_per": 1000})
        chains = groupby(rows, key=lambda row: str(row.chain))
        return [fault for chain, entries in chains for fault in _faults(chain, entries)]


def subject_of(*parts: str) -> str:
    """Return the subject that `parts` name, divided by spaces, in at most SUBJECT_LENGTH characters.

    A longer one keeps its ends; between them stand the first 16 hexadecimal digits of the SHA-256 of the whole in
    UTF-8. So two subjects that were shortened are the same by a chance of one in 2^64, and whoever knows the parts
    can tell that they are meant. What is short enough, or was shortened before, stays as it is.
    """
    whole = " ".join(parts)
    if len(whole) <= SUBJECT_LENGTH:
        return whole
    digest = f"~{hashlib.sha256(whole.encode()).hexdigest()[:_DIGITS]}~"
    end = (SUBJECT_LENGTH - len(digest)) // 2
    return f"{whole[:end]}{digest}{whole[-end:]}"


def entry_hash(entry: AuditEntry, place: int, previous: bytes) -> bytes:
    """Return the SHA-256 (32 bytes) of `entry` at `place` of its chain after an entry whose hash is `previous`.

    Hashed is a JSON array (RFC 8259) in UTF-8 without spaces: chain, place, previous in hexadecimal, the moment
    in UTC (ISO 8601), person, actor, act, subject. Migrations and other programs may rely on it.
    """
    moment = entry.acted_at.astimezone(UTC).isoformat()
    content = [
        str(entry.chain),
        place,
        previous.hex(),
        moment,
        entry.person_id,
        entry.actor,
        entry.act,
        entry.subject,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).digest()


def _faults(chain: str, rows: Iterable[Any]) -> Iterator[AuditFault]:
    """Give the faults of one chain, whose stored `rows` come by place."""
    expected, previous = 1, NO_HASH
    for row in rows:
        if not isinstance(row.place, int):
            yield AuditFault(chain, expected, Wrong.HASH)
            continue
        if row.place > expected:
            yield AuditFault(chain, expected, Wrong.MISSING, row.place - expected)
        elif row.place < expected or row.previous != previous:
            yield AuditFault(chain, row.place, Wrong.PREVIOUS)
        if row.hash != _find_hash_of(row):
            yield AuditFault(chain, row.place, Wrong.HASH)
        expected, previous = row.place + 1, row.hash


def _find_hash_of(row: Any) -> bytes | None:
    """Return the hash that a stored row should have, None where it can't have been stored by `add`."""
    moment = _find_moment(row.acted_at)
    if moment is None:
        return None
    entry = AuditEntry(moment, row.person_id, row.act, row.subject, row.chain, row.actor)
    try:
        return entry_hash(entry, row.place, row.previous)
    except (TypeError, AttributeError):
        return None


def _find_moment(stored: object) -> datetime | None:
    """Return the moment that the driver gave: PostgreSQL's without a zone, SQLite's as SQLAlchemy writes it."""
    if isinstance(stored, datetime):
        return stored.replace(tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(str(stored))
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if f"{moment:%Y-%m-%d %H:%M:%S.%f}" == stored else None
