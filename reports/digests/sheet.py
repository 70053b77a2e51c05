"""The month as an Excel file for level 1: branches, grids, and what was written (docs/domain.md section 6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import partial

from domain.duties.standing import Standing
from locales import Words
from reports.sheets.safe_cells import Value
from reports.sheets.titles import sheet_titles
from reports.sheets.workbook import Row, Table, workbook

_GRID_COLUMNS = ("branch", "grid", "kind", "standing", "submitted-at")
_GRID_WIDTHS = (18, 16, 12, 18, 18)
_WRITTEN_WIDTH = 120
_WRITTEN_LEAST = 20

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class BranchLine:
    """What a branch's grids came to: `sums` in the order of the sheet's, `below` as they stand below its fields.

    It is told from others by its `code`, since names may be alike.
    """

    code: str
    branch: str
    due: int
    on_time: int
    late: int
    missing: int
    exempt: int
    sums: Sequence[int | Decimal | None] = ()
    below: Sequence[Value] = ()


@dataclass(frozen=True, slots=True)
class GridLine:
    """What one grid reported: `answers` in the order of the sheet's fields.

    `submitted_at` is aware, None where there is no report that counts.
    """

    branch_code: str
    branch: str
    grid: str
    kind: str
    standing: Standing
    standing_said: str
    submitted_at: datetime | None = None
    answers: Sequence[Value] = ()


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """What was written in one field of the form: a row an item or a text, branch and grid before its `headers`."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """How registers stood: `as_of` says of which day, `rows` what, how many, and how many of them overdue."""

    as_of: str
    rows: Sequence[tuple[str, int, int | None]]


@dataclass(frozen=True, slots=True)
class DigestSheet:
    """Everything in the file. `sums` are the headers of those in lines of branches, `fields` of answers in others.

    `widths` are those of the fields. Where one of them is a `light`, its number from 0, `fills` has the colour
    (RRGGBB) behind each of its words.
    """

    caption: str
    sums: Sequence[str]
    fields: Sequence[str]
    branches: Sequence[BranchLine]
    grids: Sequence[GridLine]
    written: Sequence[WrittenSheet] = ()
    widths: Sequence[int] = ()
    light: int | None = None
    fills: Mapping[str, str] = field(default_factory=dict)
    entries: EntrySheet | None = None


def digest_sheet(digest: DigestSheet, words: Words, language: str) -> bytes:
    """Return the xlsx: sheets 汇总, 明细, 工作台账, one for each field that is written out, then one for each branch.

    Numbers are numbers, money is money, moments are moments of Shanghai, and nothing typed is a formula.
    """
    say = partial(words.get, language)
    tables = [_by_branch(digest, say), _by_grid(digest, say)]
    if digest.entries is not None:
        tables.append(_of_entries(digest.entries, say))
    titles = sheet_titles([sheet.title for sheet in digest.written], [table.title for table in tables])
    tables += [_of_field(sheet, title, say) for sheet, title in zip(digest.written, titles, strict=True)]
    tables += _of_branches(digest, say, [table.title for table in tables])
    return workbook([replace(table, caption=digest.caption) for table in tables])


def _by_branch(digest: DigestSheet, say: Say) -> Table:
    rows: list[Row] = [
        (branch.branch, branch.due, branch.on_time, branch.late, branch.missing, branch.exempt, *branch.sums)
        for branch in digest.branches
    ]
    # Until the period closes, who has not reported may still do so.
    is_open = any(grid.standing is Standing.OPEN for grid in digest.grids)
    missing = "missing-or-open" if is_open else Standing.MISSING
    columns = ("branch", "due", Standing.ON_TIME, Standing.LATE, missing, Standing.EXEMPT)
    sums = [_sum(column) for column in list(zip(*rows, strict=True))[1:]]
    return Table(
        say("reports-digest-sheet-branches"),
        [*(say(f"reports-digest-{column}") for column in columns), *digest.sums],
        rows,
        (18, *(8 for _ in columns[1:])),
        total=(say("reports-digest-total"), *sums),
    )


def _by_grid(digest: DigestSheet, say: Say) -> Table:
    return Table(
        say("reports-digest-sheet-grids"),
        [*(say(f"reports-digest-{column}") for column in _GRID_COLUMNS), *digest.fields],
        [(grid.branch, *_grid_row(grid)) for grid in digest.grids],
        (*_GRID_WIDTHS, *digest.widths),
        fills=digest.fills,
        filled=None if digest.light is None else len(_GRID_COLUMNS) + digest.light,
    )


def _of_entries(sheet: EntrySheet, say: Say) -> Table:
    headers = [sheet.as_of, say("reports-entries-count"), say("reports-entries-overdue")]
    return Table(say("reports-digest-sheet-entries"), headers, sheet.rows, (40, 12, 12))


def _of_field(sheet: WrittenSheet, title: str, say: Say) -> Table:
    headers = [*(say(f"reports-digest-{column}") for column in ("branch", "grid")), *sheet.headers]
    width = max(_WRITTEN_WIDTH // max(len(sheet.headers), 1), _WRITTEN_LEAST)
    return Table(title, headers, sheet.rows, (18, 16, *(width for _ in sheet.headers)))


def _of_branches(digest: DigestSheet, say: Say, taken: Sequence[str]) -> list[Table]:
    """Return a sheet a branch, in the order of the branches, with what its grids add up to."""
    names = [branch.branch for branch in digest.branches]
    whole = _by_grid(digest, say)
    tables = []
    for title, branch in zip(sheet_titles(names, taken), digest.branches, strict=True):
        blank = [None] * (len(_GRID_COLUMNS) - 2)
        tables.append(
            replace(
                whole,
                title=title,
                headers=whole.headers[1:],
                rows=[_grid_row(grid) for grid in digest.grids if grid.branch_code == branch.code],
                widths=whole.widths[1:],
                total=(say("reports-digest-total"), *blank, *branch.below),
                filled=None if whole.filled is None else whole.filled - 1,
            )
        )
    return tables


def _grid_row(grid: GridLine) -> Row:
    return (grid.grid, grid.kind, grid.standing_said, grid.submitted_at, *grid.answers)


def _sum(column: Sequence[Value]) -> int | Decimal | None:
    """Add up a column; None where it holds no numbers."""
    numbers = [value for value in column if isinstance(value, int | Decimal)]
    return sum(numbers[1:], start=numbers[0]) if numbers else None
