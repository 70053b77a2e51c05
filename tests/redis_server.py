"""A real Redis of the test's own, on a port of its own: it keeps nothing on a disk and ends with the test."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NAMED_BY = "GRIDBOT_REDIS_SERVER"
"""The variable that names another program than the one found, as that of Valkey beside that of Redis."""
PROGRAM = os.environ.get(NAMED_BY) or shutil.which("redis-server") or shutil.which("valkey-server")
STARTING_S = 10


class RedisServer:
    """One server; `url` stays the same when it is killed and started anew."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self.folder, self._settings = folder, settings
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def pid(self) -> int:
        if self._process is None:
            raise RuntimeError("it does not run")
        return self._process.pid

    def start(self) -> None:
        """Start it, empty; return once it answers. Raises RuntimeError."""
        log = (self.folder / "log").open("ab")
        common = ("--bind", "127.0.0.1", "--dir", str(self.folder), "--save", "", "--appendonly", "no")
        command = [str(PROGRAM), "--port", str(self.port), *common, *self._settings]
        with log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603
        until = time.monotonic() + STARTING_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError((self.folder / "log").read_text(encoding="utf-8")[-500:])
            time.sleep(0.01)  # it has no way to tell us

    def kill(self) -> None:
        """End it as a power cut does: what it remembered is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as asked:
                asked.sendall(b"PING\r\n")
                return asked.recv(16).startswith((b"+PONG", b"-NOAUTH"))
        except OSError:
            return False


@contextmanager
def redis_server(*settings: str) -> Iterator[RedisServer]:
    """Run a server with `settings` ("--requirepass", "x") beside its own; skips by name where none is installed."""
    if PROGRAM is None:
        pytest.skip("no Redis is installed (Debian: apt install redis-server)")
    folder = Path(tempfile.mkdtemp(prefix="gridbot-redis-"))
    server = RedisServer(folder, *settings)
    try:
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
