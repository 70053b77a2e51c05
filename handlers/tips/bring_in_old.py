"""导入旧线索 and 起底: a handler sends a sheet of old clues, each comes in once, and each is gone through again.

What the sheet says is in memory alone until it is sealed, for half an hour; the file is taken out of the chat.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.in_memory import InMemoryOnly
from domain.people.roster import RosterFault, RosterFaultsError
from domain.threads import in_turn
from domain.tips.unfinished import UnfinishedFile
from handlers.found import Acts
from handlers.tips.who_reads import who_reads
from handlers.wire.button_data import number_of
from handlers.wire.chat_traces import erase, erased_line
from handlers.wire.evidence_in_budget import fetch
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.screen import Event, bot_of, show, show_progress
from handlers.wire.speaking import speech_of
from locales import Speech, shared_words
from reports.sheets.fault_lines import fault_line
from reports.tips.old_clues_sheet import MOST_BYTES, OldClue, old_clues_template, scan_old_clues
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question, Remembered
from usecases.tips.held_tips import IDLE_LIFE
from usecases.tips.old_clues import bring_in, check_reach, sealed_clues
from windows.entries import BRING_OLD_CLUES, OLD_CLUES
from windows.page_turns import ListPage
from windows.tips.old_clues import (
    NO,
    TEMPLATE,
    YES,
    ask_window,
    done_window,
    faults_window,
    preview_window,
    template_window,
    waiting_window,
)
from windows.tips.register import A_PAGE
from windows.windows import Window

MIB = 1024 * 1024
_TOKEN_BYTES = 3


@dataclass(frozen=True, slots=True)
class AskedOldClues(Question):
    """The sheet."""


@dataclass(frozen=True, slots=True, repr=False)
class ReadOldClues(InMemoryOnly, Remembered):
    """A sheet that was read and waits to be confirmed by the button that carries `token`, made of what it says."""

    life = IDLE_LIFE

    token: int
    clues: Sequence[OldClue]


async def ask(call: CallbackQuery, request: Request) -> None:
    """导入旧线索."""
    await _ask(call, request, ask_window)


async def send_template(call: CallbackQuery, request: Request) -> None:
    """下载模板."""
    content = await in_turn(old_clues_template)
    await _ask(call, request, lambda speech: template_window(content, speech))


async def take_sheet(message: Message, request: Request) -> None:
    """What is sent: a sheet that can be read is shown; of anything else it is said what is wrong, and asked again."""
    speech, _reader = await request.run(lambda uow: who_reads(uow, request))
    try:
        read = await _read(message, request)
    except RefusalError as refusal:
        line, held = speech.text(refusal.key, **refusal.details), request.memory.get(ReadOldClues)
        if message.document is None and held is not None:
            # The window may have been lost while it said that it was at work.
            await _show_asking(message, request, preview_window(held.clues, held.token, speech))
            return
        await _show_asking(message, request, ask_window(speech, line))
        return
    except RosterFaultsError as error:
        await _show_asking(
            message, request, faults_window([_line(fault, speech) for fault in error.faults], speech)
        )
        return
    request.memory.put(read)
    left = await erase(message, request.chat_id, [message.message_id])
    window = preview_window(read.clues, read.token, speech)
    said = Window(f"{window.text}\n{erased_line(left, speech)}", window.rows)
    await _show_asking(message, request, said)


async def confirm(call: CallbackQuery, request: Request) -> None:
    """导入: once, however often it is tapped."""
    token = number_of(call, 1)
    speech, _reader = await request.run(lambda uow: who_reads(uow, request))
    read = request.memory.get(ReadOldClues)
    if read is None or read.token != token:
        raise RefusalError("bring-in-gone")
    with request.memory.taken(ReadOldClues):
        await show_progress(call, request, speech.text("old-clues-sealing", count=len(read.clues)))
        sealed = await sealed_clues(request, read.clues)
        brought = await request.run(lambda uow: bring_in(uow, request, sealed))
    request.house.wake_outbox()
    await show(call, request, done_window(brought, speech))


async def cancel(call: CallbackQuery, request: Request) -> None:
    """取消: nothing comes in; another sheet may be sent."""
    request.memory.take(ReadOldClues)
    await _ask(call, request, lambda speech: ask_window(speech, speech.text("bring-in-cancelled")))


async def go_through(call: CallbackQuery, request: Request) -> None:
    """起底: what has not been gone through, the first brought in first."""

    def work(uow: UnitOfWork) -> Window:
        viewer, reader = request.tip_handler(uow)
        count = uow.old_clues.count(reader)
        left = count.of - count.done
        page = max(0, min(number_of(call, 1), -(-left // A_PAGE) - 1))
        clues = uow.old_clues.waiting(reader, A_PAGE, page * A_PAGE)
        return waiting_window(clues, ListPage(page, left), count, speech_of(request, viewer))

    await show(call, request, await request.run(work))


async def _read(message: Message, request: Request) -> ReadOldClues:
    """Return what the sheet says; raises RefusalError for what is no file or too large, RosterFaultsError."""
    file = message.document
    if file is None:
        raise RefusalError("bring-in-no-file")
    if (file.file_size or 0) > MOST_BYTES:
        raise RefusalError("old-clues-too-large", limit=MOST_BYTES // MIB)
    async with request.house.cleaning:
        content = await fetch(bot_of(message), UnfinishedFile(file.file_id, "document"))
        clues = await in_turn(scan_old_clues, content, request.today)

    def check(uow: UnitOfWork) -> None:
        _viewer, reader = request.tip_handler(uow)
        check_reach(uow, request, reader, clues)

    await request.run(check)
    return ReadOldClues(int.from_bytes(sha256(content).digest()[:_TOKEN_BYTES]), clues)


async def _ask(event: Event, request: Request, window_of: Callable[[Speech], Window]) -> None:
    speech, _reader = await request.run(lambda uow: who_reads(uow, request))
    await _show_asking(event, request, window_of(speech))


async def _show_asking(event: Event, request: Request, window: Window) -> None:
    await show(event, request, window)
    request.memory.put(AskedOldClues())


def _line(fault: RosterFault, speech: Speech) -> str:
    return fault_line(shared_words(), speech.language, fault)


ASKED_AT = 593
ACTS: Acts = {ActorStanding.TIPS: f"{BRING_OLD_CLUES} {TEMPLATE} {YES} {NO} {OLD_CLUES}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.bring_in_old")
    router.callback_query.filter(InPrivate())
    router.callback_query.register(ask, Tapped(BRING_OLD_CLUES))
    router.callback_query.register(send_template, Tapped(TEMPLATE))
    router.callback_query.register(confirm, TappedOn(YES))
    router.callback_query.register(cancel, Tapped(NO))
    router.callback_query.register(go_through, TappedOn(OLD_CLUES))
    router.message.register(take_sheet, AskedFor(AskedOldClues), InPrivate(), NotACommand())
    return router
