"""Work in a thread of its own, beside the event loop."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

GIVING_WAY = 5
"""By how many steps: Linux gives it a quarter of a processor that somebody else wants, and the whole of one else."""
_LONG_AT_ONCE = 2
_LONG = ThreadPoolExecutor(_LONG_AT_ONCE, "long")
_counting = threading.Lock()
_under_way = 0


async def in_a_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `work` returns from a thread; raises what it raises, as `carried` says.

    The one way into a thread: to asyncio.to_thread a StopIteration is an answer that never comes.
    """
    return await asyncio.to_thread(carrying(work), *args, **kwargs)  # noqa: TID251 - this is the one place


async def in_turn(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `work`, which computes for long (a picture, a document), returns; a few of its kind go at a time.

    Whoever computes shares the interpreter with whoever is answered meanwhile: more at once would make nobody faster.
    """
    # Arguments bound first: run_in_executor takes no keywords.
    return await asyncio.get_running_loop().run_in_executor(_LONG, lambda: carrying(work)(*args, **kwargs))


def carrying(work: Callable[P, T]) -> Callable[P, T]:
    """Return `work` so that whatever it raises can be carried by a future, and that it counts as under way."""

    def carried_work(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with _counted():
                return work(*args, **kwargs)
        except BaseException as error:
            fit = carried(error)
            if fit is error:
                raise
            raise fit from error

    return carried_work


def under_way() -> int:
    """Return how many pieces of work threads have in hand, of those that the loop waits for."""
    return _under_way


def give_way() -> None:
    """Have this thread, from now on, compute behind whoever is answered meanwhile, where the machine's scheduler can.

    For what lets go of the interpreter while it computes: else whoever needs the interpreter would wait for it longer.
    """
    if sys.platform == "linux":  # alone in taking a thread for what elsewhere is a process
        thread = threading.get_native_id()
        with suppress(OSError):
            now = os.getpriority(os.PRIO_PROCESS, thread)
            os.setpriority(os.PRIO_PROCESS, thread, now + GIVING_WAY)


@contextmanager
def _counted() -> Iterator[None]:
    global _under_way  # noqa: PLW0603 - one count for all threads of the process
    with _counting:
        _under_way += 1
    try:
        yield
    finally:
        with _counting:
            _under_way -= 1


def carried(error: BaseException) -> Exception:
    """Return `error`, or a RuntimeError in its stead where a future would not take it or would end the loop by it.

    A future refuses StopIteration with a TypeError, and whoever waits for it waits for ever; SystemExit and
    KeyboardInterrupt out of a thread would end the bot.
    """
    if isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    return RuntimeError(f"{type(error).__name__} in a thread")
