"""Who is away today."""

from datetime import date

from storage.people.leaves import TakenLeave
from storage.unit_of_work import UnitOfWork


def away_today(uow: UnitOfWork, unit_code: str, today: date) -> list[TakenLeave]:
    """Return who of the unit is on leave on `today`."""
    running = uow.leaves.running(today)
    in_unit = (
        uow.holders.hanging_below({leave.grid_code for leave in running}, [unit_code]) if running else set()
    )
    return [leave for leave in running if leave.grid_code in in_unit]
