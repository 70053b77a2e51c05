"""Look up a receipt (/receipt CODE): how far a tip has got, told to whoever has its code."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.types import Message

from domain.entries import LOOK_UP_RECEIPT, MENU
from domain.errors import RefusalError
from domain.receipts import holds_receipt, read_receipt
from domain.tips import TipState
from domain.windows import Button, Window
from handlers.chat_traces import erase
from handlers.filters import Asked, InPrivate, Tapped, Words
from handlers.house import Request
from handlers.screen import Event, show
from locales import Speech
from storage.receipt_keys import ReceiptKeys
from storage.unit_of_work import UnitOfWork


async def ask(event: Event, request: Request) -> None:
    """/receipt alone, or 凭回执码查询."""
    speech = request.speech(await request.run(request.find_viewer))
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


async def is_receipt(message: Message) -> bool:
    """Filter: a whole code."""
    if not holds_receipt(message.text or ""):
        return False
    try:
        read_receipt(message.text or "")
    except RefusalError:
        return False
    return True


async def _look_up(message: Message, request: Request, text: str) -> None:
    speech = request.speech(await request.run(request.find_viewer))
    left = await erase(message, request.chat_id, [message.message_id])
    erased = speech.text("tips-receipt-left" if left else "tips-receipt-erased")
    try:
        state = await _find_state(request, text)
    except RefusalError as refusal:
        said = speech.text(refusal.key, **refusal.details)
        await _show_question(message, request, f"{said}\n{erased}", speech)
        return
    lines = [
        speech.text("tips-receipt-state", state=speech.label(f"tips-state-{state}")),
        speech.text(f"tips-receipt-{state}"),
        erased,
    ]
    await show(message, request, Window("\n".join(lines), [[_menu(speech)]]))


async def _show_question(event: Event, request: Request, text: str, speech: Speech) -> None:
    await show(event, request, Window(text, [[_menu(speech)]]))
    request.house.asking.put(request.chat_id, LOOK_UP_RECEIPT)


async def _find_state(request: Request, text: str) -> TipState:
    """Return the state of the tip whose code is `text`; raises RefusalError, after a wait that grows."""
    house, source = request.house, request.telegram_id
    if wait_s := house.patience.wait_s(source, request.now):
        raise RefusalError("tips-receipt-wait", seconds=wait_s)
    try:
        keys = await house.receipts.derive(read_receipt(text))
        state = await request.run(lambda uow: _get_state(uow, keys))
    except RefusalError:
        house.patience.wrong(source, request.now)
        raise
    house.patience.right(source)
    return state


def _get_state(uow: UnitOfWork, keys: ReceiptKeys) -> TipState:
    state = uow.tips.find_state(keys.lookup)
    if state is None:
        raise RefusalError("tips-receipt-unknown")
    return state


def _menu(speech: Speech) -> Button:
    return Button(speech.label("menu-back"), MENU)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="look_up_receipt")
    in_private = InPrivate()
    router.message.register(take_command, Command("receipt"), in_private)
    router.message.register(take_typed, StateFilter(None), in_private, Words(), Asked(LOOK_UP_RECEIPT))
    router.message.register(take_typed, StateFilter(None), in_private, Words(), is_receipt)
    router.callback_query.register(ask, Tapped(LOOK_UP_RECEIPT))
    return router
