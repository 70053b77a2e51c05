import asyncio
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.delivery.pacing import PACE, UNPACED, Lane, Pace, Pacer


class Stopwatch:
    def __init__(self) -> None:
        self.at_s = 50.0

    def __call__(self) -> float:
        return self.at_s


async def test_requests_begin_evenly_and_never_in_a_burst() -> None:
    pacer = Pacer(Pace(overall_per_s=200))
    begun: list[float] = []

    async def one() -> None:
        async with pacer.turn(Lane.BULK):
            begun.append(time.monotonic())

    await asyncio.gather(*(one() for _ in range(60)))
    assert begun[-1] - begun[0] >= 59 / 200 - 0.01


async def test_however_late_a_request_leaves_never_more_than_thirty_leave_in_a_second() -> None:
    pacer = Pacer(Pace(overall_per_s=0.001, most_in_a_second=30), watch := Stopwatch())
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        watch.at_s += seconds

    begun: list[float] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reminders.delivery.pacing.asyncio.sleep", sleep)
        for number in range(90):
            pacer._next_at = watch.at_s  # as after a pause: nothing is due later for it
            async with pacer.turn(Lane.BULK):
                begun.append(watch.at_s)
                watch.at_s += 0.01 if number % 7 else 0.04
    assert waited
    for first in range(len(begun) - 30):
        assert begun[first + 30] - begun[first] >= 1


async def test_urgent_ones_are_let_in_first_then_bulk_then_retractions() -> None:
    pacer = Pacer(UNPACED)
    order: list[Lane] = []

    async def one(lane: Lane) -> None:
        async with pacer.turn(lane):
            order.append(lane)
            await asyncio.sleep(0)

    async with pacer.turn(Lane.BULK):
        waiting = [
            asyncio.ensure_future(one(lane))
            for lane in (Lane.RETRACTION, Lane.BULK, Lane.URGENT, Lane.BULK, Lane.URGENT)
        ]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert order == [Lane.URGENT, Lane.URGENT, Lane.BULK, Lane.BULK, Lane.RETRACTION]


async def test_one_turn_at_a_time_and_over_lets_the_next_one_in_before_the_block_ends() -> None:
    pacer = Pacer(UNPACED)
    inside: list[int] = []

    async def one(number: int) -> None:
        async with pacer.turn(Lane.BULK) as turn:
            inside.append(number)
            await asyncio.sleep(0)
            assert inside[-1] == number
            turn.over()
            await asyncio.sleep(0.02)
            turn.over()

    began = time.monotonic()
    await asyncio.gather(*(one(number) for number in range(20)))
    assert inside == list(range(20))
    assert time.monotonic() - began < 0.3


async def test_whoever_gives_up_waiting_holds_up_nobody() -> None:
    pacer = Pacer(UNPACED)
    async with pacer.turn(Lane.BULK):
        impatient = asyncio.ensure_future(pacer.turn(Lane.BULK).__aenter__())
        await asyncio.sleep(0)
        impatient.cancel()
        await asyncio.gather(impatient, return_exceptions=True)
    async with asyncio.timeout(1), pacer.turn(Lane.BULK):
        pass


def test_a_chat_rests_a_second_after_each_message_and_the_others_do_not() -> None:
    pacer = Pacer(PACE, watch := Stopwatch())
    pacer.sent(7)
    pacer.sent(8, messages=2)
    assert pacer.held() == {7, 8}
    assert pacer.next_free_s() == 1
    watch.at_s += 1
    assert pacer.held() == {8}
    watch.at_s += 1
    assert pacer.held() == set()
    assert pacer.next_free_s() is None


@given(st.lists(st.floats(0, 10), max_size=200))
def test_no_group_gets_more_than_twenty_in_any_minute(pauses: list[float]) -> None:
    pacer = Pacer(PACE, watch := Stopwatch())
    sent: list[float] = []
    for pause in [*pauses, *[0.5] * 200]:
        watch.at_s += pause
        if -5 not in pacer.held():
            pacer.sent(-5)
            sent.append(watch.at_s)
    assert len(sent) > 1
    for start in range(len(sent) - 20):
        assert sent[start + 20] - sent[start] >= 60 - 1e-6


def test_a_429_of_one_chat_is_its_own_and_of_two_people_everybodys() -> None:
    pacer = Pacer(UNPACED, watch := Stopwatch())
    for group in (-5, -6, -7):
        pacer.flooded(group, 30)
    pacer.flooded(7, 20)
    assert pacer.rest_s <= 0
    assert pacer.held() == {-5, -6, -7, 7}
    watch.at_s += 21
    pacer.flooded(8, 10)
    assert pacer.rest_s <= 0
    pacer.flooded(9, 15)
    assert pacer.rest_s == 15
    assert pacer.next_free_s() == 15


def test_without_a_connection_it_is_looked_less_and_less_often_until_something_arrives() -> None:
    pacer = Pacer(UNPACED, watch := Stopwatch())
    pauses = []
    for _ in range(8):
        pacer.unconnected()
        pacer.unconnected()  # several in flight fail at once
        pauses.append(pacer.rest_s)
        watch.at_s += pacer.rest_s
    assert pauses == [1, 2, 4, 8, 15, 30, 30, 30]
    pacer.sent(7)
    pacer.unconnected()
    assert pacer.rest_s == 1


async def test_two_who_deliver_one_after_the_other_keep_the_pace_together() -> None:
    watch, begun = Stopwatch(), list[float]()

    async def sleep(seconds: float) -> None:
        watch.at_s += seconds

    async def send(pacer: Pacer, many: int) -> None:
        for _ in range(many):
            while pacer.rest_s > 0:
                watch.at_s += pacer.rest_s
            async with pacer.turn(Lane.BULK):
                begun.append(watch.at_s)
            pacer.sent(len(begun))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reminders.delivery.pacing.asyncio.sleep", sleep)
        for many in (45, 20, 45):
            following = Pacer(PACE, watch)
            following.follow_another({})
            await send(following, many)
    assert all(later - first >= 1 for first, later in zip(begun, begun[30:], strict=False))


def test_a_group_that_another_wrote_to_rests_until_the_minute_is_over() -> None:
    watch = Stopwatch()
    pacer = Pacer(PACE, watch)
    pacer.follow_another({-1: 20, -2: 59, -3: -3600})
    assert pacer.held() == {-1, -2, -3}
    watch.at_s += 1
    assert pacer.held() == {-1, -3}
    watch.at_s += 39
    assert pacer.held() == {-3}
    watch.at_s += 20
    assert not pacer.held()
    unpaced = Pacer(UNPACED, watch)
    unpaced.follow_another({-1: 20})
    assert (unpaced.held(), unpaced.rest_s > 0) == (set(), False)
