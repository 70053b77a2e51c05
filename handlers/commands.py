"""The list of commands that Telegram shows, by role."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)

from domain.people.people import Viewer
from handlers.found import ListedCommand, commands
from handlers.wire.speaking import speech_of
from locales import DEFAULT_LANGUAGE, LANGUAGES, Speech, Words
from usecases.house import Request
from usecases.memory import Remembered

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CommandsGiven(Remembered):
    """The commands that the chat has been given."""

    language: str
    listed: tuple[tuple[str, str], ...]
    """Names and what is said of them."""


def commands_for(viewer: Viewer | None, request: Request | None = None) -> tuple[str, ...]:
    """Return the commands of whoever is acting, the most wanted first; those of strangers need no request."""
    return tuple(command.name for command in _for(viewer, request))


async def set_commands(bot: Bot, request: Request) -> None:
    """Set the list for the chat of this request, if it is not known to be so."""
    viewer = await request.run(request.find_viewer)
    speech = speech_of(request, viewer)
    listed = _described(_for(viewer, request), viewer, request, speech)
    wanted = CommandsGiven(speech.language, listed)
    if request.memory.get(CommandsGiven) == wanted:
        return
    scope = BotCommandScopeChat(chat_id=request.chat_id)
    try:
        await bot.set_my_commands(_list(listed), scope=scope)
    except TelegramAPIError as error:
        # The list is a convenience: what was asked for has been done, and the next /start tries again.
        log.warning("the command list of a chat was not set: %s", type(error).__name__)
        return
    request.memory.put(wanted)


async def forget_commands(bot: Bot, request: Request, chat_id: int) -> None:
    """Give the chat the strangers' list again: its phone is a stranger's now."""
    request.notes.take(chat_id, CommandsGiven, request.now)
    try:
        await bot.delete_my_commands(scope=BotCommandScopeChat(chat_id=chat_id))
    except TelegramAPIError as error:
        log.warning("the command list of a chat was not taken back: %s", type(error).__name__)


async def set_default_commands(bot: Bot, words: Words) -> None:
    """Set what strangers and groups see, in every language."""
    in_groups = [command for command in commands() if command.in_groups]
    for language in LANGUAGES:
        speech = Speech(words, language)
        code = None if language == DEFAULT_LANGUAGE else language
        for_strangers = _for(None, None)
        listed = (
            (BotCommandScopeDefault(), for_strangers),
            (BotCommandScopeAllGroupChats(), in_groups),
        )
        for scope, found in listed:
            said = _list(_described(found, None, None, speech))
            await bot.set_my_commands(said, scope=scope, language_code=code)


def _for(viewer: Viewer | None, request: Request | None) -> list[ListedCommand]:
    return [command for command in commands() if command.is_for(viewer, request)]


def _described(
    found: Iterable[ListedCommand], viewer: Viewer | None, request: Request | None, speech: Speech
) -> tuple[tuple[str, str], ...]:
    return tuple((command.name, command.described(viewer, request, speech)) for command in found)


def _list(listed: Iterable[tuple[str, str]]) -> list[BotCommand]:
    return [BotCommand(command=name, description=said) for name, said in listed]
