"""Duties as they are set: put on, off and changed on any day, no period is lost and none is asked for twice."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.duties import occurrences
from domain.duties.duty_block import DutyBlock, DutyTerms
from domain.duties.set_changes import DutyDay, WantedDuty, can_be_again, days_tried, running, settle
from domain.duties.set_duties import (
    AskedPeriods,
    DutyPhase,
    DutySetting,
    Mishap,
    PeriodFault,
    at_once,
    find_fault,
    find_moves,
    from_day,
    next_due,
    periods_named,
    put_off,
    same_data,
    setting_data,
    setting_of,
    steps_kept,
)
from domain.time.periods import Period, period_span
from domain.time.working_days import Shift, WorkingDays

DAYS = WorkingDays()
FIRST, LENGTH = date(2026, 5, 1), 500
MONTHLY, QUARTERLY = "FREQ=MONTHLY;BYMONTHDAY={}", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={}"
RULES = [
    *((MONTHLY.format(day), Period.MONTH) for day in (3, 10, 25, -1)),
    *((QUARTERLY.format(day), Period.QUARTER) for day in (15, -1)),
    ("FREQ=YEARLY;BYMONTH=6,11;BYMONTHDAY=20", Period.HALF),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", Period.YEAR),
    ("FREQ=WEEKLY;BYDAY=FR", Period.WEEK),
]


def terms(rule: str = RULES[3][0], period: Period = Period.MONTH, **changed: object) -> DutyTerms:
    return DutyTerms(form="f", rule=rule, period=period).model_copy(update=changed)


def setting(*phases: tuple[DutyTerms, date | None]) -> DutySetting:
    return DutySetting("d", tuple(DutyPhase(*phase) for phase in phases))


some_terms = st.builds(
    lambda rule, shift, opens, late, offset: terms(
        *rule, shift=shift, opens_days_before=opens, late_days=late, period_offset=offset
    ),
    st.sampled_from(RULES),
    st.sampled_from(list(Shift)),
    st.sampled_from([None, 5, 20]),
    st.sampled_from([0, 5, 10]),
    st.sampled_from([0, 0, 0, -1]),
)


@dataclass
class Played:
    """One grid, day by day: what it is asked for, by period, as the tick opens it."""

    setting: DutySetting | None = None
    before: DutySetting | None = None
    asked: dict[str, tuple[date, date]] = field(default_factory=dict)
    was_off: bool = False

    def periods(self, today: date) -> AskedPeriods:
        still = {period: due for period, (due, closes) in self.asked.items() if closes >= today}
        return AskedPeriods(frozenset(self.asked), still)

    def tick(self, today: date) -> None:
        duty = running(self.setting)
        for occurrence in occurrences(duty, today, today, DAYS) if duty else ():
            if occurrence.period_id not in self.asked and occurrence.due_on >= FIRST:
                assert occurrence.due_on >= today, "nobody begins overdue"
                self.asked[occurrence.period_id] = occurrence.due_on, occurrence.closes_on

    def become(self, new: DutySetting, today: date) -> None:
        moves = find_moves(running(self.setting), new.duty, self.periods(today), today, DAYS)
        for move in moves:
            del self.asked[move.period_id]
            self.asked[move.to.period_id] = move.to.due_on, move.to.closes_on
        self.before, self.setting = self.setting, new

    def want(self, wanted: DutyTerms, day: date | None, today: date) -> None:
        found = settle(
            self.setting, WantedDuty("d", wanted, day), wanted, self.periods(today), DutyDay(today, DAYS)
        )
        if isinstance(found, DutySetting):
            self.become(found, today)

    def stop(self, today: date) -> None:
        if running(self.setting) is not None and self.setting is not None:
            self.was_off = True
            self.become(put_off(self.setting, today), today)

    def undo(self, today: date) -> None:
        before = self.before
        if before is None or not before.is_on:
            self.stop(today)
        elif can_be_again(self.setting, before, self.periods(today), DutyDay(today, DAYS)):
            self.become(before, today)
        else:
            self.want(before.terms, None, today)


acts = st.one_of(
    st.tuples(st.just("want"), some_terms, st.one_of(st.none(), st.integers(0, 120))),
    st.tuples(st.just("want"), some_terms, st.none()),
    st.tuples(st.just("stop"), st.none(), st.none()),
    st.tuples(st.just("undo"), st.none(), st.none()),
)


@given(some_terms, st.lists(st.tuples(st.integers(0, 90), acts), max_size=6))
def test_whatever_is_changed_no_day_is_reported_on_twice_and_none_is_left_out(
    first: DutyTerms, changes: list[tuple[int, tuple[str, DutyTerms, int | None]]]
) -> None:
    played, today = Played(), FIRST
    played.want(first, None, today)
    played.tick(today)
    for wait, (act, wanted, ahead) in changes:
        for _day in range(wait):
            today += timedelta(days=1)
            played.tick(today)
        match act:
            case "want":
                played.want(wanted, None if ahead is None else today + timedelta(days=ahead), today)
            case "stop":
                played.stop(today)
            case _:
                played.undo(today)
        played.tick(today)
    while today < FIRST + timedelta(days=LENGTH):
        today += timedelta(days=1)
        played.tick(today)
    spans = sorted(period_span(period) for period in played.asked)
    for (_begins, ends), (begins, _ends) in pairwise(spans):
        assert ends < begins, "reported on twice"
        assert played.was_off or ends + timedelta(days=1) == begins, "left out"
    duty = running(played.setting)
    due = [
        due for due in (next_due(duty, AskedPeriods(), FIRST, DAYS) if duty else ()) if due.due_on <= today
    ]
    # What the duty names in the end, after all changes, was asked for.
    last_change = FIRST + timedelta(days=sum(wait for wait, _act in changes))
    assert all(
        occurrence.period_id in played.asked
        for occurrence in due
        if occurrence.due_on >= last_change and occurrence.opens_on >= last_change
    )


def test_plain_values_make_the_same_setting_again() -> None:
    found = setting((terms(), None), (terms(MONTHLY.format(25)), date(2026, 7, 1)))
    off = put_off(found, FIRST)
    for each in (found, off):
        data = setting_data(each)
        assert setting_of("d", data) == each
        assert same_data(data, dict(reversed(list(data.items()))))
    assert not same_data(setting_data(found), setting_data(off))
    assert (found.starts_on, found.is_on, off.is_on) == (date(2026, 7, 1), True, False)
    assert off.duty.is_ended
    assert not off.duty.due_in(2026, DAYS)
    with pytest.raises(ValueError, match="duty d: cannot read"):
        _ = setting((terms("FREQ=DAILY"), None)).duty


def test_a_block_s_terms_may_take_another_form() -> None:
    block = DutyBlock(id="d", form="of_before", rule=RULES[0][0], period=Period.MONTH, late_days=3)
    assert block.with_form("f") == terms(RULES[0][0], late_days=3)
    with pytest.raises(ValueError, match="duty d: falls due twice"):
        block.model_copy(update={"rule": MONTHLY.format("1,2")}).with_form("f")


def test_terms_that_count_from_a_day_leave_what_was_due_before() -> None:
    was = setting((terms(), None))
    found = from_day(was, "d", terms(MONTHLY.format(10)), date(2026, 7, 1))
    due = [occurrence.due_on for occurrence in found.duty.due_in(2026, DAYS)][4:8]
    assert due == [date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 10), date(2026, 8, 10)]
    # A change that had not begun is replaced; terms of long ago are forgotten.
    again = from_day(found, "d", terms(MONTHLY.format(20)), date(2026, 6, 1))
    assert [phase.starts_on for phase in again.phases] == [None, date(2026, 6, 1)]
    late = from_day(from_day(again, "d", terms(), date(2030, 1, 1)), "d", terms(), date(2034, 1, 1))
    assert [phase.starts_on for phase in late.phases] == [date(2030, 1, 1), date(2034, 1, 1)]
    # One that was off, or never on, begins anew.
    for nothing in (None, put_off(was, FIRST)):
        for new in (from_day(nothing, "d", terms(), FIRST), at_once(nothing, "d", terms(), FIRST)):
            assert new.phases == (DutyPhase(terms(), FIRST),)
    assert at_once(found, "d", terms(), FIRST).phases[-1] == DutyPhase(terms(), date(2026, 7, 1))


TODAY = date(2026, 5, 12)
MAY = AskedPeriods(frozenset({"2026-04", "2026-05"}), {"2026-05": date(2026, 5, 31)})
FAULTS: list[tuple[DutySetting, AskedPeriods, PeriodFault | None]] = [
    (setting((terms(MONTHLY.format(25)), None)), MAY, None),
    (setting((terms(MONTHLY.format(10)), None)), MAY, None),
    (setting((terms(MONTHLY.format(10)), None)), AskedPeriods(), PeriodFault(Mishap.PAST, "2026-05")),
    (
        setting((terms(MONTHLY.format(10), late_days=0), None)),
        AskedPeriods(),
        PeriodFault(Mishap.LOST, "2026-05"),
    ),
    (setting((terms(*RULES[5]), None)), MAY, PeriodFault(Mishap.DOUBLED, "2026-04")),
    (setting((terms(*RULES[5]), None)), AskedPeriods(), None),
    (
        setting((terms(), None), (terms(*RULES[5]), date(2026, 6, 1))),
        AskedPeriods(),
        PeriodFault(Mishap.DOUBLED, "2026-Q2"),
    ),
    (
        setting((terms(), None), (terms(MONTHLY.format(25)), date(2026, 5, 31))),
        AskedPeriods(),
        PeriodFault(Mishap.LOST, "2026-05"),
    ),
    (
        setting((terms(MONTHLY.format(20)), None), (terms(MONTHLY.format(25)), date(2026, 5, 21))),
        AskedPeriods(),
        PeriodFault(Mishap.DOUBLED, "2026-05"),
    ),
]


@pytest.mark.parametrize(("new", "asked", "fault"), FAULTS)
def test_what_would_happen_to_a_period_is_named(
    new: DutySetting, asked: AskedPeriods, fault: PeriodFault | None
) -> None:
    assert find_fault(setting((terms(), None)).duty, new.duty, asked, TODAY, DAYS) == fault


def test_a_change_counts_from_the_first_day_that_can_be() -> None:
    was = setting((terms(), None))
    on = DutyDay(TODAY, DAYS)

    def settled(wanted: DutyTerms, day: date | None = None) -> DutySetting | PeriodFault:
        return settle(was, WantedDuty("d", wanted, day), wanted, MAY, on)

    assert settled(terms(MONTHLY.format(25))) == setting((terms(MONTHLY.format(25)), None))
    quarterly = terms(*RULES[5])
    assert settled(quarterly) == setting((terms(), None), (quarterly, date(2026, 7, 1)))
    assert settled(quarterly, date(2026, 7, 1)) == settled(quarterly)
    assert settled(quarterly, date(2026, 6, 1)) == PeriodFault(Mishap.DOUBLED, "2026-04")
    assert len(list(days_tried(TODAY))) == 8 + 24
    assert not can_be_again(put_off(was, TODAY - timedelta(days=1)), was, MAY, on)
    assert can_be_again(put_off(was, TODAY), was, MAY, on)
    assert can_be_again(None, was, AskedPeriods(), on)
    assert running(None) is None


def test_what_is_open_moves_and_what_falls_due_once_is_one_thing() -> None:
    was = setting((terms(), None)).duty

    def moved(
        new: DutyTerms, asked: AskedPeriods = MAY, old: DutyTerms | None = None
    ) -> list[tuple[str, date]]:
        before = was if old is None else setting((old, None)).duty
        found = find_moves(before, setting((new, None)).duty, asked, TODAY, DAYS)
        return [(move.to.period_id, move.to.due_on) for move in found]

    assert moved(terms(MONTHLY.format(25))) == [("2026-05", date(2026, 5, 25))]
    assert moved(terms(MONTHLY.format(10))) == []
    assert moved(terms(*RULES[5])) == []
    overdue = AskedPeriods(frozenset({"2026-05"}), {"2026-05": date(2026, 5, 10)})
    # Of what is overdue only the last day can move.
    assert moved(terms(MONTHLY.format(10), late_days=20), overdue) == [("2026-05", date(2026, 5, 10))]
    assert moved(terms(MONTHLY.format(10), late_days=1), overdue) == []
    once = terms("RDATE=20260520", Period.DAY, opens_days_before=20)
    asked = AskedPeriods(frozenset({"2026-05-20"}), {"2026-05-20": date(2026, 5, 20)})
    later = terms("RDATE=20260601", Period.DAY, opens_days_before=20)
    assert moved(later, asked, once) == [("2026-06-01", date(2026, 6, 1))]
    assert moved(terms(), asked, once) == []
    assert find_moves(None, setting((later, None)).duty, AskedPeriods(), TODAY, DAYS) == []


def test_what_falls_due_next_leaves_out_what_is_over() -> None:
    duty = setting((terms(MONTHLY.format(25)), None)).duty
    over = AskedPeriods(frozenset({"2026-05"}))
    assert [due.period_id for due in next_due(duty, over, TODAY, DAYS)][:1] == ["2026-06"]
    assert [due.period_id for due in next_due(duty, MAY, TODAY, DAYS)][:1] == ["2026-05"]
    assert "2026-05" in periods_named(duty, TODAY, DAYS)


def test_nudges_that_were_done_stay_done_when_others_take_their_place() -> None:
    was = (-7, -3, -1, 0, 1, 3)
    counted: Callable[..., list[int]] = lambda new: [steps_kept(was, new, done) for done in range(8)]  # noqa: E731
    assert counted(was) == [0, 1, 2, 3, 4, 5, 6, 6]
    assert counted((-14, -3, 0)) == [0, 1, 2, 2, 3, 3, 3, 3]
    assert counted(()) == [0] * 8
    assert steps_kept((), was, 2) == 0
    assert replace(setting((terms(), None)), off_since=FIRST).terms == terms()
