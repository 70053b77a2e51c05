"""Parts of a filed document that the office meant to write itself and has not."""

import io

from docx import Document
from docx.oxml.ns import qn

from reports.documents.report_parts import TO_BE_WRITTEN


def count_unwritten(content: bytes) -> int:
    """Return how often a docx that was taken still says 待补充 where the office meant to write itself."""
    texts = Document(io.BytesIO(content)).element.body.iter(qn("w:p"))
    return sum("".join(run.text or "" for run in text.iter(qn("w:t"))).count(TO_BE_WRITTEN) for text in texts)
