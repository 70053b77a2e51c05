"""How fast a bot may send (core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""

import math
import time
from collections import deque
from collections.abc import Callable

from simulator.refusals import too_many

OVERALL_PER_S = 30
GROUP_PER_MIN = 20
CHAT_BURST = 3
"""Messages that one chat takes at once before its one per second holds."""


class _Window:
    """At most `most` within any `length_s` seconds."""

    def __init__(self, most: int, length_s: float) -> None:
        self._most = most
        self._length_s = length_s
        self._taken: deque[float] = deque()

    def wait_s(self, at: float) -> float:
        """Return how many seconds are left until one more is allowed."""
        while self._taken and self._taken[0] <= at - self._length_s:
            self._taken.popleft()
        return 0.0 if len(self._taken) < self._most else self._taken[0] + self._length_s - at

    def take(self, at: float) -> None:
        """Count one."""
        self._taken.append(at)


class _Bucket:
    """One per second on average, `CHAT_BURST` at once."""

    def __init__(self) -> None:
        self._full_at = -math.inf

    def wait_s(self, at: float) -> float:
        """Return how many seconds are left until one more is allowed."""
        return max(0.0, self._full_at - at - (CHAT_BURST - 1))

    def take(self, at: float) -> None:
        """Count one."""
        self._full_at = max(self._full_at, at) + 1


class Limits:
    """The three limits of each bot, if they are switched on; only new messages count."""

    def __init__(self, *, on: bool, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Start with nothing sent; `monotonic` gives seconds."""
        self.on = on
        self._monotonic = monotonic
        self._bots: dict[int, _Window] = {}
        self._chats: dict[tuple[int, int], _Bucket | _Window] = {}

    def check(self, bot_id: int, chat_id: int, messages: int = 1) -> None:
        """Count `messages` from a bot to a chat.

        Raises:
            ApiError: 429 when that is too fast; nothing is counted then.
        """
        if not self.on:
            return
        at = self._monotonic()
        overall = self._bots.setdefault(bot_id, _Window(OVERALL_PER_S, 1))
        chat = self._chats.get((bot_id, chat_id))
        if chat is None:
            chat = _Window(GROUP_PER_MIN, 60) if chat_id < 0 else _Bucket()
            self._chats[bot_id, chat_id] = chat
        wait_s = max(overall.wait_s(at), chat.wait_s(at))
        if wait_s > 0:
            raise too_many(math.ceil(wait_s))
        for _ in range(messages):
            overall.take(at)
            chat.take(at)
