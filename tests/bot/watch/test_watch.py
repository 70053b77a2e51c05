import asyncio
import logging
import os
import shutil
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from bot import app as bot_app
from bot.app import App
from bot.listening import WatchBlock
from bot.running import ticking
from bot.stage.stage import Stage, open_stage
from bot.watch import watch
from bot.watch.health_server import serve
from bot.watch.watch import CHECK_LATE, Watch
from domain.errors import RefusalError
from domain.time.clock import day_in_shanghai
from reminders.desk import Desk
from reminders.tick import tick
from reminders.watch.self_check import Health
from reports.sheets.sample_hospital import sample_roster
from storage.database import Database
from storage.delivery.outbox import Letter
from storage.leases.right import Right
from storage.leases.rules import LeaseRole
from tests.bot.watch.test_health_server import LOCAL, get, listener
from tests.desks import shanghai, word
from tests.harness import MAY, USERNAME, Hospital
from windows.windows import Window

OFFICE, WARD = "监察室主任", "心内科特邀监察员"


def watching(hospital: Hospital, **settings: str) -> Watch:
    """Return another watch over the hospital's bot, with settings of its own."""
    config = hospital.config.model_copy(update={"watch": WatchBlock(**settings)})
    return Watch(config, hospital.app.desk, lambda: None, hospital.app.pulse)


def troubles(health: Health | None) -> tuple[str, ...]:
    assert health is not None
    return health.troubles


async def test_a_bot_that_ticks_is_well_and_one_that_does_not_is_told_everywhere(
    hospital: Hospital,
) -> None:
    office = await hospital.phone_of(OFFICE)
    async with listener() as (url, called):
        watch_ = watching(hospital, heartbeat_url=url, listen=LOCAL)
        address = await watch_.open()
        try:
            await hospital.app.tick()
            assert (await watch_.look()).ok
            assert (await get(f"{address}/healthz")).status_code == 200
            hospital.clock.advance(timedelta(minutes=4))
            assert troubles(await watch_.look()) == ("tick",)
            ill = await get(f"{address}/healthz")
            metrics = (await get(f"{address}/metrics")).text
        finally:
            await watch_.close()
    assert (ill.status_code, ill.json()["checks"]["tick"]) == (503, {"ok": False, "detail": 4})
    assert 'gridbot_health{check="tick"} 0.0' in metrics
    assert 'gridbot_health{check="letters"} 1.0' in metrics
    assert called == ["/ping/s3cret", "/ping/s3cret/fail"]
    await hospital.app.deliver()
    await office.see("机器人未按时检查到期事项")


async def test_without_an_address_nothing_is_served(hospital: Hospital) -> None:
    watch_ = watching(hospital)
    assert await watch_.open() == ""
    await watch_.close()


async def test_a_check_that_is_not_repeated_counts_as_none(hospital: Hospital) -> None:
    watch_ = watching(hospital)
    assert watch_.health() is None
    await watch_.look()
    assert troubles(watch_.health()) == ()
    hospital.clock.advance(CHECK_LATE)
    assert troubles(watch_.health()) == ("tick", "self_check")


async def test_a_full_disk_is_trouble(hospital: Hospital, monkeypatch: pytest.MonkeyPatch) -> None:
    watch_ = watching(hospital)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=49 * 2**20))
    assert troubles(await watch_.look()) == ("disk",)

    def gone(_path: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(shutil, "disk_usage", gone)
    assert troubles(await watch_.look()) == ("disk",)


async def test_an_upgrade_that_is_left_half_done_is_trouble_and_one_that_goes_on_is_none(
    hospital: Hospital,
) -> None:
    desk = replace(hospital.app.desk, to_tick=Right(LeaseRole.TICK, "here:1:aa"))
    watch_ = Watch(hospital.config, desk, lambda: None, hospital.app.pulse)
    newer, minutes = desk.site.newer, timedelta(minutes=9)

    async def found() -> bool:
        """Tell whether the version is trouble, nine minutes later."""
        hospital.clock.advance(minutes)
        return "version" in troubles(await watch_.look())

    assert [await found(), await found()] == [False, False]
    newer.see(lives=True)
    assert [await found(), await found()] == [False, False]
    newer.see(lives=False)
    assert [await found(), await found()] == [False, True]
    newer.see(lives=True)
    assert not await found()


async def test_a_database_that_takes_nothing_is_trouble_and_ends_no_check(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    watch_ = watching(hospital)
    # As on a disk that has become read only.
    await hospital.app.database.run(lambda uow: uow._connection.exec_driver_sql("PRAGMA query_only = 1"))
    assert troubles(await watch_.look()) == ("database",)
    hospital.app.database.engine.dispose()  # and is none any more
    assert not troubles(await watch_.look())

    async def stands_still(_self: Database, _work: Callable[..., Any]) -> None:
        await asyncio.Event().wait()

    with monkeypatch.context() as patch:
        patch.setattr(Database, "run", stands_still)
        patch.setattr(watch, "DATABASE_TIMEOUT_S", 0.05)
        assert troubles(await watch_.look()) == ("database",)
    assert not troubles(await watch_.look())
    assert [record.levelno for record in caplog.records if "use the database" in record.message] == [
        logging.ERROR
    ] * 2


async def test_what_is_due_and_still_unplanned_five_minutes_later_is_trouble(hospital: Hospital) -> None:
    await hospital.phone_of(WARD)
    watch_ = watching(hospital)
    hospital.clock.move_to(shanghai(5, 24, 8))
    assert "planned" not in troubles(await watch_.look())
    hospital.clock.advance(timedelta(minutes=5))
    found = await watch_.look()
    assert "planned" in found.troubles
    await hospital.app.tick()
    assert not troubles(await watch_.look())


def free_port() -> int:
    with socket.socket() as free_socket:
        free_socket.bind(("127.0.0.1", 0))
        port: int = free_socket.getsockname()[1]
        return port


@asynccontextmanager
async def running(stage: Stage, **settings: str) -> AsyncIterator[App]:
    """Run the bot as a service until the block ends."""
    app = App(stage.config.model_copy(update={"watch": WatchBlock(**settings)}), stage.clock)
    begun = asyncio.Event()
    service = asyncio.ensure_future(app.run(begun.set))
    begun_or_failed = asyncio.ensure_future(begun.wait())
    await asyncio.wait({service, begun_or_failed}, return_when=asyncio.FIRST_COMPLETED)
    if service.done():
        begun_or_failed.cancel()
        service.result()
    try:
        yield app
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(service, 20)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path, MAY, USERNAME) as opened:
        await opened.import_roster(sample_roster(day_in_shanghai(MAY)))
        yield opened


async def healthy(url: str) -> httpx.Response:
    """Return the first answer after the bot has looked at itself."""
    async with asyncio.timeout(20):
        while (answer := await get(url)).json()["status"] == "starting":  # noqa: ASYNC110 - another task's work
            await asyncio.sleep(0.02)
    return answer


async def test_the_running_bot_serves_its_health_and_its_figures(stage: Stage) -> None:
    address = f"127.0.0.1:{free_port()}"
    async with running(stage, listen=address):
        answer = await healthy(f"http://{address}/healthz")
        metrics = (await get(f"http://{address}/metrics")).text
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert set(answer.json()["checks"]) == {
        "tick",
        "clock",
        "conflict",
        "planned",
        "letters",
        "disk",
        "database",
        "self_check",
    }
    assert "gridbot_tick_age_seconds 0.0" in metrics
    assert 'gridbot_duty_items{state="open"}' in metrics
    with pytest.raises(httpx.ConnectError):
        await get(f"http://{address}/healthz")


async def test_the_bot_looks_at_itself_again_and_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot_app, "CHECK_S", 0.05)
    async with listener() as (url, called), running(stage, heartbeat_url=url), asyncio.timeout(20):
        while len(called) < 3:  # noqa: ASYNC110 - called from the bot
            await asyncio.sleep(0.02)
    assert set(called) == {"/ping/s3cret"}


async def test_a_bot_whose_address_is_taken_does_not_start(stage: Stage) -> None:
    async with serve(LOCAL, lambda: None, lambda: b"") as url:
        with pytest.raises(RefusalError, match="watch-cannot-listen"):
            async with running(stage, listen=url.removeprefix("http://")):
                pass


async def test_the_running_bot_tells_level_one_that_it_was_away(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.start()
    office = await stage.phone_of(OFFICE)
    await stage.app.tick()
    await stage.end()
    stage.app, stage._polling = App(stage.config, stage.clock), None  # for the fixture to close
    stage.clock.advance(timedelta(days=3))
    monkeypatch.setattr(ticking, "TICK_S", 0.05)
    async with running(stage):
        told = await office.see("停止运行")
    assert "自 5月12日 10:00 至 5月15日 10:00 停止运行，共 3 天 0 小时" in told.text


async def test_nothing_goes_out_before_the_first_tick_has_skipped_what_is_stale(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.start()
    ward = await stage.phone_of(WARD)
    await stage.app.tick()
    now = stage.clock.now()
    letters = [
        Letter(kind, kind, {}, now, now + timedelta(days=9), chat_id=ward.id) for kind in ("nudge", "moved")
    ]
    await stage.app.database.run(lambda uow: uow.outbox.add_once(letters))
    await stage.end()
    stage.app, stage._polling = App(stage.config, stage.clock), None  # for the fixture to close
    stage.clock.advance(timedelta(days=3))
    word(monkeypatch, "nudge", lambda *_: Window("三天前的提醒"))

    async def slow_tick(desk: Desk) -> None:
        await asyncio.sleep(0.3)  # long enough for a letter to go out meanwhile
        await tick(desk)

    monkeypatch.setattr(ticking, "tick", slow_tick)
    async with running(stage):
        await ward.see("您的账号已改在另一部手机上使用")
    assert not [message for message in await ward.chat() if "三天前的提醒" in message.text]
