from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from domain.people.grids import Grid
from domain.people.people import Appointment, Role
from domain.people.roster import Roster
from reports.sheets.sample_hospital import sample_roster
from storage.delivery.outbox import Letter
from tests.desks import Postman, bind, open_desk, shanghai
from tests.reminders.watch.test_skipped import (
    OFFICE,
    OFFICE_PHONE,
    WARD,
    WARD_PHONE,
    heard,
    of_downtime,
    runs,
)

OTHER_OFFICE, OTHER_PHONE = "分院监察室", 13


def with_branch_hospital(on: date) -> Roster:
    """Return the sample hospital beside another unit, of which the bot knows one office and nothing more."""
    sample = sample_roster(on)
    own = next(grid for grid in sample.grids if grid.level == 1)
    unit = Grid("900", "分院", 1, None, own.kind)
    official = replace(sample.officials[0], staff_number="Z1", name=OTHER_OFFICE, grid_code="900")
    appointment = Appointment("Z1", "900", Role.OFFICE, on)
    return Roster((*sample.grids, unit), (*sample.officials, official), (*sample.appointments, appointment))


async def test_each_unit_hears_of_its_own(tmp_path: Path) -> None:
    start, postman = shanghai(5, 12), Postman()
    with open_desk(f"sqlite:///{tmp_path}/two.db", start, with_branch_hospital(start.date())) as desk:
        ward = bind(desk.database, WARD, WARD_PHONE)
        bind(desk.database, OFFICE, OFFICE_PHONE)
        bind(desk.database, OTHER_OFFICE, OTHER_PHONE)
        letter = Letter("n", "nudge", {}, start, start + timedelta(days=9), person_id=ward)
        desk.database.write(lambda uow: uow.outbox.add_once([letter]))
        for minute in range(2):
            await runs(desk, postman, shanghai(5, 15, 10, minute))
        assert ["以下 1 条" in text for text in of_downtime(postman)] == [True]
        assert not heard(postman, OTHER_PHONE)
