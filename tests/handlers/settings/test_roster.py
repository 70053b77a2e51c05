"""/settings [花名册]: the office has the roster as a sheet, changes it, sends it back; nothing counts unshown."""

import io
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from domain.people.roster import Roster, RosterFaultsError
from reports.sheets.roster_sheet import read_roster
from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.by_hand import picture, shown
from tests.handlers.registers.registers_by_hand import COMMISSIONER, INSPECTOR, OFFICE, labels
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital

CASES = Path(__file__).parents[2] / "cases"
GRIDS, OFFICIALS, APPOINTMENTS = "网格", "人员", "聘任"


async def roster(hospital: Hospital) -> Roster:
    return await hospital.app.database.run(lambda uow: uow.rosters.load())


async def opened(hospital: Hospital) -> tuple[Phone, bytes]:
    """Have the office go to where the sheet is asked for, with today's in the chat."""
    office = await hospital.phone_of(OFFICE)
    await office.send("/settings")
    await office.tap("花名册")
    await office.tap("导出花名册")
    await office.see("网格 71 个")
    ((name, content),) = (await files_sent(office)).items()
    assert name == "花名册2026-05-12.xlsx"
    await office.tap("导入花名册")
    await office.see("请发送花名册")
    return office, content


def changed(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(book: Workbook, sheet: str, value: str) -> int:
    """Return the row in which a cell says exactly `value`."""
    return next(
        cell.row
        for row in book[sheet].iter_rows()
        for cell in row
        if cell.value == value and cell.row is not None
    )


def a_department_renamed_one_joined_and_somebody_moved(book: Workbook) -> None:
    book[GRIDS].cell(row_of(book, GRIDS, "心内科"), 2, "心血管内科")
    code = str(book[GRIDS].cell(row_of(book, GRIDS, "心血管内科"), 4).value)
    book[GRIDS].append(["39999", "睡眠医学科", 3, code, "临床科室"])
    book[OFFICIALS].cell(row_of(book, OFFICIALS, "心内科医疗组长"), 6, "39999")


def audited(hospital: Hospital) -> Callable[[UnitOfWork], list[tuple[str, bool]]]:
    del hospital
    return lambda uow: [
        (entry.act, entry.person_id is not None)
        for entry in uow.audit._connection.exec_driver_sql(
            "SELECT act, person_id FROM audit WHERE act = 'roster-import'"
        )
    ]


async def test_a_department_joined_another_renamed_and_somebody_moved_count_once_they_were_shown(
    hospital: Hospital,
) -> None:
    office, content = await opened(hospital)
    before = await roster(hospital)
    await office.send_document(
        "新花名册.xlsx", changed(content, a_department_renamed_one_joined_and_somebody_moved)
    )
    seen = await office.see("导入后的变动")
    for line in ("新增网格（1）", "网格变更（1）", "调动（1）"):
        assert line in seen.text
    assert seen.buttons == [["导入"], ["取消"]]
    assert await roster(hospital) == before
    details = (await files_sent(office))["变动明细.txt"].decode("utf-8-sig")
    assert "名称 心内科 → 心血管内科" in details
    presses = await office.tap_nowait("导入", times=2)
    for each in presses:
        await office.answer(each)
    await office.see("已导入。")
    assert "网格 72 个" in (await shown(office)).text
    after = await roster(hospital)
    assert {grid.name for grid in after.grids} - {grid.name for grid in before.grids} == {
        "心血管内科",
        "睡眠医学科",
    }
    assert next(each for each in after.officials if each.name == "心内科医疗组长").grid_code == "39999"
    done = await hospital.app.database.run(audited(hospital))
    assert done.count(("roster-import", True)) == 1


def three_faults(book: Workbook) -> None:
    book[GRIDS].cell(row_of(book, GRIDS, "心内科"), 3, "三级")
    book[OFFICIALS].cell(row_of(book, OFFICIALS, "心内科医疗组长"), 4, "处级")
    book[APPOINTMENTS].cell(5, 4, "昨天")


async def test_all_faults_come_back_marked_in_the_sheet_and_nothing_is_brought_in(hospital: Hospital) -> None:
    office, content = await opened(hospital)
    before = await roster(hospital)
    await office.send_document("有误.xlsx", changed(content, three_faults))
    seen = await office.see("未导入任何内容")
    assert "共 3 处问题，未导入任何内容。" in seen.text
    marked = (await files_sent(office))["需要修改之处.xlsx"]
    book = load_workbook(io.BytesIO(marked))
    assert book.sheetnames[0] == "需要修改之处"
    assert len(list(book["需要修改之处"].iter_rows())) == 3
    faulty = {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }
    kind, rank = row_of(book, GRIDS, "心内科"), row_of(book, OFFICIALS, "心内科医疗组长")
    assert set(faulty) == {(GRIDS, f"C{kind}"), (OFFICIALS, f"D{rank}"), (APPOINTMENTS, "D5")}
    assert all(book[sheet][place].fill.start_color.rgb == "00F8CBAD" for sheet, place in faulty)
    assert await roster(hospital) == before

    def mended(book: Workbook) -> None:
        book[GRIDS].cell(kind, 3, 3)
        book[OFFICIALS].cell(rank, 4, "其他")
        book[APPOINTMENTS].cell(5, 4, "2026-01-01")

    await office.send_document("改好.xlsx", changed(marked, mended))
    await office.see("与现有花名册一致，没有变动。")


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("r0*.xlsx")))
async def test_small_sheets_that_failed_before_are_told_in_words_or_marked(
    hospital: Hospital, name: str
) -> None:
    office, _content = await opened(hospital)
    before = await roster(hospital)
    content = (CASES / name).read_bytes()
    await office.send_document(name, content)
    try:
        read_roster(content)
    except RosterFaultsError as error:
        await office.see(f"共 {len(error.faults)} 处问题，未导入任何内容。")
    else:
        # They are small hospitals of their own: everybody here would lose their phone.
        await office.see("机器人将无人管理")
    assert await roster(hospital) == before


async def test_what_is_no_roster_gets_a_sentence_and_is_asked_for_again(hospital: Hospital) -> None:
    office, content = await opened(hospital)
    tried: list[tuple[str, Callable[[], Awaitable[object]]]] = [
        ("不是表格文件", lambda: office.send("字" * 4000)),
        ("不是表格文件", office.send_sticker),
        ("不是表格文件", lambda: office.send_photo(picture())),
        ("共 1 处问题", lambda: office.send_document("坏.xlsx", content[:4000])),
        ("共 1 处问题", lambda: office.send_document("文字.xlsx", b"hello")),
    ]
    for said, send in tried:
        await send()
        await office.see(said)
        assert (await labels(office))[0] == "导出花名册", said
    await office.send_document("同.xlsx", content)
    await office.see("与现有花名册一致，没有变动。")


def only_the_office_stays(book: Workbook) -> None:
    for row in range(book[OFFICIALS].max_row, 1, -1):
        if book[OFFICIALS].cell(row, 2).value == "心内科特邀监察员":
            number = book[OFFICIALS].cell(row, 1).value
            book[OFFICIALS].delete_rows(row)
    for row in range(book[APPOINTMENTS].max_row, 1, -1):
        if book[APPOINTMENTS].cell(row, 1).value == number:
            book[APPOINTMENTS].delete_rows(row)


async def test_who_would_lose_their_phone_is_named_and_many_are_asked_for_apart(hospital: Hospital) -> None:
    ward = await hospital.phone_of(INSPECTOR)
    office, content = await opened(hospital)
    await office.send_document("少.xlsx", changed(content, only_the_office_stays))
    seen = await office.see("失去绑定")
    assert "以下 1 人已绑定手机，导入后失去绑定：心内科特邀监察员" in seen.text
    assert seen.buttons == [["取消"], ["仍然导入"]]
    await office.tap("取消")
    await office.see("已取消，未导入。")
    await office.tap("导入花名册")
    await office.send_document("少.xlsx", changed(content, only_the_office_stays))
    await office.tap("仍然导入")
    await office.see("已导入。")
    await ward.send("/report")
    assert "填报" not in (await shown(ward)).text


def nobody_of_the_office(book: Workbook) -> None:
    for row in range(book[APPOINTMENTS].max_row, 1, -1):
        if book[APPOINTMENTS].cell(row, 3).value == "医院监察室":
            book[APPOINTMENTS].delete_rows(row)


async def test_a_roster_that_would_lock_the_office_out_is_not_taken(hospital: Hospital) -> None:
    office, content = await opened(hospital)
    await office.send_document("无.xlsx", changed(content, nobody_of_the_office))
    await office.see("机器人将无人管理")
    await hospital.phone_of(COMMISSIONER)
    await office.send_document("无.xlsx", changed(content, nobody_of_the_office))
    await office.see("导入后的变动")


def a_department_renamed(book: Workbook) -> None:
    book[GRIDS].cell(row_of(book, GRIDS, "心内科"), 2, "心内二科")


async def test_a_change_of_somebody_else_meanwhile_is_shown_before_it_is_written_over(
    hospital: Hospital,
) -> None:
    office, content = await opened(hospital)
    other = await hospital.phone_of(COMMISSIONER)
    new = changed(content, a_department_renamed_one_joined_and_somebody_moved)
    await office.send_document("新.xlsx", new)
    await office.see("导入后的变动")
    await other.send("/settings")
    for label in ("花名册", "导入花名册"):
        await other.tap(label)
    await other.send_document("新.xlsx", changed(content, a_department_renamed))
    await other.tap("导入")
    await other.see("已导入。")
    await office.tap("导入")
    await office.see("期间花名册有其他变动")
    details = [
        await office.download(message)
        for message in await office.chat()
        if message.file_name == "变动明细.txt"
    ]
    assert "心内二科 → 心血管内科" in details[-1].decode("utf-8-sig")
    await office.tap("导入")
    await office.see("已导入。")


async def test_nobody_else_sets_anything(hospital: Hospital) -> None:
    office, content = await opened(hospital)
    await office.send_document(
        "新.xlsx", changed(content, a_department_renamed_one_joined_and_somebody_moved)
    )
    await office.see("导入后的变动")
    before = await roster(hospital)
    for who in ("院级特邀监察员一", INSPECTOR, "党委书记"):
        phone = await hospital.phone_of(who)
        await phone.send("/settings")
        assert "花名册" not in str(await labels(phone)), who
        for data in ("roster", "roster-bring", "roster-fetch", "roster-yes:1", "roster-no", "settings"):
            await press(hospital, phone, data)
        assert await files_sent(phone) == {}, who
        await phone.send_document("新.xlsx", content)
    assert await roster(hospital) == before
