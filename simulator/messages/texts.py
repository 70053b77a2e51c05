"""Text as it is sent: parsed, trimmed, measured, with the entities that Telegram finds by itself."""

import re
from collections.abc import Callable
from html import escape

from simulator.messages.markup import parse_html, sort_entities, utf16_length
from simulator.refusals import Json, bad_request
from simulator.wire.params import Params

TEXT_MAX = 4096
"""Longest text of a message, in UTF-16 code units after parsing."""
CAPTION_MAX = 1024
"""Longest caption, in the same unit."""

_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<url>https?://[^\s<>\"，。；、）】」]+)"
    r"|(?P<email>(?<![\w.])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z.]{2,})"
    r"|(?P<mention>(?<![\w@])@[A-Za-z0-9_]{4,32}\b)"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}

FindUser = Callable[[int], Json | None]
"""Returns the User object of an id, or None."""


def find_entities(text: str, known: list[Json]) -> list[Json]:
    """Return `known` and the commands, links, mentions and hashtags that stand in `text` outside code."""
    if not any(mark in text for mark in "/@#"):
        return known
    code = [
        (e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in {"code", "pre", "text_link"}
    ]
    found = list(known)
    for match in _FOUND.finditer(text):
        offset, length = utf16_length(text[: match.start()]), utf16_length(match[0])
        if not any(begin < offset + length and offset < end for begin, end in code):
            found.append({"type": str(match.lastgroup), "offset": offset, "length": length})
    return sort_entities(found)


def read_text(params: Params, name: str, find_user: FindUser) -> tuple[str, list[Json]]:
    """Return the text in the parameter `name` and its entities, trimmed as Telegram trims.

    `name` is "text" or "caption"; parse_mode and entities or caption_entities stand beside it.

    Raises:
        ApiError: 400 for a parse_mode or markup that can't be read.
    """
    text = params.text(name)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode in {"", "none"}:
        entities = params.data("entities" if name == "text" else "caption_entities") or []
    else:
        raise bad_request("unsupported parse_mode")
    return _clean(text, entities, find_user)


def split_text(text: str) -> list[str]:
    """Return `text` in parts that each fit into one message."""
    parts, begin, length = [], 0, 0
    for at, letter in enumerate(text):
        units = 1 if letter <= "\uffff" else 2
        if length + units > TEXT_MAX:
            parts.append(text[begin:at])
            begin, length = at, 0
        length += units
    return [*parts, text[begin:]]


def _clean(text: str, entities: list[Json], find_user: FindUser) -> tuple[str, list[Json]]:
    shown = text.strip()
    kept = []
    if entities:
        shift = utf16_length(text[: len(text) - len(text.lstrip())])
        total = utf16_length(shown)
        inside = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in {"code", "pre"}]
        for entity in entities:
            begin = max(0, entity["offset"] - shift)
            end = min(total, entity["offset"] + entity["length"] - shift)
            if end <= begin or _within_code(entity, inside):
                continue
            moved = entity | {"offset": begin, "length": end - begin}
            if entity["type"] == "text_mention":
                user = find_user(int(entity["user"]["id"]))
                if user is None:
                    continue
                moved["user"] = user
            kept.append(moved)
    return shown, find_entities(shown, sort_entities(kept))


def _within_code(entity: Json, code: list[tuple[int, int]]) -> bool:
    if entity["type"] in {"code", "pre"}:
        return False
    begin, end = entity["offset"], entity["offset"] + entity["length"]
    return any(first <= begin and end <= last for first, last in code)


def to_html(text: str, entities: list[Json]) -> str:
    """Return the HTML that shows `text` with `entities`, for a phone's screen and for comparing in tests.

    Entities that Telegram finds by itself (links, commands) are left as text.
    """
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for entity in sort_entities(entities):
        opening, closing = _tags(entity)
        if opening:
            starts.setdefault(entity["offset"], []).append(opening)
            ends.setdefault(entity["offset"] + entity["length"], []).insert(0, closing)
    html: list[str] = []
    at = begin = 0
    for index, letter in enumerate(text):
        if at in starts or at in ends:
            html += [escape(text[begin:index], quote=False), *ends.pop(at, []), *starts.pop(at, [])]
            begin = index
        at += 1 if letter <= "\uffff" else 2
    return "".join([*html, escape(text[begin:], quote=False), *ends.pop(at, [])])


def _tags(entity: Json) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "text_link":
        return f'<a href="{escape(entity["url"])}">', "</a>"
    if kind == "text_mention":
        return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
    if kind == "custom_emoji":
        return f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">', "</tg-emoji>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "pre" and entity.get("language"):
        return f'<pre><code class="language-{escape(entity["language"])}">', "</code></pre>"
    tag = _TAGS.get(kind)
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")
