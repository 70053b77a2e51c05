"""The JSON that pages and tests send: one object of known fields, or a 400; nothing else comes near the chats."""

import json
import math
from collections.abc import Iterator
from typing import Any, Final

from simulator.refusals import Json, bad_request

MISTAKES: Final = (LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
"""What a handler stumbles over where fields are missing or make no sense."""

_TYPES: Final[dict[str, tuple[type, ...]]] = {
    **dict.fromkeys(("message_id", "reply_to", "chat_id", "id", "who", "times"), (int,)),
    "seconds": (int, float),
    "on": (bool,),
    "members": (list,),
    "writer": (str, int),
    "staff_number": (str, int),
}
"""All other fields are text; any may be null."""
_MOST: Final = {"times": 100, "seconds": 3600}
_NUMBER_MAX: Final = 2**53


def read_object(content: bytes) -> Json:
    """Return the object that a body holds, an empty one for an empty body; raises ApiError (400) for anything else."""
    if not content:
        return {}
    try:
        body = json.loads(content)
        if not isinstance(body, dict):
            raise bad_request("the body is no JSON object")
        for name, value in body.items():
            _check(name, value)
    except (ValueError, RecursionError):
        raise bad_request("the body is no JSON") from None
    return body


def _check(name: str, value: Any) -> None:
    wanted = _TYPES.get(name, (str,))
    # A yes or no is a number too, in Python.
    fits = isinstance(value, wanted) and (bool in wanted or not isinstance(value, bool))
    if value is not None and not fits:
        raise bad_request(f"{name[:50]!a} is of another kind")
    for part in _parts(value):
        if isinstance(part, str) and not _can_be_typed(part):
            raise bad_request(f"{name[:50]!a} holds what nobody can type")
        if isinstance(part, int | float) and not (math.isfinite(part) and abs(part) <= _most(name)):
            raise bad_request(f"{name[:50]!a} is no such number")


def _parts(value: Any) -> Iterator[Any]:
    yield from value if isinstance(value, list) else [value]


def _most(name: str) -> int:
    return _MOST.get(name, _NUMBER_MAX)


def _can_be_typed(text: str) -> bool:
    """Tell whether `text` has neither a NUL nor half a character."""
    return "\0" not in text and not any("\ud800" <= symbol <= "\udfff" for symbol in text)
