"""审核情况: level 1 sees which branch has closed, opens any report of the unit, and has the last word."""

from tests.forged import press
from tests.handlers.by_hand import GRID, INSPECTOR, shown
from tests.handlers.reviews.reviews_by_hand import (
    BRANCH,
    BRANCH_NAME,
    OFFICE,
    file_zero,
    open_report,
    return_it,
    state_of,
    verdicts,
)
from tests.harness import Hospital
from windows.entries import review_state_of

MAY = review_state_of("monthly_report", "2026-05")
FORGED = (
    "reviews:none:2026-05:0",
    "reviews:monthly_report:2026-05:x",
    "filed-in:monthly_report:2026-05:99:0",
    "filed-in:monthly_report:2026-05:x:0",
    "filed-in:monthly_report:2031-13:own:0",
    "filed-in:monthly_report",
)


async def test_the_standing_of_each_branch_is_counted(hospital: Hospital) -> None:
    office, branch = await hospital.phone_of(OFFICE), await hospital.phone_of(BRANCH)
    for name in (INSPECTOR, "肾内科特邀监察员", "呼吸内科特邀监察员", BRANCH):
        await file_zero(hospital, name)
    await return_it(branch)
    await open_report(branch, "肾内科")
    await branch.tap("通过")
    await press(hospital, office, MAY)
    window = await shown(office)
    assert window.text.startswith(
        "5月网格廉情月报\n审核：已审结 0/10 个支部\n支部报告：待审 1，退回 0，通过 0"
    )
    assert f"• {BRANCH_NAME}  已报 3/6，待审 1，退回 1，通过 1" in window.text
    assert window.buttons[0] == ["支部报告", BRANCH_NAME]
    await office.tap(BRANCH_NAME)
    assert (await shown(office)).buttons[:3] == [
        [f"{GRID} · 已退回"],
        ["呼吸内科 · 待审"],
        ["肾内科 · 已通过"],
    ]


async def test_a_branch_has_closed_when_the_period_has_and_nothing_waits(hospital: Hospital) -> None:
    office, branch = await hospital.phone_of(OFFICE), await hospital.phone_of(BRANCH)
    await file_zero(hospital)
    await hospital.move_to(6, 6)
    await press(hospital, office, MAY)
    assert f"• {BRANCH_NAME}  已报 1/6，待审 1" in (await shown(office)).text
    await open_report(branch)
    await branch.tap("通过")
    await press(hospital, office, MAY)
    text = (await shown(office)).text
    assert f"• {BRANCH_NAME}  已报 1/6，已审结" in text
    assert "已审结 10/10 个支部" in text


async def test_level_one_accepts_after_the_branch_and_may_return_even_then(hospital: Hospital) -> None:
    office, branch = await hospital.phone_of(OFFICE), await hospital.phone_of(BRANCH)
    ward = await file_zero(hospital)
    await open_report(branch)
    await branch.tap("通过")
    for label in ("通过", "退回"):
        await press(hospital, office, MAY)
        await office.tap(BRANCH_NAME)
        await office.tap(f"{GRID} · 已通过")
        await office.tap(label)
    await office.tap("请补充附件")
    await office.see("已退回")
    assert [(review.level, review.verdict) for review in await verdicts(hospital)] == [
        (2, "accepted"),
        (1, "accepted"),
        (1, "returned"),
    ]
    await hospital.app.deliver()
    await ward.see("退回意见：请补充附件")
    await ward.tap("修改")
    await ward.tap("修改")
    await ward.tap("返回")
    await ward.tap("重新提交")
    await ward.see("已提交")
    assert state_of(hospital) == "edited"
    await open_report(branch)  # it is the branch's again


async def test_the_standing_is_for_level_one_and_forged_buttons_are_old_ones(hospital: Hospital) -> None:
    await file_zero(hospital)
    for name in (BRANCH, INSPECTOR, "党委书记", "驻组联络员"):
        phone = await hospital.phone_of(name)
        for data in (MAY, "filed-in:monthly_report:2026-05:0:0"):
            assert "一级网格" in await press(hospital, phone, data)
    office = await hospital.phone_of(OFFICE)
    for data in FORGED:
        assert "已失效" in await press(hospital, office, data), data
    await press(hospital, office, review_state_of("monthly_report", "garbage"))
    assert "没有应报的支部和科室" in (await shown(office)).text
