"""What the menu says to who has nothing to do yet: which duties will come to them, and when."""

from collections.abc import Iterator
from datetime import timedelta

from domain.duties.duties import Duty, Occurrence, occurrences
from domain.people.people import Viewer
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

AHEAD = timedelta(days=370)


def what_comes(uow: UnitOfWork, request: Request, viewer: Viewer) -> list[Occurrence]:
    """Return which duties of `viewer` open next, the soonest first; each once."""
    return sorted(_coming(uow, request, viewer), key=lambda coming: (coming.opens_on, coming.duty_id))


def _coming(uow: UnitOfWork, request: Request, viewer: Viewer) -> Iterator[Occurrence]:
    """Yield the next occurrence of each duty that will be theirs."""
    tree, today = uow.rosters.paths(viewer.grid_codes), request.today
    grids = [(tree.get(code), tree.path_up(code)) for code in viewer.grid_codes if code in tree]

    def is_theirs(duty: Duty) -> bool:
        return any(
            duty.concerns(grid, above) and viewer.answers_for(duty.roles, grid.code) for grid, above in grids
        )

    for duty in filter(is_theirs, request.house.duties.values()):
        found = occurrences(duty, today, today + AHEAD, request.calendar(uow))
        yield from [occurrence for occurrence in found if occurrence.opens_on > today][:1]
