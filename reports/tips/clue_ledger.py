"""The clue ledger (问题线索台账, docs/domain.md section 3 `clue_ledger`) as an Excel and as a Word file.

The form is the bureau's own: its words are Chinese whatever language its reader speaks elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.papers.official import OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid
from reports.papers.official_words import FILLED_IN_BY, filled_on, short_day
from reports.sheets.workbook import PaperSheet, Table, paper_workbook

HEADERS = ("序号", "姓名", "职务", "线索摘要", "线索来源", "受理时间", "处置方式及结果")
OF_THE_OFFICE = ("承办人", "可查性")
"""Columns of the office's own, in the Excel file alone: the paper of the bureau has none for them."""

_SHEET = "问题线索台账"
_SHEET_WIDTHS = (6, 12, 20, 60, 16, 14, 44, 14, 10)
_DAY_COLUMN = HEADERS.index("受理时间")
NOTES = (
    "注：1.线索来源：信访举报、检举控告、巡视巡察、上级纪委监委交办、审计发现、政法机关移送、自行发现等。",
    "2.统计口径：登记的全部线索，累计至填报之日。",
)
"""Below the table (campaign annex 3): what a source may be, and what is counted here."""

NOBODY = ("", "", "")
"""Who filled it in, checked it, and whom to call, where nobody said: written by hand."""

_COLUMNS_MM = (13, 20, 28, 72, 25, 24, 43)
_CENTRED_COLUMNS = frozenset({0, 1, 2, 4, 5})


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One clue, in words. `accepted_on` (a day in Shanghai) is None where it is not accepted yet."""

    name: str
    post: str
    summary: str
    source: str
    accepted_on: date | None
    handling: str
    in_charge: str = ""
    traceable: str = ""


def ledger_sheet(rows: Sequence[LedgerRow], title: str, on: date, filled_in: Sequence[str] = NOBODY) -> bytes:
    """Return an xlsx: `title`, the day `on`, the head of the form, a row for each of `rows`, numbered from 1.

    Below it stands who `filled_in` the form, as FILLED_IN_BY has it; "" leaves room to write.

    Behind the form's columns stand the office's own: whose each clue is, and how well it can be looked into.

    Days are days, and nothing that somebody typed is a formula. It prints on A4 across, the head on each page.
    """
    table = Table(
        title=_SHEET,
        headers=(*HEADERS, *OF_THE_OFFICE),
        rows=[
            (
                number,
                row.name,
                row.post,
                row.summary,
                row.source,
                row.accepted_on,
                row.handling,
                row.in_charge,
                row.traceable,
            )
            for number, row in enumerate(rows, start=1)
        ],
        widths=_SHEET_WIDTHS,
    )
    by = "　　　　　　".join(map("".join, zip(FILLED_IN_BY, filled_in, strict=True)))
    notes = (by, *NOTES)
    return paper_workbook(PaperSheet(table, title, filled_on(on), notes, centred=(0, _DAY_COLUMN)))


def ledger_document(
    rows: Sequence[LedgerRow], title: str, on: date, unit_name: str, filled_in: Sequence[str] = NOBODY
) -> bytes:
    """Return a docx laid out after GB/T 9704: `title`, 填报单位 and 填报日期, the table, `filled_in`, page numbers.

    A4 across; the table's head stands on each page and no row is torn in two. It names no author.
    """
    document = OfficialDocument(title, on, across=True)
    document.title(title)
    document.filled_by(unit_name, on)
    words = [
        (str(number), row.name, row.post, row.summary, row.source, short_day(row.accepted_on), row.handling)
        for number, row in enumerate(rows, start=1)
    ]
    add_grid(document, RuledTable(HEADERS, _COLUMNS_MM, words, _CENTRED_COLUMNS))
    document.filled_in_by(filled_in)
    for note in NOTES:
        document.remark(note)
    return document.content()
