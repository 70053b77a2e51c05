"""审核 from the branch's phone: the list, one report, a tap, words, all at once; who may not."""

from storage.tables import audit
from tests.desks import rows_of, shanghai
from tests.forged import press
from tests.handlers.by_hand import GRID, INSPECTOR, begin, shown
from tests.handlers.reviews.reviews_by_hand import (
    BRANCH,
    OFFICE,
    OTHER_BRANCH,
    REPORT,
    file_zero,
    open_list,
    open_report,
    stand_in,
    state_of,
    verdicts,
)
from tests.harness import Hospital
from windows.entries import REVIEW, open_review

NEIGHBOUR = "肾内科"


async def test_one_tap_accepts_a_report_and_its_inspector_reads_so(hospital: Hospital) -> None:
    ward, branch = await hospital.phone_of(INSPECTOR), await hospital.phone_of(BRANCH)
    await branch.send("/start")
    assert "审核" not in str((await shown(branch)).buttons)
    await begin(ward)
    await ward.tap("黄")
    await ward.tap("2")
    await ward.send("35")
    await ward.tap("核对")
    await ward.tap("提交")
    await ward.see("已提交")
    await open_list(branch)
    assert [f"{GRID} · 黄"] in (await shown(branch)).buttons
    await branch.tap(GRID)
    text = (await shown(branch)).text
    assert text.startswith(f"{REPORT}\n5月12日提交（{INSPECTOR}）\n灯色  黄\n廉政教育  2 场 35 人次")
    assert state_of(hospital) == "received"
    await branch.tap("通过")
    assert f"已通过：{REPORT}" in (await branch.see("没有待审核")).text
    assert state_of(hospital) == "accepted"
    (review,) = await verdicts(hospital)
    assert (review.level, review.verdict, review.opinion, review.name) == (2, "accepted", "", BRANCH)
    assert review.reviewed_at == shanghai(5, 12)
    assert [row["act"] for row in rows_of(hospital.app.database, audit)] == ["review_accepted"]
    await branch.send("/start")
    assert "审核" not in str((await shown(branch)).buttons)
    await ward.send("/report")
    assert "已通过审核" in (await shown(ward)).text


async def test_the_next_report_is_offered_at_once_and_two_quick_taps_accept_one(hospital: Hospital) -> None:
    await file_zero(hospital)
    await file_zero(hospital, f"{NEIGHBOUR}特邀监察员")
    branch = await hospital.phone_of(BRANCH)
    await open_report(branch)
    assert "下一份（还有 1 份）" in str((await shown(branch)).buttons)
    first, second = await branch.tap_nowait("通过", times=2)
    assert await branch.answer(first) is None
    assert "已审核" in str(await branch.answer(second))
    assert [state_of(hospital, n) for n in (0, 1)] == ["accepted", "received"]
    assert f"5月网格廉情月报 · {NEIGHBOUR}\n" in (await shown(branch)).text
    await branch.tap("通过")
    await branch.see("没有待审核")
    assert [state_of(hospital, n) for n in (0, 1)] == ["accepted", "accepted"]


async def test_the_list_says_which_period_each_report_is_of(hospital: Hospital) -> None:
    ward = await file_zero(hospital)
    branch = await hospital.phone_of(BRANCH)
    await open_list(branch)
    assert "5月网格廉情月报" in (await shown(branch)).text
    await hospital.move_to(6, 2)
    await ward.send("/report")
    await ward.tap("6月网格廉情月报")
    await ward.tap("零报告")
    await ward.tap("提交")
    await ward.see("已提交")
    await open_list(branch)
    assert (await shown(branch)).buttons[:2] == [
        [f"{GRID} · 5月网格廉情月报 · 绿 · 零报告"],
        [f"{GRID} · 6月网格廉情月报 · 绿 · 零报告"],
    ]


async def test_a_report_is_accepted_with_words(hospital: Hospital) -> None:
    ward, branch = await file_zero(hospital), await hospital.phone_of(BRANCH)
    await open_report(branch)
    await branch.tap("通过并写意见")
    for wrong in ("好", "长" * 201, "长" * 4096):
        assert "请写 2–200 个字" in (await branch.send(wrong)).text
    sticker = await branch.send_sticker()
    assert sticker is not None
    assert state_of(hospital) == "received"
    await open_report(branch)
    await branch.tap("通过并写意见")
    await branch.send("  情况属实 <b>  同意 ")
    await branch.see("已通过")
    assert (await verdicts(hospital))[0].opinion == "情况属实 <b> 同意"
    await ward.send("/report")
    assert "已通过审核。意见：情况属实 <b> 同意" in (await shown(ward)).text


async def test_what_was_corrected_meanwhile_is_looked_at_again(hospital: Hospital) -> None:
    ward, branch = await file_zero(hospital), await hospital.phone_of(BRANCH)
    await open_report(branch)
    await ward.send("/report")
    await ward.tap("更正")
    await ward.tap("灯色")
    await ward.tap("红")
    await ward.tap("提交更正")
    await ward.tap("补充情况")
    await ward.see("已提交")
    toast = await branch.tap("通过")
    assert toast is not None
    assert "刚刚更正" in toast.text
    text = (await shown(branch)).text
    assert "灯色  红" in text
    assert "5月12日更正：补充情况" in text
    assert state_of(hospital) == "edited"
    await branch.tap("通过")
    assert state_of(hospital) == "accepted"


async def test_all_are_accepted_after_one_question_and_never_one_that_was_not_in_the_list(
    hospital: Hospital,
) -> None:
    await file_zero(hospital)
    await file_zero(hospital, f"{NEIGHBOUR}特邀监察员")
    branch = await hospital.phone_of(BRANCH)
    await open_list(branch)
    await branch.tap("全部通过")
    text = (await shown(branch)).text
    assert "将通过全部 2 份" in text
    assert "绿 2、零报告 2" in text
    await file_zero(hospital, "呼吸内科特邀监察员")
    toast = await branch.tap("确定通过 2 份")
    assert toast is not None
    assert "名单有变化" in toast.text
    assert {state_of(hospital, n) for n in range(3)} == {"received"}
    await branch.tap("确定通过 3 份")
    await branch.see("已通过 3 份")
    assert {state_of(hospital, n) for n in range(3)} == {"accepted"}


async def test_a_deputy_reviews_and_nobody_their_own(hospital: Hospital) -> None:
    branch, ward = await hospital.phone_of(BRANCH), await file_zero(hospital)
    await file_zero(hospital, f"{NEIGHBOUR}特邀监察员")
    await file_zero(hospital, BRANCH)
    await branch.send("/start")
    assert "审核（2）" in str((await shown(branch)).buttons)  # not the branch's own
    await stand_in(hospital, BRANCH, INSPECTOR)
    await open_list(ward)
    await ward.tap(NEIGHBOUR)
    await ward.tap("通过")
    await ward.see("没有待审核")  # the deputy's own report is left to others
    assert [state_of(hospital, n) for n in range(3)] == ["received", "accepted", "received"]
    assert "没有审核" in await press(hospital, ward, f"{REVIEW}-yes:1:0")


async def test_nobody_else_opens_or_decides(hospital: Hospital) -> None:
    await file_zero(hospital)
    decides = (f"{REVIEW}-yes:1:0", f"{REVIEW}-back:1:0", f"{REVIEW}-why:1:0:1", f"{REVIEW}-words:1:0")
    acts = (open_review(1), *decides, f"{REVIEW}-whole:1:0")
    for name in ("党委书记", "驻组联络员"):
        phone = await hospital.phone_of(name)
        for data in (REVIEW, *acts):
            assert "没有查看此网格的权限" in await press(hospital, phone, data), (name, data)
    for name in (OTHER_BRANCH, INSPECTOR, "肾内科特邀监察员"):
        phone = await hospital.phone_of(name)
        for data in acts:
            assert "没有审核" in await press(hospital, phone, data), (name, data)
        await press(hospital, phone, REVIEW)
        assert "没有待审核" in (await shown(phone)).text
    assert state_of(hospital) == "received"


async def test_a_button_that_never_existed_is_an_old_button(hospital: Hospital) -> None:
    await file_zero(hospital)
    branch = await hospital.phone_of(BRANCH)
    for data in (
        "review:x",
        "review:99",
        "review-yes:1",
        "review-why:1:0:9",
        "review-page:",
        "review-whole:1",
    ):
        assert "已失效" in await press(hospital, branch, data), data
    assert "名单有变化" in await press(hospital, branch, "review-all-yes:")
    assert state_of(hospital) == "received"


async def test_level_one_reviews_what_the_branches_filed(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await file_zero(hospital)
    await office.send("/start")
    assert "审核（" not in str((await shown(office)).buttons)
    await file_zero(hospital, BRANCH)
    await open_report(office, "内科第一党支部")
    await office.tap("通过")
    await office.see("没有待审核")
    assert (await verdicts(hospital, "内科第一党支部"))[0].level == 1


async def test_long_texts_are_read_in_full_on_wish(hospital: Hospital) -> None:
    ward, branch = await hospital.phone_of(INSPECTOR), await hospital.phone_of(BRANCH)
    await begin(ward)
    await ward.tap("绿")
    await ward.tap("核对")
    await ward.tap("修改")
    await ward.tap("意见建议")
    await ward.send("建" * 900)
    await ward.tap("提交")
    await open_report(branch)
    assert "建" * 61 not in (await shown(branch)).text
    await branch.tap("看全文")
    assert "建" * 900 in (await shown(branch)).text
