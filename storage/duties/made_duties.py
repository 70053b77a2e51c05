"""Duties that were made at run time, beside those of config.toml; one that has ended stays, for what it asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from domain.duties.duties import Duty
from domain.duties.duty_block import DutyTerms, data_of, terms_of
from domain.duties.made import MARK, PeriodMove, made_id
from storage.duties.tables import made_duties
from storage.settings import note_live_change
from storage.statements.prepared import PreparedStatement
from storage.tables import duty_items


@dataclass(frozen=True, slots=True)
class MadeDuty:
    """A duty as it was made for a unit; `starts_on` is the first day on which it may ask for anything."""

    number: int
    unit_code: str
    terms: DutyTerms
    made_for: str
    starts_on: date
    ended_on: date | None = None

    @property
    def duty(self) -> Duty:
        """The duty; one that has ended asks for nothing new."""
        return replace(self.terms.called(made_id(self.number)), is_ended=self.ended_on is not None)


_ALL = PreparedStatement(
    select(
        made_duties.c.id,
        made_duties.c.unit_code,
        made_duties.c.terms,
        made_duties.c.made_for,
        made_duties.c.starts_on,
        made_duties.c.ended_on,
    ).order_by(made_duties.c.id)
)


class MadeDuties:
    """The duties of all units that somebody made."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def all(self) -> list[MadeDuty]:
        """Return every duty that was ever made, in the order in which they were."""
        return [_made_of(row) for row in _ALL.rows(self._connection)]

    def duties(self) -> dict[str, Duty]:
        """Return them by id, as what asks and what shows knows duties."""
        return {duty.id: duty for duty in (made.duty for made in self.all())}

    def of(self, numbers: Iterable[int]) -> list[MadeDuty]:
        """Return those that were made as these numbers."""
        wanted = set(numbers)
        return [made for made in self.all() if made.number in wanted]

    def add(self, new: MadeDuty, by: int, now: datetime) -> int:
        """Keep a duty that person `by` made at `now` (its number is not looked at); return its number."""
        note_live_change(self._connection)
        added = self._connection.execute(
            insert(made_duties).values(
                unit_code=new.unit_code,
                terms=data_of(new.terms),
                made_for=new.made_for,
                starts_on=new.starts_on,
                made_by=by,
                made_at=now,
            )
        )
        (number,) = added.inserted_primary_key or (0,)
        return int(number)

    def change(self, number: int, terms: DutyTerms, starts_on: date, now: datetime) -> None:
        """Put other terms in the place of those of a duty."""
        note_live_change(self._connection)
        self._connection.execute(
            update(made_duties)
            .where(made_duties.c.id == number)
            .values(terms=data_of(terms), starts_on=starts_on, changed_at=now)
        )

    def end(self, numbers: Sequence[int], on: date) -> None:
        """Have these ask for nothing new from `on`; those that have ended before stay as they are."""
        note_live_change(self._connection)
        self._connection.execute(
            update(made_duties)
            .where(made_duties.c.id.in_(numbers), made_duties.c.ended_on.is_(None))
            .values(ended_on=on)
        )

    def periods_asked(self, duty_id: str) -> list[str]:
        """Return the periods for which the duty has asked anybody."""
        query = select(duty_items.c.period_id).where(duty_items.c.duty_id == duty_id).distinct()
        return sorted(self._connection.execute(query).scalars())

    def asked(self) -> set[str]:
        """Return the ids of those duties of which anybody was asked for anything."""
        query = select(duty_items.c.duty_id).where(duty_items.c.duty_id.startswith(MARK)).distinct()
        return set(self._connection.execute(query).scalars())

    def move(self, duty_id: str, moves: Iterable[PeriodMove]) -> None:
        """Have what was asked for these periods be asked for as the moves say; what is filed keeps its days."""
        for move in moves:
            there = (duty_items.c.duty_id == duty_id) & (duty_items.c.period_id == move.period_id)
            unfiled = there & duty_items.c.submitted_at.is_(None)
            self._change(unfiled & (duty_items.c.due_on != move.to.due_on), {"steps_done": 0})
            days = {"opens_on": move.to.opens_on, "due_on": move.to.due_on, "closes_on": move.to.closes_on}
            self._change(unfiled, days)
            if move.to.period_id != move.period_id:
                self._change(there, {"period_id": move.to.period_id})

    def items(self, numbers: Iterable[int]) -> dict[str, list[int]]:
        """Return what these duties ask for and nobody has filed or been excused from, by the duty's id."""
        found: dict[str, list[int]] = {}
        query = select(duty_items.c.duty_id, duty_items.c.id).where(
            duty_items.c.duty_id.in_([made_id(number) for number in numbers]),
            duty_items.c.submitted_at.is_(None),
            duty_items.c.exempt_reason.is_(None),
        )
        for duty_id, item_id in self._connection.execute(query.order_by(duty_items.c.id)):
            found.setdefault(duty_id, []).append(item_id)
        return found

    def _change(self, which: Any, values: Mapping[str, Any]) -> None:
        self._connection.execute(update(duty_items).where(which).values(**values))


def _made_of(row: Any) -> MadeDuty:
    return MadeDuty(row.id, row.unit_code, terms_of(row.terms), row.made_for, row.starts_on, row.ended_on)
