"""What may stand in a cell of the roster, and how it is read: forgiving about form, strict about content."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from openpyxl.utils.datetime import from_excel

from domain.errors import RefusalError
from domain.people.grids import TAGS_BETWEEN, tags_of
from forms.xlsform.shown_sheets import ShownCell, is_moment

YES, NO = "是", "否"
CODE_LENGTH = 32
TEXT_LENGTH = 100

Choice = TypeVar("Choice", bound=StrEnum)

_DATE = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日|(\d{4})(\d{2})(\d{2})"
)
# Joiners and marks of direction: text may have them, codes and names of a list have no use for them.
_INVISIBLE = re.compile("[\u00ad\u200c-\u200f]")
_COMMAS = re.compile("[，,；;]")
# Days outside these years are a slip of the pen, or a number that was never meant as a date.
_YEARS = range(1950, 2101)


def plain_text(text: str) -> str:
    """Return what a cell shows on one line, "" where it is blank."""
    return " ".join(_INVISIBLE.sub("", text).split())


def read_text(cell: ShownCell) -> str:
    """Return a name or a post of at most 100 characters, "" where it is blank. Raises RefusalError."""
    return _limited(plain_text(_words(cell)), TEXT_LENGTH)


def text_of_lines(most: int) -> Callable[[ShownCell], str]:
    """Return a reader of text of several lines, of at most `most` characters. It raises RefusalError."""

    def read(cell: ShownCell) -> str:
        lines = (plain_text(line) for line in _words(cell).split("\n"))
        return _limited("\n".join(line for line in lines if line), most)

    return read


def read_code(cell: ShownCell) -> str:
    """Return a code or a staff number (工号), full-width forms made plain. Raises RefusalError."""
    return _limited(_narrow(_words(cell)).replace(" ", ""), CODE_LENGTH)


def read_tags(cell: ShownCell) -> tuple[str, ...]:
    """Return 标签, of which several are divided by 、 or another comma. Raises RefusalError."""
    return tags_of(_COMMAS.sub(TAGS_BETWEEN, plain_text(_words(cell))))


def read_level(cell: ShownCell) -> int:
    """Return 级别, a whole number from 1. Raises RefusalError."""
    text = _narrow(cell.shown)
    found = re.fullmatch(r"([1-9]\d?)(\.0+)?", text)
    if found is None:
        raise RefusalError("roster-fault-level", value=text)
    return int(found[1])


def one_of(choices: type[Choice]) -> Callable[[ShownCell], Choice]:
    """Return a reader of cells that hold one of `choices`; it raises RefusalError listing them."""
    options = {choice.value: choice for choice in choices}

    def read(cell: ShownCell) -> Choice:
        text = plain_text(cell.shown)
        if text not in options:
            raise RefusalError("roster-fault-choice", value=text, choices="、".join(options))
        return options[text]

    return read


def one_of_words(values: Mapping[str, str]) -> Callable[[ShownCell], str]:
    """Return a reader of cells that hold one of the words in `values`, which gives what it stands for.

    It raises RefusalError listing them.
    """

    def read(cell: ShownCell) -> str:
        text = plain_text(cell.shown)
        if text not in values:
            raise RefusalError("roster-fault-choice", value=text, choices="、".join(values))
        return values[text]

    return read


def read_yes_or_no(cell: ShownCell) -> bool:
    """Return whether the cell says 是 (or holds Excel's own TRUE). Raises RefusalError."""
    if isinstance(cell.value, bool):
        return cell.value
    text = plain_text(cell.shown)
    if text not in (YES, NO):
        raise RefusalError("roster-fault-choice", value=text, choices=f"{YES}、{NO}")
    return text == YES


def read_day(cell: ShownCell) -> date:
    """Return a day: an Excel date, 2024-01-01, 2024/1/1, 2024.1.1, 2024年1月1日 or 20240101.

    Raises RefusalError for anything else and for years outside 1950 to 2100.
    """
    day = _day(cell)
    if day is None or day.year not in _YEARS:
        raise RefusalError("roster-fault-date", value=plain_text(cell.shown))
    return day


def _words(cell: ShownCell) -> str:
    """Return what the cell shows; raises RefusalError where Excel made a date of a code such as 3-1."""
    if is_moment(cell.value):
        raise RefusalError("sheet-is-date", value=cell.shown)
    return cell.shown


def _day(cell: ShownCell) -> date | None:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    text = re.sub(r"( 0{1,2}:00(:00)?)$", "", _narrow(cell.shown))
    if match := _DATE.fullmatch(text.replace(" ", "")):
        year, month, day = (int(part) for part in match.groups() if part and part.isdigit())
        try:
            return date(year, month, day)
        except ValueError:
            return None
    return _day_of_serial_number(cell)


def _day_of_serial_number(cell: ShownCell) -> date | None:
    """Read a date whose cell lost its date format and shows Excel's count of days, from the workbook's own epoch."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return None
    try:
        found = from_excel(cell.value, cell.epoch)
    except (ValueError, OverflowError):
        return None
    return found.date() if isinstance(found, datetime) else None


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", plain_text(text)).strip()


def _limited(text: str, most: int) -> str:
    if len(text) > most:
        raise RefusalError("roster-fault-too-long", length=len(text), most=most)
    return text
