"""The register of tips: ciphertext, a lookup key that only the receipt code gives, and what the register needs.

There is no column for who sent it, and none for the minute (docs/domain.md section 7). Every look at the register is
for one reader: another body's tips and those that the reader recused from are not there, nor in a count (section 4).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from domain.tips.routing import Body
from domain.tips.tips import Area, Source, TipState
from storage.statements.prepared import PreparedStatement
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
    year: int | None = None
    """Of which year's numbers it takes the next; None: of the year it was received in."""
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
_LAST_SEQUENCE = PreparedStatement(
    select(func.max(tips.c.sequence)).where(
        tips.c.body == bindparam("body"), tips.c.year == bindparam("year")
    )
)
_ADD, _ADD_FILES = PreparedStatement(insert(tips)), PreparedStatement(insert(tip_files))
_BY_LOOKUP = PreparedStatement(
    select(tips.c.number, tips.c.body, tips.c.state, tips.c.erased_on).where(
        tips.c.lookup == bindparam("receipt")
    )
)
_PREFIX = {Body.OFFICE: "", Body.SUPERVISOR: "Z"}
"""Before the number, so that two registers' numbers differ: Z2026-001."""
READABLE = (tips.c.body == bindparam("body")) & tips.c.number.not_in(
    select(tip_recusals.c.tip_number).where(tip_recusals.c.person_id == bindparam("reader"))
)
"""Under this condition a tip is there for a reader (see `values_of`): their body's, and not recused from."""
_OF_BODY = tips.c.body == bindparam("body")
_DAY: ColumnElement[date] = bindparam("day")
_NUMBER: ColumnElement[str] = bindparam("number")
_FIND = PreparedStatement(LISTED.where(READABLE, tips.c.number == _NUMBER))
_LATEST = PreparedStatement(
    LISTED.where(READABLE).order_by(*NEWEST_FIRST).limit(bindparam("most")).offset(bindparam("without"))
)
_COUNT = PreparedStatement(select(func.count()).select_from(tips).where(READABLE))
_FORWARDED = PreparedStatement(
    LISTED.where(tips.c.forwarded_by_grid == bindparam("grid_code")).order_by(
        tips.c.received_on.desc(), *NEWEST_FIRST
    )
)
_RECEIVED = PreparedStatement(
    LISTED.where(_OF_BODY, tips.c.received_on.between(bindparam("first"), bindparam("last")))
)
_OPEN_OR_CLOSED_SINCE = PreparedStatement(
    LISTED.where(_OF_BODY, tips.c.closed_on.is_(None) | (tips.c.closed_on >= _DAY)).order_by(*NEWEST_FIRST)
)
_TIME_IS_UP = LISTED.where(
    tips.c.closed_on < _DAY,
    tips.c.erased_on.is_(None),
    tips.c.number.not_in(select(tip_messages.c.tip_number).where(tip_messages.c.written_on >= _DAY)),
).order_by(*NEWEST_FIRST)
_CLOSED_BEFORE = PreparedStatement(_TIME_IS_UP)
_CLOSED_BEFORE_OF = PreparedStatement(
    _TIME_IS_UP.where(tips.c.number.in_(bindparam("numbers", expanding=True)))
)
_SEALED = PreparedStatement(
    select(tips.c.sealed_text, tips.c.sealed_reporter).where(tips.c.number == _NUMBER)
)
_REPLY_RECIPIENT = PreparedStatement(select(tips.c.reply_recipient).where(tips.c.number == _NUMBER))


def values_of(reader: TipReader) -> dict[str, object]:
    """Return the values with which READABLE is asked for `reader`."""
    return {"body": reader.body.value, "reader": reader.person_id}


class Tips:
    """The register."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, tip: NewTip) -> str:
        """Enter `tip` and return its number, e.g. 2026-001; the supervisor's begin with Z."""
        year = tip.year or tip.received_on.year
        last = _LAST_SEQUENCE.scalar(self._connection, {"body": tip.body.value, "year": year})
        sequence = (last or 0) + 1
        number = f"{_PREFIX[tip.body]}{year}-{sequence:03}"
        _ADD.write(
            self._connection,
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
            _ADD_FILES.write_each(self._connection, rows)
        return number

    def find_by_lookup(self, lookup: bytes) -> ReportersTip | None:
        """Return the tip whose receipt gives `lookup`, or None."""
        row = _BY_LOOKUP.one_or_none(self._connection, {"receipt": lookup})
        if row is None:
            return None
        return ReportersTip(row.number, Body(row.body), TipState(row.state), row.erased_on is not None)

    def latest(self, reader: TipReader, limit: int, offset: int = 0) -> list[ListedTip]:
        """Return what `reader` may see, newest first."""
        return self._listed(_LATEST, {**values_of(reader), "most": limit, "without": offset})

    def count(self, reader: TipReader) -> int:
        """Return how many tips `reader` may see."""
        return int(_COUNT.scalar(self._connection, values_of(reader)))

    def find(self, reader: TipReader, number: str) -> ListedTip | None:
        """Return the tip of that number if `reader` may see it, or None."""
        found = self._listed(_FIND, {**values_of(reader), "number": number})
        return found[0] if found else None

    def forwarded_by(self, grid_code: str) -> list[ListedTip]:
        """Return the tips that the grid's inspector forwarded, to whichever body, newest first."""
        return self._listed(_FORWARDED, {"grid_code": grid_code})

    def sealed(self, number: str) -> tuple[bytes | None, bytes | None]:
        """Return (sealed text, sealed reporter), None for what was erased or never there.

        Raises ValueError where there is no such tip.
        """
        (row,) = _SEALED.rows(self._connection, {"number": number})
        return row.sealed_text, row.sealed_reporter

    def reply_recipient(self, number: str) -> str:
        """Return the public key of the tip's receipt, to which what its reporter shall read is sealed."""
        recipient: str
        (recipient,) = _REPLY_RECIPIENT.scalars(self._connection, {"number": number})
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
        return self._listed(_RECEIVED, {"body": body.value, "first": first, "last": last})

    def open_or_closed_since(self, body: Body, day: date) -> list[ListedTip]:
        """Return the body's tips that are not closed, or were on `day` or later: those whose clocks may still run."""
        return self._listed(_OPEN_OR_CLOSED_SINCE, {"body": body.value, "day": day})

    def closed_before(self, day: date, numbers: Collection[str] | None = None) -> list[ListedTip]:
        """Return what, of `numbers` if given, was closed before `day`, has had no message since, and is not erased."""
        if numbers is None:
            return self._listed(_CLOSED_BEFORE, {"day": day})
        return self._listed(_CLOSED_BEFORE_OF, {"day": day, "numbers": list(numbers)})

    def erase(self, number: str, on: date) -> None:
        """Erase what was said, sent, asked of inspectors; row and steps stay (docs/domain.md section 4)."""
        ask_for_scrub(self._connection)
        for table in (tip_files, tip_messages, kept_headers, fact_requests):
            self._connection.execute(delete(table).where(table.c.tip_number == number))
        self._connection.execute(
            update(tips)
            .where(tips.c.number == number)
            .values(sealed_text=None, sealed_reporter=None, erased_on=on)
        )

    def _listed(self, query: PreparedStatement, values: Mapping[str, object]) -> list[ListedTip]:
        return listed_tips(query.rows(self._connection, values))


def listed_tips(rows: Iterable[Any]) -> list[ListedTip]:
    """Return the tips that a query of LISTED has found."""
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
        for row in rows
    ]
