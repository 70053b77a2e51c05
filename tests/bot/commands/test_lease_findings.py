"""doctor says which process ticks and delivers, and since when; where nobody runs it says nothing of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.watch_check import check_leases, last_tick_of
from locales import Speech
from reminders.last_tick import LastTick
from storage.database import Database
from storage.leases import leases
from storage.leases.rules import LIFE, LeaseRole
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.typing_hand import WORDS
from tests.desks import MAY, open_desk


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as desk:
        yield desk.database


def found(database: Database) -> list[str]:
    """Return what doctor prints."""
    speech = Speech(WORDS, "zh")
    findings = database.write(lambda uow: list(check_leases(uow, speech)))
    return [f"{finding.sign} {speech.label(finding.key, **finding.details)}" for finding in findings]


def test_who_does_what_is_named_while_anybody_does(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(database) == []
    moments = [MAY]
    monkeypatch.setattr(leases.Leases, "now", lambda _leases: moments[-1])

    def take(uow: UnitOfWork) -> None:
        assert uow.leases.take(LeaseRole.TICK, "ward-1:4711:c0ffee")
        assert uow.leases.take(LeaseRole.DELIVER, "ward-2:4712:c0ffee")

    database.write(take)
    assert found(database) == [
        "✓ 发送通知：进程 ward-2:4712，自 5月12日 10:00 起",
        "✓ 检查到期事项：进程 ward-1:4711，自 5月12日 10:00 起",
    ]
    moments.append(MAY + LIFE - timedelta(seconds=1))
    database.write(lambda uow: uow.leases.renew(LeaseRole.TICK, "ward-1:4711:c0ffee", 1))
    moments.append(MAY + LIFE)
    assert found(database)[0] == "! 发送通知：现在没有进程负责，15 秒内将由其他进程接替，请稍后再查"
    moments.append(MAY + 2 * LIFE)
    assert found(database) == []


def test_the_last_tick_is_what_its_lease_says_before_what_a_file_of_this_machine_does(
    database: Database, tmp_path: Path
) -> None:
    here = LastTick(tmp_path / "gridbot.tick")
    here.note(MAY)
    assert database.write(lambda uow: last_tick_of(uow, here)) == MAY

    def tick_elsewhere(uow: UnitOfWork) -> None:
        assert uow.leases.take(LeaseRole.TICK, "elsewhere")
        uow.leases.note_done(LeaseRole.TICK, "elsewhere", 1, MAY + timedelta(hours=1))

    database.write(tick_elsewhere)
    assert database.write(lambda uow: last_tick_of(uow, here)) == MAY + timedelta(hours=1)
