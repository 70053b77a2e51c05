"""Registers' lists in 文书: each that level 1 sees is made, filed by version and sent on; none of what goes past it."""

from registers.reader import shipped_registers
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.documents.test_documents import acts, made, words_of
from tests.handlers.registers.test_lists import warn
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital
from tests.hearings_set_up import COMMITTEE, OFFICE, SUPERVISOR
from usecases.registers.lists.list_papers import ELSEWHERE, list_papers

BUTTON_BYTES = 64


async def test_a_registers_list_is_made_filed_sent_and_noted(hospital: Hospital) -> None:
    office, supervisor, committee = [await hospital.phone_of(n) for n in (OFFICE, SUPERVISOR, COMMITTEE)]
    await office.send("/documents")
    await office.tap("台账清单")
    await office.see("台账里还没有可以列出的内容")
    await hospital.phone_of("心内科负责人")
    await warn(hospital, "登记不全")
    await office.tap("返回")
    await office.tap("台账清单")
    window = await office.see("请选择。按目前台账生成")
    await office.tap(window.buttons[0][0])
    content = await made(office)
    assert "登记不全" in words_of(content)
    await office.send_document("清单.docx", content)
    window = await office.see("已存为第 1 版")
    assert ["发送驻组（第 1 版）", "发送党委（第 1 版）"] in window.buttons
    for reader, button in ((supervisor, "发送驻组"), (committee, "发送党委")):
        await office.tap(f"{button}（第 1 版）")
        await office.tap("确认发送")
        await office.see("已发送给 1 人")
        await hospital.app.tick()
        await reader.see("报送《")
        assert len(await files_sent(reader)) == 1
    await office.tap("登记已报送上级主管部门")
    await office.tap("当面送达")
    await office.see("已登记：")
    assert acts(hospital) == ["document-made", "document-filed", *["document-sent"] * 2, "document-up"]
    for data in (
        "doc:register:report_direct.direct",
        "doc:register:warning.nothing",
        "doc:register:nothing.x",
    ):
        assert "已失效" in await press(hospital, office, data)
    ward = await hospital.phone_of("心内科特邀监察员")
    await press(hospital, ward, "doc-lists:0")
    assert "台账清单" not in (await shown(ward)).text


def test_every_list_that_level_one_sees_is_a_paper_and_fits_its_buttons() -> None:
    registers = shipped_registers()
    papers = {paper.id for paper in list_papers(registers)}
    every = {
        (register.id, printed.id)
        for register in registers.values()
        if not register.past_level_one
        for printed in register.lists
    }
    assert papers == {f"{register}.{printed}" for register, printed in every - ELSEWHERE}
    assert not [paper for paper in papers if paper.startswith("report_direct")]
    for paper in papers:
        for data in (f"doc-send:s:100:register:{paper}", f"doc-way:4:100:register:{paper}"):
            assert len(data.encode()) <= BUTTON_BYTES, data
