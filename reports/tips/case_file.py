"""A case (案卷) as one Word document: what was said, what was done and by whose decision, notes, thread, files listed.

Where custody is `office`, the server can't read any of it: the bot hands out a bundle (JSON), and `gridbot case` makes
the document of it where the key is. Where the key is open in the chat, both happen there, in memory alone. Who reported
is no part of it: the name is sealed apart, and read apart.
"""

import base64
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.errors import RefusalError
from reports.papers.official import OfficialDocument

_FORMAT = 1
_ENTRY_LABELS = {"name": "姓名", "post": "职务", "summary": "线索摘要"}


@dataclass(frozen=True, slots=True, repr=False)
class CaseItem:
    """Something of a case: a line that stands in the open, and what was sealed; once opened it is among `words`.

    `earlier` is the same, the latest first, as it was sealed before hand-overs; `ledger` says that it is an entry for
    the ledger, which holds three answers.
    """

    head: str
    words: str = ""
    sealed: bytes | None = None
    earlier: Sequence[bytes] = ()
    ledger: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class CasePart:
    """What stands below one heading."""

    heading: str
    items: Sequence[CaseItem]


@dataclass(frozen=True, slots=True, repr=False)
class CaseFile:
    """A whole case; `facts` are lines of what the register knows of it."""

    title: str
    on: date
    facts: Sequence[str]
    parts: Sequence[CasePart]


def write_case(case: CaseFile) -> bytes:
    """Return the case as JSON, what is sealed as it is."""
    whole = {
        "format": _FORMAT,
        "title": case.title,
        "on": case.on.isoformat(),
        "facts": list(case.facts),
        "parts": [
            {"heading": part.heading, "items": [_written(item) for item in part.items]} for part in case.parts
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def read_case(content: bytes) -> CaseFile:
    """Return what `write_case` wrote; raises RefusalError (case-unreadable) for anything else."""
    try:
        whole = json.loads(content)
        if whole["format"] != _FORMAT:
            raise RefusalError("case-unreadable")
        parts = [
            CasePart(str(part["heading"]), [_read(item) for item in part["items"]]) for part in whole["parts"]
        ]
        facts = [str(fact) for fact in whole["facts"]]
        return CaseFile(str(whole["title"]), date.fromisoformat(whole["on"]), facts, parts)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RefusalError("case-unreadable") from error


def opened_case(case: CaseFile, open_text: Callable[[bytes], str]) -> CaseFile:
    """Return the case with all of it opened; `open_text` raises RefusalError for what it can't open, so does this."""
    parts = [replace(part, items=[_opened(item, open_text) for item in part.items]) for part in case.parts]
    return replace(case, parts=parts)


def case_document(case: CaseFile) -> bytes:
    """Return an opened case as a docx laid out after GB/T 9704. It names no author."""
    document = OfficialDocument(case.title, case.on)
    document.title(case.title)
    for fact in case.facts:
        document.paragraph(fact)
    for part in case.parts:
        document.heading(1, part.heading)
        for item in part.items:
            if item.head:
                document.heading(2, item.head, counted=False)
            if item.words:
                document.paragraph(item.words)
    return document.content()


def _written(item: CaseItem) -> dict[str, object]:
    return {
        "head": item.head,
        "words": item.words,
        "sealed": None if item.sealed is None else base64.b64encode(item.sealed).decode(),
        "earlier": [base64.b64encode(sealed).decode() for sealed in item.earlier],
        "ledger": item.ledger,
    }


def _read(item: dict[str, Any]) -> CaseItem:
    sealed = item["sealed"]
    return CaseItem(
        head=str(item["head"]),
        words=str(item["words"]),
        sealed=None if sealed is None else base64.b64decode(sealed, validate=True),
        earlier=[base64.b64decode(earlier, validate=True) for earlier in item["earlier"]],
        ledger=bool(item["ledger"]),
    )


def _opened(item: CaseItem, open_text: Callable[[bytes], str]) -> CaseItem:
    if item.sealed is None:
        return item
    words = _open_any(item.sealed, item.earlier, open_text)
    if item.ledger:
        said = json.loads(words)
        words = "\n".join(f"{label}：{said[key]}" for key, label in _ENTRY_LABELS.items() if said.get(key))
    return CaseItem(item.head, words)


def _open_any(sealed: bytes, earlier: Sequence[bytes], open_text: Callable[[bytes], str]) -> str:
    try:
        return open_text(sealed)
    except RefusalError:
        for before in earlier:
            with suppress(RefusalError):
                return open_text(before)
        raise
