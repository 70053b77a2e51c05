"""The page served by two processes behind a balancer that sends each request to the other one."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace

import pytest
from aiohttp import ClientSession

from storage.shared.connections import connect
from storage.shared.family import join
from storage.tips.sealing import seal_text
from tests.harness import Hospital
from tests.page_sender import BUNDLE, PageSender
from tests.redis_server import RedisServer, redis_server
from tests.web import test_tip_arrives as alone
from web import parcels
from web.served import PageFiles
from web.server import serve_page


@dataclass
class _Balanced(PageSender):
    urls: list[str] = field(default_factory=list)

    def __getattribute__(self, name: str) -> object:
        if name == "url" and (urls := super().__getattribute__("urls")):
            urls.append(urls.pop(0))
            return urls[0]
        return super().__getattribute__(name)


@dataclass
class Servers:
    redis: RedisServer
    sender: PageSender


@pytest.fixture
async def servers(hospital: Hospital) -> AsyncIterator[Servers]:
    with redis_server() as redis:
        async with AsyncExitStack() as opened:
            client = await opened.enter_async_context(ClientSession())
            urls = []
            for _process in range(2):
                family = join(redis.url, "x", "1:a", hospital.clock)
                opened.push_async_callback(family.aclose)
                house = replace(hospital.app.house, family=family)
                serving = serve_page("127.0.0.1:0", house, PageFiles({}, BUNDLE))
                urls.append(await opened.enter_async_context(serving))
            yield Servers(redis, _Balanced(urls[0], client, urls=urls))


@pytest.mark.parametrize(
    "walk",
    [
        alone.test_what_was_handed_in_twice_is_there_once,
        alone.test_a_tip_that_is_sent_twice_side_by_side_is_there_once,
        alone.test_a_receipt_of_the_page_opens_its_thread_in_the_chat_and_here,
    ],
)
async def test_what_one_server_does_two_do(
    hospital: Hospital, servers: Servers, walk: Callable[[Hospital, PageSender], Awaitable[None]]
) -> None:
    await walk(hospital, servers.sender)


async def test_pieces_and_receipts_are_counted_over_both(servers: Servers) -> None:
    await alone.test_pieces_come_in_their_turn_and_again(servers.sender)
    await alone.test_a_receipt_adds_five_times_an_hour(servers.sender)


async def test_a_flood_over_both_is_one(
    hospital: Hospital, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    await alone.test_a_flood_is_told_kindly_and_costs_more_work(hospital, servers.sender, monkeypatch)


async def test_work_is_taken_once_at_either(servers: Servers) -> None:
    sender = servers.sender
    asked: dict[str, object] = {"lookup": (await sender.keys()).lookup.hex(), "work": await sender.work()}
    said = [(await sender.say("/api/thread", asked)).body.get("error") for _server in range(2)]
    assert said[0] != "again"
    assert said[1] == "again"


async def test_too_much_at_once_is_busy_and_room_is_made_by_what_ended(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = servers.sender
    monkeypatch.setattr(parcels, "OPEN_LIMIT", 2)
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal_text(alone.TEXT, sealed_to)]
    begun = [await sender.say("/api/begin", await sender.manifest(sealed_to, parts)) for _upload in range(3)]
    assert [said.status for said in begun] == [200, 200, 409]
    assert begun[2].body == {"error": "busy"}
    name = begun[0].body["upload"]
    monkeypatch.setattr(parcels, "HELD_LIMIT", 1000)
    said = await sender.piece(name, 0, b"\0" * begun[0].body["piece"])
    assert said.body == {"error": "busy"}
    monkeypatch.undo()
    with connect(servers.redis.url) as client:
        client.delete(next(client.scan_iter("*:parcel:*")))
    monkeypatch.setattr(parcels, "OPEN_LIMIT", 2)
    assert (await sender.say("/api/begin", await sender.manifest(sealed_to, parts))).status == 200


async def test_what_is_sent_lies_in_redis_sealed_once_more_and_goes(servers: Servers) -> None:
    sender = servers.sender
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal_text(alone.TEXT, sealed_to)]
    begun = await sender.say("/api/begin", await sender.manifest(sealed_to, parts))
    await sender.pieces(begun.body["upload"], parts)
    with connect(servers.redis.url) as client:
        (key,) = client.scan_iter("*:parcel:*")
        lying = b"".join(client.hgetall(key).values())
        assert b"age-encryption" not in lying
        assert sealed_to[0].encode() not in lying
        assert begun.body["upload"].encode() not in key
        assert client.expiretime(key) % 600 == 0
        assert (await sender.say("/api/commit", {"upload": begun.body["upload"]})).status == 200
        assert set(client.hgetall(key)) == {b"m", b"d"}


async def test_without_redis_nothing_is_taken_and_nothing_said_to_be(servers: Servers) -> None:
    sender = servers.sender
    servers.redis.kill()
    async with sender.client.post(f"{sender.url}/api/open", json={"bundle": BUNDLE}) as answer:
        assert answer.status == 500
    servers.redis.start()
    assert (await sender.tell(alone.TEXT)).status == 200
