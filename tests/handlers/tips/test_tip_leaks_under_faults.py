"""A whole tip while Telegram misbehaves at every step: no log tells who, what, when; nothing of it is on the disk."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from domain.tips.routing import Body
from simulator.phone import Phone
from simulator.screen import Message
from tests.handlers.tips.test_tip_leaks import (
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
from tests.struck import FAULTS, QUIET, Struck, open_struck

STEPS = 20
"""More than a tip has questions: who goes in a circle is told at which window."""


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
    """A hospital in either custody."""
    passphrase = PASSPHRASE if request.param == "unlock" else ""
    async with open_struck(tmp_path, monkeypatch, caplog, passphrase) as struck:
        yield struck


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
    assert bool(struck.told()) == (fault not in QUIET)
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
