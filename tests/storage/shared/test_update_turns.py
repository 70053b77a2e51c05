"""Turns of several processes over a real Redis: one at a time, in order, once; passed on by who dies or sleeps."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from redis import RedisError

from storage.shared.connections import connect_async
from storage.shared.turn_scripts import ARRIVE
from storage.shared.update_turns import HandledBeforeError, TurnLostError, UpdateTurns
from tests.redis_server import RedisServer, redis_server

PREFIX = "gridbot:test:"
ONE = "a chat"


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with redis_server() as running:
        yield running


@asynccontextmanager
async def processes(
    server: RedisServer, number: int = 3, life_s: float = 5, grace_s: float = 0.2
) -> AsyncIterator[list[UpdateTurns]]:
    """Several processes, as far as Redis can see, and numbers up to 100 behind them."""
    async with AsyncExitStack() as opened:
        found = []
        for _ in range(number):
            client = connect_async(server.url)
            opened.push_async_callback(client.aclose)
            await client.flushdb()
            turns = UpdateTurns(client, PREFIX, life_s=life_s, grace_s=grace_s)
            await opened.enter_async_context(turns.run())
            found.append(turns)
        found[0]._grace_s = 0
        async with found[0].turn("earlier", 100):
            found[0]._grace_s = grace_s
        yield found


async def test_ten_that_arrive_anyhow_at_three_processes_are_handled_in_their_order(
    server: RedisServer,
) -> None:
    handled: list[int] = []
    at_work = 0

    async def handle(turns: UpdateTurns, number: int) -> None:
        nonlocal at_work
        async with turns.turn(ONE, number):
            at_work += 1
            assert at_work == 1
            await asyncio.sleep(0)
            handled.append(number)
            at_work -= 1

    async with processes(server, grace_s=30) as found, asyncio.TaskGroup() as tasks:
        for at, number in enumerate((105, 103, 110, 101, 104, 109, 102, 108, 106, 107)):
            tasks.create_task(handle(found[at % 3], number))
    assert handled == list(range(101, 111))


async def test_chats_do_not_wait_for_each_other(server: RedisServer) -> None:
    async with (
        processes(server) as (one, two, _),
        one.turn(ONE, 101),
        two.turn("another", 102),
        one.turn("a third", 103),
    ):
        pass


async def test_a_number_that_never_comes_holds_nobody_up_for_long_and_only_once(server: RedisServer) -> None:
    async with processes(server, grace_s=0.1) as (one, two, _):
        async with one.turn(ONE, 105):
            pass
        two._grace_s = 3600
        async with two.turn(ONE, 106):
            pass
        async with one.turn(ONE, 102):
            """What comes late is handled all the same."""


async def test_an_update_that_comes_twice_is_handled_once(server: RedisServer) -> None:
    async with processes(server) as (one, two, _):
        async with one.turn(ONE, 101):
            again = [asyncio.ensure_future(entered(turns, 101)) for turns in (one, two)]
            await noted(one, "next:101")
            assert not any(task.done() for task in again)
        assert await asyncio.gather(*again) == [False, False]
        assert await entered(two, 101) is False


async def test_what_failed_may_come_again(server: RedisServer) -> None:
    async with processes(server) as (one, two, _):
        with pytest.raises(ZeroDivisionError):
            async with one.turn(ONE, 101):
                raise ZeroDivisionError
        assert await entered(two, 101)


async def test_the_turn_of_one_that_was_killed_passes_on_to_who_is_sent_the_update_again(
    server: RedisServer,
) -> None:
    async with processes(server, 1) as (one,):
        arrive = one._redis.register_script(ARRIVE)

        async def arrives(number: int, owner: str, life_ms: int) -> bytes:
            said: bytes = (await arrive(args=[f"{PREFIX}turns:", ONE, number, owner, life_ms]))[0]
            return said

        # It took the turn, and nothing was ever heard of it again.
        assert await arrives(101, "killed", 300) == b"yours"
        assert await arrives(101, "another", 60_000) == b"elsewhere"
        async with asyncio.timeout(10):
            while await one._redis.exists(f"{PREFIX}turns:hand:101"):
                pass
        assert await arrives(102, "a third", 60_000) == b"wait"
        assert await arrives(101, "another", 60_000) == b"yours"


async def test_the_turn_of_one_that_was_killed_passes_on(server: RedisServer) -> None:
    async with processes(server, life_s=0.6) as (one, _two, _three):
        client = connect_async(server.url)
        said = await client.register_script(ARRIVE)(args=[f"{PREFIX}turns:", ONE, 101, "killed", 600])
        assert said[0] == b"yours"
        await client.aclose()
        assert await entered(one, 102)


async def test_a_long_work_keeps_its_turn(server: RedisServer) -> None:
    async with processes(server, life_s=0.4) as (one, two, _):
        async with one.turn(ONE, 101) as turn:
            waiting = asyncio.ensure_future(entered(two, 102))
            await asyncio.sleep(1)
            turn.check()
            assert not waiting.done()
        assert await waiting


async def test_one_that_slept_does_not_go_on(server: RedisServer) -> None:
    async with processes(server, life_s=0.5) as (one, two, _):

        async def sleep() -> None:
            async with one.turn(ONE, 101) as turn:
                # Its renewals stop, as those of a process that is not let run.
                one._in_hand.clear()
                assert await entered(two, 102)
                with pytest.raises(TurnLostError):
                    turn.check()
                one._in_hand[101] = turn

        with pytest.raises(TurnLostError):
            await sleep()
        assert await entered(two, 101), "what was not handled may come again"


async def test_one_whose_turn_was_taken_is_stopped(server: RedisServer) -> None:
    async with processes(server, life_s=0.5) as (one, two, _):
        with pytest.raises(TurnLostError):
            await hold(one, two._redis.flushdb)
        assert await entered(two, 101)


async def test_while_the_server_is_away_nobody_goes_on() -> None:
    with redis_server() as own:
        async with processes(own, life_s=0.5) as (one, two, _):

            async def kill() -> None:
                own.kill()

            with pytest.raises(TurnLostError):
                await hold(one, kill)
            with pytest.raises(RedisError):
                await entered(two, 102)
            own.start()
            assert await entered(two, 102)
            assert await entered(one, 101)


async def test_the_holder_hears_that_somebody_waits(server: RedisServer) -> None:
    heard: list[str] = []
    async with processes(server) as (one, two, _):
        one._waited_for = heard.append
        async with one.turn(ONE, 101) as turn:
            assert not turn.is_waited_for
            waiting = [asyncio.ensure_future(entered(two, number)) for number in (102, 103)]
            async with asyncio.timeout(10):
                while len(heard) < 2:  # noqa: ASYNC110 - it has no bell for this
                    await asyncio.sleep(0.01)
        assert await asyncio.gather(*waiting) == [True, True]
    assert heard == [ONE, ONE]


async def test_what_was_tried_before_is_told_until_it_is_handled(server: RedisServer) -> None:
    async with processes(server, life_s=0.5) as (one, two, _):

        async def fail() -> None:
            async with one.turn(ONE, 101) as turn:
                assert not turn.was_tried
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail()
        # Whoever finds it in other hands has not tried it.
        async with two.turn(ONE, 101) as turn:
            waiting = asyncio.ensure_future(entered(one, 101))
            await noted(one, "next:101")
            assert turn.was_tried
        assert await waiting is False


async def test_redis_is_left_nothing_but_numbers(server: RedisServer) -> None:
    async with processes(server) as (one, _two, _three):
        async with one.turn(ONE, 101):
            pass
        left = {key.decode().removeprefix(f"{PREFIX}turns:") for key in await one._redis.keys()}
        assert left == {"top", "token", "done:100", "done:101"}, "no trace of which chat it was"


async def entered(turns: UpdateTurns, number: int) -> bool:
    """Handle update `number`; tell whether it was not handled before."""
    try:
        async with turns.turn(ONE, number):
            return True
    except HandledBeforeError:
        return False


async def hold(turns: UpdateTurns, meanwhile: Callable[[], Awaitable[object]]) -> None:
    """Handle update 101 for as long as that is let go on."""
    async with turns.turn(ONE, 101):
        await meanwhile()
        await asyncio.Event().wait()


async def noted(turns: UpdateTurns, key: str) -> None:
    async with asyncio.timeout(10):
        while not await turns._redis.exists(f"{PREFIX}turns:{key}"):
            pass
