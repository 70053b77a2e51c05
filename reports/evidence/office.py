"""Word, Excel and PowerPoint files: only what a reader sees is packed anew (docs/domain.md section 7, promise 6)."""

from reports.evidence.office_package import Rules, repacked
from reports.evidence.office_parts import PartScrubber
from reports.evidence.words import words

# Kinds of relationship, by the last word of their type, that lead to what a reader sees.
_FOLLOWED = words(
    "styles settings numbering theme header footer footnotes endnotes comments chart "
    "chartUserShapes diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing vmlDrawing "
    "worksheet chartsheet sharedStrings drawing table pivotTable pivotCacheDefinition pivotCacheRecords "
    "sheetMetadata slide slideLayout slideMaster notesSlide notesMaster handoutMaster presProps "
    "tableStyles themeOverride commentAuthors authors image"
)


def clean_office(content: bytes) -> tuple[bytes, str]:
    """Return the docx, xlsx or pptx `content` packed anew without metadata, and its ending.

    Raises RefusalError with evidence-refused-kind (no such file), -bomb, -locked, -broken; libraries' errors
    where it is damaged.
    """
    return repacked(content, Rules(_FOLLOWED, PartScrubber().scrub, lambda _word: None))
