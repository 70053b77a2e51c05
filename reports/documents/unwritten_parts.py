"""Parts of a filed document that the office meant to write itself and has not."""

import io

from docx import Document
from docx.oxml.ns import qn

from reports.documents.report_parts import TO_BE_WRITTEN

_SAID = TO_BE_WRITTEN.strip("（）")


def count_unwritten(content: bytes) -> int:
    """Return how often a docx that was taken still says 待补充, in its text and tables, however it is set in runs."""
    paragraph, text = qn("w:p"), qn("w:t")
    words = [
        "\n" if part.tag == paragraph else part.text or ""
        for part in Document(io.BytesIO(content)).element.body.iter(paragraph, text)
    ]
    return "".join(words).count(_SAID)
