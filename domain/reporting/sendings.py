"""What is typed of a document that was sent on: a day and a way, "8月28日 公文交换" (docs/domain.md section 6)."""

from datetime import date

from domain.characters import admit
from domain.errors import RefusalError
from domain.time.days import read_typed_day

WAY_LENGTH = 40


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
