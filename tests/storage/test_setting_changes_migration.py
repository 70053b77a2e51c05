"""The record of settings comes beside rows that are there, and keeps changes."""

from pathlib import Path

from storage.database import Database
from storage.schema import upgrade
from tests.storage.older import PERSON, bring_to, put
from tests.storage.setting_change_checks import check_setting_changes


def test_the_table_comes_with_rows_in_place_and_keeps_changes(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0023")
    put(database, "person", **PERSON)
    upgrade(database)
    check_setting_changes(database, 1, "某")
    database.close()
