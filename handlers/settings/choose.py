"""/settings (设置): what the office and the commissioner set themselves."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from handlers.found import Acts, ListedCommand, Menu, MenuEntry
from handlers.wire.filters import InPrivate, Tapped
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from windows.entries import SETTINGS
from windows.settings.settings import settings_window
from windows.windows import Window


async def choose(event: Message | CallbackQuery, request: Request) -> None:
    """Show the parts."""

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        return settings_window(speech_of(request, viewer))

    await show(event, request, await request.run(work))


ASKED_AT = 640
ACTS: Acts = {ActorStanding.OFFICE: f"{SETTINGS} /settings"}
MENU: Menu = {218: MenuEntry(SETTINGS)}
COMMANDS = (ListedCommand("settings", 145, 145),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="settings.choose")
    router.message.register(choose, Command("settings"), InPrivate())
    router.callback_query.register(choose, Tapped(SETTINGS))
    return router
