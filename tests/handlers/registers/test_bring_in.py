"""15 problems and 31 measures come in from one sheet, once; what is no such sheet is told, and nothing is lost."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook

from simulator.phone import Phone
from tests.forged import press
from tests.handlers.by_hand import Recorder, count, shown
from tests.handlers.registers.registers_by_hand import COMMISSIONER, HEAD, OFFICE, WARD, labels, lines
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital

LEADER, OTHER = "分管内科副院长", "采购中心负责人"
OWN = ("巡察", "", LEADER, WARD, HEAD, date(2026, 9, 30))
MEASURE = ("", None, None, OTHER, date(2026, 8, 15))


def fifteen() -> list[Sequence[Any]]:
    """Return the rows of fifteen problems with thirty-one measures."""
    rows: list[Sequence[Any]] = []
    for n in range(1, 16):
        for m in range(1, 3 + (n == 15)):
            own = (n, OWN[0], f"问题{n}：耗材登记不全。", *OWN[2:]) if m == 1 else (None,) * 7
            rows.append((*own, f"措施{n}之{m}。", *MEASURE[1:]))
    return rows


def filled(template: bytes, rows: Sequence[Sequence[Any]]) -> bytes:
    """Return the template with these rows below its headers."""
    book = load_workbook(io.BytesIO(template))
    for row in rows:
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def entries(hospital: Hospital) -> int:
    return count(hospital, "entry")


async def begin(hospital: Hospital) -> tuple[Phone, bytes]:
    """Go to where the sheet is asked for, and fetch the template."""
    office = await hospital.phone_of(OFFICE)
    await office.send("/registers")
    for label in ("整改问题", "导入 Excel", "下载模板"):
        await office.tap(label)
    await office.see("请发送填好的表格")
    ((name, template),) = (await files_sent(office)).items()
    assert name == "整改台账（模板）.xlsx"
    return office, template


async def test_fifteen_problems_and_thirty_one_measures_come_in_once(hospital: Hospital) -> None:
    head, recorder = await hospital.phone_of(HEAD), Recorder(hospital)
    office, template = await begin(hospital)
    sheet = filled(template, fifteen())
    await office.send_document("整改.xlsx", sheet)
    await office.see("共 15 个问题、31 条措施")
    assert (await shown(office)).buttons == [["导入"], ["取消"]]
    assert entries(hospital) == 0
    presses = await office.tap_nowait("导入", times=2)
    toasts = [await office.answer(each) for each in presses]
    await office.see("已导入 15 个问题、31 条措施")
    assert [toast.text for toast in toasts if toast] == ["此表已导入或已取消。如需导入，请重新发送表格。"]
    recorder.send_again()
    await office.tap("查看台账")
    assert entries(hospital) == 46
    assert (await lines(office))[1].startswith("1. 整改〔2026〕15号")
    await office.tap("1 问题15")
    await office.see("问题15：耗材登记不全。")
    await office.tap("下设事项 3")
    assert (await labels(office))[:3] == [f"{m} 措施15之{m}。　进行中" for m in (1, 2, 3)]
    # One letter for each, however many wait for them.
    await hospital.app.deliver()
    assert (await shown(head)).text == "有 15 项新登记的事项待您办理。"
    assert len([message for message in await head.chat() if "待您办理" in message.text]) == 1
    await head.tap("待我办理")
    assert len([label for label in await labels(head) if label.startswith(tuple("1234"))]) == 4
    # The same sheet again, by somebody who saw no answer: nothing comes twice.
    await office.send("/registers")
    for label in ("整改问题", "导入 Excel"):
        await office.tap(label)
    more = filled(template, [*fifteen(), (16, *OWN[:1], "新问题。", *OWN[2:], "新措施。", *MEASURE[1:])])
    await office.send_document("整改.xlsx", more)
    await office.see("共 1 个问题、1 条措施\n另有 15 个问题台账中已有，不再导入。")
    await office.tap("导入")
    await office.see("已导入 1 个问题、1 条措施")
    assert entries(hospital) == 48


async def test_what_is_no_such_sheet_is_told_and_nothing_is_lost(hospital: Hospital) -> None:
    office, template = await begin(hospital)
    wrong = [
        (1, "听说的", "问题一。", "查无此人", "没有的科", HEAD, "九月底", "措施一。", *MEASURE[1:]),
        (*(None,) * 7, "措施二。", None, None, "张冠李戴", date(2026, 8, 1)),
    ]
    await office.send_document("整改.xlsx", filled(template, wrong))
    said = (await shown(office)).text
    assert "表中有 5 处需要修改，尚未导入" in said
    for row, column, words in (
        (4, "问题来源", "“听说的”无效"),
        (4, "责任领导", "本单位没有“查无此人”"),
        (4, "责任单位", "本单位没有“没有的科”"),
        (4, "整改期限", "“九月底”不是有效日期"),
        (5, "措施责任人", "本单位没有“张冠李戴”"),
    ):
        assert f"第 {row} 行“{column}”：{words}" in said, said
    many = [(*(None,) * 7, f"措施{n}。", None, None, f"某{n}", date(2026, 8, 1)) for n in range(40)]
    await office.send_document("多.xlsx", filled(template, [wrong[0], *many]))
    await office.see("表中有 44 处需要修改")
    told = (await files_sent(office))["需要修改之处.txt"].decode("utf-8-sig")
    assert len(told.splitlines()) == 44
    assert "第 44 行“措施责任人”：本单位没有“某39”" in told
    for content, answer in (
        (b"PK\x03\x04 damaged", "文件已损坏，或不是 Excel 工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "这是旧版 .xls"),
        ("序号,问题来源\n1,巡察\n".encode(), "这是文本文件（.csv）"),
        (filled(template, []), "表中没有问题"),
        (thousands(), "共 5000 行，一次最多导入 500 行"),
        (bytes(6 * 1024 * 1024), "文件超过 5 MB"),
    ):
        await office.send_document("整改.xlsx", content)
        assert answer in (await shown(office)).text
        assert "请发送填好的表格" in (await shown(office)).text, "it is not asked for again"
    await office.send_sticker()
    await office.see("这不是表格文件。")
    await office.send("问题一")
    assert "这不是表格文件。" in (await shown(office)).text
    await office.send_document("整改.xlsx", filled(template, fifteen()))
    await office.tap("取消")
    await office.see("已取消，没有导入。")
    assert await press(hospital, office, "bring-yes:1") == "此表已导入或已取消。如需导入，请重新发送表格。"
    assert entries(hospital) == 0
    for name in (HEAD, COMMISSIONER):
        other = await hospital.phone_of(name)
        await other.send("/registers")
        if name == HEAD:
            assert "监察室" in await press(hospital, other, "bring-in")
            assert "监察室" in await press(hospital, other, "bring-yes:1")
        else:
            await press(hospital, other, "bring-in")
            await other.see("请发送填好的表格")


def thousands() -> bytes:
    """Return a sheet of 5,000 measures."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "整改台账"
    sheet.append(["序号", "问题来源", "存在问题", "责任领导", "责任单位", "责任人", "整改期限"])
    for at, header in enumerate(("整改措施", "措施责任人", "完成时限"), start=8):
        sheet.cell(1, at).value = header
    for n in range(5000):
        sheet.append([n, *OWN[:1], f"问题{n}", *OWN[2:], "措施", OTHER, date(2026, 8, 15)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
