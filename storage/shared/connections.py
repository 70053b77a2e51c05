"""How a process reaches the Redis that it shares with the others; the package is an extra, imported when needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redis import Redis
    from redis.asyncio import Redis as AsyncRedis

PATIENCE_S = 2.0
"""How long one question may take, and a connection: whoever taps waits for it."""
AGAIN_S = 0.05
"""After which a question is asked once more, on a new connection: the server was started anew. Never after a wait."""


class AwayError(Exception):
    """The Redis that processes share does not answer, or not as it should: what it was asked for is not done."""


@contextmanager
def reached() -> Iterator[None]:
    """Raise AwayError for what redis.RedisError says within."""
    from redis import RedisError  # noqa: PLC0415 - the extra "processes"

    try:
        yield
    except RedisError as error:
        raise AwayError(type(error).__name__) from None


def connect(url: str) -> "Redis":
    """Return a client of the Redis at `url` (redis://, rediss:// or unix://, a password in it); it connects when asked.

    What it is asked raises redis.RedisError. Keys and values are bytes. Raises ModuleNotFoundError without the
    package redis, ValueError for a URL of another kind.
    """
    from redis import ConnectionError as Unreached  # noqa: PLC0415 - the extra "processes"
    from redis import Redis  # noqa: PLC0415
    from redis.backoff import ConstantBackoff  # noqa: PLC0415
    from redis.retry import Retry  # noqa: PLC0415

    again = Retry(ConstantBackoff(AGAIN_S), 1, supported_errors=(Unreached,))
    return Redis.from_url(url, retry=again, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S)


def connect_async(url: str) -> "AsyncRedis":
    """Return a client for the event loop (see connect); to be closed with `aclose`."""
    from redis import ConnectionError as Unreached  # noqa: PLC0415 - the extra "processes"
    from redis.asyncio import Redis as AsyncRedis  # noqa: PLC0415
    from redis.asyncio.retry import Retry  # noqa: PLC0415
    from redis.backoff import ConstantBackoff  # noqa: PLC0415

    again = Retry(ConstantBackoff(AGAIN_S), 1, supported_errors=(Unreached,))
    return AsyncRedis.from_url(url, retry=again, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S)
