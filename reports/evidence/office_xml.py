"""Parts of Office files as trees: nothing in them is fetched or made to grow while they are read."""

import re
from collections.abc import Iterator

from lxml import etree

from domain.errors import RefusalError

_LENGTH_LIMIT = 40_000_000  # bytes of one part, which takes twenty times that in memory
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_WORD_NAMESPACE = re.compile(
    r"http://(schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/wordprocessingml/.*"
)


def parsed(content: bytes) -> etree._Element:
    """Return the root of the XML `content`, without comments and processing instructions.

    Raises RefusalError("evidence-refused-bomb") where it is too long or declares a document type, which no
    Office file does and which is how entities multiply; etree.XMLSyntaxError where it is no XML.
    """
    if len(content) > _LENGTH_LIMIT:
        raise RefusalError("evidence-refused-bomb")
    if _DOCTYPE.search(content.replace(b"\x00", b"")):  # UTF-16 has a zero beside each letter
        raise RefusalError("evidence-refused-bomb")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that the search can't read
        raise RefusalError("evidence-refused-bomb")
    return root


def serialised(root: etree._Element) -> bytes:
    """Return the part as UTF-8."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def split_name(key: str) -> tuple[str, str]:
    """Return the namespace and the name of an attribute or element."""
    namespace, _, name = key[1:].rpartition("}") if key.startswith("{") else ("", "", key)
    return namespace, name


def is_words(namespace: str) -> bool:
    """Whether `namespace` is WordprocessingML's, transitional or strict."""
    return _WORD_NAMESPACE.match(namespace) is not None


def attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes as they are now, so that they may go while they are looked at."""
    yield from [(str(key), str(value)) for key, value in element.attrib.items()]


def drop(element: etree._Element) -> None:
    """Take the element out with all in it, and lists of the format that may not be empty with the last of theirs."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if len(parent) == 0 and local(parent) in _NEVER_EMPTY:
        drop(parent)


def unwrap(element: etree._Element) -> None:
    """Put what the element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for number, child in enumerate(list(element)):
        parent.insert(place + number, child)
    parent.remove(element)


_NEVER_EMPTY = frozenset(
    {
        "hyperlinks",
        "externalReferences",
        "tableParts",
        "pivotCaches",
        "ext",
        "extLst",
        "definedNames",
        "sdtContent",
        "conditionalFormatting",
        "dataValidations",
    }
)
