"""免报, from the office's phone and the inspectors', through the simulator over HTTP."""

import pytest

from simulator.phone import Phone
from storage.tables import audit, duty_items, outbox
from tests.desks import rows_of, shanghai
from tests.forged import press
from tests.handlers.by_hand import GRID, INSPECTOR, begin, shown
from tests.harness import Hospital
from windows.entries import exempt_from

OFFICE, BRANCH = "监察室主任", "内科第一党支部特邀监察员"
REASON = "科室停诊装修"
MAY_REPORT = exempt_from("monthly_report", "2026-05")


async def open_list(office: Phone) -> None:
    await office.send("/digest")
    await office.tap("免报")
    await office.see("请选择免报的网格")


async def exempt(office: Phone, grid: str = GRID, reason: str = REASON) -> None:
    """Exempt `grid` from May's report."""
    await open_list(office)
    await office.send(grid)
    await office.tap(grid)
    await office.send(reason)
    await office.tap("确定免报")
    await office.see("已免报，不再提醒")


def item_of(hospital: Hospital, code: str = "30401") -> dict[str, object]:
    (row,) = (
        item
        for item in rows_of(hospital.app.database, duty_items)
        if item["grid_code"] == code
        and item["duty_id"] == "monthly_report"
        and item["period_id"] == "2026-05"
    )
    return dict(row)


async def test_a_grid_is_exempted_with_a_reason_asked_once(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await open_list(office)
    await office.send(GRID)
    await office.tap(GRID)
    assert f"5月网格廉情月报 · {GRID}：请输入免报原因" in (await shown(office)).text
    await office.send(f"{REASON} <b>")
    text = (await office.see("请核对")).text
    assert f"免报原因：{REASON} <b>" in text
    assert item_of(hospital)["exempt_reason"] is None
    await office.tap("确定免报")
    await office.see("已免报")
    item = item_of(hospital)
    assert item["exempt_reason"] == f"{REASON} <b>"
    assert item["exempted_by"] is not None
    assert item["exempted_at"] == shanghai(5, 12)
    assert [row["act"] for row in rows_of(hospital.app.database, audit)] == ["exempt"]


async def test_the_inspector_is_told_once_and_reminded_no_more(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    await exempt(office)
    await hospital.app.deliver()
    text = (await ward.see("监察室已同意免报")).text
    assert f"5月网格廉情月报 · {GRID}" in text
    assert f"原因：{REASON}" in text
    for day in (24, 28, 31):
        await hospital.move_to(5, day)
    await hospital.move_to(6, 1)
    await hospital.move_to(6, 3)
    said = [message.text for message in await ward.chat() if "5月网格廉情月报" in message.text]
    assert sum("监察室已同意免报" in message for message in said) == 1
    assert not [message for message in said if "未完成" in message and "您好" not in message]
    assert GRID not in (await office.see("逾期未报")).text


async def test_a_letter_on_its_way_is_dropped_by_the_exemption(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    hospital.clock.move_to(shanghai(5, 23, 22))
    await office.send("/digest")
    await office.tap("催报未报的")
    await exempt(office)
    await hospital.move_to(5, 24, 8)
    assert not [m for m in await ward.chat() if "监察室提醒您" in m.text]
    states = {row["kind"]: row["state"] for row in rows_of(hospital.app.database, outbox)}
    assert states["chase"] == "dropped"


async def test_an_exempt_grid_counts_neither_as_due_nor_as_missing(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/digest")
    assert "应报 70" in (await shown(office)).text
    await exempt(office)
    await office.send("/start")
    assert "已报 0/69" in (await shown(office)).text
    await office.send("/digest")
    window = await shown(office)
    assert "应报 69" in window.text
    assert "未报 69" in window.text
    assert f"免报 1：{GRID}" in window.text
    assert "催报未报的 69 个网格" in str(window.buttons)


async def test_a_half_filled_report_asks_nothing_any_more(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    await begin(ward)
    await exempt(office)
    toast = await ward.tap("绿")
    assert toast is not None
    assert "已免报，无需填报" in toast.text
    assert "没有看懂" in (await ward.send("3")).text
    assert "没有未完成的项目" in (await shown(ward)).text


async def test_withdrawn_the_report_is_owed_as_before(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    await exempt(office)
    await office.tap("撤销免报")
    await office.see("已撤销免报")
    await hospital.app.deliver()
    assert not [m for m in await ward.chat() if "已同意免报" in m.text]  # no longer so when it was to go
    await ward.see("监察室已撤销免报")
    item = item_of(hospital)
    assert (item["exempt_reason"], item["exempted_by"], item["exempted_at"]) == (None, None, None)
    await hospital.move_to(5, 24)
    await ward.see("未完成")


async def test_the_list_shows_what_was_exempted_and_why_and_withdraws_it(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await exempt(office)
    await open_list(office)
    text = (await shown(office)).text
    assert "已免报 1 个" in text
    assert f"• {GRID}：{REASON}" in text
    await office.send(GRID)
    assert (await shown(office)).buttons[0] == [f"撤销免报 · {GRID}"]
    await office.tap(f"撤销免报 · {GRID}")
    await office.see("已撤销免报")


async def test_the_list_is_turned_page_by_page(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await open_list(office)
    first = (await shown(office)).buttons
    await office.tap("下一页")
    second = (await shown(office)).buttons
    assert first[0] != second[0]
    await office.tap("上一页")
    assert (await shown(office)).buttons == first


async def test_a_reason_too_short_or_too_long_is_asked_again(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await open_list(office)
    await office.send("无此网格<i>")
    assert "没有“无此网格<i>”" in (await shown(office)).text
    await office.send(GRID)
    await office.tap(GRID)
    for reason in ("无", "长" * 201, "长" * 4096):
        assert "免报原因请写 2–200 个字" in (await office.send(reason)).text
    await office.send(REASON)
    await office.see("请核对")


async def test_two_quick_taps_exempt_once(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    await open_list(office)
    await office.send(GRID)
    await office.tap(GRID)
    await office.send(REASON)
    for outcome in await office.tap_nowait("确定免报", times=2):
        await office.answer(outcome)
    await hospital.app.deliver()
    assert len([m for m in await ward.chat() if "已同意免报" in m.text]) == 1


async def test_a_restart_before_the_confirmation_leaves_nothing_half_done(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await open_list(office)
    await office.send(GRID)
    await office.tap(GRID)
    await office.send(REASON)
    await hospital.restart()
    toast = await office.tap("确定免报")
    assert toast is not None
    assert "已失效" in toast.text
    assert item_of(hospital)["exempt_reason"] is None


async def test_what_was_filed_or_has_closed_is_not_exempted(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    await exempt(office, "内科第一党支部")
    await ward.send("/report")
    await ward.tap("零报告")
    await ward.tap("提交")
    await ward.see("已提交")
    filed, given = item_of(hospital), item_of(hospital, "204")
    assert "已经上报" in await press(hospital, office, f"exempt-ask:{filed['id']}")
    assert "已免报" in await press(hospital, office, f"exempt-ask:{given['id']}")
    await hospital.move_to(6, 10)
    other = item_of(hospital, "30101")
    assert "已截止" in await press(hospital, office, f"exempt-ask:{other['id']}")
    assert "已截止" in await press(hospital, office, f"exempt-back:{given['id']}")


@pytest.mark.parametrize("name", [INSPECTOR, BRANCH, "党委书记", "驻组联络员"])
async def test_nobody_below_level_one_exempts(hospital: Hospital, name: str) -> None:
    phone = await hospital.phone_of(name)
    number = item_of(hospital)["id"]
    for data in (MAY_REPORT, f"exempt-ask:{number}", f"exempt-back:{number}"):
        assert "一级网格" in await press(hospital, phone, data)
    assert item_of(hospital)["exempt_reason"] is None


@pytest.mark.parametrize(
    "data",
    [
        "exempt:",
        "exempt:monthly_report",
        "exempt:none:2026-05",
        "exempt-ask:x",
        "exempt-ask:99999",
        "exempt-yes:1",
        "exempt-back:1",
    ],
)
async def test_a_button_that_never_existed_is_an_old_button(hospital: Hospital, data: str) -> None:
    office = await hospital.phone_of(OFFICE)
    assert "已失效" in await press(hospital, office, data)
