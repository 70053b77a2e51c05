"""One update of a person in a chat after the other, and how long a call to Telegram may keep the next one waiting.

Stands where aiogram's SimpleEventIsolation would (docs/aiogram.md), which keeps a lock of everybody who ever wrote. An
update is never overtaken: what it does after a call must not cross what the next one does. But a call that stands
still is given up sooner while somebody waits behind it.
"""

import asyncio
from collections.abc import AsyncIterator, Hashable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar

from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey

STILL_S = 15
"""How long a call may stand, with not a byte of it moving, before it is given up."""
HURRIED_S = 5
"""The same while the chat's next update waits, and after a call of the same update was given up."""


class ChatTurn:
    """Whose turn it is in a chat."""

    def __init__(self) -> None:
        """Nobody's yet."""
        self.lock = asyncio.Lock()
        self.many = 0
        """How many updates there are: one has its turn, the others wait."""
        self.is_tired = False
        """Whether a call of the update that has its turn was given up."""
        self.is_waited_for_elsewhere = False
        """Whether an update of the chat waits in another process."""
        self._waits: list[tuple[asyncio.Timeout, float]] = []

    @property
    def still_s(self) -> float:
        """How long a call may stand still now."""
        return HURRIED_S if self.is_tired or self.is_waited_for else STILL_S

    @property
    def is_waited_for(self) -> bool:
        """Whether somebody waits for the turn to end."""
        return self.many > 1 or self.is_waited_for_elsewhere

    def hurry(self) -> None:
        """Give what is being waited for less time: somebody waits."""
        now = asyncio.get_running_loop().time()
        for wait, hurried_s in self._waits:
            ends = wait.when()
            if ends is None or ends > now + hurried_s:
                wait.reschedule(now + hurried_s)

    @contextmanager
    def waiting(self, limit: asyncio.Timeout, hurried_s: float) -> Iterator[None]:
        """Keep an eye on a wait that ends with `limit`: within `hurried_s` from when somebody waits for the turn."""
        wait = limit, hurried_s
        self._waits.append(wait)
        try:
            yield
        finally:
            self._waits.remove(wait)


_TURN: ContextVar[ChatTurn | None] = ContextVar("turn", default=None)


def turn() -> ChatTurn | None:
    """Return the turn of the update that is being handled here; None for what is asked by no update."""
    return _TURN.get()


class Turns(BaseEventIsolation):
    """The turns of all chats; of a chat where nothing happens none is kept."""

    def __init__(self) -> None:
        """Begin with none."""
        self._turns: dict[Hashable, ChatTurn] = {}

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncIterator[None]:
        """Wait for the turn and take it while the block runs."""
        with self._queued(key) as known:
            async with known.lock:
                known.is_tired = False
                _TURN.set(known)
                yield

    @contextmanager
    def _queued(self, key: Hashable) -> Iterator[ChatTurn]:
        """Count among those who wait for the turn or have it, while the block runs."""
        known = self._turns.get(key)
        if known is None:
            known = self._turns[key] = ChatTurn()
        known.many += 1
        if known.is_waited_for:
            known.hurry()
        try:
            yield known
        finally:
            known.many -= 1
            if not known.many:
                del self._turns[key]

    async def close(self) -> None:
        """Nothing to close: whoever has a turn gives it back."""


class TakenTurns(Turns):
    """The same where each update has had its turn given over all processes before it comes to the dispatcher."""

    @contextmanager
    def queued(self, name: str) -> Iterator[ChatTurn]:
        """Count among those who wait for the turn of the chat `name` or have it, while the block runs."""
        with self._queued(name) as known:
            yield known

    def begin(self, known: ChatTurn, *, is_waited_for: bool) -> None:
        """Have what is handled from here on, in this task, know that it has the turn."""
        known.is_tired, known.is_waited_for_elsewhere = False, is_waited_for
        _TURN.set(known)

    def hurry(self, name: str) -> None:
        """Hear that another update of the chat `name` waits."""
        if (known := self._turns.get(name)) is not None:
            known.is_waited_for_elsewhere = True
            known.hurry()

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncIterator[None]:  # noqa: ARG002 - aiogram's
        """Wait for nothing: the turn is held."""
        yield
