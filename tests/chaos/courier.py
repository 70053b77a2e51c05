"""Processes that do nothing but deliver: a database, a sender and the drain, to be killed at any moment.

Run as `python -m tests.chaos.courier`, it imports everything and reads all words once; then it forks, for every line of
JSON on its standard input, a process that delivers, and answers with that process's number.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.config import read_config
from bot.sender import TelegramSender
from domain.time.clock import Clock, SystemClock
from domain.time.nudge_hours import NudgeHours
from domain.time.working_days import WorkingDays
from forms.duties.catalogue import first_duties
from forms.library import shipped_library
from locales import DEFAULT_LANGUAGE, Words
from reminders.delivery.outbox_drain import Delivery
from reminders.delivery.pacing import PACE, UNPACED, Pacer
from reminders.desk import Desk
from reminders.found import letters
from reminders.letter_book import LetterBook, Letters
from storage.database import Database
from storage.delivery.letters import Letter, LetterKind, Trace
from tests.running_clock import RunningClock
from usecases.site import Site
from windows.windows import Window

TOKEN = "424242:AAtestTESTtestTESTtestTESTtestTEST"
ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "config.example.toml"
CONFIG = read_config(EXAMPLE)
WORDS = Words()
FORMS = shipped_library()
DUTIES = {duty_id: terms.called(duty_id) for duty_id, terms in first_duties(with_asked=False).items()}
AT_ANY_HOUR = NudgeHours(time(0), time(23, 59, 59, 999999))
PLAIN = LetterKind(id="plain", life=timedelta(days=2), trace=Trace.TOLD)


@dataclass(frozen=True)
class Round:
    """What one process is told: its database, where Telegram is, where to log, whether to keep Telegram's limits."""

    url: str
    base_url: str
    log: str
    paced: bool = False
    now: str = ""
    """The moment at which its clock begins; empty: the machine's."""


def light_letters(chat_ids: list[int], *, urgent: bool = False) -> list[Letter]:
    """Return a letter to each of these chats that says no more than its number."""
    now = SystemClock().now()
    return [
        replace(PLAIN.letter(f"plain:{chat_id}", {"says": str(chat_id)}, now), chat_id=chat_id, urgent=urgent)
        for chat_id in chat_ids
    ]


LIGHT: Letters = {PLAIN: lambda _uow, _desk, letter, *_: Window(letter.payload["says"])}
"""How a light letter is worded."""


def light_desk(url: str, clock: Clock | None = None) -> Desk:
    """Return a desk that delivers at any hour."""
    return Desk(
        site=Site(
            database=Database(url),
            clock=clock or SystemClock(),
            forms=FORMS,
            duties=DUTIES,
            working_days=WorkingDays(),
            hours=AT_ANY_HOUR,
        ),
        words=WORDS,
        keep_closed_days=CONFIG.tips.keep_closed_days,
        letters=_light_book(),
    )


def _light_book() -> LetterBook:
    book = LetterBook(LIGHT)
    book.kinds |= letters().kinds
    book.wordings |= letters().wordings
    return book


async def deliver(told: Round) -> None:
    """Deliver until killed."""
    clock = RunningClock(datetime.fromisoformat(told.now)) if told.now else None
    desk = light_desk(told.url, clock)
    sender = TelegramSender(TOKEN, told.base_url)
    await sender.start()
    delivery = Delivery(desk, sender, Pacer(PACE if told.paced else UNPACED))
    await delivery.take_up()
    await delivery.serve()


def main() -> None:
    """Fork a process for every line; those that were killed are buried by the system.

    What the first letter would load is loaded before: of a life of a few tenths of a second it took more than all else.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    letters()
    WORDS.keys(DEFAULT_LANGUAGE)
    TelegramSender(TOKEN, "http://127.0.0.1:9")
    for line in sys.stdin:
        told = Round(**json.loads(line))
        number = os.fork()
        if number == 0:
            logging.basicConfig(filename=told.log, level=logging.WARNING, format="%(message)s")
            asyncio.run(deliver(told))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


class Couriers:
    """The forking process, from outside."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def start(self, told: Round) -> int:
        """Start a process and return its number."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(asdict(told))}\n".encode())
        return int(await self._process.stdout.readline())


@asynccontextmanager
async def couriers() -> AsyncIterator[Couriers]:
    """Have processes that deliver until the block ends; whoever starts one kills it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.chaos.courier",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        yield Couriers(process)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


if __name__ == "__main__":
    main()
