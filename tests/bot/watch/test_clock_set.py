"""A clock that somebody sets, and the bot that goes on by one that nobody can."""

import asyncio
import itertools
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest

from bot import app as bot_app
from bot.clockwork import DOUBT, FAR, Doubt, Pulse, repeat
from bot.running import ticking
from bot.watch.watch import CHECK_LATE, Watch
from bot.watch.watchdog import HUNG, LOOKS_OWED, Watchdog, end_process
from domain.time.clock import ClockWatcher, SteerableClock, SystemClock
from reminders.desk import Desk
from reminders.tick import tick
from reminders.watch.skipped import note_absence
from storage.delivery.outbox import Letter
from storage.tables import outbox
from tests.bot.watch.test_watch import running, stage, troubles, watching
from tests.desks import eventually, rows_of, word
from tests.harness import MAY, Hospital
from windows.windows import Window

__all__ = ["stage"]

OFFICE, WARD = "监察室主任", "心内科特邀监察员"
EIGHT_HOURS = timedelta(hours=8)


@pytest.mark.parametrize("by", [EIGHT_HOURS, -EIGHT_HOURS, timedelta(days=400)])
def test_a_clock_that_is_set_is_told_from_time_that_passes(by: timedelta) -> None:
    clock = SteerableClock(MAY)
    watcher = ClockWatcher(clock)
    clock.advance(timedelta(days=2))
    assert watcher.leap() == timedelta()
    clock.be_set(by)
    clock.advance(timedelta(minutes=5))
    assert watcher.leap() == by
    assert watcher.leap() == timedelta()


def test_the_machine_s_own_clock_runs_on() -> None:
    clock = SystemClock()
    began = clock.elapsed()
    while clock.elapsed() == began:
        pass
    assert timedelta() < clock.elapsed() - began < timedelta(hours=1)


def test_the_age_of_the_last_tick_is_never_negative_nor_hours_for_a_clock_that_is_set() -> None:
    clock = SteerableClock(MAY)
    pulse = Pulse(clock)
    clock.advance(timedelta(minutes=2))
    assert (pulse.age, pulse.has_beaten) == (timedelta(minutes=2), False)
    pulse.beat()
    for by in (-EIGHT_HOURS, EIGHT_HOURS * 2):
        clock.be_set(by)
        assert pulse.age == timedelta()


def test_a_clock_set_on_by_a_day_is_believed_once_it_has_stayed_so() -> None:
    clock = SteerableClock(MAY)
    doubt = Doubt(clock)
    clock.be_set(EIGHT_HOURS)
    assert not doubt.holds()
    clock.be_set(FAR)
    assert doubt.holds()
    clock.advance(DOUBT - timedelta(seconds=1))
    assert doubt.holds()
    clock.advance(timedelta(seconds=1))
    assert not doubt.holds()
    clock.be_set(FAR)
    assert doubt.holds()
    clock.be_set(-FAR)
    assert not doubt.holds()


async def test_what_is_repeated_waits_by_the_loop_and_not_by_the_clock_that_is_set() -> None:
    done: list[float] = []
    loop = asyncio.get_running_loop()

    async def work() -> None:
        done.append(loop.time())
        await asyncio.sleep(0.05)
        if len(done) == 4:
            raise EOFError

    with pytest.raises(EOFError):
        await repeat(work, lambda: 0.1)
    assert all(0.09 < later - sooner < 1 for sooner, later in itertools.pairwise(done))


async def test_set_back_by_eight_hours_the_bot_goes_on_ticking_and_tells_it(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    watch_ = watching(hospital)
    assert (await watch_.look()).ok
    hospital.clock.be_set(-EIGHT_HOURS)
    hospital.clock.move_to(hospital.clock.now() + EIGHT_HOURS)  # by day again, without a tick
    assert troubles(watch_.health()) == ("tick", "self_check")
    found = await watch_.look()
    assert {check.name: check.detail for check in found.checks if not check.ok} == {
        "tick": 480,
        "clock": -480,
    }
    await hospital.app.tick()
    assert (await watch_.look()).ok
    await hospital.app.deliver()
    told = await office.see("服务器时间被调整")
    assert "自动校时" in told.text


async def test_a_clock_set_back_hides_no_dead_tick_and_no_dead_check(hospital: Hospital) -> None:
    watch_ = watching(hospital)
    await watch_.look()
    hospital.clock.be_set(-EIGHT_HOURS)
    assert troubles(watch_.health()) == ()
    hospital.clock.advance(CHECK_LATE)
    assert troubles(watch_.health()) == ("tick", "self_check")


async def test_a_clock_set_on_makes_no_false_alarm_of_the_tick(hospital: Hospital) -> None:
    watch_ = watching(hospital)
    await watch_.look()
    hospital.clock.be_set(EIGHT_HOURS)
    assert troubles(await watch_.look()) == ("clock",)
    assert troubles(await watch_.look()) == ()


async def test_a_bot_that_starts_before_its_own_last_tick_says_that_the_clock_was_set(
    hospital: Hospital,
) -> None:
    hospital.clock.be_set(-EIGHT_HOURS)
    watch_ = watching(hospital)
    await watch_.open()
    assert troubles(await watch_.look()) == ("clock",)


async def test_what_could_be_sent_before_the_clock_was_set_back_can_be_sent_after_it(
    hospital: Hospital,
) -> None:
    database, now = hospital.app.database, hospital.clock.now()
    later = {"now": now, "planned": now + timedelta(hours=1), "early": now - timedelta(hours=9)}
    letters = [Letter(key, "moved", {}, at, at + timedelta(days=9), chat_id=5) for key, at in later.items()]
    await database.run(lambda uow: uow.outbox.add_once(letters))
    hospital.clock.be_set(-EIGHT_HOURS)
    await database.run(lambda uow: note_absence(uow, hospital.app.desk.last_tick, hospital.clock.now()))
    moments = {row["unique_key"]: row["not_before_at"] for row in rows_of(database, outbox)}
    assert moments == later | {"now": hospital.clock.now()}


async def test_the_running_bot_ticks_on_after_its_clock_was_set_back(
    stage: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "TICK_S", 0.05)
    async with running(stage) as app:
        last = app.desk.last_tick
        await eventually(lambda: last.at() == stage.clock.now())
        stage.clock.be_set(-EIGHT_HOURS)
        await eventually(lambda: last.at() == stage.clock.now())


async def test_after_a_downtime_nothing_is_a_trouble_before_the_first_tick_and_the_first_sending(
    stage: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.start()
    office, ward = await stage.phone_of(OFFICE), await stage.phone_of(WARD)
    await stage.app.tick()
    now = stage.clock.now()
    # Two to one chat: the second waits for its second.
    letters = [Letter(key, "moved", {}, now, now + timedelta(days=9), chat_id=ward.id) for key in ("a", "b")]
    await stage.app.database.run(lambda uow: uow.outbox.add_once(letters))
    await stage.end()
    stage.app, stage._polling = bot_app.App(stage.config, stage.clock), None  # for the fixture to close
    stage.clock.advance(timedelta(hours=1))
    failures: list[None] = []

    async def failing_first(desk: Desk) -> None:
        await asyncio.sleep(0.1)
        if not failures:
            failures.append(None)
            raise OSError("no space left")
        await tick(desk)

    monkeypatch.setattr(ticking, "tick", failing_first)
    monkeypatch.setattr(ticking, "TICK_S", 0.05)
    word(monkeypatch, "moved", lambda *_: Window("已送到"))
    found: list[tuple[str, ...]] = []
    look = Watch.look

    async def noted(self: Watch) -> object:
        health = await look(self)
        found.append(health.troubles)
        return health

    monkeypatch.setattr(Watch, "look", noted)
    async with running(stage):
        await eventually(lambda: bool(found))
        assert sum("已送到" in message.text for message in await ward.chat()) == 2
    assert (found, len(failures)) == ([()], 1)
    assert not [message for message in await office.chat() if "未按时" in message.text]


class FakeLoop:
    """A loop that does at once what it is asked, until it hangs; the watch is over after `looks` looks."""

    def __init__(self, hangs_after: int, looks: int, over: Callable[[], None]) -> None:
        self.asked, self._hangs_after, self._looks, self._over = 0, hangs_after, looks, over

    def is_closed(self) -> bool:
        return False

    def call_soon_threadsafe(self, sign: Callable[[], None]) -> None:
        self.asked += 1
        if self.asked <= self._hangs_after:
            sign()
        if self.asked == self._looks:
            self._over()


@pytest.mark.parametrize(("hangs_after", "expected"), [(3, ["hung"]), (500, [])])
def test_a_loop_that_hangs_is_noticed_from_outside_it(hangs_after: int, expected: list[str]) -> None:
    hung: list[str] = []
    dog = Watchdog(lambda: hung.append("hung"), look_s=0)
    loop = FakeLoop(hangs_after, 500, dog.stop)
    dog._watch(cast("asyncio.AbstractEventLoop", loop))
    assert (hung, loop.asked) == (expected, hangs_after + LOOKS_OWED if expected else 500)


def test_the_last_words_name_no_value(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr("os._exit", ended.append)
    end_process()
    assert ended == [HUNG]
    assert [record.levelno for record in caplog.records] == [logging.CRITICAL]
