from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.people.leaves import LONGEST_DAYS, Leave, check_leave, in_place, read_day

TODAY = date(2026, 5, 12)
ME, DEPUTY, OTHER = 1, 2, 3
DAY = timedelta(days=1)


def leave(first: int, last: int, person: int = ME, deputy: int | None = None) -> Leave:
    return Leave(person, TODAY + first * DAY, TODAY + last * DAY, deputy)


def refusal(wish: Leave, *known: Leave) -> str:
    with pytest.raises(RefusalError) as caught:
        check_leave(wish, known, TODAY)
    return caught.value.key


def test_a_leave_of_one_day_or_of_a_year_can_be_taken() -> None:
    for last in (0, LONGEST_DAYS - 1):
        check_leave(leave(0, last, deputy=DEPUTY), [], TODAY)


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [
        (-1, 3, "leave-past"),
        (3, 2, "leave-backwards"),
        (0, LONGEST_DAYS, "leave-too-long"),
        (LONGEST_DAYS + 1, LONGEST_DAYS + 2, "leave-too-far"),
    ],
)
def test_days_that_make_no_leave_are_refused(first: int, last: int, key: str) -> None:
    assert refusal(leave(first, last)) == key


def test_a_second_leave_on_the_same_days_is_refused_and_one_right_after_is_not() -> None:
    assert refusal(leave(2, 5), leave(5, 9)) == "leave-overlaps"
    check_leave(leave(2, 5), [leave(6, 9), leave(0, 1)], TODAY)


def test_nobody_stands_in_for_themselves_nor_while_away() -> None:
    assert refusal(leave(0, 1, deputy=ME)) == "leave-deputy-self"
    assert refusal(leave(0, 5, deputy=DEPUTY), leave(5, 6, DEPUTY)) == "leave-deputy-away"
    check_leave(leave(0, 5, deputy=DEPUTY), [leave(6, 7, DEPUTY)], TODAY)


def test_a_deputy_who_goes_away_as_well_leaves_the_place_empty() -> None:
    assert in_place([ME, OTHER], {ME: DEPUTY}) == (DEPUTY, OTHER)
    assert in_place([ME], {ME: None}) == ()
    assert in_place([ME], {ME: DEPUTY, DEPUTY: OTHER}) == ()
    assert in_place([ME, DEPUTY], {ME: DEPUTY}) == (DEPUTY,)


@given(
    st.lists(st.integers(1, 6), max_size=6, unique=True),
    st.dictionaries(st.integers(1, 6), st.none() | st.integers(1, 6), max_size=6),
)
def test_nobody_away_is_ever_in_place_and_nobody_twice(
    people: list[int], away: dict[int, int | None]
) -> None:
    found = in_place(people, away)
    assert not set(found) & away.keys()
    assert len(set(found)) == len(found)
    assert (
        set(people) - away.keys()
        <= set(found)
        <= set(people) | {deputy for deputy in away.values() if deputy}
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-01", date(2026, 6, 1)),
        ("2026年6月1日", date(2026, 6, 1)),
        ("2026/6/1", date(2026, 6, 1)),
        (" 6月1日 ", date(2026, 6, 1)),
        ("6-1", date(2026, 6, 1)),
        ("6.1", date(2026, 6, 1)),
        ("6月1号", date(2026, 6, 1)),
        ("5月11日", date(2026, 5, 11)),
        ("5-12", TODAY),
        ("５月１２日", TODAY),
        ("5月12日 周二", TODAY),
        ("12 May", TODAY),
        ("12 May 2026", TODAY),
        ("20260512", TODAY),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


def test_a_day_far_back_in_the_year_is_next_year_s() -> None:
    assert read_day("1月3日", date(2026, 12, 28)) == date(2027, 1, 3)
    assert read_day("11月3日", date(2026, 12, 28)) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text", ["", "明天", "13-1", "2-30", "2026-06", "6月", "1" * 5000, "２０２６-13-01", "6-1-1-1"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(RefusalError) as caught:
        read_day(text, TODAY)
    assert caught.value.key == "leave-no-day"


@given(st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    with suppress(RefusalError):
        assert isinstance(read_day(text, TODAY), date)
