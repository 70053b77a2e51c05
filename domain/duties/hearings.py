"""Hearings (当面报告): slots that level 1 offers, and those who report choose from (docs/domain.md section 2).

A slot belongs to a duty and a first-level grid, and takes one item of that duty. It suits an item while the slot
lies ahead and its day is one on which the item is open. Who reports may change or give it back until the day
before; who offers may take it back at any time, and the other side chooses again.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from domain.errors import RefusalError
from domain.time.clock import SHANGHAI, day_in_shanghai
from domain.time.working_days import Shift, WorkingDays

MOST_SLOTS = 20
MOST_MINUTES = 240
PLACE_LENGTH = 50
AN_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_TIME = re.compile(r"(\d{1,2})\s*[:：.点时]\s*(\d{2}|半)?分?")
_MANY = re.compile(r"(\d{1,2})\D{1,3}(\d{1,3})(\s*分钟?)?")


@dataclass(frozen=True, slots=True)
class Slot:
    """A span of time offered. `starts_at` and `chosen_at` are aware; free while `item_id` is None."""

    id: int
    duty_id: str
    unit_code: str
    starts_at: datetime
    minutes: int
    place: str
    item_id: int | None = None
    chosen_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        """The day in Shanghai."""
        return day_in_shanghai(self.starts_at)

    def suits(self, opens_on: date, closes_on: date, now: datetime) -> bool:
        """Tell whether somebody whose item is open on these days could take it at `now`, were it free."""
        return self.starts_at > now and opens_on <= self.day <= closes_on

    def may_be_changed(self, today: date) -> bool:
        """Tell whether who chose it may still choose another or give it back: until the day before."""
        return today < self.day


class Next(StrEnum):
    """Who has to do something about a hearing that is owed."""

    CHOOSER = "chooser"
    HOST = "host"
    NOBODY = "nobody"


def who_is_next(slot: Slot | None, *, some_free: bool, now: datetime) -> Next:
    """Return who is next for an item with this slot, or none yet; `some_free`: there are slots to choose from.

    To choose; to offer slots, where there are none; to record what was said, once the time is over.
    """
    if slot is None:
        return Next.CHOOSER if some_free else Next.HOST
    return Next.NOBODY if now < slot.ends_at else Next.HOST


@dataclass(frozen=True, slots=True)
class Offer:
    """Slots to be offered: `count` of them one after the other from `begins` on, in Shanghai."""

    day: date
    begins: time
    count: int
    minutes: int

    def starts(self) -> list[datetime]:
        """Return when (aware) each of them starts."""
        first = datetime.combine(self.day, self.begins, SHANGHAI)
        return [first + n * timedelta(minutes=self.minutes) for n in range(self.count)]

    @property
    def ends_at(self) -> datetime:
        """When the last of them is over."""
        return self.starts()[-1] + timedelta(minutes=self.minutes)


class OpenDays(NamedTuple):
    """From when to when what is to be heard is open, both days included."""

    first: date
    last: date


def check_offer(offer: Offer, open_days: OpenDays, known: Iterable[Slot], now: datetime) -> None:
    """Raise RefusalError where `offer` can't be made; `known` are the unit's slots, `open_days` when items are open."""
    check_day(offer.day, open_days, now)
    check_many(offer.count, offer.minutes)
    if offer.starts()[0] <= now:
        raise RefusalError("hearing-time-past")
    if day_in_shanghai(offer.ends_at) != offer.day:
        raise RefusalError("hearing-past-midnight")
    begins_at = offer.starts()[0]
    if any(slot.starts_at < offer.ends_at and begins_at < slot.ends_at for slot in known):
        raise RefusalError("hearing-overlaps")


def check_many(count: int, minutes: int) -> None:
    """Raise RefusalError where so many slots, or so long ones, are not offered."""
    if not 1 <= count <= MOST_SLOTS or not 1 <= minutes <= MOST_MINUTES:
        raise RefusalError("hearing-many-wrong", count=MOST_SLOTS, minutes=MOST_MINUTES)


def check_day(day: date, open_days: OpenDays, now: datetime) -> None:
    """Raise RefusalError where no slot can be offered on `day`."""
    if day < day_in_shanghai(now):
        raise RefusalError("hearing-day-past")
    if not open_days.first <= day <= open_days.last:
        raise RefusalError("hearing-day-outside")


def read_time(text: str) -> time:
    """Return the time that `text` names: 14:00, 9点, 9点半. Raises RefusalError (hearing-no-time)."""
    if found := _TIME.fullmatch(text.strip()):
        minute = {None: 0, "半": 30}.get(found[2])
        try:
            return time(int(found[1]), int(found[2]) if minute is None else minute)
        except ValueError:
            pass
    raise RefusalError("hearing-no-time")


def read_many(text: str) -> tuple[int, int]:
    """Return how many slots of how many minutes `text` names: 4 × 20, 4x20分钟. Raises RefusalError."""
    found = _MANY.fullmatch(text.strip())
    count, minutes = (int(found[1]), int(found[2])) if found else (0, 0)
    check_many(count, minutes)
    return count, minutes


def read_place(text: str) -> str:
    """Return the place typed, on one line. Raises RefusalError (hearing-place-length)."""
    place = " ".join(text.split())
    if not 1 <= len(place) <= PLACE_LENGTH:
        raise RefusalError("hearing-place-length", limit=PLACE_LENGTH)
    return place


def next_working_days(today: date, last: date, working_days: WorkingDays, count: int) -> list[date]:
    """Return up to `count` working days after `today`, `last` included."""
    days = (today + n * _DAY for n in range(1, (last - today).days + 1))
    return [day for day in days if working_days.is_working(day)][:count]


def reminded_on(day: date, working_days: WorkingDays) -> date:
    """Return the working day before a hearing on `day`, on which both sides are reminded."""
    return working_days.shift(day - _DAY, Shift.PREVIOUS)


def runs(slots: Iterable[Slot]) -> list[Sequence[Slot]]:
    """Return the slots in rows that follow each other with less than an hour between: one reminder does for a row."""
    found: list[list[Slot]] = []
    for slot in sorted(slots, key=lambda offered: offered.starts_at):
        if found and slot.starts_at - found[-1][-1].ends_at < AN_HOUR:
            found[-1].append(slot)
        else:
            found.append([slot])
    return list(found)
