"""Word, Excel and PowerPoint files packed anew, part by part (ISO/IEC 29500-2).

The package is walked from its main part along relationships of known types. What is not reached so is not in the
copy: properties, thumbnails, custom XML, macros, templates, embedded files, printer settings. What a part is, the
relationship that leads to it says, and not what the package calls it.
"""

import io
import itertools
import posixpath
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from domain.errors import RefusalError
from reports.evidence.office_kinds import MAIN_TYPES, RELATIONSHIP_BASES, content_type_of
from reports.evidence.office_xml import parsed, serialised
from reports.evidence.pictures import clean_picture_inside

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
_MAIN_TYPE = re.compile(r".*(main|macroEnabled\.main)\+xml", re.ASCII)
_PLAIN_ID = re.compile(r"rId\d{1,6}", re.ASCII)
_SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_PICTURES = (
    (b"\xff\xd8\xff", ".jpeg", "image/jpeg"),
    (b"\x89PNG", ".png", "image/png"),
    (b"GIF8", ".gif", "image/gif"),
    (b"BM", ".bmp", "image/bmp"),
)
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


class _Link(NamedTuple):
    """A relationship that stays: its id of before and now, its type, and where it leads."""

    before: str
    identity: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What stays of a package: relationships by the last word of their types, and what is made of each part.

    `clean` changes a part in place, given the new ids of its relationships by those of before; what it is not
    given leads nowhere any more. `lost` is called with the last word of each type that is left out.
    """

    followed: frozenset[str]
    clean: Callable[[etree._Element, str, Mapping[str, str]], None]
    lost: Callable[[str], None]


@dataclass(slots=True)
class _Package:
    """The parts as they came, by lower-case name, and those packed anew, by new names, in the order they were met."""

    raw: dict[str, tuple[str, bytes]]
    types: dict[str, str]
    application: str
    rules: Rules
    names: dict[str, str] = field(default_factory=dict)
    packed: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    links: dict[str, list[_Link]] = field(default_factory=dict)

    def put_name(self, part: str, word: str, ending: str = ".xml") -> str:
        """Return the new name of the part `part`: its own says where it came from, or what somebody called it."""
        folder = f"{self.application}/media" if word == "image" else self.application
        return self.names.setdefault(part, f"{folder}/{word}{len(self.names) + 1}{ending}")


def repacked(content: bytes, rules: Rules) -> tuple[bytes, str]:
    """Return the docx, xlsx or pptx `content` packed anew by `rules`, and its ending.

    Raises RefusalError with evidence-refused-kind (no such file), -bomb, -locked, -broken; libraries' errors
    where it is damaged.
    """
    raw = _unpacked(content)
    types = _types(raw)
    main, relationship, extension = _main_part(raw, types)
    package = _Package(raw, types, MAIN_TYPES[extension].folder, rules)
    package.names[main.lower()] = MAIN_TYPES[extension].name
    _walk(package, main, MAIN_TYPES[extension].content_type)
    package.links[""] = [_Link("", "rId1", relationship, f"/{package.names[main.lower()]}", external=False)]
    return _zipped(package), extension


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


def _types(raw: Mapping[str, tuple[str, bytes]]) -> dict[str, str]:
    """Return content types by /lower-case part name and by lower-case ending."""
    types = {}
    for element in parsed(raw[_TYPES_PART][1]):
        key = element.get("PartName") or element.get("Extension") or ""
        types[key.lower()] = element.get("ContentType") or ""
    return types


def _main_part(raw: Mapping[str, tuple[str, bytes]], types: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the main part's name, the type of the relationship that leads to it, and the file's ending."""
    for element in _relationships(raw, ""):
        base, word = _split(element.get("Type") or "")
        name = _resolved("", element.get("Target") or "").lower()
        if base is None or word != "officeDocument" or name not in raw:
            continue
        content_type = types.get(f"/{name}") or types.get(name.rpartition(".")[2], "")
        for extension, main in MAIN_TYPES.items():
            if _MAIN_TYPE.fullmatch(content_type) and any(mark in content_type for mark in main.marks):
                return name, f"{base}officeDocument", extension
    raise RefusalError("evidence-refused-kind")


def _relationships(raw: Mapping[str, tuple[str, bytes]], source: str) -> list[etree._Element]:
    folder, name = posixpath.split(source)
    found = raw.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
    return [] if found is None else list(parsed(found[1]))


def _split(kind: str) -> tuple[str | None, str]:
    """Return the base of a relationship's type, None for one that nobody knows, and its last word."""
    base, slash, word = kind.rpartition("/")
    return (base + slash if base + slash in RELATIONSHIP_BASES else None), word


def _resolved(source: str, target: str) -> str:
    """Return the part name that `target` means in a relationship of the part `source`."""
    path = posixpath.join("/", posixpath.dirname(source), unquote(target))
    return posixpath.normpath(path).lstrip("/")


def _walk(package: _Package, main: str, main_type: str) -> None:
    """Clean the main part and all that its relationships lead to."""
    waiting = [(main.lower(), main_type)]
    seen = {main.lower()}
    while waiting:
        part, content_type = waiting.pop()
        links = []
        used = {element.get("Id") or "" for element in _relationships(package.raw, part)}
        for element in _relationships(package.raw, part):
            link, leads_to = _kept(package, part, element, used)
            if link is None:
                package.rules.lost((element.get("Type") or "").rpartition("/")[2])
                continue
            links.append(link)
            if leads_to and leads_to not in seen:
                seen.add(leads_to)
                waiting.append((leads_to, content_type_of(link.kind, package.application)))
        root = parsed(package.raw[part][1])
        package.rules.clean(root, package.application, {link.before: link.identity for link in links})
        name = package.names[part]
        package.links[name] = links
        package.packed[name] = (content_type, serialised(root))


def _kept(
    package: _Package, source: str, element: etree._Element, used: set[str]
) -> tuple[_Link | None, str]:
    """Return the relationship if it stays, and the part of before that is still to be cleaned for it, if any.

    A picture is cleaned at once, for only then it is known whether it stays.
    """
    before, target = element.get("Id") or "", element.get("Target") or ""
    identity = before if _PLAIN_ID.fullmatch(before) else _new_id(used)
    base, word = _split(element.get("Type") or "")
    kind = f"{base}{word}"
    if element.get("TargetMode") == "External" and base is not None:
        safe = word == "hyperlink" and _SAFE_LINK.match(target)
        return (_Link(before, identity, kind, target, external=True) if safe else None), ""
    part = _resolved(source, target).lower()
    if base is None or part not in package.raw or word not in package.rules.followed:
        return None, ""
    content = package.raw[part][1]
    if word == "image":
        there = _put_picture(package, part, content)
        return (
            _Link(before, identity, kind, f"/{package.names[part]}", external=False) if there else None
        ), ""
    if word == "vmlDrawing" and not _readable(content):
        return None, ""
    name = package.put_name(part, word, ".vml" if word == "vmlDrawing" else ".xml")
    return _Link(before, identity, kind, f"/{name}", external=False), part


def _new_id(used: set[str]) -> str:
    identity = next(made for number in itertools.count(1) if (made := f"rId{number}") not in used)
    used.add(identity)
    return identity


def _put_picture(package: _Package, part: str, content: bytes) -> bool:
    """Pack the picture cleaned; False, as for an unknown format, where it is damaged: the text counts more."""
    if part in package.names:
        return True
    try:
        picture = clean_picture_inside(content)
    except (ValueError, IndexError, struct.error, OSError, SyntaxError):
        return False
    found = next((each for each in _PICTURES if picture is not None and picture.startswith(each[0])), None)
    if picture is None or found is None:
        return False
    package.packed[package.put_name(part, "image", found[1])] = (found[2], picture)
    return True


def _readable(content: bytes) -> bool:
    """Whether a drawing of the old kind is XML; Excel itself writes some that is not."""
    try:
        parsed(content)
    except etree.XMLSyntaxError:
        return False
    return True


def _zipped(package: _Package) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "[Content_Types].xml", _types_part(package))
        for source, links in package.links.items():
            if links:
                folder, name = posixpath.split(source)
                _put(archive, posixpath.join(folder, "_rels", f"{name}.rels"), _links_part(links))
        for name, (_, part) in package.packed.items():
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
    for name, (kind, _) in package.packed.items():
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
