"""The register of tips: ciphertext, a lookup key that only the receipt code gives, and what the register needs.

There is no column for who sent it, and none for the minute (docs/domain.md section 7). Every look at the register is
for one reader: another body's tips and those that the reader recused from are not there, nor in a count (section 4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, func, insert, select, update

from domain.tips.routing import Body
from domain.tips.tips import Area, Source, TipState
from storage.statements.scrubbing import ask_for_scrub
from storage.tables import grids
from storage.tips.sealed_files import SealedFile, file_rows, keys_text
from storage.tips.sealing import Sealed
from storage.tips.tables import fact_requests, kept_headers, tip_files, tip_messages, tip_recusals, tips


@dataclass(frozen=True, slots=True)
class NewTip:
    """A tip as it enters: sealed to `body` before it comes here.

    `reply_recipient` is the public key to which only the receipt code holds the other half.
    """

    body: Body
    lookup: bytes
    reply_recipient: str
    received_on: date
    source: Source
    area: Area
    sealed_text: Sealed
    sealed_reporter: Sealed | None
    forwarded_by_grid: str | None = None
    files: Sequence[SealedFile] = ()
    sealed_to: Sequence[str] = ()
    """The handlers' keys that all of it is sealed to."""
    concerns_inspector: bool = False


@dataclass(frozen=True, slots=True)
class TipReader:
    """Who looks at the register: a handler of `body`."""

    body: Body
    person_id: int


@dataclass(frozen=True, slots=True)
class ListedTip:
    """A tip as the register lists it; `forwarded_by` is the name of the grid whose inspector forwarded it.

    `merged_into` is the number of its main tip (并案).
    """

    number: str
    body: Body
    received_on: date
    source: Source
    area: Area
    state: TipState
    named: bool
    closed_on: date | None
    erased_on: date | None
    forwarded_by: str | None
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class ReportersTip:
    """A tip as whoever holds its receipt code finds it."""

    number: str
    body: Body
    state: TipState
    erased: bool


_OFFICE = tips.c.body == Body.OFFICE.value
NEWEST_FIRST = (tips.c.year.desc(), tips.c.sequence.desc())
LISTED = select(
    tips.c.number,
    tips.c.body,
    tips.c.received_on,
    tips.c.source,
    tips.c.area,
    tips.c.state,
    tips.c.named,
    tips.c.closed_on,
    tips.c.erased_on,
    tips.c.merged_into,
    grids.c.name.label("forwarded_by"),
).outerjoin(grids, grids.c.code == tips.c.forwarded_by_grid)
_LAST_SEQUENCE = select(func.max(tips.c.sequence)).where(
    tips.c.body == bindparam("body"), tips.c.year == bindparam("year")
)
_ADD, _ADD_FILES = insert(tips), insert(tip_files)
_BY_LOOKUP = select(tips.c.number, tips.c.body, tips.c.state, tips.c.erased_on).where(
    tips.c.lookup == bindparam("receipt")
)
_PREFIX = {Body.OFFICE: "", Body.SUPERVISOR: "Z"}
"""Before the number, so that two registers' numbers differ: Z2026-001."""


def readable_by(reader: TipReader) -> ColumnElement[bool]:
    """Return the condition under which a tip is there for `reader`: their body's, and not recused from."""
    recused = select(tip_recusals.c.tip_number).where(tip_recusals.c.person_id == reader.person_id)
    return (tips.c.body == reader.body.value) & tips.c.number.not_in(recused)


class Tips:
    """The register."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, tip: NewTip) -> str:
        """Enter `tip` and return its number, e.g. 2026-001; the supervisor's begin with Z."""
        year = tip.received_on.year
        last = self._connection.execute(_LAST_SEQUENCE, {"body": tip.body.value, "year": year}).scalar()
        sequence = (last or 0) + 1
        number = f"{_PREFIX[tip.body]}{year}-{sequence:03}"
        self._connection.execute(
            _ADD,
            {
                "number": number,
                "body": tip.body.value,
                "year": year,
                "sequence": sequence,
                "lookup": tip.lookup,
                "reply_recipient": tip.reply_recipient,
                "received_on": tip.received_on,
                "source": tip.source.value,
                "area": tip.area.value,
                "state": TipState.RECEIVED.value,
                "named": tip.sealed_reporter is not None,
                "forwarded_by_grid": tip.forwarded_by_grid,
                "sealed_text": tip.sealed_text,
                "sealed_reporter": tip.sealed_reporter,
                "sealed_to": keys_text(tip.sealed_to),
                "concerns_inspector": tip.concerns_inspector,
            },
        )
        ask_for_scrub(self._connection)
        if tip.files:
            rows = file_rows(self._connection, number, None, tip.files, tip.sealed_to)
            self._connection.execute(_ADD_FILES, rows)
        return number

    def find_by_lookup(self, lookup: bytes) -> ReportersTip | None:
        """Return the tip whose receipt gives `lookup`, or None."""
        row = self._connection.execute(_BY_LOOKUP, {"receipt": lookup}).one_or_none()
        if row is None:
            return None
        return ReportersTip(row.number, Body(row.body), TipState(row.state), row.erased_on is not None)

    def latest(self, reader: TipReader, limit: int, offset: int = 0) -> list[ListedTip]:
        """Return what `reader` may see, newest first."""
        query = LISTED.where(readable_by(reader)).order_by(*NEWEST_FIRST)
        return read_tips(self._connection, query.limit(limit).offset(offset))

    def count(self, reader: TipReader) -> int:
        """Return how many tips `reader` may see."""
        query = select(func.count()).select_from(tips).where(readable_by(reader))
        return self._connection.execute(query).scalar_one()

    def find(self, reader: TipReader, number: str) -> ListedTip | None:
        """Return the tip of that number if `reader` may see it, or None."""
        found = read_tips(self._connection, LISTED.where(readable_by(reader), tips.c.number == number))
        return found[0] if found else None

    def forwarded_by(self, grid_code: str) -> list[ListedTip]:
        """Return the tips that the grid's inspector forwarded, to whichever body, newest first."""
        query = LISTED.where(tips.c.forwarded_by_grid == grid_code)
        return read_tips(self._connection, query.order_by(tips.c.received_on.desc(), *NEWEST_FIRST))

    def sealed(self, number: str) -> tuple[bytes | None, bytes | None]:
        """Return (sealed text, sealed reporter), None for what was erased or never there.

        Raises NoResultFound where there is no such tip.
        """
        row = self._connection.execute(
            select(tips.c.sealed_text, tips.c.sealed_reporter).where(tips.c.number == number)
        ).one()
        return row.sealed_text, row.sealed_reporter

    def reply_recipient(self, number: str) -> str:
        """Return the public key of the tip's receipt, to which what its reporter shall read is sealed."""
        query = select(tips.c.reply_recipient).where(tips.c.number == number)
        recipient: str = self._connection.execute(query).scalar_one()
        return recipient

    def set_state(self, number: str, state: TipState, on: date) -> None:
        """Note that the tip, with those merged into it, is now in `state`; `on` is the day, should that be its end."""
        closed_on = on if state in (TipState.CLOSED, TipState.DECLINED) else None
        self._connection.execute(
            update(tips)
            .where((tips.c.number == number) | (tips.c.merged_into == number))
            .values(state=state.value, closed_on=closed_on)
        )

    def count_by(self, column: str, first: date, last: date) -> dict[str, int]:
        """Return how many tips came to level 1 between two days by `column` ("source", "area" or "state")."""
        by: ColumnElement[str] = tips.c[column]
        rows = self._connection.execute(
            select(by.label("said"), func.count().label("tips"))
            .where(_OFFICE, tips.c.received_on.between(first, last))
            .group_by(by)
        )
        return {row.said: row.tips for row in rows}

    def received_between(self, body: Body, first: date, last: date) -> list[ListedTip]:
        """Return what `body` received between two days, both included."""
        query = LISTED.where(tips.c.body == body.value, tips.c.received_on.between(first, last))
        return read_tips(self._connection, query)

    def open_or_closed_since(self, body: Body, day: date) -> list[ListedTip]:
        """Return the body's tips that are not closed, or were on `day` or later: those whose clocks may still run."""
        open_still = tips.c.closed_on.is_(None) | (tips.c.closed_on >= day)
        query = LISTED.where(tips.c.body == body.value, open_still)
        return read_tips(self._connection, query.order_by(*NEWEST_FIRST))

    def closed_before(self, day: date) -> list[ListedTip]:
        """Return what was closed before `day`, has had no message since, and is not erased: its time is up."""
        later = select(tip_messages.c.tip_number).where(tip_messages.c.written_on >= day)
        query = LISTED.where(tips.c.closed_on < day, tips.c.erased_on.is_(None), tips.c.number.not_in(later))
        return read_tips(self._connection, query.order_by(*NEWEST_FIRST))

    def erase(self, number: str, on: date) -> None:
        """Erase what was said, sent, asked of inspectors; row and steps stay (docs/domain.md section 4)."""
        ask_for_scrub(self._connection)
        self._connection.execute(delete(tip_files).where(tip_files.c.tip_number == number))
        self._connection.execute(delete(tip_messages).where(tip_messages.c.tip_number == number))
        self._connection.execute(delete(kept_headers).where(kept_headers.c.tip_number == number))
        self._connection.execute(delete(fact_requests).where(fact_requests.c.tip_number == number))
        self._connection.execute(
            update(tips)
            .where(tips.c.number == number)
            .values(sealed_text=None, sealed_reporter=None, erased_on=on)
        )


def read_tips(connection: Connection, query: Select[Any]) -> list[ListedTip]:
    """Return the tips that a query of LISTED finds."""
    return [
        ListedTip(
            number=row.number,
            body=Body(row.body),
            received_on=row.received_on,
            source=Source(row.source),
            area=Area(row.area),
            state=TipState(row.state),
            named=row.named,
            closed_on=row.closed_on,
            erased_on=row.erased_on,
            forwarded_by=row.forwarded_by,
            merged_into=row.merged_into,
        )
        for row in connection.execute(query)
    ]
