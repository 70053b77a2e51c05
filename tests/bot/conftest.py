"""A folder in which commands are typed."""

import functools
from pathlib import Path

import pytest
import typer.main
import typer.utils

from tests.bot.commands.typing_hand import Hand

# A process that types one command asks the parameters of all commands once; here, hundreds of commands are typed.
vars(typer.main).update(get_params_from_function=functools.cache(typer.utils.get_params_from_function))


@pytest.fixture
def hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """Somebody in an empty folder, with no token in the environment and no terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRIDBOT_TOKEN", raising=False)
    monkeypatch.delenv("GRIDBOT_DEBUG", raising=False)
    return Hand(tmp_path)
