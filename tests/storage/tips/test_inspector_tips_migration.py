from pathlib import Path

from alembic import command

from storage.database import Database
from storage.schema import _config, upgrade


def test_of_tips_that_are_there_already_nothing_is_said_about_inspectors(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    tip = (
        "INSERT INTO tip (number, body, year, sequence, lookup, reply_recipient, received_on, source, area, state,"
        " named) VALUES ('2026-001', 'office', 2026, 1, x'00', 'age1', '2026-05-12', '检举控告', '医德医风',"
        " 'received', 0)"
    )
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        connection.exec_driver_sql(tip)
    upgrade(database)
    assert database.write(lambda uow: uow.tip_merges.concerns_inspector("2026-001")) is False
    database.close()
