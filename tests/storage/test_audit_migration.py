from pathlib import Path

from alembic import command

from domain.tips.routing import Body
from storage.audit import AuditEntry
from storage.database import Database
from storage.schema import _config, upgrade
from tests.desks import MAY


def test_a_log_from_before_there_were_chains_is_chained_as_it_stands(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    person = "INSERT INTO person VALUES (1, '1', '某', '护士', '股级', 0, '1', NULL, NULL)"
    insert = "INSERT INTO audit VALUES (?, ?, 1, 'read', ?)"
    entries = [(number, f"2026-05-12 02:00:00.{number:06}", f"2026-{number}") for number in (2, 5, 0)]
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(person)
        connection.exec_driver_sql(insert, entries)
    upgrade(database)
    database.write(lambda uow: uow.audit.add(AuditEntry(MAY, 1, "read", "2026-6")))
    faults, head = database.write(lambda uow: (uow.audit.verify(), uow.audit.head(Body.OFFICE)))
    assert (faults, head.place) == ([], 4)
    assert database.write(lambda uow: uow.audit.all_about("2026-5"))[0].person_id == 1
    database.close()
