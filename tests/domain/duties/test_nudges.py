from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.duties import Duty
from domain.duties.nudges import Item, Plan, Posts, level_one_of, plan_nudges
from domain.people.grids import Grid, GridTree
from domain.people.people import Role
from domain.time.clock import SHANGHAI, day_in_shanghai
from domain.time.nudge_hours import NudgeHours, Quiet, Snooze, snooze_until
from domain.time.periods import Period

OFFICE, COMMISSIONER, BRANCH, WARD, LAB = 1, 2, 20, 30, 31
TREE = GridTree(
    [
        Grid("H", "医院", 1),
        Grid("B", "内科支部", 2, "H"),
        Grid("D", "心内科", 3, "B"),
        Grid("E", "检验科", 3, "B"),
    ]
)


def inspectors(**people: tuple[int, ...]) -> dict[tuple[str, Role], tuple[int, ...]]:
    return {(code, Role.INSPECTOR): ids for code, ids in people.items()}


POSTS = Posts(TREE, inspectors(B=(BRANCH,), D=(WARD,), E=(LAB,)), {"H": (OFFICE, COMMISSIONER)})
DUTY = Duty(id="monthly", form_id="monthly", rule="FREQ=MONTHLY;BYMONTHDAY=-1", period=Period.MONTH)
DUTIES = {"monthly": DUTY, "quarterly": replace(DUTY, id="quarterly")}
DUE = date(2026, 6, 30)
REPORT = Item(1, "monthly", "2026-06", "D", DUE, DUE + timedelta(days=5))
BEFORE_DUE, THROUGH_DUE, ONE_OVERDUE, ALL = 3, 4, 5, 6


def morning(days_after_due: int, hour: int = 9) -> datetime:
    return datetime.combine(DUE + timedelta(days=days_after_due), time(hour), SHANGHAI)


def heard(plan: Plan) -> dict[int, tuple[list[int], list[int]]]:
    return {
        nudge.person_id: ([item.id for item in nudge.own], [item.id for item in nudge.below])
        for nudge in plan.nudges
    }


def plan(
    days_after_due: int, *items: Item, posts: Posts = POSTS, quiet: Quiet | None = None, hour: int = 9
) -> Plan:
    return plan_nudges(morning(days_after_due, hour), items, DUTIES, posts, quiet or Quiet())


@pytest.mark.parametrize(("days", "steps"), [(-7, 1), (-3, 2), (-1, 3), (0, 4)])
def test_each_step_up_to_the_due_day_reaches_the_grid_itself(days: int, steps: int) -> None:
    outcome = plan(days, replace(REPORT, steps_done=steps - 1))
    assert heard(outcome) == {WARD: ([1], [])}
    assert outcome.steps == {1: steps}


def test_between_steps_nobody_hears() -> None:
    for days, steps in [(-8, 0), (-6, 1), (-2, 2), (2, ONE_OVERDUE), (5, ALL)]:
        assert plan(days, replace(REPORT, steps_done=steps)) == Plan()


def test_overdue_steps_go_up_one_grid_at_a_time_and_end_at_level_one() -> None:
    first = plan(1, replace(REPORT, steps_done=THROUGH_DUE))
    assert heard(first) == {WARD: ([1], []), BRANCH: ([], [1])}
    second = plan(3, replace(REPORT, steps_done=ONE_OVERDUE))
    assert heard(second) == {WARD: ([1], []), OFFICE: ([], [1]), COMMISSIONER: ([], [1])}


def test_all_of_level_one_hears_even_where_one_of_them_is_named_for_the_hospital() -> None:
    posts = replace(POSTS, holders={**POSTS.holders, **inspectors(H=(COMMISSIONER,))})
    outcome = plan(3, replace(REPORT, steps_done=ONE_OVERDUE), posts=posts)
    assert heard(outcome) == {WARD: ([1], []), OFFICE: ([], [1]), COMMISSIONER: ([], [1])}


def test_further_steps_stay_at_level_one() -> None:
    duties = {"monthly": replace(DUTY, nudge_after=(1, 3, 4))}
    outcome = plan_nudges(morning(4), [replace(REPORT, steps_done=ALL)], duties, POSTS, Quiet())
    assert heard(outcome) == {WARD: ([1], []), OFFICE: ([], [1]), COMMISSIONER: ([], [1])}


def test_a_branch_s_own_duty_goes_up_to_level_one_at_once() -> None:
    outcome = plan(1, replace(REPORT, grid_code="B", steps_done=THROUGH_DUE))
    assert heard(outcome) == {BRANCH: ([1], []), OFFICE: ([], [1]), COMMISSIONER: ([], [1])}


def test_a_duty_of_the_hospital_itself_ends_at_level_one_too() -> None:
    posts = replace(POSTS, holders=inspectors(H=(COMMISSIONER,)))
    outcome = plan(3, replace(REPORT, grid_code="H", steps_done=THROUGH_DUE), posts=posts)
    assert heard(outcome) == {COMMISSIONER: ([1], []), OFFICE: ([], [1])}


def test_an_empty_step_is_passed_over_at_once() -> None:
    posts = replace(POSTS, holders=inspectors(D=(WARD,)))
    outcome = plan(1, replace(REPORT, steps_done=THROUGH_DUE), posts=posts)
    assert heard(outcome) == {WARD: ([1], []), OFFICE: ([], [1]), COMMISSIONER: ([], [1])}


def test_nobody_is_told_of_their_own_duty_as_one_from_below() -> None:
    posts = replace(POSTS, holders=inspectors(B=(WARD,), D=(WARD, WARD)))
    outcome = plan(1, replace(REPORT, steps_done=THROUGH_DUE), posts=posts)
    assert heard(outcome) == {WARD: ([1], []), OFFICE: ([], [1]), COMMISSIONER: ([], [1])}


def test_a_grid_in_which_nobody_can_hear_passes_up_at_once_and_at_every_step() -> None:
    posts = replace(POSTS, holders=inspectors(B=(BRANCH,)))
    outcome = plan(-7, REPORT, posts=posts)
    assert heard(outcome) == {BRANCH: ([], [1])}
    assert (outcome.steps, outcome.passed_up) == ({1: 1}, {1: True})
    gone_up = replace(REPORT, steps_done=1, passed_up=True)
    assert plan(-6, gone_up, posts=posts) == Plan()
    assert heard(plan(-3, gone_up, posts=posts)) == {BRANCH: ([], [1])}
    assert heard(plan(1, gone_up, posts=posts)) == {BRANCH: ([], [1])}
    overdue = replace(gone_up, steps_done=ONE_OVERDUE)
    assert heard(plan(3, overdue, posts=posts)) == {
        BRANCH: ([], [1]),
        OFFICE: ([], [1]),
        COMMISSIONER: ([], [1]),
    }


def test_before_the_first_step_nothing_passes_up() -> None:
    assert plan(-8, REPORT, posts=replace(POSTS, holders=inspectors(B=(BRANCH,)))) == Plan()


def test_a_grid_that_falls_silent_between_two_steps_passes_up_that_day() -> None:
    posts = replace(POSTS, holders=inspectors(B=(BRANCH,)))
    told = replace(REPORT, steps_done=1)
    outcome = plan(-5, told, posts=posts)
    assert heard(outcome) == {BRANCH: ([], [1])}
    assert (outcome.steps, outcome.passed_up) == ({}, {1: True})
    waits = plan(-5, told, posts=posts, quiet=Quiet(already_today={BRANCH}))
    assert waits == Plan()


def test_with_somebody_there_again_the_grid_is_asked_itself_again() -> None:
    gone_up = replace(REPORT, steps_done=1, passed_up=True)
    outcome = plan(-5, gone_up)
    assert (heard(outcome), outcome.passed_up) == ({}, {1: False})
    assert heard(plan(-3, gone_up)) == {WARD: ([1], [])}


def test_whoever_comes_to_answer_for_a_grid_hears_at_once_of_all_that_is_open() -> None:
    posts = replace(POSTS, newcomers=frozenset({WARD}))
    outcome = plan(-12, REPORT, replace(REPORT, id=2, grid_code="E"), posts=posts)
    assert heard(outcome) == {WARD: ([1], [])}
    assert not outcome.steps
    assert outcome.welcomed == {WARD}


def test_a_newcomer_with_nothing_open_needs_no_word() -> None:
    outcome = plan(-12, posts=replace(POSTS, newcomers=frozenset({WARD})))
    assert outcome == Plan(welcomed=frozenset({WARD}))


def test_a_newcomer_who_has_had_a_message_or_postponed_is_welcomed_later() -> None:
    posts = replace(POSTS, newcomers=frozenset({WARD}))
    for quiet in (Quiet(already_today={WARD}), Quiet(snoozed={WARD: morning(1)})):
        assert plan(-12, REPORT, posts=posts, quiet=quiet) == Plan()


def test_a_duty_of_another_role_is_asked_of_its_holders_and_goes_up_to_inspectors() -> None:
    duties = {
        "monthly": replace(DUTY, roles=frozenset({Role.DEPARTMENT_HEAD, Role.COMMISSIONER}), min_level=1)
    }
    head = 50
    posts = replace(
        POSTS,
        holders={
            **POSTS.holders,
            ("D", Role.DEPARTMENT_HEAD): (head,),
            ("H", Role.COMMISSIONER): (COMMISSIONER,),
        },
    )

    def on(days: int, item: Item) -> dict[int, tuple[list[int], list[int]]]:
        return heard(plan_nudges(morning(days), [item], duties, posts, Quiet()))

    assert on(0, REPORT) == {head: ([1], [])}
    assert on(1, replace(REPORT, steps_done=THROUGH_DUE)) == {head: ([1], []), BRANCH: ([], [1])}
    own = replace(REPORT, grid_code="H")
    assert on(0, own) == {COMMISSIONER: ([1], [])}
    assert on(1, replace(own, steps_done=THROUGH_DUE)) == {COMMISSIONER: ([1], []), OFFICE: ([], [1])}


def test_level_one_is_the_office_the_commissioner_and_its_own_inspectors() -> None:
    holders = {
        ("H", Role.OFFICE): (OFFICE,),
        ("H", Role.INSPECTOR): (5, OFFICE),
        ("H", Role.COMMISSIONER): (COMMISSIONER,),
        ("H", Role.COMMITTEE): (7,),
        ("B", Role.INSPECTOR): (BRANCH,),
    }
    assert level_one_of("H", holders) == (OFFICE, COMMISSIONER, 5)


def test_steps_missed_while_the_bot_was_down_count_as_one() -> None:
    outcome = plan(0, REPORT)
    assert heard(outcome) == {WARD: ([1], [])}
    assert outcome.steps == {1: THROUGH_DUE}
    long = plan(4, REPORT)
    assert heard(long) == {WARD: ([1], []), BRANCH: ([], [1]), OFFICE: ([], [1]), COMMISSIONER: ([], [1])}
    assert long.steps == {1: ALL}


def test_one_message_lists_all_that_is_open_by_due_day() -> None:
    quarterly = Item(2, "quarterly", "2026-Q2", "D", DUE - timedelta(days=5), DUE, steps_done=2)
    later = Item(3, "monthly", "2026-07", "D", DUE + timedelta(days=31), DUE + timedelta(days=36))
    outcome = plan(-7, later, REPORT, quarterly)
    assert heard(outcome) == {WARD: ([2, 1, 3], [])}
    assert outcome.steps == {1: 1}


def test_what_came_up_before_is_listed_again_with_the_next_message() -> None:
    overdue = replace(REPORT, steps_done=ALL)
    own = Item(2, "quarterly", "2026-Q2", "B", DUE + timedelta(days=4), DUE + timedelta(days=9), 2)
    assert heard(plan(3, overdue, own)) == {BRANCH: ([2], [1])}


def test_what_is_not_overdue_is_not_yet_listed_above() -> None:
    own = Item(2, "quarterly", "2026-Q2", "B", DUE, DUE + timedelta(days=5), THROUGH_DUE - 2)
    assert heard(plan(-1, replace(REPORT, steps_done=BEFORE_DUE), own)) == {BRANCH: ([2], [])}


def test_whoever_has_had_today_s_message_hears_tomorrow() -> None:
    assert plan(-3, REPORT, quiet=Quiet(already_today={WARD})) == Plan()
    assert heard(plan(-2, REPORT)) == {WARD: ([1], [])}


def test_an_escalation_waits_until_all_whom_it_concerns_can_hear() -> None:
    item = replace(REPORT, steps_done=THROUGH_DUE)
    assert plan(1, item, quiet=Quiet(already_today={BRANCH})) == Plan()
    assert heard(plan(2, item)) == {WARD: ([1], []), BRANCH: ([], [1])}


def test_nothing_is_planned_at_night() -> None:
    for hour, expected in [(7, False), (8, True), (20, True), (21, False), (0, False)]:
        assert bool(plan(0, REPORT, hour=hour).nudges) is expected


def test_what_is_no_longer_accepted_is_no_longer_mentioned() -> None:
    closed = replace(REPORT, closes_on=DUE)
    assert plan(1, closed) == Plan()
    assert heard(plan(1, closed, replace(REPORT, id=2, grid_code="E")))[LAB] == ([2], [])


def test_a_duty_or_grid_no_longer_configured_stops_nobody_else_s_nudge() -> None:
    gone = [replace(REPORT, id=2, duty_id="gone"), replace(REPORT, id=3, grid_code="gone")]
    outcome = plan(0, *gone, REPORT)
    assert heard(outcome) == {WARD: ([1], [])}


def test_without_anybody_at_all_the_step_waits() -> None:
    assert plan(3, REPORT, posts=Posts(TREE, {}, {})) == Plan()


def test_a_clock_that_jumps_back_takes_no_step_twice() -> None:
    assert plan(-7, replace(REPORT, steps_done=ONE_OVERDUE)) == Plan()


def test_whoever_postponed_is_silent_until_then_and_hears_then_a_second_time() -> None:
    item = replace(REPORT, steps_done=THROUGH_DUE)
    quiet = Quiet(already_today={WARD}, snoozed={WARD: morning(0, hour=11)})
    assert plan(0, item, quiet=quiet, hour=10) == Plan()
    outcome = plan(0, item, quiet=quiet, hour=11)
    assert heard(outcome) == {WARD: ([1], [])}
    assert outcome.snoozes_over == {WARD}
    assert outcome.steps == {}


def test_a_message_after_a_postponement_takes_the_steps_reached_meanwhile() -> None:
    quiet = Quiet(already_today={WARD}, snoozed={WARD: morning(0)})
    assert plan(0, REPORT, quiet=quiet).steps == {1: THROUGH_DUE}


def test_a_postponement_with_nothing_left_open_just_ends() -> None:
    outcome = plan(0, quiet=Quiet(snoozed={WARD: morning(0)}))
    assert outcome == Plan(snoozes_over=frozenset({WARD}))


def test_a_step_waits_while_all_whom_it_concerns_have_postponed() -> None:
    quiet = Quiet(snoozed={WARD: morning(1)})
    assert plan(0, REPORT, quiet=quiet) == Plan()
    assert plan(1, REPORT, quiet=quiet).steps == {1: ONE_OVERDUE}


def test_postponing_does_not_hold_up_escalation() -> None:
    quiet = Quiet(already_today={WARD}, snoozed={WARD: morning(2)})
    outcome = plan(1, replace(REPORT, steps_done=THROUGH_DUE), quiet=quiet)
    assert heard(outcome) == {BRANCH: ([], [1])}


def test_two_hours_is_two_hours_but_not_at_night() -> None:
    hours = NudgeHours()
    assert snooze_until(morning(0, 9), Snooze.TWO_HOURS, hours) == morning(0, 11)
    assert snooze_until(morning(0, 19), Snooze.TWO_HOURS, hours) == morning(1, 8)
    assert snooze_until(morning(0, 5), Snooze.TWO_HOURS, hours) == morning(0, 8)


def test_tomorrow_is_when_the_hours_begin_on_the_next_day() -> None:
    assert snooze_until(morning(0, 23), Snooze.TOMORROW, NudgeHours()) == morning(1, 8)
    assert snooze_until(morning(0, 1), Snooze.TOMORROW, NudgeHours(time(9, 30))) == morning(1, 9) + timedelta(
        minutes=30
    )


def test_hours_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="end before they begin"):
        NudgeHours(time(21), time(8))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(Snooze),
)
def test_a_postponement_ends_later_and_within_the_hours(now: datetime, choice: Snooze) -> None:
    hours = NudgeHours()
    until = snooze_until(now, choice, hours)
    assert until.tzinfo is UTC
    assert until > now
    assert hours.contain(until)
    assert (day_in_shanghai(until) - day_in_shanghai(now)).days <= 1
