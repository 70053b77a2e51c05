"""What a piece of work has written, by the tables: what may be said of it where its window can't be shown."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.sql.dml import Delete, UpdateBase

from storage.handled.tables import handled_updates
from storage.registers.tables import entry_drafts, entry_file_contents, entry_files
from storage.reporting.tables import drafts
from storage.statements.prepared import HEARS_OF_WRITES
from storage.tables import audit
from storage.tips.tables import asked_secrets

BY_THE_WAY: Final = frozenset({audit.name, asked_secrets.name, handled_updates.name})
"""Tables that are written beside what people do: that they looked, that they were asked, by which update.

Alone they are no act.
"""
_FILLED_IN: Final = frozenset({drafts.name, entry_drafts.name, entry_files.name, entry_file_contents.name})
"""What is written while something is filled in; a file belongs to the draft in which it was sent."""
_WRITES: Final = "writes"


class Kept(StrEnum):
    """What is stored of an update; the value is the sentence that says so (locales/)."""

    NOTHING = "error-not-saved"
    DRAFT = "error-draft-saved"
    ACT = "error-saved"


@dataclass(slots=True)
class Writes:
    """The tables that were written, and those of them from which rows only went."""

    changed: set[str] = field(default_factory=set)
    emptied: set[str] = field(default_factory=set)
    _savepoints: list[tuple[set[str], set[str]]] = field(default_factory=list)

    def mark(self) -> None:
        """Remember what was written up to a savepoint, which begins."""
        self._savepoints.append((set(self.changed), set(self.emptied)))

    def end(self, *, undone: bool) -> None:
        """The savepoint that began last ends; `undone`: with what was written since."""
        changed, emptied = self._savepoints.pop()
        if undone:
            self.changed, self.emptied = changed, emptied

    def hear(self, table: Table, *, deleted: bool) -> None:
        """Note that rows of `table` were added or changed, or that they were `deleted`."""
        (self.emptied if deleted else self.changed).add(table.name)

    def add(self, other: "Writes") -> None:
        """Note what else was written."""
        self.changed |= other.changed
        self.emptied |= other.emptied

    @property
    def kept(self) -> Kept:
        """What may be said to be stored."""
        return kept_of(self.changed, self.emptied)


def kept_of(changed: Collection[str], emptied: Collection[str]) -> Kept:
    """Return what is stored once rows of `changed` were added or changed, and rows of `emptied` deleted.

    A draft that was given up is no draft kept: giving it up is an act.
    """
    acts = {*changed, *emptied} - BY_THE_WAY
    if not acts:
        return Kept.NOTHING
    return Kept.DRAFT if acts <= _FILLED_IN and not acts.isdisjoint(changed) else Kept.ACT


def begin_noting(connection: Connection) -> Writes:
    """Return what is going to be noted of the work that begins on `connection`."""
    connection.info[_WRITES] = writes = Writes()
    connection.info[HEARS_OF_WRITES] = writes.hear
    return writes


def note_writes(engine: Engine) -> None:
    """Have every statement that changes rows noted, with its table, but for what a savepoint undoes."""

    @event.listens_for(engine, "after_execute")
    def note(connection: Connection, statement: object, *outcome: Any) -> None:
        if not isinstance(statement, UpdateBase):
            return
        writes = _writes(connection)
        # Of one that returns its rows no driver counts them before they are read; whoever undoes it uses a savepoint.
        if not outcome[-1].rowcount and not statement.exported_columns:
            return
        if isinstance(statement.table, Table):
            writes.hear(statement.table, deleted=isinstance(statement, Delete))

    @event.listens_for(engine, "savepoint")
    def mark(connection: Connection, _name: str | None) -> None:
        _writes(connection).mark()

    @event.listens_for(engine, "release_savepoint")
    def keep(connection: Connection, *_savepoint: object) -> None:
        _writes(connection).end(undone=False)

    @event.listens_for(engine, "rollback_savepoint")
    def undo(connection: Connection, *_savepoint: object) -> None:
        _writes(connection).end(undone=True)


def _writes(connection: Connection) -> Writes:
    """Return what is noted of the work on `connection`; where nobody asked for it (migrations), by nobody read."""
    found: Writes = connection.info.setdefault(_WRITES, Writes())
    return found
