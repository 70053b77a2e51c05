"""Cells that can't act: what somebody typed stays text, whatever it begins with."""

import re
from datetime import date, datetime
from decimal import Decimal

from openpyxl.cell.cell import Cell

from domain.characters import admit
from domain.time.clock import SHANGHAI

Value = str | int | float | bool | Decimal | date | datetime | None
"""What a cell may hold; a moment is aware and shown as Shanghai's time, a Decimal is money in yuan."""

DAY_FORMAT = "yyyy-mm-dd"
MOMENT_FORMAT = "yyyy-mm-dd hh:mm"
MONEY_FORMAT = "#,##0.00"

# What Excel takes as the start of a formula, full-width signs too.
_FORMULA_START = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# What Excel reads as another character, _x000D_ as the end of a line; _x005F_ stands for its first sign.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EXCEL_TEXT_LIMIT = 32_767


def put(cell: Cell, value: Value) -> None:
    """Write `value` into `cell` with its type and date format; text never becomes a formula.

    Characters that no xlsx can hold are left out, since rows may be older than the doors, and text beyond Excel's
    32,767 characters is cut.
    """
    if isinstance(value, str):
        _put_text(cell, value)
    elif isinstance(value, datetime):
        cell.value = value.astimezone(SHANGHAI).replace(tzinfo=None)
        cell.number_format = MOMENT_FORMAT
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY_FORMAT
        elif isinstance(value, Decimal):
            cell.number_format = MONEY_FORMAT


def _put_text(cell: Cell, text: str) -> None:
    clean = _ESCAPE.sub("_x005F_", admit(text)[:_EXCEL_TEXT_LIMIT])
    cell.value = clean
    cell.data_type = "s"  # openpyxl takes "=1+1" for a formula and "#N/A" for an error
    if _FORMULA_START.match(clean):
        cell.quotePrefix = True  # so that editing the cell in Excel keeps it text
