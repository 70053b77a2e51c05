"""The month as an Excel file for level 1: branches, grids, and what was written (DOMAIN.md section 6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import partial

from domain.lights import Light
from domain.standing import Standing
from locales import Words
from reports.safe_cells import Value
from reports.sheet_titles import sheet_titles
from reports.workbook import Row, Table, workbook

_FILLS = {Light.GREEN: "CDE8DC", Light.YELLOW: "FFE9A8", Light.RED: "F6C4BE"}
_GRID_COLUMNS = ("branch", "grid", "kind", "standing", "submitted-at", "light")
_GRID_WIDTHS = (18, 16, 12, 10, 18, 8)
_WRITTEN_WIDTH = 120
_WRITTEN_LEAST = 20

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class BranchLine:
    """What a branch's grids came to. `figures` are its sums, in the order of the sheet's.

    It is told from others by its `code`, since names may be alike.
    """

    code: str
    branch: str
    due: int
    on_time: int
    late: int
    missing: int
    exempt: int
    green: int
    yellow: int
    red: int
    figures: Sequence[int | Decimal | None] = ()


@dataclass(frozen=True, slots=True)
class GridLine:
    """What one grid reported; `submitted_at` is aware, None with `light` where there is no report."""

    branch_code: str
    branch: str
    grid: str
    kind: str
    standing: Standing
    standing_said: str
    submitted_at: datetime | None = None
    light: Light | None = None
    figures: Sequence[Value] = ()


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """What was written in one field of the form: a row an item or a text, branch and grid before its `headers`."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class DigestSheet:
    """Everything in the file. `figures` are the headers of those in the lines of branches and grids."""

    caption: str
    figures: Sequence[str]
    branches: Sequence[BranchLine]
    grids: Sequence[GridLine]
    written: Sequence[WrittenSheet] = ()


def digest_sheet(digest: DigestSheet, words: Words, language: str) -> bytes:
    """Return the xlsx: sheets 汇总, 明细, one for each field that is listed, then one for each branch.

    Numbers are numbers, money is money, moments are moments of Shanghai, and nothing typed is a formula.
    """
    say = partial(words.get, language)
    tables = [_by_branch(digest, say), _by_grid(digest, say)]
    titles = sheet_titles([one.title for one in digest.written], [table.title for table in tables])
    tables += [_of_field(one, title, say) for one, title in zip(digest.written, titles, strict=True)]
    tables += _of_branches(digest, say, [table.title for table in tables])
    return workbook([replace(table, caption=digest.caption) for table in tables])


def _by_branch(digest: DigestSheet, say: Say) -> Table:
    rows: list[Row] = [
        (
            one.branch,
            one.due,
            one.on_time,
            one.late,
            one.missing,
            one.exempt,
            one.green,
            one.yellow,
            one.red,
            *one.figures,
        )
        for one in digest.branches
    ]
    # Until the period closes, who has not reported may still do so.
    is_open = any(one.standing is Standing.OPEN for one in digest.grids)
    missing = "missing-or-open" if is_open else Standing.MISSING
    columns = ("branch", "due", Standing.ON_TIME, Standing.LATE, missing, Standing.EXEMPT, *Light)
    return Table(
        say("reports-digest-sheet-branches"),
        [*(say(f"reports-digest-{column}") for column in columns), *digest.figures],
        rows,
        (18, *(8 for _ in columns[1:])),
        total=(say("reports-digest-total"), *(_sum(column) for column in list(zip(*rows, strict=True))[1:])),
    )


def _by_grid(digest: DigestSheet, say: Say) -> Table:
    return Table(
        say("reports-digest-sheet-grids"),
        [*(say(f"reports-digest-{column}") for column in _GRID_COLUMNS), *digest.figures],
        [(one.branch, *_grid_row(one, say)) for one in digest.grids],
        _GRID_WIDTHS,
        fills=_fills(say),
    )


def _of_field(one: WrittenSheet, title: str, say: Say) -> Table:
    headers = [*(say(f"reports-digest-{column}") for column in ("branch", "grid")), *one.headers]
    width = max(_WRITTEN_WIDTH // max(len(one.headers), 1), _WRITTEN_LEAST)
    return Table(title, headers, one.rows, (18, 16, *(width for _ in one.headers)))


def _of_branches(digest: DigestSheet, say: Say, taken: Sequence[str]) -> list[Table]:
    """Return a sheet a branch, in the order of the branches, with what its grids add up to."""
    names = [one.branch for one in digest.branches]
    headers = [*(say(f"reports-digest-{column}") for column in _GRID_COLUMNS[1:]), *digest.figures]
    tables = []
    for title, branch in zip(sheet_titles(names, taken), digest.branches, strict=True):
        rows = [_grid_row(one, say) for one in digest.grids if one.branch_code == branch.code]
        blank = [None] * (len(_GRID_COLUMNS) - 2)
        total = (say("reports-digest-total"), *blank, *branch.figures)
        tables.append(Table(title, headers, rows, _GRID_WIDTHS[1:], total, _fills(say)))
    return tables


def _grid_row(one: GridLine, say: Say) -> Row:
    return (
        one.grid,
        one.kind,
        one.standing_said,
        one.submitted_at,
        one.light and say(f"reports-digest-{one.light}"),
        *one.figures,
    )


def _fills(say: Say) -> dict[str, str]:
    return {say(f"reports-digest-{light}"): colour for light, colour in _FILLS.items()}


def _sum(column: Sequence[Value]) -> int | Decimal | None:
    """Add up a column; None where it holds no numbers."""
    numbers = [value for value in column if isinstance(value, int | Decimal)]
    return sum(numbers[1:], start=numbers[0]) if numbers else None
