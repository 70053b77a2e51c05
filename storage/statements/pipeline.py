"""What goes over one connection to PostgreSQL in one round trip (libpq's pipeline mode, by psycopg.pq)."""

import select
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True, eq=False)
class UndonePart:
    """What is undone together; `failed` is told of an error that shows when its work is over."""

    failed: Failed


@dataclass(slots=True, eq=False)
class SentStatement:
    """One statement on its way."""

    text: bytes
    part: UndonePart | None
    values: Sequence[Buffer | None] | None = None
    """Of a statement that the server keeps under a name; None: a word of its own."""
    heard: Callable[[PGresult], None] | None = None
    names: bytes | None = None
    """The name under which the server is to keep the text, which is not executed."""


class Pipeline:
    """One connection, of one thread."""

    def __init__(self, driver: "psycopg.Connection[Any]") -> None:
        """Send over `driver`."""
        self._driver, self._server = driver, driver.pgconn
        self._socket = select.poll()
        self.names: dict[bytes, bytes] = {}
        """Under which name the server keeps a text."""

    def exchange(self, sending: list[SentStatement]) -> list[PGresult]:
        """Send it all at once and return a result for each; nothing is done after the first that failed."""
        server = self._server
        try:
            server.enter_pipeline_mode()
            try:
                self._send(sending)
                return self._receive(len(sending))
            finally:
                if server.status != ConnStatus.BAD:
                    server.exit_pipeline_mode()
        except psycopg.Error:
            with suppress(psycopg.Error):
                self._driver.close()
            raise

    def _send(self, sending: list[SentStatement]) -> None:
        server, fresh = self._server, {}
        for sent in sending:
            if sent.names is not None:
                fresh[sent.text] = sent.names
                server.send_prepare(sent.names, sent.text)
            elif sent.values is not None and (name := self.names.get(sent.text) or fresh.get(sent.text)):
                server.send_query_prepared(name, sent.values)
            elif sent.values is not None:
                server.send_query_params(sent.text, sent.values)
            else:
                server.send_query_params(sent.text, None)
        server.pipeline_sync()
        self._socket.register(server.socket, select.POLLIN | select.POLLOUT)
        while server.flush():
            self._socket.poll()
            server.consume_input()

    def _receive(self, how_many: int) -> list[PGresult]:
        server = self._server
        self._socket.register(server.socket, select.POLLIN)
        results: list[PGresult] = []
        while True:
            while server.is_busy():
                self._socket.poll()
                server.consume_input()
            result = server.get_result()
            if result is None:
                continue
            if result.status == ExecStatus.PIPELINE_SYNC:
                break
            results.append(result)
        if len(results) != how_many:
            raise psycopg.InternalError(f"{len(results)} answers to {how_many} statements")
        return results
