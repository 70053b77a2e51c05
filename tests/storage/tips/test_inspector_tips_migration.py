from pathlib import Path

from storage.database import Database
from storage.schema import upgrade
from tests.storage.older import TIP, bring_to, put


def test_of_tips_that_are_there_already_nothing_is_said_about_inspectors(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0005")
    put(database, "tip", **TIP)
    upgrade(database)
    assert database.write(lambda uow: uow.tip_merges.concerns_inspector("2026-001")) is False
    database.close()
