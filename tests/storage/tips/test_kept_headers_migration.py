from datetime import date
from pathlib import Path

from alembic import command

from domain.tips.kept_headers import HeaderOpening
from storage.database import Database
from storage.schema import _config, upgrade
from storage.tips.age_header import header_of
from storage.tips.kept_headers import Replacing, payload_of
from storage.tips.rewrap import rewrap
from storage.tips.sealing import new_office_key, open_text, seal_text
from storage.tips.seals import SealedRow

TIP = (
    "INSERT INTO tip (number, body, year, sequence, lookup, reply_recipient, received_on, source, area, state,"
    " named, sealed_text) VALUES ('2026-001', 'office', 2026, 1, x'00', 'age1', '2026-05-12', '检举控告',"
    " '医德医风', 'received', 0, ?)"
)
PERSON = (
    "INSERT INTO person (id, staff_number, name, post, rank, party_member, grid_code)"
    " VALUES (1, '1', '监察室主任', '主任', '中层', 1, 'JC')"
)


def test_a_tip_that_was_there_before_stays_and_a_hand_over_keeps_its_header(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    before, after = new_office_key(), new_office_key()
    sealed = bytes(seal_text("一件事", [before.recipient]))
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0007")
        connection.exec_driver_sql(TIP, (sealed,))
    upgrade(database)
    row = SealedRow("2026-001", "tip", "2026-001", None)
    assert database.write(lambda uow: uow.seals.earlier(row)) == {}
    headers = {"sealed_text": rewrap(header_of(sealed), before.identity, [after.recipient])}
    replacing = Replacing(1, date(2026, 5, 13), [after.recipient])
    with database.engine.begin() as connection:
        connection.exec_driver_sql(PERSON)
    database.write(lambda uow: uow.seals.put_headers(row, headers, replacing))
    assert database.write(lambda uow: uow.seals.earlier(row)) == {"sealed_text": [header_of(sealed)]}
    held, _reporter = database.write(lambda uow: uow.tips.sealed("2026-001"))
    assert held is not None
    assert open_text(held, after.identity) == "一件事"
    (kept,) = database.write(lambda uow: uow.kept_headers.below("2026-001", held))
    assert open_text(kept, before.identity) == "一件事"
    database.close()


def test_a_header_kept_before_stays_and_nobody_is_said_to_have_replaced_it(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    sealed = bytes(seal_text("一件事", [new_office_key().recipient]))
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0011")
        connection.exec_driver_sql(TIP, (sealed,))
        connection.exec_driver_sql(
            "INSERT INTO tip_kept_header (id, tip_number, payload, header, replaced_on)"
            " VALUES ('a', '2026-001', ?, x'02', '2026-05-13')",
            (payload_of(sealed),),
        )
    upgrade(database)
    opening = HeaderOpening(1, "age1", date(2026, 5, 14))
    database.write(lambda uow: uow.kept_headers.note_opening("2026-001", sealed, opening))
    assert database.write(lambda uow: uow.kept_headers.of_tip("2026-001")) == {payload_of(sealed): [b"\x02"]}
    assert database.write(lambda uow: uow.kept_headers.opened()) == []
    database.close()
