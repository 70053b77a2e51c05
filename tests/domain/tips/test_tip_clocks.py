from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time.working_days import WorkingDays
from domain.tips.clocks import (
    DeadlineKind,
    DeadlineStage,
    DeadlineStep,
    TipDates,
    TipDeadline,
    deadlines,
    step,
    working_day_from,
)

OFFICIAL = WorkingDays()
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
KINDS = st.sampled_from(DeadlineKind)
ONE_DAY = timedelta(days=1)
TELL_ACCEPTED, PROPOSE, TELL_RESULT, PASS_ON = DeadlineKind


def due(kind: DeadlineKind, start: date, calendar: WorkingDays = OFFICIAL) -> date:
    """Return when `kind` is due whose clock started on `start`."""
    named = TipDates(received_on=start, named=True, closed_on=start)
    dates = replace(named, elsewhere_on=start) if kind is PASS_ON else named
    return next(deadline.due_on for deadline in deadlines(dates, calendar) if deadline.kind is kind)


def said(kind: DeadlineKind, due_on: date, first: date, last: date) -> dict[date, tuple[DeadlineStage, int]]:
    """Return what a daily look from `first` to `last` reminds of, by the day on which it is new."""
    found: dict[date, tuple[DeadlineStage, int]] = {}
    keys: set[str] = set()
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        reminder = step(TipDeadline(kind, due_on), day, OFFICIAL)
        if reminder is not None and reminder.key not in keys:
            keys.add(reminder.key)
            found[day] = reminder.stage, reminder.number
    return found


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2026, 5, 11), date(2026, 6, 1)),  # three plain weeks
        (
            date(2026, 2, 9),
            date(2026, 3, 6),
        ),  # Spring Festival 15 to 23 February; the 14th and 28th are worked
        (date(2026, 2, 15), date(2026, 3, 13)),  # received within it: the count begins on the 24th
        (
            date(2026, 9, 18),
            date(2026, 10, 15),
        ),  # Mid-Autumn and National Day; 20 September, 10 October worked
        (date(2025, 9, 25), date(2025, 10, 22)),  # 1 to 8 October; 28 September and 11 October are worked
        (date(2026, 12, 31), date(2027, 1, 21)),  # past the last announced year: Monday to Friday
    ],
)
def test_a_named_reporter_is_told_of_acceptance_within_15_working_days(
    received_on: date, due_on: date
) -> None:
    assert due(TELL_ACCEPTED, received_on) == due_on
    assert due(TELL_RESULT, received_on) == due_on


@pytest.mark.parametrize(
    ("marked_on", "due_on"),
    [
        (date(2026, 5, 13), date(2026, 5, 20)),
        (date(2026, 2, 13), date(2026, 2, 27)),
        (date(2026, 2, 14), date(2026, 2, 28)),
        (date(2026, 9, 29), date(2026, 10, 12)),
    ],
)
def test_what_belongs_to_another_level_is_passed_on_within_5_working_days(
    marked_on: date, due_on: date
) -> None:
    assert due(PASS_ON, marked_on) == due_on


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2026, 5, 12), date(2026, 6, 12)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 2, 28), date(2026, 3, 28)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 1, 17), date(2026, 2, 17)),  # a month is a month, also where it ends in Spring Festival
    ],
)
def test_a_proposal_is_due_on_the_same_day_of_the_next_month_or_its_last(
    received_on: date, due_on: date
) -> None:
    assert due(PROPOSE, received_on) == due_on


def test_the_hospital_s_own_holiday_makes_the_clocks_longer_by_a_working_day() -> None:
    own = WorkingDays(holidays=frozenset({date(2027, 1, 1)}))
    assert due(TELL_ACCEPTED, date(2026, 12, 31), own) == date(2027, 1, 22)
    assert due(PROPOSE, date(2026, 12, 31), own) == date(2027, 1, 31)


def test_an_anonymous_tip_has_nobody_to_tell() -> None:
    dates = TipDates(received_on=date(2026, 5, 12), named=False, closed_on=date(2026, 6, 1))
    assert [deadline.kind for deadline in deadlines(dates, OFFICIAL)] == [PROPOSE]


def test_the_result_is_told_only_of_what_has_ended() -> None:
    dates = TipDates(received_on=date(2026, 5, 12), named=True)
    assert [deadline.kind for deadline in deadlines(dates, OFFICIAL)] == [TELL_ACCEPTED, PROPOSE]
    closed = replace(dates, closed_on=date(2026, 6, 1))
    assert [deadline.kind for deadline in deadlines(closed, OFFICIAL)] == [
        TELL_ACCEPTED,
        PROPOSE,
        TELL_RESULT,
    ]


def test_what_belongs_to_another_level_has_only_to_be_passed_on() -> None:
    day = date(2026, 5, 13)
    dates = TipDates(received_on=day, named=True, elsewhere_on=day)
    assert deadlines(dates, OFFICIAL) == [TipDeadline(PASS_ON, date(2026, 5, 20))]
    passed = replace(dates, passed_on=date(2026, 5, 21))
    assert deadlines(passed, OFFICIAL) == [TipDeadline(PASS_ON, date(2026, 5, 20), date(2026, 5, 21))]


def test_each_deadline_is_met_on_the_day_it_was_done() -> None:
    days = [date(2026, 5, 12) + timedelta(days=number) for number in range(5)]
    dates = TipDates(
        received_on=days[0],
        named=True,
        decided_on=days[1],
        told_accepted_on=days[1],
        proposed_on=days[2],
        closed_on=days[3],
        told_result_on=days[4],
    )
    assert [deadline.met_on for deadline in deadlines(dates, OFFICIAL)] == [days[1], days[2], days[4]]


def test_accepting_a_tip_is_no_proposal_but_declining_or_closing_it_makes_one_needless() -> None:
    received_on, later = date(2026, 5, 12), date(2026, 5, 20)
    accepted = TipDates(received_on=received_on, named=False, decided_on=later)
    declined = replace(accepted, declined=True)
    closed = TipDates(received_on=received_on, named=False, closed_on=later)
    met = [
        [deadline.met_on for deadline in deadlines(dates, OFFICIAL)] for dates in (accepted, declined, closed)
    ]
    assert met == [[None], [later], [later]]


def test_who_was_told_of_the_end_need_not_be_told_of_the_beginning() -> None:
    day = date(2026, 5, 12)
    told = TipDates(received_on=day, named=True, closed_on=day, told_result_on=day)
    assert [deadline.met_on for deadline in deadlines(told, OFFICIAL)] == [day, day, day]


def test_what_was_reopened_and_closed_again_is_told_again() -> None:
    told_on, again_on = date(2026, 6, 3), date(2026, 9, 1)
    dates = TipDates(
        received_on=date(2026, 5, 12), named=True, closed_on=date(2026, 6, 1), told_result_on=told_on
    )
    first = deadlines(dates, OFFICIAL)[-1]
    second = deadlines(replace(dates, closed_on=again_on), OFFICIAL)[-1]
    assert (first.met_on, second.met_on) == (told_on, None)
    reminders = [
        step(TipDeadline(TELL_RESULT, deadline.due_on), deadline.due_on, OFFICIAL)
        for deadline in (first, second)
    ]
    assert len({reminder.key for reminder in reminders if reminder}) == 2


def test_reminders_come_before_the_day_on_it_and_after_it_every_five_working_days() -> None:
    due_on = date(2026, 3, 2)  # a Monday after Saturday 28 February, which is worked
    assert said(TELL_ACCEPTED, due_on, date(2026, 2, 10), date(2026, 3, 17)) == {
        date(2026, 2, 26): (DeadlineStage.DUE_SOON, 3),
        date(2026, 2, 28): (DeadlineStage.DUE_SOON, 1),
        date(2026, 3, 2): (DeadlineStage.DUE_SOON, 0),
        date(2026, 3, 3): (DeadlineStage.OVERDUE, 1),
        date(2026, 3, 10): (DeadlineStage.OVERDUE, 2),
        date(2026, 3, 17): (DeadlineStage.OVERDUE, 3),
    }


def test_a_month_that_ends_in_spring_festival_is_reminded_of_before_it() -> None:
    assert said(PROPOSE, date(2026, 2, 17), date(2026, 2, 1), date(2026, 3, 6)) == {
        date(2026, 2, 12): (DeadlineStage.DUE_SOON, 3),
        date(2026, 2, 14): (DeadlineStage.DUE_SOON, 1),
        date(2026, 2, 17): (DeadlineStage.DUE_SOON, 0),
        date(2026, 2, 18): (DeadlineStage.OVERDUE, 1),
        date(2026, 2, 28): (DeadlineStage.OVERDUE, 2),
        date(2026, 3, 6): (DeadlineStage.OVERDUE, 3),
    }


def test_after_a_downtime_only_the_last_of_the_missed_reminders_comes() -> None:
    deadline = TipDeadline(PASS_ON, date(2026, 5, 20))
    assert step(deadline, date(2026, 5, 14), OFFICIAL) is None
    late = step(deadline, date(2026, 5, 19), OFFICIAL)
    assert late == DeadlineStep(PASS_ON, date(2026, 5, 20), DeadlineStage.DUE_SOON, 1)
    much_later = step(deadline, date(2026, 5, 29), OFFICIAL)
    assert much_later == DeadlineStep(PASS_ON, date(2026, 5, 20), DeadlineStage.OVERDUE, 2)


@given(KINDS, DAYS, st.integers(-30, 60))
def test_what_is_met_reminds_of_nothing(kind: DeadlineKind, due_on: date, after: int) -> None:
    met = TipDeadline(kind, due_on, due_on + timedelta(days=40))
    assert step(met, due_on + timedelta(days=after), OFFICIAL) is None


@given(DAYS, st.sampled_from([TELL_ACCEPTED, TELL_RESULT, PASS_ON]))
def test_a_clock_of_working_days_ends_on_the_last_of_exactly_so_many(day: date, kind: DeadlineKind) -> None:
    due_on = due(kind, day)
    passed = [day + timedelta(days=number) for number in range(1, (due_on - day).days + 1)]
    assert OFFICIAL.is_working(due_on)
    assert sum(map(OFFICIAL.is_working, passed)) == (5 if kind is PASS_ON else 15)


@given(DAYS)
def test_a_month_never_leaves_the_next_month_and_keeps_its_day_if_there_is_one(day: date) -> None:
    due_on = due(PROPOSE, day)
    assert (due_on.year * 12 + due_on.month) - (day.year * 12 + day.month) == 1
    assert due_on.day == day.day or (due_on.day < day.day and (due_on + ONE_DAY).day == 1)


@given(KINDS, DAYS)
def test_what_comes_a_day_later_is_never_due_earlier(kind: DeadlineKind, day: date) -> None:
    assert day < due(kind, day) <= due(kind, day + ONE_DAY)


@given(DAYS, st.integers(1, 20))
def test_counting_back_from_a_working_day_leads_to_where_the_count_began(day: date, count: int) -> None:
    there = working_day_from(day, count, OFFICIAL)
    back = working_day_from(there, -count, OFFICIAL)
    assert back <= day
    assert working_day_from(back, count, OFFICIAL) == there


@given(KINDS, DAYS, st.lists(st.integers(-10, 40), min_size=1, max_size=12))
def test_however_often_it_is_asked_no_reminder_comes_back_once_a_later_one_has_come(
    kind: DeadlineKind, due_on: date, offsets: list[int]
) -> None:
    """Asked on any days, in order, the key only ever moves on, and never changes within a day."""
    asked = [
        step(TipDeadline(kind, due_on), due_on + timedelta(days=offset), OFFICIAL)
        for offset in sorted(offsets)
    ]
    ranks = [_rank(reminder) for reminder in asked]
    assert ranks == sorted(ranks)
    assert all(len(reminder.key) <= 40 and reminder.key.isascii() for reminder in asked if reminder)
    keys = {_rank(reminder): reminder.key for reminder in asked if reminder}
    assert len(set(keys.values())) == len(keys)


def _rank(reminder: DeadlineStep | None) -> int:
    if reminder is None:
        return -10
    return reminder.number if reminder.stage is DeadlineStage.OVERDUE else -reminder.number
