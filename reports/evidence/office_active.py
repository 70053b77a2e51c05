"""What acts in a part of an Office file, or leads out of it, taken out; what it last showed stays.

Links by [ISO/IEC 29500-1] relationships, sources of drawings of the old kind, and fields: of those, only such as
count, number and refer within the document are computed again.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reports.evidence.office_xml import attributes, drop, is_words, local, split_name
from reports.evidence.words import words

_RELATIONSHIP_NAMESPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
)
_OLD_OFFICE = "urn:schemas-microsoft-com:office:office"
_OLD_DRAWING = "urn:schemas-microsoft-com:vml"
_ACTIVE = words(
    "altChunk subDoc OLEObject control controls oleObjects attachedTemplate mailMerge dataBinding saveThroughXslt "
    "attachedSchema schemaLibrary linkStyles updateFields svgBlip externalData videoFile audioFile audioCd "
    "wavAudioFile quickTimeFile docVars macrosheet webPublishItems webPublishing webPublishObjects"
)
_OUTSIDE = words(
    "src href althref action program oleLink oleUpdate ddeService ddeTopic macro OnClick onmouseover"
)
# Of millions of cells, which have no attribute of these: not looked into, for the time that it takes.
PLAIN_TABLES = words("sheetData sst pivotCacheRecords")

_FIELDS = words(
    "PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF SEQ STYLEREF TOC TC XE INDEX LISTNUM DATE TIME EQ SYMBOL "
    "FORMTEXT FORMCHECKBOX FORMDROPDOWN = HYPERLINK NUMWORDS NUMCHARS"
)
_FIELD_NAME = re.compile(r"\s*(=|[A-Za-z]+)")
_LEADS_OUT = re.compile(r"[A-Za-z]:[\\/]|\\\\\w|//|\bfile:|\bjavascript:|\bdata:", re.IGNORECASE)
_WEB = re.compile(r"\b(https?://|mailto:)", re.IGNORECASE)


def is_harmless(instruction: str) -> bool:
    """Whether a field counts, numbers or refers within the document, or leads to the web."""
    found = _FIELD_NAME.match(instruction)
    if found is None or found[1].upper() not in _FIELDS:
        return False
    return not _LEADS_OUT.search(
        _WEB.sub("", instruction) if found[1].upper() == "HYPERLINK" else instruction
    )


def disarm(
    root: etree._Element, links: Mapping[str, str], stays: Callable[[str], bool] = is_harmless
) -> bool:
    """Take out of the part, in place, what acts and what leads out; return whether somebody could miss something.

    `links` are the new ids of the part's relationships that stay, by those of before; what stands on another leads
    nowhere, and goes. `stays` says whether a field with that instruction does.
    """
    missed = _defuse_fields(root, stays)
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in _ACTIVE or (element.attrib and _leads_nowhere(element, links)):
            missed |= name not in {"svgBlip", "externalData", "dataBinding", "updateFields"}
            drop(element)
            continue
        if element.attrib:
            missed |= _stay_inside(element)
        if name not in PLAIN_TABLES:
            waiting += element
    return missed


def _leads_nowhere(element: etree._Element, links: Mapping[str, str]) -> bool:
    """Forget the element's links to what is gone; True where it has none left and is nothing without them."""
    own = {key: value for key, value in attributes(element) if _is_link(key) and value}
    for key, value in own.items():
        if value in links:
            element.attrib[key] = links[value]
        else:
            del element.attrib[key]
    gone = [value for value in own.values() if value not in links]
    is_text = is_words(split_name(str(element.tag))[0]) and local(element) == "hyperlink"
    return bool(gone) and len(gone) == len(own) and not is_text


def _is_link(key: str) -> bool:
    namespace, name = split_name(key)
    return namespace in _RELATIONSHIP_NAMESPACES or (namespace == _OLD_OFFICE and name == "relid")


def _stay_inside(element: etree._Element) -> bool:
    """Take off what leads out without a relationship; return whether there was any."""
    missed = False
    old = split_name(str(element.tag))[0] in {_OLD_DRAWING, _OLD_OFFICE}
    for key, value in attributes(element):
        namespace, word = split_name(key)
        if word in _OUTSIDE and (
            old or namespace != "" or word in {"action", "macro", "ddeService", "ddeTopic"}
        ):
            del element.attrib[key]
            missed |= bool(value)
    return missed


@dataclass(slots=True)
class _Field:
    """A field that has begun: the pieces of its instruction, which may be split, and whether another is within it."""

    pieces: list[etree._Element] = field(default_factory=list)
    nested: bool = False
    shows: bool = False


def _defuse_fields(root: etree._Element, stays: Callable[[str], bool]) -> bool:
    """Empty the instruction of every field that isn't of the kinds kept; return whether there was one."""
    missed = False
    begun: list[_Field] = []
    for element in root.iter("{*}fldChar", "{*}instrText", "{*}delInstrText", "{*}fldSimple"):
        name = local(element)
        if name == "fldSimple":
            missed |= _defuse_simple(element, stays)
        elif name != "fldChar":
            missed |= _take_piece(begun, element)
        elif (kind := _value(element, "fldCharType")) == "begin":
            if begun and not begun[-1].shows:
                begun[-1].nested = True
            begun.append(_Field())
        elif begun and kind == "separate":
            begun[-1].shows = True
        elif begun and kind == "end":
            missed |= _defuse(begun.pop(), stays)
    for left in begun:
        missed |= _defuse(left, lambda _instruction: False)
    return missed


def _take_piece(begun: list[_Field], element: etree._Element) -> bool:
    """Count the text to the field whose instruction it is part of; outside of any it is emptied."""
    if begun and not begun[-1].shows:
        begun[-1].pieces.append(element)
        return False
    missed = bool((element.text or "").strip())
    element.text = ""
    return missed


def _defuse_simple(element: etree._Element, stays: Callable[[str], bool]) -> bool:
    key = next((key for key, _ in attributes(element) if split_name(key)[1] == "instr"), None)
    if key is None or stays(str(element.attrib[key])):
        return False
    element.attrib[key] = ""
    return True


def _defuse(begun: _Field, stays: Callable[[str], bool]) -> bool:
    instruction = "".join(piece.text or "" for piece in begun.pieces)
    if not instruction.strip() or (stays(instruction) and not begun.nested):
        return False
    for piece in begun.pieces:
        piece.text = ""
    return True


def _value(element: etree._Element, name: str) -> str:
    return next((value for key, value in attributes(element) if split_name(key)[1] == name), "")
