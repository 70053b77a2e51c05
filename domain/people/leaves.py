"""Leave (请假) and its deputy: who stands in for whom, and which leave can't be taken (docs/domain.md section 2).

Days are included at both ends, in Shanghai. While a person is away, the deputy answers for the person's grids and
is nudged in their place; both may file. Without a deputy, or with one who is away as well, nobody answers: the
step is empty and passes on to the grid above. A deputy does not inherit the register of tips nor the rights of
level 1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import RefusalError
from domain.time.days import read_typed_day

LONGEST_DAYS = 366
"""The longest leave, and how far ahead one may begin."""
_HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Leave:
    """One leave as it is asked for; `deputy_id` None: nobody stands in."""

    person_id: int
    starts_on: date
    ends_on: date
    deputy_id: int | None = None

    def overlaps(self, other: "Leave") -> bool:
        """Tell whether some day lies in both."""
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on


def check_leave(wish: Leave, known: Iterable[Leave], today: date) -> None:
    """Raise RefusalError where `wish` can't be taken; `known` are leaves of the person and of the deputy."""
    check_days(wish.starts_on, wish.ends_on, today)
    if wish.deputy_id == wish.person_id:
        raise RefusalError("leave-deputy-self")
    for other in known:
        if other.overlaps(wish):
            raise RefusalError("leave-overlaps" if other.person_id == wish.person_id else "leave-deputy-away")


def check_days(starts_on: date, ends_on: date, today: date) -> None:
    """Raise RefusalError where no leave can last from `starts_on` to `ends_on`."""
    if starts_on < today:
        raise RefusalError("leave-past")
    if (starts_on - today).days > LONGEST_DAYS:
        raise RefusalError("leave-too-far")
    if ends_on < starts_on:
        raise RefusalError("leave-backwards")
    if (ends_on - starts_on).days >= LONGEST_DAYS:
        raise RefusalError("leave-too-long", limit=LONGEST_DAYS)


def read_day(text: str, today: date) -> date:
    """Return the day that `text` names, in any writing of domain/time/days.py.

    A day without a year is this year's, or next year's where that lies more than half a year back. Raises
    RefusalError (leave-no-day) for anything else.
    """
    typed = read_typed_day(text)
    found = typed.in_year(today.year) if typed else None
    if typed is None or found is None:
        raise RefusalError("leave-no-day")
    if typed.year is not None or today - found < _HALF_A_YEAR:
        return found
    following = typed.in_year(today.year + 1)
    if following is None:
        raise RefusalError("leave-no-day")
    return following


def in_place(people: Iterable[int], away: Mapping[int, int | None]) -> tuple[int, ...]:
    """Return `people` with the deputies in place of those `away` (person: deputy or None), each once."""
    found: dict[int, None] = {}
    for person in people:
        answering = away.get(person, person)
        if answering is not None and answering not in away:
            found[answering] = None
    return tuple(found)
