"""Who of the roster has bound a phone, and who not: counted by grid, and listed."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from storage.people.listed import ListedPerson
from storage.people.people import LISTED
from storage.statements.rows import rows_as
from storage.tables import bindings, people


@dataclass(frozen=True, slots=True)
class BoundCount:
    """Of how many people how many have bound a phone."""

    bound: int = 0
    people: int = 0

    def __add__(self, other: "BoundCount") -> "BoundCount":
        """Count both together."""
        return BoundCount(self.bound + other.bound, self.people + other.people)


class BoundPeople:
    """The people on today's roster and their phones."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def counts(self) -> dict[str, BoundCount]:
        """Return the counts of those who work in a grid itself, by its code."""
        query = (
            select(people.c.grid_code, func.count(bindings.c.person_id), func.count())
            .outerjoin(bindings, bindings.c.person_id == people.c.id)
            .where(people.c.left_on.is_(None))
            .group_by(people.c.grid_code)
        )
        return {code: BoundCount(bound, count) for code, bound, count in self._connection.execute(query)}

    def page(self, codes: Collection[str], count: int, skipped: int) -> list[ListedPerson]:
        """Return `count` of those who work in these grids, who has no phone first, after so many `skipped`."""
        wanted = (
            LISTED.where(people.c.grid_code.in_(codes))
            .order_by(None)
            .order_by(bindings.c.person_id.is_not(None), people.c.staff_number)
            .offset(skipped)
            .limit(count)
        )
        return rows_as(ListedPerson, self._connection.execute(wanted))
