"""Groups of people who work in a grid or below it, by rank, membership or post."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from domain.people.people import Rank, Role
from storage.people.viewers import in_force
from storage.tables import appointments, grids, people


@dataclass(frozen=True, slots=True)
class ChosenPeople:
    """Who of those below a grid: all, or those of these ranks, the party's members, or who holds one of these posts."""

    ranks: Collection[Rank] = ()
    party_members: bool = False
    roles: Collection[Role] = ()


class PeopleBelow:
    """Who works in a grid or below it and has not left; nobody of the organ above (驻组)."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def chosen(self, grid_code: str, chosen: ChosenPeople, day: date) -> list[int]:
        """Return them on `day`, by their ids; of those chosen by their posts, the posts hang below the grid."""
        below = select(grids.c.code).where(grids.c.code == grid_code).cte("below", recursive=True)
        below = below.union_all(select(grids.c.code).join(below, grids.c.parent_code == below.c.code))
        there = select(below.c.code)
        of_organ = select(appointments.c.person_id).where(
            appointments.c.role == Role.SUPERVISOR.value, in_force(day)
        )
        wanted = [people.c.left_on.is_(None), people.c.id.not_in(of_organ)]
        if chosen.roles:
            holding = select(appointments.c.person_id).where(
                appointments.c.role.in_([role.value for role in chosen.roles]),
                appointments.c.grid_code.in_(there),
                in_force(day),
            )
            wanted.append(people.c.id.in_(holding))
        else:
            wanted.append(people.c.grid_code.in_(there))
        if chosen.ranks:
            wanted.append(people.c.rank.in_([rank.value for rank in chosen.ranks]))
        if chosen.party_members:
            wanted.append(people.c.party_member.is_(True))
        return list(
            self._connection.execute(select(people.c.id).where(*wanted).order_by(people.c.id)).scalars()
        )
