"""A training shows every part: slots for hearings, risks that wait, a campaign; also in a hospital's own roster."""

from pathlib import Path

import pytest

from bot.stage.furnished import RISKS, SLOTS
from bot.stage.open_training import open_training
from bot.stage.replay import replay
from bot.stage.training import START, Training, TrainingOpening
from domain.people.roster import Roster
from domain.registers.entries import EntryFilter
from domain.time.clock import day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.typing_hand import Hand


def own_roster() -> Roster:
    """Return a small hospital: one branch, two departments, who works there, the office."""
    whole = sample_roster(day_in_shanghai(START))
    kept = {grid.code for grid in whole.grids if grid.code in {"1", "201"} or grid.parent_code == "201"}
    officials = tuple(official for official in whole.officials if official.grid_code in kept)
    numbers = {official.staff_number for official in officials}
    return Roster(
        tuple(grid for grid in whole.grids if grid.code in kept),
        officials,
        tuple(each for each in whole.appointments if each.staff_number in numbers and each.grid_code in kept),
    )


async def there(training: Training) -> dict[str, int]:
    """Count what is under way."""

    def work(uow: UnitOfWork) -> dict[str, int]:
        slots = uow.hearing_slots._connection.exec_driver_sql("SELECT count(*) FROM hearing_slot").scalar()
        return {
            "risks": uow.entries.count(EntryFilter("risk", "1"), 99),
            "slots": int(slots or 0),
            "campaigns": len(uow.campaigns.of_unit("1", 9)),
            "bound": uow.people.count_bound(),
        }

    return await training.stage.app.database.run(work)


@pytest.mark.parametrize("roster", [None, own_roster()], ids=["sample", "own"])
async def test_everything_is_under_way_and_nobody_holds_a_phone_yet(
    tmp_path: Path, roster: Roster | None
) -> None:
    opening = TrainingOpening(everything=True, roster=roster)
    async with open_training(tmp_path, opening) as training:
        assert await there(training) == {"risks": RISKS, "slots": SLOTS, "campaigns": 1, "bound": 0}
        assert len(training.stage.app.house.duties) > 15
        people = await training.stage.app.database.run(lambda uow: len(uow.rosters.load().officials))
        assert roster is None or people == len(roster.officials)
        await training.reset()
        assert (await there(training))["campaigns"] == 1


async def test_a_recording_of_it_says_so_and_is_played_in_the_same(tmp_path: Path) -> None:
    async with open_training(tmp_path, TrainingOpening(everything=True)) as training:
        office = (await training.act({"does": "pick", "staff_number": "10002"}))["id"]
        await training.act({"does": "text", "who": office, "text": "/campaigns"})
        await training.rest(10)
        recorded = training.recorded("专项整治")
    assert recorded["everything"] is True
    assert "腐败问题专项整治" in str(recorded["steps"][-1]["shown"])
    assert await replay(recorded) == recorded


def test_a_roster_with_faults_is_refused_with_all_of_them_and_none_is_played_in_the_terminal(
    hand: Hand,
) -> None:
    (hand.folder / "bad.xlsx").write_bytes(b"no workbook")
    ended = hand.types("demo", "--browser", "--port", "0", "--roster", "bad.xlsx")
    assert ended.code != 0
    assert "处问题" in ended.err or "处错误" in ended.err
    ended = hand.types("demo", "--play", "--roster", "bad.xlsx")
    assert "--roster 只用于浏览器手机" in ended.err
