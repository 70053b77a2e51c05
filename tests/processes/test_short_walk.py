"""A few days of twenty people over three processes, of which one is killed, and Redis, and PostgreSQL."""

import random
from pathlib import Path

import pytest

from tests.processes.chaos import POSTGRESQL, PROCESS, REDIS, Killing
from tests.processes.play import SHORT
from tests.processes.trial import trial


@pytest.mark.slow
@pytest.mark.timeout(1200)  # processes and servers are started and killed, beside other tests
async def test_twenty_people_lose_nothing_while_a_process_redis_and_postgresql_are_killed(
    tmp_path: Path,
) -> None:
    seed = random.randrange(1_000_000)  # noqa: S311 - chance, not a secret
    killing = Killing(seed, (0.3, 1), (PROCESS, REDIS, POSTGRESQL))
    async with trial(tmp_path, SHORT, killing) as played:
        await played.hold()
