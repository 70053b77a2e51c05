"""退回: a letter at once, the menu first, a correction even after the period closed, back to the reviewer."""

from storage.tables import outbox
from tests.desks import rows_of, shanghai
from tests.forged import press
from tests.handlers.by_hand import GRID, answers, filed, revisions, shown
from tests.handlers.reviews.reviews_by_hand import (
    BRANCH,
    OFFICE,
    REPORT,
    file_zero,
    open_list,
    open_report,
    return_it,
    state_of,
    verdicts,
)
from tests.harness import Hospital
from windows.entries import report_on

REASON = "内容不完整，请补充"


def letters(hospital: Hospital, kind: str = "review_returned") -> list[str]:
    """Return the states of the letters of a kind."""
    return [row["state"] for row in rows_of(hospital.app.database, outbox) if row["kind"] == kind]


async def test_a_returned_report_is_told_at_once_corrected_and_reviewed_again(hospital: Hospital) -> None:
    ward, branch = await file_zero(hospital), await hospital.phone_of(BRANCH)
    await return_it(branch)
    assert state_of(hospital) == "returned"
    await hospital.app.deliver()
    told = await ward.see("被退回，请修改后重新提交")
    assert f"• {REPORT}\n退回意见：{REASON}\n退回人：{BRANCH}" in told.text
    assert told.buttons[0] == ["修改"]
    await ward.tap("修改")
    window = await shown(ward)
    assert window.text.startswith(f"{REPORT}\n被退回：{REASON}\n")
    await ward.tap("修改")
    choice = await shown(ward)
    assert choice.text.startswith(f"被退回：{REASON}\n")
    await ward.tap("灯色")
    await ward.tap("黄")
    await ward.tap("重新提交")
    await ward.see("已提交")
    (kept,) = await revisions(hospital)
    assert (kept.reason, kept.new["light"]) == ("按退回意见修改", "yellow")
    assert state_of(hospital) == "edited"
    await ward.send("/report")
    assert "已更正，等待审核" in (await shown(ward)).text
    await open_list(branch)
    assert [f"{GRID} · 黄 · 已更正"] in (await shown(branch)).buttons
    await branch.tap(GRID)
    text = (await shown(branch)).text
    assert "5月12日更正：按退回意见修改" in text
    assert f"5月12日 党支部退回（{BRANCH}）：{REASON}" in text
    await branch.tap("通过")
    assert [review.verdict for review in await verdicts(hospital)] == ["returned", "accepted"]
    assert letters(hospital) == ["sent"]


async def test_the_menu_shows_it_first_and_so_does_the_list_of_reports(hospital: Hospital) -> None:
    ward, branch = await file_zero(hospital), await hospital.phone_of(BRANCH)
    await return_it(branch)
    await ward.send("/start")
    menu = await shown(ward)
    assert f"被退回 1 项，请修改\n• {REPORT}：{REASON}" in menu.text
    assert menu.buttons[0] == [f"修改 · {REPORT}"]
    await ward.tap(f"修改 · {REPORT}")
    assert f"被退回：{REASON}" in (await shown(ward)).text
    await ward.send("/report")
    assert f"被退回：{REASON}" in (await shown(ward)).text
    office = await hospital.phone_of(OFFICE)
    await office.send("/start")
    assert "已报 1/70" in (await shown(office)).text  # it stays filed
    assert "被退回" not in (await shown(office)).text


async def test_after_its_period_closed_it_may_be_corrected_until_it_was(hospital: Hospital) -> None:
    ward, branch = await file_zero(hospital), await hospital.phone_of(BRANCH)
    await hospital.move_to(6, 20)
    await ward.send("/start")
    assert "被退回" not in (await shown(ward)).text
    await return_it(branch)
    mark = await ward.mark()
    await hospital.app.deliver()
    await ward.see("被退回，请修改后重新提交", since=mark)
    await ward.tap("修改")
    await ward.tap("修改")
    await ward.tap("灯色")
    await ward.tap("黄")
    for outcome in await ward.tap_nowait("重新提交", times=2):
        await ward.answer(outcome)
    assert "已重新提交，等待审核" in (await shown(ward)).text
    assert (await answers(hospital))["light"] == "yellow"
    assert len(await revisions(hospital)) == 1
    await ward.tap("查看或更正")
    window = await shown(ward)
    assert "已提交，这一期已截止。\n已更正，等待审核。" in window.text
    assert "更正" not in str(window.buttons)
    assert "已截止" in await press(hospital, ward, f"begin:{await item_id(hospital)}")


async def item_id(hospital: Hospital) -> int:
    found = await filed(hospital)
    assert found is not None
    return found.item_id


async def test_a_second_return_brings_a_second_letter_and_no_more(hospital: Hospital) -> None:
    ward, branch = await file_zero(hospital), await hospital.phone_of(BRANCH)
    for light, reason in (("黄", REASON), ("红", "数字有误，请核对")):
        await return_it(branch, reason)
        await hospital.app.deliver()
        await hospital.app.tick()
        await ward.see(f"退回意见：{reason}")
        await ward.send("/report")
        await ward.tap("修改")
        await ward.tap("灯色")
        await ward.tap(light)
        await ward.tap("重新提交")
        await ward.see("已提交")
    assert letters(hospital) == ["sent", "sent"]
    assert [revision.reason for revision in await revisions(hospital)] == ["按退回意见修改"] * 2


async def test_a_reason_in_words_is_held_to_its_length_and_shown_as_it_is(hospital: Hospital) -> None:
    ward, branch = await file_zero(hospital), await hospital.phone_of(BRANCH)
    await open_report(branch)
    await branch.tap("退回")
    for wrong in ("无", "长" * 201):
        assert "请写 2–200 个字" in (await branch.send(wrong)).text
    await branch.send("与台账 <不> 一致")
    await branch.see("已退回")
    await hospital.app.deliver()
    assert "退回意见：与台账 <不> 一致" in (await ward.see("被退回")).text


async def test_at_night_the_letter_waits_for_the_morning_and_goes_unless_corrected(
    hospital: Hospital,
) -> None:
    ward, branch = await file_zero(hospital), await hospital.phone_of(BRANCH)
    hospital.clock.move_to(shanghai(5, 12, 22))
    await return_it(branch)
    await hospital.app.tick()
    await hospital.app.deliver()
    assert letters(hospital) == ["waiting"]
    await hospital.move_to(5, 13, 8)
    await hospital.app.deliver()
    await ward.see("退回意见")
    assert letters(hospital) == ["sent"]
    for hour in (21, 22):
        hospital.clock.move_to(shanghai(5, 13, hour))
        await ward.send("/report")
        await ward.tap("修改")
        await ward.tap("返回")
        await ward.tap("重新提交")
        await ward.see("已提交")
        if hour == 21:
            await return_it(branch)
    await hospital.move_to(5, 14, 8)
    await hospital.app.deliver()
    assert letters(hospital) == ["sent", "dropped"]


async def test_a_colleague_of_another_grid_corrects_nothing(hospital: Hospital) -> None:
    await file_zero(hospital)
    await return_it(await hospital.phone_of(BRANCH))
    await hospital.move_to(6, 20)
    other = await hospital.phone_of("肾内科特邀监察员")
    number = await item_id(hospital)
    for data in (report_on(number), f"begin:{number}", f"zero:{number}"):
        assert "网格" in await press(hospital, other, data)
    assert state_of(hospital) == "returned"
