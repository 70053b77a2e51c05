from dataclasses import replace
from datetime import date
from pathlib import Path

from domain.people.people import Role
from reminders.desk import Desk
from reminders.duties.open_periods import open_periods
from reminders.reporting.digests import queue_digests
from storage.tables import outbox
from tests.desks import elsewhere, open_desk, rows_of, shanghai


def digested(desk: Desk) -> set[str]:
    """Return the duties whose digests were queued once May's periods had closed."""
    desk.database.write(lambda uow: open_periods(uow, desk.duties, desk.working_days, date(2026, 5, 12)))
    desk.database.write(lambda uow: queue_digests(uow, desk, shanghai(6, 8)))
    return {row["unique_key"].split(":")[1] for row in rows_of(desk.database, outbox)}


def test_a_duty_without_digests_is_not_digested_by_the_clock(tmp_path: Path) -> None:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as desk:
        monthly = desk.duties["monthly_report"]
        duties = {"loud": replace(monthly, id="loud"), "quiet": replace(monthly, id="quiet", digest=False)}
        assert digested(elsewhere(desk, duties=duties)) == {"loud"}


def test_what_level_1_alone_owes_is_digested_for_level_1_alone(tmp_path: Path) -> None:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as desk:
        monthly = desk.duties["monthly_report"]
        own = replace(monthly, id="own", roles=frozenset({Role.OFFICE}), min_level=1, max_level=1)
        assert digested(elsewhere(desk, duties={"all": monthly, "own": own})) == {"monthly_report", "own"}
        whole = {"monthly_report": set[bool](), "own": set[bool]()}
        for row in rows_of(desk.database, outbox):
            whole[row["unique_key"].split(":")[1]].add(row["payload"]["whole"])
        assert whole == {"monthly_report": {True, False}, "own": {True}}
