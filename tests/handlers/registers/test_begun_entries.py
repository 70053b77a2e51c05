"""Entries and moves that are begun: a restart loses nothing, and what is typed goes where it was asked for last."""

from tests.forged import press
from tests.handlers.by_hand import INSPECTOR, answers, begin, count, shown
from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    HEAD,
    OFFICE,
    WARD,
    answer,
    labels,
    open_new,
)
from tests.handlers.registers.test_lists import PROBLEMS, open_list, warn
from tests.harness import Hospital

GIFTS = "礼品登记"


async def test_an_entry_goes_on_after_a_restart_where_it_stood(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await open_new(office, PROBLEMS, BRANCH_NAME, WARD)
    await office.tap("审计")
    await hospital.restart()
    await office.tap("跳过")  # the button shown before the restart
    await office.see("存在什么问题？")
    await hospital.restart()
    # Words after a restart may have been meant for a tip: the question is shown again, then taken.
    await office.send("采购三方比价缺失")
    await office.see("请在本页再输入一次。")
    await office.send("采购三方比价缺失")
    await office.see("责任领导是谁？")
    await hospital.restart()
    await office.send("分管内科副院长")
    await office.send("分管内科副院长")
    await office.see("责任人是谁？")
    await hospital.restart()
    await open_list(office, PROBLEMS)
    await office.see("有一份未提交的草稿")
    await office.tap("新增")
    await answer(office, f"={HEAD}", "=2026-09-30")
    await hospital.restart()
    await office.tap("提交")
    await office.see("已提交，编号 整改〔2026〕1号")
    assert count(hospital, "entry_draft") == 0


async def test_what_is_typed_after_a_restart_goes_to_what_was_filled_in_last(hospital: Hospital) -> None:
    inspector = await hospital.phone_of(INSPECTOR)
    await begin(inspector)
    await answer(inspector, "绿")  # the report's next question is a number
    hospital.clock.move_to(hospital.clock.now().replace(hour=11))
    await open_new(inspector, GIFTS)
    await hospital.restart()
    await inspector.send("2026-05-10")
    assert (await shown(inspector)).text.startswith("礼品登记 · 新增    2/5")
    hospital.clock.move_to(hospital.clock.now().replace(hour=12))
    await inspector.send("/report")
    await answer(inspector, "返回", "绿")
    await hospital.restart()
    await inspector.send("3")
    assert "3/10" in (await shown(inspector)).text
    await answer(inspector, "核对", "提交")
    assert 3 in (await answers(hospital)).values()


async def test_going_back_out_of_a_begun_entry_keeps_what_is_said_and_nothing_else(
    hospital: Hospital,
) -> None:
    office = await hospital.phone_of(OFFICE)
    await open_new(office, PROBLEMS, BRANCH_NAME, WARD)
    await office.tap("返回")
    await office.see("已放弃填写。")
    assert count(hospital, "entry_draft") == 0
    await open_new(office, PROBLEMS, BRANCH_NAME, WARD)
    await answer(office, "审计", "返回", "返回")
    await office.see("已保存，以后可继续填写。")
    assert count(hospital, "entry_draft") == 1


async def test_what_was_answered_for_a_move_holds_where_the_entry_was_moved_on_meanwhile(
    hospital: Hospital,
) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await open_new(office, PROBLEMS, BRANCH_NAME, WARD)
    await answer(office, "审计", "跳过", "=比价缺失", "=分管内科副院长", f"={HEAD}", "=2026-09-30", "提交")
    await head.send("/registers")
    await answer(head, "待我办理（1）", "1 比价缺失", "登记进展", "=已补 40 件")
    await answer(office, "登记督查", "=仍缺 3 件", "登记督查")
    await head.tap("登记进展")
    await head.see("此事项刚刚已有人办理，以下为最新情况。")
    assert "登记进展" in await labels(head)
    await head.tap("登记进展")
    assert "已补 40 件" in (await shown(head)).text
    await head.tap("登记进展")
    await head.see("已办理：登记进展")
    assert count(hospital, "entry_move") == 3


async def test_nobody_reaches_what_somebody_else_has_begun(hospital: Hospital) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await open_new(office, PROBLEMS, BRANCH_NAME, WARD)
    await office.tap("审计")
    await head.send("/registers")
    for data in ("w:0:1:1:submit", "w:0:1:1:b", "w:0:1:2:s", "entry-drop:problem:1"):
        assert await press(hospital, head, data) == "此项已经提交。"
    assert count(hospital, "entry_draft") == 1
    await warn(hospital, "无关的一件")
