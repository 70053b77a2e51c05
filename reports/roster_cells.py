"""What may stand in a cell of the roster, and how it is read: forgiving about form, strict about content."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.datetime import from_excel

from domain.errors import RefusalError

CellValue = object
"""What openpyxl gives for a cell: None, str, int, float, bool, datetime, date, time or timedelta."""

YES, NO = "是", "否"
CODE_LENGTH = 32
TEXT_LENGTH = 100

Choice = TypeVar("Choice", bound=StrEnum)

_DATE = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日|(\d{4})(\d{2})(\d{2})"
)
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
# Days outside these years are a slip of the pen, or a number that was never meant as a date.
_YEARS = range(1950, 2101)


def plain_text(value: CellValue) -> str:
    """Return a cell as text on one line, "" where it is blank; a whole number stored as 12.0 reads "12"."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(_INVISIBLE.sub("", str(value)).split())


def read_text(value: CellValue) -> str:
    """Return a name or a post of at most 100 characters, "" where it is blank. Raises RefusalError."""
    return _limited(plain_text(value), TEXT_LENGTH)


def read_code(value: CellValue) -> str:
    """Return a code or a staff number (工号), full-width forms made plain. Raises RefusalError."""
    return _limited(_narrow(value).replace(" ", ""), CODE_LENGTH)


def read_level(value: CellValue) -> int:
    """Return 级别, a whole number from 1. Raises RefusalError."""
    text = _narrow(value)
    if not re.fullmatch(r"[1-9]\d?", text):
        raise RefusalError("roster-fault-level", value=text)
    return int(text)


def one_of(choices: type[Choice]) -> Callable[[CellValue], Choice]:
    """Return a reader of cells that hold one of `choices`; it raises RefusalError listing them."""
    options = {choice.value: choice for choice in choices}

    def read(value: CellValue) -> Choice:
        text = plain_text(value)
        if text not in options:
            raise RefusalError("roster-fault-choice", value=text, choices="、".join(options))
        return options[text]

    return read


def read_yes_or_no(value: CellValue) -> bool:
    """Return whether the cell says 是 (or holds Excel's own TRUE). Raises RefusalError."""
    if isinstance(value, bool):
        return value
    text = plain_text(value)
    if text not in (YES, NO):
        raise RefusalError("roster-fault-choice", value=text, choices=f"{YES}、{NO}")
    return text == YES


def read_day(value: CellValue) -> date:
    """Return a day: an Excel date, 2024-01-01, 2024/1/1, 2024.1.1, 2024年1月1日 or 20240101.

    Raises RefusalError for anything else and for years outside 1950 to 2100.
    """
    day = _day(value)
    if day is None or day.year not in _YEARS:
        raise RefusalError("roster-fault-date", value=plain_text(value))
    return day


def refuse_error_value(value: CellValue) -> None:
    """Raise RefusalError where a formula came to nothing, as in #REF!."""
    if isinstance(value, str) and value in ERROR_CODES:
        raise RefusalError("roster-fault-formula", value=value)


def _day(value: CellValue) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = re.sub(r"( 0{1,2}:00(:00)?)$", "", _narrow(value))
    if match := _DATE.fullmatch(text.replace(" ", "")):
        year, month, day = (int(part) for part in match.groups() if part and part.isdigit())
        try:
            return date(year, month, day)
        except ValueError:
            return None
    return _day_of_serial_number(value)


def _day_of_serial_number(value: CellValue) -> date | None:
    """Read a date whose cell lost its date format and shows Excel's count of days."""
    if not isinstance(value, int | float):
        return None
    try:
        found = from_excel(value)
    except (ValueError, OverflowError):
        return None
    return found.date() if isinstance(found, datetime) else None


def _narrow(value: CellValue) -> str:
    return unicodedata.normalize("NFKC", plain_text(value)).strip()


def _limited(text: str, most: int) -> str:
    if len(text) > most:
        raise RefusalError("roster-fault-too-long", length=len(text), most=most)
    return text
