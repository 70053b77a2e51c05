"""Two processes by webhook whose PostgreSQL lies behind pgbouncer in transaction mode; one of them is killed."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.tables import submissions
from tests.desks import rows_of
from tests.handlers.by_hand import INSPECTOR, file_green
from tests.pgbouncer_server import PROGRAM, pgbouncer
from tests.processes.several import open_several
from tests.processes.test_killed_processes import bound, hung_then, open_link, run_processes
from tests.redis_server import RedisServer

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="pgbouncer is not installed (a Debian package)")
WALKED = "GRIDBOT_WHOLE_MONTH"
"""What `make test-processes` sets, to nothing where no month is played."""
FILING = (INSPECTOR, "骨科特邀监察员", "肾内科特邀监察员")


@pytest.fixture
def through(database: str) -> Iterator[str]:
    """The URL of the database as it is reached through the pooler."""
    with pgbouncer(database) as url:
        yield url


async def test_reports_of_several_at_once_are_filed_once_whichever_process_each_step_comes_to(
    tmp_path: Path, through: str, redis: RedisServer
) -> None:
    async with open_several(tmp_path, through, redis.url, number=2) as several:
        assert several.stage.app.database.is_pooled()
        phones = [await several.stage.phone_of(name) for name in FILING]
        several.balancer.is_doubling = True
        await asyncio.gather(*(file_green(phone) for phone in phones))
        await several.at_rest()
        assert len(set(several.balancer.sent)) == 2
        assert len(rows_of(several.stage.app.database, submissions)) == len(FILING)


@pytest.mark.skipif(WALKED not in os.environ, reason="real processes start: make test-processes")
@pytest.mark.timeout(600)  # two processes start, beside other tests
async def test_one_that_is_killed_after_its_commit_loses_nothing_and_the_other_goes_on(
    tmp_path: Path, through: str, redis: RedisServer
) -> None:
    async with run_processes(tmp_path, through, redis.url, 2) as running:
        phones = [await running.phones.new(f"人{number}") for number in range(4)]
        saved, *others = zip(phones, running.links, strict=False)
        await hung_then(running, *saved, signal.SIGKILL)
        await saved[0].see("已保存")
        texts = await asyncio.gather(*(open_link(phone, link) for phone, link in others))
        assert all("已绑定" in text for text in texts)
    assert sorted(bound(through)) == sorted(phone.id for phone in phones)
