"""Word that there is something in the outbox: to this process's delivery, or to the one that delivers."""

import asyncio
import logging
from contextlib import suppress

from domain.threads import in_a_thread
from reminders.delivery.outbox_drain import Delivery
from storage.database import Database
from storage.leases.right import Right
from storage.leases.rings import listen, ring

log = logging.getLogger(__name__)

PAUSE_S = 0.05
"""Between two rings: however many letters were written meanwhile, one tells of them all."""


class Calling:
    """Wakes whoever delivers."""

    def __init__(self, database: Database, right: Right, delivery: Delivery) -> None:
        """Tell nobody yet; `right` says whether `delivery` is what delivers."""
        self._engine = database.engine
        self._right = right
        self._delivery = delivery
        self._wanted = asyncio.Event()
        self._is_heard = right.is_shared

    def wake_outbox(self) -> None:
        """Tell that there is something new in the outbox; returns at once."""
        if self._right.is_held:
            self._delivery.wake()
        elif self._is_heard:
            self._wanted.set()

    async def serve(self) -> None:
        """Ring for others and hear them; ends only when cancelled, at once where there are none."""
        if self._right.is_shared:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._listen())
                tasks.create_task(self._ring())

    async def _listen(self) -> None:
        await listen(self._engine, self._heard)
        # A pool of connections stands between: nobody hears, and whoever delivers looks every few seconds.
        self._is_heard = False

    def _heard(self) -> None:
        if self._right.is_held:
            self._delivery.wake()

    async def _ring(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            # One that fails is a letter found a little later.
            with suppress(Exception):
                await in_a_thread(self._tell)
            await asyncio.sleep(PAUSE_S)

    def _tell(self) -> None:
        with self._engine.begin() as connection:
            ring(connection)
