"""The table of the office's own texts comes beside rows that are there, and keeps them."""

from pathlib import Path

from alembic import command

from storage.database import Database
from storage.own_texts.reading import texts_there
from storage.schema import _config, upgrade
from tests.storage.own_texts.own_text_checks import check_own_texts
from tests.storage.test_setting_changes_migration import PERSON


def test_the_table_comes_with_rows_in_place_and_keeps_texts(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0024")
        connection.exec_driver_sql(PERSON)
    assert texts_there(database.engine) == []
    upgrade(database)
    check_own_texts(database, 1, "某")
    database.close()
