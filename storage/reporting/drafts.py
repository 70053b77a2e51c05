"""Reports being filled in."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from domain.drafts import DRAFT_LIFE, NO_UPDATE, REDELIVERED, Draft
from storage.duty_items import ITEM_COLUMNS, DutyItem
from storage.reporting.tables import drafts
from storage.statements.prepared import PreparedStatement
from storage.tables import duty_items, grids

_COLUMNS = (
    drafts.c.item_id,
    drafts.c.person_id,
    drafts.c.form_version,
    drafts.c.place,
    drafts.c.answers,
    drafts.c.turn,
    drafts.c.last_update_id,
    drafts.c.id,
)
_PERSON = drafts.c.person_id == bindparam("person_id")
# An answer is a few hundred microseconds' work: its statements are built once, and a draft comes with its item.
_WITH_ITEM = (
    select(*_COLUMNS, *ITEM_COLUMNS)
    .join(duty_items, duty_items.c.id == drafts.c.item_id)
    .join(grids, grids.c.code == duty_items.c.grid_code)
    .where(_PERSON)
)
_BY_ID = PreparedStatement(_WITH_ITEM.where(drafts.c.id == bindparam("draft_id")))
_LATEST = PreparedStatement(_WITH_ITEM.order_by(drafts.c.updated_at.desc(), drafts.c.id.desc()).limit(1))
_TOUCHED = PreparedStatement(
    select(drafts.c.updated_at).where(_PERSON).order_by(drafts.c.updated_at.desc()).limit(1)
)
_FOR_ITEM = PreparedStatement(select(*_COLUMNS).where(_PERSON, drafts.c.item_id == bindparam("item_id")))
_ADD = PreparedStatement(insert(drafts))
_DELETE_FOR = PreparedStatement(delete(drafts).where(drafts.c.item_id == bindparam("item_id")))
_IS_EXPIRED = drafts.c.updated_at < bindparam("before")
_EXPIRED = PreparedStatement(select(drafts.c.id).where(_IS_EXPIRED))
_DELETE_EXPIRED = PreparedStatement(
    delete(drafts).where(drafts.c.id.in_(bindparam("ids", expanding=True)), _IS_EXPIRED)
)
_SAVED = ("form_version", "place", "answers", "turn", "last_update_id", "updated_at")
_UPDATE = PreparedStatement(
    update(drafts).where(drafts.c.id == bindparam("draft_id")).values({key: bindparam(key) for key in _SAVED})
)


class Drafts:
    """One draft for a person and an item."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def find(self, draft_id: int, person_id: int) -> tuple[Draft, DutyItem] | None:
        """Return the draft `draft_id` and its item if it is `person_id`'s, or None."""
        return self._find(_BY_ID, {"draft_id": draft_id, "person_id": person_id})

    def find_latest(self, person_id: int) -> tuple[Draft, DutyItem] | None:
        """Return the draft that `person_id` touched last, or None: typed answers belong to it."""
        return self._find(_LATEST, {"person_id": person_id})

    def touched_last(self, person_id: int) -> datetime | None:
        """Return when `person_id` touched a draft last, None for none: typed answers may belong to an entry's."""
        moment: datetime | None = _TOUCHED.scalar(self._connection, {"person_id": person_id})
        return moment

    def find_for(self, item_id: int, person_id: int) -> Draft | None:
        """Return `person_id`'s draft for the item, or None."""
        found = _FOR_ITEM.rows_as(Draft, self._connection, {"item_id": item_id, "person_id": person_id})
        return next(iter(found), None)

    def count_with(self, duty_ids: Collection[str], version: int) -> int:
        """Return how many reports of these duties are being filled in with this version of their form."""
        query = select(func.count()).select_from(drafts.join(duty_items, duty_items.c.id == drafts.c.item_id))
        where = duty_items.c.duty_id.in_(duty_ids) & (drafts.c.form_version == version)
        return self._connection.execute(query.where(where)).scalar_one()

    def save(self, draft: Draft, now: datetime) -> int:
        """Store `draft` and return its id."""
        values = {
            "form_version": draft.form_version,
            "place": draft.place,
            "answers": dict(draft.answers),
            "turn": draft.turn,
            "last_update_id": draft.last_update_id,
            "updated_at": now,
        }
        if draft.id is not None:
            _UPDATE.put(self._connection, {"draft_id": draft.id, **values})
            return draft.id
        return _ADD.add(self._connection, {"item_id": draft.item_id, "person_id": draft.person_id, **values})

    def forget_updates(self, confirmed_before: int) -> None:
        """Forget by which updates the drafts were changed, but those that may still be delivered again.

        Counted over all chats, two such numbers would tell how much others wrote in between.
        """
        again = drafts.c.last_update_id.between(confirmed_before, confirmed_before + REDELIVERED)
        self._connection.execute(
            update(drafts)
            .where(drafts.c.last_update_id != NO_UPDATE, ~again)
            .values(last_update_id=NO_UPDATE)
        )

    def delete_for(self, item_id: int) -> None:
        """Forget every draft for the item: it has been filed."""
        _DELETE_FOR.put(self._connection, {"item_id": item_id})

    def expired(self, now: datetime) -> list[int]:
        """Return the drafts untouched for DRAFT_LIFE."""
        return _EXPIRED.scalars(self._connection, {"before": now - DRAFT_LIFE})

    def delete_expired(self, ids: Collection[int], now: datetime) -> int:
        """Forget those of `ids` that are still untouched; return how many."""
        return _DELETE_EXPIRED.write(self._connection, {"ids": list(ids), "before": now - DRAFT_LIFE})

    def _find(self, query: PreparedStatement, values: dict[str, int]) -> tuple[Draft, DutyItem] | None:
        row = query.one_or_none(self._connection, values)
        if row is None:
            return None
        own = len(_COLUMNS)
        return Draft(*row[:own]), DutyItem(*row[own:])
