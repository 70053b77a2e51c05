"""文书 from the office's phone, through the simulator over HTTP: made, edited, sent back, filed, sent on."""

import io
import zipfile
from datetime import date
from functools import partial

import pytest
from docx import Document
from docx2python import docx2python

from domain.reporting.documents import DocumentKind
from simulator.phone import Phone
from storage.tables import audit
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import begin, picture, shown
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital
from tests.hearings_set_up import COMMITTEE, OFFICE, SUPERVISOR
from tests.reminders.duties.test_nudges_on_phones import BRANCH, WARD, of_grids
from usecases.documents.house import DocumentTitle
from usecases.documents.there import PaperThere
from windows.documents.sent_up import SENT_BY, SENT_UP
from windows.entries import DOCUMENTS, open_document

REPORT = "2026年上半年报告（报驻组）"


def words_of(content: bytes) -> str:
    """Return the text of a docx, as another library than the one that wrote it reads it."""
    with docx2python(io.BytesIO(content)) as document:
        return str(document.text)


def edited(content: bytes, line: str) -> bytes:
    """Return a docx with one more line, saved by an office program."""
    document = Document(io.BytesIO(content))
    document.add_paragraph(line)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


async def open_report(hospital: Hospital, day: int = 8) -> Phone:
    """Let a ward report May, move to a day of June, and open the half-year's report on the office's phone."""
    await hospital.import_roster(of_grids("内科第一党支部", "心内科"))
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await begin(ward)
    await ward.tap("绿")
    await ward.tap("3")
    await ward.send("40")
    await ward.tap("核对")
    await ward.tap("提交")
    await ward.see("已提交")
    await hospital.move_to(6, day)
    await office.send("/documents")
    await office.tap(REPORT)
    await office.see("尚未存档")
    return office


async def made(office: Phone) -> bytes:
    """Make the document whose window is open, leaving open what is asked of its issue; return the file."""
    await office.tap("生成 docx")
    if ["都不填，直接生成"] in (await shown(office)).buttons:
        await office.tap("都不填，直接生成")
    await office.see("已按目前的数据生成")
    return list((await files_sent(office)).values())[-1]


def acts(hospital: Hospital) -> list[str]:
    """Return what was done with documents, but for what was given of their issue (test_paper_facts.py)."""
    done = [row.act for row in rows_of(hospital.app.database, audit)]
    return [act for act in done if act.startswith("document") and act != "document-facts"]


async def test_the_half_years_report_is_made_edited_filed_and_sent_to_the_supervisor(
    hospital: Hospital,
) -> None:
    office = await open_report(hospital)
    content = await made(office)
    words = words_of(content)
    for said in (
        "应报网格廉情报告2份，已报1份",
        "已报不足5份，不列合计",
        "驻市卫生健康委纪检监察组",
        "（待补充）",
    ):
        assert said in words, said
    await office.send_document("改好.docx", edited(content, "二〇二六年工作要点"))
    window = await office.see("已存为第 1 版")
    assert f"存档第 1 版　6月8日　{OFFICE}" in window.text
    await office.send_document("再改.docx", edited(content, "第二稿"))
    window = await office.see("已存为第 2 版")
    assert [button for row in window.buttons for button in row][:5] == [
        "生成 docx",
        "下载存档（第 2 版）",
        "发送驻组（第 2 版）",
        "登记已报送上级主管部门",
        "第 1 版",
    ]
    await office.tap("第 1 版")
    await office.see("存档第 1 版已发出")
    assert "二〇二六年工作要点" in words_of(list((await files_sent(office)).values())[-1])
    supervisor = await hospital.phone_of(SUPERVISOR)
    await office.tap("发送驻组（第 2 版）")
    await office.see("尚有 2 处待补充")
    assert (await shown(office)).buttons == [["继续补充"], ["仍然报送"]]
    await office.tap("继续补充")
    whole = Document(io.BytesIO(content))
    for paragraph in whole.paragraphs:
        if "（待补充）" in paragraph.text:
            paragraph.text = "第二稿"
    saved = io.BytesIO()
    whole.save(saved)
    await office.send_document("补写.docx", saved.getvalue())
    await office.see("已存为第 3 版")
    await office.tap("发送驻组（第 3 版）")
    assert "待补充" not in (await office.see("发出后不能收回")).text
    await office.tap("确认发送")
    await office.see("已发送给 1 人")
    await hospital.app.tick()
    await supervisor.see(f"报送《{REPORT}》")
    (name,) = await files_sent(supervisor)
    assert name == f"{REPORT}.docx"
    assert "第二稿" in words_of((await files_sent(supervisor))[name])
    assert acts(hospital) == [
        "document-made",
        "document-filed",
        "document-filed",
        "document-read",
        "document-filed",
        "document-sent",
    ]


async def test_what_went_to_the_authority_above_is_noted_with_its_day_and_way(hospital: Hospital) -> None:
    office = await open_report(hospital)
    await office.send_document("稿.docx", await made(office))
    await office.see("已存为第 1 版")
    await office.tap("登记已报送上级主管部门")
    window = await office.see("尚有 2 处待补充")
    assert window.buttons == [["继续补充"], ["仍然报送"]]
    await office.tap("仍然报送")
    await office.tap("公文交换")
    window = await office.see("已登记：2026年6月8日报送上级主管部门。")
    assert "已报送上级主管部门：2026年6月8日，公文交换（第 1 版）" in window.text
    await press(hospital, office, f"{SENT_BY}:1:1:supervisor:2026-H1")  # the same again, by an old button
    await office.tap("登记已报送上级主管部门")
    await office.tap("仍然报送")
    await office.send_sticker()
    await office.see("请同时写明报送方式")
    await office.send("2026-06-09 邮寄")
    await office.see("不能晚于今天")
    await office.send("6月5日 <b>机要</b>通信")
    window = await office.see("已登记：2026年6月5日报送上级主管部门。")
    assert "2026年6月5日，<b>机要</b>通信（第 1 版）" in window.text
    assert window.text.count("已报送上级主管部门：") == 2
    await office.tap("登记已报送上级主管部门")
    await office.tap("仍然报送")
    await office.tap("撤销最近一次登记")
    window = await office.see("已撤销最近一次登记")
    assert "机要" not in window.text
    assert acts(hospital)[-3:] == ["document-up", "document-up", "document-up-taken-back"]
    for data in (
        f"{SENT_BY}:1:9:supervisor:2026-H1",
        f"{SENT_BY}:5:1:supervisor:2026-H1",
        f"{SENT_UP}:2:supervisor:x",
    ):
        assert "已失效" in await press(hospital, office, data)
    supervisor = await hospital.phone_of(SUPERVISOR)
    assert "一级网格" in await press(hospital, supervisor, f"{SENT_BY}:1:1:supervisor:2026-H1")


async def test_what_is_sent_twice_arrives_once(hospital: Hospital) -> None:
    office = await open_report(hospital)
    await office.send_document("稿.docx", await made(office))
    await office.see("已存为第 1 版")
    supervisor = await hospital.phone_of(SUPERVISOR)
    await office.tap("发送驻组（第 1 版）")
    for _ in range(2):
        await press(hospital, office, "doc-sent:1:supervisor:2026-H1")
        await hospital.app.tick()
    assert len(await files_sent(supervisor)) == 1


async def test_nobody_to_send_to_is_said_and_nothing_is_lost(hospital: Hospital) -> None:
    office = await open_report(hospital)
    await office.send_document("稿.docx", await made(office))
    await office.see("已存为第 1 版")
    await office.tap("发送驻组")
    await office.tap("仍然报送")
    assert "尚无人绑定手机" in (await shown(office)).text


def broken(content: bytes, name: str = "", data: bytes = b"") -> bytes:
    """Return the docx with its body, or another part, put in place of what it was."""
    there, out = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in there.namelist():
            archive.writestr(part, data if part == name else there.read(part))
        if name not in there.namelist():
            archive.writestr(name, data)
    return out.getvalue()


async def test_what_is_no_document_is_refused_in_words_and_asked_for_again(hospital: Hospital) -> None:
    office = await open_report(hospital)
    content = await made(office)
    for file, said in (
        (b"not a docx", "这不是 docx 文件"),
        (broken(content, "word/document.xml", b"<broken"), "打不开"),
        (broken(content, "word/vbaProject.bin", b"x"), "带有宏"),
        (content[: len(content) // 2], "这不是 docx 文件"),
        (broken(content, "word/bomb.xml", b"<w>" + b"<a/>" * 3_000_000 + b"</w>"), "打不开"),
    ):
        await office.send_document("稿.docx", file)
        window = await office.see(said)
        assert "没有存档" in window.text
    for refused in (
        partial(office.send, "改好了"),
        office.send_sticker,
        partial(office.send_photo, picture()),
    ):
        await refused()
        await office.see("此处请发送改好的 docx 文件")
    await office.send_document("稿.docx", content)
    await office.see("已存为第 1 版")
    assert acts(hospital) == ["document-made", "document-filed"]


async def test_a_file_over_twenty_megabytes_is_not_fetched(hospital: Hospital) -> None:
    office = await open_report(hospital)
    await office.send_document("大.docx", bytes(20 * 1024 * 1024 + 1))
    assert "超过 20 MB" in (await shown(office)).text


async def test_an_inspectors_file_is_not_even_fetched(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/start")
    await press(hospital, ward, "own-file")
    first = (await shown(ward)).json["reply_markup"]["inline_keyboard"][0][0]
    await press(hospital, ward, first["callback_data"])
    await ward.send_document("大.docx", bytes(20 * 1024 * 1024 + 1))
    window = await shown(ward)
    assert "超过 20 MB" not in window.text
    assert "供一级网格" in window.text


async def test_who_has_left_the_post_gets_the_document_no_more(hospital: Hospital) -> None:
    office = await open_report(hospital)
    await office.send_document("稿.docx", await made(office))
    await office.see("已存为第 1 版")
    supervisor = await hospital.phone_of(SUPERVISOR)
    await press(hospital, office, "doc-sent:1:supervisor:2026-H1")
    hospital.app.database.write(
        lambda uow: uow._connection.exec_driver_sql(
            "UPDATE appointment SET ends_on = '2026-06-01' WHERE role = '驻市卫生健康委纪检监察组'"
        )
    )
    await hospital.app.tick()
    assert await files_sent(supervisor) == {}


async def test_a_file_sent_without_a_documents_window_is_not_filed(hospital: Hospital) -> None:
    office = await open_report(hospital)
    content = await made(office)
    await office.send("/start")
    await office.send_document("稿.docx", content)
    assert "已存为" not in (await shown(office)).text
    assert acts(hospital) == ["document-made"]


@pytest.mark.parametrize(
    "data",
    [
        "doc:supervisor:1999-H1",
        "doc:supervisor:2026-06",
        "doc:paper:monthly_report:2026-05",
        "doc:paper:nothing:2026-05",
        "doc:grid:nowhere:2026-01:2026-05",
        "doc:grid:1:2026-05:2026-01",
        "doc:grid:1:2026-05:9999-12",
        "doc:grid:1",
        "doc:person:999999:2026-01:2026-05",
        "doc:person:x:2026-01:2026-05",
        "doc:person:99999999999999999999:2026-01:2026-05",
        "doc:nonsense:1",
        "doc:",
        "doc-make:supervisor:x",
        "doc-get:1:supervisor:2026-H1",
        "doc-get:x:supervisor:2026-H1",
        "doc-send:1:supervisor:2026-H1",
        "doc-sent:1:grid:1:2026-01:2026-05",
        "doc-files:nowhere:0",
        "doc-files:1:x",
        "doc-span:grid:nowhere",
        "doc-span:supervisor:2026-H1",
    ],
)
async def test_forged_and_old_buttons_are_refused(hospital: Hospital, data: str) -> None:
    office = await hospital.phone_of(OFFICE)
    assert await press(hospital, office, data) == "此按钮已失效，这是最新的页面。"


async def test_inspectors_and_the_committee_do_not_get_in(hospital: Hospital) -> None:
    await open_report(hospital)
    for name in (WARD, BRANCH, COMMITTEE, SUPERVISOR):
        phone = await hospital.phone_of(name)
        await phone.send("/documents")
        finds_ledger = name == SUPERVISOR  # of the tips that go past the office; nothing else
        assert ("问题线索台账" if finds_ledger else "监察室") in (await shown(phone)).text
        for data in (
            *([] if finds_ledger else [DOCUMENTS]),
            open_document("supervisor", "2026-H1"),
            "doc-make:supervisor:2026-H1",
            "doc-files::0",
        ):
            assert await press(hospital, phone, data), data
    assert acts(hospital) == []


async def test_the_reports_figures_follow_what_was_filed(hospital: Hospital) -> None:
    office = await open_report(hospital, day=2)
    assert "已报1份" in words_of(await made(office))
    branch = await hospital.phone_of(BRANCH)
    await branch.send("/report")
    await branch.tap("5月网格廉情月报")
    for button in ("开始填报", "绿", "核对", "提交"):
        await branch.tap(button)
    await branch.see("已提交")
    words = words_of(await made(office))
    assert "已报2份" in words
    assert "逾期1份" in words


def test_what_is_over_stands_before_what_goes_on() -> None:
    given = [("2026-05-25", True), ("2026-12-31", False), ("2025-12-31", True), ("2026-06-30", False)]
    paper = DocumentTitle(DocumentKind.PAPER)
    papers = [PaperThere(day, paper, date.fromisoformat(day), over) for day, over in given]
    assert [paper.subject for paper in sorted(papers, key=lambda paper: paper.place)] == [
        "2026-05-25",
        "2025-12-31",
        "2026-06-30",
        "2026-12-31",
    ]


async def on_all_pages(phone: Phone) -> list[str]:
    """Return the labels of a list's pages, from the one that is shown to the last."""
    labels: list[str] = []
    while True:
        here = [label for row in (await shown(phone)).buttons for label in row]
        labels += here
        if not any("下一页" in label for label in here):
            return labels
        await phone.tap("下一页")


async def test_what_is_over_comes_first_and_the_list_turns_pages(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/documents")
    offered = await on_all_pages(office)
    assert [label for label in offered if "报驻组" in label] == [
        "2026年上半年报告（报驻组）（尚未结束）",
        "2026年度报告（报驻组）（尚未结束）",
    ]
    hospital.app.database.write(
        lambda uow: uow._connection.exec_driver_sql("UPDATE duty_start SET starts_on = '2024-11-01'")
    )
    await office.send("/documents")
    first = (await shown(office)).buttons
    listed = await on_all_pages(office)
    last = (await shown(office)).buttons
    assert [label.partition("报告")[0] for label in listed if "报驻组" in label][:4] == [
        "2025年度",
        "2025年下半年",
        "2025年上半年",
        "2024年度",
    ]
    of_periods = [label for label in listed if "年" in label]
    assert len(of_periods) == len(set(of_periods))
    while (await shown(office)).buttons != first:
        await office.tap("上一页")
    await press(hospital, office, f"{DOCUMENTS}:999999999")
    assert (await shown(office)).buttons == last


async def test_after_a_restart_a_document_goes_on_and_no_file_is_taken_for_another(
    hospital: Hospital,
) -> None:
    office = await open_report(hospital)
    content = await made(office)
    await hospital.restart()
    await office.send_document("稿.docx", content)
    assert "已存为" not in (await shown(office)).text
    await press(hospital, office, open_document("supervisor", "2026-H1"))
    await office.send_document("稿.docx", content)
    await office.see("已存为第 1 版")


async def test_what_fetches_is_left_out_before_a_paper_is_filed_and_that_is_said(hospital: Hospital) -> None:
    office = await open_report(hospital)
    content = await made(office)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read("word/document.xml")
    fetching = b'<w:p><w:fldSimple w:instr="DDEAUTO x"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p><w:sectPr'
    head, _, rest = body.rpartition(b"<w:sectPr")
    await office.send_document("稿.docx", broken(content, "word/document.xml", head + fetching + rest))
    await office.see("已去掉")
    await office.tap("下载存档（第 1 版）")
    filed = list((await files_sent(office)).values())[-1]
    with zipfile.ZipFile(io.BytesIO(filed)) as archive:
        assert b"DDE" not in archive.read("word/document.xml")
