"""The buttons of a nudge already sent go when its duty is done, and not while its message shows another window."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reminders.delivery.outbox_drain import Delivery
from reminders.delivery.pacing import UNPACED, Pacer
from reminders.desk import Desk, RejectedError, UnavailableError
from reminders.tick import tick
from reminders.watch.purging import SENT_KEPT
from simulator.phone import Phone
from storage.delivery.outbox import Letter
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import Postman, always, bind, elsewhere, move_to, open_desk, rows_of, shanghai, states
from tests.harness import Hospital

WARD = "心内科特邀监察员"
NUDGED = shanghai(5, 24, 9)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        yield opened


async def nudged(desk: Desk, postman: Postman) -> Delivery:
    """Return a delivery through which the ward's inspector has been nudged for the one thing that is open."""
    bind(desk.database, WARD, 1)
    delivery = Delivery(desk, postman, Pacer(UNPACED))
    await tick(desk)
    move_to(desk, NUDGED)
    await tick(desk)
    await delivery.drain()
    assert len(postman.sent) == 1
    return delivery


def own_items(desk: Desk) -> list[int]:
    return list(rows_of(desk.database, outbox)[0]["payload"]["own"])


def queue(desk: Desk, letter: Letter) -> None:
    desk.database.write(lambda uow: uow.outbox.add_once([letter]))


def file_all(desk: Desk, at: datetime) -> None:
    own = own_items(desk)

    def work(uow: UnitOfWork) -> None:
        for item_id in own:
            uow.duty_items.mark_filed(item_id, at)

    move_to(desk, at)
    desk.database.write(work)


async def test_once_the_duty_is_filed_the_buttons_go_and_only_once(desk: Desk) -> None:
    postman = Postman()
    delivery = await nudged(desk, postman)
    await tick(desk)
    await delivery.drain()
    assert not postman.buttons
    file_all(desk, NUDGED + timedelta(hours=3))
    for _ in range(3):
        await tick(desk)
        await delivery.drain()
    assert postman.buttons == [(1, 1, ())]
    (row,) = rows_of(desk.database, outbox)
    assert (row["state"], row["retracted_at"]) == ("sent", NUDGED + timedelta(hours=3))


async def test_what_can_not_be_done_now_is_done_later_and_no_letter_waits_for_it(desk: Desk) -> None:
    postman = Postman()
    delivery = await nudged(desk, postman)
    file_all(desk, NUDGED + timedelta(hours=3))
    await tick(desk)
    postman.refuse = always(UnavailableError())
    await delivery.drain()
    assert set(states(desk, outbox).values()) == {"outdated"}
    postman.refuse = lambda *_: None
    now = desk.clock.now()
    later = Letter("moved", "moved", {}, now, now + timedelta(1), chat_id=8, urgent=True)
    desk.database.write(lambda uow: uow.outbox.add_once([later]))
    await delivery.drain()
    assert postman.chats() == [1, 8]
    assert postman.buttons == [(1, 1, ())]


async def test_a_newer_nudge_takes_the_buttons_of_the_older_one_however_old_and_through_a_kill(
    desk: Desk,
) -> None:
    postman = Postman()
    delivery = await nudged(desk, postman)
    move_to(desk, shanghai(5, 28, 9))
    await tick(desk)
    postman.refuse = lambda _chat, window: None if window.text else UnavailableError(30)
    await delivery.drain()
    assert [len(postman.sent), postman.buttons] == [2, []]
    assert list(states(desk, outbox).values()) == ["outdated", "sent"]
    postman.refuse = lambda *_: None
    again = Delivery(desk, postman, Pacer(UNPACED))  # the process before was killed
    await again.take_up()
    for _ in range(2):
        await again.drain()
    assert postman.buttons == [(1, 1, ())]
    move_to(desk, shanghai(5, 30, 9))
    await tick(desk)
    postman.refuse = lambda _chat, window: None if window.text else RejectedError("gone")
    for _ in range(2):
        await again.drain()
    assert set(states(desk, outbox).values()) == {"sent"}
    assert len(postman.sent) == 3


async def test_what_the_office_asks_for_takes_the_buttons_of_a_nudge_that_names_it_too(
    desk: Desk,
) -> None:
    postman = Postman()
    bind(desk.database, WARD, 1)
    delivery = Delivery(desk, postman, Pacer(UNPACED))
    await tick(desk)
    move_to(desk, shanghai(6, 13, 9))
    await tick(desk)
    await delivery.drain()
    nudge = rows_of(desk.database, outbox)[-1]
    own, now = nudge["payload"]["own"], desk.clock.now()
    assert len(own) == 3
    asked = {"own": own[:1], "below": []}
    letter = Letter("chase", "chase", asked, now, now + timedelta(1), nudge["person_id"], counted=True)
    queue(desk, letter)
    await delivery.drain()
    assert postman.buttons == [(1, 1, ())]
    assert postman.sent[-1][1].rows


async def test_a_message_that_shows_another_window_now_keeps_its_buttons(desk: Desk) -> None:
    postman = Postman()
    await nudged(desk, postman)
    file_all(desk, NUDGED + timedelta(hours=3))
    await tick(desk)
    await Delivery(desk, postman, Pacer(UNPACED), lambda chat, message: (chat, message) == (1, 1)).drain()
    assert not postman.buttons
    assert set(states(desk, outbox).values()) == {"sent"}


async def test_what_was_sent_more_than_thirty_days_ago_is_deleted_and_what_waits_is_not(desk: Desk) -> None:
    await nudged(desk, Postman())
    waiting = Letter("late", "plain", {}, NUDGED, NUDGED + timedelta(days=90), chat_id=7)
    desk.database.write(lambda uow: uow.outbox.add_once([waiting]))
    desk = elsewhere(desk, duties={})
    move_to(desk, NUDGED + SENT_KEPT)
    await tick(desk)
    assert set(states(desk, outbox).values()) == {"sent", "waiting"}
    move_to(desk, NUDGED + SENT_KEPT + timedelta(seconds=1))
    await tick(desk)
    assert set(states(desk, outbox).values()) == {"waiting"}


async def test_on_the_phone_the_nudge_loses_its_buttons_when_the_report_was_filed_from_the_menu(
    hospital: Hospital,
) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.move_to(5, 24, 9)
    nudge = await phone.see("您还有 1 项未完成")
    await phone.send("/report")
    await zero_report(phone)
    await hospital.app.tick()
    (shown,) = [message for message in await phone.chat() if message.message_id == nudge.message_id]
    assert shown.buttons == []


async def test_on_the_phone_only_the_newest_nudge_has_buttons(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    for day in (24, 28, 30):
        await hospital.move_to(5, day, 9)
    await hospital.app.tick()
    *older, newest = [
        message.buttons
        for message in await phone.chat()
        if "您还有 1 项未完成" in message.text and "您好" not in message.text
    ]
    assert older == [[], []]
    assert newest


async def test_on_the_phone_a_report_filed_from_the_nudge_itself_keeps_its_window(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.move_to(5, 24, 9)
    await zero_report(phone)
    before = (await phone.chat())[-1]
    await hospital.app.tick()
    assert (await phone.chat())[-1] == before
    assert before.buttons


async def zero_report(phone: Phone) -> None:
    await phone.tap("零报告")
    await phone.tap("提交")
