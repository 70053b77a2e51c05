"""Who may review what, and which verdict follows which state: every branch of the rule."""

from datetime import date

import pytest

from domain.people.people import Post, Role, Viewer
from domain.reporting.reviews import (
    BranchReviews,
    ReviewState,
    ReviewSubject,
    Verdict,
    possible_verdicts,
    reviewed_branches,
    reviewing_level,
)

BOTH = (Verdict.ACCEPTED, Verdict.RETURNED)
WARD = ReviewSubject(grid_code="301", branch_code="201", unit_code="1", filed_by=7)
BRANCH = ReviewSubject(grid_code="201", branch_code="201", unit_code="1", filed_by=8)
UNIT = ReviewSubject(grid_code="1", branch_code="1", unit_code="1", filed_by=9)


def viewer(*posts: Post, person_id: int = 5, stands_in: tuple[Post, ...] = ()) -> Viewer:
    return Viewer(person_id, "甲", "zh", posts, stands_in)


OFFICE = viewer(Post(Role.OFFICE, "1", 1))
COMMISSIONER = viewer(Post(Role.COMMISSIONER, "1", 1))
UNIT_INSPECTOR = viewer(Post(Role.INSPECTOR, "1", 1))
OTHER_UNIT = viewer(Post(Role.OFFICE, "2", 1))
BRANCH_INSPECTOR = viewer(Post(Role.INSPECTOR, "201", 2))
OTHER_BRANCH = viewer(Post(Role.INSPECTOR, "202", 2))
WARD_INSPECTOR = viewer(Post(Role.INSPECTOR, "301", 3))
COMMITTEE = viewer(Post(Role.COMMITTEE, "1", 1))
LEADER = viewer(Post(Role.LEADER_IN_CHARGE, "201", 2))
DEPUTY = viewer(Post(Role.INSPECTOR, "302", 3), stands_in=(Post(Role.INSPECTOR, "201", 2),))
OFFICE_DEPUTY = viewer(stands_in=(Post(Role.OFFICE, "1", 1),))


@pytest.mark.parametrize(
    ("who", "ward", "branch", "unit"),
    [
        (OFFICE, 1, 1, None),
        (COMMISSIONER, 1, 1, None),
        (UNIT_INSPECTOR, 1, 1, None),
        (OTHER_UNIT, None, None, None),
        (BRANCH_INSPECTOR, 2, None, None),
        (DEPUTY, 2, None, None),
        (OTHER_BRANCH, None, None, None),
        (WARD_INSPECTOR, None, None, None),
        (COMMITTEE, None, None, None),
        (LEADER, None, None, None),
        (OFFICE_DEPUTY, None, None, None),
        (viewer(), None, None, None),
    ],
)
def test_a_branch_reviews_its_departments_and_level_one_any_but_its_own(
    who: Viewer, ward: int | None, branch: int | None, unit: int | None
) -> None:
    found = [reviewing_level(who, subject) for subject in (WARD, BRANCH, UNIT)]
    assert found == [ward, branch, unit]


def test_nobody_reviews_what_they_filed_or_what_a_grid_of_theirs_owes() -> None:
    filed_it = viewer(Post(Role.INSPECTOR, "201", 2), person_id=WARD.filed_by)
    heads_it = viewer(Post(Role.INSPECTOR, "201", 2), Post(Role.DEPARTMENT_HEAD, "301", 3))
    stands_in = viewer(Post(Role.INSPECTOR, "201", 2), stands_in=(Post(Role.INSPECTOR, "301", 3),))
    office_filed_it = viewer(Post(Role.OFFICE, "1", 1), person_id=WARD.filed_by)
    office_inspects_it = viewer(Post(Role.OFFICE, "1", 1), Post(Role.INSPECTOR, "201", 2))
    assert [reviewing_level(who, WARD) for who in (filed_it, heads_it, stands_in, office_filed_it)] == [
        None
    ] * 4
    assert reviewing_level(office_inspects_it, BRANCH) is None
    assert reviewing_level(office_inspects_it, WARD) == 1


def test_a_grid_right_below_the_unit_is_reviewed_by_level_one_alone() -> None:
    alone = ReviewSubject(grid_code="399", branch_code="399", unit_code="1", filed_by=7)
    assert [reviewing_level(who, alone) for who in (OFFICE, BRANCH_INSPECTOR)] == [1, None]


def test_the_branches_one_reviews_are_named_once() -> None:
    twice = viewer(Post(Role.INSPECTOR, "201", 2), stands_in=(Post(Role.INSPECTOR, "201", 2),))
    assert reviewed_branches(twice) == ("201",)
    assert reviewed_branches(WARD_INSPECTOR) == ()


@pytest.mark.parametrize("level", [1, 2])
def test_what_waits_may_be_accepted_or_returned_and_what_came_back_waits_for_its_correction(
    level: int,
) -> None:
    assert possible_verdicts(level, ReviewState.RECEIVED) == BOTH
    assert possible_verdicts(level, ReviewState.EDITED, 1) == BOTH
    assert possible_verdicts(level, ReviewState.RETURNED, 2) == ()


def test_of_what_was_accepted_level_one_has_the_last_word() -> None:
    assert possible_verdicts(2, ReviewState.ACCEPTED, 2) == ()
    assert possible_verdicts(2, ReviewState.ACCEPTED, 1) == ()
    assert possible_verdicts(1, ReviewState.ACCEPTED, 2) == BOTH
    assert possible_verdicts(1, ReviewState.ACCEPTED, 1) == (Verdict.RETURNED,)
    assert possible_verdicts(1, ReviewState.ACCEPTED) == BOTH  # closed before there were reviews


@pytest.mark.parametrize(
    ("counts", "on", "closed"),
    [
        ((5, 5, 0, 0, 5), 5, True),  # all filed, all accepted: closed before the period is
        ((5, 4, 0, 0, 4), 5, False),  # one may still come
        ((5, 4, 0, 0, 4), 6, True),  # nothing more will
        ((5, 5, 1, 0, 4), 6, False),
        ((5, 5, 0, 1, 4), 6, False),
        ((0, 0, 0, 0, 0), 5, True),
    ],
)
def test_a_branch_has_closed_when_nothing_more_is_to_come(
    counts: tuple[int, int, int, int, int], on: int, *, closed: bool
) -> None:
    branch = BranchReviews("201", "第一党支部", *counts, date(2026, 6, 5))
    assert branch.has_closed(date(2026, 6, on)) is closed
