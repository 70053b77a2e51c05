"""The record of settings comes beside rows that are there, and keeps changes."""

from pathlib import Path

from alembic import command

from storage.database import Database
from storage.schema import _config, upgrade
from tests.storage.setting_change_checks import check_setting_changes

PERSON = (
    "INSERT INTO person (id, staff_number, name, post, rank, party_member, grid_code)"
    " VALUES (1, '1', '某', '主任', '中层', true, '1')"
)


def test_the_table_comes_with_rows_in_place_and_keeps_changes(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0023")
        connection.exec_driver_sql(PERSON)
    upgrade(database)
    check_setting_changes(database, 1, "某")
    database.close()
