"""Days tapped say what a notice says: every notice of the last years comes out of its own days as it went in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time.holiday_notices import read_notice
from domain.time.holidays import Festival, HolidayDraft, days_of_notice
from domain.time.tapped_holidays import TappedYear, read_tapped, tapped_year
from domain.time.working_days import WorkingDays, differing_days
from tests.holiday_notices import MADE_UP_2027, NOTICES

ALL = {**NOTICES, 2027: MADE_UP_2027}


@pytest.mark.parametrize("year", sorted(ALL))
def test_a_notice_comes_out_of_its_days_as_it_went_in(year: int) -> None:
    written = HolidayDraft(year, read_notice(ALL[year], year).parts)
    assert written.is_whole
    read = read_tapped(tapped_year(written))
    assert read.is_whole, (read.missing, read.strays)
    before, after = (WorkingDays(entered=[draft.holidays]) for draft in (written, read.draft))
    assert differing_days(year, before, after) == []
    named = {festival: part.off for part in written.parts for festival in part.festivals}
    found = {festival: part.off for part in read.draft.parts for festival in part.festivals}
    assert all(set(named[festival]) & set(found[festival]) for festival in Festival)
    assert sum(len(part.work) for part in read.draft.parts) == sum(len(part.work) for part in written.parts)


@given(st.lists(st.sampled_from(days_of_notice(2027)), max_size=60))
def test_any_taps_give_days_that_agree_with_them_and_a_tap_twice_is_none(days: list[date]) -> None:
    tapped = TappedYear(2027)
    for day in days:
        tapped = tapped.tapped(day)
        assert tapped.tapped(day).tapped(day) == tapped
    read = read_tapped(tapped)
    off = {day for part in read.draft.parts for day in part.off}
    assert tapped.off == {day for day in off if day.isoweekday() < 6} | set(read.strays)
    assert not read.draft.parts or tapped.work == {day for part in read.draft.parts for day in part.work}
    assert not off & tapped.work


def test_a_day_off_far_from_every_festival_is_named_and_one_of_another_year_changes_nothing() -> None:
    tapped = TappedYear(2027).tapped(date(2027, 8, 2)).tapped(date(2027, 12, 21)).tapped(date(2026, 12, 31))
    assert tapped.off == {date(2027, 8, 2), date(2026, 12, 31)}
    assert read_tapped(tapped).strays == [date(2026, 12, 31), date(2027, 8, 2)]
