"""A month in two hospitals of one installation: in one process on SQLite, then in three, of which all is killed.

Some minutes on two cores: `make test-city`. GRIDBOT_SEED=n kills as it did in the run that said so,
GRIDBOT_TWO_MONTHS=n (`make test-city EACH=n`) plays it with n people in each.
"""

import os
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desks import shanghai
from tests.processes.both import both_fetching, both_pushed
from tests.processes.chaos import POSTGRESQL, PROCESS, REDIS, Killing
from tests.processes.checks import digests_wrong, due
from tests.processes.play import SHORT, WHOLE

MONTH = replace(WHOLE, strangers=3, hours=SHORT.hours)
WALK = replace(SHORT, people=15, strangers=0, ends=shanghai(6, 14, 9))
PEACE_S = (3, 12)
_WHOLE, _SEED = "GRIDBOT_TWO_MONTHS", "GRIDBOT_SEED"


def seed_of_this_run() -> int:
    return int(os.environ.get(_SEED) or random.randrange(1_000_000))  # noqa: S311 - chance, not a secret


@pytest.mark.skipif(not os.environ.get(_WHOLE), reason="both months take some minutes: make test-city")
@pytest.mark.timeout(3600)
async def test_a_month_in_two_hospitals_on_sqlite_and_over_three_processes(tmp_path: Path) -> None:
    cast, seed = replace(MONTH, people=int(os.environ[_WHOLE])), seed_of_this_run()
    should_come: list[Counter[tuple[str, str, str]]] = []
    for name in ("alone", "many"):
        (tmp_path / name).mkdir()
    async with both_fetching(tmp_path / "alone", cast) as undisturbed:
        await undisturbed.hold()
        should_come = [due(month) for month in undisturbed.months]
        assert should_come[0] == should_come[1], "two hospitals that do the same are told the same"
        assert [wrong for month in undisturbed.months for wrong in digests_wrong(month)] == []
    async with both_pushed(tmp_path / "many", cast, Killing(seed, PEACE_S)) as played:
        await played.hold()
        for month, should in zip(played.months, should_come, strict=True):
            came = due(month)
            assert [*(should - came)] == [], f"lost with seed {seed}"
            assert (came - should).total() <= len(played.chaos.killed), f"seed {seed}: {came - should}"
            assert digests_wrong(month) == [], f"seed {seed}"


@pytest.mark.slow
@pytest.mark.timeout(1200)  # processes and servers are started and killed, beside other tests
async def test_two_hospitals_lose_nothing_while_a_process_redis_and_postgresql_are_killed(
    tmp_path: Path,
) -> None:
    killing = Killing(seed_of_this_run(), (0.3, 1), (PROCESS, REDIS, POSTGRESQL))
    async with both_pushed(tmp_path, WALK, killing) as played:
        await played.hold()
