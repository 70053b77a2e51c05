"""Delete what stays in a chat after a tip (删除聊天记录), offered below every look-up of a receipt.

Which messages a tip consisted of is forgotten after half an hour, and must never be on disk: it would say who reported,
and when. So nothing is looked up here: the chat is swept back from its newest message, whatever stands there.
"""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from handlers.found import Acts
from handlers.show_menu import menu_window
from handlers.wire.chat_traces import sweep
from handlers.wire.filters import InPrivate, Tapped
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.held_tips import forget
from windows.entries import back_to_menu
from windows.tips.tips import DELETE, SWEEP
from windows.windows import Button, Window

YES = "chat-deleted"


async def ask_sure(call: CallbackQuery, request: Request) -> None:
    """删除聊天记录: it takes more than the tip, so it is asked once."""
    speech = speech_of(request, await request.run(request.find_viewer))
    rows = [[Button(speech.label("tips-sweep-yes"), YES)], [back_to_menu(speech)]]
    await show(call, request, Window(speech.text("tips-sweep-sure"), rows))


async def delete(call: CallbackQuery, request: Request) -> None:
    """删除: both sides' messages, as far back as Telegram lets a bot."""
    forget(request.memory)
    if call.message is not None:
        await sweep(call, request.chat_id, call.message.message_id)

    def work(uow: UnitOfWork) -> Window:
        return menu_window(uow, request, speech_of(request, request.find_viewer(uow)).text("tips-swept"))

    await show(call, request, await request.run(work))


ASKED_AT = 190
ACTS: Acts = {ActorStanding.ANYBODY: "tip-end-delete chat-delete chat-deleted"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.delete_chat")
    in_private = InPrivate()
    # Of a tip whose messages are still known, handlers/tips/submit.py deletes those alone.
    router.callback_query.register(ask_sure, Tapped(SWEEP, DELETE), in_private)
    router.callback_query.register(delete, Tapped(YES), in_private)
    return router
