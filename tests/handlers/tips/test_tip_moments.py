"""Who copies database and log and reads their bytes finds of no tip a time narrower than its day."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import DateTime

from domain.time.clock import begin_of_day, day_in_shanghai
from domain.tips.kept_headers import HeaderOpening
from domain.tips.routing import Body
from simulator.phone import Phone
from storage.tables import Moment, bindings, metadata, outbox
from storage.tips import tables as tip_tables
from storage.tips.kept_headers import Replacing
from storage.tips.tables import kept_headers, page_passes
from storage.unit_of_work import UnitOfWork
from tests.desks import rows_of
from tests.handlers.by_hand import INSPECTOR, begin
from tests.handlers.tips.test_submit_tip import submit
from tests.handlers.tips.test_tip_thread import ask, look_up, photo
from tests.handlers.tips.tips_by_hand import OFFICE
from tests.harness import MAY, Hospital
from tests.storage.intruder import MINUTE, frames, pages

MARKS = (b"age-encryption.org", b"2026-001", b"tip_come")
"""What a tip's rows and its notice's hold."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """The last minute written before something of a tip, and the first one after; empty for none."""

    after: str
    before: str


def is_of_tip(content: bytes) -> bool:
    return any(mark in content for mark in MARKS)


def brackets(database: Path) -> list[Bracket]:
    """Return between which minutes the commits in the log put each page of a tip."""
    log, found = frames(database), []
    for frame in log:
        if is_of_tip(frame.content):
            earlier = [minute for entry in log[: frame.place] for minute in entry.minutes]
            later = [minute for entry in log[frame.place :] for minute in entry.minutes]
            found.append(Bracket(max(earlier, default=""), min(later, default="")))
    return found


def copied(hospital: Hospital, name: str) -> Path:
    """Copy database and log as they lie there, as who steals a disk does."""
    folder = hospital.folder / name
    folder.mkdir()
    for file in hospital.folder.glob("gridbot.db*"):
        shutil.copy(file, folder)
    return folder / "gridbot.db"


async def minutes_pass(hospital: Hospital, minutes: int, inspector: Phone, words: str) -> None:
    """Let time go by in which others work, with a minute each."""
    for _minute in range(minutes):
        hospital.clock.advance(timedelta(minutes=1))
        await hospital.app.tick()
    assert hospital.app.database.is_scrubbed(10)
    await inspector.tap(words)


async def add(phone: Phone, button: str) -> None:
    await phone.tap(button)
    await phone.send("上周三")
    await phone.send_photo(photo())
    await phone.tap("写好了")
    await phone.tap("提交")
    await phone.see("已收到您的回答")


def handed_over_and_opened(uow: UnitOfWork) -> None:
    """A handler replaces a header of the tip, and another opens what came after, as hand-overs and readings note it."""
    today = MAY.date()
    sealed, _reporter = uow.tips.sealed("2026-001")
    assert sealed is not None
    first, second, *_more = sorted(uow.people.tip_handlers(Body.OFFICE, today))
    uow.kept_headers.add("2026-001", [sealed], Replacing(first, today, []))
    uow.kept_headers.note_opening("2026-001", sealed, HeaderOpening(second, "age1", today))


def test_no_column_of_the_tip_line_holds_more_than_a_day() -> None:
    of_tips = [table for table in metadata.sorted_tables if table in vars(tip_tables).values()]
    assert kept_headers in of_tips
    # Who handles tips signs in to the page: the row is theirs, names no tip, and is gone within half a day.
    of_tips.remove(page_passes)
    moments = [
        str(column) for table in of_tips for column in table.c if isinstance(column.type, Moment | DateTime)
    ]
    assert moments == []


async def test_neither_pages_nor_commits_tell_when_a_tip_an_answer_or_an_addition_came(
    hospital: Hospital,
) -> None:
    await hospital.phone_of(OFFICE)
    inspector = await hospital.phone_of(INSPECTOR)
    await begin(inspector)
    reporter = await hospital.stranger()
    await minutes_pass(hospital, 2, inspector, "黄")
    code = ""
    for name in ("tip", "answer", "addition"):
        if name == "tip":
            code = await submit(reporter, "内容")
            assert hospital.app.database.is_scrubbed(10)
            hospital.app.database.write(handed_over_and_opened)
        elif name == "answer":
            await ask(hospital, "何时")
            await look_up(reporter, code)
            await add(reporter, "回答问题")
        else:
            await look_up(reporter, code)
            await add(reporter, "补充材料")
        assert hospital.app.database.is_scrubbed(10)
        assert brackets(copied(hospital, f"{name}-come")) == []
        await hospital.app.deliver()
        assert hospital.app.database.is_scrubbed(10)
        await minutes_pass(hospital, 1, inspector, "0")
        worked = copied(hospital, f"{name}-worked")
        assert any(frame.minutes for frame in frames(worked)), "the work of others leaves its minutes"
        assert brackets(worked) == []
        await hospital.app.tick()
        assert hospital.app.database.is_scrubbed(10)
        # Emptied with every tick: that it is empty tells nothing.
        assert frames(copied(hospital, f"{name}-ticked")) == []
        await reporter.tap("完成")
    of_tips = [page for page in pages(worked) if is_of_tip(page.content) and page.place > 0]
    assert of_tips
    assert [row["opened_on"] for row in rows_of(hospital.app.database, kept_headers)] == [MAY.date()]
    # Each row of a tip has a day; the page of no tip has anybody else's minute.
    assert not [page.minutes for page in of_tips if b"age-encryption" in page.content and page.minutes]


async def test_the_settings_hold_no_moment_that_a_tick_moves(hospital: Hospital) -> None:
    def moments() -> list[tuple[str, str]]:
        with closing(sqlite3.connect(hospital.folder / "gridbot.db")) as connection:
            rows = connection.execute("SELECT key, value FROM setting").fetchall()
        return [(key, value) for key, value in rows if MINUTE.search(value.encode())]

    before = moments()
    for _minute in range(3):
        hospital.clock.advance(timedelta(minutes=1))
        await hospital.app.tick()
    assert moments() == before


async def test_a_phone_that_refuses_the_notice_keeps_the_day_alone(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.deactivate()
    await submit(await hospital.stranger(), "内容")
    await hospital.app.deliver()
    (row,) = [row for row in rows_of(hospital.app.database, bindings) if row["unreachable_since"]]
    assert row["unreachable_since"] == begin_of_day(day_in_shanghai(hospital.clock.now()))


async def test_of_letters_sent_no_number_stays_but_where_buttons_are_brought_up_to_date(
    hospital: Hospital,
) -> None:
    await hospital.phone_of(INSPECTOR)
    await hospital.move_to(5, 26)
    await hospital.app.deliver()
    kept = {row["kind"] for row in rows_of(hospital.app.database, outbox) if row["message_id"] is not None}
    assert kept == {"nudge"}
