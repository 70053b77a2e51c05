"""What a file (廉情档案) holds of registers: each with its entries and how many stand how (docs/domain.md 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.papers.official_words import short_day

_WIDTHS_MM = (30, 23, 40, 21, 25, 17)
_SUM_WIDTHS_MM = (46, 20, 90)


@dataclass(frozen=True, slots=True)
class ArchivedEntry:
    """An entry as it stood at the end of the span: its number ("" for none), its day, what it is about, its state.

    `who` is what the official is to it, in a grid's file whom it concerns; `done` what was written on its way.
    """

    number: str
    on: date
    what: str
    who: str
    done: str
    state: str


@dataclass(frozen=True, slots=True)
class ArchivedRegister:
    """A register's entries, by their day; `standing` is how many of them stand in each state, by its label."""

    title: str
    entries: Sequence[ArchivedEntry]
    standing: Sequence[tuple[str, int]]


Rows = Sequence[Sequence[str]]
Ruled = tuple[tuple[str, ...], tuple[float, ...], Rows]
"""A table: its columns, their widths in mm, its rows."""


def standing_of_registers(registers: Sequence[ArchivedRegister]) -> Ruled:
    """Return the table that says how many entries of each register there are, and how they stand."""
    rows = [
        (
            register.title,
            str(len(register.entries)),
            "，".join(f"{state}{n}" for state, n in register.standing),
        )
        for register in registers
    ]
    return ("台账", "件数", "情况"), _SUM_WIDTHS_MM, rows


def entries_of_register(register: ArchivedRegister, whose: str) -> Ruled:
    """Return the table of a register's entries; `whose` stands above the column that says whom they concern."""
    rows = [
        (entry.number, short_day(entry.on), entry.what, entry.who, entry.done, entry.state)
        for entry in register.entries
    ]
    return ("编号", "日期", "内容", whose, "办理情况", "状态"), _WIDTHS_MM, rows
