"""廉政风险预警 by phones: issued with a number, answered, returned, answered again, accepted."""

from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    HEAD,
    OFFICE,
    WARD,
    answer,
    labels,
    open_new,
)
from tests.harness import Hospital


async def test_a_warning_is_issued_answered_returned_answered_again_and_accepted(hospital: Hospital) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await open_new(office, "廉政风险预警", BRANCH_NAME, WARD)
    await answer(office, "黄", "科室或支部", f"={HEAD}", "=高值耗材登记不全", "=逐件补登并双人核对")
    await answer(office, "=2026-05-29", "提交")
    await office.see("已提交。")
    await office.tap("发出预警")
    await office.tap("发出预警")
    await office.see("预警〔2026〕1号")
    await hospital.app.deliver()
    told = await head.see("有一项待您办理")
    assert "高值耗材登记不全" in told.text
    await head.tap("查看并办理")
    assert (await labels(head))[0] == "提交整改情况"
    await answer(head, "提交整改情况", "=已补登 40 件", "跳过", "提交整改情况")
    await head.see("待确认")
    await hospital.app.deliver()
    await office.send("/registers")
    await answer(office, "待我办理（1）", "1 高值耗材", "退回", "=请附核对记录", "退回")
    await office.see("已退回")
    await hospital.app.deliver()
    await head.see("请附核对记录")
    await head.send("/registers")
    await answer(
        head, "待我办理（1）", "1 高值耗材", "提交整改情况", "=已补登 40 件并双人核对", "跳过", "提交整改情况"
    )
    await office.send("/registers")
    await answer(office, "待我办理（1）", "1 高值耗材", "接受", "接受")
    window = await shown(office)
    assert "已接受" in window.text
    await office.tap("办理记录")
    assert (await shown(office)).text.count("提交整改情况") == 2
    await head.send("/registers")
    await head.tap("待我办理（0）")
    await head.see("目前没有待您办理的事项。")
