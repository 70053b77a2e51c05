"""Processes of one bot that answer nobody: they tick and deliver on one server, to be stopped and killed.

Run as `python -m tests.bot.running.one_of_two`, it imports everything once; then it forks, for every line of JSON on
its standard input, a process of the bot, and answers with that process's number.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import App
from bot.config import example_config, read_config
from bot.parts import Parts
from bot.running import leading, ticking
from bot.stage.stage import write_config
from reminders.delivery.pacing import UNPACED
from reminders.found import letters
from storage.leases import leases, right, rules
from storage.statements.prepared import PreparedStatement
from storage.tips.sealing import new_office_key
from tests.chaos.courier import LIGHT, PLAIN
from tests.running_clock import RunningClock

log = logging.getLogger(__name__)

ROOT = Path(__file__).parents[3]
LIFE = timedelta(seconds=5)
"""Of a lease: a third of the product's, and long enough for a machine on which a dozen others are at work."""


@dataclass(frozen=True)
class Told:
    """What one process is told: its configuration, where it logs, the moment (aware) at which its clock begins."""

    config: str
    log: str
    now: str


class Silent:
    """Brings no updates."""

    is_alone = False
    confirmed_before = None

    def __init__(self, _parts: Parts) -> None:
        self._over = asyncio.Event()

    async def start(self) -> None:
        """Nothing has to be made ready."""

    async def serve(self) -> None:
        """Wait for the end."""
        await self._over.wait()

    async def stop(self) -> None:
        """End."""
        self._over.set()


def shorten() -> None:
    """Have everything that waits for seconds wait for tenths of them, and a letter say no more than its number."""
    comparing = PreparedStatement(leases._COMPARED, elsewhere=leases.comparing("1s"))
    for module, name, value in (
        (rules, "LIFE", LIFE),
        (right, "LIFE", LIFE),
        (leading, "RENEWED_EVERY", timedelta(seconds=0.2)),
        (leases, "_COMPARE", comparing),
        (ticking, "TICK_S", 0.3),
    ):
        setattr(module, name, value)
    book = letters()
    book.kinds[PLAIN.id], book.wordings[PLAIN.id] = PLAIN, LIGHT[PLAIN]


def run(told: Told) -> None:
    """Run the bot until it is told to end."""
    logging.basicConfig(filename=told.log, level=logging.INFO, format="%(levelname)s %(message)s")
    shorten()
    config = read_config(Path(told.config))
    app = App(config, RunningClock(datetime.fromisoformat(told.now)), UNPACED, Silent)
    asyncio.run(app.run(lambda: log.info("answering")))


def load() -> None:
    """Read and build what every process would read and build by itself."""
    letters()
    with TemporaryDirectory() as folder:
        path = write_config(Path(folder), "http://127.0.0.1:9", new_office_key().recipient, example_config())
        App(read_config(path), answering=Silent).database.close()


def main() -> None:
    """Fork a process for every line; those that ended are buried by the system."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    load()
    for line in sys.stdin:
        number = os.fork()
        if number == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            run(Told(**json.loads(line)))
            os._exit(0)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


class Starter:
    """The forking process, from outside; what it started ends with it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.started: list[int] = []

    async def start(self, told: Told) -> int:
        """Start a process and return its number."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(asdict(told))}\n".encode())
        self.started.append(int(await self._process.stdout.readline()))
        return self.started[-1]


@asynccontextmanager
async def starter() -> AsyncIterator[Starter]:
    """Have processes of a bot until the block ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bot.running.one_of_two",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    opened = Starter(process)
    try:
        yield opened
    finally:
        for number in opened.started:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


if __name__ == "__main__":
    main()
