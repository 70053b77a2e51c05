"""Queues that somebody waits on: what happened in a chat, and what a bot has still to be told."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from itertools import islice

from simulator.refusals import ApiError, Json

KEPT = 2000
"""Events and messages kept per chat; a benchmark runs for minutes, a memory must not grow with it."""

_UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds of update that a bot gets only when it names them."""
_FIRST_UPDATE_ID = 100_000_001


class Feed:
    """Events with growing numbers; readers ask for those after the last they know, and may wait."""

    def __init__(self, ring: Callable[[], None] | None = None) -> None:
        """Start empty, at number 0; `ring` is called after every event, for who listens to many feeds at once."""
        self.seq = 0
        self._ring = ring
        self._events: deque[Json] = deque(maxlen=KEPT)
        self._waiters: list[asyncio.Future[None]] = []

    def add(self, event: Json) -> Json:
        """Number `event` (key "seq"), keep it and wake who waits; return it."""
        self.seq += 1
        event["seq"] = self.seq
        self._events.append(event)
        if self._waiters:
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(None)
            self._waiters = []
        if self._ring is not None:
            self._ring()
        return event

    def after(self, seq: int) -> list[Json]:
        """Return the events numbered above `seq`, oldest first."""
        new = min(self.seq - seq, len(self._events))
        return list(islice(reversed(self._events), new))[::-1] if new > 0 else []

    async def wait_after(self, seq: int, timeout_s: float) -> list[Json]:
        """Return the events above `seq`, waiting up to `timeout_s` seconds for the first of them."""
        if self.seq <= seq and timeout_s > 0:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiters.append(waiter)
            with suppress(TimeoutError):
                async with asyncio.timeout(timeout_s):
                    await waiter
            self._waiters = [other for other in self._waiters if not other.done()]
        return self.after(seq)


class UpdateQueue:
    """Updates of one bot that it has not confirmed yet (core.telegram.org/bots/api#getupdates)."""

    def __init__(self, ring: Callable[[], None] | None = None) -> None:
        """Start empty; `ring` is called after every update, for who pushes them."""
        self._ring = ring
        self._pending: deque[Json] = deque()
        self.next_id = _FIRST_UPDATE_ID
        """Number of the next update."""
        self._allowed: frozenset[str] = frozenset()
        self._waiter: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        """Return how many updates are not confirmed."""
        return len(self._pending)

    @property
    def allowed(self) -> list[str]:
        """The kinds that were asked for; none means the usual ones."""
        return sorted(self._allowed)

    def pending(self) -> list[Json]:
        """Return what is not confirmed, oldest first."""
        return list(self._pending)

    def allow(self, kinds: list[str]) -> None:
        """Deliver only `kinds` from now on; an empty list means the usual ones."""
        self._allowed = frozenset(kinds)

    def put(self, kind: str, payload: Json) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        if kind not in self._allowed if self._allowed else kind in _UNASKED:
            return
        self._pending.append({"update_id": self.next_id, kind: payload})
        self.next_id += 1
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
        if self._ring is not None:
            self._ring()

    def clear(self) -> None:
        """Forget all that is pending."""
        self._pending.clear()

    def confirm_one(self, update_id: int) -> None:
        """Forget this one."""
        self._pending = deque(update for update in self._pending if update["update_id"] != update_id)

    def end_poll(self) -> None:
        """Refuse whoever waits in take(), since a webhook was set."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(ApiError(409, "Conflict: terminated by setWebhook request"))

    async def take(self, offset: int, limit: int, timeout_s: float) -> list[Json]:
        """Confirm what is below `offset`, return up to `limit` updates, wait up to `timeout_s` for the first.

        Raises:
            ApiError: 409 when another call asks while this one waits.
        """
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(
                ApiError(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            )
        self._confirm(offset)
        if not self._pending and timeout_s > 0:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiter = waiter
            with suppress(TimeoutError):
                async with asyncio.timeout(timeout_s):
                    await waiter
            if self._waiter is waiter:
                self._waiter = None
        return list(islice(self._pending, limit))

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset = self.next_id + offset
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
