"""What 不合格 opens in the registers (整改台账): told to the house where it is put together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from domain.people.people import Viewer
from storage.unit_of_work import UnitOfWork
from usecases.site import OnSite


@dataclass(frozen=True, slots=True)
class RectificationWanted:
    """What is to be put right: by whom, under which leader, at which grid, by when.

    `period_id` and `name` say what was graded 不合格.
    """

    grid_code: str
    person_id: int
    leader_id: int
    deadline: date
    period_id: str
    name: str


@dataclass(frozen=True, slots=True)
class RectificationBy:
    """Who opens it, at which moment (aware)."""

    site: OnSite
    viewer: Viewer
    now: datetime


Rectifier = Callable[[UnitOfWork, RectificationBy, RectificationWanted], int | None]
"""Opens an entry in the transaction and returns its id; None where the office's own asks for something else."""


def no_rectification(uow: UnitOfWork, by: RectificationBy, wanted: RectificationWanted) -> int | None:
    """Open nothing: of a house without registers."""
    del uow, by, wanted
    return None
