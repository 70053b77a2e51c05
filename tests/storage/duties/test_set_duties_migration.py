"""The tables of set duties come beside rows that are there."""

from datetime import date
from pathlib import Path

from sqlalchemy import inspect

from domain.duties.duty_block import DutyTerms
from domain.duties.set_duties import DutyPhase, DutySetting
from domain.time.periods import Period
from storage.database import Database
from storage.schema import upgrade
from tests.storage.older import GRID, ITEM, bring_to, put

NEW = {"set_duty", "unasked_item", "moved_item"}


def test_the_tables_come_with_rows_in_place(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0025")
    put(database, "grid", **GRID)
    put(database, "duty_item", **ITEM)
    upgrade(database)
    assert set(inspect(database.engine).get_table_names()) >= NEW
    terms = DutyTerms(form="monthly_report", rule="FREQ=MONTHLY;BYMONTHDAY=-1", period=Period.MONTH)
    setting = DutySetting("monthly_report", (DutyPhase(terms),))
    database.write(lambda uow: uow.set_duties.put(setting))
    database.write(lambda uow: uow.set_items.excuse("monthly_report", ["1"], date(2026, 5, 12)))
    assert database.write(lambda uow: uow.set_duties.find("monthly_report")) == setting
    assert database.write(lambda uow: uow.duty_items.found([1]))[0].exempt_reason
    database.close()
