"""What a conversation remembers of a chat between two updates: its open question, and its notes (decision note 0010).

Each is a frozen dataclass of its own and lives in the file of the conversation that it belongs to. The port is
synchronous: updates of one person are handled one after the other, so that a store behind a network reads what it
knows of a chat before the update and writes it after (`opened`, usecases/shared).
"""

from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Protocol, TypeVar

REMEMBERED = 10_000
"""For how many chats a kind without an age limit is remembered; the oldest go first."""


class Remembered:
    """What is remembered of a chat. `life` is its age limit: None for none.

    Of each kind one at a time; a kind is a direct child of this class, with all that inherit from it.
    """

    __slots__ = ()
    life: ClassVar[timedelta | None] = None
    is_read_anew: ClassVar[bool] = False
    """Whether the database has it as well: then processes that share their memory keep it for one update alone."""


class Question(Remembered):
    """What the live window of a chat asks for. A chat has one question open: another one takes its place."""

    __slots__ = ()


R = TypeVar("R", bound=Remembered)


class Memory(Protocol):
    """Where it is kept. A store that writes down what it is given seals it, or refuses InMemoryOnly."""

    def opened(self, *chat_ids: int, handled: str = "") -> AbstractAsyncContextManager["Memory"]:
        """Give the memory for one update, which has the turn of these chats; what is put in it is kept at the end.

        Where there are several processes `handled` stands for the update: what is kept, and that it was handled, is
        kept at one stroke. Of one that is given up nothing is kept.
        """
        ...

    def put(self, chat_id: int, note: Remembered, now: datetime) -> None:
        """Remember `note`, its age counted from `now`, in place of one of its kind or of any other question."""
        ...

    def get(self, chat_id: int, kind: type[R], now: datetime) -> R | None:
        """Return what is remembered of this kind; None where that is nothing, or past its age limit."""
        ...

    def take(self, chat_id: int, kind: type[R], now: datetime) -> R | None:
        """Return the same and forget it: a second call finds nothing."""
        ...

    def forget_old(self, now: datetime) -> Counter[type[Remembered]]:
        """Forget all that is past its age limit; return how many of each kind that was."""
        ...


@dataclass(frozen=True, slots=True)
class _AsItIs:
    memory: Memory

    async def __aenter__(self) -> Memory:
        return self.memory

    async def __aexit__(self, *_how: object) -> None:
        pass


class ProcessMemory:
    """The memory of this process: gone with it."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._kept: dict[type[Remembered], OrderedDict[int, tuple[Remembered, datetime]]] = {}
        self._opened = _AsItIs(self)

    def opened(self, *_chat_ids: int, handled: str = "") -> AbstractAsyncContextManager[Memory]:  # noqa: ARG002
        """Give this memory (see Memory)."""
        return self._opened

    def put(self, chat_id: int, note: Remembered, now: datetime) -> None:
        """Remember `note` (see Memory)."""
        kept = self._kept.setdefault(place_of(type(note)), OrderedDict())
        kept[chat_id] = note, now
        kept.move_to_end(chat_id)
        while note.life is None and len(kept) > REMEMBERED:
            kept.popitem(last=False)

    def get(self, chat_id: int, kind: type[R], now: datetime) -> R | None:
        """Return what is remembered of this kind (see Memory)."""
        kept = self._kept.get(place_of(kind))
        found = kept.get(chat_id) if kept else None
        if found is None or not isinstance(found[0], kind) or is_old(*found, now):
            return None
        return found[0]

    def take(self, chat_id: int, kind: type[R], now: datetime) -> R | None:
        """Return it and forget it (see Memory)."""
        note = self.get(chat_id, kind, now)
        if note is not None:
            self._kept[place_of(kind)].pop(chat_id, None)
        return note

    def forget_old(self, now: datetime) -> Counter[type[Remembered]]:
        """Forget what is past its age limit (see Memory)."""
        forgotten: Counter[type[Remembered]] = Counter()
        for kept in self._kept.values():
            for chat_id, (note, put_at) in list(kept.items()):
                if is_old(note, put_at, now):
                    del kept[chat_id]
                    forgotten[type(note)] += 1
        return forgotten


@dataclass(frozen=True, slots=True)
class ChatMemory:
    """What is remembered of one chat, at one moment."""

    memory: Memory
    chat_id: int
    now: datetime

    def put(self, note: Remembered) -> None:
        """Remember `note`."""
        self.memory.put(self.chat_id, note, self.now)

    def get(self, kind: type[R]) -> R | None:
        """Return what is remembered of this kind, if anything is."""
        return self.memory.get(self.chat_id, kind, self.now)

    def take(self, kind: type[R]) -> R | None:
        """Return it and forget it."""
        return self.memory.take(self.chat_id, kind, self.now)

    @contextmanager
    def taken(self, kind: type[Remembered]) -> Iterator[None]:
        """Take it away, so that a second tap meanwhile finds none; put it back should this fail."""
        note = self.take(kind)
        try:
            yield
        except BaseException:
            if note is not None and self.get(kind) is None:
                self.put(note)
            raise


_PLACES: dict[type[Remembered], type[Remembered]] = {}
"""What place_of has found: every update asks it a dozen times."""


def place_of(kind: type[Remembered]) -> type[Remembered]:
    """Return the kind of which a chat has one at a time, and to which `kind` belongs."""
    found = _PLACES.get(kind)
    if found is None:
        above = (each for each in reversed(kind.__mro__) if issubclass(each, Remembered))
        found = _PLACES[kind] = next(each for each in above if each is not Remembered)
    return found


def is_old(note: Remembered, put_at: datetime, now: datetime) -> bool:
    """Tell whether `note`, put at `put_at`, is past its age limit at `now`."""
    # A moment far ahead is past as well: the clock was set back, and nobody knows how long ago it was.
    return note.life is not None and abs(now - put_at) > note.life
