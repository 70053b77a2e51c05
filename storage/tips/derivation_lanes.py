"""Who waits for the deriving of a receipt's keys, and in which order, so that a flood locks nobody else out.

Each derivation takes 128 MiB and a third of a second, and two run at a time. Submissions and look-ups have a lane
each, and the next free place goes to the lane that has fewer running. Few may wait; who finds no place, or waits too
long, is told to try again, and nothing is lost by it.

Submissions go in the order in which they come. Look-ups do not: in a flood of wrong codes whoever came first would
keep everybody else waiting. Who has given no wrong code today goes before who has, and of those alike the last comes
first; where there are too many, the first of the worst gives way.
"""

import asyncio
from bisect import insort
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Final, Generic, TypeVar

from domain.errors import RefusalError
from domain.threads import give_way

DERIVATIONS_AT_A_TIME: Final = 2
LONGEST_WAIT_S: Final = 8.0
"""How long anybody waits for their turn."""

T = TypeVar("T")


class DerivationLane(Enum):
    """What keys are derived for; the value is how many may wait, and the key of what the others are told."""

    SUBMISSIONS = (20, "tips-submit-busy")
    LOOK_UPS = (12, "tips-receipt-busy")

    @property
    def places(self) -> int:
        """How many may wait."""
        return self.value[0]

    @property
    def busy(self) -> str:
        """The key of the sentence for whom there is no place."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class DerivationTurn:
    """Which lane a derivation waits in; `wrong_before` is how many wrong codes its source has given today."""

    lane: DerivationLane
    wrong_before: int = 0


SUBMISSION: Final = DerivationTurn(DerivationLane.SUBMISSIONS)


@dataclass(slots=True, eq=False)
class _Waiting(Generic[T]):
    work: Callable[[], T]
    order: tuple[int, int]
    done: "asyncio.Future[T]"

    def refuse(self, lane: DerivationLane) -> None:
        if not self.done.done():
            self.done.set_exception(RefusalError(lane.busy))


class Lanes(Generic[T]):
    """Does heavy work in threads, each in its turn. To be used from one event loop."""

    def __init__(self) -> None:
        """Begin with nobody waiting."""
        # Threads, not a semaphore: when a caller is cancelled, its derivation runs on and still counts.
        self._threads = ThreadPoolExecutor(
            DERIVATIONS_AT_A_TIME, thread_name_prefix="receipt-keys", initializer=give_way
        )
        self._waiting: dict[DerivationLane, list[_Waiting[T]]] = {lane: [] for lane in DerivationLane}
        self._running = dict.fromkeys(DerivationLane, 0)
        self._came = 0
        self._closed = False

    async def run(self, work: Callable[[], T], turn: DerivationTurn) -> T:
        """Return what `work` returns, done in a thread when its `turn` comes.

        Raises RefusalError (what the lane's others hear) where there is no place to wait, RuntimeError once closed.
        """
        if self._closed:
            raise RuntimeError("no derivation after the shutdown")
        loop = asyncio.get_running_loop()
        self._came += 1
        waiting: _Waiting[T] = _Waiting(work, _order(turn, self._came), loop.create_future())
        queue = self._waiting[turn.lane]
        insort(queue, waiting, key=_place)
        self._start()
        if len(queue) > turn.lane.places:
            queue.pop().refuse(turn.lane)
        late = loop.call_later(LONGEST_WAIT_S, self._give_up, waiting, turn.lane)
        try:
            return await waiting.done
        finally:
            late.cancel()
            self._leave(waiting, turn.lane)

    def close(self) -> None:
        """Let what is being done end, drop what waits, and free the threads."""
        self._closed = True
        for queue in self._waiting.values():
            while queue:
                queue.pop().done.cancel()
        self._threads.shutdown(cancel_futures=True)

    def _give_up(self, waiting: _Waiting[T], lane: DerivationLane) -> None:
        """Refuse who still waits; who has had their turn has left the queue."""
        if self._leave(waiting, lane):
            waiting.refuse(lane)

    def _leave(self, waiting: _Waiting[T], lane: DerivationLane) -> bool:
        waits = waiting in self._waiting[lane]
        if waits:
            self._waiting[lane].remove(waiting)
        return waits

    def _start(self) -> None:
        while not self._closed and (lane := self._next_lane()) is not None:
            waiting = self._waiting[lane].pop(0)
            self._running[lane] += 1
            job = asyncio.get_running_loop().run_in_executor(self._threads, waiting.work)
            job.add_done_callback(partial(self._ended, lane, waiting.done))

    def _next_lane(self) -> DerivationLane | None:
        if sum(self._running.values()) >= DERIVATIONS_AT_A_TIME:
            return None
        return min(
            (lane for lane in DerivationLane if self._waiting[lane]),
            key=self._running.__getitem__,
            default=None,
        )

    def _ended(self, lane: DerivationLane, done: "asyncio.Future[T]", job: "asyncio.Future[T]") -> None:
        self._running[lane] -= 1
        # Asked for in any case: an exception that nobody fetches is logged.
        error = None if job.cancelled() else job.exception()
        if not done.done():
            if job.cancelled():
                done.cancel()
            elif error is not None:
                done.set_exception(error)
            else:
                done.set_result(job.result())
        self._start()


def _place(waiting: _Waiting[T]) -> tuple[int, int]:
    return waiting.order


def _order(turn: DerivationTurn, came: int) -> tuple[int, int]:
    return (0, came) if turn.lane is DerivationLane.SUBMISSIONS else (turn.wrong_before, -came)
