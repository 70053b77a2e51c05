"""A folder in which commands are typed."""

from pathlib import Path

import pytest

from tests.bot.commands.typing_hand import Hand


@pytest.fixture
def hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """Somebody in an empty folder, with no token in the environment and no terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRIDBOT_TOKEN", raising=False)
    monkeypatch.delenv("GRIDBOT_DEBUG", raising=False)
    return Hand(tmp_path)
