"""What was said in a closed tip goes after its time, never without a warning that arrived 72 hours before."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from domain.time.clock import SHANGHAI
from domain.tips.routing import Body
from domain.tips.tips import TipAct, TipState
from locales import LANGUAGES, Speech
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk, RefusedError, UnavailableError
from reminders.tick import tick
from reminders.tips import retention as tip_retention
from simulator.phone import Phone
from storage.audit import AuditEntry
from storage.database import Database
from storage.tables import audit
from storage.tips.tables import tip_files, tip_messages, tips
from storage.tips.threads import TipStep
from tests.desks import WORDS, Postman, always, bind, move_to, rows_of
from tests.harness import Hospital, open_hospital
from tests.reminders.tips.tips_on_desks import (
    CLERK,
    COMMISSIONER,
    DIRECTOR,
    SUPERVISOR,
    add,
    bring,
    bring_closed,
    erased,
    merge,
    open_tip_desk,
    read,
    recuse,
    set_state,
)

CLOSED, DAY = datetime(2026, 7, 6, 10, 0, tzinfo=SHANGHAI), date(2026, 7, 6)
"""Ninety days later is 4 October; more than ninety, 5 October; three days before that, the 2nd."""
HEAD = "已办结的线索即将清除"


@pytest.fixture
async def summer(tmp_path: Path) -> AsyncIterator[Hospital]:
    """The sample hospital on 6 July."""
    async with open_hospital(tmp_path, CLOSED) as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The same day without Telegram; four handlers are bound."""
    with open_tip_desk(tmp_path, CLOSED) as opened:
        yield opened


def unbind(database: Database, name: str) -> None:
    database.write(lambda uow: uow.people.unbind(uow.people.search(name, 9)[0].person_id))


async def warnings(phone: Phone) -> list[str]:
    return [message.text for message in await phone.chat() if message.from_bot and HEAD in message.text]


async def test_handlers_are_warned_three_days_before_and_what_was_said_goes_after(summer: Hospital) -> None:
    names = (DIRECTOR, COMMISSIONER, SUPERVISOR)
    director, commissioner, supervisor = [await summer.phone_of(name) for name in names]
    database = summer.app.database
    number = bring_closed(database, DAY)
    await summer.move_to(10, 1, 20)
    await summer.move_to(10, 2, 7)
    assert not await warnings(director)
    for hour in (8, 12, 20):
        await summer.move_to(10, 2, hour)
    (text,) = await warnings(director)
    assert text.splitlines()[-1] == f"• 10月5日 21:00 后清除：{number}"
    assert await warnings(commissioner) == [text]
    assert not await warnings(supervisor)
    for day, hour in ((3, 8), (4, 22), (5, 8), (5, 20)):
        await summer.move_to(10, day, hour)
        assert erased(database) == {number: None}
    await summer.move_to(10, 5, 21)
    assert erased(database) == {number: date(2026, 10, 5)}
    assert len(await warnings(director)) == 1
    assert (await director.see(HEAD)).buttons == [["查看线索"]]
    await director.tap("查看线索")
    await director.see("线索登记")


async def test_the_register_its_steps_and_an_audit_entry_stay(desk: Desk) -> None:
    past = bring_closed(desk.database, DAY, Body.SUPERVISOR)
    await pass_day(desk, 10, 2)
    moment = await at(desk, 10, 5, 21)
    assert desk.database.write(lambda uow: uow.tips.sealed(past)) == (None, None)
    assert not rows_of(desk.database, tip_files)
    assert not rows_of(desk.database, tip_messages)
    assert len(desk.database.write(lambda uow: uow.tip_threads.steps(past))) == 4
    entry = AuditEntry(moment, None, "tip-erased", past, chain="supervisor", actor="retention")
    assert desk.database.write(lambda uow: uow.audit.all_about(past, "supervisor"))[1:] == [entry]
    assert not desk.database.write(lambda uow: uow.audit.all_about(past))
    await at(desk, 10, 6, 21)
    assert len(desk.database.write(lambda uow: uow.audit.all_about(past, "supervisor"))) == 2


async def test_after_a_downtime_they_are_warned_first(summer: Hospital) -> None:
    phone = await summer.phone_of(DIRECTOR)
    number = bring_closed(summer.app.database, DAY)
    await summer.move_to(11, 10, 22)
    assert not await warnings(phone)
    await summer.move_to(11, 11, 20)
    (text,) = await warnings(phone)
    assert f"11月14日 21:00 后清除：{number}" in text
    await summer.restart()
    await summer.app.tick()
    await summer.move_to(11, 14, 20)
    assert len(await warnings(phone)) == 1
    assert erased(summer.app.database) == {number: None}
    await summer.move_to(11, 15, 0)
    assert erased(summer.app.database) == {number: date(2026, 11, 15)}


async def at(desk: Desk, month: int, day: int, hour: int, postman: Postman | None = None) -> datetime:
    """Let the clock strike; return the moment."""
    moment = datetime(2026, month, day, hour, tzinfo=SHANGHAI)
    move_to(desk, moment)
    await tick(desk)
    await drain(desk, postman or Postman())
    return moment


async def pass_day(desk: Desk, month: int, day: int, postman: Postman | None = None) -> dict[int, str]:
    """Let a day pass; return who was warned, and how."""
    postman = postman or Postman()
    for hour in (0, 8, 15, 22):
        await at(desk, month, day, hour, postman)
    sent = [(chat, window.text) for chat, window in postman.sent if HEAD in window.text]
    assert len(dict(sent)) == len(sent)
    return dict(sent)


async def test_erasing_lets_others_in_looks_again_and_is_taken_up_where_a_kill_left_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tip_retention, "ERASED_AT_ONCE", 1)
    first, second, third = sorted(bring_closed(desk.database, DAY) for _ in range(3))
    await pass_day(desk, 10, 2)
    now = datetime(2026, 10, 5, 21, tzinfo=SHANGHAI)
    erasing = desk.database.look(lambda uow: tip_retention.find_kept_long(uow, desk, now))
    assert len(erasing) == 4
    gone, kept = (
        desk.database.write(erasing[0]),
        [number for number, on in erased(desk.database).items() if not on],
    )
    assert (gone, len(kept)) == (1, 2)
    # What is written to a tip meanwhile keeps it, though it was found before.
    add(desk.database, kept[0], date(2026, 10, 5))
    assert [desk.database.write(batch) for batch in erasing[1:3]].count(1) == 1
    assert [number for number, on in erased(desk.database).items() if not on] == [kept[0]]
    # Killed here, before the day is noted: the next tick finds nothing erased twice, and notes it.
    await at(desk, 10, 5, 22)
    assert [row["act"] for row in rows_of(desk.database, audit)].count("tip-erased") == 2
    assert not desk.database.look(lambda uow: tip_retention.find_kept_long(uow, desk, now))
    assert {first, second, third} == set(erased(desk.database))


async def test_one_warning_names_all_by_day(desk: Desk) -> None:
    first, second, third = (
        bring_closed(desk.database, DAY),
        bring_closed(desk.database, DAY),
        bring_closed(desk.database, date(2026, 7, 7)),
    )
    other = bring_closed(desk.database, DAY, Body.SUPERVISOR)
    warned = await pass_day(desk, 10, 3)
    assert warned[1].splitlines()[2:] == [f"• 10月6日 21:00 后清除：{first}、{second}、{third}"]
    assert warned[4].splitlines()[2:] == [f"• 10月6日 21:00 后清除：{other}"]
    assert set(warned) == {1, 2, 3, 4}
    assert not await pass_day(desk, 10, 4)


async def test_what_is_reopened_is_kept_and_counts_anew_once_closed_again(desk: Desk) -> None:
    number, kept = bring_closed(desk.database, DAY), bring_closed(desk.database, DAY)
    assert len(await pass_day(desk, 10, 2)) == 3
    set_state(desk.database, number, TipState.HANDLED, date(2026, 10, 4))
    await pass_day(desk, 10, 5)
    assert erased(desk.database) == {number: None, kept: date(2026, 10, 5)}
    set_state(desk.database, number, TipState.CLOSED, date(2026, 10, 10))
    assert not await pass_day(desk, 12, 31)
    assert erased(desk.database)[number] is None


async def test_a_warning_from_before_it_was_reopened_is_none(desk: Desk) -> None:
    desk = replace(desk, keep_closed_days=1)
    number = bring_closed(desk.database, DAY)
    assert not await pass_day(desk, 7, 6)
    assert "7月10日" in (await pass_day(desk, 7, 7))[1]
    set_state(desk.database, number, TipState.HANDLED, date(2026, 7, 8))
    set_state(desk.database, number, TipState.CLOSED, date(2026, 7, 8))
    assert "7月12日" in (await pass_day(desk, 7, 9))[1]
    await pass_day(desk, 7, 10)
    await at(desk, 7, 11, 23)
    assert erased(desk.database) == {number: None}
    await at(desk, 7, 12, 21)
    assert erased(desk.database) == {number: date(2026, 7, 12)}


async def test_a_warning_of_what_was_reopened_meanwhile_is_not_sent(desk: Desk) -> None:
    number = bring_closed(desk.database, DAY)
    move_to(desk, datetime(2026, 10, 2, 8, tzinfo=SHANGHAI))
    await tick(desk)
    set_state(desk.database, number, TipState.HANDLED, date(2026, 10, 2))
    assert not await pass_day(desk, 10, 2)


async def test_a_warning_that_did_not_arrive_is_repeated_and_three_days_begin_anew(desk: Desk) -> None:
    number = bring_closed(desk.database, DAY)
    await pass_day(desk, 10, 2, Postman(refuse=always(UnavailableError())))
    assert "10月6日 21:00" in (await pass_day(desk, 10, 3))[1]
    assert not await pass_day(desk, 10, 4)
    await pass_day(desk, 10, 5)
    assert erased(desk.database) == {number: None}
    await pass_day(desk, 10, 6)
    assert erased(desk.database) == {number: date(2026, 10, 6)}


async def test_what_nobody_could_be_warned_of_is_kept(desk: Desk) -> None:
    number = bring_closed(desk.database, DAY)
    await pass_day(desk, 10, 2, Postman(refuse=always(RefusedError())))
    for day in (3, 4, 5, 6, 7):
        assert not await pass_day(desk, 10, day)
    assert erased(desk.database) == {number: None}
    bind(desk.database, CLERK, 7, CLOSED)
    assert set(await pass_day(desk, 10, 8)) == {7}
    await pass_day(desk, 10, 11)
    assert erased(desk.database) == {number: date(2026, 10, 11)}


async def test_who_comes_after_all_that_were_warned_have_left_is_warned_too(desk: Desk) -> None:
    number = bring_closed(desk.database, DAY)
    for name in (CLERK, COMMISSIONER):
        unbind(desk.database, name)
    assert set(await pass_day(desk, 10, 2)) == {1}
    unbind(desk.database, DIRECTOR)
    bind(desk.database, CLERK, 7, CLOSED)
    assert set(await pass_day(desk, 10, 4)) == {7}
    await pass_day(desk, 10, 6)
    assert erased(desk.database) == {number: None}
    await pass_day(desk, 10, 7)
    assert erased(desk.database) == {number: date(2026, 10, 7)}


async def test_a_merged_tip_goes_with_the_main_one(desk: Desk) -> None:
    main, merged = bring(desk.database, DAY), bring(desk.database, DAY)
    merge(desk.database, merged, main)
    set_state(desk.database, main, TipState.CLOSED, DAY)
    for number in (main, merged):
        read(desk.database, number, DAY)
    assert f"{main}、{merged}" in (await pass_day(desk, 10, 2))[1]
    await pass_day(desk, 10, 5)
    assert erased(desk.database) == {main: date(2026, 10, 5), merged: date(2026, 10, 5)}


async def test_whoever_has_recused_is_not_warned(desk: Desk) -> None:
    number, other = bring_closed(desk.database, DAY), bring_closed(desk.database, DAY)
    recuse(desk.database, number, CLERK)
    warned = await pass_day(desk, 10, 2)
    assert warned[2].endswith(f"：{other}")
    assert warned[1].endswith(f"：{number}、{other}")


async def test_who_has_recused_counts_for_nobody_who_was_warned(desk: Desk) -> None:
    number, other = bring_closed(desk.database, DAY), bring_closed(desk.database, DAY)
    recuse(desk.database, number, CLERK)
    for name in (DIRECTOR, COMMISSIONER):
        unbind(desk.database, name)
    assert set(await pass_day(desk, 10, 2)) == {2}
    await pass_day(desk, 10, 5)
    assert erased(desk.database) == {number: None, other: date(2026, 10, 5)}


async def test_more_numbers_than_a_message_holds_are_counted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tip_retention, "NUMBERS", 2)
    _first, second, third = [bring_closed(desk.database, DAY) for _ in range(3)]
    lines = (await pass_day(desk, 10, 2))[1].splitlines()
    assert lines[2] == f"• 10月5日 21:00 后清除：{second}、{third}"
    assert lines[3] == "另有 1 件，请到线索登记中查看。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_many_numbers_as_a_message_names_fit_into_one(language: str) -> None:
    numbers = ["Z2026-1000"] * tip_retention.NUMBERS
    speech = Speech(WORDS, language)
    listed = speech.label("list-comma").join(numbers)
    text = speech.text("tip-retention-line", day="10月31日", at="21:00", numbers=listed)
    assert len(speech.text("tip-retention-head") + text) < 3000


async def test_the_sealed_bytes_are_gone_once_the_log_is_cut_back(desk: Desk, tmp_path: Path) -> None:
    bring_closed(desk.database, DAY)
    sealed = sealed_parts(desk.database)
    assert len(sealed) == 5
    assert left(tmp_path / "tips.db", sealed) == [True] * 5
    await pass_day(desk, 10, 2)
    await at(desk, 10, 5, 21)
    assert desk.database.is_scrubbed(30)
    assert left(tmp_path / "tips.db", sealed) == [False] * 5


def sealed_parts(database: Database) -> list[bytes]:
    """Return all that is sealed: text, reporter, both copies of the file, the answer."""
    (tip,), (file,), (message,) = [rows_of(database, table) for table in (tips, tip_files, tip_messages)]
    columns = ("sealed_text", "sealed_reporter")
    return [
        *(tip[column] for column in columns),
        *(file[column] for column in ("sealed_cleaned", "sealed_original")),
        message["sealed_text"],
    ]


def left(path: Path, sealed: list[bytes]) -> list[bool]:
    """Tell what of `sealed` is still in the database file or its log. Looked for are any 64 bytes."""
    content = b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))
    return [any(part[at : at + 64] in content for at in range(0, len(part) - 64, 64)) for part in sealed]


async def test_what_is_added_to_a_closed_tip_moves_the_day_and_is_warned_of_anew(desk: Desk) -> None:
    number = bring_closed(desk.database, DAY)
    assert "10月5日" in (await pass_day(desk, 10, 2))[1]
    add(desk.database, number, date(2026, 10, 3))
    read(desk.database, number, date(2026, 10, 4))
    await pass_day(desk, 10, 5)
    assert erased(desk.database) == {number: None}
    assert "1月2日 21:00" in (await pass_day(desk, 12, 30))[1]
    assert erased(desk.database) == {number: None}


async def test_what_nobody_has_read_is_never_erased_and_handlers_are_told_once_a_week(desk: Desk) -> None:
    number = bring_closed(desk.database, DAY)
    add(desk.database, number, date(2026, 7, 8), files=6)
    read(desk.database, number, date(2026, 7, 8))
    postman = Postman()
    for day in range(5, 12):
        assert not await pass_day(desk, 10, day, postman)
    assert sorted(chat for chat, window in postman.sent if number in window.text) == [1, 2, 3]
    assert "有材料尚未查看" in postman.sent[0][1].text
    read(desk.database, number, date(2026, 10, 12), acts=["tip-download", "tip-files"])
    assert not await pass_day(desk, 10, 12)
    read(desk.database, number, date(2026, 10, 13), acts=["tip-files"])
    assert "10月17日" in (await pass_day(desk, 10, 14))[1]
    await pass_day(desk, 10, 17)
    assert erased(desk.database) == {number: date(2026, 10, 17)}


async def test_who_closed_it_alone_is_warned_for_nothing(desk: Desk) -> None:
    number = bring_closed(desk.database, DAY)
    closer = desk.database.write(lambda uow: uow.people.search(DIRECTOR, 9)[0].person_id)
    step = TipStep(TipAct.CLOSED, DAY, closer)
    desk.database.write(lambda uow: uow.tip_threads.add_step(number, step))
    for name in (CLERK, COMMISSIONER):
        unbind(desk.database, name)
    postman = Postman()
    assert not await pass_day(desk, 10, 5, postman)
    assert "除办结人外" in postman.sent[0][1].text
    assert not await pass_day(desk, 10, 9)
    assert erased(desk.database) == {number: None}
    bind(desk.database, CLERK, 7, CLOSED)
    assert set(await pass_day(desk, 10, 10)) == {1, 7}
    await pass_day(desk, 10, 13)
    assert erased(desk.database) == {number: date(2026, 10, 13)}
