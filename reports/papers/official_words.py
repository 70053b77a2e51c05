"""The words of an official document: numbers of headings, days, and how wide a text is."""

import unicodedata
from datetime import date
from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_MOST_HEADINGS = 99
FILLED_IN_BY = ("填报人：", "联系电话：", "审核人：")
"""Stand below a form, to be filled in by hand: who signs it, the program does not know."""
BLANK_DAY = "　　年　　月　　日"
"""Where a day is to be written by hand."""


def numbered(level: int, number: int) -> str:
    """Return the number before a heading: 一、 （一） 1. （1） for levels 1 to 4 (GB/T 9704-2012, 7.3.3).

    Raises ValueError for another level, or a number that is not within 1 to 99.
    """
    if not 1 <= number <= _MOST_HEADINGS:
        raise ValueError(f"no heading is numbered {number}")
    if level == 1:
        return f"{chinese(number)}、"
    if level == 2:  # noqa: PLR2004 - the levels are the standard's
        return f"（{chinese(number)}）"
    if level == 3:  # noqa: PLR2004
        return f"{number}."
    if level == 4:  # noqa: PLR2004
        return f"（{number}）"
    raise ValueError(f"the standard has no heading of level {level}")


def chinese(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + ("" if ones == 0 and tens else _DIGITS[ones])


def day(on: date | None) -> str:
    """Return a day as 2026年6月30日, month and day without noughts (7.3.5.4), or room to write one."""
    return BLANK_DAY if on is None else f"{on.year}年{on.month}月{on.day}日"


def filled_on(on: date) -> str:
    """Return the words of a form that say when it was filled in."""
    return f"填报日期：{day(on)}"


def short_day(on: date | None) -> str:
    """Return a day for a table's cell, as 2026.6.30, or nothing."""
    return "" if on is None else f"{on.year}.{on.month}.{on.day}"


def number_words(number: int | Decimal) -> str:
    """Return a number in digits, exactly, without noughts that say nothing: 1.50 is 1.5, and 1E+3 is 1000."""
    words = f"{Decimal(number) or Decimal(0):f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def width_in_characters(text: str) -> float:
    """Return how many Chinese characters wide `text` is; Latin ones are half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WF" else 0.5 for character in text)
