"""/settings [花名册]: today's roster as a sheet; a sheet comes in once it was shown what it changes, from today on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.people.roster import RosterFaultsError
from domain.threads import in_a_thread, in_turn
from domain.tips.unfinished import UnfinishedFile
from domain.workbook_bounds import WORKBOOK_BOUNDS
from handlers.found import Acts
from handlers.settings.roster_shown import ReadRoster, changes_window
from handlers.wire.button_data import number_of
from handlers.wire.evidence_in_budget import fetch
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.screen import Event, bot_of, show, show_progress
from handlers.wire.speaking import speech_of
from locales import Speech, shared_words
from reports.sheets.fault_lines import fault_line
from reports.sheets.marked_faults import mark_faults
from reports.sheets.roster_sheet import COLUMNS, read_roster, write_roster
from storage.audit import AuditEntry
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.settings.roster_import import (
    NewRoster,
    RosterComparison,
    put_in_force,
)
from windows.settings.roster import (
    BRING,
    FETCH,
    NO,
    ROSTER,
    YES,
    RosterCounts,
    ask_window,
    faults_window,
    roster_window,
)
from windows.windows import Attachment, Window

MIB = 1024 * 1024
_TOKEN_BYTES = 3


@dataclass(frozen=True, slots=True)
class AskedRoster(Question):
    """The sheet."""


async def open_roster(call: CallbackQuery, request: Request) -> None:
    """花名册."""
    await _show_roster(call, request)


async def send_sheet(call: CallbackQuery, request: Request) -> None:
    """导出花名册: as it is today, and as it can be brought in again."""
    _viewer, speech = await _office(request)
    roster = await request.read(lambda uow: uow.rosters.load())
    content = await in_turn(write_roster, roster)
    name = speech.label("roster-file-name", day=request.today.isoformat())
    await _show_roster(call, request, files=[Attachment(f"{name}.xlsx", content)])


async def ask_sheet(call: CallbackQuery, request: Request) -> None:
    """导入花名册."""
    _viewer, speech = await _office(request)
    await _ask(call, request, ask_window(speech))


async def take_sheet(message: Message, request: Request) -> None:
    """What is sent: what it changes is shown; of anything else it is said what is wrong, and asked again."""
    _viewer, speech = await _office(request)
    try:
        content = await _fetch(message, request)
        roster = await in_turn(read_roster, content)
    except RefusalError as refusal:
        await _ask(message, request, ask_window(speech, speech.text(refusal.key, **refusal.details)))
    except RosterFaultsError as error:
        words = shared_words()
        lines = [fault_line(words, speech.language, fault) for fault in error.faults]
        title = speech.label("roster-faults-name")
        marked = await in_turn(mark_faults, content, COLUMNS, error.faults, lines, title)
        await _ask(message, request, faults_window(lines, marked, speech))
    else:
        subject = f"sha256:{sha256(content).hexdigest()[:16]}"
        await _show_changes(message, request, NewRoster(roster, request.today, subject), speech)


async def confirm(call: CallbackQuery, request: Request) -> None:
    """导入: what was shown, and once, however often it is tapped."""
    read, token = request.memory.get(ReadRoster), number_of(call, 1)
    viewer, speech = await _office(request)
    if read is None or read.token != token:
        raise RefusalError("roster-gone")

    def as_shown(found: RosterComparison) -> bool:
        return found.diff == read.diff

    with request.memory.taken(ReadRoster):
        await show_progress(call, request, speech.text("roster-switching"))
        entry = AuditEntry(request.now, viewer.person_id, read.new.act, read.new.subject)
        new = replace(read.new, on=request.today)
        _found, is_done = await in_a_thread(put_in_force, request.house.database, new, entry, as_shown)
    if not is_done:
        # Somebody else has changed the roster since it was shown.
        await _show_changes(call, request, new, speech, speech.text("roster-changed-meanwhile"))
        return
    await _show_roster(call, request, speech.text("command-roster-imported"))


async def cancel(call: CallbackQuery, request: Request) -> None:
    """取消: nothing comes in."""
    request.memory.take(ReadRoster)
    _viewer, speech = await _office(request)
    await _show_roster(call, request, speech.text("roster-cancelled"))


async def _show_changes(
    event: Event, request: Request, new: NewRoster, speech: Speech, said: str = ""
) -> None:
    """Show what `new` changes; of one that changes nothing, or too much, that is said, and another is asked for."""
    try:
        await show(event, request, await changes_window(request, new, speech, said))
    except RefusalError as refusal:
        await _ask(event, request, ask_window(speech, speech.text(refusal.key)))


async def _fetch(message: Message, request: Request) -> bytes:
    """Return the file; raises RefusalError for what is none or too large."""
    file = message.document
    if file is None:
        raise RefusalError("roster-no-file")
    if (file.file_size or 0) > WORKBOOK_BOUNDS.file_bytes:
        raise RefusalError("roster-too-large", limit=WORKBOOK_BOUNDS.file_bytes // MIB)
    async with request.house.cleaning:
        return await fetch(bot_of(message), UnfinishedFile(file.file_id, "document"))


async def _office(request: Request) -> tuple[Viewer, Speech]:
    viewer = await request.run(lambda uow: request.office(uow)[0])
    return viewer, speech_of(request, viewer)


async def _ask(event: Event, request: Request, window: Window) -> None:
    await show(event, request, window)
    request.memory.put(AskedRoster())


async def _show_roster(
    event: Event, request: Request, said: str = "", files: Sequence[Attachment] = ()
) -> None:
    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        counts = RosterCounts(*uow.rosters.counts(), uow.people.count_bound())
        return roster_window(counts, speech_of(request, viewer), said, files)

    await show(event, request, await request.run(work))


ASKED_AT = 641
ACTS: Acts = {ActorStanding.OFFICE: f"{ROSTER} {BRING} {FETCH} {YES} {NO}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.roster")
    router.callback_query.register(open_roster, Tapped(ROSTER))
    router.callback_query.register(ask_sheet, Tapped(BRING))
    router.callback_query.register(send_sheet, Tapped(FETCH))
    router.callback_query.register(confirm, TappedOn(YES))
    router.callback_query.register(cancel, Tapped(NO))
    router.message.register(take_sheet, AskedFor(AskedRoster), InPrivate(), NotACommand())
    return router
