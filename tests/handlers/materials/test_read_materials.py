"""学习资料 and 工作要求: who reads them, 已阅, who has not, 催阅, 撤回; through the simulator over HTTP."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from domain.people.people import Appointment, Role
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from storage.materials.tables import material_readers, materials
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import picture, shown
from tests.handlers.materials.materials_by_hand import (
    BRANCH,
    KIDNEY,
    OFFICE,
    OTHER_BRANCH,
    WARD,
    WORDS,
    begin,
    choose_ward,
    open_sent,
    send,
)
from tests.harness import MAY, Hospital


async def unread(hospital: Hospital) -> list[str]:
    """Return the names of those whose row is not read."""
    rows = [row for row in rows_of(hospital.app.database, material_readers) if row["read_at"] is None]
    names = await hospital.app.database.run(lambda uow: uow.people.names(row["person_id"] for row in rows))
    return sorted(names.values())


async def menu(phone: Phone) -> str:
    return str((await phone.send("/start")).buttons)


async def test_two_get_it_one_reads_it_and_the_office_sees_who_has_not(hospital: Hospital) -> None:
    ward, kidney = await hospital.phone_of(WARD), await hospital.phone_of(KIDNEY)
    office = await send(hospital, "心内科", "肾内科")
    text = (await ward.see(WORDS)).text
    assert text.startswith("学习资料  5月12日 周二 10:00发")
    assert "请在5月15日前（含当日）阅读" in text
    await kidney.see(WORDS)
    await ward.tap("已阅")
    window = await shown(ward)
    assert "已阅  5月12日 周二 10:00" in window.text
    assert "已阅" not in str(window.buttons)
    text = await open_sent(office)
    assert "已阅 1/2" in text
    assert f"未阅 1 人：\n内科第一党支部\n• 肾内科  {KIDNEY}" in text
    assert WARD not in text


async def test_a_second_tap_on_read_changes_nothing(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await send(hospital, "心内科")
    await ward.see(WORDS)
    for press_id in await ward.tap_nowait("已阅", times=2):
        await ward.answer(press_id)
    (row,) = rows_of(hospital.app.database, material_readers)
    hospital.clock.move_to(MAY.replace(hour=15))
    await press(hospital, ward, f"material-read:{row['material_id']}")
    (again,) = rows_of(hospital.app.database, material_readers)
    assert again == row
    assert "已阅  5月12日 周二 10:00" in (await shown(ward)).text


async def test_read_in_the_menu_the_letter_loses_its_button(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await send(hospital, "心内科")
    letter = await ward.see(WORDS)
    assert "学习资料（待阅 1）" in await menu(ward)
    await ward.tap("学习资料")
    assert "待阅 1 项，已阅 0 项" in (await shown(ward)).text
    await ward.tap("待阅")
    await ward.tap("已阅")
    await hospital.app.deliver()
    (before,) = [message for message in await ward.chat() if message.message_id == letter.message_id]
    assert not before.buttons
    assert "待阅" not in await menu(ward)
    await ward.tap("学习资料")
    assert "待阅 0 项，已阅 1 项" in (await shown(ward)).text


async def test_a_picture_with_a_link_reaches_the_reader_with_its_button_and_opens_again(
    hospital: Hospital,
) -> None:
    ward = await hospital.phone_of(WARD)
    office = await begin(hospital, "发送工作要求")
    await office.send_photo(picture(), "请各科对照 <自查> & 整改")
    await office.send("https://www.ccdi.gov.cn/a?b=1&c=2")
    await choose_ward(office, "心内科")
    await office.tap("下一步：阅读期限")
    await office.tap("不设期限")
    await office.tap("发送给")
    await hospital.app.deliver()
    window = await ward.see("请各科对照 <自查> & 整改")
    assert window.text.startswith("工作要求")
    assert window.buttons == [["打开链接"], ["已阅"]]
    assert window.json["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://www.ccdi.gov.cn/a?b=1&c=2"
    photos = [message for message in await ward.chat() if message.file_kind == "photo"]
    assert len(photos) == 1
    await ward.send("/start")
    await ward.tap("学习资料")
    await ward.tap("请各科对照")
    assert len([message for message in await ward.chat() if message.file_kind == "photo"]) == 2
    await ward.tap("已阅")
    assert "已阅  5月12日" in (await shown(ward)).text


async def test_a_document_goes_out_as_one(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    office = await begin(hospital)
    await office.send_document("通知.docx", b"PK not really")
    await choose_ward(office, "心内科")
    await office.tap("下一步：阅读期限")
    await office.tap("7 天内")
    await office.tap("发送给")
    await hospital.app.deliver()
    await ward.see("（附文件）")
    (file,) = [message for message in await ward.chat() if message.file_kind == "document"]
    assert await ward.download(file) == b"PK not really"


async def test_withdrawn_before_it_left_it_never_comes(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    hospital.clock.move_to(MAY.replace(hour=22))
    office = await send(hospital, "心内科")
    assert "待阅" in await menu(ward)
    await office.tap("查看阅读情况")
    await office.tap("撤回")
    assert "未阅的 1 人不再看到" in (await shown(office)).text
    await office.tap("确定撤回")
    assert "此件已撤回。" in (await shown(office)).text
    assert "待阅" not in await menu(ward)
    await hospital.move_to(5, 13, 9)
    assert not [message for message in await ward.chat() if WORDS in message.text]


async def test_withdrawn_after_it_came_its_button_goes_and_who_read_it_keeps_it(hospital: Hospital) -> None:
    ward, kidney = await hospital.phone_of(WARD), await hospital.phone_of(KIDNEY)
    office = await send(hospital, "心内科", "肾内科")
    await ward.tap("已阅")
    letter = await kidney.see(WORDS)
    material_id = rows_of(hospital.app.database, material_readers)[0]["material_id"]
    await office.tap("查看阅读情况")
    await office.tap("撤回")
    await office.tap("确定撤回")
    await hospital.app.deliver()
    (after,) = [message for message in await kidney.chat() if message.message_id == letter.message_id]
    assert not after.buttons
    assert "此件已撤回，不需要再阅读" in await press(hospital, kidney, f"material-read:{material_id}")
    assert await unread(hospital) == [KIDNEY]
    await ward.send("/start")
    await ward.tap("学习资料")
    await ward.tap("已阅")
    assert "此件已撤回。" in (await shown(ward)).text
    await open_sent(office)
    assert "撤回" not in str((await shown(office)).buttons)


async def test_a_branch_sees_its_own_and_chases_them_and_another_branch_nothing(hospital: Hospital) -> None:
    ward, branch, other = [await hospital.phone_of(name) for name in (WARD, BRANCH, OTHER_BRANCH)]
    await send(hospital, "心内科", "肾内科")
    await branch.send("/start")
    await branch.tap("学习资料")
    await branch.tap("下级阅读情况")
    await branch.tap("0/2")
    window = await shown(branch)
    assert "未阅 2 人" in window.text
    assert "撤回" not in str(window.buttons)
    await branch.tap("提醒未阅")
    assert "已提醒 1 人。另有 1 人请假、调离或尚未绑定" in (await shown(branch)).text
    await hospital.app.deliver()
    await ward.see("您还有 1 项待阅")
    await other.send("/start")
    await other.tap("学习资料")
    await other.tap("下级阅读情况")
    assert "尚未向您的支部发送过" in (await shown(other)).text


@pytest.mark.parametrize("act", ["sent:{}:0", "chase:{}", "undo:{}", "undo-yes:{}", "read:{}"])
async def test_a_forged_button_about_anothers_does_nothing(hospital: Hospital, act: str) -> None:
    other = await hospital.phone_of(OTHER_BRANCH)
    await send(hospital, "心内科")
    (before,) = rows_of(hospital.app.database, material_readers)
    await other.send("/start")
    said = await press(hospital, other, "material-" + act.format(before["material_id"]))
    assert "没有查看此网格的权限" in said or "供一级网格" in said
    assert rows_of(hospital.app.database, material_readers) == [before]
    assert "撤回" not in await open_sent(await hospital.phone_of(OFFICE))


async def test_what_another_unit_sent_is_none_of_the_offices(hospital: Hospital) -> None:
    office = await send(hospital, "心内科")
    with hospital.app.database.engine.begin() as connection:
        connection.execute(update(materials).values(unit_code="204"))
    (row,) = rows_of(hospital.app.database, materials)
    for act in ("sent:{}:0", "undo-yes:{}"):
        assert "没有查看此网格的权限" in await press(hospital, office, "material-" + act.format(row["id"]))
    assert rows_of(hospital.app.database, materials) == [row]


async def test_a_ward_may_look_at_nobodys_reading(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/start")
    assert "没有查看此网格的权限" in await press(hospital, ward, "materials-sent")
    assert "供一级网格" in await press(hospital, ward, "compose:study")
    await ward.tap("学习资料")
    window = await shown(ward)
    assert "目前没有发给您的内容" in window.text
    assert window.buttons == [["返回菜单"]]


async def test_the_office_chases_once_a_day_and_person(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    office = await send(hospital, "心内科")
    await office.tap("查看阅读情况")
    await office.tap("提醒未阅的 1 人")
    assert "已提醒 1 人。" in (await shown(office)).text
    await office.tap("提醒未阅的 1 人")
    assert "已提醒 0 人。另有 1 人今天已提醒过" in (await shown(office)).text
    await hospital.app.deliver()
    await ward.tap("阅读：学习")
    await ward.tap("已阅")
    await open_sent(office)
    assert "全部已阅。" in (await shown(office)).text
    assert "提醒未阅" not in str((await shown(office)).buttons)


async def test_who_comes_to_a_grid_reads_what_the_one_before_left(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    office = await send(hospital, "心内科")
    await ward.see(WORDS)
    roster = sample_roster(MAY.date())
    numbers = {official.name: official.staff_number for official in roster.officials}
    appointments = [
        appointment for appointment in roster.appointments if appointment.staff_number != numbers[WARD]
    ]
    successor = Appointment(numbers["心内科医疗组长"], "30401", Role.INSPECTOR, MAY.date())
    code = next(
        appointment.grid_code
        for appointment in roster.appointments
        if appointment.staff_number == numbers[WARD]
    )
    successor = replace(successor, grid_code=code)
    await hospital.import_roster(replace(roster, appointments=(*appointments, successor)))
    assert f"{WARD}（已调离，由现任在菜单中查看）" in await open_sent(office)
    new = await hospital.phone_of("心内科医疗组长")
    assert "学习资料（待阅 1）" in await menu(new)
    await new.tap("学习资料")
    await new.tap("待阅")
    await new.tap("已阅")
    assert "已阅 1/1" in await open_sent(office)
    assert "待阅" not in await menu(new)


async def test_a_deputy_of_one_away_gets_it_too(hospital: Hospital) -> None:
    ward, head = await hospital.phone_of(WARD), await hospital.phone_of("心内科负责人")
    await ward.send("/leave")
    for label in ("今天", "到5月18日", "心内科负责人", "确定请假"):
        await ward.tap(label)
    await ward.see("已登记")
    office = await begin(hospital)
    await office.send(WORDS)
    await choose_ward(office, "心内科")
    assert "特邀监察员 2 人" in (await shown(office)).text
    await office.tap("下一步：阅读期限")
    await office.tap("3 天内")
    await office.tap("发送给 2 人")
    await hospital.app.deliver()
    await head.see(WORDS)
    await head.tap("已阅")
    assert await unread(hospital) == [WARD]
