"""What a new roster does to people in the middle of something, through the simulator over HTTP."""

from dataclasses import replace

from domain.people.people import Appointment, Role
from domain.people.roster import Roster
from domain.time.clock import day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from storage.reporting.tables import drafts
from storage.tables import submissions
from tests.desks import rows_of
from tests.harness import Hospital

WARD = "心内科特邀监察员"


def roster(hospital: Hospital, *, to: str | None) -> Roster:
    """Return the sample hospital with 心内科's inspector moved to the grid called `to`, or (None) gone."""
    today = day_in_shanghai(hospital.clock.now())
    whole = sample_roster(today)
    (own,) = (official for official in whole.officials if official.name == WARD)
    others = tuple(official for official in whole.officials if official != own)
    kept = tuple(
        appointment for appointment in whole.appointments if appointment.staff_number != own.staff_number
    )
    if to is None:
        return Roster(whole.grids, others, kept)
    (code,) = (grid.code for grid in whole.grids if grid.name == to)
    # Whoever held the new grid before gives it up.
    kept = tuple(
        appointment
        for appointment in kept
        if (appointment.grid_code, appointment.role) != (code, Role.INSPECTOR)
    )
    moved = Appointment(own.staff_number, code, Role.INSPECTOR, today)
    return Roster(whole.grids, (*others, replace(own, grid_code=code)), (*kept, moved))


async def in_the_middle(hospital: Hospital) -> Phone:
    """Return the phone of 心内科's inspector, half-way through the report."""
    phone = await hospital.phone_of(WARD)
    await phone.send("/report")
    await phone.tap("开始填报")
    await phone.tap("黄")
    return phone


async def test_a_moved_inspector_cannot_go_on_with_the_old_grid_s_report(hospital: Hospital) -> None:
    phone = await in_the_middle(hospital)
    await hospital.import_roster(roster(hospital, to="骨科"))
    toast = await phone.tap("跳过")
    assert toast is not None
    assert "没有查看此网格的权限" in toast.text
    shown = await phone.send("2")
    assert "心内科 " not in shown.text
    assert "教育" not in shown.text
    assert not rows_of(hospital.app.database, submissions)


async def test_a_moved_inspector_reports_for_the_new_grid_at_once(hospital: Hospital) -> None:
    phone = await in_the_middle(hospital)
    await hospital.import_roster(roster(hospital, to="骨科"))
    before = await phone.mark()
    await phone.send("/report")
    await phone.see("5月网格廉情月报 · 骨科", since=before)
    await phone.tap("零报告")
    await phone.tap("提交")
    await phone.see("已提交")
    assert len(rows_of(hospital.app.database, submissions)) == 1


async def test_whoever_takes_over_the_grid_starts_with_an_empty_report(hospital: Hospital) -> None:
    await in_the_middle(hospital)
    whole = roster(hospital, to="骨科")
    heir = next(official for official in whole.officials if official.name == "骨科特邀监察员")
    (code,) = (grid.code for grid in whole.grids if grid.name == "心内科")
    today = day_in_shanghai(hospital.clock.now())
    takes_over = Appointment(heir.staff_number, code, Role.INSPECTOR, today)
    await hospital.import_roster(replace(whole, appointments=(*whole.appointments, takes_over)))
    phone = await hospital.phone_of("骨科特邀监察员")
    await phone.send("/report")
    await phone.see("5月网格廉情月报 · 心内科")
    await phone.tap("开始填报")
    await phone.see("1/")


async def test_the_reminders_of_a_moved_inspector_are_those_of_the_new_grid(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.import_roster(roster(hospital, to="骨科"))
    await hospital.move_to(5, 24)
    await phone.tap("填报")
    await phone.see("5月网格廉情月报 · 骨科")


async def test_whoever_left_is_a_stranger_at_once(hospital: Hospital) -> None:
    phone = await in_the_middle(hospital)
    await hospital.import_roster(roster(hospital, to=None))
    toast = await phone.tap("跳过")
    assert toast is not None
    assert "需要先绑定" in toast.text
    shown = await phone.send("2")
    assert "反映问题" in str(shown.buttons)
    assert WARD not in shown.text
    assert "需要先绑定" in (await phone.send("/report")).text
    before = await phone.mark()
    await hospital.move_to(5, 24)
    assert await phone.mark() == before


async def test_drafts_left_behind_are_forgotten_after_thirty_days(hospital: Hospital) -> None:
    await in_the_middle(hospital)
    await hospital.import_roster(roster(hospital, to="骨科"))
    await hospital.move_to(6, 10)
    assert len(rows_of(hospital.app.database, drafts)) == 1
    await hospital.move_to(6, 12, 11)
    assert not rows_of(hospital.app.database, drafts)
