"""Contents (目录) of an official document: a field that Word and LibreOffice know, with its entries filled in.

On which page something stands only they know: Word adds that when it opens the file, LibreOffice when it is asked to
update the index. Until then the entries have no page, since a wrong one would be worse than none.
"""

from collections.abc import Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from reports.papers.official import HEI_FONTS, TEXT_FONTS, TEXT_SIZE, OfficialDocument, write
from reports.papers.official_template import CONTENTS, TITLE

_LEVELS = {"Heading1": 0, "Heading2": 1}
_INSTRUCTION = r' TOC \o "1-2" \h \z \u '


class Contents:
    """The place of the contents in `document`: begun where they stand, filled in when all headings are there."""

    def __init__(self, document: OfficialDocument) -> None:
        """Add the title 目录 on a new page."""
        self._document = document
        title = document.docx.add_paragraph(style=TITLE)
        title.paragraph_format.page_break_before = True
        write(title, "目　录", HEI_FONTS, TEXT_SIZE)
        self._end = document.docx.add_paragraph(style=CONTENTS[0])

    def fill(self) -> None:
        """Add an entry for each heading of level 1 and 2."""
        entries: list[Paragraph] = []
        for paragraph in self._document.docx.paragraphs:
            style = paragraph._p.style  # noqa: SLF001 - the library would look each up by its name
            if style in _LEVELS:
                entries.append(self._entry(len(entries) + 1, _LEVELS[style], paragraph))
        first = (entries or [self._end])[0]._p  # noqa: SLF001 - the library knows no fields
        begin = (_field_mark("begin", dirty="true"), _instruction(), _field_mark("separate"))
        for offset, run in enumerate(begin, start=1):  # after the paragraph's properties
            first.insert(offset, run)
        self._end._p.append(_field_mark("end"))  # noqa: SLF001

    def _entry(self, number: int, level: int, heading: Paragraph) -> Paragraph:
        name = f"_Toc{number:08d}"
        mark = {"id": str(number), "name": name}
        heading._p.insert(1, _element("w:bookmarkStart", mark))  # noqa: SLF001
        heading._p.append(_element("w:bookmarkEnd", {"id": str(number)}))  # noqa: SLF001
        entry = self._end.insert_paragraph_before(style=CONTENTS[level])
        link = _element("w:hyperlink", {"anchor": name, "history": "1"})
        link.append(write(entry, heading.text, TEXT_FONTS, TEXT_SIZE)._r)  # noqa: SLF001
        entry._p.append(link)  # noqa: SLF001
        return entry


def _field_mark(kind: str, **more: str) -> _Element:
    run = _element("w:r", {})
    run.append(_element("w:fldChar", {"fldCharType": kind, **more}))
    return run


def _instruction() -> _Element:
    run, words = _element("w:r", {}), _element("w:instrText", {})
    words.set(qn("xml:space"), "preserve")
    words.text = _INSTRUCTION
    run.append(words)
    return run


def _element(tag: str, attributes: Mapping[str, str]) -> _Element:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
