"""Kinds of parts in Office files that may stay in one: relationship types and content types (ISO/IEC 29500-1)."""

from typing import Final, NamedTuple

from reports.evidence.words import words

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."


class MainType(NamedTuple):
    """Where the main part goes and what it is called, and by which marks in a content type it is known."""

    folder: str
    name: str
    content_type: str
    marks: tuple[str, ...]


MAIN_TYPES: Final = {
    ".docx": MainType(
        "word",
        "word/document.xml",
        f"{_OFFICE}wordprocessingml.document.main+xml",
        ("wordprocessingml.document", "wordprocessingml.template", "ms-word."),
    ),
    ".xlsx": MainType(
        "xl",
        "xl/workbook.xml",
        f"{_OFFICE}spreadsheetml.sheet.main+xml",
        ("spreadsheetml.sheet", "spreadsheetml.template", "ms-excel."),
    ),
    ".pptx": MainType(
        "ppt",
        "ppt/presentation.xml",
        f"{_OFFICE}presentationml.presentation.main+xml",
        (
            "presentationml.presentation",
            "presentationml.template",
            "presentationml.slideshow",
            "ms-powerpoint.",
        ),
    ),
}

RELATIONSHIP_BASES: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/",
        "http://schemas.microsoft.com/office/2007/relationships/",  # the drawing of a diagram
        "http://schemas.microsoft.com/office/2017/10/relationships/",  # how rich a sheet's values are
        "http://schemas.microsoft.com/office/2018/10/relationships/",  # remarks on slides
    }
)
"""What a relationship's type begins with; its last word says the rest."""

_OF_THE_APPLICATION = words(
    "styles settings fontTable numbering header footer footnotes endnotes comments worksheet chartsheet sharedStrings "
    "table pivotTable pivotCacheDefinition pivotCacheRecords sheetMetadata slide slideLayout slideMaster "
    "notesSlide notesMaster handoutMaster presProps tableStyles commentAuthors"
)
_CONTENT_TYPES: Final = {
    **{word: f"{_OFFICE}{{application}}.{word}+xml" for word in _OF_THE_APPLICATION},
    "theme": f"{_OFFICE}theme+xml",
    "themeOverride": f"{_OFFICE}themeOverride+xml",
    "chart": f"{_OFFICE}drawingml.chart+xml",
    "chartUserShapes": f"{_OFFICE}drawingml.chartshapes+xml",
    "diagramData": f"{_OFFICE}drawingml.diagramData+xml",
    "diagramLayout": f"{_OFFICE}drawingml.diagramLayout+xml",
    "diagramQuickStyle": f"{_OFFICE}drawingml.diagramStyle+xml",
    "diagramColors": f"{_OFFICE}drawingml.diagramColors+xml",
    "diagramDrawing": "application/vnd.ms-office.drawingml.diagramDrawing+xml",
    "drawing": f"{_OFFICE}drawing+xml",
    "vmlDrawing": f"{_OFFICE}vmlDrawing",
    "authors": "application/vnd.ms-powerpoint.authors+xml",
}
_LANGUAGES: Final = {"word": "wordprocessingml", "xl": "spreadsheetml", "ppt": "presentationml"}
_MODERN_REMARKS: Final = "http://schemas.microsoft.com/office/2018/10/relationships/comments"


def content_type_of(relationship: str, folder: str) -> str:
    """Return what a part of the application `folder` is, by the type of the relationship that leads to it.

    Raises KeyError for a type whose parts can't stay.
    """
    if relationship == _MODERN_REMARKS:
        return "application/vnd.ms-powerpoint.comments+xml"
    return _CONTENT_TYPES[relationship.rpartition("/")[2]].format(application=_LANGUAGES[folder])
