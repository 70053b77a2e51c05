"""The database is locked, the disk is full, a tap has grown too old: whoever is there always hears something."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from storage import database
from storage.transactions import writers
from storage.unit_of_work import UnitOfWork
from tests.handlers.materials.suggestions_by_hand import WARD, rows, suggest
from tests.harness import Hospital, open_hospital

NOT_SAVED = "刚才没有保存成功"


@pytest.fixture
async def hospital(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hospital]:
    """The sample hospital, where nobody waits long for a lock."""
    monkeypatch.setattr(writers, "ANSWER_WAIT_S", 0.05)
    async with open_hospital(tmp_path) as opened:
        yield opened


@contextmanager
def locked(hospital: Hospital) -> Iterator[None]:
    """Have another program hold the database for itself."""
    other = sqlite3.connect(hospital.folder / "gridbot.db", isolation_level=None)
    try:
        other.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        other.close()


def _put_much(key: str, uow: UnitOfWork) -> None:
    uow.settings.put(key, "满" * 2000)


async def fill_disk(hospital: Hospital) -> None:
    """Let the database grow no more, and fill what is free in it."""

    def limit(uow: UnitOfWork) -> None:
        uow._connection.exec_driver_sql("PRAGMA max_page_count = 1")

    await hospital.app.database.run(limit)
    for number in count():
        try:
            await hospital.app.database.run(partial(_put_much, str(number)))
        except OperationalError as error:
            assert "full" in str(error)  # noqa: PT017 - which of them fails, nobody knows
            return


async def empty_disk(hospital: Hospital) -> None:
    """Let the database grow again."""

    def lift(uow: UnitOfWork) -> None:
        uow._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")

    await hospital.app.database.run(lift)


async def test_while_another_program_holds_the_database_everybody_hears_so(hospital: Hospital) -> None:
    ward, stranger = await hospital.phone_of(WARD), await hospital.stranger()
    await ward.send("/report")
    with locked(hospital):
        toast = await ward.tap("填报")
        assert toast is not None
        assert NOT_SAVED in toast.text
        assert NOT_SAVED in (await ward.send("/duties")).text
        assert NOT_SAVED in (await stranger.send("/start")).text
    await ward.tap("填报")
    assert "反映问题" in (await stranger.send("/start")).text


async def test_in_the_language_that_the_person_was_spoken_to_in(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/language")
    await ward.send("/help")  # by now nothing is left to do for the command before it
    with locked(hospital):
        assert "could not be saved" in (await ward.send("/report")).text


async def test_what_was_typed_can_be_sent_again_and_a_full_disk_loses_none_of_it(hospital: Hospital) -> None:
    words = "建议" * 490
    ward = await suggest(hospital, words)  # no room for another in the same page of the file
    await ward.send("/start")
    await ward.tap("提意见建议")
    with locked(hospital):
        assert NOT_SAVED in (await ward.send(words)).text
    await ward.send(words)
    await fill_disk(hospital)
    toast = await ward.tap("提交")
    assert toast is not None
    assert NOT_SAVED in toast.text
    assert len(rows(hospital)) == 1
    await empty_disk(hospital)
    await ward.tap("提交")
    assert [row["text"] for row in rows(hospital)] == [words, words]


async def test_a_tap_that_waited_too_long_for_its_toast_is_answered_by_a_message(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/report")

    async def slow(_self: database.Database, *_work: object) -> None:
        hospital.clock.advance(timedelta(minutes=20))
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(database.Database, "run", slow)
        await ward.tap_nowait("填报")
        await ward.see(NOT_SAVED)
