"""What was begun while it might be, and is handed in when it may not: nothing is opened, and nothing is lost."""

from dataclasses import replace

from domain.time.clock import day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from storage.registers.tables import entries
from tests.desks import rows_of
from tests.handlers.registers.registers_by_hand import HEAD, INSPECTOR, answer, open_new
from tests.harness import Hospital


async def test_a_warning_begun_by_an_inspector_is_not_issued_once_they_are_none(hospital: Hospital) -> None:
    inspector = await hospital.phone_of(INSPECTOR)
    await open_new(inspector, "廉政风险预警")
    await answer(inspector, "黄", "科室或支部", f"={HEAD}", "=登记不全", "=逐件补登", "=2026-05-29")
    roster = sample_roster(day_in_shanghai(hospital.clock.now()))
    (number,) = [o.staff_number for o in roster.officials if o.name == INSPECTOR]
    left = tuple(held for held in roster.appointments if held.staff_number != number)
    await hospital.import_roster(replace(roster, appointments=left))
    await hospital.move_to(5, 13)
    toast = await inspector.tap("提交")
    assert "不能在此台账新增" in str(toast)
    assert rows_of(hospital.app.database, entries) == []
