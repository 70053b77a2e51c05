"""A bot whose memory lies in a Redis: what people see while it is away, and after it came back empty."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

import bot.stage.stage
from bot.app import App
from bot.blocks.processes_block import ProcessesBlock
from bot.config import Config, read_config
from domain.errors import RefusalError
from handlers.wire.in_hand import in_hand
from storage.shared.connections import connect
from storage.tips.sealing import new_office_key
from tests.harness import Hospital, open_hospital
from tests.redis_server import RedisServer, redis_server


@dataclass
class OnRedis:
    redis: RedisServer
    hospital: Hospital


@pytest.fixture
async def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[OnRedis]:
    with redis_server() as redis:

        def shared(path: Path) -> Config:
            own = ProcessesBlock(redis=SecretStr(redis.url))
            return read_config(path).model_copy(update={"processes": own})

        monkeypatch.setattr(bot.stage.stage, "read_config", shared)
        async with open_hospital(tmp_path) as hospital:
            yield OnRedis(redis, hospital)


async def test_while_redis_is_away_it_is_said_and_after_it_came_back_all_are_asked_anew(
    there: OnRedis,
) -> None:
    phone = await there.hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("收了红包")
    await _at_rest(there)
    there.redis.kill()
    await phone.send("还有一件事")
    await phone.see("系统暂时繁忙，请稍后再试")
    there.redis.start()
    # As after a restart: what was not submitted is gone, and nothing else than a tip is made of the next words.
    await phone.send("还有一件事")
    await phone.see("没有看懂")
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("收了红包")
    await phone.see("内容 1 条")


async def test_a_chat_that_is_asked_for_a_secret_knows_it_though_redis_forgot(there: OnRedis) -> None:
    office = await there.hospital.phone_of("监察室主任")
    await office.send("/tips")
    await office.tap("密钥与交接")
    await office.tap("设置密钥")
    key = new_office_key()
    await _at_rest(there)
    there.redis.kill()
    there.redis.start()
    await office.send(key.recipient)
    await office.see("已设置您的密钥")


async def test_a_chat_that_is_asked_once_more_is_asked_when_its_update_is_over(there: OnRedis) -> None:
    """What is asked goes into what was opened for the update: past it, the end of the update would forget it."""
    office = await there.hospital.phone_of("监察室主任")
    await office.send("/tips")
    await office.tap("密钥与交接")
    await office.tap("设置密钥")
    key = new_office_key()
    await office.send(key.identity)
    await office.see("这是私钥")
    await office.send(key.recipient)
    await office.see("已设置您的密钥")


async def _at_rest(there: OnRedis) -> None:
    """Wait until what the last update noted is kept."""
    await asyncio.gather(*in_hand(there.hospital.app._parts.dispatcher))


async def test_another_process_goes_on_where_one_ended(there: OnRedis) -> None:
    hospital = there.hospital
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("收了红包")
    await _at_rest(there)
    second = App(hospital.config, hospital.clock)
    try:
        await hospital.restart()
        await phone.send("写好了")
        held = second.house.family
        assert held is not None
        assert held.ring.family == hospital.app.house.family.ring.family  # type: ignore[union-attr]
        await phone.send("还有一件事")
        await phone.see("内容 3 条")
    finally:
        await second.close()


async def test_a_process_ends_when_redis_begins_to_write_to_a_disk(there: OnRedis) -> None:
    with closing(connect(there.redis.url)) as client:
        client.config_set("appendonly", "yes")
    with pytest.raises(RefusalError, match="shared-keeps"):
        await there.hospital.app._stay_alone(lambda: True)
