"""What Excel shows for a number in a cell's number format (ECMA-376 part 1, 18.8.31).

Read are the formats that offices give to codes, counts and money: leading zeros, separators, percent, words around the
digits, one section each for positive, negative, zero and text. What is beyond that gives None, never a guess.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, NamedTuple

GENERAL: Final = "General"
MOST_DIGITS: Final = 15
"""What Excel keeps of a number; further digits are zeros that nobody typed."""

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"
  | \\(?P<escaped>.)
  | (?P<blank>_.)
  | (?P<fill>\*.)
  | \[\$(?P<currency>[^\]\-]*)(?:-[^\]]*)?\]
  | (?P<colour>\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+)\])
  | (?P<general>general)
  | (?P<text>@)
  | (?P<digit>[0\#?])
  | (?P<point>\.)
  | (?P<comma>,)
  | (?P<percent>%)
  | (?P<plain>[-$+():!^&'~{}<>=\ ]|[^\x00-\x7f])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SECTION = re.compile(r"""(?:"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[^;])*""", re.DOTALL)
_MOST_SECTIONS: Final = 4
_EXACT: Final = Context(prec=60)
_MOST_PLACES: Final = 30
"""Excel itself shows no more digits after the point."""


class _FormatToken(NamedTuple):
    kind: str
    text: str


def shown_number(value: float, code: str) -> str | None:
    """Return what Excel shows for `value` in the format `code`, in a column wide enough; None where that isn't known.

    Whole numbers of up to 15 digits are shown in full where Excel turns to 1.2E+11: it shows them so when tapped.
    """
    if code == GENERAL:
        return _general(value)
    section, signed = _section_for(value, _sections(code))
    tokens = _tokens(section)
    if tokens is None or any(token.kind == "text" for token in tokens):
        return _general(value) if section == "@" else None
    shown = _filled(abs(value), tokens)
    is_nothing = shown is not None and not re.search("[1-9]", shown)
    return f"-{shown}" if shown and signed and not is_nothing else shown


def shown_text(text: str, code: str) -> str | None:
    """Return what Excel shows for `text` in the format `code`; None where that isn't known."""
    sections = _sections(code)
    if len(sections) < _MOST_SECTIONS and "@" not in sections[-1]:
        return text
    tokens = _tokens(sections[-1])
    if tokens is None:
        return None
    return "".join(text if token.kind == "text" else token.text for token in tokens)


def _general(value: float) -> str | None:
    number = Decimal(repr(value))
    if number == number.to_integral_value():
        whole = f"{number.to_integral_value():f}"
        return (whole if number else "0") if len(whole.lstrip("-")) <= MOST_DIGITS else None
    shown = f"{value:.15g}"
    return None if "e" in shown else shown


def _sections(code: str) -> Sequence[str]:
    sections, at = [], 0
    while True:
        found = _SECTION.match(code, at)
        end = found.end() if found else len(code)
        sections.append(code[at:end])
        if end >= len(code):
            return sections
        at = end + 1


def _section_for(value: float, sections: Sequence[str]) -> tuple[str, bool]:
    """Return the section that `value` is shown by, and whether a minus is put before it."""
    numeric = sections[: _MOST_SECTIONS - 1]
    if "@" in sections[-1] and len(sections) > 1:
        numeric = numeric[: len(sections) - 1]
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:  # noqa: PLR2004 - the third section is that of zero
        return numeric[2], False
    return numeric[0], value < 0


def _tokens(section: str) -> list[_FormatToken] | None:
    found, at = [], 0
    while at < len(section):
        match = _TOKEN.match(section, at)
        if match is None:
            return None
        kind, text = str(match.lastgroup), match[str(match.lastgroup)]
        if kind in ("quoted", "escaped", "currency", "plain"):
            found.append(_FormatToken("literal", text))
        elif kind == "blank":
            found.append(_FormatToken("literal", " "))
        elif kind not in ("colour", "fill"):
            found.append(_FormatToken(kind, text))
        at = match.end()
    return found


def _filled(value: float, tokens: Sequence[_FormatToken]) -> str | None:
    """Return the tokens with the digits of `value`, which has no sign, in their places."""
    kinds = [token.kind for token in tokens]
    if "general" in kinds:
        shown = _general(value)
        if shown is None or "digit" in kinds:
            return None
        return "".join(shown if token.kind == "general" else token.text for token in tokens)
    if kinds.count("point") > 1:
        return None
    if "digit" not in kinds:
        return "".join(token.text for token in tokens)
    last = len(kinds) - 1 - kinds[::-1].index("digit")
    point = kinds.index("point") if "point" in kinds else None
    whole_end = last + 1 if point is None else point
    before = [at for at in range(whole_end) if kinds[at] == "digit"]
    after = [at for at in range(whole_end, last + 1) if kinds[at] == "digit"]
    number = Decimal(repr(value)) * 100 ** kinds.count("percent")
    if scaling := _commas_after(kinds, whole_end if before else last):
        number /= 1000**scaling
    if number >= 10**MOST_DIGITS or len(after) > _MOST_PLACES or kinds.count("percent") > 1:
        return None
    digits = f"{number.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP, _EXACT):f}"
    whole, _, fraction = digits.partition(".")
    grouped = "comma" in kinds[before[0] : before[-1]] if before else False
    places = _whole_places(whole, before, tokens, grouped=grouped)
    places |= _fraction_places(fraction, after, tokens)
    texts = {"comma": "", "percent": "%", "point": "."}
    return "".join(
        places.get(at, "") if token.kind == "digit" else texts.get(token.kind, token.text)
        for at, token in enumerate(tokens)
    )


def _commas_after(kinds: Sequence[str], end: int) -> int:
    """Count the commas right before `end`, each of which divides by a thousand."""
    count = 0
    while end - count > 0 and kinds[end - count - 1] == "comma":
        count += 1
    while end + count < len(kinds) and kinds[end + count] == "comma":
        count += 1
    return count


def _whole_places(
    whole: str, places: Sequence[int], tokens: Sequence[_FormatToken], *, grouped: bool
) -> dict[int, str]:
    left = "" if whole == "0" else whole
    found: dict[int, str] = {}
    count = 0
    for at in reversed(places):
        taken, left = (left, "") if at == places[0] else (left[-1:], left[:-1])
        taken = taken or {"0": "0", "?": " "}.get(tokens[at].text, "")
        text = ""
        for sign in reversed(taken):
            if grouped and count and count % 3 == 0 and sign != " ":
                text = "," + text
            text = sign + text
            count += 1
        found[at] = text
    return found


def _fraction_places(fraction: str, places: Sequence[int], tokens: Sequence[_FormatToken]) -> dict[int, str]:
    found: dict[int, str] = {}
    said = False
    for at, digit in reversed(list(zip(places, fraction, strict=True))):
        said = said or digit != "0" or tokens[at].text == "0"
        found[at] = digit if said else {"?": " "}.get(tokens[at].text, "")
    return found
