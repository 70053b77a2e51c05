"""廉情档案 on phones: the office finds any grid and inspector, an inspector gets their own."""

from storage.tables import people
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import file_green, shown
from tests.handlers.documents.test_documents import made, words_of
from tests.handlers.registers.test_lists import warn
from tests.harness import Hospital
from tests.hearings_set_up import COMMITTEE, OFFICE, SUPERVISOR
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
    assert window.buttons == [["心内科（本网格）"], [f"监察员 {WARD}"], ["本网格人员", "返回"]]
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


async def test_any_official_is_found_by_name_initials_or_number_and_has_their_own_file(
    hospital: Hospital,
) -> None:
    await hospital.import_roster(of_grids("内科第一党支部", "心内科"))
    office, committee = await hospital.phone_of(OFFICE), await hospital.phone_of(COMMITTEE)
    organ = await hospital.phone_of(SUPERVISOR)
    await office.send("/documents")
    await office.tap("廉情档案")
    await office.send("xnkyl")
    await office.see("心内科医疗组长廉情档案")
    await office.tap("2026-01 至 2026-05")
    words = words_of(await made(office))
    for said in ("任现职时间", "职务", "心内科", "工作台账", "无。"):
        assert said in words, said
    await office.send("/documents")
    for button in ("廉情档案", "内科第一党支部", "心内科", "本网格人员"):
        await office.tap(button)
    window = await office.see("共 3 人")
    assert [row[0] for row in window.buttons] == [
        "心内科负责人 心内科主任",
        f"{WARD} 心内科骨干",
        "心内科医疗组长 医疗组长",
        "返回",
    ]
    await office.send("查无此人")
    await office.see("没有找到“查无此人”")
    await office.send("心内科")
    await office.see("与“心内科”相符的有 3 人")
    await office.tap("心内科负责人")
    await office.see("心内科负责人廉情档案")
    await warn(hospital, "高值耗材登记不全")
    await office.tap("2026-01 至 2026-05")
    words = words_of(await made(office))
    for said in ("廉政风险预警（1项）", "黄：高值耗材登记不全", "收件人", "待发出1", "本人身份"):
        assert said in words, said
    await office.send("/documents")
    for button in ("廉情档案", "内科第一党支部", "心内科", "心内科（本网格）", "2026-01 至 2026-05"):
        await office.tap(button)
    words = words_of(await made(office))
    for said in ("廉政风险预警（1项）", "黄：高值耗材登记不全", "心内科负责人", "有关人员"):
        assert said in words, said
    # Whoever inspects nothing has a file of their own, too; the organ above (驻组) has none.
    await committee.send("/registers")
    await committee.tap("我的廉情档案")
    await committee.tap("2026-01 至 2026-05")
    await committee.see("这是您本人的档案，不含线索")
    assert COMMITTEE in words_of(await made(committee))
    for data in ("doc-people:301:0", "doc-make:grid:1:2026-01:2026-05"):
        assert "监察室" in await press(hospital, committee, data)
    await organ.send("/registers")
    assert "我的廉情档案" not in [label for row in (await shown(organ)).buttons for label in row]
    assert "监察室" in await press(hospital, organ, "own-file")
