"""/settings [花名册 · 单项变更]: somebody moves, leaves or becomes inspector; a department joins or is renamed.

A few taps make a roster that differs by it; that is shown and confirmed as a sheet is (handlers/settings/roster.py).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.people.grids import Grid, GridKind
from domain.people.leaves import read_day
from domain.people.people import Role
from domain.people.roster import Roster
from domain.people.roster_edits import appointed, joined_below, left, moved, renamed
from domain.people.roster_faults import DEPARTMENT_LEVEL, check_roster
from handlers.found import Acts
from handlers.settings.roster_shown import changes_window
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.audit import subject_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.settings.roster_import import NewRoster
from windows.settings.roster import EDIT
from windows.settings.roster_edits import (
    FROM,
    KIND,
    ONE,
    WHERE,
    WHO,
    Edit,
    ask_from_window,
    ask_kind_window,
    ask_name_window,
    ask_where_window,
    ask_who_window,
    edits_window,
    grids_window,
    people_window,
)
from windows.windows import Window

FOUND = 8
TEXT_LENGTH = 50
Found = TypeVar("Found")
_OF_PEOPLE = (Edit.MOVE, Edit.INSPECTOR, Edit.LEAVE)


@dataclass(frozen=True, slots=True)
class AskedEdit(Question):
    """What is known of a change; the first of the fields that is missing is what the window asks for."""

    edit: Edit
    staff_number: str = ""
    grid_code: str = ""
    kind: GridKind | None = None
    wants_kind: bool = False


async def choose(call: CallbackQuery, request: Request) -> None:
    """单项变更."""
    await show(call, request, edits_window(await _speech(request)))


async def begin(call: CallbackQuery, request: Request) -> None:
    """One of them: a person or a grid is asked for."""
    name = part_of(call, 1)
    if name not in set(Edit):
        raise RefusalError(OLD_BUTTON)
    edit = Edit(name)
    window = ask_who_window if edit in _OF_PEOPLE else ask_where_window
    await _ask(call, request, AskedEdit(edit), lambda speech: window(edit, speech))


async def take_words(message: Message, request: Request, asked: AskedEdit) -> None:
    """A person, a grid, a name or a day, whichever is asked for; what is none is asked for again."""
    text = (message.text or "").strip()
    if not text or len(text) > TEXT_LENGTH or "\n" in text:
        await _ask_again(message, request, asked, "roster-edit-words")
    elif asked.edit in _OF_PEOPLE and not asked.staff_number:
        await _look_for_people(message, request, asked, text)
    elif not asked.grid_code:
        await _look_for_grids(message, request, asked, text)
    elif asked.edit is Edit.INSPECTOR:
        await _take_day(message, request, asked, text)
    elif asked.wants_kind:
        await _ask_again(message, request, asked, "roster-edit-words")
    else:
        await _take_name(message, request, asked, text)


async def choose_person(call: CallbackQuery, request: Request) -> None:
    """One of those found."""
    asked, person_id = _asked(request), number_of(call, 1)
    listed = await _of_office(request, lambda uow: uow.people.get_listed(person_id))
    asked = replace(asked, staff_number=listed.staff_number)
    if asked.edit is Edit.LEAVE:
        await _show(call, request, asked, lambda roster: left(roster, asked.staff_number))
    else:
        await _ask(call, request, asked, lambda speech: ask_where_window(asked.edit, speech))


async def choose_grid(call: CallbackQuery, request: Request) -> None:
    """One of those found."""
    asked, code = _asked(request), part_of(call, 1)
    grid = await _grid(request, code)
    asked = replace(asked, grid_code=code)
    if asked.edit is Edit.MOVE:
        await _show(call, request, asked, lambda roster: moved(roster, asked.staff_number, code))
    elif asked.edit is Edit.INSPECTOR:
        await _ask(call, request, asked, lambda speech: ask_from_window(_days(request.today), speech))
    elif asked.edit is Edit.JOIN and grid.level + 1 >= DEPARTMENT_LEVEL:
        await _ask(call, request, replace(asked, wants_kind=True), ask_kind_window)
    else:
        await _ask(call, request, asked, lambda speech: ask_name_window(asked.edit, grid, speech))


async def choose_kind(call: CallbackQuery, request: Request) -> None:
    """What the new department does."""
    asked, number = _asked(request), number_of(call, 1)
    kinds = list(GridKind)
    if number >= len(kinds):
        raise RefusalError(OLD_BUTTON)
    asked = replace(asked, kind=kinds[number], wants_kind=False)
    grid = await _grid(request, asked.grid_code)
    await _ask(call, request, asked, lambda speech: ask_name_window(asked.edit, grid, speech))


async def choose_day(call: CallbackQuery, request: Request) -> None:
    """From one of the days offered."""
    asked, said = _asked(request), part_of(call, 1)
    offered = {day.isoformat(): day for day in _days(request.today)}
    if said not in offered or not (asked.staff_number and asked.grid_code):
        raise RefusalError(OLD_BUTTON)
    await _appoint(call, request, asked, offered[said])


async def _look_for_people(message: Message, request: Request, asked: AskedEdit, text: str) -> None:
    found = await _of_office(request, lambda uow: uow.people.search(text, FOUND))
    if not found:
        await _ask_again(message, request, asked, "roster-edit-nobody")
        return
    await _ask(message, request, asked, lambda speech: people_window(asked.edit, found, speech))


async def _look_for_grids(message: Message, request: Request, asked: AskedEdit, text: str) -> None:
    # A new grid hangs below the hospital or a branch; level 1's own inspectors are two, and come by the sheet.
    levels = range(1, DEPARTMENT_LEVEL) if asked.edit is Edit.JOIN else range(1, 99)
    levels = levels[1:] if asked.edit is Edit.INSPECTOR else levels
    found = await _of_office(request, lambda uow: uow.rosters.search(text, levels, FOUND))
    if not found:
        await _ask_again(message, request, asked, "roster-edit-no-grid")
        return
    await _ask(message, request, asked, lambda speech: grids_window(asked.edit, found, speech))


async def _take_day(message: Message, request: Request, asked: AskedEdit, text: str) -> None:
    try:
        day = read_day(text, request.today)
    except RefusalError as refusal:
        await _ask_again(message, request, asked, refusal.key)
        return
    await _appoint(message, request, asked, day)


async def _appoint(event: Event, request: Request, asked: AskedEdit, day: date) -> None:
    if not request.today <= day <= request.today + timedelta(days=366):
        await _ask_again(event, request, asked, "roster-from-far")
        return

    def edited(roster: Roster) -> Roster:
        return appointed(roster, asked.staff_number, asked.grid_code, Role.INSPECTOR, day)

    await _show(event, request, asked, edited)


async def _take_name(message: Message, request: Request, asked: AskedEdit, text: str) -> None:
    grid = await _grid(request, asked.grid_code)

    def edited(roster: Roster) -> Roster:
        if asked.edit is Edit.RENAME:
            return renamed(roster, grid.code, text)
        return joined_below(roster, grid, text, asked.kind)

    await _show(message, request, asked, edited)


async def _show(event: Event, request: Request, asked: AskedEdit, edited: Callable[[Roster], Roster]) -> None:
    """Show what the change comes to; it counts once that is confirmed."""

    def work(uow: UnitOfWork) -> Roster:
        request.office(uow)
        return edited(uow.rosters.load())

    roster = await request.read(work)
    if check_roster(roster):
        raise RefusalError(OLD_BUTTON)
    subject = subject_of(asked.edit.value, asked.staff_number or asked.grid_code)
    new = NewRoster(roster, request.today, subject, "roster-edit")
    await show(event, request, await changes_window(request, new, await _speech(request)))


async def _ask_again(event: Event, request: Request, asked: AskedEdit, key: str) -> None:
    """Ask the same, with what was wrong above."""
    speech = await _speech(request)
    said = speech.text(key)
    if asked.edit in _OF_PEOPLE and not asked.staff_number:
        window = ask_who_window(asked.edit, speech, said)
    elif not asked.grid_code:
        window = ask_where_window(asked.edit, speech, said)
    elif asked.edit is Edit.INSPECTOR:
        window = ask_from_window(_days(request.today), speech, said)
    elif asked.wants_kind:
        window = ask_kind_window(speech)
    else:
        window = ask_name_window(asked.edit, await _grid(request, asked.grid_code), speech, said)
    await _ask(event, request, asked, lambda _speech: window)


async def _ask(event: Event, request: Request, asked: AskedEdit, window: Callable[[Speech], Window]) -> None:
    await show(event, request, window(await _speech(request)))
    request.memory.put(asked)


async def _grid(request: Request, code: str) -> Grid:
    found = await _of_office(request, lambda uow: uow.rosters.paths([code]))
    if code not in found:
        raise RefusalError(OLD_BUTTON)
    return found.get(code)


async def _of_office(request: Request, work: Callable[[UnitOfWork], Found]) -> Found:
    def checked(uow: UnitOfWork) -> Found:
        request.office(uow)
        return work(uow)

    return await request.run(checked)


async def _speech(request: Request) -> Speech:
    return speech_of(request, await request.run(lambda uow: request.office(uow)[0]))


def _asked(request: Request) -> AskedEdit:
    asked = request.memory.get(AskedEdit)
    if asked is None:
        raise RefusalError(OLD_BUTTON)
    return asked


def _days(today: date) -> list[date]:
    """Return the days offered: today, and the first of the next month."""
    return [today, (today.replace(day=1) + timedelta(days=32)).replace(day=1)]


ASKED_AT = 642
ACTS: Acts = {ActorStanding.OFFICE: f"{EDIT} {ONE} {WHO} {WHERE} {KIND} {FROM}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.roster_edits")
    router.callback_query.register(choose, Tapped(EDIT))
    router.callback_query.register(begin, TappedOn(ONE))
    router.callback_query.register(choose_person, TappedOn(WHO))
    router.callback_query.register(choose_grid, TappedOn(WHERE))
    router.callback_query.register(choose_kind, TappedOn(KIND))
    router.callback_query.register(choose_day, TappedOn(FROM))
    router.message.register(take_words, AskedFor(AskedEdit), InPrivate(), NotACommand())
    return router
