"""Duties made at run time: made, moved or ended in mid-period, nothing is lost and nothing is asked twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.duties import Duty, occurrences
from domain.duties.duty_block import DutyBlock, DutyTerms, data_of, terms_of
from domain.duties.made import (
    PeriodMove,
    check_change,
    falls_due_once,
    made_id,
    moves_of,
    only_day,
)
from domain.errors import RefusalError
from domain.people.grids import GridKind
from domain.time.periods import Period
from domain.time.working_days import Shift, WorkingDays

DAYS = WorkingDays()
FIRST = date(2026, 5, 1)
days = st.integers(0, 200).map(lambda ahead: FIRST + timedelta(days=ahead))
RULES = [
    ("FREQ=MONTHLY;BYMONTHDAY=25", Period.MONTH),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", Period.MONTH),
    ("FREQ=MONTHLY;BYMONTHDAY=3", Period.MONTH),
]


def once(day: date, shift: Shift = Shift.NONE) -> Duty:
    rule = f"RDATE={day:%Y%m%d}"
    terms = DutyTerms(form="campaign_task", rule=rule, period=Period.DAY, opens_days_before=10, shift=shift)
    return terms.called("made-1")


class Played:
    """What a grid has been asked for, by period, as the tick opens it day by day."""

    def __init__(self) -> None:
        self.asked: dict[str, date] = {}

    def tick(self, duty: Duty, day: date, last: date) -> None:
        for occurrence in occurrences(duty, last + timedelta(days=1), day, DAYS):
            self.asked.setdefault(occurrence.period_id, occurrence.due_on)

    def move(self, new: Duty, today: date) -> None:
        moved = {move.period_id: move for move in moves_of(new, list(self.asked), DAYS, today)}
        self.asked = {
            (moved[period].to.period_id if period in moved else period): (
                moved[period].to.due_on if period in moved else due
            )
            for period, due in self.asked.items()
        }


@given(days, days, st.integers(0, 60), st.sampled_from(list(Shift)))
def test_a_task_that_is_moved_is_asked_for_once_on_its_new_day(
    first: date, second: date, seen: int, shift: Shift
) -> None:
    old, new = once(first, shift=shift), once(second, shift=shift)
    today, played = first - timedelta(days=30) + timedelta(days=seen), Played()
    played.tick(old, today, today - timedelta(days=400))
    if second < today:
        with pytest.raises(RefusalError, match="duties-made-past"):
            check_change(old, new, today)
        return
    check_change(old, new, today)
    played.move(new, today)
    played.tick(new, second + timedelta(days=60), today)
    assert played.asked == {second.isoformat(): DAYS.shift(second, shift)}


@given(st.sampled_from(RULES), st.sampled_from(RULES), st.integers(0, 120))
def test_a_duty_that_comes_again_keeps_each_period_once_when_its_day_changes(
    was: tuple[str, Period], becomes: tuple[str, Period], seen: int
) -> None:
    old, new = (
        DutyTerms(form="f", rule=rule, period=period).called("made-1") for rule, period in (was, becomes)
    )
    played, today = Played(), FIRST + timedelta(days=seen)
    for ahead in range(seen + 1):
        day = FIRST + timedelta(days=ahead)
        played.tick(old, day, day - timedelta(days=1))
    before = dict(played.asked)
    check_change(old, new, today)
    played.move(new, today)
    assert set(before) == set(played.asked)
    # What was yet to come falls due on no day that is past.
    assert all(due >= today or due == before[period] for period, due in played.asked.items())
    for ahead in range(1, 120):
        day = today + timedelta(days=ahead)
        played.tick(new, day, day - timedelta(days=1))
    # A period is asked for once, and none between the first and the last is left out.
    months = sorted(played.asked)
    first, last = (int(month[5:]) for month in (months[0], months[-1]))
    assert months == [f"2026-{month:02}" for month in range(first, last + 1)]
    assert last >= (today + timedelta(days=119)).month - 1


@given(days, st.integers(0, 40))
def test_a_duty_that_has_ended_asks_for_nothing_new(day: date, seen: int) -> None:
    played, today = Played(), day - timedelta(days=seen)
    played.tick(once(day), today, today - timedelta(days=400))
    before = dict(played.asked)
    played.tick(replace(once(day), is_ended=True), day + timedelta(days=30), today)
    assert played.asked == before


def test_what_cannot_be_changed_is_refused() -> None:
    monthly = DutyTerms(form="f", rule=RULES[0][0], period=Period.MONTH).called("made-1")
    quarterly = DutyTerms(
        form="f", rule="FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", period=Period.QUARTER
    ).called("made-1")
    for old, new in ((monthly, quarterly), (monthly, once(FIRST)), (once(FIRST), monthly)):
        with pytest.raises(RefusalError, match="duties-made-other-period"):
            check_change(old, new, FIRST)


def test_a_period_that_the_new_rule_does_not_name_stays_as_it_was_asked_for() -> None:
    later = "DTSTART=20260701;FREQ=MONTHLY;BYMONTHDAY=25"
    new = DutyTerms(form="f", rule=later, period=Period.MONTH).called("made-1")
    assert list(moves_of(new, ["2026-05"], DAYS, FIRST)) == []
    assert list(moves_of(new, ["2026-07"], DAYS, date(2026, 8, 1))) == []
    assert [move.to.due_on for move in moves_of(new, ["2026-07"], DAYS, FIRST)] == [date(2026, 7, 25)]
    before = replace(new, period_offset=-1)
    assert [move.to.due_on for move in moves_of(before, ["2026-06"], DAYS, FIRST)] == [date(2026, 7, 25)]


def test_ids_of_made_duties_are_like_no_id_of_the_configuration() -> None:
    assert made_id(12) == "made-12"
    with pytest.raises(ValueError, match="pattern"):
        DutyBlock(id=made_id(12), form="f", rule="RDATE=20260501", period=Period.DAY)
    assert falls_due_once(once(FIRST))
    assert only_day(once(FIRST)) == FIRST
    twice = DutyTerms(form="f", rule="RDATE=20260501,20260601", period=Period.DAY, opens_days_before=3)
    assert not falls_due_once(twice.called("made-1"))
    assert PeriodMove("2026-05-01", once(FIRST).due_in(2026, DAYS)[0]).to.due_on == FIRST


def test_terms_are_kept_as_plain_data_and_read_again() -> None:
    terms = DutyTerms(
        form="campaign_task",
        rule="RDATE=20260830",
        period=Period.DAY,
        opens_days_before=10,
        grid_kinds=frozenset(GridKind),
        grids=frozenset({"1", "2"}),
        title={"zh": "任务", "en": "task"},
    )
    data = data_of(terms)
    assert terms_of(data) == terms
    assert data == data_of(terms_of(data))
    with pytest.raises(ValueError, match="extra"):
        terms_of({**data, "unknown": 1})
