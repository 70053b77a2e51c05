"""Word between processes that there is something in the outbox: NOTIFY, heard on a connection of its own.

It says nothing else, comes soon and may not come at all: whoever listens looks by itself, too. Through a pool of
connections (pgbouncer) nothing would be heard, and nothing is listened for.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection, Engine, func, select

CHANNEL: Final = "gridbot"
AGAIN_S: Final = (1.0, 2.0, 5.0, 15.0)
"""Between tries to listen again; the last one repeats."""

log = logging.getLogger(__name__)


def ring(connection: Connection) -> None:
    """Have every process that listens told, once the transaction of `connection` is committed."""
    connection.execute(select(func.pg_notify(CHANNEL, "")))


async def listen(engine: Engine, heard: Callable[[], None]) -> None:
    """Call `heard` when any process rings, this one too, until cancelled; on a broken connection anew.

    It is called when listening begins, also anew: what came before was missed. Returns where a pool of connections
    stands between, through which nothing would come.
    """
    tries = 0
    while True:
        try:
            connection = await _connect(engine)
        except Exception as error:  # noqa: BLE001 - the server's; it may be there again soon
            _told(error, tries)
        else:
            try:
                if await _is_pooled(connection):
                    log.info(
                        "a pool of connections stands before the database: it is looked every few seconds"
                    )
                    return
                tries = 0
                await _hear(connection, heard)
            except Exception as error:  # noqa: BLE001 - the server's
                _told(error, tries)
            finally:
                await connection.close()
        await asyncio.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
        tries += 1


async def _connect(engine: Engine) -> Any:
    import psycopg  # noqa: PLC0415 - the extra "postgresql"

    _none, given = engine.dialect.create_connect_args(engine.url)
    return await psycopg.AsyncConnection.connect(**given, autocommit=True, prepare_threshold=None)


async def _is_pooled(connection: Any) -> bool:
    """Tell whether somebody else answers to this connection: pgbouncer says a number of its own for the backend."""
    found = await (await connection.execute("SELECT pg_backend_pid()")).fetchone()
    return bool(found[0] != connection.info.backend_pid)


async def _hear(connection: Any, heard: Callable[[], None]) -> None:
    await connection.execute(f"LISTEN {CHANNEL}")
    heard()
    async for _word in connection.notifies():
        heard()


def _told(error: Exception, tries: int) -> None:
    if not tries:
        log.warning("other processes are not heard: %s; it is looked every few seconds", type(error).__name__)
