"""Messages that did not arrive, on the command line and in the office's menu."""

from datetime import UTC, timedelta

from storage.database import Database
from storage.delivery.outbox import DeliveryState, Letter
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.typing_hand import Hand
from tests.harness import MAY, Hospital

NOW = MAY.astimezone(UTC)


def settle_some(uow: UnitOfWork) -> None:
    ends = (DeliveryState.FAILED, DeliveryState.REFUSED, DeliveryState.PERHAPS_SENT, DeliveryState.SENT)
    uow.outbox.add_once(
        Letter(f"{n}", "digest", {}, NOW, NOW + timedelta(days=1), chat_id=-n, counted=True)
        for n in range(1, 5)
    )
    for number, state in enumerate(ends, start=1):
        uow.outbox.settle(number, state, NOW)


def in_database(hand: Hand) -> None:
    database = Database(f"sqlite:///{hand.folder}/gridbot.db")
    database.write(settle_some)
    database.close()


def test_without_any_it_says_so(hand: Hand) -> None:
    hand.settles_in()
    assert hand.types("outbox").out == "近 30 天没有未能送达的消息。\n"


def test_every_message_that_did_not_arrive_is_a_line_and_those_that_did_are_none(hand: Hand) -> None:
    hand.settles_in()
    in_database(hand)
    ended = hand.types("outbox")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "3  2026-05-12 10:00  digest  群 -3  可能已送达（未收到 Telegram 的答复，不再重发）",
        "2  2026-05-12 10:00  digest  群 -2  对方已停用或屏蔽",
        "1  2026-05-12 10:00  digest  群 -1  失败",
    ]


def test_without_a_database_there_is_nothing_to_look_at(hand: Hand) -> None:
    hand.settles_in()
    (hand.folder / "gridbot.db").unlink()
    assert hand.types("outbox").code == 1


async def test_the_office_is_told_in_its_menu_for_a_week(hospital: Hospital) -> None:
    office = await hospital.phone_of("监察室主任")
    assert "未能送达" not in (await office.send("/start")).text
    await hospital.app.database.run(settle_some)
    assert "近 7 天有 1 条消息未能送达" in (await office.send("/start")).text
    hospital.clock.advance(timedelta(days=8))
    assert "未能送达" not in (await office.send("/start")).text
