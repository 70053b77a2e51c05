"""Two bots on one database: the second is refused, whatever became of the first."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from storage.database import Database
from storage.leases import rules
from storage.leases.right import new_holder
from storage.leases.rules import LeaseRole
from storage.schema import upgrade
from storage.sole_use import _RUNNING, SoleUse, _ServerLease, sole_use
from tests.storage.test_postgresql import server, url

__all__ = ["server", "url"]

HOLD = """
import sys
from pathlib import Path
from storage.sole_use import sole_use
print(sole_use("sqlite:///x", Path(sys.argv[1])).take(), flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Have another process take the database at `file`."""
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(  # noqa: S603 - what stands above
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process


def test_a_second_bot_on_one_file_is_refused_until_the_first_has_ended_even_by_a_kill(tmp_path: Path) -> None:
    file = tmp_path / "gridbot.db"
    here = sole_use("sqlite:///gridbot.db", file)
    assert not here.is_taken()
    assert not list(tmp_path.iterdir())
    with another_process(file) as process:
        assert not here.take()
        assert not here.keep()
        assert here.is_taken()
        process.kill()
        process.wait()
        assert not here.is_taken()
        assert here.take()
    assert here.keep()
    assert here.is_taken()
    assert not sole_use("sqlite:///gridbot.db", file).take()
    here.give_up()
    here.give_up()
    assert not here.keep()
    assert (tmp_path / "gridbot.db.lock").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "gridbot.db.lock").read_bytes()


def test_two_databases_in_one_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    one, two = (sole_use("", tmp_path / name) for name in ("one.db", "two.db"))
    assert one.take()
    assert two.take()
    one.give_up()
    two.give_up()


@pytest.fixture
def laid(url: str) -> Iterator[str]:
    """The URL of a database with its tables, whose leases last for a moment."""
    database = Database(url)
    upgrade(database)
    yield url
    database.close()


def of_another(url: str, monkeypatch: pytest.MonkeyPatch, *, is_one_of_many: bool = False) -> SoleUse:
    """Return the right as a process has it that is not this one."""
    with monkeypatch.context() as patch:
        patch.setattr("storage.sole_use.this_process", new_holder)
        return sole_use(url, None, is_one_of_many=is_one_of_many)


@pytest.fixture
def short_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have leases run out soon, and be prolonged often."""
    monkeypatch.setattr(rules, "LIFE", timedelta(seconds=1))
    monkeypatch.setattr("storage.sole_use.RENEWED_EVERY", timedelta(seconds=0.1))
    monkeypatch.setattr("storage.sole_use.LOOK_AGAIN_S", 0.05)


def stop_prolonging(held: SoleUse) -> None:
    """Have a process be as one that was killed, or stopped."""
    assert isinstance(held, _ServerLease)
    held._over.set()
    assert held._thread is not None
    held._thread.join()


@pytest.mark.usefixtures("short_lives")
def test_on_a_server_the_second_bot_is_refused_and_takes_over_once_the_first_has_ended(
    laid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, looking = (of_another(laid, monkeypatch) for _ in range(3))
    assert not looking.is_taken()
    assert first.take()
    assert looking.is_taken()
    assert not second.take()
    assert first.keep()
    first.give_up()
    assert not looking.is_taken()
    assert second.take()
    stop_prolonging(second)  # killed: nothing is given up
    third = of_another(laid, monkeypatch)
    assert third.take()
    assert second.keep()
    _look(second)
    assert not second.keep()
    third.give_up()


@pytest.mark.usefixtures("short_lives")
def test_one_of_many_keeps_out_whoever_wants_to_be_alone_once_it_leads_and_nobody_else(
    laid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (of_another(laid, monkeypatch, is_one_of_many=True) for _ in range(2))
    alone = of_another(laid, monkeypatch)
    assert one.take()
    assert two.take()
    assert alone.take()
    _look(one)
    assert not one.keep()
    assert not of_another(laid, monkeypatch, is_one_of_many=True).take()
    alone.give_up()
    _look(one)
    assert one.keep()
    database = Database(laid)
    assert database.write(lambda uow: uow.leases.take(LeaseRole.TICK, "of one of many")) is not None
    assert alone.is_taken()
    for each in (one, two):
        each.give_up()
    database.close()


def test_a_bot_that_knew_no_leases_is_seen_until_its_database_is_brought_up_to_date(url: str) -> None:
    here = sole_use(url, None)
    older = create_engine(url).connect()
    older.execute(text(f"SELECT pg_advisory_lock({_RUNNING})"))
    assert here.is_taken()
    assert not here.take()
    older.close()
    older.engine.dispose()
    assert not here.is_taken()
    assert here.take()
    assert here.keep()
    database = Database(url)
    upgrade(database)
    _look(here)
    (lease,) = [lease for lease in database.write(lambda uow: uow.leases.all()) if lease.holder]
    assert lease.role is LeaseRole.POLL
    here.give_up()
    here.give_up()
    database.close()


def test_a_server_that_is_away_ends_no_bot(laid: str) -> None:
    here = sole_use(laid, None)
    assert here.take()
    here._engine = create_engine("postgresql+psycopg://127.0.0.1:9/none")  # type: ignore[attr-defined]
    with pytest.raises(OperationalError):
        _look(here)
    assert here.keep()
    here.give_up()


def _look(held: SoleUse) -> None:
    """Do what its thread does every few seconds."""
    assert isinstance(held, _ServerLease)
    held._look()
