"""签到: made with one tap, from the entry or by the code at the door; the code itself, for whoever hangs it up."""

from aiogram import Router
from aiogram.filters import CommandStart, Filter
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.threads import in_turn
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import InPrivate, TappedOn
from handlers.wire.screen import bot_of, show
from handlers.wire.speaking import speech_of
from reports.registers.door_code import door_code
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.people.invitations import link_to
from usecases.registers.people.once import (
    CODE_SIGN,
    PAYLOAD_LENGTH,
    code_for,
    find_by_code,
    make_by_code,
    make_once,
)
from usecases.registers.shown import show_entry
from usecases.tips.held_tips import TipOpen
from windows.registers.entry import entry_window
from windows.registers.once import BY_CODE, CODE, ONCE, code_window, door_window, made_line, stranger_window
from windows.windows import Attachment, Window


class FromDoor(Filter):
    """A link from the code at a door; gives `code`."""

    async def __call__(self, message: Message) -> dict[str, str] | bool:
        """Tell whether `message` is that."""
        _start, _, payload = (message.text or "").partition(" ")
        code = payload.strip()
        is_one = code.startswith(CODE_SIGN) and len(code) == PAYLOAD_LENGTH
        return {"code": code.removeprefix(CODE_SIGN)} if is_one else False


async def open_door(message: Message, request: Request, code: str) -> None:
    """The code at the door: what it is for, and one button; nobody who is not bound learns more than that."""
    if request.memory.get(TipOpen) is not None:
        raise RefusalError("tips-finish-first")

    def work(uow: UnitOfWork) -> Window:
        viewer = request.find_viewer(uow)
        speech = speech_of(request, viewer)
        if viewer is None:
            return stranger_window(speech)
        return door_window(find_by_code(uow, request, code), code, request.today, speech)

    await show(message, request, await request.run(work))


async def make_at_door(call: CallbackQuery, request: Request) -> None:
    """签到, below the window that the code opened."""
    code = part_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        made = make_by_code(uow, request, code)
        return door_window(made, code, request.today, speech_of(request, made.viewer))

    await show(call, request, await request.run(work))


async def make(call: CallbackQuery, request: Request) -> None:
    """签到, below the entry."""
    entry_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        made = make_once(uow, request, entry_id)
        speech = speech_of(request, made.viewer)
        shown = show_entry(uow, request, entry_id)
        return entry_window(shown, request.today, speech, said=made_line(made, speech))

    await show(call, request, await request.run(work))


async def send_code(call: CallbackQuery, request: Request) -> None:
    """签到二维码: the picture for the door."""
    entry_id = number_of(call, 1)
    username = (await bot_of(call).me()).username or ""

    def work(uow: UnitOfWork) -> tuple[Window, str]:
        asked, payload = code_for(uow, request, entry_id)
        return code_window(asked, speech_of(request, asked.viewer)), link_to(username, payload)

    window, link = await request.run(work)
    picture = await in_turn(lambda: door_code(link))
    await show(call, request, Window(window.text, window.rows, [Attachment("code.png", picture)]))


ASKED_AT = 302
ACTS: Acts = {ActorStanding.BOUND: f"{ONCE} {BY_CODE} {CODE}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.once")
    router.message.register(open_door, InPrivate(), CommandStart(deep_link=True), FromDoor())
    router.callback_query.register(make_at_door, TappedOn(BY_CODE))
    router.callback_query.register(make, TappedOn(ONCE))
    router.callback_query.register(send_code, TappedOn(CODE))
    return router
