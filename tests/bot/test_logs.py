"""What the log says, and what of it only a day later, without its minute."""

import asyncio
import gc
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import cast

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import GetUpdates
from sqlalchemy.exc import OperationalError

from bot.logs import LogGate, gate_to, hear_the_unheard, place_of
from domain.tips.tell_steps import TellStep
from domain.tips.telling import (
    put_answer,
    put_text,
)
from domain.tips.unfinished import (
    UnfinishedTip,
)
from handlers.wire.calls.window_calls import SendWindow

CHAT = 7_712_345_999
CANARY = "金丝雀canary"
TOKEN = "424242:AAsecret"
DAY, NEXT_DAY = date(2026, 5, 12), date(2026, 5, 13)
STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ")


class Opened:
    """A gate before the root logger, and what it wrote."""

    def __init__(self) -> None:
        self._stream = StringIO()
        self.gate: LogGate = gate_to(self._stream, TOKEN)

    @property
    def lines(self) -> list[str]:
        """What was written, without each line's own stamp."""
        return [STAMP.sub("", line) for line in self._stream.getvalue().splitlines()]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Iterator[Opened]:
    """A gate at DEBUG, with everything that Python would print by itself."""
    caplog.set_level(logging.DEBUG)
    for place, name in (
        (sys, "unraisablehook"),
        (threading, "excepthook"),
        (warnings, "showwarning"),
        (logging, "raiseExceptions"),
    ):
        monkeypatch.setattr(place, name, getattr(place, name))
    hear_the_unheard()
    found = Opened()
    found.gate.day_is(DAY)
    logging.getLogger().addHandler(found.gate)
    yield found
    logging.getLogger().removeHandler(found.gate)


def flood() -> TelegramRetryAfter:
    """Return what Telegram refuses with; its text names the chat."""
    method = SendWindow(chat_id=CHAT, text=CANARY)
    return TelegramRetryAfter(method=method, message="Too Many Requests", retry_after=1)


def log_from_every_side() -> None:
    """Log what names a reporter, as libraries do."""
    error = flood()
    assert str(CHAT) in str(error)
    aiogram = logging.getLogger("aiogram.event")
    aiogram.info("Update id=%s is handled", 5)
    aiogram.error("Cause exception while process update id=%d\n%s", 5, error, exc_info=error)
    logging.getLogger("telegram.ext").warning("chat %d", CHAT)
    logging.getLogger("httpx").info("POST https://api.telegram.org/bot%s", TOKEN)
    logging.getLogger("never.heard.of").critical(f"{CHAT} {CANARY}", stack_info=True)  # noqa: G004 - as libraries do
    # More to put in than there is room for: logging would print the arguments.
    logging.getLogger("careless").error("%d", CHAT, CANARY)  # noqa: PLE1205 - that is the point
    logging.getLogger("handlers.commands").warning("not set: %s", type(error).__name__)


async def raise_where_nobody_hears() -> None:
    """Fail in a task that nobody waits for, in a destructor, in a thread; and warn."""

    async def fail() -> None:
        raise flood()

    task = asyncio.ensure_future(fail())
    await asyncio.wait([task])
    del task

    class Broken:
        def __del__(self) -> None:
            raise flood()

    Broken()
    gc.collect()

    def end() -> None:
        raise flood()

    thread = threading.Thread(target=end)
    thread.start()
    thread.join()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning(f"Update: {CANARY}", RuntimeWarning, "handlers/tips/desk.py", 9)


async def test_whatever_may_concern_a_private_chat_is_told_a_day_later_as_a_type(opened: Opened) -> None:
    log_from_every_side()
    await raise_where_nobody_hears()
    opened.gate.day_is(DAY)
    assert opened.lines == []
    opened.gate.day_is(NEXT_DAY)
    of_that_day = "on 2026-05-12, at a time that is not kept, 1 of:"
    assert sorted(opened.lines) == [
        f"CRITICAL never.heard.of: {of_that_day} no exception",
        f"ERROR aiogram.event: {of_that_day} TelegramRetryAfter",
        f"ERROR asyncio: {of_that_day} TelegramRetryAfter",
        f"ERROR careless: {of_that_day} no exception",
        f"ERROR private: {of_that_day} a thread has ended: TelegramRetryAfter",
        f"ERROR private: {of_that_day} raised where nobody heard it: TelegramRetryAfter",
        f"WARNING handlers.commands: {of_that_day} not set: TelegramRetryAfter",
        f"WARNING private: {of_that_day} warned: RuntimeWarning",
        f"WARNING telegram.ext: {of_that_day} no exception",
    ]
    opened.gate.day_is(date(2026, 5, 14))
    assert len(opened.lines) == 9


def test_nothing_goes_to_standard_error_past_the_gate(
    opened: Opened, capfd: pytest.CaptureFixture[str]
) -> None:
    log_from_every_side()
    asyncio.run(raise_where_nobody_hears())
    assert opened.lines == []
    assert capfd.readouterr().err == ""


def test_an_operator_hears_at_once_what_concerns_no_private_chat(opened: Opened) -> None:
    fetching = logging.getLogger("aiogram.dispatcher")
    lost = TelegramNetworkError(method=GetUpdates(), message="ClientConnectorError: no route")
    fetching.error("Failed to fetch updates - %s: %s", type(lost).__name__, lost)
    fetching.info("Run polling")

    def fail() -> None:
        raise OperationalError("INSERT", {"x": CANARY}, Exception(f"disk is full, {TOKEN}"))

    try:
        fail()
    except OperationalError:
        logging.getLogger("bot.running.ticking").exception("the tick failed")
    logging.getLogger("bot.watch.watch").debug("looked")
    assert opened.lines[0].startswith("ERROR aiogram.dispatcher: Failed to fetch updates - TelegramNetwork")
    assert "no route" in opened.lines[0]
    assert opened.lines[1] == "ERROR bot.running.ticking: the tick failed"
    assert opened.lines[2].startswith("  tests/bot/test_logs.py:")
    assert opened.lines[4:] == ["OperationalError: disk is full, ***", "DEBUG bot.watch.watch: looked"]


def test_an_update_that_cannot_be_read_is_not_logged_with_its_words(opened: Opened) -> None:
    unread = ClientDecodeError("Failed", ValueError(CANARY), {"text": CANARY, "id": CHAT})
    assert CANARY in str(unread)
    logging.getLogger("aiogram.dispatcher").error("Failed to fetch updates - %s: %s", "x", unread)
    assert opened.lines == ["ERROR aiogram.dispatcher: Failed to fetch updates - x: ClientDecodeError"]


def test_errors_of_our_own_are_told_without_their_values_whatever_they_came_from(opened: Opened) -> None:
    try:
        try:
            put_text(cast("UnfinishedTip", None), 1, CANARY)
        except AttributeError as error:
            raise ExceptionGroup(CANARY, [ValueError(CANARY)]) from error
    except ExceptionGroup:
        logging.getLogger("bot.running.ticking").exception("the tick failed")
    said = "\n".join(opened.lines)
    assert "AttributeError" in said
    assert "ValueError" in said
    assert CANARY not in said
    assert "tip" not in said


def test_an_error_has_a_place_unless_it_came_through_a_file_of_tips() -> None:
    tip = UnfinishedTip(language="zh", step=TellStep.WHAT)
    with pytest.raises(AttributeError) as through_tips:
        put_answer(tip, cast("str", 5))
    assert place_of(through_tips.value) == ""
    with pytest.raises(AttributeError) as ours:
        place_of(cast("Exception", None))
    assert re.fullmatch(r"bot/logs\.py:\d+", place_of(ours.value))
    assert place_of(ValueError(CANARY)) == ""
