"""A few days of twenty people over three processes: one is killed, one sleeps past its lease, both servers die."""

import random
from pathlib import Path

import pytest

from tests.processes.chaos import POSTGRESQL, PROCESS, REDIS, SLEEPER, Killing
from tests.processes.play import SHORT
from tests.processes.trial import trial

LEASE_S = 5
"""A third of the product's, and long enough for a machine on which a dozen others are at work."""


@pytest.mark.slow
@pytest.mark.timeout(1200)  # processes and servers are started and killed, beside other tests
async def test_twenty_people_lose_nothing_while_a_process_redis_and_postgresql_are_killed(
    tmp_path: Path,
) -> None:
    seed = random.randrange(1_000_000)  # noqa: S311 - chance, not a secret
    killing = Killing(seed, (0.3, 1), (PROCESS, SLEEPER, REDIS, POSTGRESQL), LEASE_S)
    async with trial(tmp_path, SHORT, killing) as played:
        await played.hold()
        assert played.chaos.killed == [*killing.what], "it was over too soon"
