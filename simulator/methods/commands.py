"""The lists of commands that a bot shows, by scope and language."""

import re

from simulator.methods.call import Call, Method
from simulator.refusals import Json, bad_request

_COMMANDS_MAX = 100
_DESCRIPTION_MAX = 256
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_PLAIN = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}


def _scope(call: Call) -> tuple[str, str]:
    """Return the key of the list that a call means.

    Raises:
        ApiError: 400 for a scope, chat or language that there is not.
    """
    language = call.params.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    scope = call.params.data("scope") or {"type": "default"}
    kind = str(scope.get("type"))
    if kind in _PLAIN:
        return kind, language
    if kind not in {"chat", "chat_administrators", "chat_member"}:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = call.world.chat_to_read(call.bot, int(scope.get("chat_id", 0)))
    if kind == "chat_member":
        return f"chat_member:{chat.id}:{int(scope.get('user_id', 0))}", language
    return f"{kind}:{chat.id}", language


def set_my_commands(call: Call) -> bool:
    """Set one list."""
    key = _scope(call)
    commands = call.params.data("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array")
    if len(commands) > _COMMANDS_MAX:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.bot.commands[key] = [_checked(command) for command in commands]
    return True


def _checked(command: Json) -> Json:
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= _DESCRIPTION_MAX:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def get_my_commands(call: Call) -> list[Json]:
    """Return one list as it was set."""
    return call.bot.commands.get(_scope(call), [])


def delete_my_commands(call: Call) -> bool:
    """Delete one list, so that the next wider one is shown."""
    call.bot.commands.pop(_scope(call), None)
    return True


METHODS: dict[str, Method] = {
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
}
