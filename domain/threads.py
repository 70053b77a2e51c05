"""Work in a thread of its own, beside the event loop."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def in_a_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `work` returns from a thread; raises what it raises, as `carried` says.

    The one way into a thread: to asyncio.to_thread a StopIteration is an answer that never comes.
    """
    return await asyncio.to_thread(carrying(work), *args, **kwargs)  # noqa: TID251 - this is the one place


def carrying(work: Callable[P, T]) -> Callable[P, T]:
    """Return `work` so that whatever it raises can be carried by a future."""

    def carried_work(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return work(*args, **kwargs)
        except BaseException as error:
            fit = carried(error)
            if fit is error:
                raise
            raise fit from error

    return carried_work


def carried(error: BaseException) -> Exception:
    """Return `error`, or a RuntimeError in its stead where a future would not take it or would end the loop by it.

    A future refuses StopIteration with a TypeError, and whoever waits for it waits for ever; SystemExit and
    KeyboardInterrupt out of a thread would end the bot.
    """
    if isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    return RuntimeError(f"{type(error).__name__} in a thread")
