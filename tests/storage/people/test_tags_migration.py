"""Tags come to grids that are there: none has one."""

from pathlib import Path

from storage.database import Database
from storage.schema import upgrade
from tests.storage.older import GRID, bring_to, put


def test_grids_that_are_there_have_no_tag(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0026")
    put(database, "grid", **GRID)
    upgrade(database)
    (grid,) = database.write(lambda uow: list(uow.rosters.tree()))
    assert (grid.name, grid.tags) == ("医院", ())
    database.close()
