"""What the two ways to enter a year's holidays share: the draft, and the window that shows it whole."""

from dataclasses import dataclass

from aiogram.types import CallbackQuery

from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.time.holidays import HolidayDraft, enterable_years
from domain.time.working_days import WorkingDays, differing_days
from handlers.wire.button_data import number_of
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question, Remembered
from windows.office.holidays import Changes, check_window
from windows.windows import Window


@dataclass(frozen=True, slots=True)
class AskedNotice(Question):
    """The notice, or more of it."""


@dataclass(frozen=True, slots=True)
class Begun(Remembered):
    """The year's holidays that are being put together."""

    draft: HolidayDraft


async def ask_on(event: Event, request: Request, draft: HolidayDraft, window: Window) -> None:
    """Show a window below which more of the notice may be sent."""
    # Before it is shown: what was read of the notice stays even where the window does not get through.
    request.memory.put(Begun(draft))
    await show(event, request, window)
    request.memory.put(AskedNotice())


def whole_window(uow: UnitOfWork, draft: HolidayDraft, speech: Speech, note: str = "") -> Window:
    """Return the draft whole, with what it changes of what is known, to be confirmed; `note` (HTML) goes on top."""
    entry = uow.entered_holidays.find(draft.year)
    before = WorkingDays(entered=[entry.holidays]) if entry else WorkingDays()
    changes = None
    if before.knows(draft.year):
        after = WorkingDays(entered=[draft.holidays])
        days = differing_days(draft.year, before, after)
        off = [day for day in days if not after.is_working(day)]
        changes = Changes(off, [day for day in days if after.is_working(day)], entry is not None)
    return check_window(draft, changes, speech, note)


def begun(request: Request) -> HolidayDraft | None:
    """Return the draft that was begun, None where there is none."""
    found = request.memory.get(Begun)
    return None if found is None else found.draft


def year_of(call: CallbackQuery, request: Request) -> int:
    """Return the year that a button names; raises RefusalError (access-old-button) for one that can't be entered."""
    year = number_of(call, 1)
    if year not in enterable_years(request.today):
        raise RefusalError(OLD_BUTTON)
    return year


def level_one_speech(uow: UnitOfWork, request: Request) -> Speech:
    """Return the words for whoever is acting; raises RefusalError for whom this is not."""
    viewer, _unit_code = request.level_one(uow)
    return speech_of(request, viewer)
