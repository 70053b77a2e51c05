"""Links and sessions of /h come beside rows that are there; of two who use a link at once one gets in."""

from pathlib import Path

from storage.database import Database
from storage.schema import upgrade
from tests.storage.older import PERSON, bring_to, put
from tests.storage.tips.page_pass_checks import check_page_passes


def test_the_table_comes_with_rows_in_place_and_lets_one_in(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0027")
    put(database, "person", **PERSON)
    upgrade(database)
    other = Database(f"sqlite:///{tmp_path}/grid.db")
    check_page_passes(database, other, 1)
    other.close()
    database.close()
