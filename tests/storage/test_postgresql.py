"""The same repositories on a real PostgreSQL server, started for these tests from a package."""

import asyncio
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import DBAPIError, ProgrammingError

from domain.drafts import Draft
from domain.duties.hearings import Slot
from domain.people.people import Viewer
from domain.reporting.reviews import Verdict
from domain.threads import in_a_thread
from domain.time.holiday_notices import read_notice
from domain.time.holidays import YearHolidays
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk
from reminders.tick import tick
from reports.digests.digest import DutyForm, UnitPeriod, compile_digest
from storage.audit import AuditEntry
from storage.database import Database
from storage.delivery.digest_chats import DigestChat
from storage.delivery.outbox import Interrupted, Letter
from storage.duties.tables import hearing_slots
from storage.reporting.reviewed import Review
from storage.reporting.submissions import Revision, Submission
from storage.schema import current_revision, newest_revision, upgrade
from storage.tables import bindings, duty_items, metadata, outbox, settings
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, Postman, bind, elsewhere, move_to, open_desk, rows_of, shanghai, states, word
from tests.holiday_notices import MADE_UP_2027
from tests.postgresql_server import drop_database, laid_database, new_database, shared_server, start_again
from tests.storage.campaigns.campaign_checks import check_campaigns
from tests.storage.duties.set_duty_checks import check_set_duties
from tests.storage.grades.grade_checks import check_grades
from tests.storage.own_texts.own_text_checks import check_own_texts
from tests.storage.polls.poll_checks import check_polls
from tests.storage.registers.entry_checks import CHECKS
from tests.storage.registers.kept_entries import lay_people
from tests.storage.registers.races import (
    entered_twice_at_once,
    moved_by_two_at_once,
    numbers_taken_at_once,
)
from tests.storage.registers.test_made_once_migrations import check_sign_in, lay_sign_in
from tests.storage.reporting.made_up_units import ENDS_ON
from tests.storage.reporting.recounted_units import agree, lived
from tests.storage.setting_change_checks import check_setting_changes
from tests.storage.tips.page_pass_checks import check_page_passes
from tests.storage.tips.test_no_minutes_migration import check_rows, lay_rows
from windows.windows import Window

WARD, OFFICE = "心内科特邀监察员", "监察室主任"
NUMBERS = count(1)


@pytest.fixture(scope="module")
def server() -> Any:
    """A running PostgreSQL server, the same for all modules."""
    try:
        running = shared_server()
    except Exception as error:  # noqa: BLE001 - whatever the reason, the rest of the tests must run
        pytest.skip(f"PostgreSQL can't be started here: {error}")
    start_again(running)
    return running


@pytest.fixture
def url(server: Any) -> Iterator[str]:
    """The URL of a new, empty database."""
    name = f"gridbot_{next(NUMBERS)}"
    yield new_database(server, name)
    drop_database(server, name)


@pytest.fixture
def laid_url(server: Any) -> Iterator[str]:
    """The URL of a new database that has all tables and nothing in them."""
    name = f"gridbot_{next(NUMBERS)}"
    yield laid_database(server, name)
    drop_database(server, name)


@pytest.fixture
def desk(laid_url: str) -> Iterator[Desk]:
    with open_desk(laid_url) as opened:
        yield opened


def test_an_empty_database_is_brought_to_exactly_the_tables_of_the_program(url: str) -> None:
    database = Database(url)
    assert current_revision(database) is None
    upgrade(database)
    upgrade(database)
    assert current_revision(database) == newest_revision()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    database.close()


def test_rows_of_before_are_brought_to_ids_that_do_not_count(url: str) -> None:
    database = Database(url)
    lay_rows(database)
    upgrade(database)
    check_rows(database)
    with database.engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def test_entries_and_who_signed_in_before_are_in_place(url: str) -> None:
    database = Database(url)
    lay_sign_in(database)
    upgrade(database)
    check_sign_in(database)
    database.close()


def test_of_two_who_enter_what_may_be_there_once_at_once_one_is_refused_in_words(desk: Desk) -> None:
    entered_twice_at_once(
        desk, desk.database, Database(desk.database.engine.url.render_as_string(hide_password=False))
    )


def test_a_server_that_logs_what_is_written_when_is_named(url: str) -> None:
    database = Database(url)
    upgrade(database)
    assert database.write(lambda uow: uow.server_logs.statement_settings()) == {}

    def logging(uow: UnitOfWork) -> dict[str, str] | None:
        uow.settings._connection.exec_driver_sql("SET log_statement = 'mod'")
        return uow.server_logs.statement_settings()

    assert database.write(logging) == {"log_statement": "mod"}
    database.close()


def test_two_programs_that_upgrade_at_once_do_no_harm(url: str) -> None:
    databases = [Database(url) for _ in range(3)]
    with ThreadPoolExecutor() as threads:
        list(threads.map(upgrade, databases))
    assert {current_revision(database) for database in databases} == {newest_revision()}
    for database in databases:
        database.close()


async def test_a_tick_opens_and_nudges_and_the_letters_are_delivered_once(desk: Desk) -> None:
    person = bind(desk.database, WARD, 5_000_000_001)
    await tick(desk)
    assert len(rows_of(desk.database, duty_items)) == 70
    move_to(desk, shanghai(5, 24, 9))
    await asyncio.gather(tick(desk), tick(desk))
    await tick(desk)
    postman = Postman()
    await drain(desk, postman)
    await drain(desk, postman)
    assert postman.chats() == [5_000_000_001]
    assert states(desk, outbox) == {f"nudge:2026-05-24:{person}": "sent"}
    (row,) = rows_of(desk.database, outbox)
    assert row["sent_at"] == shanghai(5, 24, 9)


async def test_a_whole_report_is_filed_corrected_and_digested(desk: Desk) -> None:
    person = bind(desk.database, WARD, 1)
    await tick(desk)

    def work(uow: UnitOfWork) -> tuple[Viewer | None, list[Revision]]:
        viewer = uow.people.find_viewer(1, MAY.date())
        assert viewer is not None
        (item,) = uow.duty_items.open_of(viewer.inspected, MAY.date())
        report = {"light": "red", "talks": 3, "red_packets_amount": "0.10"}
        draft = Draft(item.id, person, 1, "light", {"light": "red"})
        saved = replace(draft, id=uow.drafts.save(draft, MAY), turn=1)
        uow.drafts.save(saved, MAY)
        found = uow.drafts.find_latest(person)
        assert found is not None
        assert (found[0].answers, found[0].turn, found[1].id) == ({"light": "red"}, 1, item.id)
        uow.submissions.add(
            Submission(
                0, item.id, "monthly_report", 1, report, zero=False, submitted_at=MAY, person_id=person
            )
        )
        uow.duty_items.mark_filed(item.id, MAY)
        uow.drafts.delete_for(item.id)
        filed = uow.submissions.find_for(item.id)
        assert filed is not None
        uow.submissions.revise(
            filed, Revision(0, person, MAY, "填写有误", filed.answers, {**report, "talks": 4})
        )
        uow.audit.add(AuditEntry(MAY, person, "tested", "1"))
        return viewer, uow.submissions.revisions_of(filed.id)

    _viewer, revisions = await desk.database.run(work)
    assert [(revision.old["talks"], revision.new["talks"]) for revision in revisions] == [(3, 4)]
    duty = desk.duties["monthly_report"]
    digest = await desk.database.run(
        lambda uow: compile_digest(
            uow, DutyForm(duty, desk.forms["monthly_report"]), UnitPeriod("2026-05", "1"), date(2026, 5, 12)
        )
    )
    assert digest is not None
    assert (digest.all.reported, digest.all.due, digest.totals["talks"].figure) == (1, 70, 4)


def test_the_longest_exemption_and_the_longest_document_get_into_the_audit(desk: Desk) -> None:
    """As long as the columns of a duty's item and of a filed document allow, and in characters, not bytes."""
    exempted = [" ".join(["责" * 64, "2" * 16, grid * 32]) for grid in ("科", "室")]
    subjects = [*exempted, f"{'k' * 32}:{'s' * 128}"]

    def work(uow: UnitOfWork) -> list[str]:
        for subject in subjects:
            uow.audit.add(AuditEntry(MAY, None, "exempt", subject))
        assert uow.audit.verify() == []
        return [entry.subject for long in subjects for entry in uow.audit.all_about(long)]

    written = desk.database.write(work)
    assert [len(subject) for subject in written] == [64, 64, 64]
    assert len(set(written)) == len(subjects)


async def test_a_report_is_reviewed_returned_and_counted_by_branch(desk: Desk) -> None:
    person, reviewer = bind(desk.database, WARD, 1), bind(desk.database, OFFICE, 2)
    await tick(desk)

    def work(uow: UnitOfWork) -> None:
        (item,) = uow.duty_items.of_period("monthly_report", "2026-05", ["30401"])
        report = Submission(0, item.id, "monthly_report", 1, {}, True, MAY, person)
        uow.submissions.add(report)
        uow.duty_items.mark_filed(item.id, MAY)
        (waiting,) = uow.reviews.waiting_below(["204"])
        assert uow.reviews.waiting_at_unit("1") == []
        assert uow.reviews.came_since(MAY) == [waiting]
        review = Review(waiting.submission_id, 2, Verdict.RETURNED, "请核对", reviewer, MAY)
        assert uow.reviews.add(review, waiting.state)
        assert not uow.reviews.add(review, waiting.state)
        assert [returned.item_id for returned in uow.reviews.returned_to(["30401"])] == [item.id]
        assert uow.reviews.last_of([waiting.submission_id])[waiting.submission_id].name == OFFICE
        branch = next(
            standing
            for standing in uow.reviews.branches("monthly_report", "2026-05", "1", MAY.date())
            if standing.branch_code == "204"
        )
        assert (branch.due, branch.filed, branch.waiting, branch.returned, branch.accepted) == (6, 1, 0, 1, 0)
        assert uow.reviews.of_branch("monthly_report", "2026-05", "1", None) == []
        assert len(uow.reviews.of_branch("monthly_report", "2026-05", "1", "204")) == 1
        assert uow.submissions.answers_in_year("monthly_report", "2026", "30401", MAY.date()) == [
            ("2026-05", {})
        ]

    await desk.database.run(work)


async def test_a_closed_period_is_digested(desk: Desk) -> None:
    bind(desk.database, OFFICE, 2)
    await tick(desk)
    move_to(desk, shanghai(6, 6, 8))
    await tick(desk)
    postman = Postman()
    await drain(desk, postman)
    assert [
        window.text.count("已报 0/应报 70") for _chat_id, window in postman.sent if "已报" in window.text
    ] == [1]


async def test_people_phones_and_invitations(desk: Desk) -> None:
    person = bind(desk.database, WARD, 7)
    code = desk.database.write(lambda uow: uow.invites.issue(person, MAY))

    def work(uow: UnitOfWork) -> None:
        invitation = uow.invites.find(code, MAY)
        assert invitation is not None
        assert invitation.usable
        uow.invites.use(invitation, MAY)
        assert uow.people.bind(person, 8, "en", MAY) == 7
        uow.people.snooze(person, MAY + timedelta(hours=2))
        assert uow.people.snoozed() == {person: MAY + timedelta(hours=2)}
        uow.digest_chats.add(-123, DigestChat("1", "zh", 7), person)
        uow.digest_chats.move(-123, -100_123)
        assert uow.digest_chats.of_unit("1") == {-100_123: DigestChat("1", "zh", 7)}
        assert [found.name for found in uow.people.search("心内", 9)]

    desk.database.write(work)
    (row,) = rows_of(desk.database, bindings)
    assert (row["telegram_id"], row["language"]) == (8, "en")


async def test_an_error_in_one_job_touches_no_other(desk: Desk) -> None:
    def broken(uow: UnitOfWork) -> None:
        uow.settings.put("lost", "x")
        uow._connection.exec_driver_sql("SELECT * FROM nowhere")

    jobs = [
        desk.database.run(lambda uow, n=n: uow.settings.put(f"kept {n}", "x"))  # type: ignore[misc]
        for n in range(5)
    ]
    outcomes = await asyncio.gather(*jobs[:2], desk.database.run(broken), *jobs[2:], return_exceptions=True)
    assert [isinstance(outcome, ProgrammingError) for outcome in outcomes] == [
        False,
        False,
        True,
        False,
        False,
        False,
    ]
    keys = {row["key"] for row in rows_of(desk.database, settings)}
    assert {f"kept {n}" for n in range(5)} <= keys
    assert "lost" not in keys


async def test_a_letter_whose_words_break_the_transaction_fails_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_it(uow: UnitOfWork, *_: object) -> None:
        uow._connection.exec_driver_sql("SELECT * FROM nowhere")

    word(monkeypatch, "broken", break_it)
    word(monkeypatch, "plain", lambda *_: Window("x"))
    wanted = [
        Letter(kind, kind, {}, MAY, MAY + timedelta(1), chat_id=n, counted=True)
        for n, kind in enumerate(("broken", "plain"), start=1)
    ]
    desk.database.write(lambda uow: uow.outbox.add_once(wanted))
    await drain(desk, Postman())
    assert states(desk, outbox) == {"broken": "failed", "plain": "sent"}
    assert desk.database.write(lambda uow: uow.outbox.take_up((), MAY)) == Interrupted()


async def test_a_read_sees_one_moment_beside_whoever_writes_and_can_t_write(desk: Desk) -> None:
    database, reached, written = desk.database, threading.Event(), threading.Event()

    def twice(uow: UnitOfWork) -> list[str | None]:
        first = uow.settings.find("read")
        reached.set()
        written.wait(10)
        return [first, uow.settings.find("read")]

    reading = asyncio.ensure_future(database.read(twice))
    await in_a_thread(reached.wait, 10)
    async with asyncio.timeout(10):
        await database.run(lambda uow: uow.settings.put("read", "x"))
    written.set()
    assert await reading == [None, None]
    assert await database.read(lambda uow: uow.settings.find("read")) == "x"
    with pytest.raises(DBAPIError, match="read-only"):
        await database.read(lambda uow: uow.settings.put("read", "y"))
    # What is written next goes over the same pool of connections.
    await database.run(lambda uow: uow.settings.put("read", "z"))
    assert database.look(lambda uow: uow.settings.find("read")) == "z"


def test_figures_are_what_a_recount_gives(laid_url: str) -> None:
    database = Database(laid_url)
    upgrade(database)
    with lived(database.engine, random.Random(11)) as (uow, units, rows):  # noqa: S311 - an example
        agree(uow, units, rows, ENDS_ON)
    database.close()


class UndoneError(Exception):
    """A check is over: the next one finds the database as it was."""


async def test_entries_of_registers_are_kept_and_found_as_on_sqlite(laid_url: str) -> None:
    database = Database(laid_url)
    upgrade(database)
    lay_people(database)
    for check in CHECKS:

        def work(uow: UnitOfWork, check: Callable[[UnitOfWork], None] = check) -> None:
            check(uow)
            raise UndoneError

        # As people's work is sent, several statements together; and as the command line sends it.
        with pytest.raises(UndoneError):
            await database.run(work)
        with pytest.raises(UndoneError):
            database.write(work)
    other = Database(laid_url)
    numbers_taken_at_once(database, other)
    moved_by_two_at_once(database)
    database.close()


def test_of_two_who_choose_one_slot_at_once_one_gets_it_and_of_one_who_chooses_two_one_counts(
    desk: Desk,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[list[int], list[int]]:
        codes = [grid.code for grid in uow.rosters.tree()]
        row = {"duty_id": "hearing", "period_id": "2026-Q2", "opens_on": MAY.date(), "due_on": MAY.date()}
        uow.duty_items.open([{**row, "closes_on": MAY.date(), "grid_code": code} for code in codes[1:3]])
        host = uow.people.search(OFFICE, 1)[0].person_id
        slots = [Slot(0, "hearing", codes[0], MAY + timedelta(hours=n), 20, "302") for n in range(1, 5)]
        assert uow.hearing_slots.offer(slots, host)
        assert not uow.hearing_slots.offer(slots[:1], host)
        items = uow.duty_items.of_period("hearing", "2026-Q2", codes)
        return [item.id for item in items], [slot.id for slot in uow.hearing_slots.free(MAY)]

    (first, second), slots = desk.database.write(prepare)

    def choose(act: tuple[int, int]) -> bool:
        slot_id, item_id = act
        return desk.database.write(lambda uow: uow.hearing_slots.take(slot_id, item_id, MAY))

    with ThreadPoolExecutor() as threads:
        assert sorted(threads.map(choose, [(slots[0], first), (slots[0], second)])) == [False, True]
        assert True in set(threads.map(choose, [(slots[1], first), (slots[2], first)]))
    chosen = [row["item_id"] for row in rows_of(desk.database, hearing_slots) if row["item_id"] is not None]
    assert len(chosen) == len(set(chosen))
    assert first in chosen


def test_of_two_who_use_a_link_at_once_one_gets_in(desk: Desk) -> None:
    other = Database(desk.database.engine.url.render_as_string(hide_password=False))
    check_page_passes(desk.database, other, bind(desk.database, OFFICE, 1))
    other.close()


def test_of_two_who_enter_a_year_at_once_the_first_stays_and_everybody_counts_by_it(desk: Desk) -> None:
    notice = YearHolidays(2027, read_notice(MADE_UP_2027, 2027).parts)
    office = bind(desk.database, OFFICE, 1)

    def enter(_turn: int) -> bool:
        return desk.database.write(lambda uow: uow.entered_holidays.add(notice, 1, office, MAY))

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(enter, range(2))) == [False, True]
    assert desk.database.write(desk.calendar).day_off(date(2027, 2, 8)) == "spring_festival"


class Met(Postman):
    """A sender that sends nothing before the other one has a letter in hand, too."""

    def __init__(self) -> None:
        super().__init__()
        self.has_begun = asyncio.Event()
        self.other = self

    async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
        self.has_begun.set()
        await self.other.has_begun.wait()
        return await super().send(chat_id, window, left)


async def test_two_programs_that_deliver_at_once_deliver_each_letter_once(
    laid_url: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    word(monkeypatch, "plain", lambda *_: Window("x"))
    other = elsewhere(desk, database=Database(laid_url))
    wanted = [
        Letter(f"{n}", "plain", {}, MAY, MAY + timedelta(1), chat_id=n, counted=True) for n in range(1, 200)
    ]
    desk.database.write(lambda uow: uow.outbox.add_once(wanted))
    one, two = Met(), Met()
    one.other, two.other = two, one
    await asyncio.gather(drain(desk, one), drain(other, two))
    other.database.close()
    assert sorted(one.chats() + two.chats()) == list(range(1, 200))
    assert set(states(desk, outbox).values()) == {"sent"}
    assert one.sent
    assert two.sent


def test_a_grade_is_kept_and_published_on_postgresql_as_well(desk: Desk) -> None:
    check_grades(desk.database)


def test_campaigns_are_kept_as_on_sqlite(desk: Desk) -> None:
    check_campaigns(desk.database)


def test_set_duties_are_kept_as_on_sqlite(desk: Desk) -> None:
    check_set_duties(desk.database)


def test_polls_are_kept_as_on_sqlite(desk: Desk) -> None:
    check_polls(desk.database)


def test_changes_of_settings_are_kept_as_on_sqlite(desk: Desk) -> None:
    person_id, name = desk.database.write(
        lambda uow: next((one.person_id, one.name) for one in uow.people.search("主任", 1))
    )
    check_setting_changes(desk.database, person_id, name)
    check_own_texts(desk.database, person_id, name)
