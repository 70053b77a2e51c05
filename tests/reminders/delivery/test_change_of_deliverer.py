"""One process delivers, is stopped, and another goes on: nothing is lost, and one letter at most comes twice."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from domain.time.clock import SteerableClock
from reminders.delivery.outbox_drain import Delivery
from reminders.delivery.pacing import UNPACED, Pacer
from reminders.desk import Desk
from storage.delivery.outbox import Letter, Outbox
from storage.leases.leases import LeaseLostError
from storage.leases.right import Right, elapsed_s, new_holder
from storage.leases.rules import LeaseRole
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import Postman, eventually, open_desk, shanghai, states, word
from tests.storage.test_postgresql import laid_url as url
from tests.storage.test_postgresql import server
from windows.windows import Window

__all__ = ["server", "url"]

NOW = shanghai(5, 12)


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    with open_desk(url) as opened:
        yield opened


@pytest.fixture(autouse=True)
def wordings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind whose words are its key."""
    word(monkeypatch, "plain", lambda _uow, _desk, letter, *_: Window(letter.payload["says"]))


def queue(desk: Desk, *chat_ids: int) -> None:
    letters = [
        Letter(f"{n}", "plain", {"says": f"{n}"}, NOW, NOW + timedelta(days=2), chat_id=n, counted=True)
        for n in chat_ids
    ]
    desk.database.write(lambda uow: uow.outbox.add_once(letters))


def of_another(desk: Desk) -> Desk:
    """Return the desk as another process has it."""
    return replace(desk, to_deliver=Right(LeaseRole.DELIVER, new_holder()))


def take_over(desk: Desk) -> None:
    """Have the time of whoever delivers be over, and this desk take the lease."""
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE lease SET expires_at = taken_at"))
    right = desk.to_deliver
    lease = desk.database.write(lambda uow: uow.leases.take(right.role, right.holder))
    assert lease is not None
    right.gain(lease, elapsed_s())


class Slow(Postman):
    """Answers nothing from the fifteenth on until it is told to; the twentieth does not leave before."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = asyncio.Event()

    async def send(self, chat_id: int, window: Window, left: Any = None) -> int:
        if chat_id == 20:
            await self.goes_on.wait()
        sent = await super().send(chat_id, window, left)
        if chat_id >= 15:
            await self.goes_on.wait()
        return sent


async def test_who_wakes_after_another_has_gone_on_sends_and_notes_nothing_more(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    first, second, slow, quick = of_another(desk), of_another(desk), Slow(), Postman()
    queue(desk, *range(1, 36))
    take_over(first)
    sleeping = Delivery(first, slow, Pacer(UNPACED))
    draining = asyncio.ensure_future(sleeping.drain())
    await eventually(lambda: states(desk, outbox)["20"] == "leaving")
    take_over(second)
    going_on = Delivery(second, quick, Pacer(UNPACED))
    await going_on.take_over()
    await going_on.drain()
    assert "letter 20 of kind plain was leaving: it is sent again and may come twice" in caplog.text
    assert caplog.text.count("counts as perhaps sent") == 5
    assert sorted(slow.chats() + quick.chats()) == list(range(1, 36))
    settled = states(desk, outbox)
    slow.goes_on.set()
    with pytest.raises(LeaseLostError):
        await draining
    # The one letter that was in its hands, and named above.
    assert sorted(slow.chats() + quick.chats()) == sorted([*range(1, 36), 20])
    assert states(desk, outbox) == settled
    with pytest.raises(LeaseLostError):
        await sleeping.take_up()
    queue(desk, 36)
    sleeping._interrupted = False
    with pytest.raises(LeaseLostError):
        await sleeping.serve()
    assert 36 not in slow.chats()


async def test_who_is_stopped_between_the_mark_and_the_request_does_not_send_it_beside_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, postman = of_another(desk), of_another(desk), Postman()
    queue(desk, 1)
    take_over(first)
    begin = Outbox.begin

    def stopped_after(self: Outbox, letter_id: int, left_id: int | None = None, token: int = 0) -> bool:
        begun = begin(self, letter_id, left_id, token)
        if token == first.to_deliver.token:
            first.to_deliver._until_s = elapsed_s()
        return begun

    monkeypatch.setattr(Outbox, "begin", stopped_after)
    sleeping = Delivery(first, postman, Pacer(UNPACED))
    put_back = sleeping._handover._put_back

    async def woken_later(*letter: Any) -> None:
        take_over(second)
        await Delivery(second, postman, Pacer(UNPACED)).take_up()
        await put_back(*letter)

    monkeypatch.setattr(sleeping._handover, "_put_back", woken_later)
    with pytest.raises(LeaseLostError):
        await sleeping.drain()
    assert not postman.sent
    assert await Delivery(second, postman, Pacer(UNPACED)).drain() == 1
    assert postman.chats() == [1]


async def test_who_only_lost_sight_of_the_server_sends_the_letter_once_it_may_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, postman = of_another(desk), Postman()
    queue(desk, 1)
    take_over(one)
    looked = [False, True]
    monkeypatch.setattr(Right, "is_held", property(lambda _right: looked.pop(0) if looked else True))
    assert await Delivery(one, postman, Pacer(UNPACED)).drain() == 1
    assert (postman.chats(), states(desk, outbox)) == ([1], {"1": "sent"})


def begin(uow: UnitOfWork, letter_id: int, token: int) -> None:
    assert uow.outbox.begin(letter_id, None, token)


async def test_what_is_on_its_way_under_a_later_lease_is_left_alone(desk: Desk) -> None:
    first, second = of_another(desk), of_another(desk)
    queue(desk, 1, 2)
    for each, number in ((first, 1), (second, 2)):
        take_over(each)
        desk.database.write(partial(begin, letter_id=number, token=each.to_deliver.token))
    found = desk.database.write(lambda uow: uow.outbox.take_up({"plain"}, NOW, first.to_deliver.token))
    assert [number for number, _kind in found.again] == [1]
    assert states(desk, outbox) == {"1": "waiting", "2": "leaving"}


async def test_a_group_written_to_within_the_minute_rests_until_it_is_over(desk: Desk) -> None:
    first, second, postman = of_another(desk), of_another(desk), Postman()
    queue(desk, -5, -6, 7)
    take_over(first)
    await Delivery(first, postman, Pacer(UNPACED)).drain()
    with desk.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE outbox SET sent_at = sent_at - interval '2 minutes' WHERE chat_id = -6")
        )
    take_over(second)
    pacer = Pacer()
    await Delivery(second, postman, pacer).take_over()
    assert pacer.held() == {-5}
    assert 0 < pacer.rest_s <= 1


async def test_letters_of_a_newer_version_are_left_for_it_wherever_they_stand(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    one, postman = of_another(desk), Postman()
    take_over(one)
    queue(desk, *range(1, 4))
    newer = [
        Letter(f"new{n}", "of_tomorrow", {}, NOW, NOW + timedelta(days=2), chat_id=100 + n, urgent=n % 2 == 0)
        for n in range(40)
    ]
    desk.database.write(lambda uow: uow.outbox.add_once(newer))
    on_their_way = {"new1": "leaving", "new2": "left", "new3": "outdated"}
    with desk.database.engine.begin() as connection:
        for key, state in on_their_way.items():
            connection.execute(
                outbox.update().where(outbox.c.unique_key == key).values(state=state, message_id=7)
            )
    delivery = Delivery(one, postman, Pacer(UNPACED))
    await delivery.take_over()
    assert await delivery.drain() == 3
    assert sorted(postman.chats()) == [1, 2, 3]
    expired = replace(one, site=replace(one.site, clock=SteerableClock(NOW + timedelta(days=3))))
    assert await Delivery(expired, postman, Pacer(UNPACED)).drain() == 0
    wanted = {letter.unique_key: "waiting" for letter in newer} | on_their_way
    assert {key: state for key, state in states(desk, outbox).items() if key in wanted} == wanted
    assert caplog.text.count("are left where they are: of_tomorrow") == 2
    assert desk.database.write(lambda uow: uow.outbox.count_unknown(desk.letters.kinds)) == 39


async def test_who_leaves_the_delivery_to_a_newer_version_finishes_what_it_has_and_begins_nothing(
    desk: Desk,
) -> None:
    one, slow = of_another(desk), Slow()
    take_over(one)
    queue(desk, *range(1, 36))
    delivery = Delivery(one, slow, Pacer(UNPACED))
    draining = asyncio.ensure_future(delivery.drain())
    await eventually(lambda: states(desk, outbox)["20"] == "leaving")
    leaving = asyncio.ensure_future(delivery.hand_over())
    await asyncio.sleep(0)
    slow.goes_on.set()
    await leaving
    await draining
    assert set(states(desk, outbox).values()) == {"sent", "waiting"}
    had = slow.chats()
    assert await delivery.drain() == 0
    await delivery.take_over()
    await delivery.drain()
    assert sorted(slow.chats()) == list(range(1, 36))
    assert len(had) < 35
