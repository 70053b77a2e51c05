"""The calendar below a question for a day, as it is tapped on a phone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from tests.handlers.by_hand import INSPECTOR, begin, shown
from tests.handlers.own_form import open_office
from tests.handlers.reporting.test_fill_form_old_buttons import OLD, data_of, tap_with
from tests.harness import Hospital

CHAIR = "心内科负责人"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Hospital]:
    """The hospital with a form of its own."""
    async with open_office(tmp_path) as opened:
        yield opened


async def ask_for_day(phone: Phone) -> None:
    await begin(phone)
    await phone.tap(CHAIR)


async def speak_english(hospital: Hospital, phone: Phone) -> None:
    def work(uow: UnitOfWork) -> None:
        viewer = uow.people.find_viewer(phone.id, hospital.clock.now().date())
        assert viewer is not None
        uow.people.set_language(viewer.person_id, "en")

    await hospital.app.database.run(work)


async def test_a_day_is_chosen_from_a_calendar(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await ask_for_day(phone)
    window = await shown(phone)
    assert "2/7" in window.text
    assert window.buttons == [
        ["今天 5月12日"],
        ["«", "‹", "2026年5月", "·", "·"],
        ["一", "二", "三", "四", "五", "六", "日"],
        ["·", "·", "·", "·", "1", "2", "3"],
        ["4", "5", "6", "7", "8", "9", "10"],
        ["11", "[12]", "·", "·", "·", "·", "·"],
        ["·", "·", "·", "·", "·", "·", "·"],
        ["·", "·", "·", "·", "·", "·", "·"],
        ["返回"],
    ]
    await phone.tap("8")
    assert "3/7" in (await shown(phone)).text
    await phone.tap("返回")
    assert "✓8" in str((await shown(phone)).buttons)
    assert "已填：2026年5月8日" in (await shown(phone)).text


async def test_arrows_turn_the_pages_as_far_as_days_may_be_chosen(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await ask_for_day(phone)
    await phone.tap("‹")
    assert (await shown(phone)).buttons[1] == ["«", "‹", "2026年4月", "›", "»"]
    await phone.tap("«")
    window = await shown(phone)
    assert window.buttons[1] == ["·", "·", "2025年4月", "›", "»"]
    assert window.buttons[4] == ["·", "·", "·", "10", "11", "12", "13"]
    assert "2/7" in window.text
    await phone.tap("»")
    await phone.tap("30")
    await phone.tap("返回")
    assert "已填：2026年4月30日" in (await shown(phone)).text
    assert (await shown(phone)).buttons[1][2] == "2026年4月"


async def test_what_stands_for_no_day_does_nothing(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await ask_for_day(phone)
    await phone.tap("‹")
    before = await shown(phone)
    for label in ("·", "2026年4月", "一"):
        await phone.tap(label)
    after = await shown(phone)
    assert (after.text, after.buttons) == (before.text, before.buttons)


async def test_today_is_one_tap(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await ask_for_day(phone)
    await phone.tap("今天")
    await phone.tap("返回")
    assert "已填：2026年5月12日" in (await shown(phone)).text


async def test_a_day_can_still_be_typed(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await ask_for_day(phone)
    for wrong, said in (
        ("2026-05-13", "请输入 2026-05-12 或以前的日期。"),
        ("2025-04-09", "请输入 2025-04-10 或以后的日期。"),
        ("五月八日", "请输入日期"),
        ("八" * 5000, "请输入日期"),
    ):
        assert said in (await phone.send(wrong)).text
        assert "2/7" in (await shown(phone)).text
    await office.move_to(5, 12, hour=11)
    assert "3/7" in (await phone.send("2026年5月8日")).text


async def test_a_day_that_the_calendar_never_offered_is_refused(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await ask_for_day(phone)
    prefix = data_of((await shown(phone)).json, "8").rpartition(":")[0]
    assert "以前的日期" in await tap_with(phone, office, f"{prefix}:d20260513")
    assert "以后的日期" in await tap_with(phone, office, f"{prefix}:d20250409")
    for made_up in (
        "d20260230",
        "d",
        "d２０２６０５０８",
        "d999999999",
        "m202613",
        "m",
        "m99",
        "l",
        "l-1",
        "q1",
    ):
        assert OLD in await tap_with(phone, office, f"{prefix}:{made_up}"), made_up
    assert "2/7" in (await shown(phone)).text


async def test_a_day_of_an_earlier_window_changes_nothing_and_says_so(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await ask_for_day(phone)
    window = (await shown(phone)).json
    eighth, april = data_of(window, "8"), data_of(window, "‹")
    await phone.tap("5")
    for old in (eighth, april):
        assert OLD in await tap_with(phone, office, old)
        assert "3/7" in (await shown(phone)).text


async def test_the_calendar_speaks_english(office: Hospital) -> None:
    phone = await office.phone_of(INSPECTOR)
    await speak_english(office, phone)
    await phone.send("/report")
    await phone.tap("Begin")
    await phone.tap(CHAIR)
    buttons = (await shown(phone)).buttons
    assert buttons[0] == ["Today, 12 May"]
    assert buttons[2] == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert buttons[1][2] == "May 2026"
