import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from domain.time.clock import SystemClock
from domain.time.nudge_hours import NudgeHours
from reminders.delivery.handover import AT_ONCE, PAUSES
from reminders.delivery.outbox_drain import READ_AHEAD, READ_AT_ONCE, Delivery, drain
from reminders.delivery.pacing import UNPACED, Lane, Pacer
from reminders.desk import (
    AnswerLostError,
    Desk,
    RefusedError,
    RejectedError,
    UnavailableError,
    UnconnectedError,
)
from storage.delivery.outbox import Letter, Outbox
from storage.tables import bindings, outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import (
    Postman,
    always,
    bind,
    elsewhere,
    eventually,
    move_to,
    open_desk,
    rows_of,
    shanghai,
    states,
    word,
)
from windows.windows import Window

NOW = shanghai(5, 12)
WORDS_OF_A_PERSON = "王某某收了红包"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        yield opened


@pytest.fixture
def postman() -> Postman:
    return Postman()


def letter(key: str, chat_id: int = 7, *, kind: str = "plain", urgent: bool = False) -> Letter:
    return Letter(
        key, kind, {"says": key}, NOW, NOW + timedelta(days=2), chat_id=chat_id, urgent=urgent, counted=True
    )


def queue(desk: Desk, *some: Letter) -> None:
    desk.database.write(lambda uow: uow.outbox.add_once(some))


def texts(postman: Postman) -> list[str]:
    return [window.text for _chat_id, window in postman.sent]


@pytest.fixture(autouse=True)
def wordings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind whose words are its key; one that can't be worded, one that spoils the transaction, one not drawn."""

    def spoil(uow, desk, letter, speech, today):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, ARG001
        uow.settings.put("half done", "x")
        raise ValueError(WORDS_OF_A_PERSON)

    def undrawn() -> Window:
        raise ValueError(WORDS_OF_A_PERSON)

    word(monkeypatch, "plain", lambda _uow, _desk, asked, *_: Window(asked.payload["says"]))
    word(monkeypatch, "silent", lambda *_: None)
    word(monkeypatch, "spoiled", spoil)
    word(monkeypatch, "undrawn", lambda *_: undrawn)


async def test_a_letter_is_sent_once_however_often_the_queue_is_drained(desk: Desk, postman: Postman) -> None:
    queue(desk, letter("a"), letter("b", 8))
    queue(desk, letter("a"))
    assert await drain(desk, postman) == 2
    assert await drain(desk, postman) == 0
    assert sorted(texts(postman)) == ["a", "b"]
    (first, _second) = rows_of(desk.database, outbox)
    # Telegram counts messages over all chats: of one whose buttons nobody touches again the number is not kept.
    assert (first["state"], first["message_id"], first["sent_at"]) == ("sent", None, NOW)


async def test_two_drains_at_once_send_nothing_twice(desk: Desk, postman: Postman) -> None:
    queue(desk, *(letter(f"{n}", n) for n in range(1, 40)))
    await asyncio.gather(drain(desk, postman), drain(desk, postman))
    assert sorted(postman.chats()) == list(range(1, 40))


async def test_a_wave_is_put_into_words_a_few_letters_at_a_time(
    desk: Desk, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(desk, *(letter(f"第{chat}封", chat) for chat in range(1, 41)))
    read, at_once = Outbox.due, list[int]()

    def due(outbox: Outbox, *asked: Any, **also: Any) -> list[Letter]:
        found = read(outbox, *asked, **also)
        at_once.append(len(found))
        return found

    monkeypatch.setattr(Outbox, "due", due)
    await drain(desk, postman)
    assert len(postman.sent) == 40
    assert max(at_once) <= READ_AT_ONCE < READ_AHEAD


async def test_urgent_letters_go_before_all_others(desk: Desk, postman: Postman) -> None:
    queue(desk, *(letter(f"{n}", n) for n in range(1, 30)))
    queue(desk, letter("fire", 99, urgent=True))
    await drain(desk, postman)
    assert texts(postman)[0] == "fire"


async def test_at_night_only_urgent_letters_go(desk: Desk, postman: Postman) -> None:
    queue(desk, letter("bulk"), letter("fire", urgent=True))
    for hour in (21, 23, 7):
        move_to(desk, shanghai(5, 12 if hour > 8 else 13, hour))
        await drain(desk, postman)
    assert texts(postman) == ["fire"]
    move_to(desk, shanghai(5, 13, 8))
    await drain(desk, postman)
    assert texts(postman) == ["fire", "bulk"]


async def test_what_has_nothing_left_to_say_or_nobody_to_say_it_to_is_dropped(
    desk: Desk, postman: Postman
) -> None:
    queue(desk, letter("gone", kind="silent"), Letter("to nobody", "plain", {}, NOW, NOW + timedelta(1)))
    queue(desk, Letter("unbound", "plain", {"says": ""}, NOW, NOW + timedelta(1), person_id=1))
    assert await drain(desk, postman) == 3
    assert set(states(desk, outbox).values()) == {"dropped"}
    assert not postman.sent


async def test_a_letter_that_was_not_delivered_in_its_time_is_dropped(desk: Desk, postman: Postman) -> None:
    queue(desk, letter("old"))
    move_to(desk, NOW + timedelta(days=2))
    await drain(desk, postman)
    assert states(desk, outbox) == {"old": "dropped"}
    assert not postman.sent


class Stopwatch:
    """A clock that never jumps, moved by hand."""

    def __init__(self) -> None:
        self.at_s = 1000.0

    def __call__(self) -> float:
        return self.at_s


async def test_while_telegram_is_down_for_an_hour_nothing_is_lost_and_no_try_is_used_up(
    desk: Desk, postman: Postman
) -> None:
    watch = Stopwatch()
    delivery = Delivery(desk, postman, Pacer(UNPACED, watch))
    tries: list[float] = []

    def down(_chat_id: int, _window: Window) -> UnconnectedError:
        tries.append(watch.at_s)
        return UnconnectedError()

    postman.refuse = down
    queue(desk, *(letter(f"{n}", n) for n in range(1, 101)))
    for second in range(3600):
        watch.at_s = 1000 + second
        move_to(desk, NOW + timedelta(seconds=second))
        await delivery.drain()
    assert len(tries) < 140  # one of a hundred asks, at first after a second, in the end every half minute
    assert {row["tries"] for row in rows_of(desk.database, outbox)} == {0}
    assert set(states(desk, outbox).values()) == {"waiting"}
    postman.refuse = lambda *_: None
    watch.at_s += 30
    await delivery.drain()
    assert sorted(postman.chats()) == list(range(1, 101))


async def test_a_server_error_is_tried_three_times_with_growing_pauses_and_then_it_has_failed(
    desk: Desk, postman: Postman, caplog: pytest.LogCaptureFixture
) -> None:
    tries = []

    def broken(_chat_id: int, _window: Window) -> UnavailableError:
        tries.append(desk.clock.now())
        return UnavailableError()

    postman.refuse = broken
    queue(desk, letter("a"))
    for second in range(0, 600, 5):
        move_to(desk, NOW + timedelta(seconds=second))
        await drain(desk, postman)
    assert [later - earlier for earlier, later in pairwise(tries)] == list(PAUSES)
    assert len(tries) == 3
    assert states(desk, outbox) == {"a": "failed"}
    assert "letter 1 of kind plain has failed 3 times" in caplog.text
    assert desk.database.write(lambda uow: uow.sent_letters.count_failed(NOW)) == 1
    (row,) = desk.database.write(lambda uow: uow.sent_letters.not_arrived(NOW, 5))
    assert (row.kind, row.state, row.chat_id) == ("plain", "failed", 7)


async def test_what_leaves_no_trace_is_tried_until_it_expires(desk: Desk, postman: Postman) -> None:
    watch = Stopwatch()
    delivery = Delivery(desk, postman, Pacer(UNPACED, watch))
    postman.refuse = always(UnavailableError())
    queue(desk, letter("tip", kind="tip_come", urgent=True))
    for minutes in range(0, 60, 5):
        watch.at_s = 1000 + minutes * 60
        await delivery.drain()
    (row,) = rows_of(desk.database, outbox)
    assert (row["state"], row["not_before_at"]) == ("waiting", NOW)
    move_to(desk, NOW + timedelta(days=2))
    watch.at_s += 300
    await delivery.drain()
    assert not rows_of(desk.database, outbox)


async def test_a_chat_that_telegram_slows_down_holds_up_nobody_else(desk: Desk, postman: Postman) -> None:
    watch = Stopwatch()
    delivery = Delivery(desk, postman, Pacer(UNPACED, watch))
    postman.refuse = lambda chat_id, _window: (
        UnavailableError(40) if chat_id == -5 and watch.at_s < 1040 else None
    )
    queue(desk, *(letter(f"group {n}", -5) for n in range(50)), *(letter(f"{n}", n) for n in range(1, 6)))
    await delivery.drain()
    assert postman.chats() == [1, 2, 3, 4, 5]
    move_to(desk, NOW + timedelta(seconds=40))
    watch.at_s += 40
    await delivery.drain()
    assert sorted(texts(postman)[5:]) == sorted(f"group {n}" for n in range(50))


async def test_when_two_people_at_once_get_a_429_nobody_is_written_to_until_it_is_over(
    desk: Desk, postman: Postman
) -> None:
    watch = Stopwatch()
    asked: list[int] = []

    def storm(chat_id: int, _window: Window) -> UnavailableError | None:
        asked.append(chat_id)
        return UnavailableError(30) if watch.at_s < 1030 else None

    postman.refuse = storm
    delivery = Delivery(desk, postman, Pacer(UNPACED, watch))
    queue(desk, *(letter(f"{n}", n) for n in range(1, 100)))
    for second in range(30):
        watch.at_s = 1000 + second
        await delivery.drain()
    assert len(asked) == 2
    watch.at_s = 1030
    move_to(desk, NOW + timedelta(seconds=30))
    await delivery.drain()
    assert sorted(postman.chats()) == list(range(1, 100))


async def test_an_urgent_letter_in_the_midst_of_slow_ones_goes_at_once(desk: Desk) -> None:
    class Slow(Postman):
        async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
            sent = await super().send(chat_id, window, left)
            if chat_id != 99:
                await held.wait()
            return sent

    held = asyncio.Event()
    slow = Slow()
    delivery = Delivery(desk, slow, Pacer(UNPACED))
    queue(desk, *(letter(f"{n}", n) for n in range(1, 90)))
    draining = asyncio.ensure_future(delivery.drain())
    await eventually(lambda: len(slow.sent) == AT_ONCE[Lane.BULK])
    queue(desk, letter("fire", 99, urgent=True))
    delivery.wake()
    await eventually(lambda: texts(slow)[-1] == "fire")
    assert len(slow.sent) == AT_ONCE[Lane.BULK] + 1
    held.set()
    await draining
    assert len(slow.sent) == 90


async def test_letters_to_one_chat_keep_their_order(desk: Desk, postman: Postman) -> None:
    queue(desk, *(letter(f"{n:02}", 7) for n in range(40)))
    await drain(desk, postman)
    assert texts(postman) == [f"{n:02}" for n in range(40)]


async def test_a_clock_that_jumps_back_in_the_midst_of_a_wave_loses_and_repeats_nothing(desk: Desk) -> None:
    class Jumping(Postman):
        async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
            if chat_id == 30:
                move_to(desk, NOW - timedelta(days=3))
            return await super().send(chat_id, window, left)

    jumping = Jumping()
    queue(desk, *(letter(f"{n}", n) for n in range(1, 100)))
    await drain(desk, jumping)
    assert len(jumping.sent) < 99
    move_to(desk, NOW)
    await drain(desk, jumping)
    assert sorted(jumping.chats()) == list(range(1, 100))


async def test_what_comes_while_nothing_is_due_is_delivered_at_once_and_the_rest_when_its_time_comes(
    tmp_path: Path,
) -> None:
    postman = Postman()
    with open_desk(f"sqlite:///{tmp_path}/served.db", SystemClock().now()) as opened:
        desk = elsewhere(opened, clock=SystemClock(), hours=NudgeHours(time(0), time(23, 59, 59)))
        now = desk.clock.now()
        soon = Letter(
            "soon", "plain", {"says": "soon"}, now + timedelta(seconds=0.4), now + timedelta(1), chat_id=1
        )
        delivery = Delivery(desk, postman, Pacer(UNPACED))
        serving = asyncio.ensure_future(delivery.serve())
        await eventually(lambda: delivery.at_rest)
        queue(desk, soon)
        queue(desk, replace(soon, unique_key="now", payload={"says": "now"}, not_before_at=now, urgent=True))
        delivery.wake()
        await eventually(lambda: texts(postman) == ["now"])
        await eventually(lambda: texts(postman) == ["now", "soon"])
        serving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await serving


async def test_a_429_is_obeyed_to_the_second_and_is_no_try(desk: Desk, postman: Postman) -> None:
    postman.refuse = always(UnavailableError(retry_after_s=42))
    queue(desk, letter("a"))
    await drain(desk, postman)
    (row,) = rows_of(desk.database, outbox)
    assert (row["not_before_at"], row["tries"]) == (NOW + timedelta(seconds=42), 0)
    postman.refuse = lambda *_: None
    move_to(desk, NOW + timedelta(seconds=41))
    assert await drain(desk, postman) == 0
    move_to(desk, NOW + timedelta(seconds=42))
    assert await drain(desk, postman) == 1


async def test_a_lost_answer_is_never_sent_again(desk: Desk, postman: Postman) -> None:
    postman.refuse = always(AnswerLostError())
    queue(desk, letter("a"))
    await drain(desk, postman)
    postman.refuse = lambda *_: None
    await Delivery(desk, postman).take_up()
    await drain(desk, postman)
    assert states(desk, outbox) == {"a": "perhaps_sent"}
    assert not postman.sent


async def test_a_refusal_marks_the_person_and_nobody_else(desk: Desk, postman: Postman) -> None:
    one, other = (
        bind(desk.database, f"{name}特邀监察员", number)
        for number, name in enumerate(("心内科", "骨科"), start=1)
    )
    postman.refuse = lambda chat_id, _window: RefusedError() if chat_id == 1 else None
    queue(
        desk,
        *(Letter(f"{p}", "plain", {"says": "x"}, NOW, NOW + timedelta(1), person_id=p) for p in (one, other)),
    )
    queue(desk, letter("to a group", -5))
    await drain(desk, postman)
    assert states(desk, outbox) == {f"{one}": "refused", f"{other}": "sent", "to a group": "sent"}
    since = {row["person_id"]: row["unreachable_since"] for row in rows_of(desk.database, bindings)}
    assert since == {one: NOW, other: None}
    queue(desk, Letter("next", "plain", {"says": "y"}, NOW, NOW + timedelta(1), person_id=one))
    await drain(desk, postman)
    assert states(desk, outbox)["next"] == "dropped"


@pytest.mark.parametrize("kind", ["spoiled", "undrawn"])
async def test_a_letter_that_cannot_be_worded_fails_alone_and_no_log_holds_its_words(
    desk: Desk, postman: Postman, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    queue(desk, letter("good", 1), letter("bad", 2, kind=kind), letter("fine", 3))
    assert await drain(desk, postman) == 3
    assert states(desk, outbox) == {"good": "sent", "bad": "failed", "fine": "sent"}
    assert desk.database.write(lambda uow: uow.settings.find("half done")) is None
    assert f"of kind {kind} can't be delivered" in caplog.text
    assert WORDS_OF_A_PERSON not in caplog.text


@pytest.mark.parametrize("times", [1, 2])
async def test_a_database_that_fails_while_letters_are_worded_is_no_letters_fault(
    desk: Desk, postman: Postman, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    failing = iter([OperationalError("SELECT", None, Exception("canceling statement"))] * times)

    def busy(_uow: UnitOfWork, _desk: Desk, asked: Letter, *_: object) -> Window:
        for error in failing:
            raise error
        return Window(asked.payload["says"])

    word(monkeypatch, "busy", busy)
    queue(desk, letter("good", 1), letter("late", 2, kind="busy"), letter("fine", 3))
    for _ in range(times):
        with pytest.raises(OperationalError):
            await drain(desk, postman)
    assert set(states(desk, outbox).values()) == {"waiting"}
    await drain(desk, postman)
    assert states(desk, outbox) == {"good": "sent", "late": "sent", "fine": "sent"}


async def test_a_letter_of_a_kind_that_nobody_declares_is_left_alone_and_no_log_tells_when_it_came(
    desk: Desk, postman: Postman, caplog: pytest.LogCaptureFixture
) -> None:
    queue(desk, letter("bad", 2, kind="unknown"), letter("fine", 3))
    assert await drain(desk, postman) == 1
    assert states(desk, outbox) == {"bad": "waiting", "fine": "sent"}
    assert [record.name for record in caplog.records if "unknown" in record.getMessage()] == ["private"]


async def test_a_message_that_telegram_rejects_fails_alone_and_no_log_holds_its_words(
    desk: Desk, postman: Postman, caplog: pytest.LogCaptureFixture
) -> None:
    postman.refuse = lambda chat_id, _window: RejectedError(WORDS_OF_A_PERSON) if chat_id == 2 else None
    queue(desk, letter("good", 1), letter("bad", 2), letter("fine", 3))
    await drain(desk, postman)
    assert states(desk, outbox) == {"good": "sent", "bad": "failed", "fine": "sent"}
    assert "can't be delivered" in caplog.text
    assert WORDS_OF_A_PERSON not in caplog.text


async def test_a_database_that_fails_in_the_middle_leaves_no_letter_of_the_batch_half_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(desk, letter("a", 1), letter("b", 2), letter("c", 3))
    real = Outbox.settle

    def failing(self, letter_id, state, now, message_id=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        if letter_id == 2:
            raise OSError("no space left")
        real(self, letter_id, state, now, message_id)

    class SlowToTheThird(Postman):
        async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
            sent = await super().send(chat_id, window, left)
            await asyncio.sleep(0.1 if chat_id == 3 else 0.02)
            return sent

    delivery = Delivery(desk, SlowToTheThird(), Pacer(UNPACED))
    monkeypatch.setattr(Outbox, "settle", failing)
    with pytest.raises(OSError, match="no space"):
        await delivery.drain()
    assert states(desk, outbox) == {"a": "sent", "b": "left", "c": "sent"}
    monkeypatch.setattr(Outbox, "settle", real)
    await delivery.drain()
    assert states(desk, outbox) == {"a": "sent", "b": "perhaps_sent", "c": "sent"}


async def test_a_delivery_that_is_broken_off_sends_again_only_the_one_that_was_leaving_and_names_it(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    class Stuck(Postman):
        """From the fifteenth on nothing is answered; the twentieth does not even leave."""

        async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
            if chat_id == 20:
                await asyncio.Event().wait()
            sent = await super().send(chat_id, window, left)
            if chat_id >= 15:
                await asyncio.Event().wait()
            return sent

    stuck, after = Stuck(), Postman()
    queue(desk, *(letter(f"{n}", n) for n in range(1, 36)))
    draining = asyncio.ensure_future(Delivery(desk, stuck, Pacer(UNPACED)).drain())
    await eventually(lambda: states(desk, outbox)["20"] == "leaving")
    draining.cancel()
    with pytest.raises(asyncio.CancelledError):
        await draining
    delivery = Delivery(desk, after, Pacer(UNPACED))
    await delivery.take_up()
    await delivery.drain()
    assert sorted(stuck.chats() + after.chats()) == list(range(1, 36))
    assert "letter 20 of kind plain was leaving: it is sent again and may come twice" in caplog.text
    assert caplog.text.count("counts as perhaps sent") == 5
    found = states(desk, outbox)
    assert {n for n in range(1, 36) if found[str(n)] == "perhaps_sent"} == set(range(15, 20))


async def test_words_that_leave_a_trace_of_their_moment_are_forgotten_once_sent(
    desk: Desk, postman: Postman
) -> None:
    queue(desk, letter("tip", kind="tip_come", urgent=True), letter("phone", kind="moved", urgent=True))
    await drain(desk, postman)
    assert len(postman.sent) == 2
    assert not rows_of(desk.database, outbox)


async def test_who_rests_begins_nothing_more_and_what_is_on_its_way_arrives(desk: Desk) -> None:
    held = asyncio.Event()

    class Held(Postman):
        async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
            sent = await super().send(chat_id, window, left)
            await held.wait()
            return sent

    sender = Held()
    delivery = Delivery(desk, sender, Pacer(UNPACED))
    queue(desk, *(letter(f"{n}", n) for n in range(1, 90)))
    draining = asyncio.ensure_future(delivery.drain())
    await eventually(lambda: len(sender.sent) == AT_ONCE[Lane.BULK])
    delivery.rest()
    held.set()
    await delivery.finish()
    assert await draining == AT_ONCE[Lane.BULK] == len(sender.sent)
    assert await delivery.drain() == 0
    assert delivery.at_rest


async def test_a_fault_is_told_and_delivery_goes_on_and_its_first_round_ends_when_no_chat_waits(
    desk: Desk, postman: Postman, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = Outbox.due

    def failing(*_args: object, **_named: object) -> list[Letter]:
        raise OSError("no space left")

    seconds = [0.0]
    delivery = Delivery(desk, postman, Pacer(replace(UNPACED, chat_pause_s=1), lambda: seconds[0]))
    queue(desk, letter("a"), letter("b"))
    monkeypatch.setattr(Outbox, "due", failing)
    serving = asyncio.ensure_future(delivery.serve())
    await eventually(lambda: "it is tried again" in caplog.text)
    monkeypatch.setattr(Outbox, "due", real)
    delivery.wake()
    await eventually(lambda: texts(postman) == ["a"] and delivery.at_rest)
    assert not delivery.first_round.is_set()
    seconds[0] += 1
    delivery.wake()
    await eventually(lambda: texts(postman) == ["a", "b"])
    seconds[0] += 1
    delivery.wake()
    await eventually(delivery.first_round.is_set)
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
    # What it had in the writing thread has come back before the loop is closed.
    await desk.database.run(lambda _uow: None)


async def test_a_letter_whose_chat_becomes_free_between_two_looks_goes_at_once_and_belongs_to_the_first_round(
    desk: Desk, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds, real = [0.0], Outbox.next_due_at

    def slowly(self: Outbox, now: datetime) -> datetime | None:
        seconds[0] += 1  # as long as a chat has to wait
        return real(self, now)

    monkeypatch.setattr(Outbox, "next_due_at", slowly)
    delivery = Delivery(desk, postman, Pacer(replace(UNPACED, chat_pause_s=1), lambda: seconds[0]))
    queue(desk, letter("a"), letter("b"))
    serving = asyncio.ensure_future(delivery.serve())
    await eventually(delivery.first_round.is_set)
    assert texts(postman) == ["a", "b"]
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
    await desk.database.run(lambda _uow: None)
