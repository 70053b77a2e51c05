"""Entries for a file (廉情档案): those of a grid, or whose own they are, who was sent them or is named in them."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from domain.people.sought_names import exact_key
from domain.registers.entries import Entry
from storage.registers.entry_rows import ENTRY_COLUMNS, entry_of
from storage.registers.tables import entries, entry_parties
from storage.statements.chunks import in_chunks


class ArchivedEntries:
    """Reads a unit's entries, in the order in which they were opened; whatever became of them."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def of_grid(self, unit_code: str, register_id: str, grid_codes: Collection[str]) -> list[Entry]:
        """Return the entries of these grids."""
        return [
            entry
            for some in in_chunks(grid_codes)
            for entry in self._found(unit_code, register_id, entries.c.grid_code.in_(some))
        ]

    def of_person(
        self, unit_code: str, register_id: str, person: tuple[int, str], fields: Sequence[str]
    ) -> list[Entry]:
        """Return those that `person` (id, staff number) owns, was sent, is named in, in one of `fields`.

        Where nobody owns an entry and it was sent to nobody it is its opener's.
        """
        person_id, number = person
        nobodys = and_(entries.c.owner_id.is_(None), entries.c.addressee_id.is_(None))
        noted = select(entry_parties.c.entry_id).where(
            entry_parties.c.person_id == person_id, entry_parties.c.register_id == register_id
        )
        theirs = or_(
            entries.c.owner_id == person_id,
            entries.c.addressee_id == person_id,
            and_(nobodys, entries.c.opener_id == person_id),
            *(entries.c.answers[(field, "staff_number")].as_string() == number for field in fields),
        )
        return self._found(unit_code, register_id, and_(entries.c.id.in_(noted), theirs))

    def naming(self, unit_code: str, register_id: str, staff_number: str) -> list[Entry]:
        """Return those that are found by this staff number (domain/people/sought_names.py)."""
        key = exact_key(staff_number)
        return self._found(unit_code, register_id, entries.c.sought.contains(key, autoescape=True))

    def _found(self, unit_code: str, register_id: str, whose: ColumnElement[bool]) -> list[Entry]:
        asked = (
            select(*ENTRY_COLUMNS)
            .where(entries.c.register_id == register_id, entries.c.unit_code == unit_code, whose)
            .order_by(entries.c.id)
        )
        return [entry_of(tuple(row)) for row in self._connection.execute(asked)]
