"""What the first button offers, and choices that are too many for one page."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.people.roster import Roster
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from tests.handlers.by_hand import INSPECTOR, answers, begin, shown
from tests.handlers.own_form import open_office
from tests.handlers.reporting.test_fill_form_old_buttons import OLD, data_of, tap_with
from tests.harness import MAY, Hospital

HEAD = "心内科负责人"
JUNE = (6, 8)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Hospital]:
    """The hospital with a form of its own."""
    async with open_office(tmp_path) as opened:
        yield opened


async def file_may(phone: Phone, staff: str) -> None:
    await begin(phone)
    for label in (HEAD, "今天", "跳过", "跳过"):
        await phone.tap(label)
    await phone.send(staff)
    await phone.tap("核对")
    await phone.tap("提交")
    await phone.see("已提交")


async def begin_june(office: Hospital, phone: Phone) -> None:
    await office.move_to(*JUNE)
    await phone.send("/report")
    await phone.tap("6月会议表")
    await phone.tap("开始填报")


async def test_what_was_answered_last_time_is_the_first_button(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await file_may(phone, "12")
    await begin_june(office, phone)
    window = await shown(phone)
    assert "上期：心内科负责人（心内科主任）" in window.text
    assert window.buttons[0] == ["沿用：心内科负责人（心内科主任）"]
    await phone.tap("沿用")
    assert "上期" not in (await shown(phone)).text
    for label in ("今天", "跳过", "跳过"):
        await phone.tap(label)
    # What was said last time comes before what the form proposes.
    assert (await shown(phone)).buttons[0] == ["沿用：12"]
    await phone.tap("沿用")
    assert "几人上交？" in (await shown(phone)).text
    await phone.tap("返回")
    window = await shown(phone)
    assert "已填：12" in window.text
    assert "沿用" not in str(window.buttons)
    await phone.tap("核对")
    await phone.tap("提交")
    await phone.see("已提交")
    given = await answers(office, period="2026-06")
    assert given["chair"] == {"staff_number": "10080", "name": HEAD, "post": "心内科主任"}
    assert given["staff"] == 12


async def test_one_who_has_left_is_not_offered_again(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await file_may(phone, "12")
    roster = sample_roster(MAY.date())
    rest = tuple(official for official in roster.officials if official.staff_number != "10080")
    held = tuple(appointment for appointment in roster.appointments if appointment.staff_number != "10080")
    await office.import_roster(Roster(roster.grids, rest, held))
    await begin_june(office, phone)
    window = await shown(phone)
    assert HEAD not in window.text + str(window.buttons)


async def test_an_answer_that_the_form_no_longer_takes_is_not_offered(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await file_may(phone, "12")
    with closing(sqlite3.connect(office.folder / "gridbot.db")) as connection:
        # As an older version of the form, with other kinds of field, would have left it.
        connection.execute(
            "UPDATE submission SET answers = json_set(answers, '$.chair', '某', '$.staff', '十二')"
        )
        connection.commit()
    await begin_june(office, phone)
    assert "上期" not in (await shown(phone)).text
    for label in (HEAD, "今天", "跳过", "跳过"):
        await phone.tap(label)
    assert "上期" not in (await shown(phone)).text
    assert (await shown(phone)).buttons[0] == ["默认：3"]


async def test_what_the_form_proposes_is_the_first_button(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap(HEAD)
    await phone.tap("今天")
    window = await shown(phone)
    assert window.buttons[0] == ["默认：第二住院楼会议室14"]
    offer = data_of(window.json, "默认")
    await phone.tap("默认")
    assert OLD in await tap_with(phone, office, offer)
    nothing = data_of((await shown(phone)).json, "议题1").rpartition(":")[0] + ":o"
    assert OLD in await tap_with(phone, office, nothing)
    assert "4/7" in (await shown(phone)).text
    await phone.tap("跳过")
    assert (await shown(phone)).buttons[0] == ["默认：3"]
    await phone.tap("默认")
    await phone.tap("核对")
    summary = (await shown(phone)).text
    assert "地点  第二住院楼会议室14" in summary
    assert "到会  3" in summary


async def test_many_choices_stand_on_pages(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap(HEAD)
    await phone.tap("今天")
    first = (await shown(phone)).buttons
    assert first[1:5] == [[f"第二住院楼会议室{n}", f"第二住院楼会议室{n + 1}"] for n in range(1, 9, 2)]
    assert first[5:] == [["下一页 ›"], ["返回", "跳过", "核对"]]
    await phone.tap("下一页")
    last = (await shown(phone)).buttons
    assert [label for row in last[1:5] for label in row] == [f"第二住院楼会议室{n}" for n in range(9, 16)]
    assert last[5:] == [["‹ 上一页"], ["返回", "跳过", "核对"]]
    await phone.tap("第二住院楼会议室15")
    assert "议题" in (await shown(phone)).text
    await phone.tap("返回")
    assert "已填：第二住院楼会议室15" in (await shown(phone)).text


async def test_ticks_are_kept_and_move_no_button(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await begin(phone)
    for label in (HEAD, "今天", "跳过"):
        await phone.tap(label)
    await phone.tap("议题2")
    assert ["议题1", "☑ 议题2", "议题3"] in (await shown(phone)).buttons
    await phone.tap("议题14")
    assert (await shown(phone)).buttons[4] == ["议题13", "☑ 议题14", "议题15"]
    await phone.tap("议题5")
    await phone.tap("继续")
    assert "到会几人？" in (await shown(phone)).text
    await phone.tap("返回")
    assert "已填：议题2、议题5、议题14" in (await shown(phone)).text
