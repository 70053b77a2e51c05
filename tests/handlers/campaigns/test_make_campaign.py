"""新建专项整治 by phones: its tasks are duties like others, seen at once by whoever answers, without a restart."""

from datetime import date

from storage.campaigns.tables import campaigns
from storage.duties.tables import made_duties
from storage.tables import duty_items
from tests.desks import rows_of
from tests.handlers.campaigns.campaigns_by_hand import OFFICE, begin, make, recounted
from tests.harness import Hospital


async def test_a_campaign_is_made_in_the_chat_and_its_tasks_are_asked_for(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    inspector = await hospital.phone_of("心内科特邀监察员")
    await office.send("/campaigns")
    await office.see("还没有专项整治")
    await make(hospital, "专项自查整改", "5月12日")
    # Known at once, in this process and after a restart.
    assert len(rows_of(hospital.app.database, made_duties)) == 3
    assert "made-1" in hospital.app.house.duties
    await hospital.app.tick()
    await inspector.send("/duties")
    await inspector.see("专项自查报告")
    await hospital.restart()
    assert "made-1" in hospital.app.house.duties
    await inspector.send("/report")
    await inspector.tap("5月25日专项自查报告")
    await inspector.see("专项自查报告")
    await inspector.tap("开始填报")
    await inspector.tap("是")
    await inspector.send("全科自查，未发现问题。")
    await inspector.tap("核对")
    await inspector.tap("提交")
    await inspector.see("已提交")
    await office.send("/campaigns")
    await office.tap("专项自查整改")
    found = recounted(hospital, date(2026, 5, 12))
    assert found == {"done": 1, "due": 59}
    await office.see(f"已完成 1　未到期 {found['due']}　逾期 0")


async def test_a_wrong_answer_keeps_the_window_and_loses_nothing(hospital: Hospital) -> None:
    await begin(hospital, "腐败问题专项整治", "6月1日")
    office = await hospital.phone_of(OFFICE)
    await office.tap("改自查自纠")
    await office.send("很久以后")
    await office.see("哪一天结束")
    await office.send("6月1日")
    await office.see("早于这一阶段的开始")
    await office.tap("延长 7 天")
    await office.tap("返回")
    await office.see("47 天")
    await office.tap("日期可以，下一步")
    await office.tap("自查自纠责任人")
    await office.tap("未指定")
    await office.see("自查自纠　未指定")
    await office.tap("下一步，核对")
    await office.see("市卫健委〔2026〕12号")
    await office.tap("放弃")
    await office.see("没有新建")
    assert not rows_of(hospital.app.database, campaigns)
    assert not rows_of(hospital.app.database, made_duties)


async def test_a_phase_is_moved_and_nothing_is_asked_twice_or_lost(hospital: Hospital) -> None:
    await make(hospital, "专项自查整改", "5月12日")
    await hospital.app.tick()
    before = {row["id"]: row["grid_code"] for row in rows_of(hospital.app.database, duty_items)}
    office = await hospital.phone_of(OFFICE)
    await office.send("/campaigns")
    await office.tap("专项自查整改")
    await office.tap("阶段安排")
    await office.tap("改自查自纠")
    await office.tap("延长 7 天")
    await office.see("已更改")
    await hospital.app.tick()
    rows = rows_of(hospital.app.database, duty_items)
    assert {row["id"]: row["grid_code"] for row in rows} == before
    assert {row["due_on"] for row in rows if row["duty_id"] == "made-1"} == {date(2026, 6, 1)}
    assert {row["period_id"] for row in rows if row["duty_id"] == "made-1"} == {"2026-06-01"}


async def test_a_campaign_that_ends_early_asks_once_why_and_excuses_whoever_is_missing(
    hospital: Hospital,
) -> None:
    await make(hospital, "专项自查整改", "5月12日")
    await hospital.app.tick()
    office = await hospital.phone_of(OFFICE)
    await office.send("/campaigns")
    await office.tap("专项自查整改")
    await office.tap("阶段安排")
    await office.tap("提前结束")
    await office.send("上级另有安排")
    await office.see("现在就结束吗")
    await office.tap("确认结束")
    await office.see("提前结束：上级另有安排")
    await hospital.app.tick()
    rows = [row for row in rows_of(hospital.app.database, duty_items) if row["duty_id"].startswith("made-")]
    assert {row["exempt_reason"] for row in rows} == {"上级另有安排"}
    await hospital.move_to(6, 20)
    await hospital.app.tick()
    after = [row for row in rows_of(hospital.app.database, duty_items) if row["duty_id"].startswith("made-")]
    assert len(after) == len(rows)
