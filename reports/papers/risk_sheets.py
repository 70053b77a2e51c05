"""The three risk-prevention forms (annexes 2 to 4; docs/domain.md section 3).

The forms are the bureau's own: their words are Chinese whatever language their reader speaks elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from reports.papers.official import CELL_SIZE, HEI_FONTS, TEXT_FONTS, OfficialDocument, write
from reports.papers.official_tables import another_line, at_least, blank_table, keep_whole, put_words
from reports.papers.official_words import day

# One page, unless more is written than it holds: 225 mm, of which the heading takes 35.
_WIDTHS_MM = (31, 47, 31, 47)
_FACT_MM, _OPINION_MM = 11, 28
_TEXTS = (("主要职责", 30), ("存在廉政风险", 36), ("自我防控措施", 36))
_OPINIONS = ("审核意见", "审定意见")
_SIGNED_AT_MM = 64


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewing body wrote, who signed (a name or a post), and when (a day in Shanghai).

    Each part may be empty: the paper then has room to write it by hand.
    """

    text: str = ""
    signed_by: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RiskPersonSheet:
    """岗位廉政风险防控表 (annex 2) of one person. `level` in words, as 一级（A级）."""

    unit: str
    post: str
    level: str
    name: str
    duties: str
    risks: str
    measures: str
    reviewed: Opinion = Opinion()
    approved: Opinion = Opinion()


@dataclass(frozen=True, slots=True)
class RiskDepartmentSheet:
    """科室廉政风险防控表 (annex 3) of one department; `head` is its 负责人."""

    unit: str
    department: str
    level: str
    head: str
    duties: str
    risks: str
    measures: str
    reviewed: Opinion = Opinion()
    approved: Opinion = Opinion()


@dataclass(frozen=True, slots=True)
class RiskUnitSheet:
    """单位廉政风险防控表 (annex 4) of the unit."""

    unit: str
    level: str
    duties: str
    risks: str
    measures: str
    reviewed: Opinion = Opinion()
    approved: Opinion = Opinion()


def risk_person_document(sheets: Sequence[RiskPersonSheet], on: date) -> bytes:
    """Return a docx with a new page for each of `sheets`, dated `on`; raises ValueError for none."""
    pages = [
        _RiskPage(
            (("单位", sheet.unit), ("职务", sheet.post), ("风险等级", sheet.level), ("姓名", sheet.name)),
            (sheet.duties, sheet.risks, sheet.measures),
            (sheet.reviewed, sheet.approved),
        )
        for sheet in sheets
    ]
    return _document("附件2", "市直卫生系统个人岗位廉政风险防控表", pages, on)


def risk_department_document(sheets: Sequence[RiskDepartmentSheet], on: date) -> bytes:
    """Return a docx with a new page for each of `sheets`, dated `on`; raises ValueError for none."""
    pages = [
        _RiskPage(
            (
                ("单位", sheet.unit),
                ("科室名称", sheet.department),
                ("风险等级", sheet.level),
                ("负责人", sheet.head),
            ),
            (sheet.duties, sheet.risks, sheet.measures),
            (sheet.reviewed, sheet.approved),
        )
        for sheet in sheets
    ]
    return _document("附件3", "市直卫生系统内设机构（处、科、室）廉政风险防控表", pages, on)


def risk_unit_document(sheets: Sequence[RiskUnitSheet], on: date) -> bytes:
    """Return a docx of annex 4 with a new page for each of `sheets`, dated `on`; raises ValueError for none."""
    pages = [
        _RiskPage(
            (("单位名称", sheet.unit), ("风险等级", sheet.level)),
            (sheet.duties, sheet.risks, sheet.measures),
            (sheet.reviewed, sheet.approved),
        )
        for sheet in sheets
    ]
    return _document("附件4", "市直卫生系统部门（单位）廉政风险防控表", pages, on)


@dataclass(frozen=True, slots=True)
class _RiskPage:
    """One sheet: what is short and stands two in a row, then the _TEXTS, then the _OPINIONS."""

    facts: Sequence[tuple[str, str]]
    texts: tuple[str, str, str]
    opinions: tuple[Opinion, Opinion]


def _document(annex: str, title: str, pages: Sequence[_RiskPage], on: date) -> bytes:
    if not pages:
        raise ValueError("no sheet to print")
    document = OfficialDocument(title, on)
    for page in pages:
        document.new_page()
        document.annex(annex)
        document.title(title)
        _add_sheet(document, page)
    return document.content()


def _add_sheet(document: OfficialDocument, page: _RiskPage) -> None:
    pairs = [page.facts[first : first + 2] for first in range(0, len(page.facts), 2)]
    table = blank_table(document, len(pairs) + len(_TEXTS) + len(_OPINIONS), _WIDTHS_MM)
    lines = iter(table.rows)
    for pair in pairs:
        line = next(lines)
        at_least(line, _FACT_MM)
        keep_whole(line)
        for place, (label, value) in enumerate(pair):
            put_words(line.cells[2 * place], label, HEI_FONTS, centred=True)
            put_words(line.cells[2 * place + 1], value, TEXT_FONTS, centred=True)
    for (label, height), text in zip(_TEXTS, page.texts, strict=True):
        _beside(next(lines), label, text, height)
    for label, opinion in zip(_OPINIONS, page.opinions, strict=True):
        line = next(lines)
        keep_whole(line)
        _sign(_beside(line, label, opinion.text, _OPINION_MM), opinion)


def _beside(line: _Row, label: str, text: str, height_mm: float) -> _Cell:
    """Put `label` into the first cell, `text` into the others joined into one, and return that."""
    at_least(line, height_mm)
    first, second, *_, last = line.cells
    put_words(first, label, HEI_FONTS, centred=True)
    joined: _Cell = second.merge(last)
    put_words(joined, text, TEXT_FONTS)
    return joined


def _sign(cell: _Cell, opinion: Opinion) -> None:
    """Add who signed and when, or room for both, on the right below the opinion."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    for text in (f"签字：{opinion.signed_by}", day(opinion.signed_on)):
        line = another_line(cell)
        line.paragraph_format.left_indent = Mm(_SIGNED_AT_MM)
        write(line, text, TEXT_FONTS, CELL_SIZE)
    line.paragraph_format.space_after = Pt(6)
