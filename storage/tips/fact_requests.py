"""Facts asked of a grid's inspector (协助核实), and who may see what is asked (docs/domain.md section 4).

An inspector sees a question and by whom it is asked, never about which tip. Whoever has recused themselves from that
tip, and of what went past the office everybody of the office, sees nothing, whatever grid they inspect. The question
is kept in the clear while it is open, and not a moment longer.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, func, insert, select, update

from domain.tips.routing import Body
from storage.statements.prepared import PreparedStatement
from storage.statements.random_ids import unused_id
from storage.statements.rows import rows_as
from storage.statements.scrubbing import ask_for_scrub
from storage.tables import grids
from storage.tips.tables import fact_requests, tip_messages, tip_recusals, tips


@dataclass(frozen=True, slots=True, repr=False)
class NewFactRequest:
    """A fact to be asked for: about which tip, of which grid, by whom, when, by when. Never in a log, hence no repr."""

    number: str
    grid_code: str
    asked_by: int
    asked_on: date
    due_on: date
    question: str


@dataclass(frozen=True, slots=True, repr=False)
class FactRequest:
    """A fact asked for and not yet answered; `number` and `body` are the tip's. Never in a log, hence no repr."""

    id: int
    number: str
    body: Body
    grid_code: str
    grid_name: str
    due_on: date
    question: str


@dataclass(frozen=True, slots=True)
class FactCount:
    """How often facts were asked for about a tip, and what became of it."""

    asked: int = 0
    answered: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class FactReader:
    """Who is asked: the inspector of these grids; `of_office` tells whether they handle the office's tips, too."""

    person_id: int
    grid_codes: Collection[str]
    of_office: bool


@dataclass(frozen=True, slots=True, repr=False)
class FactAnswer:
    """What an inspector answered, sealed to the handlers; `message_id` is what its files came with."""

    message_id: int
    grid_name: str
    written_on: date
    sealed_text: bytes


_OPEN = fact_requests.c.ended_on.is_(None)
_ASKED = (
    select(
        fact_requests.c.id,
        fact_requests.c.tip_number,
        tips.c.body,
        fact_requests.c.grid_code,
        grids.c.name,
        fact_requests.c.due_on,
        fact_requests.c.question,
    )
    .join(tips, tips.c.number == fact_requests.c.tip_number)
    .join(grids, grids.c.code == fact_requests.c.grid_code)
    .where(_OPEN)
    .order_by(fact_requests.c.due_on, fact_requests.c.id)
)


# Who handles the office's tips is asked of those alone; everybody else of any.
_BODIES_SEEN = {True: [Body.OFFICE.value], False: [body.value for body in Body]}
_FOR_READER = _ASKED.where(
    fact_requests.c.grid_code.in_(bindparam("codes", expanding=True)),
    tips.c.number.not_in(
        select(tip_recusals.c.tip_number).where(tip_recusals.c.person_id == bindparam("reader"))
    ),
    tips.c.body.in_(bindparam("bodies", expanding=True)),
)
_OF_ID = fact_requests.c.id == bindparam("request_id")
_OPEN_FOR = PreparedStatement(_FOR_READER)
_FIND_FOR = PreparedStatement(_FOR_READER.where(_OF_ID))
_OPEN_OF = PreparedStatement(_ASKED.where(fact_requests.c.tip_number == bindparam("number")))
_FIND_OPEN = PreparedStatement(_ASKED.where(_OF_ID))
_DUE_BY = PreparedStatement(_ASKED.where(fact_requests.c.due_on <= bindparam("day")))
_COUNT = PreparedStatement(
    select(
        func.count().label("asked"),
        func.coalesce(func.sum(case((fact_requests.c.answered, 1), else_=0)), 0).label("answered"),
        func.coalesce(func.sum(case((_OPEN, 1), else_=0)), 0).label("still_open"),
    ).where(fact_requests.c.tip_number == bindparam("number"))
)


def _values_of(reader: FactReader) -> dict[str, object]:
    return {
        "codes": list(reader.grid_codes),
        "reader": reader.person_id,
        "bodies": _BODIES_SEEN[reader.of_office],
    }


class FactRequests:
    """What is asked of whom, in the order in which it is due."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, new: NewFactRequest) -> int:
        """Ask for a fact and return the request's id."""
        request_id = unused_id(self._connection, fact_requests.c.id)
        self._connection.execute(
            insert(fact_requests),
            {
                "id": request_id,
                "tip_number": new.number,
                "grid_code": new.grid_code,
                "asked_by": new.asked_by,
                "asked_on": new.asked_on,
                "due_on": new.due_on,
                "question": new.question,
            },
        )
        return request_id

    def open_for(self, reader: FactReader) -> list[FactRequest]:
        """Return what `reader` is asked and has still to answer."""
        return self._list(_OPEN_FOR, _values_of(reader))

    def find_for(self, reader: FactReader, request_id: int) -> FactRequest | None:
        """Return the request if it is open and `reader` may see it, or None."""
        found = self._list(_FIND_FOR, {**_values_of(reader), "request_id": request_id})
        return found[0] if found else None

    def open_of(self, number: str) -> list[FactRequest]:
        """Return what is open about a tip; who may see that tip is asked of the register (storage/tips/tips.py)."""
        return self._list(_OPEN_OF, {"number": number})

    def find_open(self, request_id: int) -> FactRequest | None:
        """Return the request if it is open, or None."""
        found = self._list(_FIND_OPEN, {"request_id": request_id})
        return found[0] if found else None

    def due_by(self, day: date) -> list[FactRequest]:
        """Return everything open that is due on `day` or before."""
        return self._list(_DUE_BY, {"day": day})

    def count(self, number: str) -> FactCount:
        """Return what became of what was asked about a tip."""
        (row,) = _COUNT.rows(self._connection, {"number": number})
        return FactCount(row.asked, row.answered, row.still_open)

    def end(self, request_id: int, on: date, *, answered: bool) -> bool:
        """End an open request and erase its question; tell whether it was still open."""
        ask_for_scrub(self._connection)
        ended = self._connection.execute(
            update(fact_requests)
            .where(fact_requests.c.id == request_id, _OPEN)
            .values(ended_on=on, answered=answered, question=None)
        )
        return ended.rowcount > 0

    def answers(self, number: str) -> list[FactAnswer]:
        """Return what was answered about a tip, oldest first."""
        rows = self._connection.execute(
            select(
                tip_messages.c.id.label("message_id"),
                grids.c.name.label("grid_name"),
                tip_messages.c.written_on,
                tip_messages.c.sealed_text,
            )
            .join(fact_requests, fact_requests.c.id == tip_messages.c.fact_request_id)
            .join(grids, grids.c.code == fact_requests.c.grid_code)
            .where(tip_messages.c.tip_number == number)
            .order_by(tip_messages.c.id)
        )
        return rows_as(FactAnswer, rows)

    def _list(self, query: PreparedStatement, values: Mapping[str, object]) -> list[FactRequest]:
        return [_request(row) for row in query.rows(self._connection, values)]


def _request(row: Row[Any]) -> FactRequest:
    return FactRequest(
        id=row.id,
        number=row.tip_number,
        body=Body(row.body),
        grid_code=row.grid_code,
        grid_name=row.name,
        due_on=row.due_on,
        question=row.question or "",
    )
