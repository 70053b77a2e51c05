import subprocess
import sys
from pathlib import Path

BUILD_ALL = """
import bot.stage.training
from aiogram import methods, types
from pydantic import BaseModel

kinds = [getattr(room, name) for room in (methods, types) for name in room.__all__]
kinds = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
assert len(kinds) > 500
assert not types.Game.__pydantic_complete__
assert not methods.SendGame.__pydantic_complete__
# What others are made of first: it is built once then, and not anew within each of them.
kinds.sort(key=lambda kind: (kind.__module__.startswith("aiogram.methods"), len(kind.__annotations__)))
for kind in kinds:
    kind.model_rebuild()
    assert kind.__pydantic_complete__, kind
"""
FIRST_FILES = """
import bot.app
from unittest.mock import patch
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import DeleteMessages, GetFile
from aiogram.types import BufferedInputFile
from handlers.wire.calls.session import WindowSession
from handlers.wire.calls.updates import read_update
from handlers.wire.calls.window_calls import ShowFile, ShowPicture, build_heard

chat = {"id": 1, "type": "private"}
file = {"file_id": "a", "file_unique_id": "b"}
photo = {"message_id": 1, "date": 1, "chat": chat, "photo": [{**file, "width": 1, "height": 1}]}
bot, session = Bot("42:x"), WindowSession(TelegramAPIServer.from_base("http://127.0.0.1:1"), None)
answers = [
    (GetFile(file_id="a"), '{"ok": true, "result": {"file_id": "a", "file_unique_id": "b"}}', 200),
    (DeleteMessages(chat_id=1, message_ids=[1]), '{"ok": true, "result": true}', 200),
    (ShowFile(chat_id=1, document="a"), '{"ok": true, "result": {}}', 200),
]
build_heard()
with patch("pydantic._internal._model_construction.complete_model_class", side_effect=AssertionError("built")):
    assert read_update({"update_id": 1, "message": photo}, bot).message.photo[0].width == 1
    for method, content, status in answers:
        assert session.check_response(bot, method, status, content).ok
        session.build_form_data(bot, method)
    for call in (ShowPicture, ShowFile):
        name = "photo" if call is ShowPicture else "document"
        session.build_form_data(bot, call(chat_id=1, **{name: BufferedInputFile(b"x", "x")}))
"""


def test_what_aiogram_knows_is_not_built_by_the_start_and_all_of_it_can_be() -> None:
    run(BUILD_ALL)


def test_nobody_waits_for_anything_to_be_built_with_the_first_photo_and_the_first_file() -> None:
    run(FIRST_FILES)


def run(script: str) -> None:
    subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[3], check=True)  # noqa: S603 - our own
