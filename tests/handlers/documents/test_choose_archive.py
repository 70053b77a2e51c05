"""廉情档案 on phones: the office finds any grid and inspector, an inspector gets their own."""

from storage.tables import people
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import file_green, shown
from tests.handlers.documents.test_documents import made, words_of
from tests.harness import Hospital
from tests.hearings_set_up import COMMITTEE, OFFICE
from tests.reminders.duties.test_nudges_on_phones import BRANCH, WARD, of_grids
from windows.entries import open_document


async def test_the_office_goes_from_grid_to_grid_and_chooses_months(hospital: Hospital) -> None:
    await hospital.import_roster(of_grids("内科第一党支部", "心内科"))
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_green(ward)
    await hospital.move_to(6, 8)
    await office.send("/documents")
    await office.tap("廉情档案")
    await office.tap("内科第一党支部")
    await office.tap("心内科")
    window = await office.see("廉情档案 · 心内科")
    assert window.buttons == [["心内科（本网格）"], [f"监察员 {WARD}"], ["返回"]]
    await office.tap("心内科（本网格）")
    window = await office.see("请选择起止月份")
    assert window.buttons == [
        ["2026-01 至 2026-06"],
        ["2025-07 至 2026-06"],
        ["2025-01 至 2025-12"],
        ["返回菜单"],
    ]
    await office.send("2026-05")
    await office.see("请输入起止两个月份")
    await office.send("2026-06 2026-05")
    await office.see("请输入起止两个月份")
    await office.send("2026-05 至 2026-05")
    await office.see("心内科廉情档案 2026-05 至 2026-05")
    words = words_of(await made(office))
    for said in ("2026年5月", "网格廉情月报", "按时", "绿", "内科第一党支部"):
        assert said in words, said


async def test_the_file_of_an_inspector_is_made_and_filed_like_any_document(hospital: Hospital) -> None:
    await hospital.import_roster(of_grids("内科第一党支部", "心内科"))
    office = await hospital.phone_of(OFFICE)
    await office.send("/documents")
    for button in ("廉情档案", "内科第一党支部", "心内科", f"监察员 {WARD}", "2026-01 至 2026-05"):
        await office.tap(button)
    content = await made(office)
    assert WARD in words_of(content)
    await office.send_document("档案.docx", content)
    await office.see("已存为第 1 版")
    assert not [label for row in (await shown(office)).buttons for label in row if "发送" in label]


async def test_an_inspector_gets_their_own_file_and_nobody_elses(hospital: Hospital) -> None:
    await hospital.import_roster(of_grids("内科第一党支部", "心内科"))
    ward = await hospital.phone_of(WARD)
    await file_green(ward)
    await ward.send("/duties")
    await ward.tap("我的廉情档案")
    await ward.tap("2026-01 至 2026-05")
    window = await ward.see("这是您本人的档案，不含线索")
    assert window.buttons == [["生成 docx"], ["返回菜单"]]
    assert WARD in words_of(await made(ward))
    ids = {row.name: row.id for row in rows_of(hospital.app.database, people)}
    other = f"{ids[BRANCH]}:2026-01:2026-05"
    for data in (
        open_document("person", other),
        f"doc-make:person:{other}",
        "doc-make:grid:201:2026-01:2026-05",
    ):
        assert "监察室" in await press(hospital, ward, data), data
    # What an inspector sends below their file is no filed version.
    await ward.send_document("档案.docx", b"docx")
    assert "已存为" not in (await shown(ward)).text


async def test_who_inspects_nothing_has_no_file(hospital: Hospital) -> None:
    committee = await hospital.phone_of(COMMITTEE)
    assert "没有查看此网格的权限" in await press(hospital, committee, "own-file")
