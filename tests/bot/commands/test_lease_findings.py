"""doctor says which process ticks and delivers, and since when; where nobody runs it says nothing of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.findings import Finding
from bot.commands.watch_check import check_leases, check_processes, check_unknown_letters, last_tick_of
from locales import Speech
from reminders.last_tick import LastTick
from storage.database import Database
from storage.leases import leases
from storage.leases.rules import LIFE, LeaseRole
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.typing_hand import WORDS
from tests.chaos.courier import PLAIN
from tests.desks import MAY, open_desk


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as desk:
        yield desk.database


def found(database: Database) -> list[str]:
    """Return what doctor prints of the leases."""
    return said(database, check_leases)


def said(database: Database, check: Callable[[UnitOfWork, Speech], Iterable[Finding]]) -> list[str]:
    """Return what doctor prints."""
    speech = Speech(WORDS, "zh")
    findings = database.write(lambda uow: list(check(uow, speech)))
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


def test_each_process_is_named_with_its_revision_and_what_only_a_newer_one_knows_is_counted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases.Leases, "now", lambda _leases: MAY)
    letter = replace(PLAIN.letter("of tomorrow", {}, MAY), kind="of_tomorrow", chat_id=7)

    def run_both(uow: UnitOfWork) -> None:
        for holder, revision in (("ward-1:4711:c0ffee", "0032"), ("ward-2:4712:c0ffee", "0033")):
            uow.running_processes.note(holder, revision)
        uow.outbox.add_once([letter])

    assert said(database, check_processes) == []
    database.write(run_both)
    assert said(database, check_processes) == [
        "✓ 进程 ward-1:4711：版本 0032，自 5月12日 10:00 起运行",
        "✓ 进程 ward-2:4712：版本 0033，自 5月12日 10:00 起运行",
    ]
    assert said(database, lambda uow, _speech: check_unknown_letters(uow)) == [
        "! 有 1 条通知由更新版本写成，本版本不认识，已保留；由更新版本的进程发出"
    ]
    monkeypatch.setattr(leases.Leases, "now", lambda _leases: MAY + LIFE)
    assert said(database, check_processes) == []


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
