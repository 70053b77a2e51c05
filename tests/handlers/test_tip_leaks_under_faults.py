"""A whole tip while Telegram misbehaves at every step: no log tells who, what, when; nothing of it is on the disk."""

import asyncio
import logging
import re
import sys
import threading
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from aiogram.utils.backoff import Backoff
from aiohttp import ClientTimeout

from bot.logs import OF_TIPS, gate_to, hear_the_unheard
from bot.stage import TOKEN
from domain.routing import Body
from simulator.faults import Fault
from simulator.phone import Phone
from simulator.screen import Message
from storage.custody import Custody
from tests.handlers.test_tip_leaks import (
    FILE_NAME,
    FIRST_NAME,
    INSPECTOR,
    METADATA,
    NAME,
    OFFICE,
    PASSPHRASE,
    QUESTION,
    TELEGRAM_ID,
    TEXT,
    USERNAME,
    assert_no_trace,
    everything,
    find,
    photo,
    writings,
    writings_of_id,
)
from tests.harness import Hospital, open_hospital
from tests.locked_keys import lock_lightly

LONG_S, SHORT_S = 1000, 1
HANG_S, PATIENCE_S = 0.2, 0.02
STEPS = 20
"""More than a tip has questions: who goes in a circle is told at which window."""
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
        for fault in self.faults():
            self.hospital.simulator.faults.add(fault)
        with self._patch.context() as patch:
            if any(fault.kind == "slow" for fault in self.faults()):
                patch.setattr("bot.session.PATIENCE", ClientTimeout(total=PATIENCE_S))
                patch.setattr(self.hospital.app._parts.bot.session, "timeout", PATIENCE_S)
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


def next_act(window: Message, phone: Phone) -> Callable[[], Awaitable[object]]:
    """Return what a reporter does at this window."""
    labels = {label for row in window.buttons for label in row}
    for label in ("实名", "都不涉及", "医德医风", "提交"):
        if any(label in known for known in labels):
            return partial(phone.tap_nowait, label)
    if "写好了" in labels and "附件" in window.text:
        return partial(phone.tap_nowait, "写好了")
    if "写好了" in labels:
        return partial(phone.send_document, f"{FILE_NAME}.jpg", photo(), TEXT, wait=False)
    return partial(phone.send_nowait, NAME if "姓名" in window.text else TEXT)


def keep_hooks(patch: pytest.MonkeyPatch) -> None:
    """Have what is about to be hooked put back after the test."""
    for place, name in (
        (sys, "unraisablehook"),
        (threading, "excepthook"),
        (warnings, "showwarning"),
        (logging, "raiseExceptions"),
    ):
        patch.setattr(place, name, getattr(place, name))


async def said(phone: Phone, text: str) -> bool:
    """Tell whether the bot has shown `text` in the chat."""
    return any(text in message.text for message in await phone.chat() if message.from_bot)


async def write_and_hand_in(struck: Struck, phone: Phone, window: Message, done: str) -> None:
    """Go from `window` to 提交 and until the bot has said `done`, every step under the faults."""
    for _step in range(STEPS):
        if ["提交"] in window.buttons:
            break
        window = await struck.do(phone, window, next_act(window, phone))
    assert ["提交"] in window.buttons, window.text
    await struck.during(phone.tap_nowait("提交"))
    if not await said(phone, done):
        # What was at work has no buttons: the summary comes back with any message.
        assert ["提交"] in (await struck.window(phone)).buttons
        await phone.tap("提交")
    await phone.see(done)


async def report(struck: Struck, phone: Phone) -> str:
    """Hand in a tip with a name and a photo; return the receipt code."""
    await struck.during(phone.send_nowait("/tip"))
    window = await struck.window(phone)
    if "实名提交" not in str(window.buttons):
        window = await phone.send("/tip")
    assert "实名提交" in str(window.buttons), window.text
    await write_and_hand_in(struck, phone, window, "请现在抄下来")
    code = next(word for word in (await phone.see("请现在抄下来")).text.split() if word.count("-") == 4)
    await struck.during(phone.tap_nowait("完成"))
    return code


async def walk(office: Phone, *labels: str) -> None:
    """Go to the tip, and on by its buttons."""
    await office.send("/tips")
    for label in ("2026-001", *labels):
        await office.tap(label)


async def walk_struck(struck: Struck, office: Phone, *labels: str) -> None:
    """Go to the tip and on by its buttons, every window once under the faults and then without them."""
    await struck.during(office.send_nowait("/tips"))
    await office.send("/tips")
    await struck.during(office.tap_nowait("2026-001"))
    await walk(office)
    for place, label in enumerate(labels):
        await struck.during(office.tap_nowait(label))
        await walk(office, *labels[: place + 1])


async def handle(struck: Struck, office: Phone, *, unlocked: bool) -> None:
    """Read the tip where the chat can, and ask a question."""
    await walk_struck(struck, office, "阅读" if unlocked else "下载内容（加密）")
    if unlocked:
        await struck.during(office.send_nowait(PASSPHRASE))
        await walk(office, "阅读")
        if not await said(office, TEXT):
            await office.send(PASSPHRASE)
        await office.see(TEXT)
    await walk_struck(struck, office, "登记", "受理")
    await walk_struck(struck, office, "提问")
    await struck.during(office.send_nowait(QUESTION))
    await walk(office, "提问")
    await office.send(QUESTION)


async def answer(struck: Struck, phone: Phone, code: str) -> None:
    """Look the tip up and answer what is asked."""
    await struck.during(phone.send_nowait(f"/receipt {code}"))
    await phone.send(f"/receipt {code}")
    await phone.see(QUESTION)
    await struck.during(phone.tap_nowait("回答问题"))
    if not await said(phone, "请写下回答"):
        await phone.tap("回答问题")
    await write_and_hand_in(struck, phone, await struck.window(phone), "已收到您的回答")


@pytest.fixture(params=["office", "unlock"])
async def struck(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[Struck]:
    """A hospital in either custody, its log at DEBUG, no wait waited."""
    caplog.set_level(logging.DEBUG)
    log = StringIO()
    gate = gate_to(log, TOKEN)
    async with open_hospital(tmp_path) as hospital:
        if request.param == "unlock":
            locked = lock_lightly(hospital.office_key.identity, PASSPHRASE)
            object.__setattr__(hospital.app.house, "custody", Custody({Body.OFFICE: locked}))
        struck = Struck(hospital, log, monkeypatch)
        monkeypatch.setattr("bot.session.sleep", struck.sleep)
        monkeypatch.setattr(Backoff, "asleep", lambda _self: asyncio.sleep(0.002))
        keep_hooks(monkeypatch)
        hear_the_unheard()
        logging.getLogger().addHandler(gate)
        await hospital.app.tick()
        yield struck
    logging.getLogger().removeHandler(gate)


@pytest.mark.parametrize("fault", FAULTS)
async def test_no_fault_at_any_step_of_a_tip_has_a_log_tell_who_what_or_when(
    struck: Struck, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    hospital = struck.hospital
    bound, office = await hospital.phone_of(INSPECTOR), await hospital.phone_of(OFFICE)
    phone = await hospital.phones.new(FIRST_NAME, user_id=TELEGRAM_ID, username=USERNAME)
    struck.faults = FAULTS[fault]
    code = await report(struck, phone)
    await handle(struck, office, unlocked=hospital.app.house.custody.holds_key_of(Body.OFFICE))
    await answer(struck, phone, code)
    # While it happened: whether Telegram can be reached, and no word more.
    assert {line.split()[3] for line in struck.lines()} == (
        {"aiogram.dispatcher:"} if fault == "outage" else set()
    )
    hospital.clock.advance(timedelta(days=1))
    await hospital.app.tick()
    told = [line for line in struck.lines() if "aiogram.dispatcher" not in line]
    assert all("on 2026-05-12, at a time that is not kept" in line for line in told)
    assert bool(told) == (fault not in QUIET)
    assert not [line for line in told if MINUTE.search(line[STAMP:]) or OF_TIPS.search(line[STAMP:])]
    assert_no_trace(hospital, caplog, bound)
    haystacks = everything(hospital, caplog) | {"gate": struck.log.getvalue().encode()}
    assert find(haystacks, writings_of_id(TELEGRAM_ID)) == []
    for canary in (METADATA, FILE_NAME, QUESTION, PASSPHRASE, code, code.replace("-", ""), TEXT, NAME):
        assert find(haystacks, writings(canary)) == [], canary


@pytest.mark.parametrize("struck", ["office"], indirect=True)
async def test_an_album_and_sixty_messages_under_flood_limits_all_arrive_and_log_nothing(
    struck: Struck, caplog: pytest.LogCaptureFixture
) -> None:
    hospital = struck.hospital
    bound = await hospital.phone_of(INSPECTOR)
    phone = await hospital.phones.new(FIRST_NAME, user_id=TELEGRAM_ID, username=USERNAME)
    await phone.send("/tip")
    await phone.tap("匿名")
    hospital.simulator.limits.on = True
    hospital.simulator.limits._monotonic = lambda: sum(struck.waited_s)
    for _ in range(10):
        await phone.send_document(f"{FILE_NAME}.jpg", photo(), wait=False)
    for number in range(60):
        await phone.send_nowait(f"{TEXT}，第{number}条")
    await struck.rest()
    shown = await phone.see("附件 10 个")
    assert "内容 60 条" in shown.text
    assert sum(struck.waited_s) > 50
    assert struck.lines() == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert_no_trace(hospital, caplog, bound)
