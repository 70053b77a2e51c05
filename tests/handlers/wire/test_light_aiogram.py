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
for kind in kinds:
    kind.model_rebuild()
    assert kind.__pydantic_complete__, kind
"""


def test_what_aiogram_knows_is_not_built_by_the_start_and_all_of_it_can_be() -> None:
    subprocess.run([sys.executable, "-c", BUILD_ALL], cwd=Path(__file__).parents[3], check=True)  # noqa: S603 - our own
