"""起底 by phones: findings of earlier inspections are gone through again; the campaign counts what became of them."""

from tests.handlers.campaigns.campaigns_by_hand import OFFICE, make
from tests.handlers.registers.registers_by_hand import BRANCH_NAME, COMMISSIONER, HEAD, WARD, answer, open_new
from tests.handlers.registers.test_rectification import LEADER, go_to, tap
from tests.harness import Hospital

KEPT, AGAIN, WAITING = "库房台账缺页", "赞助未备案", "试剂账实不符"


async def test_earlier_findings_stay_closed_are_taken_up_again_or_wait(hospital: Hospital) -> None:
    await make(hospital, "腐败问题专项整治", "5月12日")
    office, other = await hospital.phone_of(OFFICE), await hospital.phone_of(COMMISSIONER)
    for finding in (KEPT, AGAIN, WAITING):
        await open_new(office, "整改问题", BRANCH_NAME, WARD)
        await answer(
            office, "以往检查", "跳过", f"={finding}", f"={LEADER}", f"={HEAD}", "=2026-09-30", "提交"
        )
        await office.see("已提交，编号")
    # Another one than who brought it in says that it stays closed.
    await go_to(other, "整改问题", KEPT, "维持了结")
    await answer(other, "=已复查，台账齐全", "跳过", "维持了结")
    await other.see("已销号")
    await go_to(other, "整改问题", AGAIN)
    await answer(other, "重新办理", "责任人", f"={LEADER}", "=有新的证据", "重新办理")
    await other.see("整改中")
    await office.send("/campaigns")
    await office.tap("腐败问题专项整治")
    await office.tap("起底")
    await office.see("以往检查发现的问题")
    seen = await office.screen()
    assert seen is not None
    assert "共 3 个" in seen.text
    assert "维持了结 1　重新办理 1　已销号 0　待核 1" in seen.text
    await office.tap("整改台账")
    await tap(office, WAITING)
