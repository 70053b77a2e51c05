"""To whom a document may be sent, and what is typed of one sent on: a day and a way (docs/domain.md section 6)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from domain.characters import admit
from domain.errors import RefusalError
from domain.people.people import Role
from domain.reporting.documents import DocumentKind
from domain.time.days import read_typed_day

WAY_LENGTH = 40
RECEIVERS: Final = {"s": Role.SUPERVISOR, "c": Role.COMMITTEE}
"""Who has a phone here, by the letter that buttons carry. The authority above has none: what it got is noted."""
SENT_TO: Final[Mapping[str, tuple[str, ...]]] = {
    DocumentKind.SUPERVISOR: ("s",),
    DocumentKind.COMMITTEE: ("c",),
    DocumentKind.PAPER: ("s", "c"),
    DocumentKind.REGISTER: ("s", "c"),
}
"""By the kind of a document, who of these may be sent it; nobody a file (廉情档案)."""


def read_sending(text: str, today: date) -> tuple[date, str]:
    """Return the day (in Shanghai) and the way that `text` names; without a day it was `today`.

    A day without a year is the last one that there was. Raises RefusalError: documents-up-no-way where nothing says
    how, documents-up-later for a day to come, documents-up-too-long.
    """
    first, _, rest = " ".join(admit(text).split()).partition(" ")
    typed = read_typed_day(first)
    way = f"{first} {rest}".strip() if typed is None else rest
    if not way:
        raise RefusalError("documents-up-no-way")
    if len(way) > WAY_LENGTH:
        raise RefusalError("documents-up-too-long", limit=WAY_LENGTH)
    if typed is None:
        return today, way
    day = typed.in_year(today.year)
    if day is not None and day > today and typed.year is None:
        day = typed.in_year(today.year - 1)
    if day is None or day > today:
        raise RefusalError("documents-up-later")
    return day, way
