"""联席例会 as a configured weekly duty: it opens every week and is filed by the office, through the simulator."""

from storage.tables import duty_items
from tests.desks import rows_of
from tests.handlers.by_hand import answers, shown
from tests.harness import Hospital
from tests.hearings_set_up import OFFICE, hold_hearings

MEETING = "joint_meeting"


async def test_a_weekly_meeting_opens_every_week_is_nudged_and_filed(hospital: Hospital) -> None:
    await hold_hearings(hospital, MEETING)
    office = await hospital.phone_of(OFFICE)
    await hospital.move_to(5, 14)
    window = await office.see("您还有 1 项未完成")
    assert "• 第20周联席例会记录  5月15日截止，还有 1 天" in window.text
    await office.tap("填报")
    await office.tap("开始填报")
    await office.tap("是")
    for words in ("2026-05-15", "12", "无", "通报四月廉情", "骨科月底前补报"):
        await office.send(words)
    await office.tap("核对") if ["核对"] in (await shown(office)).buttons else await office.tap("跳过")
    await office.tap("提交")
    await office.see("已提交")
    given = await answers(hospital, grid="绍兴某某医院", duty=MEETING, period="2026-W20")
    assert (given["held_on"], given["participants"], given["matters"]) == ("2026-05-15", 12, "通报四月廉情")
    await hospital.move_to(5, 21)
    periods = {
        row["period_id"] for row in rows_of(hospital.app.database, duty_items) if row["duty_id"] == MEETING
    }
    assert periods == {"2026-W20", "2026-W21"}
