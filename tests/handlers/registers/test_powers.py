"""权力清单 by phones: set, returned, confirmed, changed, moved, abolished with its basis; its chart and catalogue."""

from io import BytesIO

from docx import Document

from tests.forged import press
from tests.handlers.by_hand import count, shown
from tests.handlers.registers.registers_by_hand import (
    HEAD,
    OFFICE,
    WORKER,
    answer,
    labels,
    lines,
    open_new,
    open_register,
    take_up,
)
from tests.harness import Hospital

POWER = ("=高值耗材申领审批", "资产管理", "=医疗组长", f"={WORKER}", "=《医用耗材管理办法》第十二条")
REST = (
    "=科室申请，组长审核，设备科核发",
    "=1.科室申请\n2.组长审核\n3.设备科核发",
    "=2个工作日",
    "=医院监察室",
)


async def test_a_power_goes_from_its_entry_to_its_end_and_each_step_asks_for_its_basis(
    hospital: Hospital,
) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await open_new(head, "权力清单")
    await answer(head, *POWER, *REST, "跳过", "提交")
    await head.see("待核定")
    assert "核定" not in await labels(head)
    assert "此按钮已失效" in await press(hospital, head, "entry-do:1:0:0")
    # 流程图 is there at once, as a picture.
    so_far = len(await head.chat())
    await answer(head, "流程图")
    await head.see("流程图：高值耗材申领审批")
    sent = [message for message in (await head.chat())[so_far:] if message.file_id]
    assert len(sent) == 1
    assert (await head.download(sent[0]))[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0")
    await answer(head, "返回")

    await take_up(office)
    await answer(office, "退回", "=请写明办理时限", "退回")
    await take_up(head)
    await answer(head, "修改", "办理时限", "=3个工作日", "修改")
    await take_up(office)
    await answer(office, "核定", "核定")
    await office.see("已核定")

    # Changed and moved: nothing is handed in without day and basis.
    await answer(office, "调整", "流程步骤", "=1.科室申请\n2.设备科核发")
    assert any("自哪一天起调整" in line for line in await lines(office))
    await answer(office, "=2026-05-20", "=院长办公会纪要〔2026〕5号", "调整")
    await office.see("已办理：调整")
    await answer(office, "划转", f"={HEAD}")
    assert "自哪一天起调整" in (await shown(office)).text
    await answer(office, "=2026-05-21", "=科室分工调整", "划转")
    assert "划转" in (await shown(office)).text
    await open_register(office, "权力清单")
    await answer(office, "导出", "权力清单目录")
    await office.see("清单已生成，共 1 条。")
    file = [message for message in await office.chat() if message.file_id][-1]
    document = Document(BytesIO(await office.download(file)))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "以上为截至2026年5月12日已核定的全部权力事项，清单之外无权力。" in said
    assert len(document.inline_shapes) == 1

    await open_register(office, "权力清单")
    await answer(office, "1 ", "取消")
    assert "自哪一天起取消" in (await shown(office)).text
    await answer(office, "=2026-06-01", "=上级文件取消", "取消")
    await office.see("已取消")
    assert not {"调整", "划转", "取消"} & set(await labels(office))
    assert count(hospital, "entry_move WHERE move_id IN ('adjust', 'hand_over', 'abolish')") == 3
    assert (
        count(hospital, "entry_move WHERE answers NOT LIKE '%basis%' AND move_id IN ('adjust', 'hand_over')")
        == 0
    )


async def test_a_power_without_a_chart_has_no_button_for_one_and_one_that_was_sent_comes_back(
    hospital: Hospital,
) -> None:
    head = await hospital.phone_of(HEAD)
    await open_new(head, "权力清单")
    await answer(head, *POWER, REST[0], "跳过", *REST[2:])
    await head.send_document("流程图.pdf", b"%PDF-1.4 a chart")
    await answer(head, "继续", "提交")
    so_far = len(await head.chat())
    await answer(head, "流程图")
    sent = [message for message in (await head.chat())[so_far:] if message.file_id]
    assert [await head.download(message) for message in sent] == [b"%PDF-1.4 a chart"]
    await open_new(head, "权力清单")
    await answer(head, *POWER, REST[0], "跳过", *REST[2:], "跳过", "提交")
    await head.see("待核定")
    assert "流程图" not in await labels(head)
    assert "此按钮已失效" in await press(hospital, head, "entry-flow:2")
