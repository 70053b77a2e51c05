from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from domain.duties.duties import Duty
from domain.time.periods import Period
from locales import Speech
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk, UnconnectedError
from reminders.found import letters
from reminders.tick import tick
from reminders.watch.skipped import (
    AWAY_TOLD,
    KEPT,
    STALE_AFTER,
    kind_name,
    note_absence,
    skip_stale,
)
from storage.delivery.outbox import Letter
from storage.delivery.tables import skipped
from storage.tables import outbox
from tests.desks import (
    WORDS,
    Postman,
    always,
    bind,
    elsewhere,
    move_to,
    open_desk,
    rows_of,
    shanghai,
    states,
    word,
)
from windows.windows import Window

WARD, OFFICE = "心内科特邀监察员", "监察室主任"
WARD_PHONE, OFFICE_PHONE = 11, 12
OF_TIPS = sorted(letters().kinds.keys() - letters().told)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A ward and the office with a phone each; the bot has run until 23 May."""
    with open_desk(f"sqlite:///{tmp_path}/grid.db", shanghai(5, 12)) as opened:
        bind(opened.database, WARD, WARD_PHONE)
        bind(opened.database, OFFICE, OFFICE_PHONE)
        yield opened


@pytest.fixture
def postman() -> Postman:
    return Postman()


async def runs(desk: Desk, postman: Postman, at: datetime) -> None:
    """Do what the bot does every minute."""
    move_to(desk, at)
    await desk.database.run(lambda uow: note_absence(uow, desk.last_tick, desk.clock.now()))
    await tick(desk)
    await drain(desk, postman)


def heard(postman: Postman, chat_id: int) -> list[str]:
    return [window.text for to, window in postman.sent if to == chat_id]


def of_downtime(postman: Postman) -> list[str]:
    return [text for text in heard(postman, OFFICE_PHONE) if "停止运行" in text or "不再补发" in text]


async def test_after_a_downtime_everything_due_is_sent_once_and_level_one_hears_how_long_it_was(
    desk: Desk, postman: Postman
) -> None:
    await runs(desk, postman, shanghai(5, 23, 9, 30))
    assert not postman.sent
    for minute in range(30, 36):
        await runs(desk, postman, shanghai(5, 29, 10, minute))
    (nudge,) = heard(postman, WARD_PHONE)  # of the steps of the 24th and the 28th
    assert "5月29日  您还有 1 项未完成" in nudge
    (told,) = of_downtime(postman)
    assert "5月23日 09:30 至 5月29日 10:30 停止运行" in told
    assert "6 天 1 小时" in told


async def test_a_short_downtime_is_nobody_s_business(desk: Desk, postman: Postman) -> None:
    await runs(desk, postman, shanghai(5, 23, 9))
    for minutes in range(3):
        last = shanghai(5, 23, 9) + AWAY_TOLD - timedelta(minutes=5)
        await runs(desk, postman, last + timedelta(minutes=minutes))
    await runs(desk, postman, shanghai(5, 24, 7))
    await runs(desk, postman, shanghai(5, 24, 8))
    await runs(desk, postman, shanghai(5, 24, 8, 1))
    assert not of_downtime(postman)


async def test_the_first_start_of_an_installation_is_no_downtime(desk: Desk, postman: Postman) -> None:
    assert desk.last_tick.at() is None
    await runs(desk, postman, shanghai(5, 12, 10))
    await runs(desk, postman, shanghai(5, 12, 10, 1))
    assert desk.last_tick.at() == shanghai(5, 12, 10, 1)
    assert not postman.sent


async def test_whoever_comes_back_at_night_tells_it_in_the_morning_as_one_downtime(
    desk: Desk, postman: Postman
) -> None:
    await runs(desk, postman, shanghai(5, 12, 10))
    await runs(desk, postman, shanghai(5, 14, 23))
    await runs(desk, postman, shanghai(5, 15, 12))  # and once more, before anybody was told
    await runs(desk, postman, shanghai(5, 15, 12, 1))
    (told,) = of_downtime(postman)
    assert "5月12日 10:00 至 5月15日 12:00" in told


async def test_what_telegram_kept_for_two_days_is_skipped_and_listed_and_told_once_it_is_back(
    desk: Desk, postman: Postman
) -> None:
    postman.refuse = always(UnconnectedError())
    await runs(desk, postman, shanghai(5, 24, 8))
    at = shanghai(5, 24, 8)
    while at < shanghai(5, 28, 7):
        at += timedelta(hours=1)
        await runs(desk, postman, at)
    assert [(row["kind"], row["due_at"]) for row in rows_of(desk.database, skipped)] == [
        ("nudge", shanghai(5, 24, 8))
    ] * 2  # the ward's, and that of level 1, to which wards without a phone pass up
    assert {row["state"] for row in rows_of(desk.database, outbox)} == {"dropped", "waiting"}
    postman.refuse = lambda *_: None
    for minute in range(3):
        await runs(desk, postman, shanghai(5, 28, 8, minute))
    (told,) = of_downtime(postman)
    assert "以下 2 条" in told
    assert "到期提醒 2 条" in told
    assert f"5月24日  到期提醒  {WARD}" in told
    assert "停止运行" not in told
    # The next step's message says all that the skipped one would have said.
    (nudge,) = heard(postman, WARD_PHONE)
    assert "5月28日" in nudge


async def test_an_outage_of_days_ends_with_one_letter_to_level_one(
    desk: Desk, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    word(monkeypatch, "nudge", lambda *_: Window("未完成"))
    begun = shanghai(5, 12, 8)
    ward = bind(desk.database, WARD, WARD_PHONE)
    letters = [
        Letter(f"n{hour}", "nudge", {}, due, due + timedelta(days=9), person_id=ward)
        for hour in (0, 2, 5)
        for due in [begun + timedelta(hours=hour)]
    ]
    desk.database.write(lambda uow: uow.outbox.add_once(letters))
    postman.refuse = always(UnconnectedError())
    for hour in range(54):
        await runs(desk, postman, begun + timedelta(hours=hour))
    postman.refuse = lambda *_: None
    for minute in range(3):
        await runs(desk, postman, begun + timedelta(hours=54, minutes=minute))
    assert ["以下 3 条" in text for text in of_downtime(postman)] == [True]


async def test_a_letter_that_a_new_one_replaces_is_not_listed(desk: Desk, postman: Postman) -> None:
    postman.refuse = always(UnconnectedError())
    await runs(desk, postman, shanghai(5, 28, 8))
    move_to(desk, shanghai(5, 31, 8))
    await tick(desk)
    assert not rows_of(desk.database, skipped)
    assert [row["state"] for row in rows_of(desk.database, outbox)] == [*["dropped"] * 2, *["waiting"] * 2]


async def test_a_period_that_opened_and_closed_meanwhile_is_named(desk: Desk, postman: Postman) -> None:
    weekly = Duty(
        id="meeting",
        form_id="meeting_record",
        rule="FREQ=WEEKLY;BYDAY=FR",
        period=Period.WEEK,
        min_level=2,
        max_level=2,
        late_days=1,
    )
    desk = elsewhere(desk, duties={weekly.id: weekly})
    await runs(desk, postman, shanghai(5, 12, 10))
    for minute in range(2):
        await runs(desk, postman, shanghai(6, 10, 10, minute))
    (told,) = of_downtime(postman)
    # That of 15 May had begun, that of 12 June is still open.
    assert "以下 3 期在停机期间开始并截止" in told
    assert [line.split("  ")[0] for line in told.splitlines() if "个网格" in line] == [
        "• 第21周" + told_title(desk, weekly),
        "• 第22周" + told_title(desk, weekly),
        "• 第23周" + told_title(desk, weekly),
    ]


def told_title(desk: Desk, duty: Duty) -> str:
    return desk.forms[duty.form_id].title["zh"]


@pytest.mark.parametrize("kind", OF_TIPS)
async def test_letters_about_tips_keep_their_own_time_and_are_never_listed(desk: Desk, kind: str) -> None:
    due = shanghai(5, 12)
    letter = Letter("t", kind, {}, due, due + timedelta(days=1), person_id=1)
    desk.database.write(lambda uow: uow.outbox.add_once([letter]))
    desk.database.write(lambda uow: skip_stale(uow, desk, due + timedelta(days=6)))
    assert states(desk, outbox) == {"t": "waiting"}
    assert not rows_of(desk.database, skipped)


def test_what_may_be_told_of_is_no_letter_about_tips_and_every_letter_has_a_name() -> None:
    assert letters().told >= letters().stale
    assert not [kind for kind in letters().told if kind.startswith(("tip", "fact", "key", "moved"))]
    for kind in letters().kinds:
        assert kind_name(Speech(WORDS, "zh"), kind) != kind_name(Speech(WORDS, "en"), kind)


OFFSETS = st.timedeltas(-timedelta(days=6), timedelta(days=1))
LETTERS = st.lists(
    st.tuples(
        st.sampled_from([*sorted(letters().stale), *OF_TIPS]), OFFSETS, st.integers(1, 14), st.booleans()
    ),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=LETTERS, hour=st.integers(0, 23))
def test_what_is_skipped_is_what_a_recount_finds_however_often_it_is_asked(
    desk: Desk, drawn: list[tuple[str, timedelta, int, bool]], hour: int
) -> None:
    now = shanghai(5, 20, hour)
    written = [
        Letter(str(n), kind, {}, now + offset, now + offset + timedelta(days=life), chat_id=5, urgent=urgent)
        for n, (kind, offset, life, urgent) in enumerate(drawn)
    ]
    with desk.database.engine.begin() as connection:
        connection.execute(delete(outbox))
        connection.execute(delete(skipped))
    desk.database.write(lambda uow: uow.outbox.add_once(written))
    for _ in range(2):
        desk.database.write(lambda uow: skip_stale(uow, desk, now))
    stale = {
        letter.unique_key
        for letter in written
        if 8 <= hour < 21
        and letter.kind in letters().stale
        and not letter.urgent
        and (letter.not_before_at < now - STALE_AFTER or letter.expires_at <= now)
    }
    assert {row["unique_key"] for row in rows_of(desk.database, skipped)} == stale
    assert {key for key, state in states(desk, outbox).items() if state == "dropped"} == stale


def test_the_list_is_not_kept_for_ever(desk: Desk) -> None:
    due = shanghai(5, 12)
    letter = Letter("n", "nudge", {}, due, due + timedelta(days=1), person_id=1)
    desk.database.write(lambda uow: uow.outbox.add_once([letter]))
    desk.database.write(lambda uow: skip_stale(uow, desk, due + timedelta(days=3)))
    assert desk.database.write(lambda uow: uow.skipped.counts_since(due)) == {"nudge": 1}
    desk.database.write(lambda uow: skip_stale(uow, desk, due + timedelta(days=4) + KEPT))
    assert not rows_of(desk.database, skipped)


def test_a_key_that_was_listed_before_hinders_nothing(desk: Desk) -> None:
    due = shanghai(5, 12)
    for month in (5, 6):
        again = due + timedelta(days=31 * (month - 5))
        letter = Letter("n", "nudge", {}, again, again + timedelta(days=9), person_id=1)
        desk.database.write(lambda uow: uow.outbox.add_once([letter]))  # noqa: B023 - called at once
        found = desk.database.write(lambda uow: skip_stale(uow, desk, again + timedelta(days=3)))  # noqa: B023
        assert found == 1
        with desk.database.engine.begin() as connection:
            connection.execute(delete(outbox))
    assert len(rows_of(desk.database, skipped)) == 1


async def test_a_delivered_letter_is_never_stale(desk: Desk, postman: Postman) -> None:
    for day in (24, 25, 26, 27):
        await runs(desk, postman, shanghai(5, day, 8))
    assert len(heard(postman, WARD_PHONE)) == 1
    assert not rows_of(desk.database, skipped)
