"""The tables of duties made at run time and of campaigns come beside rows that are there."""

from pathlib import Path

from sqlalchemy import inspect

from storage.database import Database
from storage.schema import upgrade
from tests.storage.older import GRID, ITEM, bring_to, put

NEW = {"made_duty", "campaign", "campaign_phase"}


def test_the_tables_come_with_rows_in_place(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0022")
    put(database, "grid", **GRID)
    put(database, "duty_item", **ITEM)
    upgrade(database)
    assert set(inspect(database.engine).get_table_names()) >= NEW
    assert database.write(lambda uow: uow.made_duties.all()) == []
    assert database.write(lambda uow: uow.campaigns.of_unit("1", 9)) == []
    assert [item.duty_id for item in database.write(lambda uow: uow.duty_items.found([1]))] == [
        "monthly_report"
    ]
    database.close()
