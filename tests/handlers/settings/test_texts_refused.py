"""/settings [表单与台账]: what is no form, would lose what was filed or goes past the office gets a clear sentence."""

import io
import zipfile
from collections.abc import Awaitable, Callable

from bot.folders.register_folder import open_registers
from forms.reading.reader import shipped_texts
from registers.reader import shipped_register_texts
from reports.sheets.roster_sheet import write_roster
from tests.forged import press
from tests.forms.xlsform.workbooks import CAMPAIGN, YES_NO, workbook
from tests.handlers.by_hand import picture, shown
from tests.handlers.registers.registers_by_hand import HEAD, INSPECTOR, answer, open_new
from tests.handlers.settings.test_hospital import another_joins
from tests.handlers.settings.test_own_texts import opened, sent_changed
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital

GIFTS = shipped_register_texts()["gifts.toml"]


def bomb() -> bytes:
    """Return a small file that unpacks to 60 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
        packed.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


async def kept(hospital: Hospital) -> int:
    return len(await hospital.app.database.run(lambda uow: uow.own_texts.all()))


async def test_what_is_no_form_gets_a_sentence_and_is_asked_for_again(hospital: Hospital) -> None:
    office = await opened(hospital)
    good = workbook(CAMPAIGN, YES_NO)
    many = [{"type": "integer", "name": f"n{at}", "label": f"第{at}项几次？"} for at in range(5000)]
    today = write_roster(await hospital.app.database.run(lambda uow: uow.rosters.load()))

    def document(name: str, content: bytes) -> Callable[[], Awaitable[object]]:
        return lambda: office.send_document(name, content)

    tried: list[tuple[str, Callable[[], Awaitable[object]]]] = [
        ("这不是表单文件", lambda: office.send("字" * 4000)),
        ("这不是表单文件", office.send_sticker),
        ("这不是表单文件", lambda: office.send_photo(picture())),
        ("这不是表单文件", document("表.docx", good)),
        ("未导入任何内容", document("坏.xlsx", good[:3000])),
        ("未导入任何内容", document("旧.xls", b"\xd0\xcf\x11\xe0" + good)),
        ("未导入任何内容", document("炸.xlsx", bomb())),
        ("有 5000 行，最多 400 行", document("多.xlsx", workbook(many))),
        ("文件超过 5 MB", document("大.xlsx", bytes(20 * 1024 * 1024))),
        ("文件超过 512 KB", document("大.toml", b"#" * 600_000)),
        ("编码不是 UTF-8", document("码.toml", 'id = "甲"'.encode("gb18030"))),
        ("未导入任何内容", document("错.toml", b"id = ")),
        ("看不出这是报表", document("空.toml", b'id = "empty"\nversion = 1\n')),
        ("这是花名册", document("花名册.xlsx", today)),
        ("与现用的一致", document("gifts.toml", GIFTS.encode())),
    ]
    for said, send in tried:
        await send()
        await office.see(said)
        window = await shown(office)
        assert (
            "请直接发送文件" in window.text
            or "请改好后直接发回" in window.text
            or "可直接发回" in window.text
        )
    assert await kept(hospital) == 0
    await office.send_document("清理表.xlsx", good)
    await office.see("报表：新增")


async def test_what_would_lose_what_was_filed_is_refused_in_plain_words(hospital: Hospital) -> None:
    office, head = await opened(hospital), await hospital.phone_of(HEAD)
    hearing = shipped_texts()["hearing.toml"].replace('kind = "date"', 'kind = "short_text"', 1)
    await office.send_document("hearing.toml", hearing.encode())
    await office.see("新旧答案无法一起汇总")
    await open_new(head, "礼品登记")
    await answer(head, "=2026-05-11", "=某药企", "=茶叶两盒", "=120", "跳过", "提交")
    await head.see("已提交")
    await office.send_document("gifts.toml", GIFTS.replace('"declared"', '"announced"').encode())
    await office.see("还有 1 条记录处于状态 declared")
    past = shipped_register_texts()["report_direct.toml"]
    await office.send_document("report_direct.toml", past.replace("past_level_one = true", "").encode())
    assert "未导入任何内容" in (await shown(office)).text
    titled = past.replace('zh = "直接报驻组"', 'zh = "直报"', 1).replace(
        'title = { zh = "', 'title = { zh = "新', 1
    )
    await office.send_document("report_direct.toml", titled.encode())
    await office.see("越过监察室，不能在这里新增或修改")
    assert await kept(hospital) == 0


async def test_an_entry_begun_before_is_finished_as_it_was_but_for_what_it_must_have(
    hospital: Hospital,
) -> None:
    office, head = await opened(hospital), await hospital.phone_of(HEAD)
    await open_new(head, "礼品登记")
    await answer(head, "=2026-05-11", "=某药企")
    new = GIFTS.replace("礼品", "物品").replace(
        "[[states]]",
        '[[fields]]\nkey = "witness"\nkind = "short_text"\nrequired = true\n'
        'label = { zh = "见证人", en = "Witness" }\nquestion = { zh = "谁见证？", en = "Who saw it?" }\n\n[[states]]',
        1,
    )
    await office.send_document("gifts.toml", new.encode())
    await office.see("• 增加：见证人")
    await office.tap("导入")
    await office.see("已导入。")
    assert open_registers(hospital.config)["gifts"].version == 2
    await answer(head, "=茶叶两盒", "=120", "跳过", "提交")
    await head.see("本表已更新为新版")
    await answer(head, "=张某", "提交")
    await head.see("已提交")


async def test_nobody_else_brings_anything_in(hospital: Hospital) -> None:
    office, other = await opened(hospital), await hospital.phone_of(INSPECTOR)
    group = await hospital.phones.new_group("监察群", [office])
    await office.send("/digest", group)
    await office.send_document("清理表.xlsx", workbook(CAMPAIGN, YES_NO))
    await office.see("报表：新增")
    await other.send("/settings")
    for data in ("texts", "texts-list:form:0", "texts-one:form:monthly_report", "texts-no"):
        await press(hospital, other, data)
    for data in ("texts-fetch:form:monthly_report:toml", "texts-see:form:monthly_report:0", "texts-yes:1"):
        await press(hospital, other, data)
        await press(hospital, office, data, group)
    for data in ("texts-one:form:nothing", "texts-list:nothing:0", "texts-look:1:0", "texts-as:1:poll"):
        await press(hospital, office, data)
    assert await files_sent(other) == {}
    await other.send_document("清理表.xlsx", workbook(CAMPAIGN, YES_NO))
    assert await kept(hospital) == 0


async def test_once_another_hospital_is_here_a_form_is_neither_taken_nor_taken_back(
    hospital: Hospital,
) -> None:
    office = await sent_changed(hospital)
    await office.tap("导入")
    await office.see("立即生效")
    await another_joins(hospital)
    refused = await office.tap("撤销修改")
    assert refused is not None
    assert "多家单位" in refused.text
    assert hospital.app.house.forms["monthly_report"].version == 2
