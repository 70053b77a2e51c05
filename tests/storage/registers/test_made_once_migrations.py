"""Who signed in is kept beside entries that were there before, and how beside who had signed in before."""

from pathlib import Path

from sqlalchemy import insert, inspect

from domain.registers.reaching import MadeOnce
from storage.database import Database
from storage.registers.tables import entry_once
from storage.schema import upgrade
from tests.desks import rows_of
from tests.storage.older import bring_to
from tests.storage.registers.kept_entries import AT, OPENER, OWNER, an_entry, lay_people

SIGNED = {"move_id": "attend", "name": "某", "post": "医师", "grid_code": "30401"}


def lay_sign_in(database: Database) -> None:
    """Bring an empty database to before moves that are made once, with an entry; then to before how, with a sign-in."""
    bring_to(database, "0018")
    lay_people(database)
    entry_id = database.write(lambda uow: uow.entries.add(an_entry(register_id="training"), []))
    bring_to(database, "0021")
    values = {**SIGNED, "entry_id": entry_id, "person_id": OWNER, "made_at": AT}
    with database.engine.begin() as connection:
        # Only these columns: what there is since is not there yet.
        connection.execute(insert(entry_once).values(values))


def check_sign_in(database: Database) -> None:
    """Of who had signed in it is not known how; who does from now on is told apart, and both are found."""
    (before,) = rows_of(database, entry_once)
    assert (before["by_code"], before["person_id"], before["move_id"]) == (None, OWNER, "attend")
    entry_id = before["entry_id"]
    newly = MadeOnce(entry_id, person_id=OPENER, made_at=AT, by_code=True, **SIGNED)
    assert database.write(lambda uow: uow.made_once.add(newly))
    assert not database.write(lambda uow: uow.made_once.add(newly))
    assert database.look(lambda uow: uow.made_once.counts([entry_id, 99], "attend")) == {entry_id: 2}
    assert database.look(lambda uow: uow.made_once.of_person("1", "training", OPENER)) == [newly]
    (old,) = database.look(lambda uow: uow.made_once.of_person("1", "training", OWNER))
    assert (old.by_code, old.made_at) == (None, AT)
    assert database.look(lambda uow: uow.made_once.of_person("2", "training", OWNER)) == []
    found = {index["name"] for index in inspect(database.engine).get_indexes("entry_once")}
    assert "ix_entry_once_person_id" in found
    assert database.look(lambda uow: uow.entries.find(entry_id)) is not None


def test_entries_and_who_signed_in_before_are_in_place(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    lay_sign_in(database)
    upgrade(database)
    check_sign_in(database)
    database.close()
