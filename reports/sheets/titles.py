"""Names of sheets that Excel takes: at most 31 characters, some not allowed, no two alike."""

import re
from collections.abc import Collection, Sequence

LENGTH = 31
_NOT_ALLOWED = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_RESERVED = "history"
_NAMELESS = "-"


def sheet_titles(names: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Return a title for a sheet of each of `names`, in their order, none of them in `taken` nor given twice.

    Excel tells titles apart without regard to case, counts UTF-16 units, lets none begin or end with an
    apostrophe, and keeps "History" for itself. What is not allowed becomes a blank; of equal ones the later get
    a number.
    """
    used = {_RESERVED, *(used_title.casefold() for used_title in taken)}
    titles = []
    for name in names:
        plain = " ".join(_NOT_ALLOWED.sub(" ", name).split()).strip("' ") or _NAMELESS
        title, number = _cut(plain, LENGTH), 1
        while title.casefold() in used:
            number += 1
            mark = f" ({number})"
            title = _cut(plain, LENGTH - len(mark)) + mark
        used.add(title.casefold())
        titles.append(title)
    return titles


def _cut(text: str, units: int) -> str:
    """Return as much of `text` as fits into that many UTF-16 units."""
    fitting = text.encode("utf-16-le")[: units * 2]
    return fitting.decode("utf-16-le", errors="ignore").strip("' ")
