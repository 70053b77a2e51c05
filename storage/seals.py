"""To whom each row of a tip is sealed, and writing its headers anew at a hand-over (DOMAIN.md section 4, routing)."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select, update

from storage.age_header import HEADER_LIMIT, NONCE_BYTES, header_of
from storage.rewrap import with_header
from storage.tip_tables import kept_headers, tip_files, tip_messages, tip_recusals, tip_steps, tips
from storage.tips import TipReader, readable_by

_SEALED: dict[str, tuple[Table, ColumnElement[Any], ColumnElement[Any], tuple[str, ...]]] = {
    "tip": (tips, tips.c.number, tips.c.number, ("sealed_text", "sealed_reporter")),
    "message": (tip_messages, tip_messages.c.id, tip_messages.c.tip_number, ("sealed_text",)),
    "file": (tip_files, tip_files.c.id, tip_files.c.tip_number, ("sealed_cleaned", "sealed_original")),
    "step": (tip_steps, tip_steps.c.id, tip_steps.c.tip_number, ("sealed_note",)),
}
"""By kind: the table, its key, the tip's number, the columns of ciphertext."""


@dataclass(frozen=True, slots=True)
class SealedRow:
    """A row of ciphertext that belongs to the tip `number`; `sealed_to` None says the body's shared keys."""

    number: str
    kind: str
    key: str | int
    sealed_to: tuple[str, ...] | None


class Seals:
    """The seals of the tips that a reader may see."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def rows(self, reader: TipReader, number: str | None = None) -> list[SealedRow]:
        """Return what is sealed to handlers of all tips that `reader` may see, or of one; erased ones have nothing."""
        return list(self._rows(reader, number))

    def _rows(self, reader: TipReader, number: str | None) -> Iterator[SealedRow]:
        for kind, (table, key, of_tip, columns) in _SEALED.items():
            query = (
                select(of_tip, key, table.c.sealed_to)
                .where(readable_by(reader), table.c[columns[0]].is_not(None))
                .order_by(key)
            )
            if table is not tips:
                query = query.join(tips, tips.c.number == of_tip)
            if table is tip_messages:
                # A handler's own message is sealed to the receipt's key, and stays so.
                query = query.where(
                    tip_messages.c.from_reporter | tip_messages.c.fact_request_id.is_not(None)
                )
            if number is not None:
                query = query.where(tips.c.number == number)
            for row in self._connection.execute(query):
                sealed_to = None if row.sealed_to is None else tuple(row.sealed_to.split())
                yield SealedRow(row[0], kind, row[1], sealed_to)

    def recused(self, numbers: Collection[str]) -> dict[str, set[int]]:
        """Return who has recused themselves from each of these tips, where anybody has."""
        found: dict[str, set[int]] = {}
        for row in self._connection.execute(select(tip_recusals)):
            if row.tip_number in numbers:
                found.setdefault(row.tip_number, set()).add(row.person_id)
        return found

    def headers(self, row: SealedRow) -> dict[str, bytes]:
        """Return the headers of the row's ciphertexts, by column."""
        table, key, _of_tip, columns = _SEALED[row.kind]
        starts = [func.substr(table.c[name], 1, HEADER_LIMIT).label(name) for name in columns]
        found = self._connection.execute(select(*starts).where(key == row.key)).mappings().one()
        return {name: header_of(bytes(found[name])) for name in columns if found[name] is not None}

    def earlier(self, row: SealedRow) -> dict[str, list[bytes]]:
        """Return the headers that were replaced at hand-overs, by column."""
        table, key, _of_tip, columns = _SEALED[row.kind]
        query = select(kept_headers.c.payload, kept_headers.c.header).where(
            kept_headers.c.tip_number == row.number
        )
        kept = self._connection.execute(query).all()
        if not kept:
            return {}
        starts = [func.substr(table.c[name], 1, HEADER_LIMIT).label(name) for name in columns]
        held = self._connection.execute(select(*starts).where(key == row.key)).mappings().one()
        payloads = {name: _payload(bytes(held[name])) for name in columns if held[name] is not None}
        return {
            name: [bytes(one.header) for one in kept if bytes(one.payload) == payload]
            for name, payload in payloads.items()
        }

    def by_kept_headers(self, number: str, sealed: bytes) -> list[bytes]:
        """Return `sealed`, a ciphertext of the tip, below each of the headers that hand-overs replaced."""
        query = select(kept_headers.c.header).where(
            kept_headers.c.tip_number == number, kept_headers.c.payload == _payload(sealed)
        )
        kept = self._connection.execute(query).scalars()
        return [bytes(with_header(sealed, bytes(header))) for header in kept]

    def put_headers(
        self, row: SealedRow, headers: Mapping[str, bytes], sealed_to: Sequence[str], on: date
    ) -> None:
        """Write the row's headers anew on a day, by column; those before are kept. Raises ValueError for none."""
        table, key, _of_tip, columns = _SEALED[row.kind]
        held = (
            self._connection.execute(select(*(table.c[name] for name in columns)).where(key == row.key))
            .mappings()
            .one()
        )
        values: dict[str, object] = {
            name: with_header(bytes(held[name]), header) for name, header in headers.items()
        }
        self._connection.execute(
            insert(kept_headers),
            [
                {
                    "id": secrets.token_hex(16),
                    "tip_number": row.number,
                    "payload": _payload(bytes(held[name])),
                    "header": header_of(bytes(held[name])),
                    "replaced_on": on,
                }
                for name in headers
            ],
        )
        self._connection.execute(
            update(table).where(key == row.key).values(**values, sealed_to=" ".join(sorted(sealed_to)))
        )


def _payload(sealed: bytes) -> bytes:
    """Return the nonce that a payload begins with: what it is known by, whatever its header."""
    start = len(header_of(sealed))
    return sealed[start : start + NONCE_BYTES]
