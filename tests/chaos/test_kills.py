"""kill -9 at fifty random moments of a wave of a thousand messages: none lost, at most one repeated a kill, named."""

import asyncio
import os
import random
import re
import signal
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from simulator.server import Simulator
from simulator.state.users import VirtualUser
from storage.database import Database
from storage.schema import upgrade
from storage.tables import outbox
from tests.chaos.courier import TOKEN, Round, couriers, light_letters
from tests.desks import rows_of

LETTERS = 1000
KILLS = 50
FIRST_CHAT = 7_000_001
NAMED = re.compile(r"letter (\d+) of kind plain was leaving: it is sent again and may come twice")


class Wave:
    """A thousand chats in a simulator, and what has come in each."""

    def __init__(self, letters: int) -> None:
        self.simulator = Simulator()
        self.simulator.add_bot(TOKEN, "gridbot_test")
        self.chat_ids = list(range(FIRST_CHAT, FIRST_CHAT + letters))
        for chat_id in self.chat_ids:
            self.simulator.world.add_person("监察员", chat_id)
            VirtualUser(self.simulator.world, chat_id).send_text("/start")

    def arrived(self) -> Counter[int]:
        """Return how many messages of the bot each chat shows."""
        bot = self.simulator.world.bot()
        return Counter(
            {
                chat_id: sum(message["from"]["is_bot"] for message in bot.chats[chat_id].messages.values())
                for chat_id in self.chat_ids
            }
        )

    @property
    def accepted(self) -> int:
        """How many messages Telegram has taken."""
        return self.simulator.calls.counts["sendMessage"]

    async def until(self, accepted: int) -> None:
        """Wait until so many messages have been taken."""
        async with asyncio.timeout(30):
            while self.accepted < accepted:  # noqa: ASYNC110 - the simulator has no event for it
                await asyncio.sleep(0.001)


@pytest.mark.timeout(600)  # fifty processes are started and killed, beside other tests
async def test_a_wave_survives_fifty_kills(tmp_path: Path) -> None:
    seed = random.randrange(1_000_000)  # noqa: S311 - chance, not a secret
    chance = random.Random(seed)  # noqa: S311
    url, log = f"sqlite:///{tmp_path}/grid.db", tmp_path / "courier.log"
    log.touch()
    database = Database(url)
    upgrade(database)
    wave = Wave(LETTERS)
    database.write(lambda uow: uow.outbox.add_once(light_letters(wave.chat_ids)))
    named = [0]
    async with wave.simulator.serve() as base_url, couriers() as post:
        told = Round(url, base_url, str(log))
        for _ in range(KILLS):
            courier = await post.start(told)
            # Now and then before the first message, mostly in the midst of them.
            await wave.until(wave.accepted + chance.randrange(2 * LETTERS // KILLS - 10))
            await asyncio.sleep(chance.uniform(0, 0.01))
            os.kill(courier, signal.SIGKILL)
            named.append(len(NAMED.findall(log.read_text("utf-8"))))
        courier = await post.start(told)
        async with asyncio.timeout(30):
            while still_to_go(database):  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(0.05)
        os.kill(courier, signal.SIGKILL)
    arrived = wave.arrived()
    assert [chat for chat, times in arrived.items() if times == 0] == [], f"lost with seed {seed}"
    rows = rows_of(database, outbox)
    again = [int(number) for number in NAMED.findall(log.read_text("utf-8"))]
    numbers = {row["id"]: row["chat_id"] for row in rows}
    may_repeat = Counter(numbers[number] for number in again)
    assert arrived - Counter(wave.chat_ids) <= may_repeat, f"repeated and not named with seed {seed}"
    assert max(later - earlier for earlier, later in pairwise([*named, len(again)])) == 1
    assert {row["state"] for row in rows} == {"sent", "perhaps_sent"}
    database.close()


def still_to_go(database: Database) -> bool:
    return not {row["state"] for row in rows_of(database, outbox)} <= {"sent", "perhaps_sent"}
