"""The other forms from end to end, and what they know of earlier reports."""

from simulator.phone import Phone
from storage.reporting.submissions import Submission
from storage.unit_of_work import UnitOfWork
from tests.handlers.by_hand import INSPECTOR, answers, file_green, shown
from tests.harness import Hospital

BRANCH_INSPECTOR = "内科第一党支部特邀监察员"


async def open_form(phone: Phone, title: str) -> None:
    await phone.send("/report")
    await phone.tap(title)
    await phone.tap("开始填报")


async def file_month(hospital: Hospital, period: str, talks: int, amount: str | None = None) -> None:
    """File a month of the grid as the tables keep it: talks, and money where red packets came in."""

    def work(uow: UnitOfWork) -> None:
        (code,) = (grid.code for grid in uow.rosters.tree() if grid.name == "心内科")
        (person,) = uow.people.inspectors(hospital.clock.now().date(), [code])[code]
        row = {"duty_id": "monthly_report", "period_id": period, "grid_code": code}
        day = hospital.clock.now().date()
        if not uow.duty_items.of_period("monthly_report", period, [code]):
            uow.duty_items.open([{**row, "opens_on": day, "due_on": day, "closes_on": day}])
        (item,) = uow.duty_items.of_period("monthly_report", period, [code])
        given = {"light": "green", "talks": talks, "red_packets": 1 if amount else 0}
        if amount:
            given["red_packets_amount"] = amount
        now = hospital.clock.now()
        uow.submissions.add(Submission(0, item.id, "monthly_report", 1, given, False, now, person))
        uow.duty_items.mark_filed(item.id, now)

    await hospital.app.database.run(work)


async def test_a_quarterly_selfcheck_is_filed(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(6, 12)
    await open_form(phone, "二季度自查小结")
    await phone.tap("是")
    await phone.tap("3")
    for _stage in range(4):
        await phone.tap("否")
    await phone.tap("1")
    await phone.tap("管理")
    await phone.send("高值耗材未双人核对")
    await phone.send("本月起双人核对")
    await phone.tap("跳过")
    await phone.send("总体平稳。")
    summary = await shown(phone)
    assert "查找风险点  是 3 个" in summary.text
    assert "①管理，高值耗材未双人核对，本月起双人核对" in summary.text
    await phone.tap("提交")
    assert "全院已报 1/60" in (await phone.see("已提交")).text
    given = await answers(hospital, duty="quarterly_selfcheck", period="2026-Q2")
    assert (given["find_done"], given["find_count"], given["grade_done"]) == (True, 3, False)


async def test_a_selfcheck_demands_what_is_required_before_it_is_submitted(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(6, 12)
    await open_form(phone, "二季度自查小结")
    assert "跳过" not in str((await shown(phone)).buttons)
    assert "核对" not in str((await shown(phone)).buttons)
    for _stage in range(5):
        await phone.tap("否")
    assert "核对" in str((await shown(phone)).buttons)


async def test_a_halfyear_selfcheck_is_filed_by_a_branch(hospital: Hospital) -> None:
    phone = await hospital.phone_of(BRANCH_INSPECTOR)
    await hospital.move_to(6, 12)
    await open_form(phone, "上半年自查总结")
    for _stage in range(5):
        await phone.tap("是")
        await phone.send("12")
    await phone.tap("核对")
    await phone.tap("提交")
    assert "全院已报 1/70" in (await phone.see("已提交")).text
    which = {"grid": "内科第一党支部", "duty": "halfyear_selfcheck", "period": "2026-H1"}
    assert (await answers(hospital, **which))["handle_count"] == 12


async def test_an_annual_report_begins_with_the_sums_of_the_year(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(12, 15)
    await file_month(hospital, "2026-05", 4, "800.00")
    await file_month(hospital, "2026-06", 3, "400.50")
    await file_month(hospital, "2025-12", 100)
    await open_form(phone, "2026年度网格廉情报告")
    await phone.tap("跳过")  # no month said a word about education
    for _unknown in range(2):  # how many tips were forwarded, the bot knows
        await phone.tap("跳过")
    await phone.send("组织学习12次，谈话提醒若干。")
    await phone.tap("核对")
    summary = await shown(phone)
    assert "谈心谈话  7 人次" in summary.text
    assert "上交/退还红包  2 人次 1,200.50 元" in summary.text
    await phone.tap("修改")
    await phone.tap("谈心谈话")
    assert "已填：7 人次" in (await shown(phone)).text
    await phone.send("8")
    await phone.tap("提交")
    await phone.see("已提交")
    given = await answers(hospital, duty="annual_report", period="2026")
    assert (given["talks"], given["red_packets_amount"]) == (8, "1200.50")
    assert given["work_done"] == "组织学习12次，谈话提醒若干。"


async def test_a_question_shows_what_was_answered_the_period_before(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/report")
    await phone.tap("开始填报")
    await phone.tap("绿")
    assert "上期" not in (await shown(phone)).text
    await phone.tap("2")
    await phone.send("35")
    await phone.tap("核对")
    await phone.tap("提交")
    await hospital.move_to(6, 8)
    await phone.send("/report")
    await phone.tap("6月网格廉情月报")
    await phone.tap("开始填报")
    await phone.tap("绿")
    assert "上期：2 场" in (await shown(phone)).text
    await phone.tap("1")
    assert "上期：35 人次" in (await shown(phone)).text


async def test_a_late_report_of_the_period_before_is_shown_at_once(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(6, 2)
    await open_form(phone, "6月网格廉情月报")
    await phone.tap("绿")
    assert "上期" not in (await shown(phone)).text
    await open_form(phone, "5月网格廉情月报")
    await phone.tap("绿")
    await phone.tap("3")
    await phone.tap("核对")
    await phone.tap("提交")
    await phone.send("/report")
    await phone.tap("6月网格廉情月报")
    assert "上期：3 场" in (await shown(phone)).text


async def test_words_typed_belong_to_the_report_touched_last(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(6, 2)
    await open_form(phone, "5月网格廉情月报")
    await phone.tap("绿")
    await open_form(phone, "6月网格廉情月报")
    await phone.tap("红")
    said = await phone.send("7")
    assert said.text.startswith("6月")
    assert "3/10" in said.text


async def test_one_who_files_the_month_is_not_done_with_the_quarter(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)
    await hospital.move_to(6, 12)
    assert "二季度自查小结" in str((await phone.send("/report")).buttons)
