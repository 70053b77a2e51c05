"""Plain text, which has no metadata but the mark at its start (docs/domain.md section 7, promise 6)."""

import re

_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Text that other programs read as more than text: RTF, HTML, SVG and XML, PostScript, mail, visiting cards.
_MORE_THAN_TEXT = re.compile(
    r"\s*(\{\\rtf|<[!?a-z]|%!ps|(from|received|return-path|mime-version|message-id): |begin:v)", re.IGNORECASE
)


def is_text(content: bytes, name: str) -> bool:
    """Whether `content` is plain text in UTF-8, UTF-16 with its mark, or GBK, and `name` ends in .txt."""
    if not name.lower().endswith(".txt"):
        return False
    text = _decoded(content)
    return text is not None and not _CONTROL.search(text) and not _MORE_THAN_TEXT.match(text)


def clean_text(content: bytes) -> tuple[bytes, str]:
    """Return `content`, for which `is_text` holds, as UTF-8 without a mark, and its ending."""
    return (_decoded(content) or "").encode(), ".txt"


def _decoded(content: bytes) -> str | None:
    encodings = ("utf-16",) if content.startswith(_UTF16_MARKS) else _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
            text.encode()  # GB18030 and UTF-16 can spell halves of pairs that UTF-8 cannot
        except UnicodeError:
            continue
        return text
    return None
