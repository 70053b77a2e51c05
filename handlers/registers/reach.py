"""已谈 N/M, 未谈: whom a register has reached and whom not, grid by grid; one tap begins an entry for somebody."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.button_numbers import read_number
from domain.errors import RefusalError
from domain.threads import in_turn
from handlers.found import Acts
from handlers.registers.asked import show_page
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show, show_progress
from handlers.wire.speaking import speech_of
from reports.registers.missing_sheet import MissingAsked, missing_sheet
from storage.audit import AuditEntry, subject_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.people.begun import begin_for
from usecases.registers.people.reach import NamedReach, ReachAsked, read_grids, read_missing, read_people
from windows.registers.reach import (
    BEGIN,
    DONE,
    MISSING,
    REACH,
    SHEET,
    WHO,
    grids_window,
    people_window,
    sheet_window,
)
from windows.windows import Attachment, Window

_OLD = "access-old-button"


async def open_grids(call: CallbackQuery, request: Request) -> None:
    """How many have been reached, grid by grid; of a grid without others below it, who has not."""
    asked, page = _asked(call), number_of(call, 5)

    def read(uow: UnitOfWork) -> Window:
        found = read_grids(uow, request, asked)
        return grids_window(found, page, speech_of(request, found.reach.viewer))

    await show(call, request, await request.read(read))


async def open_names(call: CallbackQuery, request: Request) -> None:
    """Who has not been reached, or has, a page at a time."""
    asked, which = _asked(call), part_of(call, 5)
    if which[:1] not in (MISSING, DONE) or not which[1:].isascii() or not which[1:].isdecimal():
        raise RefusalError(_OLD)

    def read(uow: UnitOfWork) -> Window:
        found = read_people(uow, request, asked, int(which[1:6]), reached=which[0] == DONE)
        return people_window(found, speech_of(request, found.reach.viewer))

    await show(call, request, await request.read(read))


async def begin(call: CallbackQuery, request: Request) -> None:
    """An entry for one who has not been reached: its first question that is not answered yet."""
    asked, person_id = _asked(call), number_of(call, 5)
    page = await request.run(lambda uow: begin_for(uow, request, asked, person_id))
    await show_page(call, request, page)


async def send_sheet(call: CallbackQuery, request: Request) -> None:
    """名单: all who have not been reached, as a sheet."""
    asked = _asked(call)
    found = await request.read(lambda uow: read_missing(uow, request, asked))
    reach, speech = found.reach, speech_of(request, found.reach.viewer)
    await show_progress(call, request, speech.text("registers-printing", count=len(found.people)))
    sheet = MissingAsked(
        reach.register,
        reach.coverage,
        found.grid.name,
        request.today,
        0 if reach.asked.since else reach.asked.year,
    )
    content = await in_turn(lambda: missing_sheet(sheet, found.people, found.grids))
    await request.run(lambda uow: _note(uow, request, found))
    window = sheet_window(reach, len(found.people), speech)
    name = speech.label(
        "registers-print-name", title=sheet.title, day=request.today.isoformat(), ending="xlsx"
    )
    await show(call, request, Window(window.text, window.rows, [Attachment(name, content)]))


def _note(uow: UnitOfWork, request: Request, found: NamedReach) -> None:
    reach = found.reach
    subject = subject_of(reach.register.id, reach.coverage.id)
    uow.audit.add(AuditEntry(request.now, reach.viewer.person_id, "missing_exported", subject))


def _asked(call: CallbackQuery) -> ReachAsked:
    number, _, entry = part_of(call, 2).partition(".")
    return ReachAsked(
        part_of(call, 1),
        read_number(number, _OLD),
        number_of(call, 3),
        part_of(call, 4),
        read_number(entry, _OLD) if entry else 0,
    )


ASKED_AT = 579
ACTS: Acts = {ActorStanding.BOUND: f"{REACH} {WHO} {BEGIN} {SHEET}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.reach")
    router.callback_query.register(open_grids, TappedOn(REACH))
    router.callback_query.register(open_names, TappedOn(WHO))
    router.callback_query.register(begin, TappedOn(BEGIN))
    router.callback_query.register(send_sheet, TappedOn(SHEET))
    return router
