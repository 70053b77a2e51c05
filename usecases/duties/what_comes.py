"""What the menu says to who has nothing to do yet: which duties will come to them, and when."""

from collections.abc import Iterator
from datetime import timedelta

from domain.duties.duties import Duty, Occurrence, occurrences
from domain.people.people import Viewer
from locales import Speech
from locales.dates import day_name, duty_title
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

AHEAD = timedelta(days=370)
SHOWN = 3


def coming_lines(uow: UnitOfWork, request: Request, viewer: Viewer, speech: Speech) -> list[str]:
    """Return which duties of `viewer` open next, the soonest first; that they will be told, where none is known."""
    coming = sorted(_coming(uow, request, viewer), key=lambda pair: (pair.opens_on, pair.duty_id))
    if not coming:
        return [speech.text("menu-nothing-comes")]
    duties, forms = request.house.duties, request.house.forms
    lines = [speech.text("menu-comes")]
    for occurrence in coming[:SHOWN]:
        title = duty_title(speech, forms[duties[occurrence.duty_id].form_id].title, occurrence.period_id)
        opens, due = day_name(speech, occurrence.opens_on), day_name(speech, occurrence.due_on)
        lines.append(speech.text("menu-comes-line", title=title, opens=opens, due=due))
    return lines


def _coming(uow: UnitOfWork, request: Request, viewer: Viewer) -> Iterator[Occurrence]:
    """Yield the next occurrence of each duty that will be theirs."""
    tree, today = uow.rosters.tree(), request.today
    grids = [(tree.get(code), tree.path_up(code)) for code in viewer.grid_codes if code in tree]

    def is_theirs(duty: Duty) -> bool:
        return any(
            duty.concerns(grid, above) and viewer.answers_for(duty.roles, grid.code) for grid, above in grids
        )

    for duty in filter(is_theirs, request.house.duties.values()):
        found = occurrences(duty, today, today + AHEAD, request.calendar(uow))
        yield from [occurrence for occurrence in found if occurrence.opens_on > today][:1]
