"""Who hears, on which day, of facts asked for and not answered; and what a letter holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.tips.routing import Body
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk
from reminders.tick import tick
from reminders.tips.fact_requests import DUE, OVERDUE
from reports.sheets.sample_hospital import sample_roster
from storage.tables import outbox
from storage.tips.fact_requests import NewFactRequest
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, Postman, bind, import_roster, move_to, rows_of, shanghai
from tests.handlers.by_hand import GRID, INSPECTOR
from tests.reminders.tips.tips_on_desks import CLERK, bring, open_tip_desk, recuse

ASKED, DUE_ON = date(2026, 5, 12), date(2026, 5, 19)
QUESTION = "一个问题"
DIRECTOR_CHAT, CLERK_CHAT, COMMISSIONER_CHAT, SUPERVISOR_CHAT, INSPECTOR_CHAT = range(1, 6)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """12 May without Telegram; four handlers and an inspector are bound."""
    with open_tip_desk(tmp_path, MAY) as opened:
        bind(opened.database, INSPECTOR, INSPECTOR_CHAT)
        yield opened


def ask(desk: Desk, body: Body = Body.OFFICE) -> tuple[str, int]:
    """Have a fact asked for on 12 May; return the tip's number and the request's id."""
    number = bring(desk.database, ASKED, body, named=False)

    def work(uow: UnitOfWork) -> int:
        code = next(grid.code for grid in uow.rosters.tree() if grid.name == GRID)
        return uow.fact_requests.add(NewFactRequest(number, code, 1, ASKED, DUE_ON, QUESTION))

    return number, desk.database.write(work)


async def heard(desk: Desk, day: int, hour: int = 8) -> dict[int, str]:
    """Return what each chat is told about facts asked for when that hour of May strikes."""
    move_to(desk, shanghai(5, day, hour))
    await tick(desk)
    postman = Postman()
    await drain(desk, postman)
    return {chat: window.text for chat, window in postman.sent if "协助核实" in window.text}


async def test_the_inspector_hears_on_the_due_day_and_the_handlers_the_working_day_after(desk: Desk) -> None:
    number, _request = ask(desk)
    days = {day: await heard(desk, day) for day in range(13, 29)}
    assert {day for day, told in days.items() if told} == {19, 20}
    assert days[19] == {INSPECTOR_CHAT: "监察室请您协助核实的一项情况今天截止，尚未回复。"}
    assert set(days[20]) == {DIRECTOR_CHAT, CLERK_CHAT, COMMISSIONER_CHAT}
    assert set(days[20].values()) == {f"线索 {number} 请心内科协助核实，5月19日截止，尚未回复。"}


async def test_nothing_goes_out_at_night_and_a_repeated_tick_tells_once(desk: Desk) -> None:
    ask(desk)
    assert not await heard(desk, 19, 6)
    assert await heard(desk, 19, 9)
    assert not await heard(desk, 19, 10)
    assert not await heard(desk, 20, 6)
    assert await heard(desk, 21, 9)
    assert not await heard(desk, 21, 10)


async def test_what_ends_before_a_letter_goes_out_is_not_said(desk: Desk) -> None:
    _number, request = ask(desk)
    for day in (19, 20):
        move_to(desk, shanghai(5, day))
        await tick(desk)
    assert {row["kind"] for row in rows_of(desk.database, outbox)} >= {DUE.id, OVERDUE.id}
    desk.database.write(lambda uow: uow.fact_requests.end(request, ASKED, answered=True))
    assert not await heard(desk, 20, 11)


async def test_whoever_recuses_or_leaves_before_delivery_hears_nothing(desk: Desk) -> None:
    number, _request = ask(desk)
    move_to(desk, shanghai(5, 19))
    await tick(desk)
    roster = sample_roster(ASKED)
    staff = next(official.staff_number for official in roster.officials if official.name == INSPECTOR)
    left = tuple(appointment for appointment in roster.appointments if appointment.staff_number != staff)
    import_roster(desk.database, replace(roster, appointments=left), date(2026, 5, 18))
    assert not await heard(desk, 19, 11)
    move_to(desk, shanghai(5, 20))
    await tick(desk)
    recuse(desk.database, number, CLERK)
    assert set(await heard(desk, 20, 11)) == {DIRECTOR_CHAT, COMMISSIONER_CHAT}


async def test_the_supervisors_requests_are_told_to_the_inspector_and_the_supervisor_alone(
    desk: Desk,
) -> None:
    number, _request = ask(desk, Body.SUPERVISOR)
    assert (await heard(desk, 19)) == {INSPECTOR_CHAT: "驻组请您协助核实的一项情况今天截止，尚未回复。"}
    told = await heard(desk, 20)
    assert set(told) == {SUPERVISOR_CHAT}
    assert number in told[SUPERVISOR_CHAT]


async def test_no_letter_holds_a_question_or_a_number(desk: Desk) -> None:
    number, request = ask(desk)
    for day in (19, 20):
        await heard(desk, day)
    letters = [row for row in rows_of(desk.database, outbox) if row["kind"] in {DUE.id, OVERDUE.id}]
    assert [row["payload"] for row in letters] == [{"request": request}] * 4
    assert number not in str([row["unique_key"] for row in letters])
