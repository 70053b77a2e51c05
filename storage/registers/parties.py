"""Whose entries are to see, beside those of level 1: who opened, owns or was sent them, has moved them or was told."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.registers.stepped import step_through
from storage.registers.tables import entries
from storage.registers.tables import entry_parties as table
from storage.statements.prepared import PreparedStatement

_PERSON = table.c.person_id == bindparam("person")
_NOTE = PreparedStatement(
    sqlite.insert(table).on_conflict_do_nothing(),
    elsewhere=postgresql.insert(table).on_conflict_do_nothing(),
)
# The register of the entry makes it a question of one row, however many entries a person takes part in.
_IS_NOTED = PreparedStatement(
    select(entries.c.id)
    .join(table, (table.c.entry_id == entries.c.id) & (table.c.register_id == entries.c.register_id))
    .where(entries.c.id == bindparam("entry"), _PERSON)
)
_NEXT_REGISTER = PreparedStatement(
    select(func.min(table.c.register_id)).where(_PERSON, table.c.register_id > bindparam("after"))
)


def note(connection: Connection, entry_id: int, register_id: str, person_ids: Iterable[int]) -> None:
    """Note these as parties of an entry."""
    same = {"register_id": register_id, "entry_id": entry_id}
    _NOTE.write_each(connection, [same | {"person_id": person} for person in sorted(set(person_ids))])


def is_noted(connection: Connection, entry_id: int, person_id: int) -> bool:
    """Tell whether a person is a party of an entry."""
    return _IS_NOTED.scalar(connection, {"entry": entry_id, "person": person_id}) is not None


def registers_of(connection: Connection, person_id: int) -> set[str]:
    """Return the registers in which a person is a party of any entry."""
    return step_through(connection, _NEXT_REGISTER, {"person": person_id})
