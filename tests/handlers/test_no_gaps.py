"""The bypassed see no gap: no number that anybody is shown, or that stays, counts what went past them."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from domain.tips.routing import Body
from reminders.found import letters
from simulator.phone import Phone
from simulator.screen import Mirror
from storage.reporting.tables import drafts
from storage.statements.random_ids import LOWEST
from storage.tables import metadata
from tests.desks import rows_of
from tests.handlers.by_hand import INSPECTOR, begin
from tests.handlers.tips.facts_by_hand import ask, open_asked, reply
from tests.handlers.tips.test_tip_routing import submit
from tests.handlers.tips.test_tip_thread import look_up, photo
from tests.handlers.tips.tips_by_hand import (
    FIRST_PAST,
    OFFICE,
    SUPERVISOR,
    give_supervisor_key,
    shown,
    tap_all,
)
from tests.harness import Hospital

ROOM = Path(__file__).parents[2]
DRAWN = {"tip_message", "tip_file", "tip_step", "fact_request"}
"""Tables whose ids are drawn. 线索编号 counts within one body, an audit entry's place within one chain."""


@contextmanager
def rows_noted(hospital: Hospital) -> Iterator[list[tuple[str, str, int]]]:
    """Note every row that is put into any table meanwhile, whether or not it stays: table, kind or chain, its id."""
    noted: list[tuple[str, str, int]] = []
    names = {"outbox": ("kind", "id"), "audit": ("chain", "place")}
    with closing(sqlite3.connect(hospital.folder / "gridbot.db", timeout=30)) as connection:
        connection.execute("CREATE TABLE noted (name TEXT, what TEXT, id INTEGER)")
        for table in metadata.tables:
            what, key = names.get(table, ("''", "rowid"))
            what = what if what.startswith("'") else f"NEW.{what}"
            connection.execute(
                f"CREATE TRIGGER noted_{table} AFTER INSERT ON {table} "  # noqa: S608 - our own names
                f"BEGIN INSERT INTO noted VALUES ('{table}', {what}, NEW.{key}); END"
            )
        connection.commit()
        yield noted
        noted += connection.execute("SELECT name, what, id FROM noted").fetchall()


async def pass_by(hospital: Hospital) -> None:
    """A tip goes past the office, with all that can follow: evidence, a thread, steps, a fact asked and answered."""
    reporter, supervisor = await hospital.stranger(), await hospital.phone_of(SUPERVISOR)
    code = await submit(reporter, "反映监察室", "涉及监察室")
    await hospital.app.deliver()
    await supervisor.see("有新的线索")
    await supervisor.send("/tips")
    await supervisor.tap(FIRST_PAST)
    await tap_all(supervisor, "受理", "跳过", "提问")
    await supervisor.send("何时")
    await look_up(reporter, code)
    await reporter.tap("回答问题")
    await reporter.send("上周三")
    await reporter.send_photo(photo())
    await tap_all(reporter, "写好了", "提交")
    await reporter.see("已收到您的回答")
    await hospital.app.deliver()
    await ask(hospital, who=SUPERVISOR, number=FIRST_PAST)
    await reply(await open_asked(hospital))
    await hospital.app.deliver()


@contextmanager
def buttons_noted(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Note the data of every button that any phone is shown meanwhile, in a new window or in an edited one."""
    noted: set[str] = set()
    take = Mirror.take

    def note(mirror: Mirror, event: dict[str, Any]) -> None:
        markup = event.get("message", {}).get("reply_markup", {})
        noted.update(
            button["callback_data"]
            for row in markup.get("inline_keyboard", ())
            for button in row
            if "callback_data" in button
        )
        take(mirror, event)

    with monkeypatch.context() as patched:
        patched.setattr(Mirror, "take", note)
        yield noted


async def walk(office: Phone, inspector: Phone) -> None:
    """Look at all that the office's and an inspector's menus lead to."""
    for phone in (office, inspector):
        await phone.send("/start")
        for label in [label for row in (await shown(phone)).buttons for label in row if label != "English"]:
            await phone.tap(label)
            await phone.send("/start")


async def test_what_goes_past_the_office_moves_no_counter(hospital: Hospital) -> None:
    give_supervisor_key(hospital)
    for name in (OFFICE, INSPECTOR):
        await hospital.phone_of(name)
    await hospital.phone_of(SUPERVISOR)
    with rows_noted(hospital) as noted:
        await pass_by(hospital)
    assert {table for table, _what, _id in noted} == {"tip", "outbox", "audit", *DRAWN}
    drawn = [number for table, _what, number in noted if table in DRAWN]
    assert len(drawn) == len(set(drawn)) > 5
    assert min(drawn) >= LOWEST
    letters = {what: number for table, what, number in noted if table == "outbox"}
    assert letters.keys() == {"tip_come", "fact_request"}
    assert max(letters.values()) <= -LOWEST
    assert {what for table, what, _id in noted if table == "audit"} == {Body.SUPERVISOR.value}
    with closing(sqlite3.connect(hospital.folder / "gridbot.db")) as connection:
        counters = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    assert counters.get("fact_request", LOWEST) >= LOWEST


async def test_no_button_tells_of_what_went_past_its_reader(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_supervisor_key(hospital)
    office, inspector = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    await hospital.phone_of(SUPERVISOR)
    with buttons_noted(monkeypatch) as before:
        await walk(office, inspector)
    with rows_noted(hospital) as noted, buttons_noted(monkeypatch) as meanwhile:
        await pass_by(hospital)
    drawn = {str(number) for table, _what, number in noted if table in DRAWN}
    naming = {data for data in meanwhile if re.match(r"facts(-reply|-cannot)?:", data)}
    assert len(naming) == len(("facts", "facts-reply", "facts-cannot"))
    assert {data for data in naming if not drawn & set(data.split(":"))} == set()
    with buttons_noted(monkeypatch) as after:
        await walk(office, inspector)
    assert after == before


def test_the_kinds_that_tips_or_reports_past_level_1_bring_about_are_those_of_which_nothing_is_told() -> None:
    of_tips = ["come", "clock", "handed_over", "headers", "in_charge", "kept", "key_set", "merged", "phone"]
    of_tips.append("retention")
    of_facts = ["request", "due", "overdue"]
    past_level_one = {"entry_above_waits", "entry_above_moved"}
    told_of = {f"tip_{what}" for what in of_tips} | {f"fact_{what}" for what in of_facts} | {"moved"}
    told_of |= past_level_one
    assert letters().kinds.keys() - letters().told == told_of
    assert letters().kinds.keys() - letters().traced == {"tip_come", "moved"}


def test_the_number_of_an_update_is_asked_for_by_nothing_but_the_guard_against_redelivery() -> None:
    files = [
        path
        for room in ("handlers", "reminders", "windows", "usecases", "reports", "storage")
        for path in (ROOM / room).rglob("*.py")
    ]
    naming = {path.name for path in files if "update_id" in path.read_text(encoding="utf-8")}
    assert naming - {"0001_first_tables.py", "0007_no_minutes.py", "0015_registers.py"} == {
        "house.py",
        "filing.py",
        "ask.py",
        "typed.py",
        "tables.py",
        "drafts.py",
        "entry_drafts.py",
        "updates.py",  # where aiogram's own object is made
    }


async def test_a_draft_names_the_update_that_changed_it_until_telegram_will_not_bring_it_again(
    hospital: Hospital,
) -> None:
    inspector = await hospital.phone_of(INSPECTOR)
    await begin(inspector)
    await inspector.tap("黄")
    (draft,) = rows_of(hospital.app.database, drafts)
    assert draft["last_update_id"] > 0
    await inspector.tap("2")
    # getUpdates that comes back has confirmed what came before it was asked.
    for _update in range(2):
        await (await hospital.stranger()).send("/start")
    await hospital.app.tick()
    (draft,) = rows_of(hospital.app.database, drafts)
    assert (draft["last_update_id"], draft["place"]) == (0, "education_attendance")
