"""PostgreSQL and Redis for real, to be killed and started again while processes work on them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

import psutil

from tests.postgresql_server import new_database, postgresql_server
from tests.redis_server import RedisServer, redis_server

TALKATIVE = ("log_statement = 'all'", "log_min_duration_statement = 0", "log_parameter_max_length = -1")
"""What whoever hunts for a fault has PostgreSQL write down: each statement with its values."""
STARTING_S = 120


class Servers:
    """Both servers; what they are reached by stays the same when they are killed and started anew."""

    def __init__(self, postgresql: Any, redis: RedisServer) -> None:
        self.postgresql, self.redis = postgresql, redis
        self.database_url = new_database(postgresql, "gridbot")

    @property
    def folders(self) -> tuple[Path, Path]:
        """Where each writes."""
        return Path(self.postgresql.pgdata), self.redis.folder

    def kill_postgresql(self) -> None:
        """End it as a power cut does, with all its processes."""
        postmaster = psutil.Process(self.postgresql.get_pid())
        # Stopped first: it would start others in the place of those that are killed.
        postmaster.suspend()
        doomed = [*postmaster.children(recursive=True), postmaster]
        for process in doomed:
            process.kill()
        psutil.wait_procs(doomed, timeout=10)

    def start_postgresql(self) -> None:
        """Start it; return once it answers, having gone through its log. Raises whatever keeps it from it."""
        until = time.monotonic() + STARTING_S
        while True:
            try:
                self.postgresql.ensure_postgres_running()
            except (SubprocessError, AssertionError):
                # The package waits for ten seconds and then says that it failed, while the server is still at it.
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                return

    def kill_redis(self) -> None:
        """End it as a power cut does."""
        self.redis.kill()

    def start_redis(self) -> None:
        """Start it, empty."""
        self.redis.start()

    def processes(self) -> list[psutil.Process]:
        """Return all processes of both, as they are now."""
        postmaster = psutil.Process(self.postgresql.get_pid())
        redis = self.redis._process
        assert redis is not None
        return [postmaster, *postmaster.children(recursive=True), psutil.Process(redis.pid)]


@contextmanager
def servers(*settings: str) -> Iterator[Servers]:
    """Run both, PostgreSQL with `settings`; skips by name where there is no Redis."""
    with redis_server() as redis, postgresql_server(*settings) as postgresql:
        yield Servers(postgresql, redis)
