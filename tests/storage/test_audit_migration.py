from pathlib import Path

from domain.tips.routing import Body
from storage.audit import AuditEntry
from storage.database import Database
from storage.schema import upgrade
from tests.desks import MAY
from tests.storage.older import PERSON, bring_to, put


def test_a_log_from_before_there_were_chains_is_chained_as_it_stands(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0001")
    put(database, "person", **PERSON)
    for number in (2, 5, 0):
        said = {"person_id": 1, "act": "read", "subject": f"2026-{number}"}
        put(database, "audit", id=number, acted_at=f"2026-05-12 02:00:00.{number:06}", **said)
    upgrade(database)
    database.write(lambda uow: uow.audit.add(AuditEntry(MAY, 1, "read", "2026-6")))
    faults, head = database.write(lambda uow: (uow.audit.verify(), uow.audit.head(Body.OFFICE)))
    assert (faults, head.place) == ([], 4)
    assert database.write(lambda uow: uow.audit.all_about("2026-5"))[0].person_id == 1
    database.close()
