"""Telegram refuses, breaks off or says nothing while somebody waits for a window: it comes, or the truth does."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.wire.calls import turns
from handlers.wire.in_hand import in_hand
from simulator.faults import Fault, Kind
from simulator.phone import Phone
from tests.handlers.by_hand import INSPECTOR, begin, shown
from tests.harness import Hospital, open_hospital

DRAFT_KEPT, SAY_AGAIN, NOT_SAVED = (
    "已填的内容都在。页面没有显示的话",
    "页面没有显示的话，请再发一次",
    "没有保存成功",
)
STILL_S = 0.1
PASSING: list[tuple[Kind, int, list[float]]] = [
    ("too_many_requests", 1, [2]),
    ("too_many_requests", 2, [2, 2]),
    ("bad_gateway", 1, [0.2]),
    ("bad_gateway", 2, [0.2, 1]),
]
BREAKING: list[tuple[Kind, bool]] = [("down", False), ("lost_answer", True)]
"""With whether the call is taken."""
SILENT: list[Kind] = ["hang", "slow"]


@pytest.fixture
async def hospital(tmp_path: Path) -> AsyncIterator[Hospital]:
    """The sample hospital."""
    async with open_hospital(tmp_path) as opened:
        yield opened


@pytest.fixture
def waited_s(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What was waited for, without the waiting."""
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr("handlers.wire.calls.persistence.sleep", note)
    return waited


async def bot_said(phone: Phone) -> list[str]:
    return [message.text for message in await phone.chat() if message.from_bot]


def strike(hospital: Hospital, kind: Kind, method: str, times: int = 1, seconds: float = 2) -> None:
    hospital.simulator.faults.add(Fault(kind, method=method, times=times, seconds=seconds))


async def tapped(hospital: Hospital, phone: Phone, label: str, kind: Kind, times: int = 1) -> str:
    """Tap while the window's call is struck; return the word above the window."""
    strike(hospital, kind, "editMessageText", times)
    toast = await phone.tap(label)
    hospital.simulator.faults.clear()
    return toast.text if toast else ""


async def sent(hospital: Hospital, phone: Phone, words: str, kind: Kind, times: int = 1) -> list[str]:
    """Send words while the window's call is struck; return all that the bot says to it."""
    before = len(await bot_said(phone))
    strike(hospital, kind, "sendMessage", times)
    await phone.send(words)
    await at_rest(hospital)
    hospital.simulator.faults.clear()
    return (await bot_said(phone))[before:]


async def at_rest(hospital: Hospital) -> None:
    async with asyncio.timeout(20):
        while len(hospital.simulator.world.bot().updates) or in_hand(hospital.app._parts.dispatcher):  # noqa: ASYNC110
            await asyncio.sleep(0.002)


async def first_question(phone: Phone) -> None:
    """Go to the first question of the one report."""
    window = await phone.send("/report")
    if "开始填报" in str(window.buttons):
        await phone.tap("开始填报")
    while "灯色" not in (await shown(phone)).text:
        await phone.tap("返回")


async def test_whatever_passes_is_waited_out(hospital: Hospital, waited_s: list[float]) -> None:
    ward = await hospital.phone_of(INSPECTOR)
    for kind, times, waited in PASSING:
        assert len(await sent(hospital, ward, "/duties", kind, times)) == 1, kind
        await first_question(ward)
        assert await tapped(hospital, ward, "黄", kind, times) == "", kind
        (window,) = await sent(hospital, ward, "2", kind, times)
        assert "5月网格廉情月报" in window, kind
        assert waited_s == waited * 3
        waited_s.clear()
        await ward.tap("返回")


async def test_where_a_connection_breaks_a_window_is_replaced_once_more_and_words_are_not_answered_twice(
    hospital: Hospital, waited_s: list[float]
) -> None:
    ward = await hospital.phone_of(INSPECTOR)
    for kind, comes in BREAKING:
        said = await sent(hospital, ward, "/duties", kind)
        assert len(said) == 1 + comes
        assert SAY_AGAIN in said[-1]
        await first_question(ward)
        assert await tapped(hospital, ward, "黄", kind) == ""
        assert waited_s == [0.2]
        said = await sent(hospital, ward, "2", kind)
        assert len(said) == 1 + comes
        assert DRAFT_KEPT in said[-1]
        assert NOT_SAVED not in "".join(said)
        waited_s.clear()
        await ward.send("/report")
        await ward.tap("返回")


async def test_a_call_that_hangs_is_given_up_and_what_is_kept_is_said(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch, waited_s: list[float]
) -> None:
    ward = await hospital.phone_of(INSPECTOR)
    await begin(ward)
    monkeypatch.setattr(turns, "STILL_S", STILL_S)
    for kind in SILENT:
        strike(hospital, kind, "editMessageText", seconds=60)
        toast = await ward.tap("黄")
        assert toast is not None
        assert DRAFT_KEPT in toast.text
        await ward.send("/report")
        await ward.tap("返回")
    await ward.tap("黄")
    strike(hospital, "hang", "sendMessage", seconds=60)
    assert DRAFT_KEPT in (await ward.send("2")).text
    assert waited_s == []


async def test_the_chats_next_update_is_not_behind_a_call_that_hangs(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = await hospital.phone_of(INSPECTOR)
    await begin(ward)
    monkeypatch.setattr(turns, "HURRIED_S", STILL_S)
    strike(hospital, "hang", "editMessageText", seconds=60)
    began = time.monotonic()
    await ward.tap_nowait("黄")
    await asyncio.sleep(0.05)
    await ward.send_nowait("/duties")
    await ward.see("您负责的网格目前有")
    assert time.monotonic() - began < turns.STILL_S / 2
    await at_rest(hospital)
    # Of a chat where nothing happens nothing is kept.
    assert hospital.app._parts.dispatcher.fsm.events_isolation._turns == {}  # type: ignore[attr-defined]


async def test_nor_behind_one_that_telegram_puts_off_for_long(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = await hospital.phone_of(INSPECTOR)
    await begin(ward)
    monkeypatch.setattr("handlers.wire.calls.persistence.FLOOD_WAITED_FOR_S", STILL_S)
    strike(hospital, "too_many_requests", "editMessageText", seconds=50)
    await ward.tap_nowait("黄")
    await asyncio.sleep(0.05)
    await ward.send_nowait("/duties")
    await ward.see("您负责的网格目前有")


async def test_a_window_is_no_failure_for_want_of_what_stands_beside_it(
    hospital: Hospital, waited_s: list[float]
) -> None:
    ward = await hospital.phone_of(INSPECTOR)
    await begin(ward)
    before = len(await bot_said(ward))
    for method in ("answerCallbackQuery", "editMessageReplyMarkup"):
        strike(hospital, "down", method, times=4)
    await ward.tap_nowait("黄")
    await at_rest(hospital)
    await ward.send("2")
    await at_rest(hospital)
    hospital.simulator.faults.clear()
    assert len(await bot_said(ward)) == before + 1
    assert NOT_SAVED not in "".join(await bot_said(ward))
    assert waited_s
