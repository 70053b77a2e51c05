"""Opinions and suggestions sent up, with their answers (docs/domain.md section 6, "Up and down").

How the correction of a report changes them is said in domain/materials/suggestions.py.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, func, insert, or_, select, update

from domain.materials.suggestions import Correction, correction
from storage.materials.tables import suggestions
from storage.statements.prepared import PreparedStatement
from storage.statements.rows import rows_as
from storage.tables import bindings, duty_items, grids, people, submissions


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """What somebody suggests, by which grid, when (aware)."""

    grid_code: str
    person_id: int
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion, with its answer and when that was given last (aware), or None."""

    id: int
    unit_code: str
    grid_code: str
    grid_name: str
    person_id: int
    name: str
    text: str
    made_at: datetime
    answer: str | None
    answered_at: datetime | None
    reported: bool
    """Whether it stands in a report; else it was made on its own, or new words took its place there."""


_FOUND = (
    select(
        suggestions.c.id,
        suggestions.c.unit_code,
        suggestions.c.grid_code,
        grids.c.name.label("grid_name"),
        suggestions.c.person_id,
        people.c.name,
        suggestions.c.text,
        suggestions.c.made_at,
        suggestions.c.answer,
        suggestions.c.answered_at,
        suggestions.c.submission_id.is_not(None).label("reported"),
    )
    .join(grids, grids.c.code == suggestions.c.grid_code)
    .join(people, people.c.id == suggestions.c.person_id)
)
_WAITING = suggestions.c.answered_at.is_(None)
_COUNT_WAITING = PreparedStatement(
    select(func.count()).where(suggestions.c.unit_code == bindparam("unit_code"), _WAITING)
)
# What every report asks for is built once (docs/decisions/0002).
_REPORTED = (
    select(
        submissions.c.id,
        duty_items.c.unit_code,
        suggestions.c.id,
        suggestions.c.text,
        suggestions.c.answered_at,
    )
    .join(duty_items, duty_items.c.id == submissions.c.item_id)
    .outerjoin(suggestions, suggestions.c.submission_id == submissions.c.id)
    .where(submissions.c.item_id == bindparam("item_id"))
)
_ADD = insert(suggestions)


class Suggestions:
    """What was suggested, and what came of it."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, new: NewSuggestion) -> int:
        """Store a suggestion made on its own; return its id."""
        return self._add(new, self._unit_of(new.grid_code), None)

    def keep_reported(self, item_id: int, suggested: str | None, new: NewSuggestion) -> None:
        """Store what the report on the item suggests now (None: nothing), in place of or beside what it did before.

        `new` says by whom and when; its text is `suggested`. Nothing happens where nothing was filed.
        """
        row = self._connection.execute(_REPORTED, {"item_id": item_id}).one_or_none()
        if row is None:
            return
        submission_id, unit_code, known_id, known, answered_at = row
        known_one = suggestions.c.id == known_id
        match correction(known, suggested, answered=answered_at is not None):
            case Correction.KEEP:
                return
            case Correction.WITHDRAW:
                self._connection.execute(delete(suggestions).where(known_one))
            case Correction.REPLACE:
                values = {"text": suggested, "made_at": new.made_at, "person_id": new.person_id}
                self._connection.execute(update(suggestions).where(known_one).values(values))
            case Correction.ADD_BESIDE:
                self._connection.execute(update(suggestions).where(known_one).values(submission_id=None))
                self._add(new, unit_code, submission_id)
            case Correction.ADD:
                self._add(new, unit_code, submission_id)

    def find(self, suggestion_id: int) -> Suggestion | None:
        """Return the suggestion of this id, or None."""
        found = self._list(_FOUND.where(suggestions.c.id == suggestion_id))
        return found[0] if found else None

    def count_waiting(self, unit_code: str) -> int:
        """Return how many suggestions of the unit have no answer yet."""
        return int(_COUNT_WAITING.scalar(self._connection, {"unit_code": unit_code}))

    def count_answered(self, unit_code: str) -> int:
        """Return how many suggestions of the unit have been answered."""
        return self._count(suggestions.c.unit_code == unit_code, ~_WAITING)

    def waiting(self, unit_code: str, limit: int, offset: int) -> list[Suggestion]:
        """Return what the unit has not answered yet, oldest first."""
        query = _FOUND.where(suggestions.c.unit_code == unit_code, _WAITING)
        return self._list(query.order_by(suggestions.c.made_at, suggestions.c.id).limit(limit).offset(offset))

    def answered(self, unit_code: str, limit: int, offset: int) -> list[Suggestion]:
        """Return what the unit has answered, the latest answer first."""
        query = _FOUND.where(suggestions.c.unit_code == unit_code, ~_WAITING)
        latest = query.order_by(suggestions.c.answered_at.desc(), suggestions.c.id.desc())
        return self._list(latest.limit(limit).offset(offset))

    def answer(self, suggestion_id: int, words: str, answered_by: int, now: datetime) -> None:
        """Answer a suggestion, or correct its answer."""
        values = {"answer": words, "answered_by": answered_by, "answered_at": now}
        self._connection.execute(update(suggestions).where(suggestions.c.id == suggestion_id).values(values))

    def of_reader(
        self, person_id: int, grid_codes: Collection[str], limit: int, offset: int
    ) -> list[Suggestion]:
        """Return what the person made, and what was made at these grids by others who have no phone any more.

        The newest first.
        """
        mine = _FOUND.where(_readable(person_id, grid_codes))
        newest = mine.order_by(suggestions.c.made_at.desc(), suggestions.c.id.desc())
        return self._list(newest.limit(limit).offset(offset))

    def find_for(self, person_id: int, grid_codes: Collection[str], suggestion_id: int) -> Suggestion | None:
        """Return the one of this id, or None where it is none of those."""
        mine = _FOUND.where(_readable(person_id, grid_codes), suggestions.c.id == suggestion_id)
        return next(iter(self._list(mine)), None)

    def count_of_reader(self, person_id: int, grid_codes: Collection[str]) -> int:
        """Return how many those are."""
        return self._count(_readable(person_id, grid_codes))

    def made_between(
        self, first: datetime, end: datetime, *, grid_code: str | None = None, person_id: int | None = None
    ) -> list[Suggestion]:
        """Return what a grid, or a person, suggested from `first` to before `end` (aware), oldest first."""
        query = _FOUND.where(suggestions.c.made_at >= first, suggestions.c.made_at < end)
        if grid_code is not None:
            query = query.where(suggestions.c.grid_code == grid_code)
        if person_id is not None:
            query = query.where(suggestions.c.person_id == person_id)
        return self._list(query.order_by(suggestions.c.made_at, suggestions.c.id))

    def _add(self, new: NewSuggestion, unit_code: str, submission_id: int | None) -> int:
        added = self._connection.execute(
            _ADD,
            {
                "unit_code": unit_code,
                "grid_code": new.grid_code,
                "person_id": new.person_id,
                "submission_id": submission_id,
                "text": new.text,
                "made_at": new.made_at,
            },
        )
        (suggestion_id,) = added.inserted_primary_key or (0,)
        return int(suggestion_id)

    def _unit_of(self, grid_code: str) -> str:
        """Return the first-level grid that the grid is or hangs below; raises NoResultFound where there is none."""
        line = (
            select(grids.c.code, grids.c.parent_code, grids.c.level)
            .where(grids.c.code == grid_code)
            .cte("line", recursive=True)
        )
        up = select(grids.c.code, grids.c.parent_code, grids.c.level).join(
            line, grids.c.code == line.c.parent_code
        )
        line = line.union_all(up)
        unit_code: str = self._connection.execute(select(line.c.code).where(line.c.level == 1)).scalar_one()
        return unit_code

    def _count(self, *conditions: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(suggestions).where(*conditions)
        return self._connection.execute(query).scalar_one()

    def _list(self, query: Select[Any]) -> list[Suggestion]:
        return rows_as(Suggestion, self._connection.execute(query))


def _readable(person_id: int, grid_codes: Collection[str]) -> ColumnElement[bool]:
    mine = suggestions.c.person_id == person_id
    without_phone = suggestions.c.person_id.not_in(select(bindings.c.person_id))
    return or_(mine, suggestions.c.grid_code.in_(list(grid_codes)) & without_phone)
