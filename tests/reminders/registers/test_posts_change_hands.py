"""When posts change hands, open entries wait for others, and those to whom they come are told, once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.errors import RefusalError
from domain.people.leaves import Leave
from domain.people.people import Role
from domain.people.roster import Roster
from domain.registers.entries import WaitsFor
from reminders.registers import endings, resolving
from reminders.registers.resolving import find_changed
from tests.desks import bind, import_roster, open_desk, shanghai
from tests.reminders.duties.test_nudges_on_phones import of_grids
from tests.reminders.registers.entries_on_desks import HEAD, LEADER, OFFICE, WARD, WORKER, Town
from usecases.registers.letters import who_are

ROSTER = of_grids("内科第一党支部", "心内科")
WARD_CODE = next(grid.code for grid in ROSTER.grids if grid.name == "心内科")
NUMBERS = {official.name: official.staff_number for official in ROSTER.officials}
AT_THE_HEAD = [WaitsFor(role=Role.DEPARTMENT_HEAD, grid_code=WARD_CODE)]
AT_THE_OFFICE = [WaitsFor(role=Role.OFFICE, grid_code="1", instead_of=Role.DEPARTMENT_HEAD)]
RISK = {
    "form": "person",
    "level": "c",
    "kind": "post",
    "found": "self",
    "duties": "采购",
    "risks": "收受回扣",
    "measures": "双人核对",
}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """The desk on 1 June; a risk of the ward's leader of a group waits for the head's review."""
    with open_desk(f"sqlite:///{tmp_path}/grid.db", shanghai(6, 1, 9), ROSTER) as desk:
        town = Town(desk, HEAD, LEADER, WARD, OFFICE, WORKER)
        town.ticked(6, 1, 9)
        yield town


def a_risk(town: Town) -> int:
    entry_id = town.open("risk", "心内科", WORKER, {**RISK, "person": town.person(WORKER)})
    town.move(entry_id, "send", WORKER)
    assert waits(town, entry_id) == AT_THE_HEAD
    return entry_id


def waits(town: Town, entry_id: int) -> list[WaitsFor]:
    return town.desk.database.write(lambda uow: uow.entries.waits_of(entry_id))


def without_head() -> Roster:
    kept = tuple(held for held in ROSTER.appointments if held.staff_number != NUMBERS[HEAD])
    return replace(ROSTER, appointments=kept)


def headed_by(name: str, on: date, until: date | None = None) -> Roster:
    held = next(held for held in ROSTER.appointments if held.staff_number == NUMBERS[HEAD])
    kept = without_head()
    new = replace(held, staff_number=NUMBERS[name], starts_on=on, ends_on=until)
    return replace(kept, appointments=(*kept.appointments, new))


def told_of_coming(said: dict[str, list[str]]) -> dict[str, str]:
    return {name: text for name, texts in said.items() for text in texts if text.startswith("因任职变动")}


def test_what_nobody_holds_any_more_goes_to_the_office_and_comes_back_once_somebody_does(town: Town) -> None:
    entry_id = a_risk(town)
    town.ticked(6, 1, 10)
    import_roster(town.desk.database, without_head(), date(2026, 6, 2))
    told = told_of_coming(town.ticked(6, 2, 10))
    assert waits(town, entry_id) == AT_THE_OFFICE
    assert told == {
        OFFICE: "因任职变动，有台账事项转由您办理。\n目前无人担任科室负责人，已转医院监察室。\n"
        "台账事项 1 项待办\n• 收受回扣  6月8日截止，还有 6 天"
    }
    assert town.buttons[OFFICE] == ["待我办理（1）", "返回菜单"]
    assert not told_of_coming(town.ticked(6, 2, 11))
    import_roster(town.desk.database, headed_by(LEADER, date(2026, 6, 3)), date(2026, 6, 3))
    said = town.ticked(6, 3, 10)
    assert waits(town, entry_id) == AT_THE_HEAD
    assert set(told_of_coming(said)) == {LEADER}
    assert sum("台账" in text for text in said[LEADER]) == 1
    assert not told_of_coming(town.ticked(6, 3, 11))
    assert town.move(entry_id, "review", LEADER, {"review_opinion": "同意"}).standing.state == "approval"


def test_whoever_takes_over_a_post_hears_of_what_waits_there_with_no_word_to_anybody_else(town: Town) -> None:
    a_risk(town)
    town.ticked(6, 1, 10)
    import_roster(town.desk.database, headed_by(LEADER, date(2026, 6, 2)), date(2026, 6, 2))
    said = {
        name: texts for name, texts in town.ticked(6, 2, 10).items() if any("台账" in text for text in texts)
    }
    assert list(said) == [LEADER]
    assert len(said[LEADER]) == 1
    assert "台账事项 1 项待办" in said[LEADER][0]
    assert not town.ticked(6, 2, 11)


def test_an_entry_of_whoever_has_left_waits_for_level_one(town: Town) -> None:
    entry_id = town.problem(date(2026, 8, 1), person=WORKER, leader=LEADER)
    town.ticked(6, 1, 10)
    left = replace(ROSTER, officials=tuple(o for o in ROSTER.officials if o.name != WORKER))
    import_roster(town.desk.database, left, date(2026, 6, 2))
    assert set(told_of_coming(town.ticked(6, 2, 10))) == {OFFICE}
    assert waits(town, entry_id) == [WaitsFor(role=Role.OFFICE, grid_code="1")]


def test_an_appointment_that_ends_by_the_calendar_is_noticed_on_its_day(town: Town) -> None:
    entry_id = a_risk(town)
    last = date(2026, 6, 3)
    import_roster(town.desk.database, headed_by(HEAD, date(2026, 1, 1), last), date(2026, 6, 1))
    for day in (1, 2, 3):
        town.ticked(6, day, 11)
        assert waits(town, entry_id) == AT_THE_HEAD
    assert set(told_of_coming(town.ticked(6, 4, 8))) == {OFFICE}
    assert waits(town, entry_id) == AT_THE_OFFICE


def test_nothing_is_read_of_entries_while_nothing_changes(town: Town) -> None:
    a_risk(town)
    town.ticked(6, 1, 10)
    desk = town.desk
    assert desk.database.write(lambda uow: find_changed(uow, desk, shanghai(6, 1, 11))) == []
    tomorrow = desk.database.write(lambda uow: find_changed(uow, desk, shanghai(6, 2, 1)))
    assert len(tomorrow) == 1


def test_many_entries_are_looked_at_over_several_ticks(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [a_risk(town) for _ in range(3)]
    town.ticked(6, 1, 10)
    monkeypatch.setattr(resolving, "A_TICK", 2)
    monkeypatch.setattr(resolving, "READ_AT_ONCE", 1)
    monkeypatch.setattr(resolving, "WRITTEN_AT_ONCE", 1)
    import_roster(town.desk.database, without_head(), date(2026, 6, 2))
    assert set(told_of_coming(town.ticked(6, 2, 10))) == {OFFICE}
    assert [waits(town, entry_id) for entry_id in ids] == [AT_THE_OFFICE, AT_THE_OFFICE, AT_THE_HEAD]
    assert not told_of_coming(town.ticked(6, 2, 11))
    assert [waits(town, entry_id) for entry_id in ids] == [AT_THE_OFFICE] * 3


def away(town: Town, name: str, deputy: str) -> None:
    leave = Leave(town.ids[name], date(2026, 6, 1), date(2026, 6, 30), town.ids[deputy])
    town.desk.database.write(lambda uow: uow.leaves.add(leave, shanghai(6, 1, 9)))


def test_who_stands_in_is_told_and_acts_under_their_own_name_in_the_role_they_stand_in_for(
    town: Town,
) -> None:
    away(town, HEAD, WARD)
    entry_id = a_risk(town)
    said = town.ticked(6, 1, 11)
    assert "有一项待您办理" in said[WARD][0]
    assert HEAD not in said
    town.move(entry_id, "review", WARD, {"review_opinion": "同意"})
    last = town.desk.database.write(lambda uow: uow.entry_moves.of_entry(entry_id))[-1]
    assert (last.name, last.acted_as) == (WARD, "科室负责人")
    assert "台账" not in "".join(town.ticked(6, 2, 8).get(HEAD, []))


def test_nobody_stands_in_for_level_one_of_which_the_others_are_told(town: Town) -> None:
    clerk = bind(town.desk.database, "监察室干事", 9)
    town.names[9] = "监察室干事"
    away(town, OFFICE, WARD)
    entry_id = town.problem(date(2026, 8, 1))
    town.move(entry_id, "ask_to_close", HEAD, {"result": "已补登"})
    found = town.desk.database.write(
        lambda uow: who_are(uow, uow.entries.waits_of(entry_id), date(2026, 6, 1))
    )
    assert found == [clerk]
    said = town.ticked(6, 1, 11)
    assert {name for name, texts in said.items() if any("待您办理" in text for text in texts)} == {
        "监察室干事"
    }
    assert not any("台账" in text for text in said.get(WARD, []))


def test_a_publication_ends_the_day_after_its_last_once_and_at_any_hour(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_id = a_risk(town)
    town.move(entry_id, "review", HEAD, {"review_opinion": "同意"})
    town.move(entry_id, "approve", LEADER, {"approval_opinion": "同意"})
    town.move(entry_id, "publish", OFFICE, {"public_until": "2026-06-03"})
    town.ticked(6, 3, 23)
    assert town.entry(entry_id).standing.state == "public"
    with monkeypatch.context() as patch:
        patch.setattr(endings, "make_move", refuse)
        town.ticked(6, 4, 0)
    assert town.entry(entry_id).standing.look_on == date(2026, 6, 5)
    town.ticked(6, 5, 0)
    ended = town.entry(entry_id)
    assert (ended.standing.state, ended.standing.look_on) == ("approved", None)
    last = town.desk.database.write(lambda uow: uow.entry_moves.of_entry(entry_id))[-1]
    assert (last.move_id, last.person_id, last.name) == ("unpublish", None, "")
    town.ticked(6, 5, 1)
    assert town.entry(entry_id) == ended


def refuse(*_: object) -> None:
    raise RefusalError("registers-parts-open", count=1)
