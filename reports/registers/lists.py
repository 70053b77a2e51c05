"""The lists of a register (`[[lists]]` of its file, docs/registers.md) as a workbook and as a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.reporting.paper_facts import NO_FACTS, PaperFacts
from locales import in_chinese
from registers.language import PrintedList, Register
from reports.papers.official import TEXT_WIDTH_ACROSS_MM, OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid
from reports.papers.official_words import FILLED_IN_BY, day, filled_on
from reports.registers.flow_charts import FlowChart, add_flow_charts
from reports.registers.list_columns import ListColumn, column_named, in_words, list_columns
from reports.registers.printed import PrintedEntry
from reports.sheets.safe_cells import Value
from reports.sheets.titles import sheet_titles
from reports.sheets.workbook import PaperSheet, Table, paper_workbook

_CHINESE = "zh"
_LINE = "填报单位：{unit}　　　　　　{filled_on}"
_NARROWEST_MM, _DAY_MM = 11, 24


@dataclass(frozen=True, slots=True)
class ListAsked:
    """Which list of which register, of a `unit` (its name), made `on` a day; `registers` holds those of parts.

    `flow_charts` are those of its entries, where it prints them.
    """

    registers: Mapping[str, Register]
    register: Register
    printed: PrintedList
    unit: str
    on: date
    flow_charts: Sequence[FlowChart] = ()
    facts: PaperFacts = NO_FACTS

    @property
    def foot(self) -> str:
        """What stands below the list, "" for nothing."""
        return self.printed.foot[_CHINESE].format(day=day(self.on)) if self.printed.foot is not None else ""

    @property
    def title(self) -> str:
        """The title of the paper, which names the unit."""
        return f"{self.unit}{self.printed.title[_CHINESE]}"


@dataclass(frozen=True, slots=True)
class ListRows:
    """A list's rows: an entry takes one for each of its parts that are shown, its own cells in the first of them.

    `joined` are the entry's own cells over these rows: the column, its first row and the one past its last, from 0.
    """

    columns: Sequence[ListColumn]
    rows: Sequence[Sequence[Value]]
    joined: Sequence[tuple[int, int, int]]


def list_file(asked: ListAsked, entries: Sequence[PrintedEntry]) -> tuple[bytes, str]:
    """Return the list of `entries` as its register declares it, and "xlsx" or "docx"."""
    draw = list_sheet if asked.printed.file == "xlsx" else list_document
    return draw(asked, entries), asked.printed.file


def list_sheet(asked: ListAsked, entries: Sequence[PrintedEntry]) -> bytes:
    """Return an xlsx: title, unit and day, a row an entry or part; nothing that somebody typed is a formula."""
    found, speech = list_rows(asked, entries), in_chinese()
    table = Table(
        sheet_titles([asked.printed.title[_CHINESE]])[0],
        [column.header(speech) for column in found.columns],
        found.rows,
        [column.width for column in found.columns],
    )
    line = _LINE.format(unit=asked.unit, filled_on=filled_on(asked.on))
    notes = (*([asked.foot] if asked.foot else []), "　　　　　　".join(FILLED_IN_BY))
    return paper_workbook(PaperSheet(table, asked.title, line, notes, _centred(found), found.joined))


def list_document(asked: ListAsked, entries: Sequence[PrintedEntry]) -> bytes:
    """Return a docx after GB/T 9704, A4 across; the table's head stands on each page."""
    found, speech = list_rows(asked, entries), in_chinese()
    document = OfficialDocument(asked.title, asked.on, across=True)
    document.title(asked.title)
    document.filled_by(asked.unit, asked.on)
    table = RuledTable(
        [column.header(speech) for column in found.columns],
        _widths_mm(found.columns),
        [[in_words(value) for value in row] for row in found.rows],
        _centred(found),
        joined=found.joined,
    )
    add_grid(document, table)
    if asked.foot:
        document.paragraph(asked.foot)
    document.filled_in_by(asked.facts.filled_in)
    if asked.flow_charts:
        document.new_page()
        add_flow_charts(document, asked.flow_charts)
    return document.content()


def list_rows(asked: ListAsked, entries: Sequence[PrintedEntry]) -> ListRows:
    """Return the rows of those of `entries` that stand in the list's states, in its order, numbered from 1."""
    columns = list_columns(asked.registers, asked.register, asked.printed)
    rows: list[list[Value]] = []
    joined: list[tuple[int, int, int]] = []
    for n, entry in enumerate(_sorted(asked, entries), start=1):
        height = max((len(_parts(entry, column)) for column in columns if column.part), default=1) or 1
        first = len(rows)
        rows += [[_value(column, entry, n, line) for column in columns] for line in range(height)]
        if height > 1:
            joined += [(at, first, len(rows)) for at, column in enumerate(columns) if not column.part]
    return ListRows(columns, rows, joined)


def _value(column: ListColumn, entry: PrintedEntry, n: int, line: int) -> Value:
    if not column.part:
        return column.value(entry, n) if line == 0 else None
    parts = _parts(entry, column)
    return column.value(parts[line], line + 1) if line < len(parts) else None


def _parts(entry: PrintedEntry, column: ListColumn) -> list[PrintedEntry]:
    return [part for part in entry.parts if part.register_id == column.part]


def _sorted(asked: ListAsked, entries: Sequence[PrintedEntry]) -> list[PrintedEntry]:
    states = asked.printed.states
    shown = [entry for entry in entries if not states or entry.state in states]
    if asked.printed.order is None:
        return shown
    column = column_named(asked.registers, asked.register, asked.printed.order)
    keyed = [(_parts(entry, column)[:1] if column.part else [entry], entry) for entry in shown]
    # What has no part stands last, as what nobody wrote does; texts and figures are never compared with each other.
    having = [(column.sort_key(whose[0]), entry) for whose, entry in keyed if whose]
    said = sorted((pair for pair in having if not pair[0][0]), key=lambda pair: pair[0])
    blank = [entry for key, entry in having if key[0]]
    return [entry for _key, entry in said] + blank + [entry for whose, entry in keyed if not whose]


def _centred(found: ListRows) -> list[int]:
    return [at for at, column in enumerate(found.columns) if not column.is_text]


def _widths_mm(columns: Sequence[ListColumn]) -> list[float]:
    """Share the page's width out: no column narrower than two characters and a half, nor than a day."""
    least = [_DAY_MM if column.is_day else _NARROWEST_MM for column in columns]
    wanted = [max(column.width - _NARROWEST_MM, 0) for column in columns]
    spare, whole = TEXT_WIDTH_ACROSS_MM - sum(least), sum(wanted) or 1
    return [narrowest + spare * width / whole for narrowest, width in zip(least, wanted, strict=True)]
