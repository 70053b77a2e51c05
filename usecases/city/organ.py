"""What the organ looks at: all its hospitals or one of them, by whoever the roster names at its first level."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from domain.city.aggregates import Aggregates
from domain.errors import RefusalError
from domain.people.people import LEVEL_ONE_ROLES, Role, Viewer
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.wing_below import HospitalsBelow

ORGAN_ROLES = LEVEL_ONE_ROLES | {Role.SUPERVISOR}
LOOKED_AT_ONCE = 8
"""How many hospitals are asked at a time: each has its own database and answers in its own threads."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One hospital: `told` is None where it did not answer."""

    code: str
    name: str
    told: Aggregates | None


def organ(uow: UnitOfWork, request: Request) -> tuple[Viewer, HospitalsBelow]:
    """Return who is acting and the way down; raises RefusalError (city-not-organ) anywhere else and for others."""
    viewer = request.viewer(uow)
    below = request.house.below
    if below is None or not viewer.roles_at_unit & ORGAN_ROLES:
        raise RefusalError("city-not-organ")
    return viewer, below


async def look_at_all(below: HospitalsBelow) -> list[Looked]:
    """Return every hospital, in the order of the configuration."""
    turns = asyncio.Semaphore(LOOKED_AT_ONCE)

    async def look(code: str, name: str) -> Looked:
        async with turns:
            return Looked(code, name, await below.look(code))

    return list(await asyncio.gather(*(look(code, name) for code, name in below.names().items())))


async def look_at_one(below: HospitalsBelow, code: str) -> Looked:
    """Return one hospital; raises RefusalError (access-old-button) for a code that there is not."""
    name = below.names().get(code)
    if name is None:
        raise RefusalError("access-old-button")
    return Looked(code, name, await below.look(code))


def by_name(looked: list[Looked]) -> Mapping[str, Aggregates | None]:
    """Return what is drawn: hospitals by their names, of two of one name each with its code."""
    names = [each.name for each in looked]
    return {
        f"{each.name} {each.code}" if names.count(each.name) > 1 else each.name: each.told for each in looked
    }
