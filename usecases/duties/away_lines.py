"""Who is away today, as level 1 is shown it: in its menu, and in full under /leave."""

from datetime import date

from locales import Speech
from locales.dates import day_name
from storage.people.leaves import TakenLeave
from storage.unit_of_work import UnitOfWork

NAMED = 3
LISTED = 20


def away_today(uow: UnitOfWork, unit_code: str, today: date) -> list[TakenLeave]:
    """Return who of the unit is on leave on `today`."""
    running = uow.leaves.running(today)
    in_unit = (
        uow.holders.hanging_below({leave.grid_code for leave in running}, [unit_code]) if running else set()
    )
    return [leave for leave in running if leave.grid_code in in_unit]


def menu_line(away: list[TakenLeave], speech: Speech) -> list[str]:
    """Return the line of the menu, none where everybody is there."""
    if not away:
        return []
    named = [
        speech.label("leave-away-name", name=absent.name, deputy=absent.deputy_name or "none")
        for absent in away[:NAMED]
    ]
    names = speech.label("list-comma").join(named)
    if len(away) > NAMED:
        names = speech.label("leave-away-more", names=names, count=len(away))
    return [speech.text("leave-away-menu", names=names)]


def lines(away: list[TakenLeave], speech: Speech) -> list[str]:
    """Return the whole list, none where everybody is there."""
    if not away:
        return []
    listed = [
        speech.text(
            "leave-away-line",
            name=absent.name,
            grid=absent.grid_name,
            to=day_name(speech, absent.leave.ends_on),
            deputy=absent.deputy_name or "none",
        )
        for absent in away[:LISTED]
    ]
    return [speech.text("leave-away-count", count=len(away)), *listed]
