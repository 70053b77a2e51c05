"""Which report /report opens, and what /duties lists."""

from domain.people.people import Appointment, Role
from domain.people.roster import Roster
from reports.sheets.sample_hospital import sample_roster
from tests.handlers.by_hand import INSPECTOR, file_green, filed, shown
from tests.harness import MAY, Hospital


def with_two_grids() -> Roster:
    """Return the sample hospital with one inspector who has two grids."""
    roster = sample_roster(MAY.date())
    number = next(official.staff_number for official in roster.officials if official.name == INSPECTOR)
    code = next(grid.code for grid in roster.grids if grid.name == "肾内科")
    second = Appointment(number, code, Role.INSPECTOR, MAY.date())
    return Roster(roster.grids, roster.officials, (*roster.appointments, second))


async def test_with_one_open_the_report_opens_at_once(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    opened = await phone.send("/report")
    assert opened.buttons[0] == ["开始填报", "零报告"]


async def test_with_several_open_the_person_chooses(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(6, 12)
    chosen = await phone.send("/report")
    assert "请选择要填报的项目" in chosen.text
    labels = [label for row in chosen.buttons for label in row]
    assert [label[:7] for label in labels[:3]] == ["上半年自查总结", "6月网格廉情月", "二季度自查小结"]
    await phone.tap("二季度自查小结")
    first = await shown(phone)
    assert "二季度自查小结 · 心内科" in first.text
    assert "零报告" not in str(first.buttons)  # a self-check is no month


async def test_with_one_of_several_filed_only_the_others_are_offered(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(6, 12)
    await phone.send("/report")
    await phone.tap("6月网格廉情月报")
    await phone.tap("零报告")
    await phone.tap("提交")
    assert "月报" not in str((await phone.send("/report")).buttons)


async def test_with_everything_filed_the_report_is_shown(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)
    report = await phone.send("/report")
    assert "已提交，6月5日前可以更正" in report.text
    assert "灯色  绿" in report.text


async def test_with_nothing_open_the_person_is_told_so(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.app.database.run(lambda uow: uow._connection.exec_driver_sql("DELETE FROM duty_item"))
    assert "目前没有需要填报的项目" in (await phone.send("/report")).text
    assert "目前没有需要填报的项目" in (await phone.send("/duties")).text


async def test_an_inspector_of_two_grids_sees_which_is_which(hospital: Hospital) -> None:
    await hospital.import_roster(with_two_grids())
    phone = await hospital.phone_of(INSPECTOR)
    chosen = await phone.send("/report")
    assert "心内科" in chosen.buttons[0][0]
    assert "肾内科" in chosen.buttons[1][0]
    await phone.tap("肾内科")
    await phone.tap("零报告")
    await phone.tap("提交")
    await phone.see("已提交")
    assert await filed(hospital, grid="肾内科") is not None
    assert await filed(hospital) is None


async def test_duties_lists_what_is_due_when_and_what_is_filed(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    assert "• 5月网格廉情月报  5月31日截止，还有 19 天" in (await phone.send("/duties")).text
    await file_green(phone)
    assert "• 5月网格廉情月报  已提交" in (await phone.send("/duties")).text
    await phone.tap("5月网格廉情月报")
    assert "灯色  绿" in (await shown(phone)).text


async def test_level_one_and_strangers_have_nothing_to_fill_in(hospital: Hospital) -> None:
    office, stranger = await hospital.phone_of("监察室主任"), await hospital.stranger()
    for command in ("/report", "/duties"):
        assert "供二级、三级网格的特邀监察员使用" in (await office.send(command)).text
        assert "需要先绑定" in (await stranger.send(command)).text


async def test_whoever_loses_the_grid_can_fill_in_no_more_of_it(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/report")
    await phone.tap("开始填报")
    roster = sample_roster(MAY.date())
    number = next(official.staff_number for official in roster.officials if official.name == INSPECTOR)
    left = tuple(appointment for appointment in roster.appointments if appointment.staff_number != number)
    await hospital.import_roster(Roster(roster.grids, roster.officials, left))
    await hospital.move_to(5, 13)
    toast = await phone.tap("黄")
    assert toast is not None
    assert toast.text == "您没有查看此网格的权限。"
    assert "没有看懂" in (await phone.send("黄")).text
