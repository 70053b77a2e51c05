"""The host's side: the list, recording, withdrawing, exemption; and what the other side then sees."""

import pytest

from simulator.phone import Phone
from tests.desks import shanghai
from tests.forged import press
from tests.handlers.by_hand import answers, shown
from tests.harness import Hospital
from tests.hearings_set_up import (
    BONES,
    BRANCH,
    COMMITTEE,
    OFFICE,
    WARD,
    choose,
    hold_hearings,
    offer,
    taken,
)

FIRST, SECOND = "5月14日 周四 10:00–10:20", "5月14日 周四 10:20–10:40"
QUARTER = {"duty": "quarterly_hearing", "period": "2026-Q2"}


@pytest.fixture
async def hearings(hospital: Hospital) -> Hospital:
    """The hospital with four slots on Thursday 14 May at ten, the first of which the ward has chosen."""
    await hold_hearings(hospital)
    await offer(await hospital.phone_of(OFFICE))
    await choose(await hospital.phone_of(WARD), FIRST)
    return hospital


async def open_list(host: Phone) -> None:
    await host.send("/hearings")
    await host.tap("查看 · 二季度当面报告")


async def test_the_list_has_first_what_the_host_has_to_do(hearings: Hospital) -> None:
    office, bones = await hearings.phone_of(OFFICE), await hearings.phone_of(BONES)
    await choose(bones, SECOND)
    hearings.clock.move_to(shanghai(5, 14, 10, 30))
    await open_list(office)
    window = await shown(office)
    assert "待记录 1，已约定 1，未约定 68，已记录 0" in window.text
    assert [row[0] for row in window.buttons[:2]] == [
        "心内科 · 待记录 5月14日 周四 10:00",
        "骨科 · 5月14日 周四 10:20",
    ]
    assert "未约定" in window.buttons[2][0]
    await office.tap("下一页")
    assert "上一页" in str((await shown(office)).buttons)


async def test_the_host_records_and_who_reported_reads_it(hearings: Hospital) -> None:
    office, ward = await hearings.phone_of(OFFICE), await hearings.phone_of(WARD)
    await open_list(office)
    await office.tap("心内科")
    assert "报告人：心内科特邀监察员" in (await shown(office)).text
    assert "记录" not in str((await shown(office)).buttons)
    hearings.clock.move_to(shanghai(5, 14, 10, 5))
    await open_list(office)
    await office.tap("心内科")
    await office.tap("记录")
    await office.tap("开始填报")
    await office.see("是否到场")
    await office.tap("是")
    await office.send("本季度无异常，<b>耗材</b>登记已补齐。")
    await office.send("六月底前抽查一次")
    assert "日期  2026年5月14日" in (await shown(office)).text
    await office.tap("提交")
    await office.see("已提交")
    assert await answers(hearings, **QUARTER) == {
        "held_on": "2026-05-14",
        "present": True,
        "reported": "本季度无异常，<b>耗材</b>登记已补齐。",
        "asked_for": "六月底前抽查一次",
    }
    await ward.send("/hearings")
    await ward.tap("二季度当面报告")
    text = (await ward.see("记录")).text
    assert "报告内容  本季度无异常，<b>耗材</b>登记已补齐。" in text
    assert "提出的要求  六月底前抽查一次" in text
    await ward.send("/start")
    assert "当面报告" not in str((await shown(ward)).buttons)


async def test_that_nobody_came_is_recorded_with_the_reason(hearings: Hospital) -> None:
    office = await hearings.phone_of(OFFICE)
    hearings.clock.move_to(shanghai(5, 14, 12))
    await open_list(office)
    await office.tap("心内科")
    await office.tap("记录")
    await office.tap("开始填报")
    await office.tap("否")
    await office.send("外出培训")
    await office.tap("提交")
    await office.see("已提交")
    found = await answers(hearings, **QUARTER)
    assert (found["present"], found["absent_because"], found.get("reported")) == (False, "外出培训", None)


async def test_a_hearing_held_without_a_slot_is_recorded_all_the_same(hearings: Hospital) -> None:
    office = await hearings.phone_of(OFFICE)
    await open_list(office)
    for _page in range(15):
        if any(label.startswith("骨科 ·") for row in (await shown(office)).buttons for label in row):
            break
        await office.tap("下一页")
    await office.tap("骨科 ·")
    assert "尚未约定时间" in (await shown(office)).text
    await office.tap("记录")
    assert "当面报告 · 骨科" in (await shown(office)).text


async def test_a_slot_taken_back_is_told_and_another_is_chosen(hearings: Hospital) -> None:
    office, ward = await hearings.phone_of(OFFICE), await hearings.phone_of(WARD)
    await open_list(office)
    await office.tap("心内科")
    await office.tap("撤回时段")
    assert "心内科已约定这个时段" in (await shown(office)).text
    await office.tap("确定撤回")
    await office.see("已通知心内科重新选择")
    await hearings.app.deliver()
    letter = await ward.see("原定 5月14日 周四 10:00 的时段已撤回")
    assert "请重新选择时间" in letter.text
    await ward.tap("选择时段")
    assert [FIRST] not in (await shown(ward)).buttons
    await ward.tap(SECOND)
    await ward.see("已约定")
    assert len(taken(hearings)) == 3


async def test_a_free_slot_is_taken_back_and_may_be_offered_again(hearings: Hospital) -> None:
    office = await hearings.phone_of(OFFICE)
    await open_list(office)
    await office.tap("空余时段")
    assert "空余时段 3 个" in (await shown(office)).text
    await office.tap(SECOND)
    await office.tap("确定撤回")
    await office.see("已撤回")
    assert "0514 10:20" not in taken(hearings)
    await office.send("/hearings")
    await office.tap("提供时段")
    for words in ("5月14日", "10:20", "1 × 20"):
        await office.send(words)
    await office.tap("行政楼302室")
    await office.tap("确定提供")
    await office.see("已提供时段")
    assert taken(hearings)["0514 10:20"] is None


async def test_a_slot_chosen_since_the_question_is_not_taken_back_unawares(hearings: Hospital) -> None:
    office, bones = await hearings.phone_of(OFFICE), await hearings.phone_of(BONES)
    await open_list(office)
    await office.tap("空余时段")
    await office.tap(SECOND)
    await choose(bones, SECOND)
    await office.tap("确定撤回")
    assert "骨科已约定这个时段" in (await shown(office)).text
    assert taken(hearings)["0514 10:20"] is not None


async def test_what_was_not_held_is_chosen_anew(hearings: Hospital) -> None:
    office, ward = await hearings.phone_of(OFFICE), await hearings.phone_of(WARD)
    await offer(office, day="5月15日 周五")
    hearings.clock.move_to(shanghai(5, 14, 12))
    await open_list(office)
    await office.tap("心内科")
    await office.tap("未举行，请对方重选")
    await office.tap("确定撤回")
    await hearings.app.deliver()
    await ward.tap("选择时段")
    await ward.tap("5月15日 周五 10:00–10:20")
    await ward.see("已约定")


async def test_an_exemption_frees_the_slot(hearings: Hospital) -> None:
    office = await hearings.phone_of(OFFICE)
    item_id = taken(hearings)["0514 10:00"]
    await office.send("/start")
    await press(hearings, office, f"exempt-ask:{item_id}")
    await office.send("机构撤并")
    await office.tap("确定免报")
    await office.see("已免报")
    await hearings.app.tick()
    assert taken(hearings)["0514 10:00"] is None


async def test_a_slot_that_lies_ahead_of_what_was_recorded_is_free_again(hearings: Hospital) -> None:
    office, ward = await hearings.phone_of(OFFICE), await hearings.phone_of(WARD)
    item_id = taken(hearings)["0514 10:00"]
    await office.send("/start")
    await press(hearings, office, f"begin:{item_id}")
    await office.tap("否")
    await office.send("提前电话报告")
    await office.tap("提交")
    await office.see("已提交")
    await hearings.app.tick()
    assert taken(hearings)["0514 10:00"] is None
    await hearings.move_to(5, 13)
    assert not [message for message in await ward.chat() if "请准时参加" in message.text]


async def test_the_office_presses_those_who_have_slots_and_have_not_chosen(hearings: Hospital) -> None:
    office, ward, bones = [await hearings.phone_of(name) for name in (OFFICE, WARD, BONES)]
    await hearings.app.deliver()
    before = await ward.mark()
    await press(hearings, office, "chase:quarterly_hearing:2026-Q2")
    await office.see("1 人")
    await hearings.app.deliver()
    letter = await bones.see("您还有 1 项未完成")
    assert letter.buttons[0] == ["选择时段"]
    assert await ward.mark() == before


async def test_a_deputy_hosts_while_the_office_is_away(hearings: Hospital) -> None:
    office, deputy = await hearings.phone_of(OFFICE), await hearings.phone_of(COMMITTEE)
    await deputy.send("/hearings")
    assert "没有需要当面报告" in (await shown(deputy)).text
    await office.send("/leave")
    await office.tap("今天")
    await office.tap("到5月18日")
    await office.tap(COMMITTEE)
    await office.tap("确定请假")
    await office.see("已登记")
    await open_list(deputy)
    await deputy.tap("心内科")
    await deputy.see("报告人：心内科特邀监察员")


async def test_neither_who_reports_nor_a_branch_hosts(hearings: Hospital) -> None:
    item_id = taken(hearings)["0514 10:00"]
    for name in (WARD, BRANCH):
        phone = await hearings.phone_of(name)
        await phone.send("/start")
        for data in ("hears-all:quarterly_hearing:0", "hears-free:quarterly_hearing:0", "hears-ask:1"):
            assert "供提供时段的一方使用" in await press(hearings, phone, data), data
        assert "没有查看此网格的权限" in await press(hearings, phone, f"hears:{item_id}")
        assert "供提供时段的一方使用" in await press(hearings, phone, f"hears-yes:1:{item_id}")
    assert taken(hearings)["0514 10:00"] == item_id


async def test_a_button_that_never_existed_is_an_old_button(hearings: Hospital) -> None:
    office = await hearings.phone_of(OFFICE)
    for data in [
        "hears:",
        "hears:99999",
        "hears-all:",
        "hears-all:x:0",
        "hears-ask:x",
        "hears-yes:1",
        "hears-free:x",
    ]:
        assert "已失效" in await press(hearings, office, data), data
