"""replay: recordings of the browser's phones, played against the code as it is."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import typer

from bot.commands.given import Given
from bot.stage.recording_files import as_text, differences, read_recording
from bot.stage.replay import replay


def replay_files(given: Given, files: Iterable[Path], *, update: bool) -> bool:
    """Play the recordings in `files` and print what differs; with `update`, write that into the files.

    Tells whether all of them agree now. Raises OSError, and RefusalError for a file that is no recording.
    """
    agree = True
    for path in files:
        before = read_recording(path)
        after = asyncio.run(replay(before))
        lines = differences(path, before, after)
        if not lines:
            given.say("training-replay-same", path=str(path), steps=len(after["steps"]))
        elif update:
            path.write_text(as_text(after), encoding="utf-8")
            given.say("training-replay-updated", path=str(path))
        else:
            typer.echo("\n".join(lines))
            given.say_aside("training-replay-differs", path=str(path))
            agree = False
    return agree
