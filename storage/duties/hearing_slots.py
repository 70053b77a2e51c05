"""Slots for hearings (当面报告): offered, chosen, given back, withdrawn. The database keeps a slot to one item."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, exists, select, update
from sqlalchemy.exc import IntegrityError

from domain.duties.hearings import Next, Slot, who_is_next
from domain.people.grids import GridTree
from storage.duties.tables import hearing_slots as table
from storage.duty_items import DutyItem
from storage.statements.rows import rows_as
from storage.statements.upserts import insert_or
from storage.tables import duty_items

_SELECT = select(
    table.c.id,
    table.c.duty_id,
    table.c.grid_code.label("unit_code"),
    table.c.starts_at,
    table.c.minutes,
    table.c.place,
    table.c.item_id,
    table.c.chosen_at,
).order_by(table.c.starts_at, table.c.id)
_THERE = table.c.withdrawn_at.is_(None)
_FREE = _THERE & table.c.item_id.is_(None)
_IDS_AT_ONCE = 1000


class HearingSlots:
    """What is offered, and who has chosen what."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def offer(self, slots: Iterable[Slot], offered_by: int) -> bool:
        """Add slots (their ids are not looked at), or offer withdrawn ones of the same time again.

        Returns False, with none of them added, where one of the unit begins at the same time.
        """
        try:
            with self._connection.begin_nested():
                for slot in slots:
                    self._offer(slot, offered_by)
        except _TakenError:
            return False
        return True

    def find(self, slot_id: int) -> Slot | None:
        """Return the slot unless it was withdrawn, or None."""
        return next(iter(self._fetch(_THERE, table.c.id == slot_id)), None)

    def find_of(self, item_id: int) -> Slot | None:
        """Return the slot chosen for the item, or None."""
        return next(iter(self._fetch(_THERE, table.c.item_id == item_id)), None)

    def of_items(self, item_ids: Iterable[int]) -> dict[int, Slot]:
        """Return the slots chosen for these items, by item."""
        ids = list(item_ids)
        parts = (ids[start : start + _IDS_AT_ONCE] for start in range(0, len(ids), _IDS_AT_ONCE))
        found = (slot for part in parts for slot in self._fetch(_THERE, table.c.item_id.in_(part)))
        return {slot.item_id: slot for slot in found if slot.item_id is not None}

    def free(self, now: datetime) -> list[Slot]:
        """Return the free slots that lie ahead, soonest first."""
        return self._fetch(_FREE, table.c.starts_at > now)

    def between(self, begin: datetime, end: datetime) -> list[Slot]:
        """Return the slots, free or not, that start from `begin` up to `end`, the last moment excluded."""
        return self._fetch(_THERE, table.c.starts_at >= begin, table.c.starts_at < end)

    def chosen_between(self, begin: datetime, end: datetime) -> list[Slot]:
        """Return what was chosen from `begin` up to `end`, the last moment excluded, and still is."""
        return self._fetch(
            _THERE, table.c.item_id.is_not(None), table.c.chosen_at >= begin, table.c.chosen_at < end
        )

    def find_last_place(self, unit_code: str) -> str | None:
        """Return where the slots of the unit offered last are, or None."""
        return self._connection.execute(
            select(table.c.place).where(table.c.grid_code == unit_code).order_by(table.c.id.desc()).limit(1)
        ).scalar()

    def next_of(self, items: Iterable[DutyItem], tree: GridTree, now: datetime) -> dict[int, Next]:
        """Return who is next for each of these open hearings, by item; `now` is aware."""
        wanted = list(items)
        chosen = self.of_items(item.id for item in wanted)
        days: dict[tuple[str, str], set[date]] = {}
        for slot in self.free(now) if wanted else ():
            days.setdefault((slot.duty_id, slot.unit_code), set()).add(slot.day)
        found = {}
        for item in wanted:
            free_days = days.get((item.duty_id, unit_of(item.grid_code, tree) or ""), ())
            some_free = any(item.opens_on <= day <= item.closes_on for day in free_days)
            found[item.id] = who_is_next(chosen.get(item.id), some_free=some_free, now=now)
        return found

    def take(self, slot_id: int, item_id: int, now: datetime) -> bool:
        """Choose a slot for the item, in place of the one chosen before; False, with nothing done, if it is taken."""
        try:
            with self._connection.begin_nested():
                self._take(slot_id, item_id, now)
        except (_TakenError, IntegrityError):  # on PostgreSQL two may choose for one item at once
            return False
        return True

    def release(self, item_id: int) -> bool:
        """Free the slot chosen for the item; tell whether there was one."""
        done = self._connection.execute(
            update(table).where(table.c.item_id == item_id).values(item_id=None, chosen_at=None)
        )
        return done.rowcount > 0

    def release_idle(self, now: datetime) -> int:
        """Free the slots chosen for what is exempt, or was recorded before its slot; return how many."""
        filed_before = duty_items.c.submitted_at.is_not(None) & (table.c.starts_at > now)
        idle = exists().where(
            duty_items.c.id == table.c.item_id, duty_items.c.exempt_reason.is_not(None) | filed_before
        )
        done = self._connection.execute(update(table).where(idle).values(item_id=None, chosen_at=None))
        return done.rowcount

    def withdraw(self, slot_id: int, now: datetime) -> bool:
        """Offer the slot no more, whoever has chosen it; tell whether it was offered."""
        done = self._connection.execute(
            update(table)
            .where(table.c.id == slot_id, _THERE)
            .values(withdrawn_at=now, item_id=None, chosen_at=None)
        )
        return done.rowcount > 0

    def _take(self, slot_id: int, item_id: int, now: datetime) -> None:
        self.release(item_id)
        free = table.c.id == slot_id, _FREE
        taken = self._connection.execute(update(table).where(*free).values(item_id=item_id, chosen_at=now))
        if not taken.rowcount:
            raise _TakenError

    def _offer(self, slot: Slot, offered_by: int) -> None:
        facts = {
            "duty_id": slot.duty_id,
            "minutes": slot.minutes,
            "place": slot.place,
            "offered_by": offered_by,
        }
        new = insert_or(self._connection, table).values(
            grid_code=slot.unit_code, starts_at=slot.starts_at, **facts
        )
        again = new.on_conflict_do_update(
            index_elements=[table.c.grid_code, table.c.starts_at],
            set_={**facts, "withdrawn_at": None},
            where=table.c.withdrawn_at.is_not(None),
        )
        if self._connection.execute(again.returning(table.c.id)).first() is None:
            raise _TakenError

    def _fetch(self, *conditions: ColumnElement[bool]) -> list[Slot]:
        return rows_as(Slot, self._connection.execute(_SELECT.where(*conditions)))


def unit_of(grid_code: str, tree: GridTree) -> str | None:
    """Return the first-level grid in which `grid_code` hangs, None where it is no longer there."""
    unit = tree.ancestor_at(grid_code, 1) if grid_code in tree else None
    return None if unit is None else unit.code


class _TakenError(Exception):
    """Undoes what was done before it was found that a slot is not to be had."""
