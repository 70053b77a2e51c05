"""Who sees what of a campaign; earlier findings gone through again; its papers had from the board; its commands."""

from simulator.phone import Phone
from storage.tables import outbox
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.campaigns.campaigns_by_hand import OFFICE, make
from tests.handlers.registers.registers_by_hand import INSPECTOR, labels
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital

COMMITTEE, LEADER = "党委书记", "分管内科副院长"


async def board(phone: Phone, title: str) -> None:
    await phone.send("/campaigns")
    await phone.tap(title)
    await phone.see("已完成")


async def test_leaders_see_grids_the_committee_sums_and_an_inspector_neither(hospital: Hospital) -> None:
    await make(hospital, "专项自查整改", "5月12日")
    await hospital.app.tick()
    leader = await hospital.phone_of(LEADER)
    await board(leader, "专项自查整改")
    assert "按科室看" in await labels(leader)
    offered = str(await labels(leader))
    assert not any(word in offered for word in ("催报", "阶段安排"))
    committee = await hospital.phone_of(COMMITTEE)
    await board(committee, "专项自查整改")
    offered = str(await labels(committee))
    assert not any(word in offered for word in ("按科室看", "催报", "阶段安排"))
    inspector = await hospital.phone_of(INSPECTOR)
    await inspector.send("/campaigns")
    await inspector.see("专项整治由监察室办理")
    before = len(rows_of(hospital.app.database, outbox))
    for data in (
        "campaign:1",
        "campaign-grids:1:0",
        "campaign-chase:1:99",
        "campaign-plan:1",
        "campaign-end:1",
        "campaign-new",
    ):
        for phone in (inspector, committee):
            await press(hospital, phone, data)
    assert "按科室看" not in str(await labels(inspector))
    assert "心内科" not in (await shown(committee)).text
    assert len(rows_of(hospital.app.database, outbox)) == before


async def test_a_phase_report_and_the_summary_are_had_from_the_board(hospital: Hospital) -> None:
    await make(hospital, "专项自查整改", "5月12日")
    await hospital.app.tick()
    office = await hospital.phone_of(OFFICE)
    await hospital.move_to(5, 29)
    await hospital.app.tick()
    await board(office, "专项自查整改")
    await office.tap("自查自纠")
    await office.tap("阶段报告")
    await office.tap("生成 docx")
    if "都不填" in await labels(office):
        await office.tap("都不填")
    await office.see("已按目前的数据生成")
    assert [name for name in await files_sent(office) if "阶段" in name and name.endswith(".docx")]
