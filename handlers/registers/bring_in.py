"""整改问题 [导入 Excel]: the office sends a sheet, sees what is wrong with it or what it says; it comes in once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.roster import RosterFault, RosterFaultsError
from domain.threads import in_turn
from domain.tips.unfinished import UnfinishedFile
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.evidence_in_budget import fetch
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.screen import Event, bot_of, show
from handlers.wire.speaking import speech_of
from locales import Speech, shared_words
from registers.language import Register
from reports.registers.problem_sheet import MOST_BYTES, problem_template, scan_problems
from reports.sheets.fault_lines import fault_line
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question, Remembered
from usecases.registers.bring_in import ReadProblem, bring_in, bringing_in, counts_of, look_up
from windows.registers.bring_in import (
    ASK,
    NO,
    TEMPLATE,
    YES,
    ask_window,
    done_window,
    faults_window,
    preview_window,
    template_window,
)
from windows.windows import Window

MIB = 1024 * 1024
_TOKEN_BYTES = 3


@dataclass(frozen=True, slots=True)
class AskedSheet(Question):
    """The sheet."""


@dataclass(frozen=True, slots=True)
class ReadSheet(Remembered):
    """A sheet that was read and waits to be confirmed by the button that carries `token`, made of what it says."""

    life = timedelta(hours=12)

    token: int
    problems: Sequence[ReadProblem]


async def ask(call: CallbackQuery, request: Request) -> None:
    """导入 Excel."""
    await _ask(call, request, ask_window)


async def send_template(call: CallbackQuery, request: Request) -> None:
    """下载模板."""
    content = await in_turn(problem_template)
    await _ask(call, request, lambda speech: template_window(content, speech))


async def take_sheet(message: Message, request: Request) -> None:
    """What is sent: a sheet that can be read is shown; of anything else it is said what is wrong, and asked again."""
    viewer, _unit_code, register = await request.run(lambda uow: bringing_in(uow, request))
    speech = speech_of(request, viewer)
    try:
        read = await _read(message, request, register)
    except RefusalError as refusal:
        line = speech.text(refusal.key, **refusal.details)
        await _show_asking(message, request, ask_window(speech, line))
    except RosterFaultsError as error:
        lines = [_line(fault, speech) for fault in error.faults]
        await _show_asking(message, request, faults_window(lines, speech))
    else:
        request.memory.put(read)
        await show(message, request, preview_window(counts_of(read.problems), read.token, speech))


async def confirm(call: CallbackQuery, request: Request) -> None:
    """导入: once, however often it is tapped."""
    read, token = request.memory.get(ReadSheet), number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code, _register = bringing_in(uow, request)
        if read is None or read.token != token:
            raise RefusalError("bring-in-gone")
        return done_window(bring_in(uow, request, read.problems), speech_of(request, viewer))

    with request.memory.taken(ReadSheet):
        window = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, window)


async def cancel(call: CallbackQuery, request: Request) -> None:
    """取消: nothing comes in; another sheet may be sent."""
    request.memory.take(ReadSheet)
    await _ask(call, request, lambda speech: ask_window(speech, speech.text("bring-in-cancelled")))


async def _read(message: Message, request: Request, register: Register) -> ReadSheet:
    """Return what the sheet says; raises RefusalError for what is no file or too large, RosterFaultsError."""
    file = message.document
    if file is None:
        raise RefusalError("bring-in-no-file")
    if (file.file_size or 0) > MOST_BYTES:
        raise RefusalError("bring-in-too-large", limit=MOST_BYTES // MIB)
    async with request.house.cleaning:
        content = await fetch(bot_of(message), UnfinishedFile(file.file_id, "document"))
        sheet = await in_turn(scan_problems, content, register)
    token = int.from_bytes(sha256(content).digest()[:_TOKEN_BYTES])
    return ReadSheet(token, await request.read(lambda uow: look_up(uow, request, sheet)))


async def _ask(event: Event, request: Request, window_of: Callable[[Speech], Window]) -> None:
    viewer, _unit_code, _register = await request.run(lambda uow: bringing_in(uow, request))
    await _show_asking(event, request, window_of(speech_of(request, viewer)))


async def _show_asking(event: Event, request: Request, window: Window) -> None:
    await show(event, request, window)
    request.memory.put(AskedSheet())


def _line(fault: RosterFault, speech: Speech) -> str:
    return fault_line(shared_words(), speech.language, fault)


ASKED_AT = 589
ACTS: Acts = {ActorStanding.LEVEL_ONE: f"{ASK} {TEMPLATE} {YES} {NO}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.bring_in")
    router.callback_query.register(ask, Tapped(ASK))
    router.callback_query.register(send_template, Tapped(TEMPLATE))
    router.callback_query.register(confirm, TappedOn(YES))
    router.callback_query.register(cancel, Tapped(NO))
    router.message.register(take_sheet, AskedFor(AskedSheet), InPrivate(), NotACommand())
    return router
