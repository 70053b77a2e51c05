"""A month of two hundred people over three processes, of which all and everything are killed again and again.

Half an hour on two cores: `make test-processes`. GRIDBOT_SEED=n kills as it did in the run that said so,
GRIDBOT_WHOLE_MONTH=n (`make test-processes PEOPLE=n`) plays it with n people.
"""

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.processes.alone import alone
from tests.processes.chaos import Killing
from tests.processes.checks import counted_by_words, digests_wrong, due
from tests.processes.play import WHOLE, Month
from tests.processes.trial import trial

PEACE_S = (2, 15)
_WHOLE, _SEED = "GRIDBOT_WHOLE_MONTH", "GRIDBOT_SEED"


@pytest.mark.skipif(
    not os.environ.get(_WHOLE), reason="the whole month takes half an hour: make test-processes"
)
@pytest.mark.timeout(7200)
async def test_a_month_loses_nothing_and_comes_to_what_one_process_comes_to(tmp_path: Path) -> None:
    seed = int(os.environ.get(_SEED) or random.randrange(1_000_000))  # noqa: S311 - chance, not a secret
    asked = int(os.environ[_WHOLE])
    cast = replace(WHOLE, people=asked, strangers=max(2, asked * WHOLE.strangers // WHOLE.people))
    (tmp_path / "alone").mkdir()
    (tmp_path / "many").mkdir()
    async with alone(tmp_path / "alone", cast.people) as undisturbed:
        month = Month(undisturbed, cast)
        await month.play()
        should_come = due(month)
    async with trial(tmp_path / "many", cast, Killing(seed, PEACE_S)) as played:
        await played.hold()
        came = due(played.month)
        lost, more = should_come - came, came - should_come
        apart = f"seed {seed}, lost: {counted_by_words(lost)}, not due: {counted_by_words(more)}"
        assert not lost, apart
        assert more.total() <= len(played.chaos.killed), apart
        assert digests_wrong(played.month) == [], f"seed {seed}"
