"""Updates as aiogram's objects, those that come most built by hand: words, and taps.

pydantic takes a tenth of an update's processor time, to look at 250 fields of which ten are there (decision note 0014).
What has but the fields known here, each of its kind, becomes the very objects that it would have become; all else goes
through pydantic, which also says what is wrong with it. It is held to aiogram's own by
tests/handlers/wire/calls/test_updates.py.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.types import CallbackQuery, Chat, Message, Update, User
from aiogram.types.base import TelegramObject
from pydantic import BaseModel

_IN_SECONDS = 20_000_000_000
"""Above that pydantic takes a time for one in milliseconds."""
K = TypeVar("K", bound=TelegramObject)
Given = dict[str, Any]


class _OtherKindError(Exception):
    """There is something that is not known here."""


def read_update(given: Mapping[str, Any], bot: Bot) -> Update:
    """Return the update that `given` (of the Bot API's JSON) is, for `bot`. Raises pydantic's ValidationError."""
    try:
        return _made(Update, given, bot)
    except _OtherKindError:
        return Update.model_validate(given, context={"bot": bot})


def _made(kind: type[K], given: Any, bot: Bot) -> K:
    if type(given) is not dict:
        raise _OtherKindError
    known, fields = _KNOWN[kind], {}
    for key, value in given.items():
        read = known.get(key)
        if read is None:
            raise _OtherKindError
        if type(read) is tuple:
            name, inner = read
            fields[name] = _made(inner, value, bot)
        elif type(value) is read:
            fields[key] = value
        elif read is datetime and type(value) is int and 0 < value < _IN_SECONDS:
            # 0 is the date of a message that Telegram shows no more, which is another kind.
            fields[key] = datetime.fromtimestamp(value, UTC)
        else:
            raise _OtherKindError
    if not fields.keys() >= _NEEDED[kind]:
        raise _OtherKindError
    made = kind.__new__(kind)
    # As pydantic's own model_construct does it.
    for name, value in (
        ("__dict__", {**_defaults(kind), **fields}),
        ("__pydantic_fields_set__", set(fields)),
        ("__pydantic_extra__", {}),
        ("__pydantic_private__", {"_bot": bot}),
    ):
        object.__setattr__(made, name, value)
    return made


@cache
def _defaults(kind: type[BaseModel]) -> Given:
    """Return what stands for the fields that are not given."""
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in kind.model_fields.items()
        if not field.is_required()
    }


_KNOWN: dict[type[TelegramObject], dict[str, Any]] = {
    Update: {
        "update_id": int,
        "message": ("message", Message),
        "callback_query": ("callback_query", CallbackQuery),
    },
    Message: {
        "message_id": int,
        "date": datetime,
        "chat": ("chat", Chat),
        "from": ("from_user", User),
        "text": str,
    },
    CallbackQuery: {
        "id": str,
        "from": ("from_user", User),
        "chat_instance": str,
        "data": str,
        "message": ("message", Message),
    },
    Chat: dict.fromkeys(("type", "title", "username", "first_name", "last_name"), str) | {"id": int},
    User: dict.fromkeys(("first_name", "last_name", "username", "language_code"), str)
    | {"id": int, "is_bot": bool, "is_premium": bool},
}
_NEEDED = {
    Update: {"update_id"},
    Message: {"message_id", "date", "chat"},
    CallbackQuery: {"id", "from_user", "chat_instance"},
    Chat: {"id", "type"},
    User: {"id", "is_bot", "first_name"},
}
