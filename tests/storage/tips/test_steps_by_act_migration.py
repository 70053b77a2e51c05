from pathlib import Path

from sqlalchemy import inspect

from domain.tips.routing import Body
from storage.database import Database
from storage.schema import upgrade
from storage.tips.tips import TipReader
from tests.storage.older import TIP, bring_to, put


def test_of_tips_that_are_there_already_none_is_an_old_clue(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0019")
    put(database, "tip", **TIP)
    upgrade(database)
    assert database.write(lambda uow: uow.old_clues.count(TipReader(Body.OFFICE, 0))) == (0, 0)
    assert "ix_tip_step_act" in {found["name"] for found in inspect(database.engine).get_indexes("tip_step")}
    database.close()
