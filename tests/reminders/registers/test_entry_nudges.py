"""What waits in registers comes in the one message of the day; with each day overdue it goes further up."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.time.nudge_hours import Snooze, snooze_until
from locales import Speech
from reminders.duties import nudges
from reminders.duties.nudge_letters import NUDGE
from reminders.duties.nudge_windows import nudge_window
from reminders.tick import tick
from storage.database import Database
from storage.delivery.letters import LetterKind
from storage.tables import outbox
from tests.desks import elsewhere, move_to, open_desk, rows_of, shanghai
from tests.reminders.duties.test_nudges_on_phones import of_grids
from tests.reminders.registers.entries_on_desks import BRANCH, HEAD, LEADER, OFFICE, WARD, Town
from tests.reminders.test_ticks_cut_off import KilledError, killed_after
from usecases.duties.chase_letters import CHASE
from windows.windows import Window

DEADLINE = date(2026, 6, 27)
"""A day around which no duty reminds of itself."""
HEARD = ("台账", "函")


def opened(folder: Path) -> Iterator[Town]:
    folder.mkdir(exist_ok=True)
    roster = of_grids("内科第一党支部", "心内科")
    with open_desk(f"sqlite:///{folder}/grid.db", shanghai(6, 1, 9), roster) as desk:
        town = Town(desk, HEAD, LEADER, WARD, BRANCH, OFFICE)
        town.ticked(6, 1, 9)
        yield town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """The desk on 1 June with the phones of all concerned; the first tick is behind it."""
    yield from opened(tmp_path)


def of_registers(said: dict[str, list[str]]) -> dict[str, str]:
    """Return the messages that say anything of registers; one a person."""
    assert all(len(texts) == 1 for texts in said.values() if any("函" in text for text in texts)), said
    return {
        name: text for name, texts in said.items() for text in texts if any(word in text for word in HEARD)
    }


def test_a_problem_is_told_on_its_days_and_one_grid_further_up_with_each_day_overdue(town: Town) -> None:
    town.problem(DEADLINE, "高值耗材登记不全")
    town.ticked(6, 1)
    heard: dict[tuple[int, int], set[str]] = {}
    for day in [*range(2, 31)]:
        assert not town.ticked(6, day, 7)
        if said := of_registers(town.ticked(6, day)):
            heard[6, day] = set(said)
        if day in (7, 17, 28):
            texts = said
        assert not of_registers(town.ticked(6, day, 12))
        assert not town.ticked(6, day, 22)
        if day == 7:
            head = texts[HEAD].splitlines()
            assert head[1:3] == [
                "<b>绿色提醒函</b>  请按期完成：",
                "整改问题 整改〔2026〕1号  高值耗材登记不全  6月27日截止，还有 20 天",
            ]
            assert head[3:] == ["台账事项 1 项待办", "• 高值耗材登记不全  6月27日截止，还有 20 天"]
        if day == 28:
            assert "下列台账事项已逾期，请督促办理（1 项）：" in texts[BRANCH]
            assert "<b>红色督办函</b>" in texts[OFFICE]
            assert "已逾期 1 天" in texts[HEAD]
    assert heard == {
        (6, 7): {HEAD},
        (6, 17): {HEAD, LEADER},
        (6, 20): {HEAD},
        (6, 24): {HEAD},
        (6, 26): {HEAD},
        (6, 27): {HEAD},
        (6, 28): {HEAD, BRANCH, OFFICE},
        (6, 30): {HEAD, OFFICE},
    }


def test_duties_and_entries_come_in_one_message_with_the_ways_to_both(town: Town) -> None:
    town.problem(DEADLINE, person=WARD)
    town.problem(date(2026, 6, 29), "另一件", person=WARD)
    said = town.ticked(6, 20)[WARD]
    assert len(said) == 1
    assert "您还有" in said[0]
    assert said[0].endswith("台账事项 2 项待办\n• 登记不全  6月27日截止，还有 7 天")
    assert town.buttons[WARD][-2:] == ["待我办理（2）", "稍后提醒"]


def test_after_a_downtime_everybody_hears_once_of_what_is_true_now(town: Town) -> None:
    town.problem(DEADLINE)
    said = town.ticked(6, 29)
    assert all(len(texts) == 1 for texts in said.values() if "台账" in texts[0]), said
    assert "绿色" not in said[HEAD][0]
    assert "红色督办函" in said[HEAD][0]
    assert {name for name, texts in said.items() if "督" in texts[0]} == {HEAD, BRANCH, OFFICE}
    assert LEADER not in said
    assert not town.ticked(6, 29, 9)


def test_who_postpones_hears_of_entries_again_when_that_is_over(town: Town) -> None:
    town.problem(DEADLINE)
    assert HEAD in town.ticked(6, 20)
    until = snooze_until(shanghai(6, 20, 8), Snooze.TWO_HOURS, town.desk.hours)
    town.desk.database.write(lambda uow: uow.people.snooze(town.ids[HEAD], until))
    assert HEAD not in town.ticked(6, 20, 9)
    assert "台账事项 1 项待办" in town.ticked(6, 20, 10)[HEAD][0]
    assert HEAD not in town.ticked(6, 20, 11)


def test_a_letter_waits_a_day_for_whoever_has_had_todays_message(town: Town) -> None:
    entry_id = town.problem(date(2026, 6, 15))
    town.ticked(6, 9)
    town.problem(DEADLINE, "更早的一件")
    town.ticked(6, 12)
    entry = town.entry(entry_id)
    town.desk.database.write(lambda uow: uow.entries.note_steps(entry, 0, date(2026, 6, 12)))
    assert HEAD not in town.ticked(6, 12, 10)
    assert town.entry(entry_id).standing.look_on == date(2026, 6, 13)
    assert "黄色警示函" in town.ticked(6, 13)[HEAD][0]


def test_the_office_asks_for_reports_alone_where_none_is_open_any_more_its_reminder_says_nothing(
    town: Town,
) -> None:
    town.problem(DEADLINE)
    nothing: dict[str, list[int]] = {"own": [], "below": []}
    speech, today = Speech(town.desk.words, "zh"), date(2026, 6, 2)

    def said(kind: LetterKind) -> Window | None:
        letter = kind.letter("x", nothing, town.desk.clock.now(), town.ids[HEAD])
        return town.desk.database.write(lambda uow: nudge_window(uow, town.desk, letter, speech, today))

    assert said(CHASE) is None
    assert said(NUDGE) is not None


def test_on_working_days_alone_a_nudge_waits_for_the_next_one(town: Town) -> None:
    town.desk = elsewhere(town.desk, hours=replace(town.desk.hours, working_days_only=True))
    town.problem(DEADLINE)
    heard = {day for day in range(15, 24) if of_registers(town.ticked(6, day))}
    assert heard == {15, 17, 22}  # the 7th was a Sunday, 19 to 21 June are days off


def test_a_letter_that_an_entry_waits_is_not_lost_because_somebody_noted_something_meanwhile(
    town: Town,
) -> None:
    town.ticked(6, 2, 22)
    noted, gone = town.problem(DEADLINE, "进展已记"), town.problem(DEADLINE, "已申请")
    town.move(noted, "note", OFFICE, {"progress": "已约谈"})
    town.move(gone, "ask_to_close", HEAD, {"result": "已补登"})
    said = town.ticked(6, 3)
    assert [text.splitlines()[0] for text in said[HEAD]] == ["有一项待您办理"]
    assert "进展已记" in said[HEAD][0]


def stored(folder: Path, kills: Sequence[int], patch: pytest.MonkeyPatch) -> tuple[list[Any], list[Any]]:
    """Return what a tick leaves behind that was killed after so many transactions and begun anew."""
    for town in opened(folder):
        ids = [town.problem(DEADLINE, what) for what in ("甲", "乙", "丙")]
        move_to(town.desk, shanghai(6, 28, 8))
        for runs in kills:
            with patch.context() as killing:
                killing.setattr(Database, "run", killed_after(runs))
                asyncio.run(_killed(town))
        asyncio.run(tick(town.desk))
        letters = [
            (row["unique_key"], row["payload"])
            for row in rows_of(town.desk.database, outbox)
            if row["kind"] == "nudge"
        ]
        return sorted(letters), [town.entry(entry_id).standing for entry_id in ids]
    raise AssertionError


async def _killed(town: Town) -> None:
    with pytest.raises(KilledError):
        await tick(town.desk)


def test_a_tick_killed_anywhere_and_begun_anew_leaves_what_one_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stored(tmp_path / "whole", [], monkeypatch)
    assert [len(payload.get("letters", [])) for _key, payload in whole[0]].count(3) == 2
    assert all(standing.steps_done == 8 for standing in whole[1])
    monkeypatch.setattr(nudges, "LETTERS_AT_ONCE", 1)
    monkeypatch.setattr(nudges, "ROWS_AT_ONCE", 2)
    for number, kills in enumerate([[3], [5, 4], [6, 1], [8, 7, 3], [10], [12]]):
        assert stored(tmp_path / f"{number}", kills, monkeypatch) == whole, kills
