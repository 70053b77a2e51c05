"""`gridbot demo`: a hospital's month in the terminal, on a simulated Telegram, in one process, without an account."""

import asyncio
import contextlib
import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.language import spoken_language
from bot.stage.demo_cast import Play
from bot.stage.demo_figures import figures
from bot.stage.demo_page import StoryPage
from bot.stage.demo_script import SCENES
from bot.stage.stage import open_stage
from domain.time.clock import SHANGHAI
from locales import Speech, Words
from simulator.phone import NotShownError

START = datetime(2026, 6, 12, 15, 0, tzinfo=SHANGHAI)
"""A Friday; the half-year self-check falls due eight days later."""
USERNAME = "gridbot_demo"


def run_demo(keep: Path | None = None) -> int:
    """Play the month and return the exit code: 0 if everything that was to appear did, else 1.

    `keep` is a folder, new or empty, in which the database and the files stay; without it they go at the end.
    """
    speech = Speech(Words(), spoken_language(os.environ))
    page = _page(speech)
    if keep is not None and keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        page.note(speech.label("demo-keep-not-empty", folder=str(keep)))
        return 1
    with _folder(keep) as folder, _errors_written_to(folder / "errors.log") as errors:
        try:
            asyncio.run(_play(folder, speech, page))
        except NotShownError as missing:
            page.note("\n" + speech.label("demo-missing", what=str(missing)))
            _tell(errors, page, speech)
            return 1
        except BrokenPipeError:
            # Whoever read along has left (`| head`); the last flush must not complain about it either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        except KeyboardInterrupt:
            page.note("\n" + speech.label("demo-interrupted"))
            return 1
        if errors.count:
            _tell(errors, page, speech)
            return 1
        kept = "demo-kept" if keep is not None else "demo-not-kept"
        page.note("\n" + speech.label(kept, folder=str(folder)))
        page.note(speech.label("demo-go-on"))
    return 0


async def _play(folder: Path, speech: Speech, page: StoryPage) -> None:
    started_s = time.monotonic()
    page.note(speech.label("demo-opening"))
    async with open_stage(folder, START, USERNAME) as stage:
        play = Play(stage, page, speech)
        for scene in SCENES:
            await scene(play)
        play.scene("figures")
        page.note("\n".join(await figures(play)))
        days = (stage.clock.now() - START).days
        page.note(speech.label("demo-took", days=days, seconds=round(time.monotonic() - started_s)))


def _page(speech: Speech) -> StoryPage:
    live = sys.stdout.isatty()
    colour = live and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def write(text: str) -> None:
        print(text, end="", flush=True)

    return StoryPage(write, speech, live=live, colour=colour)


@contextlib.contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="gridbot-demo-") as name:
        yield Path(name)


class _Errors(logging.FileHandler):
    """Writes warnings and errors down, and counts the errors: a demo that had one has not gone well."""

    count = 0
    first = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Write `record` down."""
        if record.levelno >= logging.ERROR:
            self.count += 1
            self.first = self.first or record.getMessage()
        super().emit(record)


def _tell(errors: _Errors, page: StoryPage, speech: Speech) -> None:
    if errors.count:
        page.note("\n" + speech.label("demo-errors", count=errors.count, text=errors.first))


@contextlib.contextmanager
def _errors_written_to(path: Path) -> Iterator[_Errors]:
    errors = _Errors(path, encoding="utf-8", delay=True)
    errors.setLevel(logging.WARNING)
    root = logging.getLogger()
    root.addHandler(errors)
    try:
        yield errors
    finally:
        root.removeHandler(errors)
        errors.close()
