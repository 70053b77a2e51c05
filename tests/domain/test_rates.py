"""Rates are rounded in one place, down to a tenth, and read alike wherever they stand."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.rates import percent, percent_of, percent_said


@given(st.integers(1, 5_000), st.integers(0, 5_000))
def test_only_the_whole_reads_as_a_hundred_and_a_tenth_is_never_made_up(whole: int, part: int) -> None:
    part = min(part, whole)
    found = percent_of(part, whole)
    assert found is not None
    exact = Fraction(100 * part, whole)
    assert Fraction(found) <= exact < Fraction(found) + Fraction(1, 10)
    assert (found == Decimal(100)) == (part == whole)


def test_three_of_seven_reads_the_same_as_figure_and_in_words() -> None:
    assert percent(Fraction(3, 7)) == Decimal("42.8")
    assert [
        percent_said(percent_of(part, whole)) for part, whole in ((3, 7), (1, 2), (0, 9), (9, 9), (0, 0))
    ] == [
        "42.8%",
        "50%",
        "0%",
        "100%",
        "—",
    ]
