"""The tables of set duties come beside rows that are there."""

from datetime import date
from pathlib import Path

from alembic import command
from sqlalchemy import inspect

from domain.duties.duty_block import DutyTerms
from domain.duties.set_duties import DutyPhase, DutySetting
from domain.time.periods import Period
from storage.database import Database
from storage.schema import _config, upgrade

NEW = {"set_duty", "unasked_item", "moved_item"}


def test_the_tables_come_with_rows_in_place(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0025")
    item = (
        "INSERT INTO duty_item (id, duty_id, period_id, grid_code, opens_on, due_on, closes_on)"
        " VALUES (1, 'monthly_report', '2026-05', '1', '2026-05-01', '2026-05-31', '2026-06-05')"
    )
    with database.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO grid (code, name, level) VALUES ('1', '医院', 1)")
        connection.exec_driver_sql(item)
    upgrade(database)
    assert set(inspect(database.engine).get_table_names()) >= NEW
    terms = DutyTerms(form="monthly_report", rule="FREQ=MONTHLY;BYMONTHDAY=-1", period=Period.MONTH)
    setting = DutySetting("monthly_report", (DutyPhase(terms),))
    database.write(lambda uow: uow.set_duties.put(setting))
    database.write(lambda uow: uow.set_items.excuse("monthly_report", ["1"], date(2026, 5, 12)))
    assert database.write(lambda uow: uow.set_duties.find("monthly_report")) == setting
    assert database.write(lambda uow: uow.duty_items.found([1]))[0].exempt_reason
    database.close()
