"""Points from figures: each rule, shares of nothing, deductions, bounds; and all of it recounted by brute force."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.grades.grading import (
    Grade,
    GradeBounds,
    GradedKind,
    GradingCriterion,
    GradingDeduction,
    PointsMade,
    PointsNature,
    PointsRule,
    points_made,
    rounded,
)

BOUNDS = GradeBounds(Decimal(90), Decimal(75), Decimal(60))
LABEL = {"zh": "项", "en": "part"}
SHARE = GradingCriterion("on_time", LABEL, "on_time", Decimal(60), PointsRule.SHARE, of="expected")
EACH = GradingCriterion("talks", LABEL, "talks", Decimal(30), PointsRule.EACH, each=Decimal("2.5"))
REACH = GradingCriterion("education", LABEL, "education", Decimal(10), PointsRule.REACH, full_at=4)
LATE = GradingDeduction("late", LABEL, "late", Decimal(1), most=Decimal(5))
RETURNED = GradingDeduction("returned", LABEL, "returned", Decimal("0.5"))
CRITERIA, DEDUCTIONS = (SHARE, EACH, REACH), (LATE, RETURNED)


def made(**figures: int) -> PointsMade:
    return points_made(CRITERIA, DEDUCTIONS, BOUNDS, GradedKind.INSPECTOR, figures)


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ("100", Grade.EXCELLENT),
        ("90", Grade.EXCELLENT),
        ("89.9", Grade.GOOD),
        ("75", Grade.GOOD),
        ("74.9", Grade.PASSED),
        ("60", Grade.PASSED),
        ("59.9", Grade.FAILED),
        ("0", Grade.FAILED),
    ],
)
def test_a_grade_begins_at_its_bound(points: str, grade: Grade) -> None:
    assert BOUNDS.grade(Decimal(points)) is grade


def test_each_rule_gives_its_points_and_no_more_than_the_full() -> None:
    found = made(on_time=11, expected=12, talks=3, education=3)
    assert [part.points for part in found.parts] == [55, Decimal("7.5"), Decimal("7.5"), 0, 0]
    assert (found.points, found.grade, found.is_scaled) == (Decimal(70), Grade.PASSED, False)
    most = made(on_time=15, expected=12, talks=50, education=9)
    assert [part.points for part in most.parts[:3]] == [60, 30, 10]
    assert (most.points, most.grade) == (Decimal(100), Grade.EXCELLENT)


def test_deductions_take_no_more_than_their_most_and_leave_nothing_below_nought() -> None:
    found = made(on_time=12, expected=12, talks=12, education=4, late=9, returned=3)
    assert [part.points for part in found.parts[3:]] == [5, Decimal("1.5")]
    assert (found.earned, found.deducted, found.points) == (Decimal(100), Decimal("6.5"), Decimal("93.5"))
    assert found.parts[3].nature is PointsNature.DEDUCTION
    nothing = made(on_time=0, expected=12, returned=9)
    assert (nothing.points, nothing.grade) == (Decimal(0), Grade.FAILED)


def test_of_whom_nothing_was_due_there_are_no_points_whatever_else_they_did() -> None:
    found = made(talks=12, education=4)
    assert (found.points, found.grade, found.is_scaled) == (None, None, False)
    assert found.parts[0].points is None


def test_a_share_of_nothing_is_not_counted_and_the_others_are_brought_to_a_hundred() -> None:
    other = GradingCriterion("read", LABEL, "read", Decimal(40), PointsRule.SHARE, of="sent")
    found = points_made((SHARE, other), (), BOUNDS, GradedKind.UNIT, {"on_time": 5, "expected": 6})
    assert [part.points for part in found.parts] == [50, None]
    assert (found.counted, found.is_scaled) == (Decimal(60), True)
    assert found.points == Decimal("83.3")


def test_where_no_criterion_is_for_a_kind_nothing_is_graded() -> None:
    only = GradingCriterion(
        "a", LABEL, "a", Decimal(100), PointsRule.EACH, each=Decimal(1), whom=(GradedKind.UNIT,)
    )
    found = points_made((only,), (), BOUNDS, GradedKind.INSPECTOR, {"a": 100})
    assert (found.parts, found.points, found.grade) == ([], None, None)


def test_a_piece_without_a_worth_or_a_whole_is_worth_nothing() -> None:
    each = GradingCriterion("a", LABEL, "a", Decimal(50), PointsRule.EACH)
    reach = GradingCriterion("b", LABEL, "b", Decimal(50), PointsRule.REACH)
    share = GradingCriterion("c", LABEL, "c", Decimal(50), PointsRule.SHARE)
    found = points_made((each, reach, share), (), BOUNDS, GradedKind.UNIT, {"a": 3, "b": 3, "c": 3})
    assert [part.points for part in found.parts] == [0, None, None]


@pytest.mark.parametrize(
    ("exact", "tenths"), [("1/20", "0.1"), ("1/3", "0.3"), ("2/3", "0.7"), ("999/20", "50"), ("0", "0")]
)
def test_a_half_of_a_tenth_is_rounded_up(exact: str, tenths: str) -> None:
    assert rounded(Fraction(exact)) == Decimal(tenths)


figures = st.integers(0, 40)


@given(st.tuples(*(figures,) * 6))
def test_all_of_it_is_what_counting_piece_by_piece_gives(some: tuple[int, ...]) -> None:
    on_time, more, talks, education, late, returned = some
    expected = on_time + more
    found = made(
        on_time=on_time, expected=expected, talks=talks, education=education, late=late, returned=returned
    )
    # In hundredths of a point, piece by piece, without fractions.
    tenths = 0
    if expected:
        tenths += (2 * 600 * on_time + expected) // (2 * expected)
    for _talk in range(talks):
        tenths = tenths + 25
    tenths -= max(0, 25 * talks - 300)
    tenths += (2 * 100 * min(education, 4) + 4) // 8
    taken = min(50, 10 * late) + 5 * returned
    points = max(0, tenths - taken)
    if not expected:
        assert found.points is None
        return
    assert found.points is not None
    assert found.points * 10 == points
    assert found.points == max(Decimal(0), found.earned - found.deducted)
    assert found.grade is next(
        grade for grade, bound in zip(Grade, (900, 750, 600, 0), strict=True) if points >= bound
    )
