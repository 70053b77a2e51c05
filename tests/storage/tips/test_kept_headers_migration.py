from datetime import date
from pathlib import Path

from domain.tips.kept_headers import HeaderOpening
from storage.database import Database
from storage.schema import upgrade
from storage.tips.age_header import header_of
from storage.tips.kept_headers import Replacing, payload_of
from storage.tips.rewrap import rewrap
from storage.tips.sealing import new_office_key, open_text, seal_text
from storage.tips.seals import SealedRow
from tests.storage.older import PERSON, TIP, bring_to, put


def test_a_tip_that_was_there_before_stays_and_a_hand_over_keeps_its_header(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    before, after = new_office_key(), new_office_key()
    sealed = bytes(seal_text("一件事", [before.recipient]))
    bring_to(database, "0007")
    put(database, "tip", **TIP, sealed_text=sealed)
    upgrade(database)
    row = SealedRow("2026-001", "tip", "2026-001", None)
    assert database.write(lambda uow: uow.seals.earlier(row)) == {}
    headers = {"sealed_text": rewrap(header_of(sealed), before.identity, [after.recipient])}
    replacing = Replacing(1, date(2026, 5, 13), [after.recipient])
    put(database, "person", **PERSON)
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
    bring_to(database, "0011")
    put(database, "tip", **TIP, sealed_text=sealed)
    header = {"payload": payload_of(sealed), "header": b"\x02", "replaced_on": "2026-05-13"}
    put(database, "tip_kept_header", id="a", tip_number="2026-001", **header)
    upgrade(database)
    opening = HeaderOpening(1, "age1", date(2026, 5, 14))
    database.write(lambda uow: uow.kept_headers.note_opening("2026-001", sealed, opening))
    assert database.write(lambda uow: uow.kept_headers.of_tip("2026-001")) == {payload_of(sealed): [b"\x02"]}
    assert database.write(lambda uow: uow.kept_headers.opened()) == []
    database.close()
