"""One update of a person in a chat after the other, in the order of their numbers, whichever process each comes to.

A load balancer gives every update to any process. Redis holds no more than their numbers: those of a chat that have
arrived, and who is at work. Each process handles its own update once that has the smallest number and nobody has the
turn. A turn has a short life and is renewed; that of a process that was killed passes on within that life. One that
slept meanwhile finds its turn lost: TurnLostError, before anything is committed (`UpdateTurn.check`).
"""

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from storage.shared.turn_scripts import ARRIVE, RELEASE, RENEW, TAKE

if TYPE_CHECKING:
    from redis.asyncio import Redis as AsyncRedis

log = logging.getLogger(__name__)

LIFE_S = 6.0
"""After so long without a word of its holder a turn passes on."""
GRACE_S = 1.0
"""How long an update waits for smaller numbers that have not arrived anywhere: they are on their way, or were lost."""
LOOK_S = 0.25
"""Whoever waits looks as often as that, should the bell not be heard."""
KEPT_S: Final = 25 * 60 * 60
"""Telegram keeps an update that nobody took for a day (core.telegram.org/bots/api#getting-updates)."""
_LISTEN_S = 1.0
_RENEWALS = 4
_SAFE = 0.9
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Goes on while the machine is suspended."""


class TurnLostError(Exception):
    """The turn is somebody else's by now, or may be: what is in hand must not go on."""


class HandledBeforeError(Exception):
    """This update was handled."""


@dataclass(eq=False, slots=True)
class UpdateTurn:
    """The turn of one update: it is waited for, then held."""

    name: str
    """Of the chat."""
    number: int
    """Of the update."""
    valid_until: float
    """Nobody else can have it before that moment of the clock that never stops."""
    token: int = 0
    """Grows with every turn that is given; 0: it is waited for."""
    is_waited_for: bool = False
    was_tried: bool = False
    """Whether the update has arrived before, and nothing says that it was handled."""
    is_lost: bool = False
    task: "asyncio.Task[Any] | None" = None
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def check(self) -> None:
        """Raise TurnLostError once somebody else may have the turn. From any thread."""
        if self.is_lost or _now() > self.valid_until:
            raise TurnLostError

    def lose(self) -> None:
        """Stop whoever is at work on it."""
        self.is_lost = True
        if self.task is not None:
            self.task.cancel()


class UpdateTurns:
    """The turns that this process waits for and holds."""

    def __init__(
        self,
        redis: "AsyncRedis",
        prefix: str,
        waited_for: Callable[[str], None] = lambda _name: None,
        life_s: float = LIFE_S,
        grace_s: float = GRACE_S,
    ) -> None:
        """Keep them in `redis` under `prefix`; `waited_for` is told of a chat for whose turn somebody waits."""
        self._redis = redis
        self._prefix = f"{prefix}turns:"
        self._owner = secrets.token_hex(8)
        self._waited_for = waited_for
        self._life_s, self._grace_s = life_s, grace_s
        self._in_hand: dict[int, UpdateTurn] = {}
        self._arrive, self._take, self._release, self._renew = (
            redis.register_script(script) for script in (ARRIVE, TAKE, RELEASE, RENEW)
        )

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        """Renew what is in hand and hear the bell while the block runs."""
        works = [asyncio.ensure_future(work) for work in (self._listen(), self._go_on_renewing())]
        try:
            yield
        finally:
            for work in works:
                work.cancel()
            await asyncio.gather(*works, return_exceptions=True)

    @asynccontextmanager
    async def turn(self, name: str, number: int) -> AsyncIterator[UpdateTurn]:
        """Wait for the turn of update `number` in the chat `name`, and hold it while the block runs.

        The update counts as handled once the block has ended without an error. One that is in other hands already is
        waited for until those are done with it or gone. Raises HandledBeforeError before the block, and in its place;
        TurnLostError before it, in it and after it; redis.RedisError.
        """
        while (known := self._in_hand.get(number)) is not None:
            await known.ended.wait()
        turn = self._in_hand[number] = UpdateTurn(name, number, self._until())
        handled = False
        try:
            await self._wait(turn)
            turn.task = asyncio.current_task()
            try:
                yield turn
                turn.check()
                handled = True
            except asyncio.CancelledError:
                if turn.is_lost and turn.task is not None and not turn.task.uncancel():
                    raise TurnLostError from None
                raise
            finally:
                turn.task = None
        finally:
            await self._end(turn, handled=handled)
            del self._in_hand[number]
            turn.ended.set()

    def handled(self, number: int) -> str:
        """Return the key that says, while it is there, that update `number` was handled."""
        return f"{self._prefix}done:{number}"

    async def _wait(self, turn: UpdateTurn) -> None:
        """Return once `turn` is held; raises as `turn`."""
        began, until = _now(), self._until()
        said = await self._arrive(args=self._words(turn))
        while (state := said[0].decode()) != "yours":
            if state == "done":
                raise HandledBeforeError
            if state == "lost":
                raise TurnLostError
            left_s = began + self._grace_s - _now() if state == "early" else LOOK_S
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0, min(left_s, LOOK_S))):
                    await turn.bell.wait()
            turn.bell.clear()
            until = self._until()
            if state == "elsewhere":
                said = await self._arrive(args=self._words(turn))
            else:
                is_patient = _now() < began + self._grace_s
                said = await self._take(args=[*self._words(turn), int(is_patient)])
        turn.valid_until, turn.token, turn.is_waited_for = until, int(said[1]), int(said[2]) > 0
        turn.was_tried = bool(said[3])

    def _words(self, turn: UpdateTurn) -> list[str | int]:
        return [self._prefix, turn.name, turn.number, self._owner, int(self._life_s * 1000)]

    async def _end(self, turn: UpdateTurn, *, handled: bool) -> None:
        """Give the turn back. Once the work is done, nothing that goes wrong here may have it done again."""
        kept_s = KEPT_S if handled else 0
        words: list[str | int] = [self._prefix, turn.name, turn.number, self._owner, turn.token, kept_s]
        try:
            await asyncio.shield(self._release(args=words))
        except unreached():
            # It passes on by itself soon.
            log.warning("the turn of an update could not be given back")

    def _until(self) -> float:
        return _now() + self._life_s * _SAFE

    async def _go_on_renewing(self) -> None:
        while True:
            await asyncio.sleep(self._life_s / _RENEWALS)
            try:
                await self._renew_all()
            except unreached():
                log.warning("the turns in hand could not be renewed")
            for turn in list(self._in_hand.values()):
                if turn.token and not turn.is_lost and _now() > turn.valid_until:
                    turn.lose()

    async def _renew_all(self) -> None:
        held = [turn for turn in self._in_hand.values() if not turn.is_lost]
        if not held:
            return
        tokens = [turn.token for turn in held]
        words: list[str | int] = [self._prefix, self._owner, int(self._life_s * 1000)]
        for turn in held:
            words += [turn.name, turn.number, turn.token]
        until = self._until()
        numbers = {int(number) for number in await self._renew(args=words)}
        # Of one whose turn came meanwhile another token was renewed than it has: it is asked for next time.
        for turn, token in zip(held, tokens, strict=True):
            if turn.token != token or not token:
                continue
            if turn.number in numbers:
                turn.lose()
            else:
                turn.valid_until = until

    async def _listen(self) -> None:
        """Hear the bell; where it can't be heard, whoever waits looks by itself."""
        while True:
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=True) as heard:
                    await heard.subscribe(f"{self._prefix}bell")
                    while True:
                        message = await heard.get_message(timeout=_LISTEN_S)
                        if message is not None:
                            self._hear(message["data"].decode())
            except unreached():
                await asyncio.sleep(LOOK_S)

    def _hear(self, said: str) -> None:
        if said.startswith("+"):
            self._waited_for(said[1:])
            return
        for turn in self._in_hand.values():
            if not turn.token and said in ("*top", turn.name):
                turn.bell.set()


def unreached() -> tuple[type[Exception], ...]:
    """Return what is raised where Redis can't be reached, or refuses."""
    from redis import RedisError  # noqa: PLC0415 - the extra "processes"

    return RedisError, OSError, TimeoutError


def _now() -> float:
    return time.clock_gettime(_CLOCK)
