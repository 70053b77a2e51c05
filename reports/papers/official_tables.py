"""Tables of an official document: a head that stands on each page, rows that aren't torn, cells joined into one."""

from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass
from math import ceil

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from domain.characters import admit
from reports.papers.official import CELL_SIZE, HEI_FONTS, TEXT_FONTS, Fonts, OfficialDocument, write
from reports.papers.official_template import CELL
from reports.papers.official_words import width_in_characters

_ROW_MM = 9
# A row that takes most of a page is torn all the same, and would leave the page before it empty.
_LONG_ROW_MM = 90
_SIGN_MM, _LINE_MM, _EDGES_MM = 4.24, 5.65, 2.4
_SHORT_TABLE, _KEPT_ROWS = 9, 3


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of `rows` below `head`, one word for each of its columns, which are `widths_mm` wide.

    Columns in `centred` (from 0) have centred words; rows in `sums` (from 0) are in 黑体, as the head is.
    A row is at least `row_mm` high. `joined` are cells made one with those below: the column, its first row and the
    one past its last (from 0); what stands there stands in the first row.
    """

    head: Sequence[str]
    widths_mm: Sequence[float]
    rows: Sequence[Sequence[str]]
    centred: Collection[int] = ()
    sums: Collection[int] = ()
    row_mm: float = _ROW_MM
    joined: Sequence[tuple[int, int, int]] = ()


def add_grid(document: OfficialDocument, grid: RuledTable) -> None:
    """Add a table; its head stands on each page, and no row is torn in two that doesn't take most of a page."""
    table = blank_table(document, 1 + len(grid.rows), grid.widths_mm)
    head, *others = table.rows
    repeat(head)
    _fill(head, grid.head, HEI_FONTS, range(len(grid.head)))
    for number, (line, words) in enumerate(zip(others, grid.rows, strict=True)):
        _fill(line, words, HEI_FONTS if number in grid.sums else TEXT_FONTS, grid.centred)
    kept = [_height_mm(words, grid.widths_mm) < _LONG_ROW_MM for words in (grid.head, *grid.rows)]
    for line, whole in zip(table.rows, kept, strict=True):
        at_least(line, grid.row_mm)
        if whole:
            keep_whole(line)
    if all(kept):
        _keep_together(table)
    _join(table, grid)


def _join(table: Table, grid: RuledTable) -> None:
    """Make the cells in `joined` one, and keep the rows below them on one page where they don't take most of it."""
    if not grid.joined:
        return
    rows = [line._tr for line in table.rows][1:]  # noqa: SLF001 - the library looks a row up cell by cell
    cells = [row.tc_lst for row in rows]
    for column, first, end in grid.joined:
        for number in range(first, end):
            cells[number][column].vMerge = "restart" if number == first else "continue"
    heights = [_height_mm(words, grid.widths_mm) for words in grid.rows]
    for first, end in {(first, end) for _column, first, end in grid.joined}:
        if sum(heights[first:end]) < _LONG_ROW_MM:
            for number in range(first, end - 1):
                for paragraph in rows[number].iter(qn("w:p")):
                    Paragraph(paragraph, table).paragraph_format.keep_with_next = True


def _height_mm(words: Sequence[str], widths_mm: Sequence[float]) -> float:
    """Return about how high a row's words stand."""
    lines = (
        sum(
            ceil(width_in_characters(line) * _SIGN_MM / (width - _EDGES_MM)) or 1 for line in text.split("\n")
        )
        for text, width in zip(words, widths_mm, strict=True)
    )
    return max(lines) * _LINE_MM


def _keep_together(table: Table) -> None:
    """Keep a short table on one page, and of a long one the first and the last rows: no sum stands alone."""
    lines = list(table.rows)
    last = len(lines) - 1
    for number, line in enumerate(lines[:last]):
        if len(lines) <= _SHORT_TABLE or number < _KEPT_ROWS or number > last - _KEPT_ROWS:
            for paragraph in line.cells[0].paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _fill(line: _Row, words: Sequence[str], fonts: Fonts, centred: Collection[int]) -> None:
    for column, (cell, text) in enumerate(zip(line.cells, words, strict=True)):
        put_words(cell, text, fonts, centred=column in centred)


def blank_table(document: OfficialDocument, rows: int, widths_mm: Sequence[float]) -> Table:
    """Add a table of empty cells, as wide as `widths_mm` together, in the middle of the page."""
    table: Table = document.docx.add_table(rows=1, cols=len(widths_mm))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    style = document.docx.styles[CELL]
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    (first,) = table.rows
    for cell, width in zip(first.cells, widths_mm, strict=True):
        cell.width = Mm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cell.paragraphs[0].style = style
    for _number in range(rows - 1):
        # A ledger has hundreds of rows: to copy one takes a tenth of the time of setting one up.
        table._tbl.append(deepcopy(first._tr))  # noqa: SLF001 - the library copies nothing
    return table


def put_words(cell: _Cell, text: str, fonts: Fonts, *, centred: bool = False) -> None:
    """Write `text` into an empty cell, each line of it a paragraph."""
    first, *others = admit(text).split("\n")
    paragraphs = [(cell.paragraphs[0], first), *((another_line(cell), line) for line in others)]
    for paragraph, line in paragraphs:
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(paragraph, line, fonts, CELL_SIZE)


def another_line(cell: _Cell) -> Paragraph:
    """Return an empty line at the end of a cell."""
    line: Paragraph = cell.add_paragraph(style=CELL)
    return line


def repeat(line: _Row) -> None:
    """Let a row at a table's top stand on each of its pages."""
    _mark(line, "w:tblHeader")


def keep_whole(line: _Row) -> None:
    """Keep a row on one page."""
    _mark(line, "w:cantSplit")


def at_least(line: _Row, height_mm: float) -> None:
    """Make a row at least so high; what is in it may make it higher."""
    line.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    line.height = Mm(height_mm)


def _mark(line: _Row, mark: str) -> None:
    line._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001 - the library has no words for it
