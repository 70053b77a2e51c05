"""How fast messages leave: Telegram's limits, kept by us, since exceeding them stops everybody (docs/decisions/0006).

core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about 30 messages a second overall, one a
second in a chat, 20 a minute in a group. All lengths here are seconds of a clock that never jumps.
"""

import asyncio
import heapq
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import IntEnum
from itertools import count

A_MINUTE_S = 60
UNANSWERED_S = 0.5
"""After so long it is not waited for an answer to know when Telegram counted a request."""
CATCH_UP_S = 0.2
"""How late a request may leave without the next one being later for it; the limit of a second holds all the same."""
WITHOUT_CONNECTION_S = (1, 2, 4, 8, 15, 30)
"""Between looks whether Telegram can be reached again; the last one repeats."""


class Lane(IntEnum):
    """What goes first."""

    URGENT = 0
    BULK = 1
    RETRACTION = 2


@dataclass(frozen=True, slots=True)
class Pace:
    """Telegram's limits as we keep them; 0 is no limit."""

    overall_per_s: float = 29
    """One under Telegram's 30, each by itself."""
    most_in_a_second: int = 30
    chat_pause_s: float = 1
    group_per_min: int = 20


PACE = Pace()
UNPACED = Pace(0, 0, 0, 0)


class Turn:
    """The right to begin a request; over() passes it on, once."""

    def __init__(self, pass_on: Callable[[], None]) -> None:
        """Begin."""
        self._pass_on = pass_on
        self._is_over = False
        self.began_at = self.counted_by = -math.inf
        """When it began, and when it would have begun at the latest had it been on its way as short as any."""

    def over(self) -> None:
        """Let the next one begin."""
        if not self._is_over:
            self._is_over = True
            self._pass_on()


class Pacer:
    """Lets one request begin at a time, urgent ones first, and knows which chats have to wait."""

    def __init__(self, pace: Pace = PACE, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Start with nothing sent."""
        self._pace = pace
        self._monotonic = monotonic
        self._busy = False
        self._queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._next_at = 0.0
        self._lately: deque[Turn] = deque(maxlen=max(pace.most_in_a_second, 1))
        self._fastest_s = math.inf
        self._rests_until = 0.0
        self._failures = 0
        self._chats: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._flooded: dict[int, float] = {}

    @asynccontextmanager
    async def turn(self, lane: Lane) -> AsyncIterator["Turn"]:
        """Wait for a turn and for the pace; the turn is over with the block or as soon as its over() is called."""
        if self._busy:
            waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            heapq.heappush(self._queue, (lane, next(self._numbers), waiting))
            try:
                await waiting
            except asyncio.CancelledError:
                if waiting.done() and not waiting.cancelled():
                    self._pass_on()
                raise
        self._busy = True
        turn = Turn(self._pass_on)
        try:
            await self._slot(turn)
            yield turn
        finally:
            self._note_answer(turn)
            turn.over()

    async def _slot(self, turn: Turn) -> None:
        if not self._pace.overall_per_s or self.rest_s > 0:
            return
        free_at = self._next_at
        if self._pace.most_in_a_second and len(self._lately) == self._pace.most_in_a_second:
            free_at = max(free_at, self._lately[0].counted_by + 1)
        wait_s = free_at - self._monotonic()
        if wait_s > 0:
            await asyncio.sleep(wait_s)
        turn.began_at = self._monotonic()
        turn.counted_by = turn.began_at + UNANSWERED_S
        self._lately.append(turn)
        late_s = self._monotonic() - self._next_at
        start = self._next_at if late_s <= CATCH_UP_S else self._monotonic()
        self._next_at = start + 1 / self._pace.overall_per_s

    def _note_answer(self, turn: Turn) -> None:
        """Learn from a turn's end when Telegram counted it.

        Whatever took longer than three quarters of the fastest answer may have been time before it was counted:
        the thirtieth request after this one waits that much longer, so that thirty a second are never exceeded.
        """
        now = self._monotonic()
        self._fastest_s = min(self._fastest_s, now - turn.began_at)
        turn.counted_by = min(turn.counted_by, now - self._fastest_s * 0.75)

    def _pass_on(self) -> None:
        while self._queue:
            _lane, _number, waiting = heapq.heappop(self._queue)
            if not waiting.done():
                waiting.set_result(None)
                return
        self._busy = False

    def sent(self, chat_id: int, messages: int = 1) -> None:
        """Note that so many messages went to the chat, and that Telegram answers."""
        self._failures = 0
        now = self._monotonic()
        if self._pace.overall_per_s:
            self._next_at += (messages - 1) / self._pace.overall_per_s
        if self._pace.chat_pause_s:
            self._hold(chat_id, now + self._pace.chat_pause_s * messages)
        if chat_id < 0 and self._pace.group_per_min:
            lately = self._groups.setdefault(chat_id, deque(maxlen=self._pace.group_per_min))
            lately.extend([now] * messages)
            if len(lately) == self._pace.group_per_min:
                self._hold(chat_id, lately[0] + A_MINUTE_S)

    def flooded(self, chat_id: int, retry_after_s: float) -> None:
        """Obey a 429: this chat waits; when Telegram says so in two private chats at once, everybody does."""
        now = self._monotonic()
        self._hold(chat_id, now + retry_after_s)
        if chat_id < 0:
            return
        self._flooded = {chat: until for chat, until in self._flooded.items() if until > now}
        self._flooded[chat_id] = now + retry_after_s
        if len(self._flooded) > 1:
            self._rests_until = max(self._rests_until, now + retry_after_s)

    def hold(self, chat_id: int, for_s: float) -> None:
        """Send nothing to the chat for so long."""
        self._hold(chat_id, self._monotonic() + for_s)

    def follow_another(self, groups: Mapping[int, float]) -> None:
        """Keep the pace of another process, which sent until a moment ago: nothing leaves for a second.

        `groups` are those that it wrote to within a minute, and how many seconds ago it last did. How often is not
        known: each rests until that minute is over.
        """
        now = self._monotonic()
        if self._pace.overall_per_s:
            self._rests_until = max(self._rests_until, now + 1)
        if self._pace.group_per_min:
            for chat_id, ago_s in groups.items():
                self._hold(chat_id, now + A_MINUTE_S - max(ago_s, 0))

    def unconnected(self) -> None:
        """Note that Telegram can't be reached: nothing leaves for a while, longer each time."""
        if self.rest_s > 0:
            return  # one of several that failed at once
        pause_s = WITHOUT_CONNECTION_S[min(self._failures, len(WITHOUT_CONNECTION_S) - 1)]
        self._failures += 1
        self._rests_until = max(self._rests_until, self._monotonic() + pause_s)

    @property
    def rest_s(self) -> float:
        """How long nothing at all may leave; 0 or less: it may."""
        return self._rests_until - self._monotonic()

    def held(self) -> set[int]:
        """Return the chats that have to wait."""
        now = self._monotonic()
        for chat_id in [chat for chat, until in self._chats.items() if until <= now]:
            del self._chats[chat_id]
        for chat_id in [chat for chat, times in self._groups.items() if times[-1] <= now - A_MINUTE_S]:
            del self._groups[chat_id]
        return set(self._chats)

    def next_free_s(self) -> float | None:
        """Return in how many seconds the next chat, or everybody, may be written to again; None: nobody waits."""
        if self.rest_s > 0:
            return self.rest_s
        return min(self._chats.values()) - self._monotonic() if self.held() else None

    def _hold(self, chat_id: int, until: float) -> None:
        self._chats[chat_id] = max(self._chats.get(chat_id, 0.0), until)
