"""What is being put together to be sent down: who would read it, and what is still missing."""

from dataclasses import dataclass

from domain.errors import RefusalError
from domain.materials.materials import (
    Unsent,
    below,
    check_due,
    readers_of,
)
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question, Remembered


@dataclass(frozen=True, slots=True)
class Composed(Remembered):
    """What is being put together."""

    unsent: Unsent


@dataclass(frozen=True, slots=True)
class AskedContent(Question):
    """What is to be sent, or more of it."""


CONTENT = AskedContent()


@dataclass(frozen=True, slots=True)
class AskedDay(AskedContent):
    """Until which day it is to be read; anything but words is content all the same."""


def whom_it_reaches(uow: UnitOfWork, request: Request, unsent: Unsent, unit_code: str) -> dict[int, str]:
    """Return who is to read it. Grids that hang in the unit no more are left out."""
    codes = unsent.grid_codes.intersection(below(uow.rosters.tree(), unit_code))
    if not codes:
        return {}
    return readers_of(codes, uow.people.inspectors(request.today, codes), uow.leaves.away(request.today))


def refuse_incomplete(unsent: Unsent, readers: dict[int, str], request: Request) -> None:
    """Raise RefusalError where something is missing: a forged button, or a day that has passed meanwhile."""
    if unsent.content.empty:
        raise RefusalError("material-text-empty")
    if not readers:
        raise RefusalError("compose-nobody")
    if unsent.due_on is not None:
        check_due(unsent.due_on, request.today)
