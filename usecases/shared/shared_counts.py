"""What processes count together: wrong codes, floods, what the page has taken; and which keys handlers have open."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Generic, TypedDict, TypeVar

from domain.tips.patience import FORWARDED_PER_HOUR, Acts, FloodLimit, Patience, Wrong
from domain.tips.tips import UNSUBMITTED_FILES_LIMIT
from storage.shared.family import Family
from storage.shared.key_ring import Lasting
from storage.shared.notes import NoteChanges, NoteStore
from storage.tips.custody import KeyHolder, OpenKey
from usecases.memory import REMEMBERED
from usecases.shared.written_values import Written, written

T = TypeVar("T")

_TRIES = 100
"""So often others may come first before it is a fault."""


class SharedSources(Generic[T]):
    """What is remembered of each source until the day's key changes (domain.tips.patience.Sources), by all processes.

    Raises AwayError where Redis does not answer.
    """

    def __init__(self, family: Family, what: str, kind: Any) -> None:
        """Remember values of `kind`, a type; `what` tells them from others, and what the type looks like.

        So another version, whose type looks otherwise, counts for itself, and garbles nothing.
        """
        self._family, self._what = family, what
        self._how: Written = written(kind)
        self._store = NoteStore(family, REMEMBERED)

    def find(self, source: int, now: datetime) -> T | None:
        """Return what is remembered of `source`."""
        chat, place = self._names(source)
        return self._read(self._store.find(chat, place), place, now)

    def change(self, source: int, change: Callable[[T | None], T], now: datetime) -> None:
        """Remember what `change` makes of what is remembered. Raises TimeoutError where others always come first."""
        chat, place = self._names(source)
        for _try in range(_TRIES):
            there = self._store.find(chat, place)
            said = json.dumps(self._how.write(change(self._read(there, place, now)))).encode()
            sealed = self._family.ring.seal(said, place, Lasting.DAY, now)
            if self._store.exchange(chat, place, there, sealed):
                return
        raise TimeoutError

    def forget(self, source: int) -> None:
        """Remember nothing of `source`."""
        chat, place = self._names(source)
        self._store.write_now(NoteChanges(chat, dropped=[place]))

    def _names(self, source: int) -> tuple[bytes, bytes]:
        ring, looks = self._family.ring, self._how.looks
        # It lies among what the chat of that number remembers: a name more or less says nothing.
        return ring.name("chat", source), ring.name("count", source, self._what, looks)

    def _read(self, sealed: bytes | None, place: bytes, now: datetime) -> T | None:
        said = None if sealed is None else self._family.ring.open(sealed, place, Lasting.DAY, now)
        found: T | None = None if said is None else self._how.read(json.loads(said))
        return found


class SharedOpenKeys:
    """Who has which key open, at all processes (storage.tips.custody.OpenKeys). Raises AwayError as SharedSources."""

    def __init__(self, family: Family) -> None:
        """Begin with what is open."""
        self._family = family
        self._how: Written = written(tuple[KeyHolder, OpenKey])
        self._store = NoteStore(family, REMEMBERED)

    def all(self) -> Mapping[KeyHolder, OpenKey]:
        """Return who has what open."""
        now, found = self._family.clock.now(), dict[KeyHolder, OpenKey]()
        for place, sealed in self._store.find_all(self._chat).items():
            said = self._family.ring.open(sealed, place, Lasting.SOON, now)
            if said is not None:
                holder, key = self._how.read(json.loads(said))
                found[holder] = key
        return found

    def put(self, holder: KeyHolder, key: OpenKey) -> None:
        """Have `holder` have `key` open."""
        place = self._place(holder)
        said = json.dumps(self._how.write((holder, key))).encode()
        sealed = self._family.ring.seal(said, place, Lasting.SOON, self._family.clock.now())
        self._store.write_now(NoteChanges(self._chat, {place: sealed}))

    def drop(self, holders: Iterable[KeyHolder]) -> None:
        """Forget what these have open."""
        places = [self._place(holder) for holder in holders]
        if places:
            self._store.write_now(NoteChanges(self._chat, dropped=places))

    @property
    def _chat(self) -> bytes:
        return self._family.ring.name("open keys", self._how.looks)

    def _place(self, holder: KeyHolder) -> bytes:
        return self._family.ring.name("open key", holder)


class HouseLimits(TypedDict):
    """What a House counts, by the names of its fields."""

    patience: Patience
    flood: FloodLimit
    forwarding: FloodLimit
    unsubmitted: FloodLimit


def limits(family: Family | None) -> HouseLimits:
    """Return what a House counts, counted by all processes of `family` together; None: by this one alone."""
    if family is None:
        return HouseLimits(
            patience=Patience(),
            flood=FloodLimit(),
            forwarding=FloodLimit(FORWARDED_PER_HOUR),
            unsubmitted=FloodLimit(UNSUBMITTED_FILES_LIMIT),
        )
    return HouseLimits(
        patience=Patience(kept=SharedSources[Wrong](family, "wrong", Wrong)),
        flood=FloodLimit(kept=shared_acts(family, "flood")),
        forwarding=FloodLimit(FORWARDED_PER_HOUR, kept=shared_acts(family, "forwarding")),
        unsubmitted=FloodLimit(UNSUBMITTED_FILES_LIMIT, kept=shared_acts(family, "unsubmitted")),
    )


def shared_acts(family: Family, what: str) -> SharedSources[Acts]:
    """Return where a limit's acts are kept; `what` tells one limit from another."""
    return SharedSources(family, what, Acts)
