"""Two bots on one database: the second is refused, whatever became of the first."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from storage.sole_use import SoleUse, sole_use
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


def end_sessions(url: str) -> None:
    """End every other session on the database, as a server that restarts does."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


def test_on_a_server_the_second_bot_is_refused_and_takes_over_once_the_first_has_ended(url: str) -> None:
    first, second = sole_use(url, None), sole_use(url, None)
    assert not second.is_taken()
    assert first.take()
    assert second.is_taken()
    assert not second.take()
    assert first.keep()
    first.give_up()
    assert second.take()
    second.give_up()


def test_a_bot_whose_connection_broke_goes_on_unless_another_has_taken_its_place(url: str) -> None:
    first, second = sole_use(url, None), sole_use(url, None)
    assert first.take()
    end_sessions(url)
    assert first.keep()
    assert not second.take()
    end_sessions(url)
    assert second.take()
    assert not first.keep()
    second.give_up()
    assert first.keep()
    first.give_up()


def test_a_server_that_is_away_ends_no_bot() -> None:
    alone: SoleUse = sole_use("postgresql+psycopg://127.0.0.1:9/none", None)
    assert alone.keep()
