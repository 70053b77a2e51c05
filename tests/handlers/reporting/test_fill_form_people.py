"""A person of the grid below a question: listed, searched by name, and nobody from elsewhere."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.people.people import Official
from domain.people.roster import Roster
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from tests.handlers.by_hand import INSPECTOR, answers, begin, count, picture, shown
from tests.handlers.own_form import open_office
from tests.handlers.reporting.test_fill_form_old_buttons import OLD, data_of, tap_with
from tests.harness import MAY, Hospital

BRANCH = "内科第一党支部"
HEAD, LEADER = "心内科负责人", "心内科医疗组长"
ELSEWHERE = "骨科负责人"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Hospital]:
    """The hospital with a form of its own."""
    async with open_office(tmp_path) as opened:
        yield opened


def roster_with(**changes: dict[str, str]) -> Roster:
    """Return the sample hospital with some officials changed, by name."""
    roster = sample_roster(MAY.date())

    def changed(official: Official) -> Official:
        return replace(official, **changes.get(official.name, {}))  # type: ignore[arg-type]

    return Roster(roster.grids, tuple(map(changed, roster.officials)), roster.appointments)


async def labels(phone: Phone) -> list[str]:
    return [label for row in (await shown(phone)).buttons for label in row]


async def file_meeting(phone: Phone, *answers_given: str) -> None:
    for label in answers_given:
        await phone.tap(label)
    await phone.tap("核对")
    await phone.tap("提交")
    await phone.see("已提交")


async def test_the_officials_of_a_department_are_listed_with_their_posts(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    window = await shown(phone)
    assert window.text.split("\n") == [
        "5月会议表 · 心内科    1/7",
        "只写履职情况 <勿写私事>。",
        "会议由谁主持？",
        "请点选，也可以输入姓名、拼音首字母或工号查找。",
    ]
    assert window.buttons == [
        ["心内科负责人 · 心内科主任"],
        ["心内科特邀监察员 · 心内科骨干"],
        ["心内科医疗组长 · 医疗组长"],
        ["返回"],
    ]
    await file_meeting(phone, LEADER, "今天")
    chair = (await answers(office))["chair"]
    assert chair == {"staff_number": "10082", "name": LEADER, "post": "医疗组长"}


async def test_a_branch_turns_the_pages_of_all_who_hang_below_it(office: Hospital) -> None:
    phone = await office.phone_of(f"{BRANCH}特邀监察员")
    await begin(phone)
    first = await labels(phone)
    # Its own come first; who works below it is shown with the department.
    assert first[:2] == [f"{BRANCH}特邀监察员 · 支部纪检委员", "心内科负责人 · 心内科主任  心内科"]
    assert first[4:] == ["下一页 ›", "返回"]
    await phone.tap("下一页")
    second = await labels(phone)
    await phone.tap("下一页")
    third = await labels(phone)
    await phone.tap("下一页")
    fourth = await labels(phone)
    await phone.tap("下一页")
    last = await labels(phone)
    assert second[4:] == ["‹ 上一页", "下一页 ›", "返回"]
    assert last[3:] == ["‹ 上一页", "返回"]
    assert len({*first[:4], *second[:4], *third[:4], *fourth[:4], *last[:3]}) == 1 + 6 * 3
    await phone.tap("‹ 上一页")
    assert await labels(phone) == fourth


async def test_part_of_a_name_or_a_staff_number_is_looked_for(office: Hospital) -> None:
    phone = await office.phone_of(f"{BRANCH}特邀监察员")
    await begin(phone)
    found = await phone.send("特邀 无此人")
    assert "没有找到“特邀 无此人”" in found.text
    assert "只能选择本网格及下级网格的人员" in found.text
    found = await phone.send(" 呼吸 ")
    assert "“呼吸”共 3 人，请点选。" in found.text
    assert len(found.buttons) == 3 + 1 + 1
    await phone.tap("全部人员")
    assert "下一页 ›" in await labels(phone)
    # A search goes on over its pages, and ends with the question.
    assert "“科”共 19 人" in (await phone.send("科")).text
    await phone.tap("下一页")
    assert "“科”共 19 人" in (await shown(phone)).text
    await phone.send("呼吸")
    await phone.tap("呼吸内科负责人")
    await phone.tap("返回")
    window = await shown(phone)
    assert "请点选，也可以输入" in window.text
    assert "已填：呼吸内科负责人（呼吸内科主任）" in window.text


async def test_the_only_one_of_a_name_or_number_is_taken_when_it_is_typed(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    for words, said in ((HEAD, f"{HEAD}（心内科主任）"), ("10082", f"{LEADER}（医疗组长）")):
        assert "2/7" in (await phone.send(words)).text
        await phone.tap("返回")
        assert f"已填：{said}" in (await shown(phone)).text


async def test_namesakes_are_told_apart_by_their_numbers(office: Hospital) -> None:
    same = {"name": HEAD, "post": "心内科主任"}
    await office.import_roster(roster_with(**{LEADER: same, ELSEWHERE: same}))
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    found = await phone.send(HEAD)
    assert "共 2 人" in found.text
    assert found.buttons[:2] == [[f"{HEAD} · 心内科主任  10080"], [f"{HEAD} · 心内科主任  10082"]]
    await file_meeting(phone, "10082", "今天")
    assert (await answers(office))["chair"]["staff_number"] == "10082"


async def test_nobody_from_elsewhere_is_found_or_chosen(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    for stranger in (ELSEWHERE, "呼吸内科负责人", f"{BRANCH}特邀监察员", "%", "_", "心内科' OR 1=1 --"):
        assert "没有找到" in (await phone.send(stranger)).text, stranger

    def number_of(name: str) -> int:
        found = office.app.database.write(lambda uow: uow.people.search(name, 100))
        return next(candidate.person_id for candidate in found if candidate.name == name)

    await phone.tap("全部人员")
    own = data_of((await shown(phone)).json, HEAD)
    prefix = own.rpartition(":")[0]
    for name in (ELSEWHERE, "呼吸内科负责人", f"{BRANCH}特邀监察员"):
        toast = await tap_with(phone, office, f"{prefix}:p{number_of(name)}")
        assert toast == "此人不在本网格及下级网格的名单中，请重新选择。"
    assert "不在本网格" in await tap_with(phone, office, f"{prefix}:p999999999")
    for made_up in ("p", "px", "p-1", "p9999999999", "l9999999999"):
        assert OLD in await tap_with(phone, office, f"{prefix}:{made_up}")
    assert "1/7" in (await shown(phone)).text
    assert await tap_with(phone, office, f"{prefix}:l999999999") == ""
    assert HEAD in str((await shown(phone)).buttons)


async def test_one_who_has_left_is_offered_no_more(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    head = data_of((await shown(phone)).json, HEAD)
    roster = sample_roster(MAY.date())
    rest = tuple(official for official in roster.officials if official.name != HEAD)
    held = tuple(appointment for appointment in roster.appointments if appointment.staff_number != "10080")
    await office.import_roster(Roster(roster.grids, rest, held))
    assert "不在本网格" in await tap_with(phone, office, head)
    assert HEAD not in str((await phone.send("负责人")).buttons)


async def test_an_answer_keeps_the_person_as_they_were(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap(HEAD)
    await office.import_roster(roster_with(**{HEAD: {"post": "科主任（返聘）", "name": "另一姓名"}}))
    await file_meeting(phone, "今天")
    assert (await answers(office))["chair"] == {"staff_number": "10080", "name": HEAD, "post": "心内科主任"}


async def test_what_is_no_name_loses_nothing(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    long = await phone.send("某" * 4000)
    assert f"没有找到“{'某' * 20}…”" in long.text
    assert "上一条消息太长" in (await phone.send("某" * 1000)).text
    sticker = await phone.send_sticker()
    assert sticker is not None
    assert "1/7" in sticker.text
    photo = await phone.send_photo(picture())
    assert photo is not None
    assert "请输入文字或点下面的按钮。" in photo.text
    assert "没有找到“<b>&amp;”" in (await phone.send("<b>&amp;")).text
    await phone.tap("全部人员")
    await phone.tap(HEAD)
    assert "2/7" in (await shown(phone)).text


async def test_a_name_typed_after_a_restart_is_asked_for_again(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    await office.restart()
    # It may be whom an unfinished tip concerns, which must not get into a report.
    assert "请在本页再输入一次。" in (await phone.send(HEAD)).text
    assert count(office, "draft") == 1
    assert "2/7" in (await phone.send(HEAD)).text
