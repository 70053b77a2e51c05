"""Sessions recorded in the browser's phones, played again: what people read is what they read then.

After an intended change of words: `gridbot replay --update tests/recordings/*.json`, and read the difference.
"""

from pathlib import Path

import pytest

from bot.recording_files import differences, read_recording
from bot.replay import replay

RECORDINGS = sorted((Path(__file__).parent / "recordings").glob("*.json"))


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
async def test_a_recording_shows_what_it_showed(path: Path) -> None:
    before = read_recording(path)
    assert "\n".join(differences(path, before, await replay(before))) == ""
