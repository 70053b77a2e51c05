"""/holidays [逐月点选]: a year's holidays by taps, month by month, for whoever has the notice on paper.

What was tapped is in memory alone, and is shown whole and confirmed as a pasted notice is (enter_holidays.py).
"""

from dataclasses import dataclass
from datetime import date, datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.time.calendar_page import Month, month_of, read_month
from domain.time.holidays import days_of_notice, enterable_years, notice_year
from domain.time.tapped_holidays import TappedYear, read_tapped, tapped_year
from handlers.found import Acts
from handlers.office.holiday_desk import ask_on, begun, level_one_speech, whole_window, year_of
from handlers.wire.button_data import part_of
from handlers.wire.filters import InPrivate, TappedOn
from handlers.wire.screen import show
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Remembered
from usecases.office.holidays import draft_of
from windows.office.tap_holidays import DAY, DONE, TAP, month_window
from windows.windows import Window

_WRITTEN = "%Y%m%d"
JANUARY = 1


@dataclass(frozen=True, slots=True)
class Tapping(Remembered):
    """The days tapped so far."""

    tapped: TappedYear


async def open_year(call: CallbackQuery, request: Request) -> None:
    """逐月点选: begins with what is known of the year, or goes on in another month of it."""
    year = year_of(call, request)
    named = part_of(call, 2)
    month = read_month(named) if named else Month(year, JANUARY)
    if month not in {month_of(day) for day in days_of_notice(year)}:
        raise RefusalError(OLD_BUTTON)
    tapped = _known(request, year) if named else None
    await _show(call, request, tapped or await _begin(request, year), month)


async def tap(call: CallbackQuery, request: Request) -> None:
    """A day: the other way round."""
    day = _day(part_of(call, 1))
    year = notice_year(day)
    if year not in enterable_years(request.today):
        raise RefusalError(OLD_BUTTON)
    tapped = _known(request, year) or await _begin(request, year)
    await _show(call, request, tapped.tapped(day), month_of(day))


async def finish(call: CallbackQuery, request: Request) -> None:
    """核对: the year by its festivals, to be confirmed; what is missing is said first."""
    year, month = year_of(call, request), read_month(part_of(call, 2))
    tapped = _known(request, year) or await _begin(request, year)
    read = read_tapped(tapped)
    if not read.is_whole:
        await _show(call, request, tapped, month, asked=True)
        return
    window = await request.run(lambda uow: whole_window(uow, read.draft, level_one_speech(uow, request)))
    await ask_on(call, request, read.draft, window)


async def _begin(request: Request, year: int) -> TappedYear:
    """Return the days of what was sent in and not confirmed, or else of what was entered."""
    sent = begun(request)
    if sent is not None and sent.year == year:
        await request.run(lambda uow: level_one_speech(uow, request))
        return tapped_year(sent)

    def work(uow: UnitOfWork) -> TappedYear:
        level_one_speech(uow, request)
        return tapped_year(draft_of(year, uow.entered_holidays.find(year)))

    return await request.run(work)


async def _show(
    call: CallbackQuery, request: Request, tapped: TappedYear, month: Month, *, asked: bool = False
) -> None:
    def work(uow: UnitOfWork) -> Window:
        return month_window(tapped, month, level_one_speech(uow, request), asked=asked)

    window = await request.run(work)
    request.memory.put(Tapping(tapped))
    await show(call, request, window)


def _known(request: Request, year: int) -> TappedYear | None:
    known = request.memory.get(Tapping)
    return known.tapped if known is not None and known.tapped.year == year else None


def _day(written: str) -> date:
    """Return the day that a button carries; raises RefusalError (access-old-button) for none."""
    try:
        return datetime.strptime(written, _WRITTEN).date()  # noqa: DTZ007 - a day, of no zone
    except ValueError:
        raise RefusalError(OLD_BUTTON) from None


ASKED_AT = 131
ACTS: Acts = {ActorStanding.LEVEL_ONE: f"{TAP} {DAY} {DONE}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="office.tap_holidays")
    in_private = InPrivate()
    router.callback_query.register(open_year, TappedOn(TAP), in_private)
    router.callback_query.register(tap, TappedOn(DAY), in_private)
    router.callback_query.register(finish, TappedOn(DONE), in_private)
    return router
