"""Tags come to grids that are there: none has one."""

from pathlib import Path

from alembic import command

from storage.database import Database
from storage.schema import _config, upgrade


def test_grids_that_are_there_have_no_tag(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0026")
        connection.exec_driver_sql("INSERT INTO grid (code, name, level) VALUES ('1', '医院', 1)")
    upgrade(database)
    (grid,) = database.write(lambda uow: list(uow.rosters.tree()))
    assert (grid.name, grid.tags) == ("医院", ())
    database.close()
