"""A button and a command that the version of today does not know."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from sqlalchemy import text

from domain.acts import ActorStanding
from handlers.wire.filters import Tapped
from handlers.wire.screen import show
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from windows.windows import Window

ASKED_AT = 499
ACTS = {ActorStanding.ANYBODY: "hail /hail"}


async def hail_back(event: CallbackQuery | Message, request: Request) -> None:
    """Note it and say so."""

    def note(uow: UnitOfWork) -> None:
        uow._connection.execute(
            text("INSERT INTO hail (chat_id, update_id) VALUES (:chat, :number)"),
            {"chat": request.chat_id, "number": request.update_id},
        )

    await request.run(note)
    await show(event, request, Window("新版本已记下"))


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="next_wing.hails")
    router.callback_query.register(hail_back, Tapped("hail"))
    router.message.register(hail_back, Command("hail"))
    return router
