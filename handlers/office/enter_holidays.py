"""/holidays (节假日安排): level 1 sees which years are known, and enters one from the State Council's notice.

The notice is pasted as it is written, whole or in parts (domain/time/holiday_notices.py); until it is confirmed it
is in memory alone. What is confirmed counts from the next transaction on, here and
in every other process on the database.
"""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.time.holidays import HolidayDraft, enterable_years
from domain.time.working_days import last_official_year
from handlers.found import Acts, ListedCommand, Menu, MenuEntry
from handlers.office.holiday_desk import (
    AskedNotice,
    Begun,
    ask_on,
    begun,
    level_one_speech,
    whole_window,
    year_of,
)
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.pieces import whole_text
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.duties.entered_holidays import EnteredYear
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.office.holidays import draft_of, for_year_of, read_on, store
from windows.entries import HOLIDAYS
from windows.office.holidays import (
    AGAIN,
    CHECK,
    DROP,
    YEAR,
    YES,
    KnownYears,
    ask_window,
    entered_meanwhile,
    year_window,
    years_window,
)
from windows.windows import Window


async def show_years(event: Event, request: Request) -> None:
    """/holidays, and 录入节假日 in the menu."""
    await show(event, request, await request.run(lambda uow: _years(uow, request)))


async def open_year(call: CallbackQuery, request: Request) -> None:
    """A year that was entered, festival by festival."""
    year = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        speech = level_one_speech(uow, request)
        entry = uow.entered_holidays.find(year)
        if entry is None:
            raise RefusalError(OLD_BUTTON)
        return year_window(entry, speech, changeable=year in enterable_years(request.today))

    await show(call, request, await request.run(work))


async def begin(call: CallbackQuery, request: Request) -> None:
    """录入: asks for the notice. What was sent in before and not confirmed is still there."""
    year = year_of(call, request)
    known = begun(request)

    def work(uow: UnitOfWork) -> tuple[HolidayDraft, Window]:
        speech = level_one_speech(uow, request)
        entry = uow.entered_holidays.find(year)
        draft = known if known is not None and known.year == year else draft_of(year, entry)
        return draft, ask_window(draft, entry, (), speech)

    await ask_on(call, request, *await request.run(work))


async def begin_again(call: CallbackQuery, request: Request) -> None:
    """重新填写: forgets what was sent in."""
    year = year_of(call, request)

    def work(uow: UnitOfWork) -> tuple[HolidayDraft, Window]:
        speech = level_one_speech(uow, request)
        entry = uow.entered_holidays.find(year)
        draft = HolidayDraft(year, base=entry.number if entry else 0)
        return draft, ask_window(draft, entry, (), speech)

    await ask_on(call, request, *await request.run(work))


async def drop(call: CallbackQuery, request: Request) -> None:
    """取消: nothing changes."""
    window = await request.run(lambda uow: _years(uow, request, "holidays-dropped"))
    request.memory.take(Begun)
    await show(call, request, window)


async def take(message: Message, request: Request) -> None:
    """The notice, or a part of it: what can be read is kept, what is wrong is named; the whole is shown at once."""
    known = begun(request)

    def work(uow: UnitOfWork) -> tuple[HolidayDraft | None, Window]:
        speech = level_one_speech(uow, request)
        if known is None:
            return None, _years(uow, request)
        try:
            text = whole_text(message, request)
            draft = for_year_of(uow, request, text, known)
        except RefusalError as refusal:
            return known, ask_window(known, uow.entered_holidays.find(known.year), [refusal], speech)
        return _taken(uow, draft, text, speech)

    draft, window = await request.run(work)
    await (show(message, request, window) if draft is None else ask_on(message, request, draft, window))


async def check(call: CallbackQuery, request: Request) -> None:
    """核对: the whole, once more."""
    draft = _whole_draft(request)
    window = await request.run(lambda uow: whole_window(uow, draft, level_one_speech(uow, request)))
    await ask_on(call, request, draft, window)


async def confirm(call: CallbackQuery, request: Request) -> None:
    """确认录入: stored, in force at once. What somebody else has entered meanwhile is shown first."""
    year, mark = year_of(call, request), part_of(call, 2)
    draft = begun(request)

    def work(uow: UnitOfWork) -> tuple[HolidayDraft | None, Window]:
        speech = level_one_speech(uow, request)
        if draft is None or not draft.is_whole or draft.year != year:
            # A second tap, or a restart in between: the list tells whether it was stored.
            return None, _years(uow, request)
        if draft.mark != mark:
            return draft, whole_window(uow, draft, speech)
        return _confirmed(uow, request, draft)

    with request.memory.taken(Begun):
        left, window = await request.run(work)
    await (show(call, request, window) if left is None else ask_on(call, request, left, window))


def _taken(uow: UnitOfWork, draft: HolidayDraft, text: str, speech: Speech) -> tuple[HolidayDraft, Window]:
    """Return the draft with what was read of `text`, and the window that shows it or asks on."""
    draft, faults = read_on(draft, text)
    if faults or not draft.is_whole:
        return draft, ask_window(draft, uow.entered_holidays.find(draft.year), faults, speech)
    return draft, whole_window(uow, draft, speech)


def _confirmed(uow: UnitOfWork, request: Request, draft: HolidayDraft) -> tuple[HolidayDraft | None, Window]:
    """Store the draft; return what is left to confirm, None once it is in force, and the window that says so."""
    speech = level_one_speech(uow, request)
    before = uow.entered_holidays.find(draft.year)
    if before is not None and before.holidays == draft.holidays:
        return None, _shown(before, request, "holidays-already")
    stored = (before.number if before else 0) == draft.base and store(uow, request, draft)
    entry = uow.entered_holidays.find(draft.year)
    if entry is None:
        raise RefusalError(OLD_BUTTON)
    if stored:
        return None, _shown(entry, request, "holidays-done")
    draft = HolidayDraft(draft.year, draft.parts, entry.number)
    return draft, whole_window(uow, draft, speech, entered_meanwhile(entry, speech))


def _shown(entry: EnteredYear, request: Request, key: str) -> Window:
    speech = speech_of(request)
    changeable = entry.year in enterable_years(request.today)
    return year_window(entry, speech, changeable=changeable, note=speech.text(key, year=str(entry.year)))


def _years(uow: UnitOfWork, request: Request, key: str = "") -> Window:
    speech = level_one_speech(uow, request)
    known = KnownYears(
        last_official_year(),
        uow.entered_holidays.in_force(),
        enterable_years(request.today),
        request.unknown_years(uow),
    )
    return years_window(known, speech, speech.text(key) if key else "")


def _whole_draft(request: Request) -> HolidayDraft:
    draft = begun(request)
    if draft is None or not draft.is_whole:
        raise RefusalError(OLD_BUTTON)
    return draft


ASKED_AT = 130
ACTS: Acts = {
    ActorStanding.LEVEL_ONE: (
        "holidays /holidays holidays-enter holidays-check holidays-again holidays-drop holidays-yes "
        "holidays-year"
    ),
}
MENU: Menu = {214: MenuEntry(HOLIDAYS, offered=lambda at: bool(at.request.unknown_years(at.uow)))}
COMMANDS = (ListedCommand("holidays", 140, 140),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="office.enter_holidays")
    router.message.filter(InPrivate())
    router.message.register(show_years, Command("holidays"))
    router.message.register(take, NotACommand(), AskedFor(AskedNotice))
    router.callback_query.register(show_years, Tapped(HOLIDAYS))
    router.callback_query.register(open_year, TappedOn(YEAR))
    router.callback_query.register(begin, TappedOn(f"{HOLIDAYS}-enter"))
    router.callback_query.register(begin_again, TappedOn(AGAIN))
    router.callback_query.register(check, Tapped(CHECK))
    router.callback_query.register(drop, Tapped(DROP))
    router.callback_query.register(confirm, TappedOn(YES))
    return router
