"""The tables of duties made at run time and of campaigns come beside rows that are there."""

from pathlib import Path

from alembic import command
from sqlalchemy import inspect

from storage.database import Database
from storage.schema import _config, upgrade

NEW = {"made_duty", "campaign", "campaign_phase"}


def test_the_tables_come_with_rows_in_place(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0022")
    item = (
        "INSERT INTO duty_item (id, duty_id, period_id, grid_code, opens_on, due_on, closes_on)"
        " VALUES (1, 'monthly_report', '2026-05', '1', '2026-05-01', '2026-05-31', '2026-06-05')"
    )
    with database.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO grid (code, name, level) VALUES ('1', '医院', 1)")
        connection.exec_driver_sql(item)
    upgrade(database)
    assert set(inspect(database.engine).get_table_names()) >= NEW
    assert database.write(lambda uow: uow.made_duties.all()) == []
    assert database.write(lambda uow: uow.campaigns.of_unit("1", 9)) == []
    assert [item.duty_id for item in database.write(lambda uow: uow.duty_items.found([1]))] == [
        "monthly_report"
    ]
    database.close()
