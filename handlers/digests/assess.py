"""考核: level 1 goes from the unit to branches, departments and people; everybody sees their own figures."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.threads import in_turn
from domain.time.periods import Period, period_of
from handlers.found import Acts
from handlers.wire.filters import InPrivate, Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from reports.digests.assessment import Assessed, compile_assessment, current_half, history, is_assessed
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from windows.digests.assess import FILE, GridPage, file_window, grid_window, my_window
from windows.entries import ASSESS, MY_ASSESSMENT
from windows.windows import Window


async def open_assessment(call: CallbackQuery, request: Request) -> None:
    """The unit in the half-year of today."""
    await show(
        call, request, await request.read(lambda uow: _grid(uow, request, current_half(request.today), "", 0))
    )


async def open_grid(call: CallbackQuery, request: Request) -> None:
    """A grid, for a year or half-year, a page at a time."""
    parts = (call.data or "").split(":")
    if len(parts) != 4 or not is_assessed(parts[1]) or not parts[3].isdecimal():  # noqa: PLR2004 - see entries
        raise RefusalError("access-old-button")
    _entry, period_id, code, page = parts
    await show(call, request, await request.read(lambda uow: _grid(uow, request, period_id, code, int(page))))


async def download(call: CallbackQuery, request: Request) -> None:
    """The whole unit as an xlsx."""
    period_id = (call.data or "").partition(":")[2]
    if not is_assessed(period_id):
        raise RefusalError("access-old-button")

    def work(uow: UnitOfWork) -> tuple[Speech, Assessed]:
        viewer, unit_code = request.level_one(uow)
        found = compile_assessment(uow, request.house.duties, period_id, unit_code, request.now)
        return speech_of(request, viewer), found

    speech, found = await request.read(work)
    await show(call, request, await in_turn(file_window, found, speech))


async def show_mine(call: CallbackQuery, request: Request) -> None:
    """What counts for the person who asks: this half-year, and the year."""

    def work(uow: UnitOfWork) -> Window:
        viewer = request.viewer(uow)
        year = period_of(request.today, Period.YEAR)
        found = history(uow, request.house.duties, year, request.today)
        names = {grid.code: grid.name for grid in uow.assessments.tree()}
        return my_window(viewer, found, names, request, speech_of(request, viewer))

    await show(call, request, await request.read(work))


def _grid(uow: UnitOfWork, request: Request, period_id: str, code: str, page: int) -> Window:
    viewer, unit_code = request.level_one(uow)
    found = compile_assessment(uow, request.house.duties, period_id, unit_code, request.now)
    shown = code or unit_code
    if shown not in found.tree:
        raise RefusalError("access-old-button")
    above = {grid.code for grid in found.tree.path_up(shown)}
    if shown != unit_code and not found.counts(shown) and unit_code not in above:
        raise RefusalError("access-not-your-grid")
    since = uow.assessments.first_due_on()
    return grid_window(found, GridPage(shown, page), since, request, speech_of(request, viewer))


ASKED_AT = 440
ACTS: Acts = {
    ActorStanding.BOUND: "assess-mine",
    ActorStanding.LEVEL_ONE: "assess assess-xlsx",
}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="digests.assess")
    router.callback_query.register(open_assessment, Tapped(ASSESS), InPrivate())
    router.callback_query.register(open_grid, TappedOn(ASSESS), InPrivate())
    router.callback_query.register(download, TappedOn(FILE), InPrivate())
    router.callback_query.register(show_mine, Tapped(MY_ASSESSMENT), InPrivate())
    return router
