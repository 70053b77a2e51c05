"""A hospital whose Telegram misbehaves while somebody acts, and what its log says meanwhile."""

import asyncio
import logging
import re
import sys
import threading
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path

import pytest
from aiogram.utils.backoff import Backoff

from bot.logs import OF_TIPS, gate_to, hear_the_unheard
from bot.stage.stage import TOKEN
from domain.tips.routing import Body
from simulator.faults import Fault
from simulator.phone import Phone
from simulator.screen import Message
from storage.tips.custody import Custody
from tests.harness import Hospital, open_hospital
from tests.locked_keys import lock_lightly

LONG_S, SHORT_S = 1000, 1
HANG_S, PATIENCE_S = 0.2, 0.02
MINUTE = re.compile(r"\d\d:\d\d")
STAMP = len("2026-05-12 10:00:00,000 ")
QUIET = frozenset({"429 twice", "no files"})
"""Faults that are waited out, or said to whom they concern, and no errors."""


class EverythingBut(Fault):
    """Strikes every call but the fetching of updates, which would only delay the test."""

    def strikes(self, method: str, chat_id: int | None) -> bool:
        """Return whether a call of `method` is struck."""
        return method != "getupdates" and super().strikes(method, chat_id)


FAULTS: dict[str, Callable[[], list[Fault]]] = {
    "429 twice": lambda: [EverythingBut("too_many_requests", times=2, seconds=SHORT_S)],
    "429 for long": lambda: [EverythingBut("too_many_requests", seconds=LONG_S)],
    "5xx": lambda: [EverythingBut("bad_gateway")],
    "reset before": lambda: [EverythingBut("down")],
    "reset after": lambda: [EverythingBut("lost_answer")],
    "hang": lambda: [EverythingBut("slow", seconds=HANG_S)],
    "no files": lambda: [Fault("bad_gateway", method="getFile")],
    "outage": lambda: [Fault("down")],
}


class Struck:
    """A hospital whose Telegram can be made to misbehave while somebody acts, and what its log says meanwhile."""

    def __init__(self, hospital: Hospital, log: StringIO, patch: pytest.MonkeyPatch) -> None:
        self.hospital = hospital
        self.log = log
        self.waited_s: list[float] = []
        self._patch = patch
        self.faults: Callable[[], list[Fault]] = list

    async def sleep(self, seconds: float) -> None:
        """Stand in for a wait."""
        self.waited_s.append(seconds)
        await asyncio.sleep(0)

    async def rest(self) -> None:
        """Wait until the bot has answered everything."""
        updates = self.hospital.simulator.world.bot().updates
        handling = self.hospital.app._parts.dispatcher._handle_update_tasks
        async with asyncio.timeout(20):
            while len(updates) or handling:  # noqa: ASYNC110 - the bot has no event for it
                await asyncio.sleep(0.002)

    async def during(self, act: Awaitable[object]) -> None:
        """Have somebody act while the faults are on, and nobody see an answer."""
        # What came before has been shown, and may still be at work.
        await self.rest()
        for fault in self.faults():
            self.hospital.simulator.faults.add(fault)
        with self._patch.context() as patch:
            if any(fault.kind == "slow" for fault in self.faults()):
                for patience in ("STILL_S", "HURRIED_S"):
                    patch.setattr(f"handlers.wire.calls.turns.{patience}", PATIENCE_S)
            await act
            await asyncio.sleep(0.01)
            if any(fault.strikes("getupdates", None) for fault in self.faults()):
                # What can't be fetched can't come to rest.
                await asyncio.sleep(0.05)
            else:
                await self.rest()
        self.hospital.simulator.faults.clear()
        await self.rest()

    def lines(self) -> list[str]:
        """Return what the log says."""
        return self.log.getvalue().splitlines()

    def told(self) -> list[str]:
        """Return what the log tells of a day past, having seen that it tells no more than that."""
        told = [line for line in self.lines() if "aiogram.dispatcher" not in line]
        assert all("on 2026-05-12, at a time that is not kept" in line for line in told), told
        assert not [line for line in told if MINUTE.search(line[STAMP:]) or OF_TIPS.search(line[STAMP:])]
        return told

    async def window(self, phone: Phone) -> Message:
        """Return the window in front of the person: what is no answer brings it anew."""
        shown = await phone.send_sticker()
        assert shown is not None
        return shown

    async def do(self, phone: Phone, before: Message, act: Callable[[], Awaitable[object]]) -> Message:
        """Have somebody act under the faults, and once more without them if nothing came of it; return what is next."""
        await self.during(act())
        after = await self.window(phone)
        if (after.text, after.buttons) != (before.text, before.buttons):
            return after
        await act()
        await self.rest()
        return await self.window(phone)


def keep_hooks(patch: pytest.MonkeyPatch) -> None:
    """Have what is about to be hooked put back after the test."""
    for place, name in (
        (sys, "unraisablehook"),
        (threading, "excepthook"),
        (warnings, "showwarning"),
        (logging, "raiseExceptions"),
    ):
        patch.setattr(place, name, getattr(place, name))


@asynccontextmanager
async def open_struck(
    folder: Path, patch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, passphrase: str = ""
) -> AsyncIterator[Struck]:
    """Open a hospital, its log at DEBUG, no wait waited; custody is `unlock` with this passphrase, `office` without."""
    caplog.set_level(logging.DEBUG)
    log = StringIO()
    gate = gate_to(log, TOKEN)
    async with open_hospital(folder) as hospital:
        if passphrase:
            locked = lock_lightly(hospital.office_key.identity, passphrase)
            object.__setattr__(hospital.app.house, "custody", Custody({Body.OFFICE: locked}))
        struck = Struck(hospital, log, patch)
        patch.setattr("handlers.wire.calls.persistence.sleep", struck.sleep)
        patch.setattr(Backoff, "asleep", lambda _self: asyncio.sleep(0.002))
        keep_hooks(patch)
        hear_the_unheard()
        logging.getLogger().addHandler(gate)
        await hospital.app.tick()
        yield struck
    logging.getLogger().removeHandler(gate)
