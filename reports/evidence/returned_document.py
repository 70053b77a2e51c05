"""An edited document as it comes back: rebuilt from what a document is made of before it is filed and sent on.

Whoever opens it later runs nothing: no macro, template, embedded object, remote picture or field that fetches.
What the office wrote stays, with its formats, remarks, marked changes and links to the web.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from docx import Document
from lxml import etree

from domain.errors import RefusalError
from reports.evidence.office_active import disarm
from reports.evidence.office_package import Rules, repacked
from reports.evidence.words import words

FILE_LIMIT: Final = 20 * 1024 * 1024
"""What Telegram lets a bot fetch."""
_XML_LIMIT: Final = 8 * 1024 * 1024
"""Unpacked; as a tree it takes tens of times as much memory."""
_FOLLOWED: Final = words(
    "styles settings fontTable numbering theme header footer footnotes endnotes comments chart chartUserShapes "
    "diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing themeOverride image"
)
_MACROS: Final = words("vbaProject wordVbaData keyMapCustomizations attachedToolbars activeXControlBinary")
# What may go without a word: nobody sees it.
_UNSEEN: Final = words(
    "customXml customXmlProps webSettings glossaryDocument people commentsExtended commentsIds commentsExtensible "
    "stylesWithEffects package printerSettings chartStyle chartColorStyle font microsoft documenttasks themeOverride"
)
_ENDING: Final = ".docx"


@dataclass(slots=True)
class _Losses:
    """What was left out while a document was rebuilt."""

    kinds: set[str] = field(default_factory=set)
    disarmed: bool = False


def rebuild(content: bytes) -> tuple[bytes, bool]:
    """Return the docx `content` rebuilt, and whether something that acts, or leads out, was left out of it.

    Raises RefusalError (documents-refused-kind, -damaged, -macros). `cleaning_apart.rebuild_apart` does it in a
    process of its own.
    """
    _look_at_size(content)
    losses = _Losses()

    def clean(root: etree._Element, _application: str, links: Mapping[str, str]) -> None:
        losses.disarmed |= disarm(root, links)

    try:
        rebuilt, extension = repacked(content, Rules(_FOLLOWED, clean, losses.kinds.add))
    except RefusalError as refusal:
        raise RefusalError(_KEYS.get(refusal.key, "documents-refused-damaged")) from None
    except Exception:  # noqa: BLE001 - damaged files make libraries raise whatever they like
        raise RefusalError("documents-refused-damaged") from None
    if extension != _ENDING:
        raise RefusalError("documents-refused-kind")
    if losses.kinds & _MACROS:
        raise RefusalError("documents-refused-macros")
    _open(rebuilt)
    return rebuilt, losses.disarmed or bool(losses.kinds - _UNSEEN)


_KEYS: Final = {"evidence-refused-kind": "documents-refused-kind"}


def _look_at_size(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except Exception:  # noqa: BLE001 - whatever a made-up archive makes it stumble over
        raise RefusalError("documents-refused-kind") from None
    if (
        sum(part.file_size for part in parts if part.filename.casefold().endswith((".xml", ".rels")))
        > _XML_LIMIT
    ):
        raise RefusalError("documents-refused-damaged")
    if any(part.filename.casefold().endswith("vbaproject.bin") for part in parts):
        raise RefusalError("documents-refused-macros")


def _open(rebuilt: bytes) -> None:
    try:
        Document(io.BytesIO(rebuilt))
    except Exception:  # noqa: BLE001 - the library raises whatever its parsers do
        raise RefusalError("documents-refused-damaged") from None
