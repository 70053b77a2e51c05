"""Sessions recorded in the browser's phones, played again: what people read is what they read then.

After an intended change of words: `gridbot replay --update tests/recordings/*.json`, and read the difference.
"""

import json
from pathlib import Path

import pytest

from bot.stage.recording_files import differences, read_recording
from bot.stage.replay import replay

RECORDINGS = sorted((Path(__file__).parent / "recordings").glob("*.json"))


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_no_window_of_a_recording_has_two_buttons_of_one_name(path: Path) -> None:
    for step in json.loads(path.read_text(encoding="utf-8"))["steps"]:
        for message in step["shown"]:
            labels = [label for row in message.get("buttons", []) for label in row.split(" | ")]
            assert len(labels) == len(set(labels)), message["text"]


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
async def test_a_recording_shows_what_it_showed(path: Path) -> None:
    before = read_recording(path)
    assert "\n".join(differences(path, before, await replay(before))) == ""
