"""问题线索台账 (annex 3) in 文书: made, filed sealed, had again by its handlers, noted as sent; kept from others."""

import io
import json
import logging

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from domain.errors import RefusalError
from domain.tips.routing import Body
from simulator.phone import Phone
from storage.reporting.tables import document_sendings, filed_documents
from storage.tables import audit, outbox
from storage.tips.custody import Custody
from storage.tips.sealing import as_sealed, open_sealed
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.documents.test_documents import words_of
from tests.handlers.tips.test_handler_keys import give_keys
from tests.handlers.tips.test_tip_leaks import everything, find, writings
from tests.handlers.tips.tips_by_hand import (
    COMMISSIONER,
    DEPUTY,
    OFFICE,
    SUPERVISOR,
    bring,
    files_sent,
    give_supervisor_key,
    open_first,
    tap_all,
)
from tests.harness import Hospital
from tests.locked_keys import lock_lightly

PASSPHRASE = "一条很长的口令 2026"
SUMMARY, EDITED, FILE_NAME = "金丝雀canary被举报", "改过的夜莺nightingale", "戴胜hoopoe台账"
FILLED = ("填表的人", "8801", "审核的人")
ENTRY = "问题线索台账（附件3）"
ABOUT = "ledger:office"


@pytest.fixture
def unlocking(hospital: Hospital) -> Hospital:
    """The hospital, with the office's key on the server under a passphrase."""
    custody = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, PASSPHRASE)})
    object.__setattr__(hospital.app.house, "custody", custody)
    return hospital


def paper(words: str = EDITED) -> bytes:
    document, file = Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(file)
    return file.getvalue()


def sheet() -> bytes:
    book, file = Workbook(), io.BytesIO()
    book.active.append([EDITED])  # type: ignore[union-attr]
    book.save(file)
    return file.getvalue()


async def open_ledger(hospital: Hospital, who: str = OFFICE) -> Phone:
    phone = await hospital.phone_of(who)
    await phone.send("/documents")
    if who != SUPERVISOR:  # who has no other documents, and comes to it at once
        await phone.tap(ENTRY)
    await phone.see("含线索内容")
    return phone


async def unlock(hospital: Hospital) -> Phone:
    office = await open_first(hospital)
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    await office.see("一件事")
    return office


async def enter_summary(hospital: Hospital) -> None:
    office = await open_first(hospital)
    await tap_all(office, "登记", "台账信息", "跳过", "跳过")
    await office.send(SUMMARY)
    await office.see("已加密保存")


def contents(hospital: Hospital) -> list[bytes]:
    return [row.content for row in rows_of(hospital.app.database, filed_documents)]


async def handed_out(phone: Phone) -> list[str]:
    """Return the ledgers that the bot has sent."""
    return [str(m.file_name) for m in await phone.chat() if m.from_bot and "台账" in (m.file_name or "")]


async def last_file(phone: Phone) -> tuple[str, bytes]:
    return list((await files_sent(phone)).items())[-1]


async def made(unlocking: Hospital) -> Phone:
    """Have the office make it with its key open, once it has said who fills it in."""
    await bring(unlocking)
    await enter_summary(unlocking)
    office = await open_ledger(unlocking)
    text = (await shown(office)).text
    assert "含线索内容，机器人不代为发送，请线下报送后登记。" in text
    assert "尚未存档" in text
    await office.tap("生成台账")
    for said in FILLED:
        await office.send(said)
    await office.see("已记下")
    await unlock(unlocking)
    office = await open_ledger(unlocking)
    await office.tap("生成台账")
    await office.see("共 1 件")
    files = await files_sent(office)
    words = words_of(files["问题线索台账.docx"])
    assert all(said in words for said in (SUMMARY, "填报人：填表的人", "联系电话：8801", "审核人：审核的人"))
    book = load_workbook(io.BytesIO(files["问题线索台账.xlsx"]))
    cells = [str(value) for row in book.worksheets[0].iter_rows(values_only=True) for value in row]
    assert any("填报人：填表的人" in cell and "审核人：审核的人" in cell for cell in cells)
    return office


async def test_it_is_made_filed_sealed_had_again_and_noted_and_nothing_of_it_lies_open(
    unlocking: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    office = await made(unlocking)
    await office.tap("存档与报送登记")
    await office.send_document(f"{FILE_NAME}.docx", paper())
    await office.see("已加密存为第 1 版")
    await office.send_document(f"{FILE_NAME}.xlsx", sheet())
    window = await office.see("已加密存为第 2 版")
    assert not [label for row in window.buttons for label in row if "发送" in label]
    for content in contents(unlocking):
        assert open_sealed(as_sealed(content), unlocking.office_key.identity)
    # Open: as they were. A colleague whose key is closed gets them sealed.
    await office.tap("下载存档（第 2 版）")
    name, content = await last_file(office)
    assert name == "问题线索台账（第2版）.xlsx"
    assert load_workbook(io.BytesIO(content)).worksheets[0]["A1"].value == EDITED
    await office.tap("第 1 版")
    name, content = await last_file(office)
    assert (name, EDITED in words_of(content)) == ("问题线索台账（第1版）.docx", True)
    deputy = await open_ledger(unlocking, DEPUTY)
    await deputy.tap("第 1 版")
    await deputy.see("仍为加密")
    name, content = await last_file(deputy)
    assert name == "问题线索台账（第1版）.docx.age"
    assert EDITED in words_of(open_sealed(content, unlocking.office_key.identity))
    # Noted as sent, by a tap and by words.
    await office.tap("登记已报送上级主管部门")
    await office.tap("当面送达")
    await office.see("当面送达（第 2 版）")
    await office.tap("登记已报送上级主管部门")
    await office.send("5月8日 机要交换")
    await office.see("机要交换（第 2 版）")
    ways = [(row.kind, row.version, row.way) for row in rows_of(unlocking.app.database, document_sendings)]
    assert ways == [("ledger", 2, "当面送达"), ("ledger", 2, "机要交换")]
    await unlocking.app.tick()
    await unlocking.app.deliver()
    haystacks = everything(unlocking, caplog)
    for canary in (SUMMARY, EDITED, FILE_NAME, PASSPHRASE):
        assert find(haystacks, writings(canary)) == [], canary
    assert find(haystacks, writings("机要交换")) != []
    assert not [row for row in rows_of(unlocking.app.database, outbox) if "ledger" in str(row)]


async def test_nobody_else_finds_it_or_gets_it_by_forged_buttons(hospital: Hospital) -> None:
    give_supervisor_key(hospital)
    await bring(hospital)
    office = await open_ledger(hospital)
    await office.tap("生成台账")
    await office.tap("都不填，直接生成")
    await office.see("已记下")
    await office.send_document("台账.docx", paper())
    await office.see("已加密存为第 1 版")
    before = (contents(hospital), len(rows_of(hospital.app.database, document_sendings)))
    forged = [
        f"doc:{ABOUT}", f"doc-make:{ABOUT}", f"doc-get:1:{ABOUT}", "doc-ledger:1", f"doc-up:1:{ABOUT}",
        f"doc-upon:1:{ABOUT}", f"doc-way:1:1:{ABOUT}", f"doc-unup:{ABOUT}", f"doc-facts:{ABOUT}",
        f"doc-all:{ABOUT}", f"doc-bare:{ABOUT}", f"doc-send:s:1:{ABOUT}", f"doc-sent:c:1:{ABOUT}",
        f"doc-done:1:{ABOUT}", "tips-ledger",
    ]  # fmt: skip
    for name in ("心内科特邀监察员", "院级特邀监察员一", "党委书记"):
        phone = await hospital.phone_of(name)
        await phone.send("/documents")
        assert "台账（附件3）" not in str((await shown(phone)).buttons)
        for data in forged:
            assert await press(hospital, phone, data), (name, data)
        await phone.send_document("台账.docx", paper())
        assert await handed_out(phone) == []
    # 驻组 handles tips of its own: it finds its own ledger, of which nothing is filed, and nothing of the office's.
    supervisor = await open_ledger(hospital, SUPERVISOR)
    assert "尚未存档" in (await shown(supervisor)).text
    for data in forged[:-1]:
        assert await press(hospital, supervisor, data), data
    assert await handed_out(supervisor) == []
    # Nor does the office get it by the buttons of other papers, nor send it.
    for data in (
        f"doc-get:1:{ABOUT}",
        f"doc-send:s:1:{ABOUT}",
        f"doc-sent:c:1:{ABOUT}",
        "doc:ledger:supervisor",
    ):
        assert await press(hospital, office, data), data
    assert await handed_out(office) == []
    assert (contents(hospital), len(rows_of(hospital.app.database, document_sendings))) == before
    assert not [row for row in rows_of(hospital.app.database, outbox) if "ledger" in str(row)]


async def test_the_supervisors_ledger_is_its_own_and_stands_in_its_own_chain(hospital: Hospital) -> None:
    key = give_supervisor_key(hospital)
    await bring(hospital, [key.recipient], body=Body.SUPERVISOR)
    supervisor = await open_ledger(hospital, SUPERVISOR)
    await supervisor.tap("生成台账")
    for said in FILLED:
        await supervisor.send(said)
    await supervisor.see("已记下")
    await supervisor.tap("生成台账")
    bundle = json.loads((await files_sent(supervisor))["问题线索台账.json"])
    assert tuple(bundle["filled_in"]) == FILLED
    await supervisor.tap("存档与报送登记")
    await supervisor.send_document("台账.xlsx", sheet())
    await supervisor.see("已加密存为第 1 版")
    (content,) = contents(hospital)
    assert open_sealed(content, key.identity)
    acts = [
        (row.act, row.chain)
        for row in rows_of(hospital.app.database, audit)
        if row.act.startswith("document")
    ]
    assert acts == [("document-facts", "supervisor"), ("document-filed", "supervisor")]
    office = await open_ledger(hospital)
    assert "尚未存档" in (await shown(office)).text
    await press(hospital, office, f"doc-make:{ABOUT}")
    assert not [said for said in FILLED if said in (await shown(office)).text]


async def test_whoever_recused_themselves_gets_their_own_versions_alone(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_ledger(hospital)
    await office.send_document("台账.docx", paper())
    await office.see("已加密存为第 1 版")
    phone = await open_first(hospital, DEPUTY)
    await tap_all(phone, "回避", "确定回避")
    phone = await open_ledger(hospital, DEPUTY)
    assert "您已回避部分线索" in await press(hospital, phone, "doc-ledger:1")
    await phone.send_document("台账.docx", paper())
    await phone.see("已加密存为第 2 版")
    await phone.tap("下载存档（第 2 版）")
    await phone.see("仍为加密")
    assert await handed_out(phone) == ["问题线索台账（第2版）.docx.age"]


async def test_a_version_is_sealed_to_nobody_who_recused_themselves(hospital: Hospital) -> None:
    await bring(hospital)
    keys = await give_keys(hospital)
    phone = await open_first(hospital, DEPUTY)
    await tap_all(phone, "回避", "确定回避")
    office = await open_ledger(hospital)
    await office.send_document("台账.docx", paper())
    await office.see("已加密存为第 1 版")
    (content,) = contents(hospital)
    for name in (OFFICE, COMMISSIONER):
        assert open_sealed(content, keys[name].identity)
    for key in (keys[DEPUTY], hospital.office_key):
        with pytest.raises(RefusalError):
            open_sealed(content, key.identity)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("台账.pdf", b"%PDF-1.7", "这不是 docx 或 xlsx 文件"),
        ("台账.xlsx", b"PK\x03\x04broken", "这个文件打不开"),
        ("台账.xlsx", paper(), "这不是 docx 或 xlsx 文件"),
    ],
)
async def test_what_is_no_ledger_is_refused_and_nothing_kept(
    hospital: Hospital, name: str, content: bytes, said: str
) -> None:
    await bring(hospital)
    office = await open_ledger(hospital)
    await office.send_document(name, content)
    await office.see(said)
    await office.send_sticker()
    await office.see("请发送改好的 docx 或 xlsx 文件")
    assert contents(hospital) == []
