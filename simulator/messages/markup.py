"""HTML as the Bot API reads it: the grammar and the error texts of its parse_mode=HTML.

Source: core.telegram.org/bots/api#html-style; offsets in errors are bytes of the UTF-8 text as it was sent,
offsets of entities are UTF-16 code units of the text as it is shown.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from simulator.refusals import Json, bad_request

_SPACE = " \t\r\n\v\0"
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_ARGUMENTS = {
    ("a", "href"): "",
    ("code", "class"): "language-",
    ("span", "class"): "tg-",
    ("tg-emoji", "emoji-id"): "",
}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<name>[A-Za-z]*))")
_REFERENCE_MAX = 10
_CODE_POINT_MAX = 0x10FFFF
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_ORDER = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
}
_ORDER |= {"bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99}


def utf16_length(text: str) -> int:
    """Return the length of `text` in UTF-16 code units, Telegram's unit for limits and offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def sort_entities(entities: list[Json]) -> list[Json]:
    """Return `entities` outermost first, as Telegram orders them."""
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], _ORDER.get(e["type"], 50)))


def parse_html(html: str) -> tuple[str, list[Json]]:
    """Return the shown text of `html` and its entities.

    Raises:
        ApiError: 400 "can't parse entities: ...", worded as Telegram words it.
    """
    if "<" not in html and "&" not in html:
        return html, []
    return _MarkupReader(html).read()


@dataclass(slots=True)
class _OpenTag:
    """A tag that is not closed yet."""

    name: str
    argument: str
    offset: int
    at: int


class _MarkupReader:
    """Reads one text from left to right."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._at = 0
        self._shown: list[str] = []
        self._length = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        """Return the shown text and its entities."""
        while self._at < len(self._html):
            letter = self._html[self._at]
            if letter == "<":
                if self._peek(1) == "/":
                    self._end_tag()
                else:
                    self._start_tag()
            elif letter == "&":
                self._show(self._reference())
            else:
                stop = min((p for p in map(self._find, "<&") if p >= 0), default=len(self._html))
                self._show(self._html[self._at : stop])
                self._at = stop
        if self._open:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return "".join(self._shown), sort_entities(self._entities)

    def _find(self, letter: str) -> int:
        return self._html.find(letter, self._at)

    def _peek(self, ahead: int = 0) -> str:
        return self._html[self._at + ahead : self._at + ahead + 1]

    def _skip(self, *, until: str = "", spaces: bool = False) -> str:
        """Move on over spaces, or until a space or one of `until`; return what was passed."""
        begin = self._at
        while self._at < len(self._html):
            letter = self._html[self._at]
            if (letter in _SPACE) != spaces or letter in until:
                break
            self._at += 1
        return self._html[begin : self._at]

    def _byte(self, at: int) -> int:
        return len(self._html[:at].encode())

    def _show(self, text: str) -> None:
        self._shown.append(text)
        self._length += utf16_length(text)

    def _reference(self) -> str:
        """Return the character that stands at '&', or the '&' itself, and move on."""
        match = _REFERENCE.match(self._html, self._at)
        code = _code_point(match) if match else 0
        if match is None or not code:
            self._at += 1
            return "&"
        if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates
            raise _cannot(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        self._at = match.end()
        if self._peek() == ";":
            self._at += 1
        return chr(code)

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._skip(until=">").lower()
        if not self._peek():
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in _KINDS:
            raise _cannot(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        argument = ""
        while self._peek() != ">":
            self._skip(spaces=True)
            if self._peek() == ">":
                break
            attribute, value = self._attribute(name, begin)
            prefix = _ARGUMENTS.get((name, attribute))
            if prefix is not None and value.startswith(prefix):
                argument = value.removeprefix(prefix)
            elif (name, attribute) == ("blockquote", "expandable"):
                argument = "expandable"
        self._at += 1
        if name == "span" and argument != "spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self._open.append(_OpenTag(name, argument, self._length, len(self._shown)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        """Return the name and the value of the attribute that stands here, and move on."""
        attribute = self._skip(until="=>").lower()
        if not attribute:
            raise _cannot(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._skip(spaces=True)
        value = ""
        if self._peek() == "=":
            self._at += 1
            self._skip(spaces=True)
            if self._peek():
                value = self._quoted() if self._peek() in "'\"" else self._token()
                if not self._peek():
                    raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if not self._peek():
            raise _cannot(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        return attribute, value

    def _token(self) -> str:
        begin = self._at
        match = _TOKEN.match(self._html, begin)
        self._at = match.end() if match else begin
        if self._peek() and self._peek() not in _SPACE + ">":
            raise _cannot(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return self._html[begin : self._at].lower()

    def _quoted(self) -> str:
        quote = self._peek()
        self._at += 1
        value: list[str] = []
        while self._peek() and self._peek() != quote:
            if self._peek() == "&":
                value.append(self._reference())
            else:
                value.append(self._peek())
                self._at += 1
        self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise _cannot(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self._at += 2
        name = self._skip(until=">").lower()
        self._skip(spaces=True)
        if self._peek() != ">":
            raise _cannot(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            raise _cannot(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        if self._length > tag.offset:
            self._add(tag)

    def _add(self, tag: _OpenTag) -> None:
        """Keep the entity of a tag that is closed now."""
        kind = _KINDS[tag.name]
        entity: Json = {"type": kind, "offset": tag.offset, "length": self._length - tag.offset}
        last = self._entities[-1] if self._entities else None
        same = last is not None and last["offset"] == tag.offset and last["length"] == entity["length"]
        if kind == "pre" and same and last is not None and last["type"] == "code" and last.get("language"):
            last["type"] = "pre"
            return
        if kind == "code" and same and last is not None and last["type"] == "pre" and tag.argument:
            last["language"] = tag.argument
            return
        if kind == "code" and tag.argument:
            entity["language"] = tag.argument
        elif kind == "blockquote" and tag.argument:
            entity["type"] = "expandable_blockquote"
        elif kind == "custom_emoji":
            if not (tag.argument.isascii() and tag.argument.isdigit() and int(tag.argument)):
                raise _cannot("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = tag.argument
        elif kind == "text_link" and not _link(entity, tag.argument or "".join(self._shown[tag.at :])):
            return
        self._entities.append(entity)


def _cannot(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def _code_point(match: re.Match[str]) -> int:
    """Return the code point that a character reference names, 0 for none."""
    name = match["name"]
    if name is not None:
        return ord(_NAMED.get(name, "\0"))
    digits, base = (match["hex"], 16) if match["hex"] is not None else (match["decimal"], 10)
    code = int(digits, base) if digits else 0
    return code if code < _CODE_POINT_MAX and len(match[0]) < _REFERENCE_MAX else 0


def _link(entity: Json, href: str) -> bool:
    """Complete a link's entity; return whether Telegram would keep it."""
    try:
        url = urlsplit(href if "://" in href or href.startswith("tg:") else f"http://{href}")
        host = url.hostname or ""
    except ValueError:
        return False
    if url.scheme == "tg":
        found = parse_qs(url.query).get("id", [""])[0]
        if "user" in {host, url.path} and found.isdigit():
            entity |= {"type": "text_mention", "user": {"id": int(found)}}
        else:
            entity["url"] = href
        return True
    if url.scheme not in {"http", "https", "ton", "tonsite"} or ("." not in host and host != "localhost"):
        return False
    entity["url"] = url._replace(path=url.path or "/").geturl()
    return not any(letter in href.strip() for letter in _SPACE)
