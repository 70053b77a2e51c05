"""Talks and recommendations: from 新增 to their end, by phones."""

from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    HEAD,
    OFFICE,
    WARD,
    WORKER,
    answer,
    labels,
    open_new,
)
from tests.harness import Hospital

TALK = ("提醒谈话", f"={WORKER}", f"={HEAD}", "=2026-05-12", "=耗材领用须双人登记")


async def test_a_talk_is_planned_and_noted_by_whoever_held_it_and_a_recommendation_is_answered_and_taken(
    hospital: Hospital,
) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await open_new(office, "谈话", BRANCH_NAME, WARD)
    await answer(office, *TALK, "提交")
    await office.see("待谈话")
    await hospital.app.deliver()
    await head.send("/registers")
    await answer(
        head, "待我办理（1）", "1 ", "登记谈话", "=2026-05-11", "=已认识不足，当天整改", "跳过", "登记谈话"
    )
    await head.see("已谈话")
    await head.send("/registers")
    assert "待我办理（0）" in await labels(head)
    # Those in which somebody has entries stand first, then those on which the work turns.
    assert [name for name in await labels(head) if not name.startswith("待我")][:4] == [
        *("谈话", "廉政风险", "廉政风险预警", "整改问题"),
    ]
    await open_new(office, "工作建议", BRANCH_NAME, WARD)
    await answer(
        office, "纪检监察建议", f"={HEAD}", "=耗材领用登记不全", "=实行双人登记", "=2026-05-29", "提交"
    )
    await office.see("已提交，编号 建议〔2026〕1号")
    await head.send("/registers")
    await answer(head, "待我办理（1）", "1 ", "答复", "=已采纳，自本周起实行", "跳过", "答复")
    await head.see("待确认")
    await office.send("/registers")
    await answer(office, "待我办理（1）", "1 ", "退回", "=请附登记表样", "退回")
    await office.see("已退回")
    await head.send("/registers")
    await answer(head, "待我办理（1）", "1 ", "答复", "=登记表样见附件", "跳过", "答复")
    await office.send("/registers")
    await answer(office, "待我办理（1）", "1 ", "接受", "接受")
    await office.see("已办结")
