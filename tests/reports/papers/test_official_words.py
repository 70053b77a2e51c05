from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.papers.official_words import (
    BLANK_DAY,
    chinese,
    day,
    filled_on,
    number_words,
    numbered,
    short_day,
    width_in_characters,
)

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


def read_back(numeral: str) -> int:
    if "十" not in numeral:
        return DIGITS[numeral]
    tens, ones = numeral.split("十")
    return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[ones] if ones else 0)


def test_headings_are_numbered_as_the_standard_has_it() -> None:
    assert [numbered(level, 1) for level in (1, 2, 3, 4)] == ["一、", "（一）", "1.", "（1）"]
    assert [numbered(1, number) for number in (2, 10, 11, 20, 21, 99)] == [
        "二、",
        "十、",
        "十一、",
        "二十、",
        "二十一、",
        "九十九、",
    ]


def test_each_numeral_reads_back() -> None:
    assert [read_back(chinese(number)) for number in range(1, 100)] == list(range(1, 100))


@pytest.mark.parametrize(("level", "number"), [(0, 1), (5, 1), (1, 0), (1, 100), (3, -1)])
def test_no_other_heading_has_a_number(level: int, number: int) -> None:
    with pytest.raises(ValueError, match="no heading"):
        numbered(level, number)


def test_days_have_no_noughts_and_a_missing_one_leaves_room_to_write() -> None:
    assert day(date(2026, 6, 3)) == "2026年6月3日"
    assert filled_on(date(2026, 12, 31)) == "填报日期：2026年12月31日"
    assert short_day(date(2026, 6, 3)) == "2026.6.3"
    assert (day(None), short_day(None)) == (BLANK_DAY, "")
    assert [sign for sign in BLANK_DAY if sign != "　"] == ["年", "月", "日"]


@given(st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=4)))
def test_a_number_is_said_exactly(number: int | Decimal) -> None:
    assert Decimal(number_words(number)) == number
    assert "E" not in number_words(number)


def test_a_number_has_no_noughts_that_say_nothing() -> None:
    numbers = (0, 10, Decimal("1.50"), Decimal("0.00"), Decimal("1E+3"), Decimal("613.25"))
    assert [number_words(number) for number in numbers] == ["0", "10", "1.5", "0", "1000", "613.25"]


def test_latin_signs_are_half_as_wide() -> None:
    assert width_in_characters("2026年7月3日") == 6
    assert width_in_characters("（一）") == 3
