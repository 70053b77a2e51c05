"""The memory that several processes have in common: read before an update, written after it, sealed (decision 0024).

Whoever has the turn of a chat has what is known of it; what is asked of others, or outside a turn, is asked at once.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import TypeVar

from domain.errors import LeftToNewerError, RefusalError
from domain.threads import in_a_thread
from storage.leases.processes import NewerVersion
from storage.shared.connections import AwayError
from storage.shared.family import Family
from storage.shared.key_ring import SOON, Lasting
from storage.shared.notes import NoteChanges, NoteStore
from storage.shared.update_turns import TurnLostError
from usecases.memory import REMEMBERED, Memory, R, Remembered, is_old, place_of
from usecases.shared.written_notes import name_of, read_note, write_note

T = TypeVar("T")
Found = tuple[Remembered, datetime]

AWAY_S = 1.0
"""How long a Redis that did not answer is not asked at once again: meanwhile nothing is remembered."""
log = logging.getLogger(__name__)


class SharedMemory:
    """What is remembered of chats, by all processes of `family`."""

    def __init__(self, family: Family, most: int = REMEMBERED, newer: NewerVersion | None = None) -> None:
        """Remember it of `most` chats; what can't be read is a newer version's, where one runs."""
        self.family = family
        self.newer = newer or NewerVersion()
        self.store = NoteStore(family, most)
        self._away_until = 0.0

    def opened(self, *chat_ids: int, handled: str = "") -> AbstractAsyncContextManager[Memory]:
        """Give what is known of these chats (see Memory). Raises RefusalError (shared-busy) where Redis is away.

        Raises LeftToNewerError where a newer version runs and has noted something that this one can't read. At its
        end, what could not be kept is raised: AwayError.
        """
        return _Opening(self, tuple(dict.fromkeys(chat_ids)), handled)

    def put(self, chat_id: int, note: Remembered, now: datetime) -> None:
        """Remember `note` at once (see Memory); not at all where Redis is away."""
        if not note.is_read_anew:
            place = place_of(type(note))
            self._at_once(lambda: self.store.write_now(self.changes(chat_id, {place: (note, now)}, now)))

    def get(self, chat_id: int, kind: type[R], now: datetime) -> R | None:
        """Return what is remembered of this kind, asked at once (see Memory); nothing where Redis is away."""
        place = place_of(kind)
        if place.is_read_anew:
            return None
        field = self.field(chat_id, place)
        sealed = self._at_once(lambda: self.store.find(self.chat(chat_id), field))
        return fitting(self.read(sealed, field, place, now), kind, now)

    def take(self, chat_id: int, kind: type[R], now: datetime) -> R | None:
        """Return it and forget it at once (see Memory)."""
        note = self.get(chat_id, kind, now)
        if note is not None:
            change = self.changes(chat_id, {place_of(kind): None}, now)
            self._at_once(lambda: self.store.write_now(change))
        return note

    def forget_old(self, now: datetime) -> Counter[type[Remembered]]:
        """Forget the keys of what is past its age limit (see Memory): how many that are, nobody knows."""
        self.family.ring.forget(now)
        return Counter()

    def chat(self, chat_id: int) -> bytes:
        """Return the name of a chat."""
        return self.family.ring.name("chat", chat_id)

    def field(self, chat_id: int, place: type[Remembered]) -> bytes:
        """Return the name of what stands in this place of a chat: of another chat it is another."""
        return self.family.ring.name("chat", chat_id, name_of(place))

    def read(
        self, sealed: bytes | None, field: bytes, place: type[Remembered], now: datetime
    ) -> Found | None:
        """Return what is sealed there; None where it can't be opened or read any more."""
        said = None if sealed is None else self.family.ring.open(sealed, field, _lasting(place), now)
        return None if said is None else read_note(said)

    def has_unread(self, fields: Mapping[bytes, bytes], now: datetime) -> bool:
        """Tell whether any of a chat's fields was written by another version, so that it can't be read here."""
        for field, sealed in fields.items():
            # What is counted lies there as well, and opens with neither of these.
            for lasting in (Lasting.LONG, Lasting.SOON):
                said = self.family.ring.open(sealed, field, lasting, now)
                if said is not None and read_note(said) is None:
                    return True
        return False

    def changes(
        self, chat_id: int, places: dict[type[Remembered], Found | None], now: datetime
    ) -> NoteChanges:
        """Return, sealed, what is to be kept of these places of a chat; None for what is forgotten."""
        put: dict[bytes, bytes] = {}
        dropped: list[bytes] = []
        for place, found in places.items():
            field = self.field(chat_id, place)
            if found is None:
                dropped.append(field)
            else:
                put[field] = self.family.ring.seal(write_note(*found), field, _lasting(place), now)
        return NoteChanges(self.chat(chat_id), put, dropped)

    def _at_once(self, work: Callable[[], T]) -> T | None:
        if time.monotonic() < self._away_until:
            return None
        try:
            return work()
        except AwayError as error:
            self._away_until = time.monotonic() + AWAY_S
            log.warning("Redis does not answer: %s", error)
            return None


class OpenedNotes:
    """What is known of some chats during one update."""

    def __init__(self, shared: SharedMemory, sealed: dict[int, dict[bytes, bytes]]) -> None:
        """Know what is `sealed`, by chat and field."""
        self._shared, self._sealed = shared, sealed
        self._known: dict[tuple[int, type[Remembered]], Found | None] = {}
        self._changed: dict[int, dict[type[Remembered], Found | None]] = {}
        self._is_closed = False

    def opened(self, *_chat_ids: int, handled: str = "") -> AbstractAsyncContextManager[Memory]:  # noqa: ARG002
        """Open nothing more: it is open. Raises TypeError."""
        raise TypeError("opened twice")

    def put(self, chat_id: int, note: Remembered, now: datetime) -> None:
        """Remember `note` (see Memory)."""
        self._set(chat_id, place_of(type(note)), (note, now), now)

    def get(self, chat_id: int, kind: type[R], now: datetime) -> R | None:
        """Return what is remembered of this kind (see Memory)."""
        place = place_of(kind)
        if (chat_id, place) not in self._known:
            if chat_id not in self._sealed:
                return self._shared.get(chat_id, kind, now)
            field = self._shared.field(chat_id, place)
            sealed = self._sealed[chat_id].get(field)
            self._known[chat_id, place] = self._shared.read(sealed, field, place, now)
        return fitting(self._known[chat_id, place], kind, now)

    def take(self, chat_id: int, kind: type[R], now: datetime) -> R | None:
        """Return it and forget it (see Memory)."""
        note = self.get(chat_id, kind, now)
        if note is not None:
            self._set(chat_id, place_of(kind), None, now)
        return note

    def forget_old(self, now: datetime) -> Counter[type[Remembered]]:
        """Forget what is past its age limit (see Memory)."""
        return self._shared.forget_old(now)

    def close(self, now: datetime) -> Sequence[NoteChanges]:
        """Return what is to be kept; from now on it is kept at once."""
        self._is_closed = True
        return [self._shared.changes(chat_id, places, now) for chat_id, places in self._changed.items()]

    def _set(self, chat_id: int, place: type[Remembered], found: Found | None, now: datetime) -> None:
        is_here = chat_id in self._sealed
        if is_here or place.is_read_anew:
            self._known[chat_id, place] = found
        if place.is_read_anew:
            return
        if is_here and not self._is_closed:
            self._changed.setdefault(chat_id, {})[place] = found
        elif found is None:
            self._shared.take(chat_id, place, now)
        else:
            self._shared.put(chat_id, found[0], found[1])


class _Opening:
    def __init__(self, shared: SharedMemory, chat_ids: tuple[int, ...], handled: str) -> None:
        self._shared, self._chat_ids, self._handled = shared, chat_ids, handled

    async def __aenter__(self) -> Memory:
        shared = self._shared
        try:
            are_ours, found = await self._load()
            if not are_ours:
                # Redis died and came back empty, or others have taken over: the keys are agreed on anew.
                await in_a_thread(shared.family.agree)
                _are_ours, found = await self._load()
        except AwayError as error:
            log.warning("Redis does not answer: %s", error)
            raise RefusalError("shared-busy") from None
        now = shared.family.clock.now()
        if shared.newer.lives and any(shared.has_unread(fields, now) for fields in found):
            raise LeftToNewerError
        self._notes = OpenedNotes(shared, dict(zip(self._chat_ids, found, strict=True)))
        return self._notes

    async def __aexit__(self, kind: type[BaseException] | None, *_how: object) -> None:
        if kind is not None and issubclass(kind, (asyncio.CancelledError, TurnLostError)):
            # It is sent again, and finds what this one found.
            return
        changes = self._notes.close(self._shared.family.clock.now())
        if changes:
            await self._shared.store.write(changes, self._handled)

    async def _load(self) -> tuple[bool, list[dict[bytes, bytes]]]:
        return await self._shared.store.load([self._shared.chat(chat_id) for chat_id in self._chat_ids])


def fitting(found: Found | None, kind: type[R], now: datetime) -> R | None:
    """Return the note if it is of this kind and not past its age limit."""
    if found is None or not isinstance(found[0], kind) or is_old(*found, now):
        return None
    return found[0]


def _lasting(place: type[Remembered]) -> Lasting:
    return Lasting.SOON if place.life is not None and place.life <= SOON else Lasting.LONG
