"""Old clues and old inspection findings brought in from one Excel sheet (导入旧线索), and its template.

A clue has a row. What a sheet says is in memory alone until it is sealed (docs/domain.md section 7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import RefusalError
from domain.in_memory import InMemoryOnly
from domain.people.roster import RosterFault, RosterFaultsError
from domain.tips.tips import Area, Source
from domain.workbook_bounds import WorkbookBounds, check_workbook
from locales import in_chinese
from reports.sheets.roster_cells import one_of_words, read_day, read_text, read_yes_or_no, text_of_lines
from reports.sheets.rows import Headers, SheetRow, find_headers, read_sheet, rows_below, sheet_faults
from reports.sheets.workbook import PaperSheet, Table, paper_workbook

SHEET = "旧线索"
NUMBER, SOURCE, RECEIVED, NAME, POST, DEPARTMENT, SUMMARY, AREA, OUTCOME, PAST = COLUMNS = (
    "原编号",
    "线索来源",
    "收到日期",
    "姓名",
    "职务",
    "科室",
    "线索摘要",
    "方面",
    "原处置情况",
    "涉及监察室",
)
SOURCES = {
    "来信": Source.LETTER,
    "来访": Source.VISIT,
    "巡察": Source.INSPECTION,
    "上级交办": Source.ASSIGNED,
    "审计": Source.AUDIT,
    "移送": Source.JUDICIARY,
    "自行发现": Source.DISCOVERED,
    Source.PETITION.value: Source.PETITION,
    Source.ACCUSATION.value: Source.ACCUSATION,
    Source.INSPECTION.value: Source.INSPECTION,
    Source.ASSIGNED.value: Source.ASSIGNED,
    Source.AUDIT.value: Source.AUDIT,
    Source.JUDICIARY.value: Source.JUDICIARY,
    Source.EXPLAINED.value: Source.EXPLAINED,
}
"""What a sheet may call them: as the office says, or as the bureau's ledger does."""
MOST_ROWS = 100
"""So many come in at once: of each a key is derived, a third of a second each."""
MOST_BYTES = 2 * 1024 * 1024
SUMMARY_LENGTH = 2_000
_BOUNDS = WorkbookBounds(file_bytes=MOST_BYTES, unpacked_bytes=8 * MOST_BYTES, cells=50_000)
_MAY_LACK = frozenset({NUMBER, NAME, POST, DEPARTMENT, OUTCOME, PAST})
_WIDTHS = (14, 14, 14, 12, 18, 18, 60, 24, 36, 12)


@dataclass(frozen=True, slots=True, repr=False)
class OldClue(InMemoryOnly):
    """A clue as the sheet has it, and the number of its `row`; "" is what it does not say."""

    row: int
    number: str
    source: Source
    received_on: date
    name: str
    post: str
    department: str
    summary: str
    area: Area
    outcome: str
    past: bool
    """Whether it concerns the office or the commissioner, and goes past them."""

    @property
    def content(self) -> str:
        """What makes it this clue and no other: brought in again it is refused, whatever file it comes in."""
        said = (self.number, self.source.value, self.received_on.isoformat(), self.name, self.summary)
        return "\0".join(said)


def scan_old_clues(content: bytes, today: date) -> list[OldClue]:
    """Return the clues of an xlsx: the sheet 旧线索, or the only one that is shown, below its headers.

    Raises RosterFaultsError with all faults at once: for a file of which no row can be read, or with more than
    MOST_ROWS, that alone.
    """
    try:
        check_workbook(content, _BOUNDS)
    except RefusalError as refusal:
        raise RosterFaultsError([RosterFault("", 0, "", refusal.key)]) from refusal
    sheet, faults = read_sheet(content, SHEET)
    if sheet is None:
        raise RosterFaultsError(faults)
    headers = find_headers(sheet, COLUMNS)
    _check_columns(headers)
    faults += sheet_faults(SHEET, sheet, headers)
    rows = list(rows_below(SHEET, sheet, headers))
    if len(rows) > MOST_ROWS:
        many = {"count": str(len(rows)), "most": str(MOST_ROWS)}
        raise RosterFaultsError([RosterFault(SHEET, 0, "", "problem-sheet-many", many)])
    clues = [_clue(row) for row in rows]
    faults += [fault for row in rows for fault in row.faults]
    faults += _faults_between(clues, today)
    if not rows:
        faults.append(RosterFault(SHEET, headers.row, "", "old-clues-none"))
    if faults:
        raise RosterFaultsError(sorted(faults, key=lambda fault: fault.row))
    return clues


def old_clues_template() -> bytes:
    """Return an xlsx to fill in: the headers, and above them how."""
    table = Table(SHEET, COLUMNS, (), _WIDTHS)
    areas = "、".join(area.value for area in Area)
    how = in_chinese().label("old-clues-how", sources="、".join(SOURCES), areas=areas)
    return paper_workbook(PaperSheet(table, SHEET, how))


def _check_columns(headers: Headers) -> None:
    missing = [column for column in COLUMNS if column not in headers.columns and column not in _MAY_LACK]
    if missing:
        raise RosterFaultsError(
            [RosterFault(SHEET, headers.row, column, "roster-fault-no-column") for column in missing]
        )


def _clue(row: SheetRow) -> OldClue:
    areas = {area.value: area.value for area in Area}
    source = row.need(SOURCE, one_of_words({said: said for said in SOURCES}), "")
    area = row.need(AREA, one_of_words(areas), "")
    return OldClue(
        row=row.number,
        number=row.read(NUMBER, read_text, ""),
        source=SOURCES.get(source, Source.LETTER),
        received_on=row.need(RECEIVED, read_day, date.min),
        name=row.read(NAME, read_text, ""),
        post=row.read(POST, read_text, ""),
        department=row.read(DEPARTMENT, read_text, ""),
        summary=row.need(SUMMARY, text_of_lines(SUMMARY_LENGTH), ""),
        area=Area(area) if area else Area.ETHICS,
        outcome=row.read(OUTCOME, text_of_lines(SUMMARY_LENGTH), ""),
        past=row.read(PAST, read_yes_or_no, blank=False),
    )


def _faults_between(clues: Sequence[OldClue], today: date) -> list[RosterFault]:
    """Return what is wrong that no cell alone tells: days to come, and rows that say the same."""
    later = [
        RosterFault(SHEET, clue.row, RECEIVED, "clues-received-later")
        for clue in clues
        if clue.received_on > today
    ]
    first: dict[str, int] = {}
    twice = []
    for clue in clues:
        row = first.setdefault(clue.content, clue.row)
        if row != clue.row and clue.summary:
            twice.append(RosterFault(SHEET, clue.row, "", "old-clues-twice", {"row": str(row)}))
    return [*later, *twice]
