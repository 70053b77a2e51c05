"""Word, Excel and PowerPoint files: only what a reader sees is packed anew (DOMAIN.md section 7, promise 6).

The package of ISO/IEC 29500-2 is walked from its main part along relationships of known kinds. What is not
reached so is not in the copy: properties, thumbnails, custom XML, macros, embedded files, printer settings.
"""

import io
import posixpath
import re
import struct
import zipfile
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from domain.errors import RefusalError
from reports.cleaning_office_parts import parsed, scrub, serialised
from reports.cleaning_pictures import clean_picture_inside
from reports.cleaning_words import words

_ENTRY_LIMIT = 5_000
_UNPACKED_LIMIT = 100_000_000  # bytes
_TAG_LIMIT = 6_000_000  # opening and closing, in all parts: a sheet of a million cells has four million
# Office's own XML packs to a twentieth; nothing honest packs to a three-hundredth.
_RATIO_LIMIT = 300
_RATIO_MATTERS_FROM = 1_000_000  # bytes
_ENCRYPTED_FLAG = 1

_TYPES_PART = "[content_types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN_TYPES = {
    ".docx": (f"{_OFFICE}wordprocessingml.document.main+xml", "wordprocessingml.template", "ms-word."),
    ".xlsx": (f"{_OFFICE}spreadsheetml.sheet.main+xml", "spreadsheetml.template", "ms-excel."),
    ".pptx": (
        f"{_OFFICE}presentationml.presentation.main+xml",
        "presentationml.template",
        "presentationml.slideshow",
        "ms-powerpoint.",
    ),
}
_MAIN_TYPE = re.compile(r".*(main|macroEnabled\.main)\+xml", re.ASCII)
_SAFE_TYPE = re.compile(r"[A-Za-z0-9.+/-]{1,150}", re.ASCII)
_SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say

# Kinds of relationship, by the last word of their type, that lead to what a reader sees.
_FOLLOWED = words(
    "officeDocument styles settings fontTable numbering theme header footer footnotes endnotes comments chart "
    "chartUserShapes diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing vmlDrawing "
    "worksheet chartsheet sharedStrings drawing table pivotTable pivotCacheDefinition pivotCacheRecords "
    "externalLink sheetMetadata slide slideLayout slideMaster notesSlide notesMaster handoutMaster presProps "
    "tableStyles themeOverride commentAuthors authors image"
)
_LINKED_BOOK = "externalLinkPath"
_LINKED_BOOK_NAME = "linked.xlsx"


class _Link(NamedTuple):
    """A relationship that stays."""

    identity: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class _Package:
    """The parts as they came, by lower-case name, and the cleaned ones, by their own names."""

    raw: dict[str, tuple[str, bytes]]
    types: dict[str, str]
    cleaned: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, list[_Link]] = field(default_factory=dict)

    def name_of(self, name: str) -> str | None:
        """Return the part's name as the package spells it; OPC names don't distinguish case."""
        found = self.raw.get(name.lower())
        return found[0] if found else None

    def type_of(self, name: str) -> str:
        """Return the content type of the part `name`, its own or its ending's."""
        lower = name.lower()
        return self.types.get(f"/{lower}") or self.types.get(lower.rpartition(".")[2], "")


def clean_office(content: bytes) -> tuple[bytes, str]:
    """Return the docx, xlsx or pptx `content` packed anew without metadata, and its ending.

    Raises RefusalError with evidence-refused-kind (no such file), -bomb, -locked, -broken; libraries' errors
    where it is damaged.
    """
    raw = _unpacked(content)
    package = _Package(raw, _types(raw))
    main, relationship, extension = _main_part(package)
    _walk(package, main)
    package.types[f"/{main.lower()}"] = _MAIN_TYPES[extension][0]
    package.links[""] = [_Link("rId1", relationship, f"/{main}", external=False)]
    return _packed(package), extension


def _unpacked(content: bytes) -> dict[str, tuple[str, bytes]]:
    """Return the package's parts, after looking at what they say of their sizes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if all(entry.filename.lower() != _TYPES_PART for entry in entries):
            raise RefusalError("evidence-refused-kind")
        if len(entries) > _ENTRY_LIMIT or sum(entry.file_size for entry in entries) > _UNPACKED_LIMIT:
            raise RefusalError("evidence-refused-bomb")
        if any(_swells(entry) for entry in entries):
            raise RefusalError("evidence-refused-bomb")
        if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
            raise RefusalError("evidence-refused-locked")
        parts = {entry.filename.lower(): (entry.filename, archive.read(entry)) for entry in entries}
    if len(parts) != len(entries):
        raise ValueError("two parts of one name")
    if sum(part.count(b"<") for _, part in parts.values()) > _TAG_LIMIT:
        raise RefusalError("evidence-refused-bomb")
    return parts


def _swells(entry: zipfile.ZipInfo) -> bool:
    packed = max(entry.compress_size, 1)
    return entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > _RATIO_LIMIT * packed


def _types(raw: dict[str, tuple[str, bytes]]) -> dict[str, str]:
    """Return content types by /lower-case part name and by lower-case ending."""
    types = {}
    for element in parsed(raw[_TYPES_PART][1]):
        key = element.get("PartName") or element.get("Extension") or ""
        value = element.get("ContentType") or ""
        if _SAFE_TYPE.fullmatch(value):
            types[key.lower()] = value
    return types


def _main_part(package: _Package) -> tuple[str, str, str]:
    """Return the main part's name, the type of the relationship that leads to it, and the file's ending."""
    for element in _relationships(package, ""):
        kind = element.get("Type") or ""
        name = package.name_of(_resolved("", element.get("Target") or ""))
        if not kind.endswith("/officeDocument") or name is None:
            continue
        content_type = package.type_of(name)
        for extension, marks in _MAIN_TYPES.items():
            if _MAIN_TYPE.fullmatch(content_type) and any(mark in content_type for mark in marks):
                return name, kind, extension
    raise RefusalError("evidence-refused-kind")


def _relationships(package: _Package, source: str) -> list[etree._Element]:
    folder, name = posixpath.split(source)
    found = package.raw.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
    return [] if found is None else list(parsed(found[1]))


def _resolved(source: str, target: str) -> str:
    """Return the part name that `target` means in a relationship of the part `source`."""
    path = posixpath.join("/", posixpath.dirname(source), unquote(target))
    return posixpath.normpath(path).lstrip("/")


def _walk(package: _Package, main: str) -> None:
    """Clean the main part and all that its relationships lead to."""
    waiting = [main]
    seen = {main}
    while waiting:
        name = waiting.pop()
        links = []
        for element in _relationships(package, name):
            link = _kept(package, name, element)
            if link is None:
                continue
            links.append(link)
            target = link.target.lstrip("/")
            if not link.external and target not in seen:
                seen.add(target)
                if target not in package.cleaned:
                    waiting.append(target)
        package.links[name] = links
        root = parsed(package.raw[name.lower()][1])
        scrub(root, {link.identity for link in links})
        package.cleaned[name] = serialised(root)


def _kept(package: _Package, source: str, element: etree._Element) -> _Link | None:
    """Return the relationship if it stays; a picture is cleaned at once, for only then it is known."""
    identity, kind = element.get("Id") or "", element.get("Type") or ""
    target = element.get("Target") or ""
    word = kind.rpartition("/")[2]
    if element.get("TargetMode") == "External":
        if word == _LINKED_BOOK:
            return _Link(identity, kind, _LINKED_BOOK_NAME, external=True)
        safe = word == "hyperlink" and _SAFE_LINK.match(target)
        return _Link(identity, kind, target, external=True) if safe else None
    name = package.name_of(_resolved(source, target))
    if name is None or word not in _FOLLOWED:
        return None
    if word == "image" and name not in package.cleaned:
        picture = _picture(package.raw[name.lower()][1])
        if picture is None:
            return None
        package.cleaned[name] = picture
    if word == "vmlDrawing" and not _readable(package.raw[name.lower()][1]):
        return None
    return _Link(identity, kind, f"/{name}", external=False)


def _picture(content: bytes) -> bytes | None:
    """Return the cleaned picture; None, as for an unknown format, where it is damaged: the text counts more."""
    try:
        return clean_picture_inside(content)
    except (ValueError, IndexError, struct.error, OSError, SyntaxError):
        return None


def _readable(content: bytes) -> bool:
    """Whether a drawing of the old kind is XML; Excel itself writes some that is not."""
    try:
        parsed(content)
    except etree.XMLSyntaxError:
        return False
    return True


def _packed(package: _Package) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "[Content_Types].xml", _types_part(package))
        for source, links in package.links.items():
            if links:
                folder, name = posixpath.split(source)
                _put(archive, posixpath.join(folder, "_rels", f"{name}.rels"), _links_part(links))
        for name, part in package.cleaned.items():
            _put(archive, name, part)
    return content.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.create_system = 0
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _types_part(package: _Package) -> bytes:
    root = parsed(f'<Types xmlns="{_TYPES_NAMESPACE}"/>'.encode())
    for extension, kind in (("rels", _RELATIONSHIPS_TYPE), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{_TYPES_NAMESPACE}}}Default", Extension=extension, ContentType=kind)
    for name in package.cleaned:
        kind = package.type_of(name) or "application/octet-stream"
        etree.SubElement(root, f"{{{_TYPES_NAMESPACE}}}Override", PartName=f"/{name}", ContentType=kind)
    return serialised(root)


def _links_part(links: list[_Link]) -> bytes:
    root = parsed(f'<Relationships xmlns="{_RELATIONSHIPS_NAMESPACE}"/>'.encode())
    for link in links:
        element = etree.SubElement(
            root,
            f"{{{_RELATIONSHIPS_NAMESPACE}}}Relationship",
            Id=link.identity,
            Type=link.kind,
            Target=link.target,
        )
        if link.external:
            element.set("TargetMode", "External")
    return serialised(root)
