"""A training without its page: the clock's moves, what is kept, what is recorded."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from bot.stage.open_training import open_training
from bot.stage.recording_files import as_text, differences
from bot.stage.recordings import Aliases
from bot.stage.replay import replay
from bot.stage.training import START, Training, TrainingOpening
from bot.stage.training_clock import next_moves
from domain.duties.duties import Duty
from domain.time.clock import SHANGHAI
from domain.time.nudge_hours import NudgeHours
from domain.time.periods import Period
from domain.time.working_days import WorkingDays
from simulator.refusals import ApiError, Json
from storage.delivery.outbox import DeliveryState

OFFICE = {"does": "pick", "staff_number": "10002", "name": "监察室主任"}
MONTHLY = Duty(id="m", form_id="m", rule="FREQ=MONTHLY;BYMONTHDAY=-1", period=Period.MONTH)


def moves(month: int, day: int, hour: int, minute: int = 0) -> dict[str, str]:
    now = datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)
    found = next_moves(now, [MONTHLY], WorkingDays(), NudgeHours())
    return {
        name: f"{getattr(found, name).astimezone(SHANGHAI):%m-%d %H:%M}"
        for name in ("hour", "day", "due", "month")
    }


def test_the_clock_moves_to_the_next_due_day_and_the_months_end() -> None:
    assert moves(7, 20, 9) == {
        "hour": "07-20 10:00",
        "day": "07-21 09:00",
        "due": "07-31 08:00",
        "month": "07-31 18:00",
    }
    assert moves(7, 31, 8)["due"] == "08-31 08:00"
    assert moves(7, 31, 8)["month"] == "07-31 18:00"
    assert moves(7, 31, 18)["month"] == "08-31 18:00"
    assert moves(12, 31, 23, 30)["month"] == "01-31 18:00"


def test_without_a_duty_there_is_no_due_day_to_move_to() -> None:
    assert next_moves(START, [], WorkingDays(), NudgeHours()).due is None


async def shown(training: Training) -> list[Json]:
    await training.rest(10)
    windows: list[Json] = training.recorder.as_json("")["steps"][-1]["shown"]
    return windows


async def test_a_kept_training_goes_on_where_it_stopped(tmp_path: Path) -> None:
    opening = TrainingOpening(keep=True)
    async with open_training(tmp_path, opening) as training:
        office = (await training.act(OFFICE))["id"]
        await training.act({"does": "clock", "by": "due"})
        await training.rest(10)
        stopped_at = training.stage.clock.now()
        key = training.stage.office_key
    async with open_training(tmp_path, opening) as training:
        assert training.stage.clock.now() == stopped_at
        assert training.stage.office_key == key
        assert (await training.act(OFFICE))["id"] == office
        await training.act({"does": "text", "who": office, "text": "/digest"})
        assert "应报 70" in "".join((await shown(training))[-1]["text"])


async def test_a_reset_leaves_nobody_and_nothing(tmp_path: Path) -> None:
    async with open_training(tmp_path, TrainingOpening()) as training:
        await training.act(OFFICE)
        await training.act({"does": "fault", "kind": "bad_gateway", "method": "sendMessage"})
        await training.act({"does": "clock", "by": "due"})
        await training.reset()
        database = training.stage.app.database
        assert training.stage.clock.now() == START
        assert training.holders == {}
        assert training.stage.simulator.faults.as_json() == []
        assert await database.run(lambda uow: uow.people.count_bound()) == 0
        assert await database.run(lambda uow: uow.outbox.count(DeliveryState.WAITING)) == 0
        await training.act(OFFICE)
        assert "已绑定" in "".join((await shown(training))[-1]["text"])


@pytest.mark.parametrize(
    "action",
    [
        {},
        {"does": "dance"},
        {"does": "text", "who": 1, "text": "您好"},
        {"does": "text", "text": "您好"},
        {"does": "pick", "staff_number": "1"},
        {"does": "clock", "by": "century"},
        {"does": "clock", "by": "__class__"},
        {"does": "fault", "kind": "flood"},
        {"does": "fault", "kind": "down", "colour": "red"},
    ],
    ids=str,
)
async def test_what_cannot_be_done_is_refused(tmp_path: Path, action: Json) -> None:
    async with open_training(tmp_path, TrainingOpening()) as training:
        with pytest.raises(ApiError):
            await training.act(action)


def test_a_code_gets_one_stand_in_however_often_it_is_shown() -> None:
    aliases = Aliases()
    text = "回执码 K7QM-3XNV-92PD-HT4C-8，链接 https://t.me/b?start=AbCdEfGhIjKlMnOpQrSt，编号 2026-001"
    hidden = aliases.hide(text)
    assert hidden == "回执码 «receipt 1»，链接 https://t.me/b?start=«invitation 1»，编号 2026-001"
    assert aliases.hide("再看 K7QM-3XNV-92PD-HT4C-8，又一个 A7QM-3XNV-92PD-HT4C-8") == (
        "再看 «receipt 1»，又一个 «receipt 2»"
    )
    assert aliases.reveal(hidden) == text
    assert aliases.hide_known("没见过的 B7QM-3XNV-92PD-HT4C-8") == "没见过的 B7QM-3XNV-92PD-HT4C-8"


async def recorded(tmp_path: Path) -> Json:
    async with open_training(tmp_path, TrainingOpening()) as training:
        stranger = (await training.act({"does": "arrive"}))["id"]
        await training.act({"does": "text", "who": stranger, "text": "/start"})
        await training.rest(10)
        recording: Json = json.loads(as_text(training.recorder.as_json("您好")))
        return recording


async def test_a_replay_shows_what_was_recorded(tmp_path: Path) -> None:
    recording = await recorded(tmp_path)
    assert recording["steps"][1]["shown"][0]["buttons"]
    assert await replay(recording) == recording


async def test_a_changed_word_is_a_difference_and_a_button_renamed_is_still_found(tmp_path: Path) -> None:
    recording = await recorded(tmp_path)
    tap = {"who": "路人 1", "does": "tap", "data": "promises", "label": "从前的名字"}
    recording["steps"].append({"do": tap, "shown": []})
    now = await replay(recording)
    assert now["steps"][-1]["do"]["label"] != "从前的名字"
    assert now["steps"][-1]["shown"]
    changes = differences(Path("x.json"), recording, now)
    assert any(line.startswith("-") and "从前的名字" in line for line in changes)


async def test_what_can_not_be_done_again_is_written_down(tmp_path: Path) -> None:
    recording = await recorded(tmp_path)
    gone = {"who": "路人 1", "does": "tap", "data": "no-such-button", "label": "没有的按钮"}
    recording["steps"].append({"do": gone, "shown": []})
    now = await replay(recording)
    assert "没有的按钮" in now["steps"][-1]["impossible"]
