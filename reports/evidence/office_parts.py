"""One XML part of an Office file without the traces of who wrote it, when and where (ISO/IEC 29500-1)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from reports.evidence.office_active import PLAIN_TABLES, disarm
from reports.evidence.office_words import (
    BUILT_IN_STYLE,
    BUILT_IN_TABLE_STYLE,
    GONE,
    IDS,
    NAMED,
    NAMESPACES,
    NUMBER,
    PLAIN_FIELD,
    PLAIN_ID,
    SETTINGS,
    STYLE_OR_FORMAT,
    TELLING_NUMBERS,
    TOKENS,
    UNWRAPPED,
    WORD_ATTRIBUTES,
    WRITTEN,
)
from reports.evidence.office_xml import attributes, drop, is_words, local, split_name, unwrap
from reports.evidence.words import words

# Ids of relationships, which have been made anew, and how blanks count.
_IN_NO_LIST = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://www.w3.org/XML/1998/namespace",
)
_PICTURE_NAMES = frozenset({"docPr", "cNvPr"})
_PEOPLE = frozenset({"author", "cmAuthor"})
_NOBODY = {"author": "Author", "initials": "A", "name": "Author", "userId": "Author", "providerId": "None"}
_STYLE_USED = words("pStyle rStyle tblStyle basedOn next link numStyleLink styleLink")
_A_MOMENT: Final = "2000-01-01T00:00:00Z"  # where the format demands one
_BUILT_IN_NAME = re.compile(r"_xlnm\.(Print_Area|Print_Titles|_FilterDatabase)")
_REFERENCE = re.compile(r"('[^'\[\]:\\/]+'|[\w.]+)?!?\$?[A-Z]{0,3}\$?\d*(:\$?[A-Z]{0,3}\$?\d*)?(,.*)?")
_OUTSIDE_BOOK = re.compile(r"[\[\\]|://|\|")
_WORD_OF_FORMULA = re.compile(r"[^\W\d][\w.\\?]*")


@dataclass(slots=True)
class PartScrubber:
    """Cleans the parts of one file: a style has the same new name in each of them."""

    styles: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """Names that a workbook gave to its cells, and which are gone."""

    def scrub(self, root: etree._Element, _application: str, links: Mapping[str, str]) -> None:
        """Take out of the part, in place, what tells of its making, and what leads where nothing is any more.

        `links` are the new ids of the part's relationships that stay, by those of before.
        """
        disarm(root, links, lambda instruction: PLAIN_FIELD.fullmatch(instruction) is not None)
        _choose_known(root)
        _forget_comment_authors(root)
        if local(root) == "workbook":
            self._forget_names(root)
        if local(root) in {"worksheet", "table", "chartSpace"}:
            self._forget_formulas(root)
        is_settings = local(root) == "settings"
        waiting = [root]
        while waiting:
            element = waiting.pop()
            name = local(element)
            space = split_name(str(element.tag))[0]
            if name in UNWRAPPED and is_words(space) and element is not root:
                waiting += element
                unwrap(element)
                continue
            if name in GONE or not NAMESPACES.fullmatch(space) or (is_settings and name not in SETTINGS):
                element.clear()  # a root can't be dropped
                drop(element)
                continue
            element.tail = None
            if len(element) or (is_words(space) and name not in WRITTEN):
                element.text = None
            if element.attrib:
                self._scrub_attributes(element, name)
            if name not in PLAIN_TABLES:
                waiting += element

    def _scrub_attributes(self, element: etree._Element, name: str) -> None:
        own = split_name(str(element.tag))[0]
        for key, value in attributes(element):
            namespace, word = split_name(key)
            kept = self._kept(own, name, (namespace, word), value)
            if kept is None:
                del element.attrib[key]
            elif kept != value:
                element.attrib[key] = kept
        if name in {"table", "cellStyle"}:
            number = element.get("id") or element.get("xfId") or "0"
            element.attrib.update(
                {key: f"{name}{number}" for key in ("name", "displayName") if key in element.attrib}
            )
        if name in _PICTURE_NAMES:
            element.attrib["name"] = element.attrib.get("id", "")  # Office puts the picture's file name there

    def _kept(self, own: str, name: str, key: tuple[str, str], value: str) -> str | None:
        """Return what stays of an attribute, None where nothing does."""
        namespace, word = key
        if is_words(namespace):
            return self._kept_of_words(name, word, value)
        if (name in _PEOPLE and word in _NOBODY) or word == "created":
            return _NOBODY.get(word, _A_MOMENT)
        if namespace.startswith(_IN_NO_LIST):
            return value
        if not NAMESPACES.fullmatch(namespace) or word in TELLING_NUMBERS:
            return None
        if word in {"name", "displayName"} and not is_words(own):
            return _renamed(name, value)
        return value if _is_plain(word, value) else None

    def _kept_of_words(self, name: str, word: str, value: str) -> str | None:
        if word in {"author", "initials"}:
            return _NOBODY[word]
        if word not in WORD_ATTRIBUTES:
            return None
        if word == "styleId" or (name in _STYLE_USED and word == "val"):
            return self._style(value)
        if name == "name" and word == "val":
            return value if BUILT_IN_STYLE.fullmatch(value) else f"style {len(self.styles)}"
        if word == "name" and name != "compatSetting":
            return None
        return value

    def _style(self, value: str) -> str:
        return self.styles.setdefault(value, f"s{len(self.styles) + 1}")

    def _forget_names(self, book: etree._Element) -> None:
        """Drop what a workbook's cells are called, except what says how they are printed."""
        for defined in list(book.iter("{*}definedName")):
            name, text = defined.get("name") or "", defined.text or ""
            if (
                _BUILT_IN_NAME.fullmatch(name)
                and _REFERENCE.fullmatch(text)
                and not _OUTSIDE_BOOK.search(text)
            ):
                for key, _ in attributes(defined):
                    if key not in {"name", "localSheetId", "hidden"}:
                        del defined.attrib[key]
                continue
            self.names.add(name.casefold())
            drop(defined)

    def _forget_formulas(self, sheet: etree._Element) -> None:
        """Leave of formulas that lead out, or use a name that is gone, what they last showed."""
        found = list(
            sheet.iter("{*}f", "{*}formula", "{*}formula1", "{*}formula2", "{*}calculatedColumnFormula")
        )
        telling = [formula for formula in found if self._tells(formula.text or "")]
        shared = {formula.get("si") for formula in telling} - {None}
        for formula in [*telling, *(each for each in found if each.get("si") in shared)]:
            parent = formula.getparent()
            whole = parent if local(formula).startswith("formula") else formula
            if local(sheet) == "chartSpace":
                formula.text = ""
            elif whole is not None:
                drop(whole)

    def _tells(self, formula: str) -> bool:
        used = {each.casefold() for each in _WORD_OF_FORMULA.findall(formula)} if self.names else set()
        return _OUTSIDE_BOOK.search(formula) is not None or bool(used & self.names)


def _renamed(name: str, value: str) -> str:
    """Return what a thing of the kind `name` is called: as it was where that is seen, or known to all."""
    return value if name in NAMED or BUILT_IN_TABLE_STYLE.fullmatch(value) else "-"


def _is_plain(word: str, value: str) -> bool:
    """Whether an attribute holds a measure, a switch, an id as programs make them, or words of the format."""
    if word in IDS:
        return PLAIN_ID.fullmatch(value) is not None
    if word in {"style", "uri"}:
        return STYLE_OR_FORMAT.fullmatch(value) is not None
    return word in TOKENS or NUMBER.fullmatch(value) is not None


def _choose_known(root: etree._Element) -> None:
    """Keep of alternatives the first whose namespaces are known, or what stands for those that don't know any."""
    for choice in list(root.iter("{*}Choice")):
        wanted = (choice.get("Requires") or "").split()
        spaces = [choice.nsmap.get(prefix) or "" for prefix in wanted]
        if not all(space and NAMESPACES.fullmatch(space) for space in spaces):
            parent = choice.getparent()
            drop(choice)
            if parent is not None and len(parent) == 0:
                drop(parent)


def _forget_comment_authors(root: etree._Element) -> None:
    """Change the names of those who commented in a sheet, and drop the name that Excel puts before each comment."""
    if local(root) != "comments":
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
        author.text = _NOBODY["author"]
