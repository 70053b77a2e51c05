import asyncio
import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from domain.windows import Window
from reminders import letters
from reminders.desk import (
    AnswerLostError,
    Desk,
    RefusedError,
    RejectedError,
    UnavailableError,
)
from reminders.outbox_drain import AT_ONCE, PAUSES, drain
from storage.outbox import DeliveryState, Letter, Outbox
from storage.tables import bindings, outbox
from tests.desks import Postman, always, bind, eventually, move_to, open_desk, rows_of, shanghai, states

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
    return Letter(key, kind, {"says": key}, NOW, NOW + timedelta(days=2), chat_id=chat_id, urgent=urgent)


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

    monkeypatch.setitem(letters.WORDINGS, "plain", lambda _uow, _desk, one, *_: Window(one.payload["says"]))
    monkeypatch.setitem(letters.WORDINGS, "silent", lambda *_: None)
    monkeypatch.setitem(letters.WORDINGS, "spoiled", spoil)
    monkeypatch.setitem(letters.WORDINGS, "undrawn", lambda *_: undrawn)


async def test_a_letter_is_sent_once_however_often_the_queue_is_drained(desk: Desk, postman: Postman) -> None:
    queue(desk, letter("a"), letter("b", 8))
    queue(desk, letter("a"))
    assert await drain(desk, postman) == 2
    assert await drain(desk, postman) == 0
    assert sorted(texts(postman)) == ["a", "b"]
    (first, _second) = rows_of(desk.database, outbox)
    assert (first["state"], first["message_id"] in (1, 2), first["sent_at"]) == ("sent", True, NOW)


async def test_two_drains_at_once_send_nothing_twice(desk: Desk, postman: Postman) -> None:
    queue(desk, *(letter(f"{n}", n) for n in range(1, 40)))
    await asyncio.gather(drain(desk, postman), drain(desk, postman))
    assert sorted(postman.chats()) == list(range(1, 40))


async def test_urgent_letters_go_before_all_others(desk: Desk, postman: Postman) -> None:
    queue(desk, *(letter(f"{n}", n) for n in range(1, 30)))
    queue(desk, letter("fire", 99, urgent=True))
    await drain(desk, postman)
    assert "fire" in texts(postman)[:AT_ONCE]


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


async def test_without_a_connection_it_is_tried_again_with_growing_pauses_and_nothing_is_lost(
    desk: Desk, postman: Postman
) -> None:
    tries = []

    def down(_chat_id: int, _window: Window) -> UnavailableError:
        tries.append(desk.clock.now())
        return UnavailableError()

    postman.refuse = down
    queue(desk, letter("a"))
    for second in range(0, 1800, 5):
        move_to(desk, NOW + timedelta(seconds=second))
        await drain(desk, postman)
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert pauses[: len(PAUSES)] == list(PAUSES)
    assert set(pauses[len(PAUSES) :]) == {PAUSES[-1]}
    postman.refuse = lambda *_: None
    move_to(desk, NOW + timedelta(hours=1))
    await drain(desk, postman)
    assert texts(postman) == ["a"]


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
    desk.database.write(lambda uow: uow.outbox.requeue_interrupted())
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


@pytest.mark.parametrize("kind", ["spoiled", "undrawn", "unknown"])
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
    desk: Desk, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(desk, letter("a", 1), letter("b", 2), letter("c", 3))
    real = Outbox.settle

    def failing(self, letter_id, state, now, message_id=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        if letter_id == 2:
            raise OSError("no space left")
        real(self, letter_id, state, now, message_id)

    async def slow_to_the_third(chat_id: int, window: Window) -> int:
        await asyncio.sleep(0.1 if chat_id == 3 else 0)
        return await Postman.send(postman, chat_id, window)

    postman.send = slow_to_the_third  # type: ignore[method-assign]
    monkeypatch.setattr(Outbox, "settle", failing)
    with pytest.raises(OSError, match="no space"):
        await drain(desk, postman)
    assert states(desk, outbox) == {"a": "sent", "b": "sending", "c": "sent"}


async def test_a_kill_in_the_middle_loses_nothing_and_repeats_no_more_than_was_in_flight(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/killed.db"
    people = list(range(1, 36))
    before, after = Postman(), Postman()
    held = asyncio.Event()

    async def hold_after_15(chat_id: int, window: Window) -> int:
        if len(before.sent) >= 15:
            await held.wait()
        return await Postman.send(before, chat_id, window)

    with open_desk(url) as desk:
        queue(desk, *(letter(f"{n}", n) for n in people))
        before.send = hold_after_15  # type: ignore[method-assign]
        draining = asyncio.ensure_future(drain(desk, before))
        await eventually(lambda: len(before.sent) == 15)
        draining.cancel()
        with pytest.raises(asyncio.CancelledError):
            await draining
    with open_desk(url) as desk:
        again = desk.database.write(lambda uow: uow.outbox.requeue_interrupted())
        assert again <= AT_ONCE
        await drain(desk, after)
        assert set(states(desk, outbox).values()) == {DeliveryState.SENT.value}
    assert set(before.chats()) | set(after.chats()) == set(people)
    assert len(set(before.chats()) & set(after.chats())) <= AT_ONCE


async def test_words_that_leave_a_trace_of_their_moment_are_forgotten_once_sent(
    desk: Desk, postman: Postman
) -> None:
    queue(desk, letter("tip", kind="tip_come", urgent=True), letter("phone", kind="moved", urgent=True))
    await drain(desk, postman)
    assert len(postman.sent) == 2
    assert not rows_of(desk.database, outbox)
