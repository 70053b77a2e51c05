"""How long the tick takes to open so many duties and to nudge for them all: `python -m tests.bench.planning 100000`.

Every duty is one grid's own, with an inspector of its own and a phone: the most letters that so many can make. The
last line is JSON: seconds, and the process's memory in MiB at its highest.
"""

import gc
import json
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert, select

from bot.config import read_config
from domain.people.grids import Grid, GridKind
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster, compare
from domain.time.clock import SHANGHAI, SteerableClock, day_in_shanghai
from forms.duties.catalogue import first_duties
from forms.library import shipped_library
from locales import Words
from reminders.desk import Desk
from reminders.duties.nudges import queue_nudges
from reminders.duties.open_periods import open_periods
from reminders.found import letters
from storage.database import Database
from storage.schema import upgrade
from storage.tables import bindings, people
from storage.unit_of_work import UnitOfWork
from usecases.site import Site

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
OPENED_AT = datetime(2026, 5, 12, 10, 0, tzinfo=SHANGHAI)
NUDGED_AT = datetime(2026, 5, 24, 9, 0, tzinfo=SHANGHAI)
FIRST_CHAT = 8_000_001
A_BRANCH = 500
"""How many grids hang below one branch."""


def open_hospital(url: str, duties: int) -> Desk:
    """Return a desk on a new database with as many grids as `duties`, and one duty for each of them."""
    config = read_config(EXAMPLE)
    # Branches have no inspector here: what they owe would pass on to level 1, which has none either.
    monthly = {
        "monthly_report": replace(first_duties()["monthly_report"].called("monthly_report"), min_level=3)
    }
    database = Database(url)
    upgrade(database)
    today = day_in_shanghai(OPENED_AT)

    def work(uow: UnitOfWork) -> None:
        uow.roster_changes.apply(compare(Roster(), roster(duties), today), today)

    database.write(work)
    with database.engine.begin() as connection:
        ids = connection.execute(select(people.c.id).order_by(people.c.id)).scalars().all()
        rows = [
            {"person_id": person_id, "telegram_id": FIRST_CHAT + n, "language": "zh", "bound_at": OPENED_AT}
            for n, person_id in enumerate(ids)
        ]
        connection.execute(insert(bindings), rows)
    return Desk(
        site=Site(
            database=database,
            clock=SteerableClock(OPENED_AT),
            forms=shipped_library(),
            duties=monthly,
            working_days=config.working_days(),
            hours=config.hours,
        ),
        words=Words(),
        keep_closed_days=config.tips.keep_closed_days,
        letters=letters(),
    )


def roster(grids: int) -> Roster:
    """Return a hospital in which every third-level grid has an inspector; branches and the top have none."""
    codes = [f"9{number:06}" for number in range(grids)]
    branches = [f"2{number:04}" for number in range(grids // A_BRANCH + 1)]
    on = day_in_shanghai(OPENED_AT)
    return Roster(
        (
            Grid("1", "医院", 1),
            *(Grid(code, f"支部{code}", 2, "1") for code in branches),
            *(
                Grid(code, f"科室{code}", 3, branches[n // A_BRANCH], GridKind.CLINICAL)
                for n, code in enumerate(codes)
            ),
        ),
        tuple(
            Official(code, f"科室{code}特邀监察员", "骨干", Rank.OTHER, False, code, None) for code in codes
        ),
        tuple(Appointment(code, code, Role.INSPECTOR, on) for code in codes),
    )


def plan(desk: Desk) -> tuple[int, int, float]:
    """Open the items and queue the nudges; return how many of each and in how many seconds."""
    gc.collect()
    gc.freeze()  # as the product does
    began = time.perf_counter()
    opened = desk.database.write(
        lambda uow: open_periods(uow, desk.duties, desk.working_days, day_in_shanghai(OPENED_AT))
    )
    queued = desk.database.write(lambda uow: queue_nudges(uow, desk, NUDGED_AT))
    return opened, queued, time.perf_counter() - began


def main() -> None:
    duties = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        desk = open_hospital(f"sqlite:///{folder}/grid.db", duties)
        opened, queued, seconds = plan(desk)
        desk.database.close()
    rss_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"opened": opened, "queued": queued, "seconds": seconds, "rss_mib": rss_mib}))


if __name__ == "__main__":
    main()
