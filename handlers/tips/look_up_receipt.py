"""Look up a receipt (/receipt CODE): how far a tip has got and what its handlers ask, for whoever has its code."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.in_memory import InMemoryOnly
from domain.tips.receipts import find_receipt
from domain.tips.tell_steps import ANSWERING_STEPS, TellStep
from domain.tips.unfinished import UnfinishedTip
from handlers.found import Acts, ListedCommand, Strangers
from handlers.tips.desk import show_step
from handlers.tips.held import has_found
from handlers.tips.memory import FoundTip
from handlers.wire.chat_traces import erase
from handlers.wire.filters import AskedFor, InPrivate, NoTipOpen, ReceiptAlone, Tapped, TypedWords
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.tips.derivation_lanes import DerivationLane, DerivationTurn
from storage.tips.receipt_keys import ReceiptKeys
from storage.tips.sealing import open_text
from storage.tips.tips import ReportersTip
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.tips.recipients import check_flood
from windows.entries import LOOK_UP_RECEIPT, back_to_menu
from windows.tips.thread_lines import ReadThread, thread_lines
from windows.tips.tips import SWEEP
from windows.windows import Button, Window

ADD_TO_TIP = "receipt-add"


@dataclass(frozen=True, slots=True)
class AskedReceipt(InMemoryOnly, Question):
    """A receipt code. Written down, it would say who has reported, and when."""


async def ask(event: Event, request: Request) -> None:
    """/receipt alone, or 凭回执码查询."""
    speech = speech_of(request, await request.run(request.find_viewer))
    await _show_question(event, request, speech.text("tips-receipt-ask"), speech)


async def take_command(message: Message, request: Request, command: CommandObject) -> None:
    """/receipt CODE."""
    if command.args:
        await _look_up(message, request, command.args)
    else:
        await ask(message, request)


async def take_typed(message: Message, request: Request) -> None:
    """A code, typed where it was asked for or recognised by its check symbol."""
    await _look_up(message, request, message.text or "")


async def _look_up(message: Message, request: Request, text: str) -> None:
    speech = speech_of(request, await request.run(request.find_viewer))
    left = await erase(message, request.chat_id, [message.message_id])
    erased = speech.text("tips-receipt-left" if left else "tips-receipt-erased")
    try:
        tip, thread = await _find(request, text)
    except RefusalError as refusal:
        said = speech.text(refusal.key, **refusal.details)
        await _show_question(message, request, f"{said}\n{erased}", speech)
        return
    lines = [
        speech.text("tips-receipt-state", state=speech.label(f"tips-state-{tip.state}")),
        speech.text("tips-receipt-gone" if tip.erased else f"tips-receipt-{tip.state}"),
        *thread_lines(thread, speech),
        erased,
    ]
    delete = Button(speech.label("tips-sweep"), SWEEP)
    if tip.erased:
        await show(message, request, Window("\n".join(lines), [[delete], [back_to_menu(speech)]]))
        return
    found = FoundTip(number=tip.number, body=tip.body, files=thread.files)
    request.memory.put(found)
    add = Button(speech.label("tips-receipt-answer" if thread.asked else "tips-receipt-add"), ADD_TO_TIP)
    await show(message, request, Window("\n".join(lines), [[add], [delete], [back_to_menu(speech)]]))


async def add_to_tip(call: CallbackQuery, request: Request, found: FoundTip) -> None:
    """回答或补充: to the tip whose code was given last in this chat, without the code; counted like a tip."""
    check_flood(request, request.house.flood)
    speech = speech_of(request, await request.run(request.find_viewer))
    tip = UnfinishedTip(
        language=speech.language,
        steps=ANSWERING_STEPS,
        step=TellStep.WHAT,
        answers_to=(found.number, found.body),
        filed_before=found.files,
    )
    await show_step(call, request, tip)


async def ask_again(call: CallbackQuery, request: Request) -> None:
    """The same button when the tip is no longer known: the code is asked for anew."""
    await ask(call, request)


async def _show_question(event: Event, request: Request, text: str, speech: Speech) -> None:
    await show(event, request, Window(text, [[back_to_menu(speech)]]))
    request.memory.put(AskedReceipt())


async def _find(request: Request, text: str) -> tuple[ReportersTip, ReadThread]:
    """Return the tip whose code is `text`, with what its handlers wrote; raises RefusalError, after growing waits."""
    house, source = request.house, request.telegram_id
    if wait_s := house.patience.wait_s(source, request.now):
        raise RefusalError("tips-receipt-wait", seconds=wait_s)
    turn = DerivationTurn(DerivationLane.LOOK_UPS, house.patience.wrong_before(source, request.now))
    try:
        keys = await house.receipts.derive(find_receipt(text), turn)
        found = await request.run(lambda uow: _open(uow, keys))
    except RefusalError as refusal:
        if refusal.key != DerivationLane.LOOK_UPS.busy:
            house.patience.wrong(source, request.now)
        raise
    house.patience.right(source)
    return found


def _open(uow: UnitOfWork, keys: ReceiptKeys) -> tuple[ReportersTip, ReadThread]:
    tip = uow.tips.find_by_lookup(keys.lookup)
    if tip is None:
        raise RefusalError("tips-receipt-unknown")
    messages = uow.tip_threads.messages(tip.number)
    identity = keys.reply_identity()
    read = [
        (message.written_on, None if message.from_reporter else open_text(message.sealed_text, identity))
        for message in messages
    ]
    asked = bool(messages) and not messages[-1].from_reporter
    return tip, ReadThread(read, asked, uow.tip_threads.count_reporters_files(tip.number))


ASKED_AT = 200
ACTS: Acts = {ActorStanding.ANYBODY: "receipt receipt-add /receipt"}
STRANGERS: Strangers = {110: LOOK_UP_RECEIPT}
COMMANDS = (ListedCommand("receipt", 910, 910),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.look_up_receipt")
    in_private = InPrivate()
    router.message.register(take_command, Command("receipt"), in_private)
    router.message.register(take_typed, NoTipOpen(), in_private, TypedWords(), AskedFor(AskedReceipt))
    router.message.register(take_typed, NoTipOpen(), in_private, TypedWords(), ReceiptAlone())
    router.callback_query.register(ask, Tapped(LOOK_UP_RECEIPT))
    router.callback_query.register(add_to_tip, Tapped(ADD_TO_TIP), in_private, has_found)
    router.callback_query.register(ask_again, Tapped(ADD_TO_TIP), in_private)
    return router
