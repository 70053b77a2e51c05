"""Inspections, rules, groups and what was handed in: from 新增 to their end by phones, each return and refusal."""

from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    HEAD,
    INSPECTOR,
    OFFICE,
    WARD,
    WORKER,
    answer,
    confirm,
    labels,
    lines,
    open_new,
    open_register,
    take_up,
    waits_nothing,
)
from tests.harness import Hospital

LEADER = "分管内科副院长"


async def test_what_an_inspection_found_becomes_a_problem_and_what_found_nothing_is_closed(
    hospital: Hospital,
) -> None:
    office, inspector = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    await open_new(inspector, "检查督查")
    await answer(inspector, "抽查", "=小额耗材", "=2026-05-11", "=两名监察员", "=登记不全", "跳过", "提交")
    await inspector.see("已提交，编号 检查〔2026〕1号")
    assert not {"转整改", "未发现问题"} & set(await labels(inspector))
    await answer(inspector, "修改", "检查情况", "=登记不全，共三处", "修改")
    await inspector.see("已办理：修改")
    await open_new(office, "整改问题", BRANCH_NAME, WARD)
    await answer(office, "自查", "跳过", "=耗材登记不全", f"={LEADER}", f"={HEAD}", "=2026-09-30", "提交")
    await take_up(office)
    await answer(office, "转整改", "耗材登记不全", "转整改")
    await office.see("已转整改")
    assert not {"转整改", "撤回", "修改"} & set(await labels(office))
    await open_new(inspector, "检查督查")
    await answer(inspector, "督查", "=值班", "=2026-05-12", "=监察员", "=未发现问题", "跳过", "提交")
    await take_up(office)
    await confirm(office, "未发现问题")
    await answer(office, "重新处理", "=请补充复查情况", "重新处理")
    await open_register(inspector, "检查督查")
    await answer(inspector, "1 ", "撤回", "=重复登记", "撤回")
    await inspector.see("已撤回")
    assert await waits_nothing(office)


async def test_a_rule_is_made_revised_and_abolished_and_read_by_everybody(hospital: Hospital) -> None:
    office, worker = await hospital.phone_of(OFFICE), await hospital.phone_of(WORKER)
    await open_new(office, "规范性文件", BRANCH_NAME, WARD)
    await answer(
        office, "=耗材双人登记制度", "内设科室", "跳过", "=2026-05-01", "=领用须两人签字", "跳过", "提交"
    )
    await office.see("现行有效")
    await answer(office, "修订", "跳过", "=2026-05-10", "=按督查意见修改", "修订")
    await office.see("已办理：修订")
    await open_register(worker, "规范性文件")
    await worker.tap("1 ")
    assert "耗材双人登记制度" in "\n".join(await lines(worker))
    assert not {"修订", "更正", "废止"} & set(await labels(worker))
    await answer(office, "废止", "=2026-05-12", "=并入新制度", "废止")
    await office.see("已废止")
    assert not {"修订", "更正", "废止"} & set(await labels(office))


async def test_a_group_has_members_and_meetings_until_it_is_dissolved(hospital: Hospital) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await open_new(office, "领导小组")
    await answer(office, "工作专班", "=耗材整治专班", "=2026-05-06", "=整治耗材管理", "=设备科", "=2")
    await answer(office, f"={HEAD}", "组长", f"={WORKER}", "成员", "提交")
    await office.see("运行中")
    await answer(office, "登记会议", "=2026-05-11", "=研究登记制度", "跳过", "登记会议")
    await office.see("已办理：登记会议")
    assert "研究登记制度" in "\n".join(await lines(office))
    await head.send("/registers")
    assert not any("领导小组" in label for label in await labels(head))
    await answer(office, "撤销", "=任务完成", "撤销")
    await office.see("已撤销")


async def test_what_was_handed_in_is_verified_by_another_and_may_be_refused(hospital: Hospital) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await open_new(head, "表扬与上交")
    await answer(head, "红包上交", f"={WORKER}", "=2026-05-11", "=术前婉拒后上交", "=八百")
    assert "金额" in "\n".join(await lines(head))
    await answer(head, "=800", "跳过", "提交")
    await head.see("待核实")
    assert "核实" not in await labels(head)
    await take_up(office)
    await confirm(office, "核实")
    await office.see("已核实")
    await open_new(head, "表扬与上交")
    await answer(head, "通报表扬", f"={WORKER}", "=2026-05-12", "=坚持双人登记", "跳过", "提交")
    await answer(head, "修改", "主要事迹", "=坚持双人登记半年", "修改")
    await take_up(office)
    await answer(office, "不予登记", "=已在上月登记", "不予登记")
    await office.see("不予登记")
    assert not {"核实", "不予登记"} & set(await labels(office))
    assert await waits_nothing(office)
