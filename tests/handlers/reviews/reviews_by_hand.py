"""What tests of 审核 do again and again."""

from datetime import timedelta

from domain.people.leaves import Leave
from domain.time.clock import day_in_shanghai
from simulator.phone import Phone
from storage.reporting.reviewed import Review
from storage.tables import submissions
from storage.unit_of_work import UnitOfWork
from tests.desks import rows_of
from tests.handlers.by_hand import GRID, INSPECTOR, filed
from tests.harness import Hospital

BRANCH = "内科第一党支部特邀监察员"
BRANCH_NAME = "内科第一党支部"
OFFICE = "监察室主任"
OTHER_BRANCH = "外科第一党支部特邀监察员"
REPORT = f"5月网格廉情月报 · {GRID}"


async def file_zero(hospital: Hospital, name: str = INSPECTOR) -> Phone:
    """Have an inspector file the month empty; return their phone."""
    phone = await hospital.phone_of(name)
    await phone.send("/report")
    await phone.tap("零报告")
    await phone.tap("提交")
    await phone.see("已提交")
    return phone


async def open_list(phone: Phone) -> None:
    """Open what waits, from the menu."""
    await phone.send("/start")
    await phone.tap("审核（")


async def open_report(phone: Phone, grid: str = GRID) -> None:
    """Open a report that waits."""
    await open_list(phone)
    await phone.tap(grid)


async def return_it(phone: Phone, reason: str = "内容不完整，请补充", grid: str = GRID) -> None:
    """Return a report that waits, for one of the reasons offered."""
    await open_report(phone, grid)
    await phone.tap("退回")
    await phone.tap(reason)
    await phone.see("已退回")


def state_of(hospital: Hospital, number: int = 0) -> str:
    """Return where the report stands that was filed as the `number`th, from 0."""
    return str(rows_of(hospital.app.database, submissions)[number]["review_state"])


async def verdicts(hospital: Hospital, grid: str = GRID) -> list[Review]:
    """Return what was said of a grid's report."""
    found = await filed(hospital, grid)
    assert found is not None

    def work(uow: UnitOfWork) -> list[Review]:
        return uow.reviews.of_submission(found.id)

    return await hospital.app.database.run(work)


async def stand_in(hospital: Hospital, away: str, deputy: str) -> None:
    """Have `deputy` stand in for who is `away` for a week."""

    def work(uow: UnitOfWork) -> None:
        ids = [next(p.person_id for p in uow.people.search(n, 100) if p.name == n) for n in (away, deputy)]
        today = day_in_shanghai(hospital.clock.now())
        leave = Leave(ids[0], today, today + timedelta(days=7), ids[1])
        uow.leaves.add(leave, hospital.clock.now())

    await hospital.app.database.run(work)
