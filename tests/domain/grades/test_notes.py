"""For how long a post was held, and what is said of it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.grades.notes import (
    GradedDays,
    GradeNote,
    HeldPost,
    NoteKind,
    days_held,
    is_too_short,
    notes_on_posts,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
OVER = GradedDays(FIRST, LAST, date(2027, 1, 10))
RUNNING = GradedDays(FIRST, LAST, date(2026, 9, 30))


def post(starts: date, ends: date | None = None, grid: str = "a") -> HeldPost:
    return HeldPost(grid, starts, ends)


def test_a_period_runs_to_its_last_day() -> None:
    assert (OVER.until, OVER.is_over) == (LAST, True)
    assert (RUNNING.until, RUNNING.is_over) == (date(2026, 9, 30), False)
    assert not GradedDays(FIRST, LAST, LAST).is_over


def test_nothing_is_said_of_who_was_there_all_the_time_or_of_a_grid() -> None:
    assert list(notes_on_posts([post(date(2020, 1, 1))], OVER)) == []
    assert list(notes_on_posts([post(FIRST)], RUNNING)) == []
    assert list(notes_on_posts([], OVER)) == []


def test_who_came_or_left_is_said_with_the_day() -> None:
    came, left = date(2026, 4, 1), date(2026, 10, 31)
    assert list(notes_on_posts([post(came, left)], OVER)) == [
        GradeNote(NoteKind.JOINED, came),
        GradeNote(NoteKind.LEFT, left),
    ]
    assert list(notes_on_posts([post(came, left)], RUNNING)) == [GradeNote(NoteKind.JOINED, came)]


def test_a_break_and_several_posts_are_said() -> None:
    held = [post(FIRST, date(2026, 3, 31)), post(date(2026, 5, 1), None, "b")]
    assert list(notes_on_posts(held, OVER)) == [
        GradeNote(NoteKind.AWAY_BETWEEN, count=335),
        GradeNote(NoteKind.POSTS, count=2),
    ]


def test_two_posts_at_once_count_once_and_too_short_is_below_the_least() -> None:
    held = [post(date(2026, 11, 1)), post(date(2026, 11, 1), None, "b")]
    assert days_held(held, FIRST, LAST) == 61
    assert is_too_short(held, OVER, 62)
    assert not is_too_short(held, OVER, 61)
    assert not is_too_short([post(date(2026, 9, 1))], RUNNING, 90)


days = st.integers(-20, 50).map(lambda number: FIRST + timedelta(days=number))


@given(st.lists(st.tuples(days, st.none() | days), max_size=5))
def test_days_are_those_on_which_any_post_was_held(spans: list[tuple[date, date | None]]) -> None:
    last = FIRST + timedelta(days=29)
    posts = [post(starts, ends) for starts, ends in spans]
    counted = sum(
        any(held.starts_on <= day and (held.ends_on is None or day <= held.ends_on) for held in posts)
        for day in (FIRST + timedelta(days=number) for number in range(30))
    )
    assert days_held(posts, FIRST, last) == counted
