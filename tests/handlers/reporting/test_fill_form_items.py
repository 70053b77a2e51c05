"""The items of a repeated group: counted first, then added, opened and deleted one by one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator.phone import Phone
from tests.handlers.by_hand import INSPECTOR, answers, begin, picture, shown
from tests.handlers.own_form import open_office
from tests.handlers.reporting.test_fill_form_old_buttons import OLD, data_of, tap_with
from tests.harness import Hospital

HEAD, LEADER, OWN = "心内科负责人", "心内科医疗组长", "心内科特邀监察员"
LINES = ["① 心内科负责人（心内科主任），800.00 元", "② 心内科医疗组长（医疗组长），200.50 元"]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Hospital]:
    """The hospital with a form of its own."""
    async with open_office(tmp_path) as opened:
        yield opened


async def go_to_group(phone: Phone) -> None:
    """Answer what comes before the group."""
    await begin(phone)
    for label in (HEAD, "今天", "默认", "跳过", "默认"):
        await phone.tap(label)
    assert "几人上交？" in (await shown(phone)).text


async def fill_two(phone: Phone) -> None:
    await go_to_group(phone)
    await phone.tap("2")
    await phone.tap(HEAD)
    await phone.send("800")
    await phone.tap(LEADER)
    await phone.send("200.5")


async def at_summary(phone: Phone) -> None:
    await fill_two(phone)
    await phone.tap("跳过")


async def open_group(phone: Phone) -> None:
    await phone.tap("修改")
    await phone.tap("上交")


async def test_the_number_is_asked_first_and_then_each_item(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await fill_two(phone)
    window = await shown(phone)
    assert "11/11" in window.text
    assert "还有什么要说明？" in window.text
    await phone.tap("跳过")
    lines = (await shown(phone)).text.split("\n")
    assert lines[0].endswith("请核对")
    assert lines[1] == "提交后由党支部审核。"
    at = lines.index("上交  2 人")
    assert lines[at + 1 : at + 4] == [line.replace(" ", "", 1) for line in LINES] + ["上交合计  1,000.50 元"]
    await phone.tap("提交")
    await phone.see("已提交")
    given = await answers(office)
    assert (given["gifts"], given["gifts.2.cash"]) == (2, "200.50")


async def test_the_group_lists_its_items_and_takes_another(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await at_summary(phone)
    await phone.tap("修改")
    assert (await shown(phone)).buttons == [
        ["主持人", "日期", "地点"],
        ["议题", "到会", "上交"],
        ["备注"],
        ["返回"],
    ]
    await phone.tap("上交")
    window = await shown(phone)
    assert window.text.split("\n") == [
        "5月会议表 · 心内科",
        "上交  共 2 项",
        *LINES,
        "点序号可修改或删除该项。",
    ]
    assert window.buttons == [["添加一项"], ["①", "②"], ["返回", "核对"]]
    await phone.tap("添加一项")
    assert "上交 3/3" in (await shown(phone)).text
    await phone.tap(OWN)
    assert "现金多少元？" in (await shown(phone)).text
    await phone.tap("默认：100.00 元")
    window = await shown(phone)
    assert "③ 心内科特邀监察员（心内科骨干），100.00 元" in window.text
    assert window.buttons[1] == ["①", "②", "③"]
    await phone.tap("核对")
    assert "上交合计  1,100.50 元" in (await shown(phone)).text


async def test_an_item_is_changed_and_the_group_comes_back(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await at_summary(phone)
    await open_group(phone)
    await phone.tap("②")
    window = await shown(phone)
    assert window.text.split("\n")[1:4] == ["上交 2/2", "姓名  心内科医疗组长（医疗组长）", "现金  200.50 元"]
    assert window.buttons == [["姓名", "现金"], ["返回", "删除此项"]]
    await phone.tap("现金")
    assert "已填：200.50 元" in (await shown(phone)).text
    await phone.tap("返回")
    assert "上交 2/2" in (await shown(phone)).text
    await phone.tap("现金")
    window = await phone.send("300")
    assert window.text.split("\n")[1] == "上交  共 2 项"
    assert "300.00 元" in window.text
    await phone.tap("返回")
    assert "请选择要修改的一项" in (await shown(phone)).text
    await phone.tap("返回")
    assert "上交合计  1,100.00 元" in (await shown(phone)).text


async def test_an_item_is_deleted_after_one_question(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await at_summary(phone)
    await open_group(phone)
    await phone.tap("①")
    await phone.tap("删除此项")
    window = await shown(phone)
    assert "确定删除这一项吗？" in window.text
    assert "心内科负责人（心内科主任），800.00 元" in window.text
    await phone.tap("返回")
    assert "上交 1/2" in (await shown(phone)).text
    await phone.tap("删除此项")
    await phone.tap("确定删除")
    window = await shown(phone)
    assert window.text.split("\n")[1:3] == ["上交  共 1 项", LINES[1].replace("②", "①")]
    await phone.tap("①")
    await phone.tap("删除此项")
    await phone.tap("确定删除")
    window = await shown(phone)
    assert window.text.split("\n")[1:] == ["上交  共 0 项"]
    assert window.buttons == [["添加一项"], ["返回", "核对"]]
    await phone.tap("核对")
    assert "上交  0 人" in (await shown(phone)).text


async def test_adding_is_undone_by_going_back_at_once(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await at_summary(phone)
    await open_group(phone)
    await phone.tap("添加一项")
    await phone.tap("返回")
    assert "上交  共 2 项" in (await shown(phone)).text
    await phone.tap("添加一项")
    await phone.tap(OWN)
    await phone.tap("返回")
    assert "谁上交的？" in (await shown(phone)).text
    await phone.tap("返回")
    await phone.tap("返回")
    assert "③ 心内科特邀监察员（心内科骨干）" in (await shown(phone)).text


async def test_back_from_the_next_question_shows_the_items_and_on_goes_on(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await fill_two(phone)
    await phone.tap("返回")
    window = await shown(phone)
    assert window.text.split("\n")[2:4] == LINES
    assert window.buttons[-1] == ["返回", "继续"]
    await phone.tap("添加一项")
    await phone.tap(OWN)
    await phone.tap("跳过")
    assert "③ 心内科特邀监察员（心内科骨干）" in (await shown(phone)).text
    await phone.tap("继续")
    assert "13/13" in (await shown(phone)).text
    await phone.tap("返回")
    await phone.tap("返回")
    assert "已填：3 人" in (await shown(phone)).text


async def test_an_item_left_unfinished_is_asked_for_before_it_is_submitted(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await at_summary(phone)
    await open_group(phone)
    await phone.tap("添加一项")
    await office.restart()
    await phone.send("/report")
    assert "上交 3/3" in (await shown(phone)).text
    await phone.tap(OWN)
    await phone.tap("返回")
    await phone.tap("返回")
    await phone.tap("返回")
    await phone.tap("继续")
    assert "现金多少元？" in (await shown(phone)).text
    await phone.tap("跳过")
    assert (await shown(phone)).text.split("\n")[0].endswith("请核对")


async def test_ten_items_stand_on_pages_and_are_all_there_may_be(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await go_to_group(phone)
    await phone.send("10")
    for _item in range(10):
        await phone.tap(HEAD)
        await phone.tap("默认")
    await phone.tap("返回")
    window = await shown(phone)
    assert window.buttons == [["①", "②", "③", "④"], ["下一页 ›"], ["返回", "继续"]]
    add = data_of(window.json, "①").rpartition(":")[0] + ":ia"
    assert await tap_with(phone, office, add) == "最多 10 项，请先删除一项再添加。"
    await phone.tap("下一页")
    assert (await shown(phone)).buttons[0] == ["⑤", "⑥", "⑦", "⑧"]
    await phone.tap("下一页")
    assert (await shown(phone)).buttons == [["⑨", "⑩"], ["‹ 上一页"], ["返回", "继续"]]
    await phone.tap("⑩")
    assert "上交 10/10" in (await shown(phone)).text


async def test_what_is_sent_to_the_window_of_a_group_loses_nothing(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await at_summary(phone)
    await open_group(phone)
    for window in (await phone.send("3"), await phone.send_sticker(), await phone.send_photo(picture())):
        assert window is not None
        assert "请" in window.text
        assert window.text.split("\n")[2:4] == LINES
    prefix = data_of((await shown(phone)).json, "①").rpartition(":")[0]
    for made_up in ("i3", "i0", "iy", "id", "e99", "c0", "d20260512", "y", "o", "p1", "s"):
        assert await tap_with(phone, office, f"{prefix}:{made_up}") != "", made_up
    for made_up in ("i", "ix", "i-1", "i9999999999"):
        assert OLD in await tap_with(phone, office, f"{prefix}:{made_up}")
    assert (await shown(phone)).text.split("\n")[2:4] == LINES


async def test_two_quick_taps_delete_one_item(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await at_summary(phone)
    await open_group(phone)
    await phone.tap("①")
    await phone.tap("删除此项")
    for press in await phone.tap_nowait("确定删除", times=2):
        await phone.answer(press)
    assert "上交  共 1 项" in (await shown(phone)).text
