"""考核 from level 1's phone and from the inspectors', through the simulator over HTTP."""

import io

from openpyxl import load_workbook
from sqlalchemy import delete

from simulator.phone import Phone
from storage.duty_items import REMOVED
from storage.tables import duty_items
from tests.desks import shanghai
from tests.forged import press
from tests.handlers.by_hand import file_green, shown
from tests.handlers.duties.test_exempt_items import exempt
from tests.harness import Hospital
from tests.reminders.duties.test_nudges_on_phones import BRANCH, OFFICE, WARD, of_grids
from windows.entries import ASSESS, assessment_of

H1 = "2026-H1"


async def open_assessment(office: Phone) -> str:
    await office.send("/digest")
    await office.tap("考核")
    return (await office.see("年上半年考核")).text


async def small(hospital: Hospital) -> None:
    """Make it a hospital of one branch and one ward, which never had others: those would stay as removed."""
    await hospital.import_roster(of_grids("内科第一党支部", "心内科"))
    with hospital.app.database.engine.begin() as connection:
        connection.execute(delete(duty_items).where(duty_items.c.exempt_reason == REMOVED))


async def two_grids(hospital: Hospital) -> list[Phone]:
    """Open a hospital of one branch and one ward, which has reported; return the office, the branch, the ward."""
    await small(hospital)
    phones = [await hospital.phone_of(name) for name in (OFFICE, BRANCH, WARD)]
    await file_green(phones[2])
    return phones


async def test_the_unit_is_shown_with_its_rates_and_branches(hospital: Hospital) -> None:
    office, _branch, _ward = await two_grids(hospital)
    await hospital.move_to(6, 6)
    text = await open_assessment(office)
    assert text == (
        "2026年上半年考核 · 绍兴某某医院\n"
        "计至6月6日到期的项目\n"
        "应报 2  已报 1  按时 1  逾期 0  未报 1\n"
        "按时率 50%   上报率 50%\n"
        "• 内科第一党支部  按时率 50%\n"
        "应报 2  已报 1  按时 1  逾期 0  未报 1"
    )
    await office.tap("内科第一党支部  50%")
    text = (await shown(office)).text
    assert "• 本级  按时率 0%\n应报 1  已报 0  按时 0  逾期 0  未报 1" in text
    assert f"• {BRANCH}  按时率 0%" in text
    await office.tap("心内科  100%")
    assert f"• {WARD}  按时率 100%\n应报 1  已报 1  按时 1  逾期 0  未报 0" in (await shown(office)).text
    await office.tap("返回")
    assert "考核 · 内科第一党支部" in (await shown(office)).text
    await office.tap("返回")
    assert "考核 · 绍兴某某医院" in (await shown(office)).text


async def test_a_grid_that_moved_after_the_close_stays_in_its_branch_of_then(hospital: Hospital) -> None:
    office, *_others = await two_grids(hospital)
    await hospital.move_to(6, 20)
    before = await open_assessment(office)
    with hospital.app.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE grid SET parent_code = '1' WHERE name = '心内科'")
    assert await open_assessment(office) == before
    await office.tap("内科第一党支部  25%")
    await office.see("• 心内科  按时率 50%")


async def test_what_is_due_and_can_still_be_reported_is_apart_and_then_late(hospital: Hospital) -> None:
    office, branch, _ward = await two_grids(hospital)
    assert "没有到期的项目" in await open_assessment(office)
    await hospital.move_to(6, 2)
    assert "应报 2  已报 1  按时 1  逾期 0  未报 0  待报 1" in await open_assessment(office)
    await branch.send("/duties")
    await branch.tap("5月网格廉情月报")
    await branch.tap("零报告")
    await branch.tap("提交")
    text = await open_assessment(office)
    assert "应报 2  已报 2  按时 1  逾期 1  未报 0\n按时率 50%   上报率 100%" in text


async def test_the_exempt_is_counted_beside(hospital: Hospital) -> None:
    await small(hospital)
    office = await hospital.phone_of(OFFICE)
    await exempt(office)
    await hospital.move_to(6, 6)
    assert "应报 1  已报 0  按时 0  逾期 0  未报 1  免报 1\n按时率 0%" in await open_assessment(office)


async def test_branches_come_worst_first_and_a_page_at_a_time(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_green(ward)
    await hospital.move_to(6, 6)
    await open_assessment(office)
    first = await shown(office)
    assert "内科第一党支部" not in first.text
    assert len(first.text) < 1000
    while any("下一页" in label for row in (await shown(office)).buttons for label in row):
        await office.tap("下一页")
    last = [line for line in (await shown(office)).text.splitlines() if line.startswith("•")][-1]
    assert last.startswith("• 内科第一党支部")
    while any("上一页" in label for row in (await shown(office)).buttons for label in row):
        await office.tap("上一页")
    assert (await shown(office)).text == first.text


async def test_halves_and_years_are_chosen_and_none_that_is_empty_is_offered(hospital: Hospital) -> None:
    office, _branch, _ward = await two_grids(hospital)
    await hospital.move_to(6, 6)
    await open_assessment(office)
    labels = str((await shown(office)).buttons)
    assert "2026年度" in labels
    assert "下半年" not in labels
    assert "2025年度" not in labels
    await office.tap("2026年度")
    assert "2026年度考核 · 绍兴某某医院" in (await shown(office)).text
    hospital.clock.move_to(shanghai(7, 10))
    await office.tap("上半年")
    assert "计至" not in (await shown(office)).text
    await office.tap("下半年")
    assert "没有到期的项目" in (await shown(office)).text


async def test_the_xlsx_holds_the_same_figures(hospital: Hospital) -> None:
    office, _branch, _ward = await two_grids(hospital)
    await hospital.move_to(6, 6)
    await open_assessment(office)
    await office.tap("下载 xlsx")
    await office.see("已生成")
    file = next(message for message in await office.chat() if message.file_kind == "document")
    assert file.file_name == "考核-2026-H1.xlsx"
    book = load_workbook(io.BytesIO(await office.download(file)))
    assert book.sheetnames == ["支部", "网格", "人员"]
    assert list(book["支部"].values)[1:] == [
        ("内科第一党支部", 2, 1, 1, 0, 1, 0, 0, 50, 50),
        ("合计", 2, 1, 1, 0, 1, 0, 0, 50, 50),
    ]
    assert [row[1:5] for row in list(book["网格"].values)[1:]] == [
        ("内科第一党支部", BRANCH, 1, 0),
        ("心内科", WARD, 1, 1),
    ]
    assert [row[1:4] for row in list(book["人员"].values)[1:]] == [
        (BRANCH, "内科第一党支部", 1),
        (WARD, "心内科", 1),
    ]


async def test_each_inspector_sees_the_own_figures_and_what_was_missed(hospital: Hospital) -> None:
    _office, branch, ward = await two_grids(hospital)
    await hospital.move_to(6, 6)
    await ward.send("/duties")
    await ward.tap("我的考核")
    text = (await shown(ward)).text
    assert text.startswith(f"我的考核 · {WARD}\n• 2026年上半年  按时率 100%\n应报 1  已报 1  按时 1")
    assert "逾期和未报" not in text
    await branch.send("/duties")
    await branch.tap("我的考核")
    text = (await shown(branch)).text
    assert "• 2026年度  按时率 0%\n应报 1  已报 0  按时 0  逾期 0  未报 1" in text
    assert "逾期和未报：\n• 5月网格廉情月报 · 内科第一党支部  5月31日到期  未报" in text


async def test_others_are_refused_and_forged_or_old_buttons_say_so(hospital: Hospital) -> None:
    office, _branch, ward = await two_grids(hospital)
    await hospital.move_to(6, 6)
    await ward.send("/start")
    for data in (ASSESS, assessment_of(H1, "1"), f"assess-xlsx:{H1}"):
        assert "供一级网格（监察室）使用" in await press(hospital, ward, data)
    await office.send("/start")
    for data in (
        assessment_of(H1, "no such grid"),
        assessment_of("2026-05", "1"),
        "assess:2026-H1:1:x",
        "assess:2026-H1",
        "assess-xlsx:x",
    ):
        assert "此按钮已失效" in await press(hospital, office, data)
    await press(hospital, office, assessment_of(H1, "1", 99))
    assert "考核 · 绍兴某某医院" in (await shown(office)).text
