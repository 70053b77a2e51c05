"""When an entry is due, and what its clock does on which day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.time.working_days import WorkingDays
from registers.clocks import ClockAct, clock_of, clock_steps, days_from, due_day, next_look
from registers.reader import shipped_registers

WORKS = WorkingDays().is_working


def test_a_problem_has_letters_of_three_colours_nudges_and_goes_up() -> None:
    clock = clock_of(shipped_registers()["problem"], "open")
    assert clock is not None
    due = due_day(clock, {"deadline": "2026-06-30"}, date(2026, 5, 1), WORKS)
    assert due == date(2026, 6, 30)
    steps = clock_steps(clock, due, WORKS)
    told = [(step.day, step.letter.colour) for step in steps if step.letter is not None]
    assert told == [(date(2026, 6, 10), "green"), (date(2026, 6, 20), "yellow"), (date(2026, 7, 1), "red")]
    assert [(step.after, step.up) for step in steps if step.act is ClockAct.NUDGE] == [
        (-7, 0), (-3, 0), (-1, 0), (0, 0), (1, 1), (3, 2),
    ]  # fmt: skip


def test_a_clock_of_days_counts_working_days_from_the_state_on() -> None:
    clock = clock_of(shipped_registers()["risk"], "review")
    assert clock is not None
    assert due_day(clock, {}, date(2026, 5, 14), WORKS) == date(2026, 5, 21)


def test_what_is_public_ends_the_day_after_its_last() -> None:
    clock = clock_of(shipped_registers()["risk"], "public")
    assert clock is not None
    (step,) = clock_steps(clock, date(2026, 5, 31), WORKS)
    assert (step.day, step.act) == (date(2026, 6, 1), ClockAct.END)


def test_a_day_that_is_not_known_yet_is_none_and_a_state_without_a_clock_has_none() -> None:
    problem = shipped_registers()["problem"]
    clock = clock_of(problem, "open")
    assert clock is not None
    assert due_day(clock, {}, date(2026, 5, 1), WORKS) is None
    assert clock_of(problem, "closed") is None


def test_the_next_look_is_at_the_first_step_that_is_not_done() -> None:
    clock = clock_of(shipped_registers()["problem"], "open")
    assert clock is not None
    steps = clock_steps(clock, date(2026, 6, 30), WORKS)
    assert next_look(steps, 0) == date(2026, 6, 10)
    assert next_look(steps, len(steps)) is None


@given(st.dates(date(2024, 1, 1), date(2026, 10, 1)), st.integers(-30, 30))
def test_days_counted_are_working_days(day: date, days: int) -> None:
    found = days_from(day, days, WORKS)
    first, last = sorted((day, found))
    between = [first + timedelta(n) for n in range((last - first).days + 1)]
    counted = [between_day for between_day in between if between_day != day and WORKS(between_day)]
    assert len(counted) == abs(days)
    assert days == 0 or WORKS(found)
