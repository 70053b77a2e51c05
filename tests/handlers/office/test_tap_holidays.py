"""/holidays [逐月点选]: a year by taps, previewed and confirmed once, as a pasted notice is."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from domain.time.holiday_notices import read_notice
from domain.time.holidays import HolidayDraft
from domain.time.tapped_holidays import tapped_year
from domain.time.working_days import WorkingDays, differing_days
from simulator.phone import Phone
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.office.test_enter_holidays import INSPECTOR, NOVEMBER, OFFICE, begin, entered
from tests.harness import Hospital, open_hospital
from tests.holiday_notices import MADE_UP_2027

WANTED = HolidayDraft(2027, read_notice(MADE_UP_2027, 2027).parts)


@pytest.fixture
async def autumn(tmp_path: Path) -> AsyncIterator[Hospital]:
    """The sample hospital on the last day of November 2026."""
    async with open_hospital(tmp_path, NOVEMBER) as opened:
        yield opened


def months(days: list[date]) -> dict[tuple[int, int], list[date]]:
    found: dict[tuple[int, int], list[date]] = {}
    for day in sorted(days):
        found.setdefault((day.year, day.month), []).append(day)
    return found


async def go_to(phone: Phone, year: int, month: int) -> None:
    """Turn the pages to a month."""
    while f"{year}年{month}月" not in (text := (await shown(phone)).text):
        head = text.splitlines()[0]
        at = next(number for number in range(12, 0, -1) if f"年{number}月" in head)
        later = (year, month) > (int(head[:4]), at)
        await phone.tap("›" if later else "‹")


async def test_a_year_is_tapped_month_by_month_and_confirmed_once(autumn: Hospital) -> None:
    office = await autumn.phone_of(OFFICE)
    await begin(office)
    await office.tap("逐月点选")
    first = await office.see("2027年1月")
    assert "尚缺：元旦" in first.text
    assert len(first.buttons) <= 7
    assert all(len(row) == 7 for row in first.buttons[:-1])
    await office.tap("4")
    assert "休4" in [label for row in (await shown(office)).buttons for label in row]
    await office.tap("核对")
    await office.see("还不能核对")
    assert await entered(autumn) == []
    await office.tap("休4")
    tapped = tapped_year(WANTED)
    for (year, month), days in months([*tapped.off, *tapped.work]).items():
        await go_to(office, year, month)
        for day in days:
            await office.tap(str(day.day))
    assert f"休 {len(tapped.off)} 天，班 {len(tapped.work)} 天" in (await shown(office)).text
    await office.tap("核对")
    assert "国庆节" in (await office.see("请核对")).text
    presses = await office.tap_nowait("确认", times=2)
    await asyncio.gather(*(office.answer(each) for each in presses))
    # The second tap finds nothing left to confirm, and shows the list.
    await office.see("监察室主任 2026年11月30日录入")
    (entry,) = await entered(autumn)
    before, after = WorkingDays(entered=[WANTED.holidays]), WorkingDays(entered=[entry.holidays])
    assert (entry.number, differing_days(2027, before, after)) == (1, [])
    # A change begins with what was entered.
    await office.send("/holidays")
    await office.tap("查看2027年")
    await office.tap("更改")
    await office.tap("逐月点选")
    assert f"休 {len(tapped.off)} 天" in (await shown(office)).text


async def test_days_of_other_years_and_forged_ones_change_nothing(autumn: Hospital) -> None:
    office, inspector = await autumn.phone_of(OFFICE), await autumn.phone_of(INSPECTOR)
    await begin(office)
    await office.tap("逐月点选")
    for forged in (
        "holidays-day:20300101",
        "holidays-day:20271332",
        "holidays-day:x",
        "holidays-tap:2030",
        "holidays-tap:2027:202901",
        "holidays-tapped:1999:202701",
    ):
        assert await press(autumn, office, forged), forged
    await inspector.send("/menu")
    assert await press(autumn, inspector, "holidays-day:20270104")
    assert "休 0 天，班 0 天" in (await shown(office)).text
    assert await entered(autumn) == []
