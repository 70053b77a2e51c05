from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.duties import Duty
from domain.duties.nudges import Item, Posts, plan_nudges
from domain.people.grids import Grid, GridTree
from domain.people.people import Role
from domain.time.clock import SHANGHAI
from domain.time.nudge_hours import NudgeHours, Quiet
from domain.time.nudge_steps import step_day, steps_reached
from domain.time.periods import Period
from domain.time.working_days import WorkingDays

CALENDAR = WorkingDays()
STEPS = (-7, -3, -1, 0, 1, 3)
DAY = timedelta(days=1)
MAY, LATE = date(2026, 5, 31), date(2026, 6, 5)
"""A Sunday, and the last day on which May's report is accepted: a Friday."""


def days_of(due_on: date, closes_on: date) -> list[date]:
    return [step_day(due_on + step * DAY, due_on, closes_on, CALENDAR) for step in STEPS]


def test_steps_up_to_the_due_day_move_to_the_next_working_day_but_never_past_it() -> None:
    # 24 May is a Sunday and moves to Monday; Saturday the 30th and Sunday the 31st go back to Friday.
    assert days_of(MAY, LATE)[:4] == [date(2026, 5, day) for day in (25, 28, 29, 29)]


def test_steps_after_the_due_day_move_to_the_next_working_day() -> None:
    assert days_of(date(2026, 6, 26), date(2026, 7, 1))[4:] == [date(2026, 6, 29)] * 2


def test_a_make_up_saturday_is_a_working_day() -> None:
    assert CALENDAR.is_working(date(2026, 5, 9))
    assert step_day(date(2026, 5, 9), date(2026, 5, 10), date(2026, 5, 12), CALENDAR) == date(2026, 5, 9)


def test_where_nothing_is_accepted_after_the_holiday_the_step_comes_before_it_or_stays() -> None:
    # National Day 2026: 1 to 7 October are holidays.
    due_on, closes_on = date(2026, 9, 29), date(2026, 10, 4)
    assert days_of(due_on, closes_on)[4:] == [date(2026, 9, 30), date(2026, 9, 30)]
    due_on, closes_on = date(2026, 9, 30), date(2026, 10, 5)
    assert days_of(due_on, closes_on)[4:] == [date(2026, 10, 1), date(2026, 10, 3)]


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 15))
def test_moved_steps_keep_their_order_and_never_change_sides_of_the_due_day(due_on: date, late: int) -> None:
    closes_on = due_on + late * DAY
    days = days_of(due_on, closes_on)
    assert days == sorted(days)
    for step, day in zip(STEPS, days, strict=True):
        own = due_on + step * DAY
        assert (day <= due_on) is (step <= 0)
        assert day <= max(closes_on, own)
        if CALENDAR.is_working(own):
            assert day == own


@given(st.dates(date(2024, 1, 1), date(2026, 12, 1)), st.integers(0, 15))
def test_taken_day_by_day_every_step_comes_on_its_day(due_on: date, late: int) -> None:
    closes_on = due_on + late * DAY
    days = days_of(due_on, closes_on)
    done, taken = 0, []
    for number in range(-20, late + 1):
        today = due_on + number * DAY
        reached = steps_reached(STEPS, due_on, closes_on, today, CALENDAR)
        taken += [today] * max(reached - done, 0)
        done = max(done, reached)
    assert taken == [day for day in days if day <= closes_on]


def test_a_step_that_waited_into_a_weekend_waits_for_monday_but_not_past_the_due_day() -> None:
    late = timedelta(days=10)
    due_on, saturday = date(2026, 6, 10), date(2026, 6, 6)
    assert steps_reached((-5,), due_on, due_on + late, saturday, CALENDAR) == 0
    assert steps_reached((-5,), due_on, due_on + late, saturday + 2 * DAY, CALENDAR) == 1
    due_on = date(2026, 6, 7)
    assert steps_reached((-2,), due_on, due_on + late, saturday, CALENDAR) == 1


def test_on_any_day_steps_count_from_their_own_day() -> None:
    for number, reached in [(-8, 0), (-7, 1), (-1, 3), (0, 4), (2, 5), (9, 6)]:
        assert steps_reached(STEPS, MAY, LATE, MAY + number * DAY, None) == reached


@pytest.mark.parametrize(("day", "only", "told"), [(24, False, True), (24, True, False), (25, True, True)])
def test_nudges_keep_to_working_days_where_that_is_wished(day: int, *, only: bool, told: bool) -> None:
    duty = Duty(id="monthly", form_id="monthly", rule="FREQ=MONTHLY;BYMONTHDAY=-1", period=Period.MONTH)
    posts = Posts(
        GridTree([Grid("H", "医院", 1), Grid("D", "心内科", 2, "H")]),
        {("D", Role.INSPECTOR): (7,)},
        {"H": (1,)},
    )
    item = Item(1, "monthly", "2026-05", "D", MAY, LATE)
    now = datetime.combine(date(2026, 5, day), time(9), SHANGHAI)
    quiet = Quiet(NudgeHours(working_days_only=only))
    assert bool(plan_nudges(now, [item], {"monthly": duty}, posts, quiet).nudges) is told
