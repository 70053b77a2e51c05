"""Whatever no conversation asked for: typed answers to the open question, stray words, stickers, old buttons."""

import re

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.tips.stray_secrets import resembles_receipt
from handlers.registers import fill as entries
from handlers.reporting import fill_form as reports
from handlers.show_menu import menu_window
from handlers.tips.stray_secrets import take_out
from handlers.wire.filters import InPrivate, NoTipOpen
from handlers.wire.screen import bot_of, say, show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from windows.windows import Window

_COMMAND = re.compile(r"/[A-Za-z]")


async def take_message(message: Message, request: Request) -> None:
    """An answer to the open question if there is one; else the menu, with a word of explanation."""
    # A command that nobody knows is no answer; a lone "/" is one, people write it for "none".
    text = message.text or ""
    is_command = _COMMAND.match(text) is not None
    if is_command:
        request.leave_to_newer()
    if not is_command and await _answer_question(message, request):
        return
    if resembles_receipt(text) and message.chat.type == "private":
        await take_out(message, request, "secrets-like-receipt")
        return
    await show(message, request, await request.run(lambda uow: _menu(uow, request, "free-text-unknown")))


async def _answer_question(message: Message, request: Request) -> bool:
    """Take the message for an answer to what was filled in last, a report or an entry; False where nothing is."""
    ways = [reports.type_in_answer, entries.type_in_answer]
    if await request.run(lambda uow: _is_entry_latest(uow, request)):
        ways.reverse()
    for type_in_answer in ways:
        if await type_in_answer(message, request):
            return True
    return False


def _is_entry_latest(uow: UnitOfWork, request: Request) -> bool:
    viewer = request.find_viewer(uow)
    entry = uow.entry_drafts.touched_last(viewer.person_id) if viewer else None
    report = uow.drafts.touched_last(viewer.person_id) if viewer else None
    return entry is not None and (report is None or entry > report)


async def take_old_button(call: CallbackQuery, request: Request) -> None:
    """A button that no conversation knows any more, or yet: say so, and show where things stand."""
    request.leave_to_newer()
    window = await request.run(lambda uow: menu_window(uow, request))
    speech = speech_of(request, await request.run(request.find_viewer))
    await show(call, request, window, toast=speech.label("access-old-button"))


async def take_edited(message: Message, request: Request) -> None:
    """A message edited after it was taken: what was taken stays, and the person is told how to change it."""
    speech = speech_of(request, await request.run(request.find_viewer))
    await say(bot_of(message), message, speech.label("free-text-edited"))


def _menu(uow: UnitOfWork, request: Request, key: str) -> Window:
    speech = speech_of(request, request.find_viewer(uow))
    return menu_window(uow, request, speech.text(key))


ASKED_AT = 900


def build() -> Router:
    """Return the router that comes last."""
    router = Router(name="free_text")
    router.message.register(take_message, NoTipOpen())
    router.edited_message.register(take_edited, InPrivate())
    router.callback_query.register(take_old_button)
    return router
