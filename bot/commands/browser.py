"""demo in the browser: the phones of the sample hospital at http://127.0.0.1:PORT, until it is stopped."""

import asyncio
import errno
import logging
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.commands.given import Given
from bot.commands.rosters import read_roster_file
from bot.config import TOKEN_VARIABLE, ConfigError
from domain.errors import RefusalError
from domain.people.roster import Roster

ERRORS_FILE = "errors.log"
PHONES_FILE = "phones.json"
"""In a folder that a training was kept in (bot/stage/training.py)."""


def open_browser_phones(given: Given, port: int, keep: Path | None, roster: Path | None = None) -> None:
    """Serve the page until Ctrl-C or SIGTERM.

    Everything is under way in it (bot/stage/furnished.py). `roster` is a workbook of the hospital's own people.
    Raises ConfigError where a live token is at hand, RefusalError for a port that is taken or a folder that holds
    something else, and command-roster-faults with all of them printed.
    """
    _refuse_live_token(given)
    own = None if roster is None else read_roster_file(given, roster)
    if own is not None and keep is not None and (keep / PHONES_FILE).exists():
        raise RefusalError("training-roster-there", folder=str(keep))
    if keep is not None and not _can_keep(keep):
        raise RefusalError("training-keep-not-empty", folder=str(keep))
    with _folder(keep) as folder, _errors_written_to(folder / ERRORS_FILE):
        given.say("training-opening")
        try:
            asyncio.run(_serve(given, folder, port, keep=keep is not None, roster=own))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise RefusalError("training-port-taken", port=str(port)) from error
    given.say("training-ended")


async def _serve(given: Given, folder: Path, port: int, *, keep: bool, roster: Roster | None) -> None:
    ending = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ending.set)
    # aiogram takes seconds to load
    from bot.stage.open_training import open_training  # noqa: PLC0415
    from bot.stage.training import TrainingOpening  # noqa: PLC0415

    opening = TrainingOpening(port=port, keep=keep, everything=True, roster=roster)
    async with open_training(folder, opening) as training:
        given.say("training-open", url=training.stage.simulator.base_url)
        if listen := training.stage.config.page.listen:
            given.say("training-page", url=f"http://{listen}/t")
        if keep:
            given.say("training-kept", folder=str(folder))
        await ending.wait()


def _refuse_live_token(given: Given) -> None:
    """A hospital's own token has no business in a simulation, nor has a simulation beside a hospital's own bot."""
    if os.environ.get(TOKEN_VARIABLE, "").strip():
        raise ConfigError("training-live-token", where=TOKEN_VARIABLE)
    if not given.config_path.exists():
        return
    config = given.config()
    # The one that a simulation wrote into a kept folder speaks to this machine only.
    if config.token and not config.telegram.api_base_url.startswith("http://127.0.0.1"):
        raise ConfigError("training-live-token", where=str(given.config_path))


def _can_keep(folder: Path) -> bool:
    """Tell whether `folder` is new, empty, or one that a training was kept in."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / PHONES_FILE).exists() or not any(folder.iterdir()))


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="gridbot-demo-") as name:
        yield Path(name)


@contextmanager
def _errors_written_to(path: Path) -> Iterator[None]:
    """Write the libraries' warnings to a file: with Telegram switched off on purpose they would fill the terminal."""
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
