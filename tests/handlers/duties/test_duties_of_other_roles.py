"""Duties that others than inspectors owe, level 1 among them, through the simulator over HTTP."""

from domain.duties.duty_block import DutyBlock
from domain.people.people import Role
from domain.time.periods import Period
from simulator.phone import Phone
from storage.tables import duty_items
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, rows_of
from tests.duty_blocks import write_duties
from tests.handlers.by_hand import filed, shown
from tests.harness import Hospital
from tests.reminders.duties.test_nudges_on_phones import of_grids

COMMISSIONER, OFFICE, HEAD, WARD = "纪委书记", "监察室主任", "心内科负责人", "心内科特邀监察员"


async def with_duty(hospital: Hospital, role: Role, level: int) -> None:
    """Restart the bot with one more duty, which `role` owes at `level` by the end of May."""
    duty = DutyBlock(
        id="other",
        form="quarterly_selfcheck",
        roles=frozenset({role}),
        min_level=level,
        max_level=level,
        rule="FREQ=MONTHLY;BYMONTHDAY=-1",
        period=Period.MONTH,
    )
    write_duties(hospital, (*hospital.config.duty, duty))
    await hospital.restart()
    await hospital.app.tick()


async def own_nudges(phone: Phone) -> list[str]:
    return [
        m.text for m in await phone.chat() if m.from_bot and "项未完成\n" in m.text and "您好" not in m.text
    ]


async def test_the_commissioner_is_nudged_and_files_what_level_one_owes(hospital: Hospital) -> None:
    commissioner, office = await hospital.phone_of(COMMISSIONER), await hospital.phone_of(OFFICE)
    await with_duty(hospital, Role.COMMISSIONER, 1)
    await commissioner.send("/start")
    assert "您还有 1 项未完成" in (await shown(commissioner)).text
    await office.send("/start")
    assert "未完成" not in (await shown(office)).text
    await hospital.move_to(5, 24)
    (text,) = await own_nudges(commissioner)
    assert "5月自查小结" in text
    assert not await own_nudges(office)
    await commissioner.send("/report")
    await commissioner.see("自查小结 · 绍兴某某医院")
    await office.send("/report")
    assert "供二级、三级网格的特邀监察员使用" in (await shown(office)).text


async def test_who_has_nothing_to_do_is_told_what_comes_and_when(hospital: Hospital) -> None:
    head = await hospital.phone_of(HEAD)
    await head.send("/start")
    assert "有需要您填报或阅知的，会在这里通知您" in (await shown(head)).text
    await with_duty(hospital, Role.DEPARTMENT_HEAD, 3)
    owed = [row for row in rows_of(hospital.app.database, duty_items) if row["duty_id"] == "other"]

    def file_all(uow: UnitOfWork) -> None:
        for row in owed:
            uow.duty_items.mark_filed(row["id"], MAY)

    hospital.app.database.write(file_all)
    await head.send("/start")
    assert "• 6月自查小结  6月1日开始，6月30日截止" in (await shown(head)).text


async def test_level_one_s_own_overdue_duty_goes_to_the_others_of_level_one(hospital: Hospital) -> None:
    await hospital.import_roster(of_grids("内科第一党支部", "心内科"))
    commissioner, office = await hospital.phone_of(COMMISSIONER), await hospital.phone_of(OFFICE)
    await with_duty(hospital, Role.COMMISSIONER, 1)
    await hospital.move_to(6, 1)
    line = [
        told_line
        for told_line in (await office.see("下级网格有")).text.splitlines()
        if "自查小结" in told_line
    ]
    assert line == [f"• 绍兴某某医院  5月自查小结  5月31日截止，已逾期 1 天  {COMMISSIONER}"]
    assert "您还有" in (await commissioner.see("下级网格有")).text


async def test_a_head_of_department_files_and_the_inspector_of_the_same_grid_does_not(
    hospital: Hospital,
) -> None:
    head, ward = await hospital.phone_of(HEAD), await hospital.phone_of(WARD)
    await with_duty(hospital, Role.DEPARTMENT_HEAD, 3)
    await head.send("/start")
    text = (await shown(head)).text
    assert "您还有 1 项未完成" in text
    assert "自查小结" in text
    await ward.send("/start")
    assert "自查小结" not in (await shown(ward)).text
    await head.tap("填报")
    await head.tap("开始填报")
    await head.see("1/")
    await ward.send("/report")
    await ward.tap("零报告")
    await ward.tap("提交")
    await ward.see("已提交")
    assert await filed(hospital) is not None
    assert await filed(hospital, duty="other") is None
