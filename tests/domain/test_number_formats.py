"""What Excel shows for numbers and texts in the formats that offices give them (as LibreOffice and Excel show them)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.number_formats import GENERAL, shown_number, shown_text


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (123, "00000", "00123"),
        (123456, "00000", "123456"),
        (1.0, GENERAL, "1"),
        (0.1 + 0.2, GENERAL, "0.3"),
        (-0.0, GENERAL, "0"),
        (123456789012345, GENERAL, "123456789012345"),
        (1234567890123456, GENERAL, None),
        (1e-7, GENERAL, None),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (5, "000,000", "000,005"),
        (0.25, "0%", "25%"),
        (0.005, "0.0%", "0.5%"),
        (2.5, "0", "3"),
        (-5, "0;(0)", "(5)"),
        (-5, "0", "-5"),
        (-0.2, "0", "0"),
        (0, '0;-0;"无"', "无"),
        (13800138000, "000-0000-0000", "138-0013-8000"),
        (12, '"A"000', "A012"),
        (7, 'General"号"', "7号"),
        (7, "@", "7"),
        (1500, "0,", "2"),
        (3, "??0", "  3"),
        (1.5, "0.0#", "1.5"),
        (0.5, "#.##", ".5"),
        (12, "[$¥-804]0.00", "¥12.00"),
        (1, "[Red]00;[Blue]-00", "01"),
        (5, ";;;", ""),
        (1.5, "# ?/?", None),
        (12, "[>9]0;00", None),
        (2, "[DBNum1]0", None),
        (45000, "yyyy", None),
        (1500, "0.00E+00", None),
    ],
)
def test_a_number_is_shown_as_excel_shows_it_or_not_at_all(
    value: float, code: str, shown: str | None
) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [(GENERAL, "甲"), ("@", "甲"), ("0", "甲"), ('"第"@', "第甲"), (";;;", ""), ("0;0;0;", "")],
)
def test_a_text_is_shown_as_its_format_has_it(code: str, shown: str) -> None:
    assert shown_text("甲", code) == shown


@given(st.integers(-(10**14), 10**14), st.integers(1, 14))
def test_leading_zeros_change_no_number(value: int, zeros: int) -> None:
    shown = str(shown_number(value, "0" * zeros))
    assert (int(shown), len(shown.lstrip("-"))) == (value, max(zeros, len(str(abs(value)))))


@given(st.decimals(-1_000_000, 1_000_000, places=2))
def test_money_is_shown_to_the_fen(value: Decimal) -> None:
    assert Decimal(str(shown_number(float(value), "#,##0.00")).replace(",", "")) == value
    assert shown_number(float(value), GENERAL) is not None


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#?.,;%@[]"\\_*- aE(号$/', max_size=12))
def test_no_format_makes_it_stumble(value: float, code: str) -> None:
    shown_number(value, code)
    shown_text("x", code)
