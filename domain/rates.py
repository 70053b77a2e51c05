"""Rates in percent: one rounding for windows, files, pictures and documents (docs/domain.md section 6)."""

from decimal import Decimal
from fractions import Fraction


def percent(rate: Fraction | None) -> Decimal | None:
    """Return percent with one decimal, rounded down: only what is whole reads as 100. None stays None."""
    return None if rate is None else Decimal(int(rate * 1000)) / 10


def percent_of(part: int, whole: int) -> Decimal | None:
    """Return `part` of `whole` as `percent` does; None where there is nothing to be a part of."""
    return percent(Fraction(part, whole)) if whole else None


def percent_said(rate: Decimal | None) -> str:
    """Return "42.8%", "50%", or a dash where there is none."""
    return "—" if rate is None else f"{rate:f}".removesuffix(".0") + "%"
