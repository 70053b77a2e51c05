"""Rotation: when the years in a post are full, when that is said, who stands in the list."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people.people import Rank
from domain.registers.rotation import (
    RiskPost,
    RotationRule,
    RotationStanding,
    RotationTold,
    rotations,
    to_tell,
)

RULE = RotationRule()
SINCE = date(2021, 3, 1)
FULL = date(2026, 3, 1)
DAY = timedelta(days=1)


def post(person_id: int, since: date | None) -> RiskPost:
    number = f"{person_id:04}"
    return RiskPost(person_id, number, "某", "主任", Rank.MIDDLE, "301", "采购中心", since, ("a",))


@pytest.mark.parametrize(
    ("since", "full"),
    [
        (SINCE, FULL),
        (date(2020, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2028, 2, 28)),
        (date(2019, 12, 31), date(2024, 12, 31)),
    ],
)
def test_years_are_full_on_the_same_day_or_the_months_last(since: date, full: date) -> None:
    assert RULE.full_on(since) == full


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (FULL - 91 * DAY, None),
        (FULL - 90 * DAY, FULL - 90 * DAY),
        (FULL - DAY, FULL - 90 * DAY),
        (FULL, FULL),
        (FULL + DAY, FULL),
        (date(2027, 2, 28), FULL),
        (date(2027, 3, 1), date(2027, 3, 1)),
        (date(2031, 12, 31), date(2031, 3, 1)),
    ],
)
def test_it_is_said_before_on_the_day_and_each_year_after(today: date, said: date | None) -> None:
    assert RULE.said_on(SINCE, today) == said


def test_of_a_29_february_the_yearly_day_is_the_29_again_where_there_is_one() -> None:
    rule = RotationRule(years=3)
    leap = date(2020, 2, 29)
    said = {rule.said_on(leap, day) for day in (date(2023, 2, 28), date(2024, 2, 28), date(2024, 2, 29))}
    assert said == {date(2023, 2, 28), date(2024, 2, 29)}


def test_the_list_has_the_longest_past_first_and_at_its_end_whose_days_are_unknown() -> None:
    today = date(2026, 3, 1)
    posts = [
        post(1, None),
        post(2, date(2022, 3, 2)),  # later than a year from now
        post(3, date(2022, 3, 1)),  # a year from now
        post(4, date(2021, 3, 1)),  # today
        post(5, date(2010, 1, 1)),
        post(6, date(2021, 3, 1)),
    ]
    shown = [(rotation.held.person_id, rotation.standing) for rotation in rotations(RULE, posts, today)]
    assert shown == [
        (5, RotationStanding.PAST),
        (4, RotationStanding.PAST),
        (6, RotationStanding.PAST),
        (3, RotationStanding.SOON),
        (1, RotationStanding.UNKNOWN),
    ]


def test_what_was_told_is_not_told_again_and_a_new_post_begins_anew() -> None:
    posts = [post(1, SINCE), post(2, None), post(3, date(2025, 1, 1))]
    now = RotationTold(SINCE, FULL)
    assert to_tell(RULE, posts, {}, FULL) == {1: now}
    assert to_tell(RULE, posts, {1: RotationTold(SINCE, FULL - 90 * DAY)}, FULL) == {1: now}
    assert to_tell(RULE, posts, {1: now}, FULL + 364 * DAY) == {}
    other = RotationTold(date(2020, 1, 1), date(2026, 1, 1))
    assert to_tell(RULE, posts, {1: other}, FULL) == {1: now}
    assert to_tell(RULE, posts, {1: RotationTold(date(2020, 1, 1), date(2027, 1, 1))}, FULL) == {1: now}


@given(
    since=st.dates(date(2000, 1, 1), date(2030, 12, 31)),
    years=st.integers(1, 10),
    before=st.integers(0, 365),
    jumps=st.lists(st.integers(1, 500), max_size=30),
)
def test_however_the_days_are_skipped_each_is_told_at_most_once_and_the_last_always(
    since: date, years: int, before: int, jumps: list[int]
) -> None:
    rule = RotationRule(frozenset("a"), years, before)
    yearly = {RotationRule(years=years + n).full_on(since) for n in range(60)}
    days = {rule.full_on(since) - before * DAY, *yearly}
    today, heard = since, list[date]()
    told: dict[int, RotationTold] = {}
    for jump in jumps:
        today += jump * DAY
        news = to_tell(rule, [post(1, since)], told, today)
        told |= news
        heard += [mark.on for mark in news.values()]
        passed = [day for day in days if day <= today]
        assert heard[-1:] == ([max(passed)] if passed else [])
    assert heard == sorted(set(heard))
