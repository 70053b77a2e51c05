"""The headers that hand-overs replaced: who replaced each, and on which day somebody else opened what came after.

By them what was sealed can still be opened, should the new ones open nothing; how long they stay is decided in
domain/tips/kept_headers.py.
"""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from domain.tips.kept_headers import HeaderOpening, KeptHeader, counts
from domain.tips.routing import Body
from storage.statements.prepared import PreparedStatement
from storage.statements.scrubbing import ask_for_scrub
from storage.tips.age_header import NONCE_BYTES, header_of
from storage.tips.rewrap import with_header
from storage.tips.tables import kept_headers, tips


@dataclass(frozen=True, slots=True)
class Replacing:
    """A hand-over by `person_id` on a day, to these public keys."""

    person_id: int
    on: date
    sealed_to: Collection[str]


@dataclass(frozen=True, slots=True)
class StoredHeader:
    """A kept header of the tip `number` of `body`, by its row's random id."""

    id: str
    number: str
    body: Body
    kept: KeptHeader


_OF_NUMBER = kept_headers.c.tip_number == bindparam("number")
_OF_TIP = PreparedStatement(
    select(kept_headers.c.payload, kept_headers.c.header)
    .where(_OF_NUMBER)
    .order_by(kept_headers.c.replaced_on, kept_headers.c.id)
)
_COUNT_VERSIONS = PreparedStatement(
    select(func.count())
    .where(_OF_NUMBER)
    .group_by(kept_headers.c.payload)
    .order_by(func.count().desc())
    .limit(1)
)
_OPENED = PreparedStatement(
    select(kept_headers, tips.c.body)
    .join(tips, tips.c.number == kept_headers.c.tip_number)
    .where(kept_headers.c.opened_on.is_not(None))
    .order_by(kept_headers.c.tip_number, kept_headers.c.id)
)


class KeptHeaders:
    """By the tip's number; who may see that tip is asked of the register (storage/tips/tips.py)."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, number: str, replaced: Iterable[bytes], replacing: Replacing) -> None:
        """Keep the headers of these ciphertexts, which are being replaced."""
        ask_for_scrub(self._connection)
        rows = [
            {
                "id": secrets.token_hex(16),
                "tip_number": number,
                "payload": payload_of(sealed),
                "header": header_of(sealed),
                "replaced_on": replacing.on,
                "replaced_by": replacing.person_id,
            }
            for sealed in replaced
        ]
        self._connection.execute(insert(kept_headers), rows)

    def of_tip(self, number: str) -> dict[bytes, list[bytes]]:
        """Return the headers that were replaced, oldest first, by the payload (payload_of) that they open."""
        found: dict[bytes, list[bytes]] = {}
        for row in _OF_TIP.rows(self._connection, {"number": number}):
            found.setdefault(bytes(row.payload), []).append(bytes(row.header))
        return found

    def below(self, number: str, sealed: bytes) -> list[bytes]:
        """Return `sealed`, a ciphertext of the tip, below each of the headers that were replaced, the latest first."""
        kept = self.of_tip(number).get(payload_of(sealed), ())
        return [bytes(with_header(sealed, header)) for header in reversed(kept)]

    def numbers(self) -> set[str]:
        """Return the numbers of the tips of which headers were replaced."""
        return set(self._connection.execute(select(kept_headers.c.tip_number).distinct()).scalars())

    def count_versions(self, number: str) -> int:
        """Return how many headers there are, besides the one in force, of that part of the tip which has most."""
        return _COUNT_VERSIONS.scalar(self._connection, {"number": number}) or 0

    def note_opening(self, number: str, sealed: bytes, opening: HeaderOpening) -> None:
        """Note that the header in force of `sealed`, a ciphertext of the tip, was opened: the day, never more."""
        query = select(kept_headers).where(
            kept_headers.c.tip_number == number,
            kept_headers.c.payload == payload_of(sealed),
            kept_headers.c.opened_on.is_(None),
        )
        found = [row.id for row in self._connection.execute(query) if counts(_kept(row), opening)]
        if not found:
            return
        ask_for_scrub(self._connection)
        self._connection.execute(
            update(kept_headers)
            .where(kept_headers.c.id.in_(found))
            .values(opened_with=opening.own_key, opened_on=opening.on)
        )

    def opened(self) -> list[StoredHeader]:
        """Return those of which somebody else opened what came after, by tip."""
        return [
            StoredHeader(row.id, row.tip_number, Body(row.body), _kept(row))
            for row in _OPENED.rows(self._connection)
        ]

    def forget_openings(self, ids: Collection[str]) -> None:
        """Have these wait again for somebody else to open what came after."""
        if ids:
            ask_for_scrub(self._connection)
        for some in _chunks(ids):
            self._connection.execute(
                update(kept_headers)
                .where(kept_headers.c.id.in_(some))
                .values(opened_with=None, opened_on=None)
            )

    def erase(self, ids: Collection[str]) -> None:
        """Erase these."""
        ask_for_scrub(self._connection)
        for some in _chunks(ids):
            self._connection.execute(delete(kept_headers).where(kept_headers.c.id.in_(some)))


def payload_of(sealed: bytes) -> bytes:
    """Return the nonce that a payload begins with: what it is known by, whatever its header."""
    start = len(header_of(sealed))
    return sealed[start : start + NONCE_BYTES]


def _kept(row: Row[Any]) -> KeptHeader:
    return KeptHeader(row.replaced_by, row.opened_with, row.opened_on)


def _chunks(ids: Collection[str]) -> Iterable[list[str]]:
    listed = list(ids)
    return (listed[start : start + 500] for start in range(0, len(listed), 500))
