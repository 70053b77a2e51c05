"""docs/contributing.md, walked: a reminder and a conversation of their own module work, and nothing else is touched."""

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

import handlers
import reminders
from handlers import routers
from reminders import found, tick
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk
from storage.tables import outbox
from tests.desks import Postman, bind, open_desk, rows_of, shanghai

REMINDER = '''
    """Whoever runs level 1 is greeted, once."""

    from datetime import timedelta

    from storage.delivery.letters import LetterKind, Trace
    from windows.windows import Window

    GREETING = LetterKind(id="greeting", life=timedelta(days=1), trace=Trace.TOLD)


    def queue_greetings(uow, desk, now):
        """Queue a greeting for everybody who can be reached."""
        return uow.outbox.add_once(
            GREETING.letter(f"{GREETING.id}:{person_id}", {}, now, person_id) for person_id in uow.people.reachable()
        )


    def greeting_window(uow, desk, letter, speech, today):
        """Say it."""
        return Window("您好。")


    LETTERS = {GREETING: greeting_window}
    STEPS = {299: queue_greetings}
'''
CONVERSATION = '''
    """/greet."""

    from aiogram import Router
    from aiogram.filters import Command

    ASKED_AT = 499


    async def greet(message):
        """Answer."""


    def build():
        """Return this conversation's router."""
        router = Router(name="added_wing.added")
        router.message.register(greet, Command("greet"))
        return router
'''


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Forget the added modules after the test."""
    yield
    for name in [name for name in sys.modules if "added_wing" in name]:
        del sys.modules[name]
    for room in (handlers, reminders):
        vars(room).pop("added_wing", None)


def add(room: Path, source: str) -> str:
    """Write a wing with one module; return the folder that the room is to be found in as well."""
    wing = room / "added_wing"
    wing.mkdir(parents=True)
    (wing / "__init__.py").touch()
    (wing / "added.py").write_text(dedent(source), encoding="utf-8")
    return str(room)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(reminders, "__path__", [*reminders.__path__, add(tmp_path / "reminders", REMINDER)])
    book, steps = found.letters.__wrapped__(), found.steps.__wrapped__()
    monkeypatch.setattr("tests.desks.letters", lambda: book)
    monkeypatch.setattr(tick, "steps", lambda: steps)
    with open_desk(f"sqlite:///{tmp_path}/grid.db", shanghai(5, 12)) as opened:
        yield opened


async def test_a_reminder_that_is_one_module_is_queued_once_and_delivered(desk: Desk) -> None:
    bind(desk.database, "监察室主任", 7)
    await tick.tick(desk)
    await tick.tick(desk)
    postman = Postman()
    await drain(desk, postman)
    assert [window.text for chat_id, window in postman.sent if chat_id == 7].count("您好。") == 1
    (row,) = (row for row in rows_of(desk.database, outbox) if row["kind"] == "greeting")
    assert (row["state"], row["urgent"]) == ("sent", False)


def test_a_conversation_that_is_one_module_is_asked_at_its_place_and_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "__path__", [*handlers.__path__, add(tmp_path / "handlers", CONVERSATION)])
    conversations = routers.conversations.__wrapped__()
    names = [conversation.build().name for conversation in conversations]
    before = names.index("added_wing.added")
    assert names.index("people.block_bot") > before > names.index("reporting.fill_form")
    monkeypatch.setattr(routers, "conversations", lambda: conversations)
    assert "handlers.added_wing.added" not in routers.counted()


def test_a_module_without_its_two_lines_is_no_reminder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = REMINDER.partition("    LETTERS")[0]
    monkeypatch.setattr(reminders, "__path__", [*reminders.__path__, add(tmp_path / "reminders", bare)])
    assert "greeting" not in found.letters.__wrapped__().kinds
