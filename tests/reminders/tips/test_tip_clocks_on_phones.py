"""What handlers hear of the legal clocks of tips, across National Day 2026, through the simulator over HTTP.

By hand: 15 September is a Tuesday. Its fifteenth working day is 12 October: 20 September and 10 October are make-up
working days, 25 September and 1-7 October holidays. One month is 15 October.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from domain.people.people import Appointment, Role
from domain.time.clock import SHANGHAI
from domain.tips.clocks import TipDates
from domain.tips.routing import Body
from domain.tips.tips import TipAct, TipState
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk, UnavailableError
from reminders.tick import tick
from reminders.tips.clocks import tip_dates
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from storage.tables import outbox
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from tests.desks import Postman, always, import_roster, move_to, rows_of, shanghai
from tests.harness import Hospital, open_hospital
from tests.reminders.tips.tips_on_desks import (
    CLERK,
    COMMISSIONER,
    DIRECTOR,
    SUPERVISOR,
    bring,
    enter,
    merge,
    open_tip_desk,
    recuse,
    set_state,
)
from windows.text_parts import LINES_ON_A_PHONE, phone_lines

RECEIVED, DAY = datetime(2026, 9, 15, 10, 0, tzinfo=SHANGHAI), date(2026, 9, 15)
HEAD = "线索办理有"


@pytest.fixture
async def autumn(tmp_path: Path) -> AsyncIterator[Hospital]:
    """The sample hospital on 15 September."""
    async with open_hospital(tmp_path, RECEIVED) as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The same day without Telegram; four handlers are bound."""
    with open_tip_desk(tmp_path, RECEIVED) as opened:
        yield opened


async def reminders(phone: Phone) -> list[str]:
    """Return the messages that remind of tips, oldest first."""
    return [message.text for message in await phone.chat() if message.from_bot and HEAD in message.text]


async def days_heard(
    hospital: Hospital, phones: list[Phone], days: tuple[int, int]
) -> list[dict[tuple[int, int], str]]:
    """Let the days of October from one to another pass; return what each phone was reminded of on which."""
    heard: list[dict[tuple[int, int], str]] = [{} for _phone in phones]
    for day in range(days[0], days[1] + 1):
        before = [len(await reminders(phone)) for phone in phones]
        await hospital.move_to(10, day, 7)
        assert [len(await reminders(phone)) for phone in phones] == before, day
        await hospital.move_to(10, day, 8)
        await hospital.move_to(10, day, 22)
        for number, phone in enumerate(phones):
            new = (await reminders(phone))[before[number] :]
            assert len(new) <= 1, (day, new)
            if new:
                heard[number][10, day] = new[0]
    return heard


async def test_the_office_hears_before_and_the_commissioner_what_is_overdue(autumn: Hospital) -> None:
    phones = [await autumn.phone_of(name) for name in (DIRECTOR, COMMISSIONER, SUPERVISOR)]
    bring(autumn.app.database, DAY)
    office, commissioner, supervisor = await days_heard(autumn, phones, (7, 20))
    assert set(office) == {(10, 8), (10, 10), (10, 12), (10, 13), (10, 14), (10, 15), (10, 16), (10, 20)}
    assert set(commissioner) == {(10, 13), (10, 16), (10, 20)}
    assert not supervisor
    assert office[10, 8].splitlines() == [
        "10月8日  线索办理有 1 项将到期或已超期，请及时办理并登记",
        "• 2026-001  告知实名检举控告人受理情况  10月12日截止，还有 4 天",
    ]
    assert "今天截止" in office[10, 12]
    assert "提出处置意见  10月15日截止，还有 3 天" in office[10, 12]
    assert "10月12日截止，已超期 1 天" in office[10, 13]
    assert commissioner[10, 13].endswith("受理情况  10月12日截止，已超期 1 天")
    assert "已超期 8 天" in commissioner[10, 20]
    assert "已超期 5 天" in commissioner[10, 20]


async def test_the_button_opens_the_register(autumn: Hospital) -> None:
    phone = await autumn.phone_of(DIRECTOR)
    bring(autumn.app.database, DAY)
    await autumn.move_to(10, 8)
    shown = await phone.see(HEAD)
    assert shown.buttons == [["查看线索"]]
    await phone.tap("查看线索")
    await phone.see("线索登记")


async def test_a_tick_repeated_concurrent_after_a_restart_or_a_downtime_tells_once(autumn: Hospital) -> None:
    phone = await autumn.phone_of(DIRECTOR)
    bring(autumn.app.database, DAY)
    bring(autumn.app.database, DAY)
    autumn.clock.move_to(shanghai(10, 8))
    await asyncio.gather(*(autumn.app.tick() for _ in range(4)))
    await autumn.restart()
    await autumn.app.tick()
    (text,) = await reminders(phone)
    assert text.count("告知实名检举控告人受理情况") == 2
    await autumn.move_to(10, 17)  # a Saturday, after nine days' downtime
    assert len(await reminders(phone)) == 1
    await autumn.move_to(10, 19)
    _first, text = await reminders(phone)
    assert text.count("告知实名检举控告人受理情况  10月12日截止，已超期 7 天") == 2
    assert text.count("提出处置意见  10月15日截止，已超期 4 天") == 2


async def test_what_concerns_the_office_is_heard_by_the_supervisor_alone(autumn: Hospital) -> None:
    names = (DIRECTOR, COMMISSIONER, SUPERVISOR)
    office, commissioner, supervisor = [await autumn.phone_of(name) for name in names]
    bring(autumn.app.database, DAY, Body.SUPERVISOR)
    await autumn.move_to(10, 8)
    await autumn.move_to(10, 13)
    first, second = await reminders(supervisor)
    assert "Z2026-001" in first
    assert "已超期 1 天" in second
    assert not await reminders(office)
    assert not await reminders(commissioner)


async def test_what_was_done_between_planning_and_delivery_is_not_asked_for(autumn: Hospital) -> None:
    phone, clerk = await autumn.phone_of(DIRECTOR), await autumn.phone_of(CLERK)
    database = autumn.app.database
    told, half, kept = [bring(database, DAY) for _ in range(3)]
    autumn.clock.move_to(shanghai(10, 12, 9))
    await tick(autumn.app.desk)
    enter(database, told, TipAct.TOLD_ACCEPTED, date(2026, 10, 12))
    enter(database, told, TipAct.PROPOSED, date(2026, 10, 12))
    enter(database, half, TipAct.UNVERIFIED, date(2026, 10, 12))
    director = next(row["person_id"] for row in rows_of(database, outbox) if row["kind"] == "tip_clock")
    database.write(lambda uow: uow.tip_threads.recuse(kept, director))
    await autumn.app.deliver()
    lines = [
        sorted(line[:10] for line in (await reminders(reader))[0].splitlines()[1:])
        for reader in (phone, clerk)
    ]
    own, other = sorted(lines, key=len)
    assert own == [f"• {half}"]
    assert other == [f"• {half}", f"• {kept}", f"• {kept}"]


async def deliver(desk: Desk, month: int, day: int, hour: int = 10) -> dict[int, str]:
    """Let the clock strike; return what each chat was reminded of."""
    move_to(desk, shanghai(month, day, hour))
    await tick(desk)
    postman = Postman()
    await drain(desk, postman)
    sent = [(chat, window.text) for chat, window in postman.sent if HEAD in window.text]
    assert len(dict(sent)) == len(sent)
    return dict(sent)


async def test_a_letter_with_nothing_left_is_dropped(desk: Desk) -> None:
    number = bring(desk.database, DAY)
    move_to(desk, shanghai(10, 8))
    await tick(desk)
    enter(desk.database, number, TipAct.TOLD_ACCEPTED, date(2026, 10, 8))
    assert not await deliver(desk, 10, 8, 11)
    assert {row["state"] for row in rows_of(desk.database, outbox) if row["kind"] == "tip_clock"} == {
        "dropped"
    }


async def test_whoever_has_recused_hears_nothing_and_others_hear_in_their_place(desk: Desk) -> None:
    number = bring(desk.database, DAY)
    for name in (DIRECTOR, CLERK):
        recuse(desk.database, number, name)
    assert set(await deliver(desk, 10, 8)) == {3}
    assert set(await deliver(desk, 10, 13)) == {3}


async def test_what_is_done_brings_no_letter_about_the_rest(desk: Desk) -> None:
    first, second = bring(desk.database, DAY), bring(desk.database, DAY)
    assert set(await deliver(desk, 10, 8)) == {1, 2}
    enter(desk.database, first, TipAct.TOLD_ACCEPTED, date(2026, 10, 8))
    assert not await deliver(desk, 10, 9)
    (text, _) = (await deliver(desk, 10, 10)).values()
    assert first not in text
    assert second in text


async def test_of_a_merged_tip_its_reporter_is_told_and_the_proposal_is_the_main_ones(desk: Desk) -> None:
    main, merged = bring(desk.database, DAY), bring(desk.database, DAY)
    merge(desk.database, merged, main)
    heard = (await deliver(desk, 10, 15))[1].splitlines()[1:]
    assert sorted(line[2:].split("  ")[0:2] for line in heard) == [
        [main, "告知实名检举控告人受理情况"],
        [main, "提出处置意见"],
        [merged, "告知实名检举控告人受理情况"],
    ]
    enter(desk.database, main, TipAct.PROPOSED, date(2026, 10, 15))
    set_state(desk.database, main, TipState.CLOSED, date(2026, 10, 15))
    heard = (await deliver(desk, 11, 4))[1].splitlines()[1:]
    assert [merged, "告知实名检举控告人处理结果"] in [line[2:].split("  ")[0:2] for line in heard]


async def test_a_merged_tip_that_is_on_its_own_again_is_to_be_proposed_for(desk: Desk) -> None:
    main, merged = bring(desk.database, DAY, named=False), bring(desk.database, DAY, named=False)
    merge(desk.database, merged, main)
    assert merged not in (await deliver(desk, 10, 12))[1]
    desk.database.write(lambda uow: uow.tip_merges.separate(merged, TipState.RECEIVED))
    assert f"{merged}  提出处置意见" in (await deliver(desk, 10, 14))[1]


async def test_whoever_can_be_written_to_later_hears_it_then(desk: Desk) -> None:
    bring(desk.database, DAY)

    def block(uow: UnitOfWork) -> None:
        for chat in (1, 2, 3):
            uow.people.mark_reachable(chat, RECEIVED)

    desk.database.write(block)
    assert not await deliver(desk, 10, 8)
    desk.database.write(lambda uow: uow.people.mark_reachable(2, None))
    assert not await deliver(desk, 10, 8, 15)
    assert set(await deliver(desk, 10, 9)) == {2}


async def test_a_letter_still_waiting_gives_way_to_the_newer_one(desk: Desk) -> None:
    bring(desk.database, DAY)
    for day in (8, 10):
        move_to(desk, shanghai(10, day))
        await tick(desk)
        await drain(desk, Postman(refuse=always(UnavailableError())))
    assert set(await deliver(desk, 10, 12)) == {1, 2}


async def test_what_is_erased_is_asked_for_no_more(desk: Desk) -> None:
    number = bring(desk.database, DAY)
    for act in (TipAct.PROPOSED, TipAct.TOLD_ACCEPTED, TipAct.CLOSED):
        enter(desk.database, number, act, DAY)
    set_state(desk.database, number, TipState.CLOSED, DAY)
    assert "处理结果" in (await deliver(desk, 10, 8))[1]
    move_to(desk, shanghai(10, 10))
    await tick(desk)
    desk.database.write(lambda uow: uow.tips.erase(number, DAY))
    assert not await deliver(desk, 10, 10)
    letters = len(rows_of(desk.database, outbox))
    assert not await deliver(desk, 10, 12)
    assert len(rows_of(desk.database, outbox)) == letters


async def test_a_person_of_both_bodies_never_hears_of_what_went_past_the_office(desk: Desk) -> None:
    bring(desk.database, DAY, Body.SUPERVISOR)
    roster = sample_roster(DAY)
    unit = next(appointment for appointment in roster.appointments if appointment.role is Role.OFFICE)
    both = [
        Appointment(appointment.staff_number, appointment.grid_code, Role.SUPERVISOR, appointment.starts_on)
        for appointment in roster.appointments
        if appointment.role is Role.OFFICE and appointment.grid_code == unit.grid_code
    ]
    more = replace(roster, appointments=(*roster.appointments, *both))
    import_roster(desk.database, more, DAY)
    assert set(await deliver(desk, 10, 13)) == {4}


async def test_a_long_list_is_cut_to_a_phone_and_the_rest_counted(desk: Desk) -> None:
    for _ in range(22):
        bring(desk.database, DAY)
    text = (await deliver(desk, 10, 8))[1]
    assert phone_lines(text) <= LINES_ON_A_PHONE
    assert text.endswith(f"另有 {22 - text.count('• ')} 项，请到线索登记中查看。")


async def test_two_deadlines_of_a_tip_on_one_day_are_both_told(desk: Desk) -> None:
    number = bring(desk.database, DAY)
    enter(desk.database, number, TipAct.PROPOSED, DAY)
    enter(desk.database, number, TipAct.CLOSED, DAY)
    set_state(desk.database, number, TipState.CLOSED, DAY)
    text = (await deliver(desk, 10, 8))[1]
    assert [line.split("  ")[1] for line in text.splitlines()[1:]] == [
        "告知实名检举控告人受理情况",
        "告知实名检举控告人处理结果",
    ]


async def test_after_closing_the_result_is_to_be_told_and_elsewhere_to_be_passed_on(desk: Desk) -> None:
    closed, elsewhere = bring(desk.database, DAY), bring(desk.database, DAY, named=False)
    enter(desk.database, closed, TipAct.PROPOSED, date(2026, 9, 16))
    set_state(desk.database, closed, TipState.HANDLED, date(2026, 9, 16))
    enter(desk.database, closed, TipAct.TOLD_ACCEPTED, date(2026, 9, 16))
    enter(desk.database, closed, TipAct.CLOSED, date(2026, 9, 21))
    set_state(desk.database, closed, TipState.CLOSED, date(2026, 9, 21))
    enter(desk.database, elsewhere, TipAct.ELSEWHERE, date(2026, 9, 21))
    # Five working days after the 21st: 22, 23, 24, 28, 29 September.
    text = (await deliver(desk, 9, 23))[1]
    assert text.endswith(f"• {elsewhere}  移送上级或其他单位  9月29日截止，还有 6 天")
    enter(desk.database, elsewhere, TipAct.PASSED_ON, date(2026, 9, 28))
    assert not await deliver(desk, 9, 30)
    # Fifteen after the 21st: 22, 23, 24, 28, 29, 30 September, 8, 9, 10, 12, 13, 14, 15, 16, 19 October.
    assert not await deliver(desk, 10, 13)
    text = (await deliver(desk, 10, 14))[1]
    assert text.endswith(f"• {closed}  告知实名检举控告人处理结果  10月19日截止，还有 5 天")


async def test_steps_become_the_days_that_clocks_are_read_from(desk: Desk) -> None:
    number = bring(desk.database, DAY)
    enter(desk.database, number, TipAct.DECLINED, date(2026, 9, 17))
    set_state(desk.database, number, TipState.DECLINED, date(2026, 9, 17))
    enter(desk.database, number, TipAct.UNVERIFIED, date(2026, 9, 18))

    def work(uow: UnitOfWork) -> TipDates:
        tip = uow.tips.find(TipReader(Body.OFFICE, 0), number)
        assert tip is not None
        return tip_dates(tip, uow.tip_threads.steps(number))

    dates = desk.database.write(work)
    assert dates.declined
    assert dates.decided_on == date(2026, 9, 17)
    assert not dates.named
    assert not await deliver(desk, 10, 16)
