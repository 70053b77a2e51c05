"""In a group: /digest alone. Whatever concerns one person belongs in their private chat, where nobody reads along."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.wire.filters import InGroup, Tapped
from handlers.wire.screen import show, toast
from handlers.wire.speaking import speech_of
from usecases.house import Request
from windows.entries import RECEIVE_IN_GROUP
from windows.windows import Window


async def take_message(message: Message, request: Request) -> None:
    """Any other command: say where to ask. Words among people, and who joins or leaves, are none of our business."""
    if await _is_for_us(message):
        speech = speech_of(request, await request.run(request.find_viewer))
        await show(message, request, Window(speech.text("menu-group")))


async def _is_for_us(message: Message) -> bool:
    """Tell whether this is a command, and not one of another bot's (/help@other)."""
    text = message.text or ""
    if not text.startswith("/") or message.bot is None:
        return False
    addressed = text.split(maxsplit=1)[0].partition("@")[2].casefold()
    return addressed in {"", ((await message.bot.me()).username or "").casefold()}


async def refuse_button(call: CallbackQuery, request: Request) -> None:
    """Any other button."""
    speech = speech_of(request, await request.run(request.find_viewer))
    await toast(call, speech.label("menu-group"), alert=True)


ASKED_AT = 0


def build() -> Router:
    """Return the router that comes before all others."""
    router = Router(name="groups")
    router.message.register(take_message, InGroup(), ~Command("digest"))
    router.callback_query.register(refuse_button, InGroup(), ~Tapped(RECEIVE_IN_GROUP))
    return router
