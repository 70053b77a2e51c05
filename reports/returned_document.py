"""An edited document as it comes back: told apart from other files before it is filed."""

import io
import zipfile
from typing import Final

from docx import Document
from docx.oxml.ns import qn

from domain.errors import RefusalError
from reports.documents_report_parts import TO_BE_WRITTEN

FILE_LIMIT: Final = 20 * 1024 * 1024
"""What Telegram lets a bot fetch."""
_UNPACKED_LIMIT: Final = 100 * 1024 * 1024
_XML_LIMIT: Final = 8 * 1024 * 1024
"""Unpacked; as a tree it takes tens of times as much memory."""
_BODY: Final = "word/document.xml"
_MACROS: Final = "vbaproject.bin"


def check_document(content: bytes) -> None:
    """Return if `content` is a docx that opens; raises RefusalError (documents-refused-…) where it is not.

    Refused are files that are no docx, that are damaged, that unpack to more than a document can be, and that
    bring macros: whoever opens the file later must not run them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except Exception:  # noqa: BLE001 - whatever a made-up archive makes it stumble over
        raise RefusalError("documents-refused-kind") from None
    names = [part.filename.casefold() for part in parts]
    if _BODY not in names:
        raise RefusalError("documents-refused-kind")
    parsed = sum(part.file_size for part in parts if part.filename.casefold().endswith((".xml", ".rels")))
    if parsed > _XML_LIMIT or sum(part.file_size for part in parts) > _UNPACKED_LIMIT:
        raise RefusalError("documents-refused-damaged")
    if any(name.endswith(_MACROS) for name in names):
        raise RefusalError("documents-refused-macros")
    try:
        Document(io.BytesIO(content))
    except Exception as error:  # the library raises whatever its parsers do
        raise RefusalError("documents-refused-damaged") from error


def count_unwritten(content: bytes) -> int:
    """Return how often a docx that was taken still says 待补充 where the office meant to write itself."""
    texts = Document(io.BytesIO(content)).element.body.iter(qn("w:p"))
    return sum("".join(run.text or "" for run in one.iter(qn("w:t"))).count(TO_BE_WRITTEN) for one in texts)
