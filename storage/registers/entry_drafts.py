"""Entries being opened, and moves being made, as far as they are answered."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select, update

from domain.drafts import DRAFT_LIFE, NO_UPDATE, REDELIVERED
from domain.registers.drafts import EntryDraft
from storage.registers.entry_files import EntryFiles
from storage.registers.tables import entry_drafts as table
from storage.statements.prepared import PreparedStatement

_DRAFT = select(
    table.c.entry_id.label("item_id"),
    table.c.person_id,
    table.c.register_version.label("form_version"),
    table.c.place,
    table.c.answers,
    table.c.turn,
    table.c.last_update_id,
    table.c.id,
    table.c.register_id,
    table.c.move_id,
    table.c.unit_code,
    table.c.grid_code,
    table.c.parent_id,
    table.c.changes,
)
_OF_PERSON = _DRAFT.where(table.c.person_id == bindparam("person_id"))
_BY_ID = PreparedStatement(_OF_PERSON.where(table.c.id == bindparam("draft_id")))
_LATEST = PreparedStatement(_OF_PERSON.order_by(table.c.updated_at.desc(), table.c.id.desc()).limit(1))
_TOUCHED = PreparedStatement(
    select(table.c.updated_at)
    .where(table.c.person_id == bindparam("person_id"))
    .order_by(table.c.updated_at.desc())
    .limit(1)
)
_KEY = ("register_id", "entry_id", "move_id", "parent_id")
_SAME = PreparedStatement(_OF_PERSON.where(*(table.c[name] == bindparam(name) for name in _KEY)))
_ADD = PreparedStatement(insert(table))
_SAVED = (
    "register_version",
    "grid_code",
    "changes",
    "place",
    "answers",
    "turn",
    "last_update_id",
    "updated_at",
)
_UPDATE = PreparedStatement(
    update(table).where(table.c.id == bindparam("draft_id")).values({key: bindparam(key) for key in _SAVED})
)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_UNTOUCHED = table.c.updated_at < bindparam("before")
_EXPIRED = PreparedStatement(select(table.c.id).where(_UNTOUCHED))
_STILL_EXPIRED = PreparedStatement(select(table.c.id).where(table.c.id.in_(_IDS), _UNTOUCHED))
_DELETE = PreparedStatement(delete(table).where(table.c.id.in_(_IDS)))


class EntryDrafts:
    """One draft for a person and what they do: opening in a register, below a parent, or making a move of an entry."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def find(self, draft_id: int, person_id: int) -> EntryDraft | None:
        """Return the draft `draft_id` if it is `person_id`'s, or None."""
        return self._find(_BY_ID, {"draft_id": draft_id, "person_id": person_id})

    def find_latest(self, person_id: int) -> EntryDraft | None:
        """Return the draft that `person_id` touched last, or None: typed answers belong to it."""
        return self._find(_LATEST, {"person_id": person_id})

    def touched_last(self, person_id: int) -> datetime | None:
        """Return when `person_id` touched a draft last, None for none: typed answers may belong to a report's."""
        moment: datetime | None = _TOUCHED.scalar(self._connection, {"person_id": person_id})
        return moment

    def find_for(self, draft: EntryDraft) -> EntryDraft | None:
        """Return the draft kept for the same person, register, entry, move and parent as this new one, or None."""
        return self._find(_SAME, {"person_id": draft.person_id, **_key(draft)})

    def find_opening(self, person_id: int, register_id: str, parent_id: int = 0) -> EntryDraft | None:
        """Return the entry that a person has begun to open in a register, below `parent_id` if not 0, or None."""
        key: dict[str, int | str] = {
            "register_id": register_id,
            "entry_id": 0,
            "move_id": "",
            "parent_id": parent_id,
        }
        return self._find(_SAME, {"person_id": person_id, **key})

    def count_with(self, register_id: str, version: int) -> int:
        """Return how many entries and moves are being filled in with this version of a register."""
        where = (table.c.register_id == register_id) & (table.c.register_version == version)
        return self._connection.execute(select(func.count()).select_from(table).where(where)).scalar_one()

    def save(self, draft: EntryDraft, now: datetime) -> int:
        """Store `draft` and return its id."""
        values = {
            "register_version": draft.form_version,
            "grid_code": draft.grid_code,
            "changes": draft.changes,
            "place": draft.place,
            "answers": dict(draft.answers),
            "turn": draft.turn,
            "last_update_id": draft.last_update_id,
            "updated_at": now,
        }
        if draft.id is not None:
            _UPDATE.put(self._connection, {"draft_id": draft.id, **values})
            return draft.id
        own = {"person_id": draft.person_id, "unit_code": draft.unit_code, **_key(draft)}
        return _ADD.add(self._connection, own | values)

    def forget_updates(self, confirmed_before: int) -> None:
        """Forget by which updates the drafts were changed, as Drafts.forget_updates does of reports."""
        again = table.c.last_update_id.between(confirmed_before, confirmed_before + REDELIVERED)
        self._connection.execute(
            update(table).where(table.c.last_update_id != NO_UPDATE, ~again).values(last_update_id=NO_UPDATE)
        )

    def delete(self, draft_id: int) -> None:
        """Forget the draft, with files of it that no entry has."""
        self._delete([draft_id])

    def expired(self, now: datetime) -> list[int]:
        """Return the drafts untouched for DRAFT_LIFE."""
        return _EXPIRED.scalars(self._connection, {"before": now - DRAFT_LIFE})

    def delete_expired(self, ids: Collection[int], now: datetime) -> int:
        """Forget those of `ids` that are still untouched, with their files; return how many."""
        given = {"ids": list(ids), "before": now - DRAFT_LIFE}
        return self._delete(_STILL_EXPIRED.scalars(self._connection, given))

    def _delete(self, ids: list[int]) -> int:
        files = EntryFiles(self._connection)
        for draft_id in ids:
            files.delete_of_draft(draft_id)
        return _DELETE.write(self._connection, {"ids": ids})

    def _find(self, query: PreparedStatement, values: dict[str, int | str]) -> EntryDraft | None:
        return next(iter(query.rows_as(EntryDraft, self._connection, values)), None)


def _key(draft: EntryDraft) -> dict[str, int | str]:
    return {
        "register_id": draft.register_id,
        "entry_id": draft.item_id,
        "move_id": draft.move_id,
        "parent_id": draft.parent_id,
    }
