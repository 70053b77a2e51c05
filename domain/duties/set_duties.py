"""Duties as the office sets them: what becomes of periods when one is put on, off or changed in mid-period.

A setting is a row of phases: the terms from a day on, and before that the terms as they were. The days of a phase are
those that its rule names from its first day to the day before the next one's.

A change counts at once where no period is lost by it, none doubled and none asked for whose due day is past; what
is asked for already moves with it. Otherwise it counts from a later day, and until then things are as they were.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

from domain.duties.duties import Duty, Occurrence
from domain.duties.duty_block import DutyTerms, data_of, terms_of
from domain.duties.made import PeriodMove, only_day
from domain.time.periods import period_span
from domain.time.working_days import WorkingDays

_YEARS = (-1, 0, 1, 2)
"""The years around today in which a fault of a change shows: a yearly duty's change begins a year from now at most."""
_KEPT = timedelta(days=3 * 366)
"""How long terms of before are kept: a report may look back two years for what was due before."""


class Mishap(StrEnum):
    """What would happen to a period; the value ends the Fluent keys `duties-set-mishap-…`."""

    PAST = "past"
    LOST = "lost"
    DOUBLED = "doubled"


@dataclass(frozen=True, slots=True)
class PeriodFault:
    """A period, and what a change would do to it."""

    mishap: Mishap
    period_id: str


@dataclass(frozen=True, slots=True)
class DutyPhase:
    """Terms, and the first day that counts for them among those that their rule names; None: ever since."""

    terms: DutyTerms
    starts_on: date | None = None


@dataclass(frozen=True)
class DutySetting:
    """A duty as it is set: its phases, at least one, the oldest first; `off_since`: the day on which it was put off."""

    id: str
    phases: tuple[DutyPhase, ...]
    off_since: date | None = None

    @property
    def terms(self) -> DutyTerms:
        """The terms that count in the end."""
        return self.phases[-1].terms

    @property
    def starts_on(self) -> date | None:
        """From when they count."""
        return self.phases[-1].starts_on

    @property
    def is_on(self) -> bool:
        """Whether it asks for anything."""
        return self.off_since is None

    @cached_property
    def duty(self) -> Duty:
        """The duty; raises ValueError for terms that no duty has."""
        first, *later = self.phases
        found = replace(first.terms.called(self.id), starts_on=first.starts_on)
        for phase in later:
            found = replace(phase.terms.called(self.id), starts_on=phase.starts_on, earlier=found)
        return replace(found, is_ended=not self.is_on)


def setting_data(setting: DutySetting) -> dict[str, Any]:
    """Return a setting as plain values, of which `setting_of` makes the same again."""
    phases = [
        {"terms": data_of(phase.terms)} | ({"from": phase.starts_on.isoformat()} if phase.starts_on else {})
        for phase in setting.phases
    ]
    off = {} if setting.off_since is None else {"off": setting.off_since.isoformat()}
    return {"phases": phases, **off}


def setting_of(duty_id: str, data: Mapping[str, Any]) -> DutySetting:
    """Return the setting of plain values. Raises ValueError (pydantic's, too) or KeyError for data that are none."""
    phases = tuple(DutyPhase(terms_of(phase["terms"]), _day(phase.get("from"))) for phase in data["phases"])
    return DutySetting(duty_id, phases, _day(data.get("off")))


def same_data(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether plain values are the same, in whatever order they stand."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def put_off(setting: DutySetting, today: date) -> DutySetting:
    """Return the setting put off today."""
    return replace(setting, off_since=today)


def at_once(was: DutySetting | None, duty_id: str, terms: DutyTerms, today: date) -> DutySetting:
    """Return the setting with other terms at once; what was off asks from today on."""
    if was is None or was.off_since is not None:
        return DutySetting(duty_id, (DutyPhase(terms, today),))
    return replace(was, phases=(*was.phases[:-1], DutyPhase(terms, was.starts_on)))


def from_day(was: DutySetting | None, duty_id: str, terms: DutyTerms, day: date) -> DutySetting:
    """Return the setting with other terms for what falls due from `day` on."""
    if was is None or not was.is_on:
        return DutySetting(duty_id, (DutyPhase(terms, day),))
    before = tuple(phase for phase in was.phases if (phase.starts_on or date.min) < day)
    while len(before) > 1 and before[1].starts_on is not None and before[1].starts_on < day - _KEPT:
        before = before[1:]
    return replace(was, phases=(*before, DutyPhase(terms, day)))


@dataclass(frozen=True, slots=True)
class AskedPeriods:
    """What a duty has asked for: all periods, and the due days of those of which something is open today."""

    periods: frozenset[str] = frozenset()
    open: Mapping[str, date] | None = None

    @property
    def open_days(self) -> Mapping[str, date]:
        """The due day of each period that can still be filed."""
        return self.open or {}


def find_fault(
    was: Duty | None, new: Duty, asked: AskedPeriods, today: date, working_days: WorkingDays
) -> PeriodFault | None:
    """Return what would happen to a period if the duty became `new` today, None where all is well.

    A period whose due day is past would be asked for anew; one would be asked for twice, or together with another
    that covers some of its days; one that was to come would not, though the new terms name it.
    """
    before = [] if was is None else _around(was, today, working_days)
    after = _around(new, today, working_days)
    known = {occurrence.period_id for occurrence in before}
    for occurrence in after:
        is_late = occurrence.due_on < today <= occurrence.closes_on
        if is_late and occurrence.period_id not in asked.periods:
            return PeriodFault(Mishap.PAST, occurrence.period_id)
    coming = [occurrence.period_id for occurrence in after if occurrence.due_on >= today]
    doubled = _doubled(coming, known, asked.periods)
    if doubled is not None:
        return PeriodFault(Mishap.DOUBLED, doubled)
    was_coming = [occurrence.period_id for occurrence in before if occurrence.due_on >= today]
    lost = _lost(was_coming, coming, asked.periods, _unbounded(new, today, working_days))
    return None if lost is None else PeriodFault(Mishap.LOST, lost)


def find_moves(
    was: Duty | None, new: Duty, asked: AskedPeriods, today: date, working_days: WorkingDays
) -> list[PeriodMove]:
    """Return how what is open moves: what its period is due now, where that day is not past.

    What falls due once and again once is one thing, whichever day it is put on. What `new` does not name stays.
    """
    occurrences = {occurrence.period_id: occurrence for occurrence in _around(new, today, working_days)}
    once = only_day(new)
    renamed = (
        {only.isoformat(): once.isoformat()}
        if once is not None and was is not None and (only := only_day(was)) is not None
        else {}
    )
    moves: list[PeriodMove] = []
    for period_id, due_on in asked.open_days.items():
        to = occurrences.get(renamed.get(period_id, period_id))
        if to is not None and (to.due_on >= today or to.due_on == due_on) and to.closes_on >= today:
            moves.append(PeriodMove(period_id, to))
    return moves


def next_due(duty: Duty, asked: AskedPeriods, today: date, working_days: WorkingDays) -> list[Occurrence]:
    """Return what falls due from today on, by due day, without what was asked for and is over."""
    coming = [
        occurrence
        for occurrence in _around(duty, today, working_days)
        if occurrence.due_on >= today
        and (occurrence.period_id in asked.open_days or occurrence.period_id not in asked.periods)
    ]
    return sorted(coming, key=lambda occurrence: occurrence.due_on)


def periods_named(duty: Duty, today: date, working_days: WorkingDays) -> frozenset[str]:
    """Return the periods for which the duty falls due in the years around today."""
    return frozenset(occurrence.period_id for occurrence in _around(duty, today, working_days))


def steps_kept(was: Sequence[int], new: Sequence[int], done: int) -> int:
    """Return how many of the `new` nudge steps count as done where `done` of the old ones are: none comes again."""
    if not done or not was:
        return 0
    last = was[min(done, len(was)) - 1]
    return sum(step <= last for step in new)


def _around(duty: Duty, today: date, working_days: WorkingDays) -> list[Occurrence]:
    return [occurrence for year in _YEARS for occurrence in duty.due_in(today.year + year, working_days)]


def _unbounded(duty: Duty, today: date, working_days: WorkingDays) -> list[str]:
    """Return the periods that the latest terms name, whatever the day from which they count."""
    return [
        occurrence.period_id
        for occurrence in _around(replace(duty, starts_on=None, earlier=None), today, working_days)
    ]


def _doubled(coming: Sequence[str], known: Collection[str], asked: Collection[str]) -> str | None:
    seen: set[str] = set()
    for period_id in coming:
        if period_id in seen:
            return period_id
        seen.add(period_id)
    first_day = min((period_span(period_id)[0] for period_id in coming), default=date.max)
    others = {
        period_id: span
        for period_id in sorted({*coming, *asked})
        if (span := period_span(period_id))[1] >= first_day
    }
    for period_id in coming:
        if period_id in asked or period_id in known:
            continue
        first, last = others[period_id]
        for other, (begins, ends) in others.items():
            if other != period_id and begins <= last and ends >= first:
                return other if other in asked else period_id
    return None


def _lost(
    was_coming: Sequence[str], coming: Sequence[str], asked: Collection[str], named: Sequence[str]
) -> str | None:
    there = {*coming, *asked}
    gone = [period_id for period_id in was_coming if period_id not in there]
    if not gone:
        return None
    covered = {day for period_id in there for day in _days_of(period_id)}
    meant = {day: period_id for period_id in named for day in _days_of(period_id)}
    for period_id in gone:
        for day in _days_of(period_id):
            if day in meant and day not in covered:
                return meant[day]
    return None


def _days_of(period_id: str) -> range:
    first, last = period_span(period_id)
    return range(first.toordinal(), last.toordinal() + 1)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
