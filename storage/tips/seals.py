"""To whom each row of a tip is sealed, and writing its headers anew at a hand-over (docs/domain.md section 4)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, select, update

from domain.tips.kept_headers import HeaderOpening
from storage.statements.prepared import PreparedStatement
from storage.tips.age_header import HEADER_LIMIT, NONCE_BYTES, header_of
from storage.tips.kept_headers import KeptHeaders, Replacing, payload_of
from storage.tips.rewrap import with_header
from storage.tips.tables import tip_files, tip_messages, tip_recusals, tip_steps, tips
from storage.tips.tips import READABLE, TipReader, values_of

_SEALED: dict[str, tuple[Table, ColumnElement[Any], ColumnElement[Any], tuple[str, ...]]] = {
    "tip": (tips, tips.c.number, tips.c.number, ("sealed_text", "sealed_reporter")),
    "message": (tip_messages, tip_messages.c.id, tip_messages.c.tip_number, ("sealed_text",)),
    "file": (tip_files, tip_files.c.id, tip_files.c.tip_number, ("sealed_cleaned", "sealed_original")),
    "step": (tip_steps, tip_steps.c.id, tip_steps.c.tip_number, ("sealed_note",)),
}
"""By kind: the table, its key, the tip's number, the columns of ciphertext."""


def _rows_of(kind: str) -> tuple[PreparedStatement, PreparedStatement]:
    """Return what asks for the rows of a kind, of all tips that a reader may see, and of one."""
    table, key, of_tip, columns = _SEALED[kind]
    query = (
        select(of_tip.label("tip"), key.label("sealed_key"), table.c.sealed_to)
        .where(READABLE, table.c[columns[0]].is_not(None))
        .order_by(key)
    )
    if table is not tips:
        query = query.join(tips, tips.c.number == of_tip)
    if table is tip_messages:
        # A handler's own message is sealed to the receipt's key, and stays so.
        query = query.where(tip_messages.c.from_reporter | tip_messages.c.fact_request_id.is_not(None))
    return PreparedStatement(query), PreparedStatement(query.where(tips.c.number == bindparam("number")))


_ROWS = {kind: _rows_of(kind) for kind in _SEALED}
_RECUSALS = PreparedStatement(select(tip_recusals.c.tip_number, tip_recusals.c.person_id))


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
        values = values_of(reader) | ({} if number is None else {"number": number})
        for kind, (of_all, of_one) in _ROWS.items():
            for row in (of_all if number is None else of_one).rows(self._connection, values):
                sealed_to = None if row.sealed_to is None else tuple(row.sealed_to.split())
                yield SealedRow(row.tip, kind, row.sealed_key, sealed_to)

    def recused(self, numbers: Collection[str]) -> dict[str, set[int]]:
        """Return who has recused themselves from each of these tips, where anybody has."""
        found: dict[str, set[int]] = {}
        for row in _RECUSALS.rows(self._connection):
            if row.tip_number in numbers:
                found.setdefault(row.tip_number, set()).add(row.person_id)
        return found

    def headers(self, row: SealedRow) -> dict[str, bytes]:
        """Return the headers of the row's ciphertexts, by column."""
        return {name: header_of(start) for name, start in self._starts(row).items()}

    def earlier(self, row: SealedRow) -> dict[str, list[bytes]]:
        """Return the headers that were replaced at hand-overs, oldest first, by column."""
        kept = KeptHeaders(self._connection).of_tip(row.number)
        starts = self._starts(row) if kept else {}
        return {name: kept.get(payload_of(start), []) for name, start in starts.items()}

    def note_opening(self, row: SealedRow, columns: Collection[str], opening: HeaderOpening) -> None:
        """Note that the headers in force of these columns were opened."""
        for name, start in self._starts(row).items():
            if name in columns:
                KeptHeaders(self._connection).note_opening(row.number, start, opening)

    def _starts(self, row: SealedRow) -> dict[str, bytes]:
        """Return, by column, as much of the row's ciphertexts as a header and what follows it may take."""
        table, key, _of_tip, columns = _SEALED[row.kind]
        starts = [func.substr(table.c[name], 1, HEADER_LIMIT + NONCE_BYTES).label(name) for name in columns]
        found = self._connection.execute(select(*starts).where(key == row.key)).mappings().one()
        return {name: bytes(found[name]) for name in columns if found[name]}

    def put_headers(self, row: SealedRow, headers: Mapping[str, bytes], replacing: Replacing) -> None:
        """Write the row's headers anew, by column; those before are kept. Raises ValueError for what is none."""
        table, key, _of_tip, columns = _SEALED[row.kind]
        held = (
            self._connection.execute(select(*(table.c[name] for name in columns)).where(key == row.key))
            .mappings()
            .one()
        )
        values: dict[str, object] = {
            name: with_header(bytes(held[name]), header) for name, header in headers.items()
        }
        KeptHeaders(self._connection).add(row.number, [bytes(held[name]) for name in headers], replacing)
        sealed_to = " ".join(sorted(replacing.sealed_to))
        self._connection.execute(update(table).where(key == row.key).values(**values, sealed_to=sealed_to))
