"""Submit a tip (/tip): the notice, then the questions of handlers/tips/desk.py, and what follows the receipt.

It works alike for everybody: of who writes, the language alone is looked at.
"""

from aiogram import Router
from aiogram.filters import Command, CommandStart, Filter
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.tips.poster_links import read_poster_payload
from domain.tips.tell_steps import TellStep
from domain.tips.unfinished import UnfinishedTip
from handlers.found import Acts, ListedCommand, Menu, MenuEntry, Strangers
from handlers.show_menu import menu_window
from handlers.tips.desk import show_step
from handlers.tips.held import has_ended
from handlers.tips.memory import EndedTip, read_held
from handlers.wire.chat_traces import erase
from handlers.wire.filters import InPrivate, Tapped, TappedIn
from handlers.wire.screen import Event, show, toast
from handlers.wire.speaking import speech_in, speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.held_tips import forget
from usecases.tips.recipients import check_flood, check_received, find_reach
from windows.entries import SEND_TIP
from windows.tips.tips import DELETE, DONE
from windows.windows import Window


class FromPoster(Filter):
    """A link from a poster; gives `grid_code`."""

    async def __call__(self, message: Message) -> dict[str, str] | bool:
        """Tell whether `message` is that."""
        _start, _, payload = (message.text or "").partition(" ")
        code = read_poster_payload(payload.strip())
        return False if code is None else {"grid_code": code}


async def open_poster(message: Message, request: Request, grid_code: str) -> None:
    """A poster's QR code: the notice, with the department filled in. A tip already begun goes on as it is."""
    held = read_held(request.memory)
    if held is not None:
        speech = speech_in(held.language)
        await show_step(message, request, held, speech.text("tips-finish-first"))
        return

    def work(uow: UnitOfWork) -> str | None:
        found = uow.rosters.paths([grid_code])
        return found.get(grid_code).name if grid_code in found else None

    await open_tip(message, request, await request.run(work))


async def open_tip(event: Event, request: Request, department: str | None = None) -> None:
    """/tip, 反映问题: the notice, unless tips can't be received now; nobody is to write in vain."""
    check_flood(request, request.house.flood)

    def work(uow: UnitOfWork) -> UnfinishedTip:
        check_received(uow, request)
        answers = {} if department is None else {TellStep.DEPARTMENT: department}
        speech = speech_of(request, request.find_viewer(uow))
        return UnfinishedTip(language=speech.language, answers=answers, reach=find_reach(uow, request))

    await show_step(event, request, await request.run(work))


async def delete_conversation(call: CallbackQuery, request: Request, ended: EndedTip) -> None:
    """删除本次聊天记录: both sides' messages, the receipt code with them; then their ids are forgotten."""
    left = await erase(call, request.chat_id, ended.message_ids)
    forget(request.memory)

    def work(uow: UnitOfWork) -> Window:
        speech = speech_of(request, request.find_viewer(uow))
        line = speech.text("tips-deleted-but", left=left) if left else speech.text("tips-deleted")
        return menu_window(uow, request, line)

    await show(call, request, await request.run(work))


async def finish(call: CallbackQuery, request: Request) -> None:
    """完成: the receipt code goes; what else stays in the chat, and until when it can be deleted, is said."""
    forget(request.memory)

    def work(uow: UnitOfWork) -> Window:
        return menu_window(uow, request, speech_of(request, request.find_viewer(uow)).text("tips-stays"))

    await show(call, request, await request.run(work))


async def tap_again(call: CallbackQuery, request: Request) -> None:
    """A second tap on a button of an ended tip: its last window stays."""
    await toast(call, speech_of(request, await request.run(request.find_viewer)).label("access-old-button"))


ASKED_AT = 180
ACTS: Acts = {ActorStanding.ANYBODY: "tip tip- tip-end-done /tip"}
MENU: Menu = {901: MenuEntry(SEND_TIP)}
STRANGERS: Strangers = {100: SEND_TIP}
COMMANDS = (ListedCommand("tip", 900, 900),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.submit")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(open_poster, CommandStart(deep_link=True), FromPoster())
    router.message.register(open_tip, Command("tip"))
    router.callback_query.register(open_tip, Tapped(SEND_TIP))
    router.callback_query.register(finish, Tapped(DONE))
    router.callback_query.register(delete_conversation, Tapped(DELETE), has_ended)
    router.callback_query.register(tap_again, TappedIn("tip"), has_ended)
    return router
