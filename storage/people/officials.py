"""Officials of a grid and of what hangs below it, as a form lets them be named (docs/domain.md sections 1 and 3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from domain.people.people import Rank
from storage.people.sought import is_meant, is_named
from storage.statements.prepared import PreparedStatement
from storage.statements.rows import rows_as
from storage.tables import grids, people


@dataclass(frozen=True, slots=True)
class NamedOfficial:
    """An official as a list of names shows them; `has_namesake`: somebody else in the same list has that name."""

    person_id: int
    staff_number: str
    name: str
    post: str
    grid_code: str
    grid_name: str
    has_namesake: bool


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the roster as they are today, whether still here or not."""

    person_id: int
    staff_number: str
    name: str
    post: str
    rank: Rank
    grid_code: str
    has_left: bool


_KNOWN = select(
    people.c.id,
    people.c.staff_number,
    people.c.name,
    people.c.post,
    people.c.rank,
    people.c.grid_code,
    people.c.left_on,
)
_KNOWN_BY_ID = PreparedStatement(_KNOWN.where(people.c.id.in_(bindparam("people", expanding=True))))
_KNOWN_BY_NUMBER = PreparedStatement(
    _KNOWN.where(people.c.staff_number.in_(bindparam("numbers", expanding=True)))
)


class Officials:
    """Who works in a grid or below it and has not left; `known` and `numbered` alone find others, too."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def search(
        self, grid_code: str, words: str, limit: int, offset: int = 0, *, near: str = ""
    ) -> tuple[Sequence[NamedOfficial], int]:
        """Return up to `limit` officials after the first `offset`, and how many there are in all.

        `words` are a staff number, a part of a name, or its pinyin or initials; empty for everybody. Those of the grid
        itself come first, or of the one that is `near`.
        """
        listed = self._of(grid_code, is_meant(words))
        many = self._connection.execute(select(func.count()).select_from(listed.subquery())).scalar_one()
        rows = self._connection.execute(
            listed.order_by(people.c.grid_code != (near or grid_code), people.c.staff_number)
            .limit(limit)
            .offset(offset)
        )
        return rows_as(NamedOfficial, rows), many

    def find(self, grid_code: str, person_id: int) -> NamedOfficial | None:
        """Return the official `person_id` if they belong to the grid or to what hangs below it, or None."""
        found = self._connection.execute(self._of(grid_code, people.c.id == person_id))
        row = found.mappings().one_or_none()
        return None if row is None else NamedOfficial(**row)

    def known(self, person_ids: Collection[int]) -> dict[int, KnownPerson]:
        """Return these people by their ids, those who have left too."""
        rows = _KNOWN_BY_ID.rows(self._connection, {"people": list(person_ids)}) if person_ids else []
        return {row.id: _known(row) for row in rows}

    def numbered(self, staff_numbers: Collection[str]) -> dict[str, KnownPerson]:
        """Return the people of these staff numbers by them, those who have left too."""
        rows = (
            _KNOWN_BY_NUMBER.rows(self._connection, {"numbers": list(staff_numbers)}) if staff_numbers else []
        )
        return {row.staff_number: _known(row) for row in rows}

    def find_exactly(self, grid_code: str, words: str) -> NamedOfficial | None:
        """Return the only official there of exactly that name or staff number, or None for nobody or several."""
        rows = self._connection.execute(self._of(grid_code, is_named(words)).limit(2)).mappings().all()
        return NamedOfficial(**rows[0]) if len(rows) == 1 else None

    def _of(self, grid_code: str, condition: ColumnElement[bool]) -> Select[Any]:
        below = select(grids.c.code).where(grids.c.code == grid_code).cte("below", recursive=True)
        below = below.union_all(select(grids.c.code).join(below, grids.c.parent_code == below.c.code))
        return (
            select(
                people.c.id.label("person_id"),
                people.c.staff_number,
                people.c.name,
                people.c.post,
                people.c.grid_code,
                grids.c.name.label("grid_name"),
                (func.count().over(partition_by=func.replace(people.c.name, " ", "")) > 1).label(
                    "has_namesake"
                ),
            )
            .join(grids, grids.c.code == people.c.grid_code)
            .where(people.c.grid_code.in_(select(below.c.code)), people.c.left_on.is_(None), condition)
        )


def _known(row: Any) -> KnownPerson:
    return KnownPerson(
        row.id, row.staff_number, row.name, row.post, Rank(row.rank), row.grid_code, row.left_on is not None
    )
