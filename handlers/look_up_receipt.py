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
from handlers.filters import InPrivate, Tapped
from handlers.house import Notes, Request
from handlers.screen import Event, show
from locales import Speech
from storage.receipt_keys import ReceiptKeys
from storage.unit_of_work import UnitOfWork


class _Desk:
    """Remembers, in memory, which window asked which chat for a code: what is typed below it is one."""

    def __init__(self) -> None:
        self._asked: Notes[int] = Notes()

    async def ask(self, event: Event, request: Request) -> None:
        """/receipt alone, or 凭回执码查询."""
        speech = request.speech(await request.run(request.find_viewer))
        await self._show_question(event, request, speech.text("tips-receipt-ask"), speech)

    async def command(self, message: Message, request: Request, command: CommandObject) -> None:
        """/receipt CODE."""
        if command.args:
            await self._look_up(message, request, command.args)
        else:
            await self.ask(message, request)

    async def typed(self, message: Message, request: Request) -> None:
        """A code, typed where it was asked for or recognised by its check symbol."""
        await self._look_up(message, request, message.text or "")

    async def is_code(self, message: Message, request: Request) -> bool:
        """Filter: no command, and either asked for or a whole code."""
        if message.text is None or message.text.startswith("/"):
            return False
        asked = self._asked.get(request.chat_id)
        if asked is not None and asked == request.house.windows.get(request.chat_id):
            return True
        return _is_receipt(message.text)

    async def _look_up(self, message: Message, request: Request, text: str) -> None:
        speech = request.speech(await request.run(request.find_viewer))
        left = await erase(message, request.chat_id, [message.message_id])
        erased = speech.text("tips-receipt-left" if left else "tips-receipt-erased")
        try:
            state = await _find_state(request, text)
        except RefusalError as refusal:
            said = speech.text(refusal.key, **refusal.details)
            await self._show_question(message, request, f"{said}\n{erased}", speech)
            return
        self._asked.pop(request.chat_id, None)
        lines = [
            speech.text("tips-receipt-state", state=speech.label(f"tips-state-{state}")),
            speech.text(f"tips-receipt-{state}"),
            erased,
        ]
        await show(message, request, Window("\n".join(lines), [[_menu(speech)]]))

    async def _show_question(self, event: Event, request: Request, text: str, speech: Speech) -> None:
        await show(event, request, Window(text, [[_menu(speech)]]))
        shown = request.house.windows.get(request.chat_id)
        if shown is not None:
            self._asked.put(request.chat_id, shown)


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


def _is_receipt(text: str) -> bool:
    if not holds_receipt(text):
        return False
    try:
        read_receipt(text)
    except RefusalError:
        return False
    return True


def _menu(speech: Speech) -> Button:
    return Button(speech.label("menu-back"), MENU)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="look_up_receipt")
    desk = _Desk()
    in_private = InPrivate()
    router.message.register(desk.command, Command("receipt"), in_private)
    router.message.register(desk.typed, StateFilter(None), in_private, desk.is_code)
    router.callback_query.register(desk.ask, Tapped(LOOK_UP_RECEIPT))
    return router
