"""Who is served when many wait: the work is a number, done in a thread that stands still until it is let go on."""

import asyncio
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from domain.errors import RefusalError
from domain.threads import GIVING_WAY
from storage.tips import derivation_lanes
from storage.tips.derivation_lanes import (
    DERIVATIONS_AT_A_TIME,
    SUBMISSION,
    DerivationLane,
    DerivationTurn,
    Lanes,
)

LOOK_UP = DerivationTurn(DerivationLane.LOOK_UPS)
BUSY = "busy"


class NotingThreads(ThreadPoolExecutor):
    """Notes in which order numbers are handed to threads: which thread runs first is nobody's to say."""

    def __init__(self) -> None:
        super().__init__(DERIVATIONS_AT_A_TIME)
        self.begun: list[int] = []

    def submit(self, fn: Any, /, *args: Any, **named: Any) -> Any:
        self.begun += getattr(fn, "args", ())
        return super().submit(fn, *args, **named)


class Desk:
    """Lanes whose work waits for `go_on`, and notes in which order it began."""

    def __init__(self) -> None:
        self.lanes: Lanes[int] = Lanes()
        self.lanes._threads.shutdown()
        self.lanes._threads = threads = NotingThreads()
        self.begun = threads.begun
        self.go_on = threading.Event()

    async def ask(self, number: int, turn: DerivationTurn) -> int | str:
        try:
            return await self.lanes.run(partial(self._work, number), turn)
        except RefusalError as refusal:
            return BUSY if refusal.key == turn.lane.busy else refusal.key

    async def ask_all(self, *asked: tuple[int, DerivationTurn]) -> dict[int, int | str]:
        """Ask one after the other while nothing ends, let go on, and return what each got."""
        tasks = {}
        for number, turn in asked:
            tasks[number] = asyncio.ensure_future(self.ask(number, turn))
            await asyncio.sleep(0)
        self.go_on.set()
        await asyncio.gather(*tasks.values())
        return {number: task.result() for number, task in tasks.items()}

    def _work(self, number: int) -> int:
        self.go_on.wait(10)
        return number


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.go_on.set()
    desk.lanes.close()


async def test_behind_two_hundred_look_ups_the_last_to_come_is_the_next_to_be_served(desk: Desk) -> None:
    answers = await desk.ask_all(*[(number, LOOK_UP) for number in range(200)])
    assert desk.begun[:3] == [0, 1, 199]
    served = [number for number, answer in answers.items() if answer != BUSY]
    assert served == [0, 1, *range(200 - DerivationLane.LOOK_UPS.places, 200)]


async def test_who_gave_no_wrong_code_goes_before_all_who_did_however_late_they_come(desk: Desk) -> None:
    wrong = [
        (number, DerivationTurn(DerivationLane.LOOK_UPS, wrong_before=1 + number % 3))
        for number in range(1, 60)
    ]
    answers = await desk.ask_all((100, LOOK_UP), (101, LOOK_UP), (102, LOOK_UP), *wrong)
    assert desk.begun[:3] == [100, 101, 102]
    assert {number % 3 for number, answer in answers.items() if answer not in {BUSY, 100, 101, 102}} == {0}


async def test_submissions_go_in_the_order_in_which_they_come_and_the_last_gives_way(desk: Desk) -> None:
    room = DERIVATIONS_AT_A_TIME + DerivationLane.SUBMISSIONS.places
    answers = await desk.ask_all(*[(number, SUBMISSION) for number in range(room + 2)])
    assert desk.begun == list(range(room))
    assert [answers[room], answers[room + 1]] == [BUSY, BUSY]


async def test_a_submission_is_served_with_the_next_free_place_while_look_ups_flood(desk: Desk) -> None:
    await desk.ask_all(*[(number, LOOK_UP) for number in range(8)], (9, SUBMISSION))
    assert desk.begun[2] == 9


async def test_a_look_up_is_served_with_the_next_free_place_while_submissions_flood(desk: Desk) -> None:
    await desk.ask_all(*[(number, SUBMISSION) for number in range(8)], (9, LOOK_UP))
    assert desk.begun[2] == 9


async def test_who_waits_too_long_is_told_and_leaves_the_place_to_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derivation_lanes, "LONGEST_WAIT_S", 0.01)
    served = [asyncio.ensure_future(desk.ask(number, LOOK_UP)) for number in range(DERIVATIONS_AT_A_TIME)]
    await asyncio.sleep(0)
    assert await desk.ask(2, LOOK_UP) == BUSY
    desk.go_on.set()
    assert await asyncio.gather(*served) == [0, 1]
    assert desk.begun == [0, 1]


async def test_an_error_in_the_work_reaches_its_caller_and_the_next_goes_on(desk: Desk) -> None:
    def fails() -> int:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await desk.lanes.run(fails, LOOK_UP)
    desk.go_on.set()
    assert await desk.ask(1, LOOK_UP) == 1


async def test_what_waits_when_all_is_closed_is_dropped(desk: Desk) -> None:
    callers = [asyncio.ensure_future(desk.ask(number, LOOK_UP)) for number in range(4)]
    await asyncio.sleep(0)
    desk.go_on.set()
    desk.lanes.close()
    answers = await asyncio.gather(*callers, return_exceptions=True)
    assert answers[:2] == [0, 1]
    assert [type(answer) for answer in answers[2:]] == [asyncio.CancelledError] * 2
    with pytest.raises(RuntimeError, match="shutdown"):
        await desk.ask(4, LOOK_UP)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has no priority of its own")
async def test_who_derives_gives_way_to_who_is_answered_meanwhile() -> None:
    lanes: Lanes[int] = Lanes()
    derived = await lanes.run(_priority, SUBMISSION)
    lanes.close()
    assert derived == _priority() + GIVING_WAY


def _priority() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
