"""One XML part of an Office file without the traces of who wrote it, when and where (ISO/IEC 29500-1)."""

import re

from lxml import etree

from domain.errors import RefusalError
from reports.cleaning_words import words

_RELATIONSHIP_NAMESPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
)
_OLD_OFFICE = "urn:schemas-microsoft-com:office:office"
_REVISION_NAMESPACE = re.compile(r"http://schemas\.microsoft\.com/office/spreadsheetml/\d+/revision\d*")

# Elements that say who, when, where or with what, or that lead out of the file; whole, with all inside them.
_DROPPED = words(
    "rsids docId docVars docVar absPath fileSharing fileVersion revisionPtr customWorkbookViews customSheetViews "
    "webPublishItems webPublishing webPublishObjects creationId presenceInfo dataBinding permStart permEnd "
    "mailMerge writeProtection attachedSchema schemaLibrary saveThroughXslt oleObjects controls "
    "customProperties custDataLst htmlPubPr modifyVerifier svgBlip threadedComment personList"
)
# Lists that may not be empty: they go with the last of what they held.
_NEVER_EMPTY = words("hyperlinks externalReferences tableParts pivotCaches ext")
# Attributes, whatever they belong to.
_DROPPED_ATTRIBUTES = words(
    "dateUtc paraId textId paraIdParent durableId refreshedBy refreshedDate refreshedDateIso userName descr "
    "alt lastEdited dt href"
)
# Of millions of cells, which have no attribute of theirs here: not looked into, for the time that it takes.
_PLAIN_TABLES = words("sheetData sst pivotCacheRecords")
_NAMED_PEOPLE = frozenset({"author", "cmAuthor"})
_WORD_TRACE = re.compile(r"rsid\w*|date|author|initials")
_WORD_NAMESPACE = re.compile(
    r"http://(schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/wordprocessingml/.*"
)
_NO_NAME = {"author": "Author", "initials": "A"}
_A_MOMENT = "2000-01-01T00:00:00Z"  # where the format demands one

# Fields of Word that fetch from elsewhere, name a path or a person; what they last showed stays.
_TELLING_FIELD = re.compile(
    r"\b(INCLUDE\w*|LINK|DDE\w*|IMPORT|DATABASE|RD|AUTHOR|LASTSAVEDBY|USER\w+|FILENAME|TEMPLATE|DOCPROPERTY|INFO)\b"
    r"|[A-Za-z]:\\|\\\\\w|file:",
    re.IGNORECASE,
)
_LENGTH_LIMIT = 40_000_000  # bytes of one part, which takes twenty times that in memory
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_PICTURE_NAMES = frozenset({"docPr", "cNvPr"})


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


def scrub(root: etree._Element, kept_links: set[str]) -> None:
    """Take out of the part, in place, what tells of its making, and what leads where nothing is any more.

    `kept_links` are the ids of the part's relationships that stay.
    """
    _forget_comment_authors(root)
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = _local(element)
        if name in _DROPPED or (element.attrib and _leads_nowhere(element, kept_links)):
            _drop(element)
            continue
        if element.attrib:
            _scrub_attributes(element, name)
        if name in {"instrText", "delInstrText"} and element.text and _TELLING_FIELD.search(element.text):
            element.text = ""
        if name not in _PLAIN_TABLES:
            waiting += element


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if len(parent) == 0 and _local(parent) in _NEVER_EMPTY:
        _drop(parent)


def _leads_nowhere(element: etree._Element, kept_links: set[str]) -> bool:
    """Forget the element's links to what is gone; True where it has none left and is nothing without them."""
    links = {key: value for key, value in _attributes(element) if _is_link(key) and value}
    gone = [key for key, value in links.items() if value not in kept_links]
    for key in gone:
        del element.attrib[key]
    is_word_text = _WORD_NAMESPACE.match(element.tag[1:]) and _local(element) == "hyperlink"
    return bool(gone) and len(gone) == len(links) and not is_word_text


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    """Return the attributes as they are now, so that they may go while they are looked at."""
    return [(str(key), str(value)) for key, value in element.attrib.items()]


def _is_link(key: str) -> bool:
    namespace, _, name = key[1:].rpartition("}")
    return namespace in _RELATIONSHIP_NAMESPACES or (namespace == _OLD_OFFICE and name == "relid")


def _scrub_attributes(element: etree._Element, name: str) -> None:
    attributes = element.attrib
    for key, value in _attributes(element):
        namespace, _, word = key[1:].rpartition("}") if key.startswith("{") else ("", "", key)
        if _WORD_NAMESPACE.match(namespace) and _WORD_TRACE.fullmatch(word):
            if word in _NO_NAME:
                attributes[key] = _NO_NAME[word]
            else:
                del attributes[key]
        elif word in _DROPPED_ATTRIBUTES or _REVISION_NAMESPACE.fullmatch(namespace):
            del attributes[key]
        elif word == "created":
            attributes[key] = _A_MOMENT
        elif word == "title" and (name in _PICTURE_NAMES or namespace == _OLD_OFFICE):
            del attributes[key]
        elif word == "instr" and _TELLING_FIELD.search(value):
            attributes[key] = ""
    if name in _PICTURE_NAMES:
        attributes["name"] = attributes.get("id", "")  # Office puts the picture's file name there
    elif name in _NAMED_PEOPLE:
        _forget_person(element)


def _forget_person(element: etree._Element) -> None:
    for key, value in (("name", "Author"), ("initials", "A"), ("userId", "Author"), ("providerId", "None")):
        if key in element.attrib:
            element.attrib[key] = value


def _forget_comment_authors(root: etree._Element) -> None:
    """Change the names of those who commented in a sheet, and drop the name that Excel puts before each comment."""
    if _local(root) != "comments":
        return
    authors = [element for element in root.iter("{*}author") if not len(element)]
    names = [author.text or "" for author in authors]
    for comment in root.iter("{*}comment"):
        number = comment.get("authorId", "")
        first = comment.find(".//{*}t")
        if first is None or not number.isdigit() or int(number) >= len(names):
            continue
        name, text = names[int(number)], first.text or ""
        if name and text.startswith(name):
            first.text = text.removeprefix(name).lstrip(":：")
    for author in authors:
        author.text = _NO_NAME["author"]
