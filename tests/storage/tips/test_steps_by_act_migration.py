from pathlib import Path

from alembic import command
from sqlalchemy import inspect

from domain.tips.routing import Body
from storage.database import Database
from storage.schema import _config, upgrade
from storage.tips.tips import TipReader


def test_of_tips_that_are_there_already_none_is_an_old_clue(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    tip = (
        "INSERT INTO tip (number, body, year, sequence, lookup, reply_recipient, received_on, source, area, state,"
        " named) VALUES ('2026-001', 'office', 2026, 1, x'00', 'age1', '2026-05-12', '检举控告', '医德医风',"
        " 'received', 0)"
    )
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0019")
        connection.exec_driver_sql(tip)
    upgrade(database)
    assert database.write(lambda uow: uow.old_clues.count(TipReader(Body.OFFICE, 0))) == (0, 0)
    assert "ix_tip_step_act" in {found["name"] for found in inspect(database.engine).get_indexes("tip_step")}
    database.close()
