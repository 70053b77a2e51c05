"""What tests of suggestions do again and again: make one, report one, answer it."""

from dataclasses import replace

from sqlalchemy import RowMapping

from domain.people.roster import Roster
from simulator.phone import Phone
from storage.materials.tables import suggestions
from tests.desks import rows_of
from tests.handlers.by_hand import GRID
from tests.harness import Hospital

WARD, KIDNEY, OFFICE = "心内科特邀监察员", "肾内科特邀监察员", "监察室主任"
HEAD = "心内科负责人"
WORDS, ANSWER = "建议耗材登记改为电子表", "已请信息科在六月上线电子登记"


async def suggest(hospital: Hospital, words: str = WORDS, who: str = WARD) -> Phone:
    """Have an inspector send a suggestion up."""
    phone = await hospital.phone_of(who)
    await phone.send("/start")
    await phone.tap("提意见建议")
    await phone.send(words)
    await phone.tap("提交")
    await phone.see("已提交监察室")
    return phone


async def open_first(hospital: Hospital) -> Phone:
    """Have the office open the first of what it has to answer."""
    office = await hospital.phone_of(OFFICE)
    await office.send("/start")
    await office.tap("意见建议")
    await office.tap(GRID)
    return office


async def answer(hospital: Hospital, words: str = ANSWER) -> Phone:
    """Have the office answer the first, and deliver the word."""
    office = await open_first(hospital)
    await office.tap("答复")
    await office.send(words)
    await office.tap("发送答复")
    await office.see("已答复")
    await hospital.app.deliver()
    return office


async def report(phone: Phone, words: str) -> None:
    """File the month with this in the field that asks for suggestions, or correct it there."""
    await phone.send("/report")
    for label in ("开始填报", "绿", "核对", "修改", "意见建议"):
        await phone.tap(label)
    await phone.send(words)
    await phone.tap("提交")
    await phone.see("已提交")


async def correct(phone: Phone, words: str | None) -> None:
    """Correct the report's suggestion; None takes it out."""
    await phone.send("/report")
    for label in ("更正", "意见建议"):
        await phone.tap(label)
    if words is None:
        await phone.tap("跳过")
    else:
        await phone.send(words)
    await phone.tap("提交更正")
    await phone.send("补充情况")
    await phone.see("已提交")


def rows(hospital: Hospital) -> list[RowMapping]:
    return rows_of(hospital.app.database, suggestions)


def without_posts_of(roster: Roster, name: str) -> Roster:
    """Return the roster after the person of that name has left the hospital."""
    (number,) = [official.staff_number for official in roster.officials if official.name == name]
    return replace(
        roster,
        officials=tuple(official for official in roster.officials if official.staff_number != number),
        appointments=tuple(
            appointment for appointment in roster.appointments if appointment.staff_number != number
        ),
    )
