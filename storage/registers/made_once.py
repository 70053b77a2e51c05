"""Moves that each makes once (签到), and the codes by which they are found at the door."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from domain.registers.reaching import MadeOnce
from storage.registers.tables import entries, entry_codes, entry_once
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement

_CODE_BYTES = 16
_OF_MOVE = (entry_once.c.entry_id == bindparam("entry"), entry_once.c.move_id == bindparam("move"))
_ADD = PreparedStatement(
    sqlite.insert(entry_once).on_conflict_do_nothing(),
    elsewhere=postgresql.insert(entry_once).on_conflict_do_nothing(),
)
_FIND = PreparedStatement(
    select(entry_once.c.made_at).where(*_OF_MOVE, entry_once.c.person_id == bindparam("person"))
)
_OF_PERSON = PreparedStatement(
    select(entry_once)
    .join(entries, entries.c.id == entry_once.c.entry_id)
    .where(
        entry_once.c.person_id == bindparam("person"),
        entries.c.register_id == bindparam("register"),
        entries.c.unit_code == bindparam("unit"),
    )
    .order_by(entry_once.c.made_at, entry_once.c.entry_id)
)
_COUNTS = PreparedStatement(
    select(entry_once.c.entry_id, func.count().label("many"))
    .where(
        entry_once.c.entry_id.in_(bindparam("entries", expanding=True)),
        entry_once.c.move_id == bindparam("move"),
    )
    .group_by(entry_once.c.entry_id)
)
_COUNT = PreparedStatement(select(func.count()).select_from(entry_once).where(*_OF_MOVE))
_BETWEEN = PreparedStatement(
    select(entry_once.c.person_id, entry_once.c.grid_code)
    .join(entries, entries.c.id == entry_once.c.entry_id)
    .where(
        entries.c.register_id == bindparam("register"),
        entries.c.unit_code == bindparam("unit"),
        entry_once.c.made_at >= bindparam("first"),
        entry_once.c.made_at < bindparam("after"),
    )
    .order_by(entry_once.c.entry_id, entry_once.c.person_id)
)
_KEEP_CODE = PreparedStatement(
    sqlite.insert(entry_codes).on_conflict_do_nothing(),
    elsewhere=postgresql.insert(entry_codes).on_conflict_do_nothing(),
)
_CODE_OF = PreparedStatement(
    select(entry_codes.c.code).where(
        entry_codes.c.entry_id == bindparam("entry"), entry_codes.c.move_id == bindparam("move")
    )
)
_OF_CODE = PreparedStatement(
    select(entry_codes.c.entry_id, entry_codes.c.move_id).where(entry_codes.c.code == bindparam("code"))
)


class MadeOnces:
    """Who made which move of which entry, each once; what is there is never changed."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, made: MadeOnce) -> bool:
        """Keep that somebody made the move; False, with nothing done, where they had made it already."""
        given = {column.name: getattr(made, column.name) for column in entry_once.c}
        return bool(_ADD.write(self._connection, given))

    def find(self, entry_id: int, move_id: str, person_id: int) -> datetime | None:
        """Return when this person made the move, None where they did not."""
        given = {"entry": entry_id, "move": move_id, "person": person_id}
        made_at: datetime | None = _FIND.scalar(self._connection, given)
        return made_at

    def count(self, entry_id: int, move_id: str) -> int:
        """Return how many made the move."""
        return int(_COUNT.scalar(self._connection, {"entry": entry_id, "move": move_id}))

    def made_between(
        self, register_id: str, unit_code: str, first_at: datetime, before_at: datetime
    ) -> list[tuple[int, str]]:
        """Return by whom, and at which grid then, a unit's entries of a register had such a move made in a span."""
        given = {"register": register_id, "unit": unit_code, "first": first_at, "after": before_at}
        return [(row.person_id, row.grid_code) for row in _BETWEEN.rows(self._connection, given)]

    def counts(self, entry_ids: Iterable[int], move_id: str) -> dict[int, int]:
        """Return how many made the move of each of these entries; one whose move nobody made is left out."""
        return {
            row.entry_id: row.many
            for some in in_chunks(entry_ids)
            for row in _COUNTS.rows(self._connection, {"entries": some, "move": move_id})
        }

    def of_person(self, unit_code: str, register_id: str, person_id: int) -> list[MadeOnce]:
        """Return what this person made once of a unit's entries of a register, the earliest first."""
        given = {"unit": unit_code, "register": register_id, "person": person_id}
        return _OF_PERSON.rows_as(MadeOnce, self._connection, given)

    def code_of(self, entry_id: int, move_id: str) -> str:
        """Return the code that leads to this move of this entry, made when it is first asked for; nobody guesses it."""
        _KEEP_CODE.write(
            self._connection,
            {"entry_id": entry_id, "move_id": move_id, "code": secrets.token_urlsafe(_CODE_BYTES)},
        )
        return str(_CODE_OF.scalar(self._connection, {"entry": entry_id, "move": move_id}))

    def find_by_code(self, code: str) -> tuple[int, str] | None:
        """Return the entry and the move to which a code leads, None for one that there is not."""
        row = _OF_CODE.one_or_none(self._connection, {"code": code})
        return None if row is None else (row.entry_id, row.move_id)
