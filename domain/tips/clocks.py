"""The legal clocks of a tip: by when what has to be done, and when to remind of it (docs/domain.md section 4, Clocks).

Days are days in Shanghai; working days are counted from the day after the one that starts the clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dateutil.relativedelta import relativedelta

from domain.time.working_days import WorkingDays

TELL_WITHIN: Final = 15
"""Working days to tell a named reporter of acceptance, and of the result."""
PASS_ON_WITHIN: Final = 5
"""Working days to pass on what belongs to another level."""
REMIND_BEFORE: Final = (0, 1, 3)
"""Working days before the due day on which its handler is reminded."""
REPEAT_AFTER: Final = 5
"""Working days after which what is still overdue is escalated again."""

_ONE_DAY: Final = timedelta(days=1)


class DeadlineKind(StrEnum):
    """What has to be done in time; Fluent keys name it with hyphens."""

    TELL_ACCEPTED = "tell_accepted"
    PROPOSE = "propose"
    TELL_RESULT = "tell_result"
    PASS_ON = "pass_on"  # noqa: S105 - no password


class DeadlineStage(StrEnum):
    """Whether a deadline comes near, for its handler, or has been missed, for those above as well."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class TipDates:
    """The days of a tip that its clocks are read from; None is what has not happened.

    `named` is False too for a signed tip whose name can't be verified [J art. 30]. `decided_on` is the day it
    was accepted, or `declined`. `elsewhere_on` is the day it was marked as belonging to another level. A tip
    that is reopened (回头看) has no `closed_on` until it is closed again.
    """

    received_on: date
    named: bool
    decided_on: date | None = None
    declined: bool = False
    told_accepted_on: date | None = None
    proposed_on: date | None = None
    closed_on: date | None = None
    told_result_on: date | None = None
    elsewhere_on: date | None = None
    passed_on: date | None = None


@dataclass(frozen=True, slots=True)
class TipDeadline:
    """`kind` has to be done by the end of `due_on`, and was on `met_on`, in time or late, if it was."""

    kind: DeadlineKind
    due_on: date
    met_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeadlineStep:
    """One reminder of a deadline.

    `number` is how many working days are left (3, 1; 0 on the day itself) where it is due soon, and counts the
    escalations, from 1, where it is overdue.
    """

    kind: DeadlineKind
    due_on: date
    stage: DeadlineStage
    number: int

    @property
    def key(self) -> str:
        """What, together with the tip's number, names this reminder once and for all; at most 40 ASCII characters.

        It names the due day, so that a tip closed a second time is reminded of a second time.
        """
        return f"{self.kind}:{self.due_on.isoformat()}:{self.stage}:{self.number}"


def deadlines(dates: TipDates, calendar: WorkingDays) -> list[TipDeadline]:
    """Return the deadlines that `dates` set running, met or not, in the order of DeadlineKind.

    What belongs to another level has only to be passed on: telling and proposing are that level's [J art. 15,
    16, 26]. A tip that was declined, or closed at once, needs no proposal any more.
    """
    if dates.elsewhere_on is not None:
        due_on = working_day_from(dates.elsewhere_on, PASS_ON_WITHIN, calendar)
        return [TipDeadline(DeadlineKind.PASS_ON, due_on, _since(dates.elsewhere_on, dates.passed_on))]
    found = [_propose(dates)]
    if dates.named:
        due_on = working_day_from(dates.received_on, TELL_WITHIN, calendar)
        # Who was told how it ended needs not hear any more that it was begun.
        told_on = dates.told_accepted_on or dates.told_result_on
        found.insert(0, TipDeadline(DeadlineKind.TELL_ACCEPTED, due_on, told_on))
    if dates.named and dates.closed_on is not None:
        due_on = working_day_from(dates.closed_on, TELL_WITHIN, calendar)
        # Of an earlier end, before it was reopened, the reporter may have been told; not of this one.
        told_on = _since(dates.closed_on, dates.told_result_on)
        found.append(TipDeadline(DeadlineKind.TELL_RESULT, due_on, told_on))
    return found


def step(deadline: TipDeadline, today: date, calendar: WorkingDays) -> DeadlineStep | None:
    """Return the latest reminder of `deadline` that has come due by `today`; None before the first, or once met.

    Reminders come three working days and one working day before the due day, on it, on the day after, and from
    then every five working days. Whoever asks daily gets each of them in turn; after a downtime only the last
    of those missed. Asked again it is the same, so its key makes it happen once.
    """
    if deadline.met_on is not None:
        return None
    kind, due_on = deadline.kind, deadline.due_on
    if today > due_on:
        first_on = due_on + _ONE_DAY
        number = 1 + _working_days_between(first_on, today, calendar) // REPEAT_AFTER
        return DeadlineStep(kind, due_on, DeadlineStage.OVERDUE, number)
    for left in REMIND_BEFORE:
        if working_day_from(due_on, -left, calendar) <= today:
            return DeadlineStep(kind, due_on, DeadlineStage.DUE_SOON, left)
    return None


def working_day_from(day: date, count: int, calendar: WorkingDays) -> date:
    """Return the `count`-th working day after `day` (before it where negative), itself not counted; 0 is `day`."""
    stride = _ONE_DAY if count > 0 else -_ONE_DAY
    for _ in range(abs(count)):
        day += stride
        while not calendar.is_working(day):
            day += stride
    return day


def _propose(dates: TipDates) -> TipDeadline:
    due_on = dates.received_on + relativedelta(months=1)
    declined_on = dates.decided_on if dates.declined else None
    return TipDeadline(DeadlineKind.PROPOSE, due_on, dates.proposed_on or declined_on or dates.closed_on)


def _since(start: date, day: date | None) -> date | None:
    return day if day is not None and day >= start else None


def _working_days_between(start: date, end: date, calendar: WorkingDays) -> int:
    """Return how many working days lie after `start`, up to and with `end`."""
    return sum(
        calendar.is_working(start + timedelta(days=number)) for number in range(1, (end - start).days + 1)
    )
