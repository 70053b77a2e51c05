"""Updates built by hand are those that aiogram's models make."""

from copy import deepcopy
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import CallbackQuery, Chat, Message, Update, User
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from handlers.wire.calls.updates import _KNOWN, _NEEDED, read_update

BOT = Bot("42:x")
USER = {
    "id": 7,
    "is_bot": False,
    "first_name": "人",
    "last_name": "x",
    "username": "x",
    "language_code": "zh-hans",
}
CHAT = {"id": 7, "type": "private", "first_name": "人", "last_name": "x", "username": "x"}
MESSAGE = {"message_id": 3, "date": 1_780_000_000, "chat": CHAT, "from": USER, "text": "三号楼"}
TAP = {"id": "5", "from": USER, "chat_instance": "s", "data": "f:1:2:3:b", "message": MESSAGE}
PLAIN = ({"update_id": 1, "message": MESSAGE}, {"update_id": 2, "callback_query": TAP})
OTHER: list[dict[str, Any]] = [
    {"update_id": 1, "edited_message": MESSAGE},
    {"update_id": 1, "message": {**MESSAGE, "entities": [{"type": "bot_command", "offset": 0, "length": 3}]}},
    {"update_id": 1, "message": {**MESSAGE, "new_field": {"x": 1}}},
    {"update_id": 1, "message": {**MESSAGE, "chat": {**CHAT, "id": "7"}}},
    {"update_id": 1, "callback_query": {**TAP, "message": {"message_id": 3, "date": 0, "chat": CHAT}}},
    {"update_id": 1, "callback_query": {key: value for key, value in TAP.items() if key != "message"}},
    {"update_id": 1},
]


def parts(value: Any) -> Any:
    """Return all that an object holds, with its kind, and of everything in it the same."""
    if not isinstance(value, BaseModel):
        return value
    return (
        type(value),
        {name: parts(part) for name, part in vars(value).items()},
        value.model_fields_set,
        value.model_extra,
        value.__pydantic_private__,
    )


def same(update: dict[str, Any]) -> bool:
    mine = read_update(deepcopy(update), BOT)
    theirs = Update.model_validate(deepcopy(update), context={"bot": BOT})
    return bool(parts(mine) == parts(theirs)) and mine == theirs and mine.model_dump() == theirs.model_dump()


def test_what_comes_most_is_built_by_hand_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for update in PLAIN:
        assert same(update)
    with monkeypatch.context() as patch:
        patch.setattr(Update, "model_validate", None)
        for update in PLAIN:
            assert read_update(update, BOT).update_id == update["update_id"]


@pytest.mark.parametrize("update", OTHER)
def test_all_else_is_what_aiogram_makes_of_it(update: dict[str, Any]) -> None:
    assert same(update)


values = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**40), 2**40), st.text(max_size=3), st.just({}), st.just([])
)
paths = st.sampled_from(
    [
        ("message", "text"),
        ("message", "date"),
        ("message", "chat", "type"),
        ("message", "from", "is_bot"),
        ("update_id",),
    ]
)


@given(path=paths, value=values, leave_out=st.booleans())
def test_whatever_stands_somewhere_is_taken_or_refused_as_aiogram_has_it(
    path: tuple[str, ...], value: Any, *, leave_out: bool
) -> None:
    update = deepcopy(PLAIN[0])
    place: Any = update
    for name in path[:-1]:
        place = place[name]
    if leave_out:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    try:
        expected = Update.model_validate(deepcopy(update), context={"bot": BOT})
    except ValidationError:
        with pytest.raises(ValidationError):
            read_update(update, BOT)
    else:
        assert parts(read_update(update, BOT)) == parts(expected)


def test_what_is_needed_is_what_aiogram_needs() -> None:
    for kind in (Update, Message, CallbackQuery, Chat, User):
        required = {name for name, field in kind.model_fields.items() if field.is_required()}
        assert _NEEDED[kind] == required
        names = {field.alias or name for name, field in kind.model_fields.items()}
        assert _KNOWN[kind].keys() <= names
