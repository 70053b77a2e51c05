"""The table of the office's own texts comes beside rows that are there, and keeps them."""

from pathlib import Path

from storage.database import Database
from storage.own_texts.reading import texts_there
from storage.schema import upgrade
from tests.storage.older import PERSON, bring_to, put
from tests.storage.own_texts.own_text_checks import check_own_texts


def test_the_table_comes_with_rows_in_place_and_keeps_texts(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0024")
    put(database, "person", **PERSON)
    assert texts_there(database.engine) == []
    upgrade(database)
    check_own_texts(database, 1, "某")
    database.close()
