"""The list of commands that Telegram shows, by role."""

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeChat, BotCommandScopeDefault

from domain.people import Viewer
from handlers.house import Request
from locales import DEFAULT_LANGUAGE, LANGUAGES, Speech, Words

_STRANGER = ("tip", "receipt", "language", "help", "cancel")


def commands_for(viewer: Viewer | None) -> tuple[str, ...]:
    """Return the commands of whoever is acting, the most wanted first."""
    if viewer is None:
        return _STRANGER
    own: list[str] = []
    if viewer.unit_code is not None:
        own += ["digest", "tips", "invite"]
    elif viewer.digest_code is not None:
        own += ["digest"]
    if viewer.inspected:
        own += ["report", "duties"]
    return (*own, *_STRANGER)


async def set_commands(bot: Bot, request: Request) -> None:
    """Set the list for the chat of this request, if it is not known to be so."""
    viewer = await request.run(request.find_viewer)
    speech = request.speech(viewer)
    names = commands_for(viewer)
    wanted = f"{speech.language} {' '.join(names)}"
    if request.house.command_lists.get(request.chat_id) == wanted:
        return
    scope = BotCommandScopeChat(chat_id=request.chat_id)
    await bot.set_my_commands(_list(speech, names), scope=scope)
    request.house.command_lists.put(request.chat_id, wanted)


async def set_default_commands(bot: Bot, words: Words) -> None:
    """Set what strangers see, in every language."""
    scope = BotCommandScopeDefault()
    for language in LANGUAGES:
        commands = _list(Speech(words, language), _STRANGER)
        code = None if language == DEFAULT_LANGUAGE else language
        await bot.set_my_commands(commands, scope=scope, language_code=code)


def _list(speech: Speech, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=speech.label(f"command-{name}")) for name in names]
