"""A year's holidays put together day by day: which days are off though weekdays, which worked on though weekends.

The notice names festivals; whoever taps days does not. Which festival a row of days off is about follows from when it
falls: each has at least one weekday off (docs/domain.md section 2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.time.holidays import (
    FALLS,
    Festival,
    FestivalDays,
    HolidayDraft,
    days_of_notice,
    missing_festivals,
)

_DAY = timedelta(days=1)
_SATURDAY = 6


@dataclass(frozen=True, slots=True)
class TappedYear:
    """A year's weekdays that are `off` and weekend days that are `work`, beside the `base`-th entry of the year."""

    year: int
    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    base: int = 0

    def tapped(self, day: date) -> "TappedYear":
        """Return it with `day` the other way round; a day of another year's notice changes nothing."""
        if day not in days_of_notice(self.year):
            return self
        if day.isoweekday() < _SATURDAY:
            return TappedYear(self.year, self.off ^ {day}, self.work, self.base)
        return TappedYear(self.year, self.off, self.work ^ {day}, self.base)


@dataclass(frozen=True, slots=True)
class TappedDraft:
    """What was tapped, as a notice would say it; `strays` are days off that are about no festival."""

    draft: HolidayDraft
    missing: Sequence[Festival]
    strays: Sequence[date]

    @property
    def is_whole(self) -> bool:
        """Whether it can be entered."""
        return not self.missing and not self.strays


def tapped_year(draft: HolidayDraft) -> TappedYear:
    """Return the days of a draft as they would be tapped."""
    off = {day for part in draft.parts for day in part.off if day.isoweekday() < _SATURDAY}
    work = {day for part in draft.parts for day in part.work if day.isoweekday() >= _SATURDAY}
    return TappedYear(draft.year, frozenset(off), frozenset(work), draft.base)


def read_tapped(tapped: TappedYear) -> TappedDraft:
    """Return what was tapped by its festivals."""
    runs = _runs(tapped)
    about: dict[tuple[date, ...], list[Festival]] = {run: [] for run in runs}
    # Those of one day first: of two rows in which Mid-Autumn may lie, it is the one that is not National Day's.
    for festival in sorted(Festival, key=lambda each: FALLS[each][0] != FALLS[each][1]):
        found = [run for run in runs if _holds(run, festival)]
        if found:
            about[min(found, key=lambda run: (bool(about[run]), -len(run)))].append(festival)
    parts = [
        FestivalDays(tuple(each for each in Festival if each in festivals), run)
        for run, festivals in about.items()
        if festivals
    ]
    whole = _with_work(parts, tapped.work)
    strays = [day for run, festivals in about.items() if not festivals for day in run if day in tapped.off]
    return TappedDraft(
        HolidayDraft(tapped.year, whole, tapped.base), missing_festivals(whole), sorted(strays)
    )


def _runs(tapped: TappedYear) -> list[tuple[date, ...]]:
    """Return the rows of days off that follow each other, of those that have a weekday in them."""
    found: list[list[date]] = []
    for day in days_of_notice(tapped.year):
        is_off = day in tapped.off or (day.isoweekday() >= _SATURDAY and day not in tapped.work)
        if not is_off:
            continue
        if found and day - found[-1][-1] == _DAY:
            found[-1].append(day)
        else:
            found.append([day])
    return [tuple(run) for run in found if not tapped.off.isdisjoint(run)]


def _holds(run: tuple[date, ...], festival: Festival) -> bool:
    first, last = FALLS[festival]
    return any(first <= (day.month, day.day) <= last for day in run)


def _with_work(parts: Sequence[FestivalDays], work: frozenset[date]) -> tuple[FestivalDays, ...]:
    """Return the parts by their days, each with the days worked on for it: those that lie nearest to it."""
    found: dict[tuple[date, ...], list[date]] = {part.off: [] for part in parts}
    for day in sorted(work) if parts else ():
        nearest = min(found, key=lambda run: min(abs(day - off) for off in run))
        found[nearest].append(day)
    ordered = sorted(parts, key=lambda part: part.off)
    return tuple(FestivalDays(part.festivals, part.off, tuple(found[part.off])) for part in ordered)
