"""Faults that tests, benchmarks and operators switch on."""

from datetime import timedelta

import aiohttp
import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.ext import ExtBot

from simulator import Fault, Phone, Phones, Simulator
from tests.simulator.conftest import Api


async def test_a_server_that_is_down_breaks_the_connection_and_does_nothing(
    api: Api, nurse: Phone, phones: Phones
) -> None:
    await phones.fault("down")
    with pytest.raises(aiohttp.ClientConnectionError):
        await api("sendMessage", chat_id=nurse.id, text="x")
    await phones.clear_faults()
    assert (await api("sendMessage", chat_id=nurse.id, text="y"))["ok"]
    assert [message.text for message in await nurse.chat()] == ["/start", "y"]


async def test_a_lost_answer_is_done_and_never_heard_of(
    ptb: ExtBot[None], nurse: Phone, phones: Phones
) -> None:
    await phones.fault("lost_answer", method="sendMessage", times=1)
    with pytest.raises(NetworkError):
        await ptb.send_message(nurse.id, "到了")
    assert (await nurse.see("到了")).from_bot
    await ptb.send_message(nurse.id, "又到了")


async def test_a_slow_answer_runs_into_the_caller_s_timeout(
    ptb: ExtBot[None], nurse: Phone, sim: Simulator
) -> None:
    sim.faults.add(Fault("slow", method="sendMessage", seconds=5))
    with pytest.raises(TimedOut):
        await ptb.send_message(nurse.id, "慢", read_timeout=0.1)
    assert (await nurse.see("慢")).from_bot


async def test_a_gateway_error_and_a_forced_429_strike_one_chat_so_often(
    ptb: ExtBot[None], api: Api, nurse: Phone, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it, RetryAfter warns that its type will change
    other = await phones.new("医生")
    await other.send_nowait("/start")
    await phones.fault("too_many_requests", chat_id=nurse.id, times=1, seconds=7)
    await phones.fault("bad_gateway", method="getMe", times=1)
    await ptb.send_message(other.id, "x")
    with pytest.raises(RetryAfter) as refused:
        await ptb.send_message(nurse.id, "x")
    assert refused.value.retry_after == timedelta(seconds=7)
    assert (await api("getMe"))["status"] == 502
    assert await phones.client.get("faults") == []
    await ptb.send_message(nurse.id, "x")


async def test_an_unknown_fault_is_refused(phones: Phones) -> None:
    with pytest.raises(ValueError, match="no such fault"):
        await phones.fault("earthquake")


async def test_calls_are_logged_without_the_token(api: Api, nurse: Phone, phones: Phones) -> None:
    await api("sendMessage", chat_id=nurse.id, text="x")
    await api("sendMessage", chat_id=7, text="x")
    await phones.fault("down", method="getMe")
    with pytest.raises(aiohttp.ClientConnectionError):
        await api("getMe")
    log = await phones.calls()
    assert log["counts"] == {"sendMessage": 2, "getMe": 1}
    assert [(call["method"], call["chat_id"], call["status"]) for call in log["latest"]] == [
        ("sendMessage", nurse.id, 200),
        ("sendMessage", 7, 400),
        ("getMe", None, 0),
    ]
    assert "TEST" not in str(log)


async def test_a_caller_who_gives_up_is_logged_too(
    ptb: ExtBot[None], nurse: Phone, phones: Phones, sim: Simulator
) -> None:
    sim.faults.add(Fault("slow", method="sendMessage", times=1, seconds=5))
    with pytest.raises(TimedOut):
        await ptb.send_message(nurse.id, "慢", read_timeout=0.05)
    while "sendMessage" not in (log := await phones.calls())["counts"]:
        assert sim.faults.as_json() == []
    assert log["latest"][-1]["status"] == 0
