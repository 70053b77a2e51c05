"""Every paper goes from 文书 to 驻组, 党委, or is noted for the authority above; what waits for words is told."""

import io

import pytest
from docx import Document

from domain.time.clock import SHANGHAI
from reports.documents.unwritten_parts import count_unwritten
from tests.desks import MAY
from tests.duty_blocks import write_duties
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.documents.test_documents import acts, made
from tests.handlers.reporting.test_annex_5 import DUTY
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital
from tests.hearings_set_up import COMMITTEE, OFFICE, SUPERVISOR
from tests.reports.documents.papers_filed import file
from tests.reports.documents.sample_documents import DOCUMENT_NAMES, sample_documents
from windows.entries import open_document

PAPER = ("paper", "progress:2026-05")
ANSWERS = {"nature": "full", "rules_made": True, "meeting_held": True, "finding_begun": False}


def with_words(content: bytes, words: str) -> bytes:
    """Return a docx with words in its last table's last cell."""
    document = Document(io.BytesIO(content))
    document.tables[-1].rows[-1].cells[-1].paragraphs[0].add_run(words)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


async def test_annex_5_is_filed_and_sent_to_supervisor_and_committee_and_noted_for_the_bureau(
    hospital: Hospital,
) -> None:
    write_duties(hospital, (*hospital.config.duty, DUTY))
    await hospital.restart()
    await hospital.app.tick()
    at = MAY.astimezone(SHANGHAI)
    await hospital.app.database.run(
        lambda uow: file(uow, ("progress", "2026-05", "1"), ("progress_29", ANSWERS), at)
    )
    office, supervisor, committee = [await hospital.phone_of(n) for n in (OFFICE, SUPERVISOR, COMMITTEE)]
    await press(hospital, office, open_document(*PAPER))
    content = await made(office)
    await office.send_document("附件5.docx", with_words(content, "待补充"))
    window = await office.see("已存为第 1 版")
    assert ["发送驻组（第 1 版）", "发送党委（第 1 版）"] in window.buttons
    for button in ("发送驻组（第 1 版）", "发送党委（第 1 版）", "登记已报送上级主管部门"):
        await office.tap(button)
        window = await office.see("尚有 1 处待补充")
        assert window.buttons == [["继续补充"], ["仍然报送"]]
        await office.tap("继续补充")
    await office.send_document("附件5.docx", content)
    await office.see("已存为第 2 版")
    for reader, button, name in ((supervisor, "发送驻组", "驻组"), (committee, "发送党委", "党委")):
        await office.tap(f"{button}（第 2 版）")
        text = (await office.see("发出后不能收回")).text
        assert name in text
        await office.tap("确认发送")
        await office.see("已发送给 1 人")
        await hospital.app.tick()
        await reader.see("报送《")
        (file_name,) = await files_sent(reader)
        assert "进展情况表" in file_name
    await office.tap("登记已报送上级主管部门")
    await office.tap("公文交换")
    await office.see("已登记：2026年5月12日报送上级主管部门")
    assert acts(hospital) == [
        "document-made",
        *["document-filed"] * 2,
        *["document-sent"] * 2,
        "document-up",
    ]
    # A file (廉情档案) is sent to nobody, a report only to whom it is made for.
    for data in ("doc-send:s:1:grid:1:2026-01:2026-05", "doc-sent:c:1:supervisor:2026-H1"):
        assert "已失效" in await press(hospital, office, data)
    ward = await hospital.phone_of("心内科特邀监察员")
    await press(hospital, ward, f"doc-sent:s:2:{':'.join(PAPER)}")
    assert "已发送" not in (await shown(ward)).text


@pytest.mark.parametrize("name", DOCUMENT_NAMES)
def test_what_waits_for_words_is_counted_in_every_paper(name: str) -> None:
    content = sample_documents()[name]
    before = count_unwritten(content)
    document = Document(io.BytesIO(content))
    document.add_paragraph("一、（待补充）；二、待补充")
    split = document.add_paragraph()
    for part in ("待", "补", "充"):
        split.add_run(part)
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.paragraphs[0].add_run("待补充")
    document.add_paragraph("待补")
    document.add_paragraph("充")
    saved = io.BytesIO()
    document.save(saved)
    assert count_unwritten(saved.getvalue()) == before + 4
