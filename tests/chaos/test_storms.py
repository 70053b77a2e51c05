"""A wave through python-telegram-bot's own connections while Telegram misbehaves: none lost, none twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.sender import TelegramSender
from reminders.delivery.outbox_drain import Delivery
from reminders.delivery.pacing import UNPACED, Pacer
from simulator.faults import Fault
from storage.database import Database
from storage.schema import upgrade
from storage.tables import outbox
from tests.chaos.courier import TOKEN, light_desk, light_letters
from tests.chaos.test_kills import Wave
from tests.desks import rows_of

LETTERS = 100


@asynccontextmanager
async def a_wave(folder: Path) -> AsyncIterator[tuple[Wave, Delivery, Database]]:
    """A wave on its way against a simulator; whatever is wrong with that is switched on before."""
    url = f"sqlite:///{folder}/grid.db"
    wave = Wave(LETTERS)
    async with wave.simulator.serve() as base_url:
        desk = light_desk(url)
        upgrade(desk.database)
        desk.database.write(lambda uow: uow.outbox.add_once(light_letters(wave.chat_ids)))
        sender = TelegramSender(TOKEN, base_url)
        await sender.start()
        try:
            yield wave, Delivery(desk, sender, Pacer(UNPACED)), desk.database
        finally:
            await sender.close()
            desk.database.close()


async def until_settled(delivery: Delivery, database: Database) -> Counter[str]:
    """Deliver until nothing waits and return how many letters ended how."""
    serving = asyncio.ensure_future(delivery.serve())
    async with asyncio.timeout(30):
        while any(row["state"] == "waiting" for row in rows_of(database, outbox)):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        await delivery.finish()
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    return Counter(row["state"] for row in rows_of(database, outbox))


async def test_a_storm_of_429_is_sat_out(tmp_path: Path) -> None:
    async with a_wave(tmp_path) as (wave, delivery, database):
        wave.simulator.faults.add(Fault("too_many_requests", method="sendMessage", times=5, seconds=1))
        assert await until_settled(delivery, database) == {"sent": LETTERS}
        assert set(wave.arrived().values()) == {1}
        assert wave.accepted == LETTERS + 5


async def test_connections_cut_after_the_server_had_accepted_repeat_nothing(tmp_path: Path) -> None:
    async with a_wave(tmp_path) as (wave, delivery, database):
        wave.simulator.faults.add(Fault("lost_answer", method="sendMessage", times=30))
        states = await until_settled(delivery, database)
        assert states == {"sent": LETTERS - 30, "perhaps_sent": 30}
        assert set(wave.arrived().values()) == {1}


async def test_while_connections_are_refused_everything_waits_and_then_goes_once(tmp_path: Path) -> None:
    async with a_wave(tmp_path) as (wave, delivery, database):
        async with wave.simulator.refusing_connections():
            for _ in range(3):
                await delivery.drain()
                await asyncio.sleep(0.6)
            assert {row["state"] for row in rows_of(database, outbox)} == {"waiting"}
        assert await until_settled(delivery, database) == {"sent": LETTERS}
        assert set(wave.arrived().values()) == {1}
        assert {row["tries"] for row in rows_of(database, outbox)} == {0}
