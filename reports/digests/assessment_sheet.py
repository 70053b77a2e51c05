"""An assessment as an Excel file for level 1: branches, grids, people (docs/domain.md section 6)."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial

from domain.duties.assessment import Tally, worst_first
from domain.rates import percent
from locales import Words
from reports.digests.assessment import Assessed
from reports.sheets.safe_cells import Value
from reports.sheets.workbook import Row, Table, workbook

Say = Callable[..., str]
_FIGURES = (
    "expected",
    "reported",
    "on-time",
    "late",
    "missing",
    "open",
    "exempt",
    "on-time-rate",
    "reporting-rate",
)
_FIGURE_WIDTHS = tuple(10 for _ in _FIGURES)


def assessment_sheet(found: Assessed, caption: str, words: Words, language: str) -> bytes:
    """Return the xlsx: sheets 支部, 网格 (own items, by branch) and 人员 (of all their grids), the worst first.

    A branch is the one that a grid hung in when it owed.

    Figures are numbers; rates are percent with one decimal, rounded down, empty where nothing was expected.
    """
    say: Say = partial(words.get, language)
    tables = [_branches(found, say), _grids(found, say), _people(found, say)]
    return workbook([replace(table, caption=caption) for table in tables])


def _branches(found: Assessed, say: Say) -> Table:
    rows: list[Row] = [(_name(found, code, say), *_figures(tally)) for code, tally in found.below(found.top)]
    own = found.assessment.of_grids([found.top])
    if own != Tally():
        rows.append((found.tree.get(found.top).name, *_figures(own)))
    total = (say("assess-total"), *_figures(found.together(found.top)))
    return _table(say, "branches", ("branch",), rows, total)


def _grids(found: Assessed, say: Say) -> Table:
    tallies = found.assessment.by_place
    rows: list[Row] = []
    for code, branch_code in worst_first(tallies):
        branch = _name(found, branch_code, say) if branch_code != found.top else ""
        names = "、".join(found.people[person][0] for person, _tally in found.people_at(code))
        rows.append((branch, _name(found, code, say), names, *_figures(tallies[code, branch_code])))
    return _table(say, "grids", ("branch", "grid", "answering"), rows)


def _people(found: Assessed, say: Say) -> Table:
    by_number = {
        found.people[person][1]: (person, tally) for person, tally in found.assessment.by_person().items()
    }
    rows: list[Row] = []
    for number in worst_first({number: tally for number, (_person, tally) in by_number.items()}):
        person, tally = by_number[number]
        codes = sorted(code for code, holder in found.assessment.by_post if holder == person)
        grids = "、".join(_name(found, code, say) for code in codes)
        rows.append((number, found.people[person][0], grids, *_figures(tally)))
    return _table(say, "people", ("number", "name", "grids"), rows)


def _name(found: Assessed, code: str, say: Say) -> str:
    return found.name(code, lambda name: say("digest-removed", name=name))


def _table(say: Say, sheet: str, columns: tuple[str, ...], rows: list[Row], total: Row = ()) -> Table:
    return Table(
        say(f"assess-sheet-{sheet}"),
        [say(f"assess-column-{column}") for column in (*columns, *_FIGURES)],
        rows,
        (*(18 for _ in columns), *_FIGURE_WIDTHS),
        total=total,
    )


def _figures(tally: Tally) -> tuple[Value, ...]:
    return (
        tally.expected,
        tally.reported,
        tally.on_time,
        tally.late,
        tally.missing,
        tally.open,
        tally.exempt,
        _rate(tally.on_time_rate),
        _rate(tally.reporting_rate),
    )


def _rate(rate: Fraction | None) -> float | None:
    found = percent(rate)
    return None if found is None else float(found)
