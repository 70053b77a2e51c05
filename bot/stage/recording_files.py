"""Recordings as files: read, written, and what differs between two of them."""

import difflib
import json
from pathlib import Path

from bot.stage.recordings import FORMAT
from domain.errors import RefusalError
from simulator.refusals import Json


def read_recording(path: Path) -> Json:
    """Return the recording in `path`. Raises OSError, and RefusalError (training-no-recording) for another file."""
    try:
        recording: Json = json.loads(path.read_text(encoding="utf-8"))
        known = recording["format"] == FORMAT and {"starts_at", "steps"} <= recording.keys()
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise RefusalError("training-no-recording", path=str(path))
    return recording


def as_text(recording: Json) -> str:
    """Return `recording` as it stands in its file: a line for every line shown, so that differences can be read."""
    return json.dumps(recording, ensure_ascii=False, indent=1) + "\n"


def differences(path: Path, before: Json, after: Json) -> list[str]:
    """Return the lines of a unified diff between a recording and what was shown today; none where they agree."""
    old, new = (as_text(recording).splitlines() for recording in (before, after))
    return list(difflib.unified_diff(old, new, f"{path}", f"{path} (now)", lineterm="", n=4))
