"""The bot as an operator runs it: it ticks by itself and delivery wakes by itself."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.running import ticking
from bot.stage.stage import Stage, open_stage
from domain.time.clock import day_in_shanghai
from reminders.desk import Desk
from reminders.tick import tick
from reports.sheets.sample_hospital import sample_roster
from tests.harness import MAY, USERNAME

WARD = "心内科特邀监察员"


@pytest.fixture(autouse=True)
def quick_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticking, "TICK_S", 0.05)


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Stage]:
    """Run the sample hospital's bot until the block ends, as a service would."""
    async with open_stage(folder, MAY, USERNAME) as stage:
        await stage.import_roster(sample_roster(day_in_shanghai(MAY)))
        begun = asyncio.Event()
        service = asyncio.ensure_future(stage.app.run(begun.set))
        await begun.wait()
        yield stage
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(service, 20)


async def test_the_tick_reminds_without_being_asked(tmp_path: Path) -> None:
    async with running(tmp_path) as stage:
        phone = await stage.phone_of(WARD)
        stage.clock.move_to(MAY.replace(day=24))
        await phone.see("5月24日  您还有 1 项未完成")
        assert (
            sum("未完成" in message.text for message in await phone.chat()) == 2
        )  # the menu and the reminder


async def test_a_tick_that_fails_ends_nothing_and_the_next_one_does_its_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failures: list[None] = []

    async def failing_twice(desk: Desk) -> None:
        if len(failures) < 2:
            failures.append(None)
            raise OSError("no space left")
        await tick(desk)

    monkeypatch.setattr(ticking, "tick", failing_twice)
    async with running(tmp_path) as stage:
        phone = await stage.phone_of(WARD)
        stage.clock.move_to(MAY.replace(day=24))
        await phone.see("5月24日  您还有 1 项未完成")
    assert caplog.text.count("the tick failed") == 2


async def test_the_office_s_reminder_goes_out_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "TICK_S", 3600)
    async with running(tmp_path) as stage:
        await stage.app.tick()
        office, phone = await stage.phone_of("监察室主任"), await stage.phone_of(WARD)
        await office.send("/digest")
        await office.tap("催报未报的")
        await phone.see("监察室提醒您")
