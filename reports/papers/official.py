"""A document in official form, after GB/T 9704-2012: pages, title, headings, text, signature.

The caller says what stands there, in order; sizes, fonts, numbers of headings and pages are this module's business.
What somebody typed is text and nothing but text. Tables are made in official_tables.py.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from domain.characters import admit
from reports.papers.official_template import (
    ADDRESSEE,
    BODY,
    CELL,
    HEI_FONT,
    KAI_FONT,
    LATIN_FONT,
    LINE_TWIPS,
    SONG_FONT,
    TEXT_FONT,
    TITLE,
    TITLE_FONT,
    template,
)
from reports.papers.official_words import FILLED_IN_BY, day, filled_on, numbered, width_in_characters

_LONG_SIDE_MM, _SHORT_SIDE_MM = 297, 210
# 天头 37, 订口 28, 版心 156 by 225 (5.2.1). Across, the page is turned by a quarter.
_UPRIGHT_MM = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
_ACROSS_MM = {"top_margin": 28, "bottom_margin": 26, "left_margin": 37, "right_margin": 35}
# The dashes stand 7 mm below the text (7.5), in the middle of a line of 14 points; across, in the margin's middle.
_NUMBER_FROM_EDGE_MM, _NUMBER_FROM_EDGE_ACROSS_MM = 25.5, 15
TEXT_WIDTH_MM, TEXT_WIDTH_ACROSS_MM = 156, 225


class Fonts(NamedTuple):
    """What Chinese is written in, and what everything else."""

    chinese: str
    latin: str


TITLE_SIZE, TEXT_SIZE, CELL_SIZE, NUMBER_SIZE = Pt(22), Pt(16), Pt(12), Pt(14)
TITLE_FONTS, TEXT_FONTS, HEI_FONTS, KAI_FONTS, SONG_FONTS = (
    Fonts(TITLE_FONT, SONG_FONT),
    Fonts(TEXT_FONT, LATIN_FONT),
    Fonts(HEI_FONT, LATIN_FONT),
    Fonts(KAI_FONT, LATIN_FONT),
    Fonts(SONG_FONT, SONG_FONT),
)
_HEADING_FONTS = (HEI_FONTS, KAI_FONTS, TEXT_FONTS, TEXT_FONTS)
_LINE = Pt(LINE_TWIPS / 20)
_AFTER_TABLE = Pt(6)
_TITLE_LIMIT = 255


class OfficialDocument:
    """One document that grows downwards. `title` and `on` also go into the file's properties, and nothing else does.

    `across` turns the page for a wide table.
    """

    def __init__(self, title: str, on: date, *, across: bool = False) -> None:
        """Begin an empty page."""
        self.docx = Document(io.BytesIO(template(mirrored=not across)))
        self.text_width_mm = TEXT_WIDTH_ACROSS_MM if across else TEXT_WIDTH_MM
        self.is_across = across
        self._on = on
        self._counts = [0, 0, 0, 0]
        self._new_page = False
        self._describe(title)
        self._lay_out(across=across)

    def _describe(self, title: str) -> None:
        """Say in the file's properties what it is, and not who made it, with what, or at which minute."""
        properties = self.docx.core_properties
        properties.title = admit(title)[:_TITLE_LIMIT]
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.language = "zh-CN"
        properties.created = properties.modified = datetime(
            self._on.year, self._on.month, self._on.day, tzinfo=UTC
        )

    def _lay_out(self, *, across: bool) -> None:
        section = self.docx.sections[0]
        width, height = (_LONG_SIDE_MM, _SHORT_SIDE_MM) if across else (_SHORT_SIDE_MM, _LONG_SIDE_MM)
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        for margin, length in (_ACROSS_MM if across else _UPRIGHT_MM).items():
            setattr(section, margin, Mm(length))
        section.gutter = section.header_distance = Mm(0)
        if across:
            section.footer_distance = Mm(_NUMBER_FROM_EDGE_ACROSS_MM)
            _number_pages(section.footer, WD_ALIGN_PARAGRAPH.CENTER)
            return
        section.footer_distance = Mm(_NUMBER_FROM_EDGE_MM)
        grid = OxmlElement("w:docGrid")
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(LINE_TWIPS))
        section._sectPr.append(grid)  # noqa: SLF001 - the library knows no grid of lines
        # Odd pages have the number on the right, even ones on the left, one character from the edge.
        _number_pages(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        _number_pages(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self.docx.add_paragraph(style=style)
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        above = paragraph._p.getprevious()  # noqa: SLF001 - the library looks at one kind at a time
        if above is not None and above.tag == qn("w:tbl"):
            paragraph.paragraph_format.space_before = _AFTER_TABLE
        return paragraph

    def new_page(self) -> None:
        """Let what comes next begin on a new page; headings count from one again."""
        self._new_page = True
        self._counts = [0, 0, 0, 0]

    def annex(self, label: str) -> None:
        """Add 附件 with its number above the title, flush left, in 黑体 (7.3.7)."""
        paragraph = self._paragraph(ADDRESSEE)
        paragraph.paragraph_format.space_after = Pt(12)
        write(paragraph, label, HEI_FONTS, TEXT_SIZE)

    def title(self, *lines: str) -> None:
        """Add the title: centred, 小标宋 of size 2 (7.3.1); each of `lines` begins a new line."""
        paragraph = self._paragraph(TITLE)
        for number, line in enumerate(lines):
            if number:
                paragraph.add_run().add_break(WD_BREAK.LINE)
            write(paragraph, line, TITLE_FONTS, TITLE_SIZE)
        paragraph.paragraph_format.space_after = Pt(12)

    def subtitle(self, text: str) -> None:
        """Add a line below the title, centred, in 楷体."""
        paragraph = self._paragraph(ADDRESSEE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(6)
        write(paragraph, text, KAI_FONTS, TEXT_SIZE)

    def filled_by(self, unit: str, on: date, period_name: str = "") -> None:
        """Add the line above a form's table: who filled it in on the left, for which period, when on the right."""
        paragraph = self._paragraph(CELL)
        paragraph.paragraph_format.space_after = Pt(6)
        tabs = paragraph.paragraph_format.tab_stops
        if period_name:
            tabs.add_tab_stop(Mm(self.text_width_mm / 2), WD_TAB_ALIGNMENT.CENTER)
        tabs.add_tab_stop(Mm(self.text_width_mm), WD_TAB_ALIGNMENT.RIGHT)
        period = f"{period_name}\t" if period_name else ""
        write(paragraph, f"填报单位：{unit}\t{period}{filled_on(on)}", TEXT_FONTS, CELL_SIZE)

    def addressee(self, name: str) -> None:
        """Add who it is sent to (主送机关): a line below the title, flush left, with a full-width colon (7.3.2)."""
        paragraph = self._paragraph(ADDRESSEE)
        paragraph.paragraph_format.space_before = _LINE - Pt(12)
        write(paragraph, f"{name}：", TEXT_FONTS, TEXT_SIZE)

    def heading(self, level: int, text: str, *, counted: bool = True) -> Paragraph:
        """Add a heading of level 1 to 4; unless it is not `counted`, with its number, which counts by itself (7.3.3).

        What may come more than 99 times is not counted: the standard has no numbers for it.
        """
        paragraph = self._paragraph(f"Heading {level}")
        number = self._next(level) if counted else ""
        write(paragraph, number + text, _HEADING_FONTS[level - 1], TEXT_SIZE)
        return paragraph

    def paragraph(self, text: str) -> None:
        """Add text of size 3, each line of it a paragraph with an indent of two characters (7.3.3)."""
        for line in admit(text).split("\n"):
            write(self._paragraph(BODY), line, TEXT_FONTS, TEXT_SIZE)

    def item(self, level: int, text: str) -> None:
        """Add a paragraph that begins with the number of `level` (3 or 4) and isn't a heading."""
        self.paragraph(self._next(level) + text)

    def _next(self, level: int) -> str:
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (len(self._counts) - level)
        return numbered(level, self._counts[level - 1])

    def caption(self, text: str) -> None:
        """Add the name of the table that follows, centred above it."""
        paragraph = self._paragraph(CELL)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
        paragraph.paragraph_format.keep_with_next = True
        write(paragraph, text, HEI_FONTS, CELL_SIZE)

    def remark(self, text: str) -> None:
        """Add a small line below a table (注)."""
        write(self._paragraph(CELL), text, TEXT_FONTS, CELL_SIZE)

    def filled_in_by(self, said: Sequence[str] = ("", "", "")) -> None:
        """Add a form's last line: who filled it in, a telephone, who checked it; room to write by hand what is ""."""
        paragraph = self._paragraph(CELL)
        for place in (self.text_width_mm / 3, 2 * self.text_width_mm / 3):
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(place))
        write(paragraph, "\t".join(map("".join, zip(FILLED_IN_BY, said, strict=True))), TEXT_FONTS, CELL_SIZE)

    def signature(self, body: str, on: date) -> None:
        """Add who issues it, centred above the day it was made, which stays four characters from the right (7.3.5.1).

        They stay on one page with the end of the text: a page with a seal alone is not allowed (7.3.5.5).
        """
        for paragraph in self.docx.paragraphs[-2:]:
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.keep_together = True
        issued = day(on)
        # Both are centred in a strip on the right, which is as wide as the day and four characters on each side; a
        # longer name has a wider one.
        strip = max(8 + width_in_characters(issued), width_in_characters(admit(body)))
        for text in (body, issued):
            line = self._paragraph(ADDRESSEE)
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.left_indent = max(Mm(self.text_width_mm) - int(strip * TEXT_SIZE), 0)
            line.paragraph_format.keep_with_next = text is body
            line.paragraph_format.space_before = 2 * _LINE if text is body else 0
            write(line, text, TEXT_FONTS, TEXT_SIZE)

    def content(self) -> bytes:
        """Return the docx; the same words on the same day give the same bytes."""
        raw = io.BytesIO()
        self.docx.save(raw)
        content = io.BytesIO()
        moment = (max(self._on.year, 1980), self._on.month, self._on.day, 0, 0, 0)
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(content, "w") as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, old.read(name))
        return content.getvalue()


def write(paragraph: Paragraph, text: str, fonts: Fonts, size: Pt) -> Run:
    """Add `text` in the Chinese font of `fonts` with the other for Latin; quotation marks and dashes are Chinese."""
    run = paragraph.add_run(admit(text))
    chinese, latin = fonts
    run.font.name, run.font.size = latin, size
    names = run._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - the library knows no Chinese fonts
    names.set(qn("w:eastAsia"), chinese)
    names.set(qn("w:hint"), "eastAsia")
    return run


def _number_pages(footer: _Footer, alignment: WD_ALIGN_PARAGRAPH) -> None:
    """Put — 1 — at the foot of the page, of size 4 (7.5)."""
    footer.is_linked_to_previous = False
    number = footer.paragraphs[0]
    number.alignment = alignment
    if alignment is WD_ALIGN_PARAGRAPH.RIGHT:
        number.paragraph_format.right_indent = NUMBER_SIZE
    elif alignment is WD_ALIGN_PARAGRAPH.LEFT:
        number.paragraph_format.left_indent = NUMBER_SIZE
    write(number, "— ", SONG_FONTS, NUMBER_SIZE)
    run = write(number, "1", SONG_FONTS, NUMBER_SIZE)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)  # noqa: SLF001 - the library knows no fields
    field.append(run._r)  # noqa: SLF001
    write(number, " —", SONG_FONTS, NUMBER_SIZE)
