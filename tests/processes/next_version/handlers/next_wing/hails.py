"""A button and a command that the version of today does not know."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from sqlalchemy import BigInteger, Column, MetaData, Table, insert

from domain.acts import ActorStanding
from handlers.wire.filters import Tapped
from handlers.wire.screen import show
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from windows.windows import Window

ASKED_AT = 499
hails = Table(
    "hail", MetaData(), Column("chat_id", BigInteger), Column("update_id", BigInteger, primary_key=True)
)
ACTS = {ActorStanding.ANYBODY: "hail /hail"}


async def hail_back(event: CallbackQuery | Message, request: Request) -> None:
    """Note it and say so."""

    def note(uow: UnitOfWork) -> None:
        row = {"chat_id": request.chat_id, "update_id": request.update_id}
        uow._connection.execute(insert(hails).values(row))

    await request.run(note)
    await show(event, request, Window("新版本已记下"))


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="next_wing.hails")
    router.callback_query.register(hail_back, Tapped("hail"))
    router.message.register(hail_back, Command("hail"))
    return router
