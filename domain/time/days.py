"""Days as people type them and as the windows themselves write them, in either language: 12月9日, 9 Dec."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_MONTHS: Mapping[str, int] = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_WEEKDAY = re.compile(r"[\s(,]*(?:(?:周|星期)[一二三四五六日天]|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\)?$")
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})\s*[-/.年]\s*(?P<month>[0-9]{1,2})\s*[-/.月]\s*(?P<day>[0-9]{1,2})\s*[日号]?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<month>[0-9]{1,2})\s*[-/.月]\s*(?P<day>[0-9]{1,2})\s*[日号]?",
        r"(?P<day>[0-9]{1,2})\s+(?P<name>[a-z]{3})[a-z]*\.?(?:,?\s+(?P<year>[0-9]{4}))?",
        r"(?P<name>[a-z]{3})[a-z]*\.?\s+(?P<day>[0-9]{1,2})(?:,?\s+(?P<year>[0-9]{4}))?",
    )
)


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day as it was typed; `year` is None where none was."""

    year: int | None
    month: int
    day: int

    def in_year(self, year: int) -> date | None:
        """Return the day, of `year` where none was typed; None for one that is in no calendar."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def read_typed_day(text: str) -> TypedDay | None:
    """Return the day that `text` names, None for none: 2026-06-01, 2026年6月1日, 20260601, 6-1, 6月1日, 1 Jun 2026.

    Full-width digits and a weekday behind it are understood.
    """
    plain = _WEEKDAY.sub("", unicodedata.normalize("NFKC", text).strip().casefold())
    for form in _FORMS:
        if found := form.fullmatch(plain):
            parts = found.groupdict()
            month = _MONTHS.get(parts["name"]) if parts.get("name") else int(parts["month"])
            if month is None:
                return None
            return TypedDay(int(parts["year"]) if parts.get("year") else None, month, int(parts["day"]))
    return None
