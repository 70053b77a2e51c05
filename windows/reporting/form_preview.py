"""Windows of a form for somebody without a phone at hand: as lines for a terminal, as one page for a browser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from windows.windows import Window

_TAG = re.compile(r"<[^<>]*>")
_SHOWN_TAG = re.compile(r"&lt;(/?(?:b|i|u|s|code))&gt;")
_WIDE_BLANK = "\u3000"
_STYLE = """
body { margin: 0; padding: 1.5rem; background: #d9e2ec; color: #102a43; font: 15px/1.5 "Noto Sans SC",
  "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.2rem; margin: 0 0 1.5rem; }
main { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; }
section { width: 320px; }
h2 { font-size: .85rem; font-weight: normal; margin: 0 0 .4rem; color: #486581; overflow-wrap: anywhere; }
.text { background: #fff; border-radius: 12px; padding: .6rem .8rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.row { display: flex; gap: 4px; margin-top: 4px; }
.row span { flex: 1 1 0; min-width: 0; background: #486581; color: #fff; border-radius: 8px; padding: .35rem .2rem;
  text-align: center; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: .9rem; }
"""


@dataclass(frozen=True, slots=True)
class ShownWindow:
    """A window with the words above it that say which one it is."""

    caption: str
    window: Window


def window_lines(shown: ShownWindow) -> list[str]:
    """Return the lines of a window: its caption, its text without formatting, its buttons in brackets, a row a line."""
    lines = [f"── {shown.caption} ──", *unescape(_TAG.sub("", shown.window.text)).split("\n")]
    lines += ["  ".join(f"[{button.label}]" for button in row) for row in shown.window.rows]
    return [_visible(line).rstrip() for line in lines]


def preview_page(title: str, language: str, windows: Sequence[ShownWindow]) -> str:
    """Return one HTML page that shows `windows` as phones do; nothing in it runs, and it loads nothing."""
    head = (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
    )
    body = "\n".join(map(_section, windows))
    return f"{head}<body>\n<h1>{escape(title)}</h1>\n<main>\n{body}\n</main>\n</body>\n</html>\n"


def _section(shown: ShownWindow) -> str:
    rows = "".join(
        '<div class="row">' + "".join(f"<span>{escape(button.label)}</span>" for button in row) + "</div>\n"
        for row in shown.window.rows
    )
    text = _formatted(shown.window.text)
    return f'<section>\n<h2>{escape(shown.caption)}</h2>\n<div class="text">{text}</div>\n{rows}</section>'


def _formatted(text: str) -> str:
    """Return a window's text as HTML in which nothing but the plain formatting of a chat is left of its tags."""
    # What a window escaped is one character again, then all is escaped alike: a window that forgot it does no harm.
    parts = re.split(r"(<[^<>]*>)", text)
    safe = "".join(escape(part) if part.startswith("<") else escape(unescape(part)) for part in parts)
    return _SHOWN_TAG.sub(r"<\1>", safe)


def _visible(line: str) -> str:
    return "".join(character for character in line if character.isprintable() or character == _WIDE_BLANK)
