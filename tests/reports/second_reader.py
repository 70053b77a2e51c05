"""Documents opened again by a second library."""

import io
from typing import Any

from docx2python import docx2python

Table = list[list[str]]


def opened(content: bytes) -> list[Any]:
    """Return what stands there, in order: a line's text, or a table as rows of cells."""
    with docx2python(io.BytesIO(content)) as document:
        return [
            part
            for block in document.body
            for part in (block[0][0] if len(block) == len(block[0]) == 1 else [_table(block)])
            if part
        ]


def _table(block: list[list[list[str]]]) -> Table:
    return [["\n".join(cell).strip() for cell in row] for row in block]


def lines(content: bytes) -> list[str]:
    return [part.strip() for part in opened(content) if isinstance(part, str)]


def tables(content: bytes) -> list[Table]:
    return [part for part in opened(content) if not isinstance(part, str)]
