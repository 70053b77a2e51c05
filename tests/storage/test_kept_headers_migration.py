from datetime import date
from pathlib import Path

from alembic import command

from storage.age_header import header_of
from storage.database import Database
from storage.rewrap import rewrap
from storage.schema import _config, upgrade
from storage.sealing import new_office_key, open_text, seal_text
from storage.seals import SealedRow


def test_a_tip_that_was_there_before_stays_and_a_hand_over_keeps_its_header(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    before, after = new_office_key(), new_office_key()
    tip = (
        "INSERT INTO tip (number, body, year, sequence, lookup, reply_recipient, received_on, source, area, state,"
        " named, sealed_text) VALUES ('2026-001', 'office', 2026, 1, x'00', 'age1', '2026-05-12', '检举控告',"
        " '医德医风', 'received', 0, ?)"
    )
    sealed = bytes(seal_text("一件事", [before.recipient]))
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0007")
        connection.exec_driver_sql(tip, (sealed,))
    upgrade(database)
    row = SealedRow("2026-001", "tip", "2026-001", None)
    assert database.write(lambda uow: uow.seals.earlier(row)) == {}
    headers = {"sealed_text": rewrap(header_of(sealed), before.identity, [after.recipient])}
    database.write(lambda uow: uow.seals.put_headers(row, headers, [after.recipient], date(2026, 5, 13)))
    assert database.write(lambda uow: uow.seals.earlier(row)) == {"sealed_text": [header_of(sealed)]}
    held, _reporter = database.write(lambda uow: uow.tips.sealed("2026-001"))
    assert held is not None
    assert open_text(held, after.identity) == "一件事"
    (kept,) = database.write(lambda uow: uow.seals.by_kept_headers("2026-001", held))
    assert open_text(kept, before.identity) == "一件事"
    database.close()
