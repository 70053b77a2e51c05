"""The year's sums in the annual report: of a grid that moved, of one without a report, of the whole unit."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from domain.people.roster import Roster
from domain.tips.routing import Body
from domain.tips.tips import Area, Source
from forms.reading.reader import shipped_forms
from reports.sheets.sample_hospital import sample_roster
from storage.duty_items import DutyItem
from storage.reporting.submissions import Submission
from storage.tips.sealing import Sealed
from storage.tips.tips import NewTip
from storage.unit_of_work import UnitOfWork
from tests.desks import shanghai
from tests.harness import Hospital
from usecases.house import Request
from usecases.reporting.year_sums import year_sums

ANNUAL = shipped_forms()["annual_report"]
WARD, NEIGHBOUR = "30401", "30402"
MONTHS = ("2026-05", "2026-06", "2026-07")


async def live(hospital: Hospital) -> None:
    """Have two wards file three months; the first hangs under another branch from 15 June on."""
    for month, name in enumerate(MONTHS, start=5):
        await hospital.move_to(month, 12)
        if month == 6:
            hospital.clock.move_to(shanghai(6, 15))
            await hospital.import_roster(moved(sample_roster(shanghai(6, 15).date())))
            await hospital.app.database.run(forward)
        await hospital.app.database.run(partial(file, hospital=hospital, period_id=name, talks=month))


def forward(uow: UnitOfWork) -> None:
    """Forward a tip in June."""
    day, nothing = shanghai(6, 20).date(), Sealed(b"")
    uow.tips.add(
        NewTip(Body.OFFICE, bytes(32), "age1", day, Source.FORWARDED, Area.ETHICS, nothing, None, WARD)
    )


def moved(roster: Roster) -> Roster:
    grids = [replace(grid, parent_code="206") if grid.code == WARD else grid for grid in roster.grids]
    return replace(roster, grids=tuple(grids))


def file(uow: UnitOfWork, hospital: Hospital, period_id: str, talks: int) -> None:
    for code, sessions in ((WARD, 1), (NEIGHBOUR, 0)):
        (item,) = uow.duty_items.of_period("monthly_report", period_id, [code])
        given: dict[str, Any] = {"light": "green", "talks": talks, "education_sessions": sessions}
        given |= {"red_packets": 1, "red_packets_amount": "0.10"} if sessions else {"tendencies": None}
        now = hospital.clock.now()
        uow.submissions.add(
            Submission(0, item.id, "monthly_report", 1, given, zero=False, submitted_at=now, person_id=1)
        )
        uow.duty_items.mark_filed(item.id, now)


async def begun(hospital: Hospital, code: str) -> dict[str, Any]:
    """Return what the annual report of a grid begins with."""
    day = shanghai(12, 20).date()
    item = DutyItem(0, "annual_report", "2026", code, day, day, day, 0, None, "")
    request = Request(hospital.app.house, 1, 1, 1, hospital.clock.now())
    return await hospital.app.database.run(lambda uow: year_sums(uow, request, ANNUAL, item))


async def test_a_year_is_added_up_for_a_grid_that_moved_one_without_a_report_and_the_unit(
    hospital: Hospital,
) -> None:
    await live(hospital)
    assert await begun(hospital, WARD) == {
        "education_sessions": 3,
        "talks": 5 + 6 + 7,
        "tips_forwarded": 1,
        "red_packets": 3,
        "red_packets_amount": "0.30",
    }
    assert await begun(hospital, NEIGHBOUR) == {"education_sessions": 0, "talks": 18, "tips_forwarded": 0}
    assert await begun(hospital, "30403") == {}
    assert (
        await begun(hospital, "204") == {}
    )  # a branch's report is about itself; its departments file their own
    unit = await begun(hospital, "1")  # of all its grids
    sums = {"education_sessions": 3, "talks": 36, "tips_forwarded": 1, "red_packets": 3}
    assert unit == {**sums, "red_packets_amount": "0.30"}
    assert Decimal(unit["red_packets_amount"]) == 3 * Decimal("0.10")
