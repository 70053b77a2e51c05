"""The texts that the office brought in by the chat, beside the files of its configured folders.

Of each kind and id the last one counts. Rows are added or taken away, never changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select

from storage.own_texts.tables import own_texts as table
from storage.settings import note_live_change
from storage.statements.prepared import PreparedStatement
from storage.tables import people

FORM, REGISTER, POLL, CAMPAIGN = KINDS = ("form", "register", "poll", "campaign")
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text of `kind` (KINDS), called `text_id`: its `version`, who added it when (aware; None: the command line).

    `name` is that person's, empty where nobody is known.
    """

    kind: str
    text_id: str
    version: int
    text: str
    person_id: int | None
    added_at: datetime
    id: int = 0
    name: str = ""

    @property
    def file_name(self) -> str:
        """The file that it would be: by this its faults are told."""
        return f"{self.text_id}.toml"


_MARK: Final = PreparedStatement(select(func.coalesce(func.max(table.c.id), 0), func.count(table.c.id)))


class OwnTexts:
    """All that was ever brought in and not taken away again."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def mark(self) -> Mark:
        """Return what is another as soon as a text was added or taken away."""
        ((last, count),) = _MARK.rows(self._connection)
        return int(last), int(count)

    def all(self) -> list[OwnText]:
        """Return every text, those of a kind and id from the first to the last."""
        query = (
            select(table, people.c.name)
            .outerjoin(people, people.c.id == table.c.person_id)
            .order_by(table.c.kind, table.c.text_id, table.c.id)
        )
        return [_text_of(row) for row in self._connection.execute(query)]

    def in_use(self) -> Mapping[tuple[str, str], OwnText]:
        """Return the last text of each kind and id."""
        return {(text.kind, text.text_id): text for text in self.all()}

    def of(self, kind: str, text_id: str) -> list[OwnText]:
        """Return the texts of this kind and id, the last one first."""
        return [text for text in self.all() if (text.kind, text.text_id) == (kind, text_id)][::-1]

    def add(self, new: OwnText) -> int:
        """Keep a text (its `id` and `name` are not looked at); return its number."""
        note_live_change(self._connection)
        added = self._connection.execute(
            insert(table).values(
                kind=new.kind,
                text_id=new.text_id,
                version=new.version,
                text=new.text,
                person_id=new.person_id,
                added_at=new.added_at,
            )
        )
        (number,) = added.inserted_primary_key or (0,)
        return int(number)

    def remove(self, number: int) -> None:
        """Take this text away."""
        note_live_change(self._connection)
        self._connection.execute(delete(table).where(table.c.id == number))


def _text_of(row: Any) -> OwnText:
    return OwnText(
        row.kind,
        row.text_id,
        row.version,
        row.text,
        row.person_id,
        row.added_at,
        row.id,
        row.name or "",
    )
