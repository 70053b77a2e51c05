from pathlib import Path
from typing import Any

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.migrated import lay_database


def test_what_waits_for_a_branch_is_looked_for_by_branch_however_few_duties_there_are(tmp_path: Path) -> None:
    """Asked for every nudge: with one duty, all that it ever asked for was read, 1.7 s in a unit of 25,000."""
    lay_database(tmp_path / "grid.db")
    database = Database(f"sqlite:///{tmp_path / 'grid.db'}")
    asked: list[str] = []

    def work(uow: UnitOfWork) -> list[str]:
        driver: Any = uow._connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        assert uow.reviews.count_waiting_below(["2"], ["monthly_report"], 1, ["2"]) == []
        driver.set_trace_callback(None)
        (statement,) = asked
        return [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}")]

    plan = database.write(work)
    database.close()
    assert any("ix_duty_item_branch_code" in step for step in plan), plan
