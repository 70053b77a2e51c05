"""Problems and their measures brought in from one Excel sheet (整改台账, docs/domain.md section 5), and its template.

A measure has a row. What belongs to the problem stands in the first of its rows: below it the cells are merged, blank,
or say the same again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.errors import RefusalError
from domain.people.roster import RosterFault, RosterFaultsError
from domain.workbook_bounds import WorkbookBounds, check_workbook
from forms.answers import LONG_TEXT_LENGTH
from forms.xlsform.shown_sheets import ShownCell, ShownSheet
from locales import in_chinese
from registers.language import Register
from reports.sheets.roster_cells import one_of_words, read_day, read_text, text_of_lines
from reports.sheets.rows import Headers, SheetRow, find_headers, read_sheet, rows_below, sheet_faults
from reports.sheets.workbook import PaperSheet, Table, paper_workbook

SHEET = "整改台账"
NUMBER = "序号"
OF_PROBLEMS = (NUMBER, "问题来源", "存在问题", "责任领导", "责任单位", "责任人", "整改期限")
OF_MEASURES = ("整改措施", "措施责任领导", "措施责任单位", "措施责任人", "完成时限")
COLUMNS = (*OF_PROBLEMS, *OF_MEASURES)
MOST_ROWS = 500
"""So many measures come in at once, in one piece of work: whoever writes meanwhile waits for it."""
MOST_BYTES = 5 * 1024 * 1024
_BOUNDS = WorkbookBounds(file_bytes=MOST_BYTES, unpacked_bytes=8 * MOST_BYTES, cells=200_000)
_MAY_LACK = frozenset({NUMBER, "措施责任领导", "措施责任单位"})
_WIDTHS = (6, 12, 44, 14, 18, 14, 14, 44, 14, 18, 14, 14)


@dataclass(frozen=True, slots=True)
class SheetMeasure:
    """A measure as the sheet has it, and the number of its `row`; persons and departments are names.

    Where the sheet names no leader or department of its own, they are the problem's.
    """

    row: int
    measure: str
    leader: str
    department: str
    person: str
    deadline: date


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """A problem as the sheet has it, and the number of its first `row`; `source` is the value of a choice."""

    row: int
    source: str
    problem: str
    leader: str
    department: str
    person: str
    deadline: date
    measures: tuple[SheetMeasure, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemSheet:
    """What a sheet says, and every fault in it; where a cell is at fault what it would say is "" or `date.min`."""

    problems: Sequence[SheetProblem]
    faults: Sequence[RosterFault]


def read_problems(content: bytes, register: Register) -> list[SheetProblem]:
    """Return the problems of a sheet (`scan_problems`). Raises RosterFaultsError with every fault at once."""
    found = scan_problems(content, register)
    if found.faults:
        raise RosterFaultsError(sorted(found.faults, key=lambda fault: fault.row))
    return list(found.problems)


def scan_problems(content: bytes, register: Register) -> ProblemSheet:
    """Read an xlsx into problems of `register`, whose field `source` says where they may come from.

    The sheet is 整改台账, or the only one that is shown; titles above the headers, further columns and their order
    don't matter. Raises RosterFaultsError for a file of which no row can be read, or with more than MOST_ROWS.
    """
    try:
        check_workbook(content, _BOUNDS)
    except RefusalError as refusal:
        raise RosterFaultsError([RosterFault("", 0, "", refusal.key)]) from refusal
    sheet, faults = read_sheet(content, SHEET)
    if sheet is None:
        raise RosterFaultsError(faults)
    headers = find_headers(sheet, COLUMNS)
    missing = [column for column in COLUMNS if column not in headers.columns and column not in _MAY_LACK]
    if missing:
        lacking = [RosterFault(SHEET, headers.row, column, "roster-fault-no-column") for column in missing]
        raise RosterFaultsError(lacking)
    sheet = _unjoined(sheet, headers)
    faults += sheet_faults(SHEET, sheet, headers)
    rows = list(rows_below(SHEET, sheet, headers))
    if len(rows) > MOST_ROWS:
        many = {"count": str(len(rows)), "most": str(MOST_ROWS)}
        raise RosterFaultsError([RosterFault(SHEET, 0, "", "problem-sheet-many", many)])
    sources = {choice.label["zh"]: choice.value for choice in register.form.field("source").choices}
    problems = [_problem(group, sources) for group in _groups(rows)]
    faults += [fault for row in rows for fault in row.faults]
    if not rows:
        faults.append(RosterFault(SHEET, headers.row, "", "problem-sheet-none"))
    return ProblemSheet(problems, faults)


def problem_template() -> bytes:
    """Return an xlsx to fill in: the headers, and above them how."""
    table = Table(SHEET, COLUMNS, (), _WIDTHS)
    return paper_workbook(PaperSheet(table, SHEET, in_chinese().label("problem-sheet-how")))


def _unjoined(sheet: ShownSheet, headers: Headers) -> ShownSheet:
    """Return the sheet as if nothing were merged downwards: a measure's cell holds for all rows that it covers."""
    names = {at: column for column, at in headers.columns.items() if column != "整改措施"}
    rows: dict[int, Mapping[int, ShownCell]] = dict(sheet.rows)
    others = []
    for area in sheet.merged:
        name = names.get(area.columns[0])
        if name is None or len(area.columns) > 1 or area.rows[0] <= headers.row:
            others.append(area)
        elif name in OF_MEASURES:
            cell = rows[area.rows[0]][area.columns[0]]
            rows |= {row: {**cells, area.columns[0]: cell} for row, cells in rows.items() if row in area.rows}
    return replace(sheet, rows=rows, merged=others)


def _groups(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """Put the rows of a problem together: one begins where its own cells say something that was not said above."""
    group: list[SheetRow] = []
    known: dict[str, str] = {}
    for row in rows:
        own = row.said(OF_PROBLEMS)
        if group and own.items() <= known.items():
            group.append(row)
            continue
        if group:
            yield group
        group, known = [row], own
    if group:
        yield group


def _problem(rows: Sequence[SheetRow], sources: Mapping[str, str]) -> SheetProblem:
    first, text = rows[0], text_of_lines(LONG_TEXT_LENGTH)
    problem = SheetProblem(
        row=first.number,
        source=first.need("问题来源", one_of_words(sources), ""),
        problem=first.need("存在问题", text, ""),
        leader=first.need("责任领导", read_text, ""),
        department=first.need("责任单位", read_text, ""),
        person=first.need("责任人", read_text, ""),
        deadline=first.need("整改期限", read_day, date.min),
    )
    measures = (_measure(row, problem) for row in rows if row.said(OF_MEASURES))
    return replace(problem, measures=tuple(measures))


def _measure(row: SheetRow, problem: SheetProblem) -> SheetMeasure:
    return SheetMeasure(
        row=row.number,
        measure=row.need("整改措施", text_of_lines(LONG_TEXT_LENGTH), ""),
        leader=row.read("措施责任领导", read_text, "") or problem.leader,
        department=row.read("措施责任单位", read_text, "") or problem.department,
        person=row.need("措施责任人", read_text, ""),
        deadline=row.need("完成时限", read_day, date.min),
    )
