from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta

from bot.config import read_config
from domain.time.clock import SteerableClock
from reminders.last_tick import LastTick, note_day
from storage.database import Database
from storage.delivery.outbox import Letter
from storage.sole_use import sole_use
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.typing_hand import Ended, Hand
from tests.harness import MAY


def line(ended: Ended, text: str) -> str:
    """Return the only line that contains `text`."""
    found = [shown for shown in ended.out.splitlines() if text in shown]
    assert len(found) == 1, ended.out
    return found[0]


def ticked(hand: Hand, *letters: Letter) -> None:
    """Have the bot tick once at MAY, which skips `letters`."""
    now = MAY.astimezone(UTC)

    def work(uow: UnitOfWork) -> None:
        note_day(uow, now)
        uow.outbox.add_once(letters)
        uow.skipped.take_stale({letter.kind for letter in letters}, now - timedelta(days=2), now, 100)

    config = read_config(hand.folder / "config.toml")
    LastTick(config.tick_file).note(now)
    database = Database(config.database_url)
    database.write(work)
    database.close()


def test_a_bot_that_has_never_run_is_worth_a_note(hand: Hand) -> None:
    hand.settles_in()
    assert line(hand.types("doctor"), "gridbot run") == "! 尚未运行过，请运行 gridbot run"


AGO = "5月12日 10:00"
STOPPED = f"! 未在运行，最近一次检查到期事项：{AGO}。请运行 gridbot run"
AHEAD = (
    f"✗ 最近一次检查到期事项的时间（{AGO}）晚于服务器现在的时间（5月12日 02:00）。"
    "请核对服务器时间，并开启自动校时"
)
STUCK = (
    f"✗ 程序没有退出，但 {AGO} 以后未再检查到期事项。"
    "如刚刚启动，请过一分钟再查；否则请停止后重新运行 gridbot run"
)


@contextmanager
def held(hand: Hand) -> Iterator[None]:
    """Have this process run the bot, as far as others can tell."""
    sole = sole_use("", hand.folder / "gridbot.db")
    assert sole.take()
    yield
    sole.give_up()


def test_whether_a_process_holds_the_database_and_when_it_last_ticked_tell_whether_the_bot_runs(
    hand: Hand,
) -> None:
    hand.settles_in()
    with held(hand):
        assert line(hand.types("doctor"), "运行中").startswith("✓ 运行中，但本机没有")
    ticked(hand)
    for later, running, ended in (
        (timedelta(seconds=1), f"✓ 运行中，最近一次检查到期事项：{AGO}", STOPPED),
        (timedelta(seconds=179), f"✓ 运行中，最近一次检查到期事项：{AGO}", STOPPED),
        (timedelta(hours=-8), AHEAD, AHEAD),
        (timedelta(days=3), STUCK, STOPPED),
    ):
        hand.clock = SteerableClock(MAY + later)
        with held(hand):
            assert line(hand.types("doctor"), "检查到期事项") == running
        assert line(hand.types("doctor"), "检查到期事项") == ended


def test_what_was_skipped_in_the_last_thirty_days_is_counted_by_kind(hand: Hand) -> None:
    hand.settles_in()
    due = MAY.astimezone(UTC) - timedelta(days=3)
    kinds = ["nudge", "nudge", "digest", "leave_taken", "leave_ended"]
    letters = [
        Letter(str(n), kind, {}, due, due + timedelta(days=9), chat_id=5) for n, kind in enumerate(kinds)
    ]
    ticked(hand, *letters)
    ended = hand.types("doctor")
    assert line(ended, "略过") == "! 近 30 天因停机略过 5 条：汇总 1、请假 2、到期提醒 2"
    hand.clock = SteerableClock(MAY + timedelta(days=31))
    assert "略过" not in hand.types("doctor").out
