"""docs/contributing.md, walked: a reminder, a conversation with its menu entry, a form, a duty and a table of their own
work, and nothing is touched but what the page names.
"""

import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from aiogram.methods import SetMyCommands

import handlers
import reminders
import storage
from bot.config import read_config
from bot.folders.form_folder import open_library
from domain.acts import ActorStanding
from handlers import commands, routers, show_menu
from handlers import found as declared
from handlers.acts import Gated, put_gate
from locales import shared_words
from reminders import found, tick
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk
from reminders.duties.open_periods import open_todays
from storage import schema, unit_of_work
from storage.tables import duty_items, metadata, outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import EXAMPLE, FOUR, Postman, bind, elsewhere, open_desk, rows_of, shanghai
from tests.fed import Fed
from tests.handlers.tips.tips_by_hand import OFFICE
from tests.harness import Hospital
from tests.hearings_set_up import WARD

REMINDER = '''
    """Whoever runs level 1 is greeted, once."""

    from datetime import timedelta

    from storage.delivery.letters import LetterKind, Trace
    from windows.windows import Window

    GREETING = LetterKind(id="greeting", life=timedelta(days=1), trace=Trace.TOLD)


    def queue_greetings(uow, desk, now):
        """Queue a greeting for everybody who can be reached."""
        return uow.outbox.add_once(
            GREETING.letter(f"{GREETING.id}:{person_id}", {}, now, person_id)
            for person_id in uow.people.reachable(None)
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

    from domain.acts import ActorStanding
    from handlers.found import ListedCommand, MenuEntry
    from handlers.wire.filters import Tapped

    ASKED_AT = 499
    ACTS = {ActorStanding.INSPECTOR: "greet /greet"}
    MENU = {419: MenuEntry("greet")}
    COMMANDS = (ListedCommand("greet", 219, 219),)


    async def greet(message):
        """Answer."""


    def build():
        """Return this conversation's router."""
        router = Router(name="added_wing.added")
        router.message.register(greet, Command("greet"))
        router.callback_query.register(greet, Tapped("greet"))
        return router
'''


FORM = """
    id = "greetings"
    version = 1
    title = { zh = "问候表", en = "greetings" }

    [[fields]]
    key = "greeted"
    kind = "whole_number"
    label = { zh = "问候", en = "Greeted" }
    question = { zh = "问候了几人？", en = "How many were greeted?" }
    maximum = 100
"""
DUTY = """
    [[duty]]
    id = "greeting"
    form = "greetings"
    rule = "FREQ=MONTHLY;BYMONTHDAY=20"
    period = "month"
    min_level = 3
"""
TABLE = '''
    """Who was greeted."""

    from sqlalchemy import Column, Date, Table, insert, select

    from storage.tables import metadata

    greetings = Table("greeting", metadata, Column("greeted_on", Date, primary_key=True))


    class Greetings:
        """The table `greeting`."""

        def __init__(self, connection):
            """Work in the transaction of `connection`."""
            self._connection = connection

        def add(self, day):
            """Note a greeting."""
            self._connection.execute(insert(greetings).values(greeted_on=day))

        def all(self):
            """Return the days, in order."""
            return self._connection.execute(select(greetings.c.greeted_on)).scalars().all()
'''
MIGRATION = '''
    """Greetings."""

    import sqlalchemy as sa
    from alembic import op

    revision = "9999"
    down_revision = "{newest}"
    branch_labels = None
    depends_on = None


    def upgrade():
        """Add the table."""
        op.create_table("greeting", sa.Column("greeted_on", sa.Date(), primary_key=True))
'''
ADDED_WORDS = ("menu-greet", "command-greet", "help-greet")


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Forget the added modules after the test."""
    yield
    for name in [name for name in sys.modules if "added_wing" in name]:
        del sys.modules[name]
    if (table := metadata.tables.get("greeting")) is not None:
        metadata.remove(table)
    for room in (handlers, reminders, storage):
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
    handler = next(iter(conversations[before].build().callback_query.handlers))
    monkeypatch.setattr("handlers.acts.needed", declared.needed.__wrapped__)
    put_gate(handler)
    assert [
        found.callback._needed for found in handler.filters or [] if isinstance(found.callback, Gated)
    ] == [ActorStanding.INSPECTOR]


async def test_a_menu_entry_and_its_command_stand_in_their_place_before_whom_they_are_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hospital: Hospital
) -> None:
    monkeypatch.setattr(handlers, "__path__", [*handlers.__path__, add(tmp_path / "handlers", CONVERSATION)])
    for name in ("needed", "menu", "commands", "helped"):
        as_added = getattr(declared, name).__wrapped__()
        for module in (declared, show_menu, commands):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda as_added=as_added: as_added)
    written = shared_words()._bundle("zh")._written
    for key in ADDED_WORDS:
        monkeypatch.setitem(written, key, ("greetings.ftl", f"{key} = /greet 问候"))
    fed = Fed(hospital)
    for name, is_theirs in ((WARD, True), (OFFICE, False)):
        await fed.bind(name)
        buttons = (await fed.send(name, "/start")).buttons
        listed = [call.commands for call in fed._session.calls if isinstance(call, SetMyCommands)]
        assert ("greet" in buttons) == is_theirs
        assert ("greet" in [command.command for command in listed[0]]) == is_theirs
        helped = (await fed.send(name, "/help")).text.splitlines()
        assert ("/greet 问候" in helped) == is_theirs
        if is_theirs:
            assert buttons.index("registers") + 1 == buttons.index("greet")
            assert helped.index("/greet 问候") == helped.index("/leave 请假、销假") - 1


def test_a_form_is_a_file_and_a_duty_a_block(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "greetings.toml").write_text(dedent(FORM), encoding="utf-8")
    text = EXAMPLE.read_text(encoding="utf-8").replace("[forms]", '[forms]\nfolder = "forms"') + dedent(DUTY)
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    config = read_config(tmp_path / "config.toml")
    with open_desk(f"sqlite:///{tmp_path}/grid.db", shanghai(5, 18)) as opened:
        desk = elsewhere(opened, forms=open_library(config), duties={**FOUR, **config.duties()})
        desk.database.write(lambda uow: open_todays(uow, desk, desk.clock.now()))
        owed = [row for row in rows_of(desk.database, duty_items) if row["duty_id"] == "greeting"]
        assert len(owed) > 10
        assert {row["due_on"].day for row in owed} == {20}
        assert desk.forms["greetings"].fields[0].key == "greeted"


def test_a_table_is_its_repository_a_line_and_a_migration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "__path__", [*storage.__path__, add(tmp_path / "storage", TABLE)])
    added = import_module("storage.added_wing.added")
    greetings = unit_of_work._made_with(added.Greetings)
    greetings.__set_name__(UnitOfWork, "greetings")
    monkeypatch.setattr(UnitOfWork, "greetings", greetings, raising=False)
    versions = tmp_path / "versions"
    versions.mkdir()
    newest = schema.newest_revision()
    (versions / "9999_greetings.py").write_text(dedent(MIGRATION).format(newest=newest), encoding="utf-8")
    config = schema._config()
    own = Path(schema.__file__).parent / "migrations" / "versions"
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", f"{own}\n{versions}")
    monkeypatch.setattr(schema, "_config", lambda: config)
    monkeypatch.setattr(schema, "_revisions", schema._revisions.__wrapped__)
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        assert schema.current_revision(opened.database) == "9999"
        day = date(2026, 5, 12)

        def greet(uow: Any) -> list[date]:
            uow.greetings.add(day)
            return list(uow.greetings.all())

        assert opened.database.write(greet) == [day]


def test_a_module_without_its_two_lines_is_no_reminder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = REMINDER.partition("    LETTERS")[0]
    monkeypatch.setattr(reminders, "__path__", [*reminders.__path__, add(tmp_path / "reminders", bare)])
    assert "greeting" not in found.letters.__wrapped__().kinds
