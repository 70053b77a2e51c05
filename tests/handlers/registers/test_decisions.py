"""三重一大 by phones: considered, decided, carried out, filed upward, changed by a new one alone."""

from io import BytesIO

import docx

from simulator.phone import Phone
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    COMMISSIONER,
    HEAD,
    OFFICE,
    WORKER,
    answer,
    labels,
    lines,
    open_new,
    open_register,
)
from tests.harness import Hospital

ORGAN, PRESIDENT = "驻组联络员", "院长"
PAPER = "三重一大事项报备表"


async def consider(office: Phone, matter: str) -> None:
    await open_new(office, "三重一大")
    await answer(office, f"={matter}", "大额资金使用", f"={HEAD}", "=2026-05-08", "=已征求科室意见", "提交")


async def test_a_matter_is_considered_decided_with_the_head_last_filed_upward_and_changed_by_a_new_one(
    hospital: Hospital,
) -> None:
    office, worker = await hospital.phone_of(OFFICE), await hospital.phone_of(WORKER)
    organ = await hospital.phone_of(ORGAN)
    for matter in ("购置检验设备", "购置检验设备（调整后）"):
        await consider(office, matter)
    assert "没有查看此事项的权限" in await press(hospital, worker, "entry:1")
    assert "没有查看此事项的权限" in await press(hospital, organ, "entry:1")
    await open_register(office, "三重一大")
    await answer(office, "2 购置检验设备")
    assert not {"登记执行", "登记报备", "变更", PAPER} & set(await labels(office))
    await answer(office, "集体决策", "=2026-05-11", "=同意购置", "跳过", "=3")
    # The head is entered first, and stands last.
    await answer(office, f"={PRESIDENT}", "同意", "=按程序采购", "跳过")
    await answer(
        office, f"={HEAD}", "不同意", "=建议再论证", "=资金紧张", f"={OFFICE}", "弃权", "跳过", "跳过"
    )
    await answer(office, "集体决策")
    await office.see("集体决策")
    said = (await shown(office)).text
    assert said.index("建议再论证") < said.index("弃权") < said.index("按程序采购")
    assert "修改" not in await labels(office)
    assert "此按钮已失效" in await press(hospital, office, "entry-do:1:1:1")

    await answer(office, PAPER)
    await office.see("已发送：三重一大事项报备表（")
    file = [message for message in await office.chat() if message.file_name][-1]
    document = docx.Document(BytesIO(await office.download(file)))
    told, votes, made = (
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    )
    assert ["决策事项", "购置检验设备"] in told
    assert votes[0] == ["成员", "态度", "意见", "理由"]
    assert [row[1] for row in votes[1:]] == ["不同意", "弃权", "同意"]
    assert made[1][:2] == ["集体决策", OFFICE]

    await answer(office, "返回", "登记报备", "=2026-05-11")
    await office.send_document("报备件.pdf", b"%PDF-1.4 filed")
    await answer(office, "继续", "登记报备")
    await hospital.app.deliver()
    await organ.see("已办理“登记报备”")
    await answer(organ, "查看")
    assert "购置检验设备" in (await shown(organ)).text
    assert {"附件 1", PAPER} <= set(await labels(organ))
    assert "没有查看此事项的权限" in await press(hospital, organ, "entry:2")
    await open_register(office, "三重一大")
    await answer(office, "2 购置检验设备", "登记执行", "=已完成采购", "登记执行")
    await answer(office, "变更", "购置检验设备（调整后）", "变更")
    await office.see("已由新的决策变更")
    assert not {"变更", "登记执行", "登记报备"} & set(await labels(office))
    while "下一页" in " ".join(await labels(office)):
        await answer(office, next(label for label in await labels(office) if label.startswith("下一页")))
    assert any("新的决策" in line and "调整后" in line for line in await lines(office))


async def test_what_was_not_passed_or_withdrawn_ends_with_its_reason(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    commissioner = await hospital.phone_of(COMMISSIONER)
    await consider(office, "购置检验设备")
    await answer(office, "修改", "类别", "重要项目安排", "修改")
    assert any("重要项目安排" in line for line in await lines(office))
    await open_register(commissioner, "三重一大")
    await answer(commissioner, "1 购置检验设备")
    assert "撤回" not in await labels(commissioner)
    await answer(commissioner, "未通过", "=2026-05-11", "跳过", "=多数不同意", "未通过")
    await commissioner.see("未通过")
    await consider(office, "公务用车更新")
    await answer(office, "撤回", "=事项取消", "撤回")
    await office.see("已撤回")
