"""Campaigns: phases one after another by days, as planned, moved and ended (docs/campaigns.md).

A phase begins on the day after the one before it. So only the campaign's first day and each phase's last day are
chosen, and what is changed moves what comes after it: no day lies between two phases, and none in two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import RefusalError

TITLE_MOST = 30
BASIS_MOST = 60
REASON_MOST = 200
LONGEST = 400
"""How many days a phase may last."""
FARTHEST = timedelta(days=366)
"""How far ahead a campaign may begin."""
LONG_AGO = timedelta(days=92)
"""How long ago one may have begun that is entered only now."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """From which day to which a phase lasts, both included (Shanghai)."""

    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """How many days that is."""
        return (self.ends_on - self.starts_on).days + 1

    def holds(self, day: date) -> bool:
        """Tell whether it goes on on `day`."""
        return self.starts_on <= day <= self.ends_on


class CampaignState(StrEnum):
    """How far a campaign is."""

    WAITING = "waiting"
    RUNNING = "running"
    OVER = "over"


def phase_spans(starts_on: date, lengths: Iterable[int]) -> tuple[PhaseSpan, ...]:
    """Return the spans of phases of these lengths in days, the first of which begins on a day."""
    found = []
    for length in lengths:
        span = PhaseSpan(starts_on, starts_on + timedelta(days=length - 1))
        found.append(span)
        starts_on = span.ends_on + _DAY
    return tuple(found)


def moved_start(spans: Sequence[PhaseSpan], starts_on: date) -> tuple[PhaseSpan, ...]:
    """Return all phases as they are when the first begins on another day; each keeps its length."""
    return phase_spans(starts_on, [span.days for span in spans])


def moved_end(spans: Sequence[PhaseSpan], place: int, ends_on: date) -> tuple[PhaseSpan, ...]:
    """Return all phases as they are when that at `place` ends on another day; those after it keep their lengths.

    Raises RefusalError: campaigns-phase-backwards, campaigns-phase-long.
    """
    changed = PhaseSpan(spans[place].starts_on, ends_on)
    if changed.days < 1:
        raise RefusalError("campaigns-phase-backwards")
    if changed.days > LONGEST:
        raise RefusalError("campaigns-phase-long", most=LONGEST)
    lengths = [span.days for span in spans]
    lengths[place] = changed.days
    return phase_spans(spans[0].starts_on, lengths)


def check_start(starts_on: date, today: date) -> None:
    """Raise RefusalError (campaigns-start-far) for a first day on which no campaign begins that is made today."""
    if not today - LONG_AGO <= starts_on <= today + FARTHEST:
        raise RefusalError("campaigns-start-far", back=LONG_AGO.days, ahead=FARTHEST.days)


def check_moved_end(old: PhaseSpan, ends_on: date, today: date) -> None:
    """Raise RefusalError (campaigns-phase-over) where a phase is over, or would be once its end was moved."""
    if old.ends_on < today or ends_on < today:
        raise RefusalError("campaigns-phase-over")


def task_due(span: PhaseSpan, due: int) -> date:
    """Return the day on which a task falls due on the day `due` of its phase: from 1, or from -1 backwards.

    In a phase that is shorter than that it is its last day, or first.
    """
    if due > 0:
        return min(span.starts_on + timedelta(days=due - 1), span.ends_on)
    return max(span.ends_on + timedelta(days=due + 1), span.starts_on)


def phase_at(spans: Sequence[PhaseSpan], day: date) -> int | None:
    """Return the place of the phase that goes on on `day`; None before the first and after the last."""
    return next((place for place, span in enumerate(spans) if span.holds(day)), None)


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """A campaign that is being put together; `people` answer for each phase, None where nobody was named yet."""

    mark: int
    template_id: str
    title: str = ""
    basis: str | None = None
    spans: tuple[PhaseSpan, ...] = ()
    people: tuple[int | None, ...] = ()
    is_named: bool = False
    """Whether it has been asked who answers for the phases."""

    def with_person(self, place: int, person_id: int | None) -> "CampaignPlan":
        """Return the plan with who answers for a phase."""
        people = list(self.people)
        people[place] = person_id
        return replace(self, people=tuple(people))


def read_title(text: str) -> str:
    """Return what a campaign is called; raises RefusalError (campaigns-title-empty, campaigns-title-long)."""
    return _read_line(text, TITLE_MOST, "title")


def read_basis(text: str) -> str:
    """Return the paper a campaign goes by (文号); raises RefusalError (campaigns-basis-empty, campaigns-basis-long)."""
    return _read_line(text, BASIS_MOST, "basis")


def read_reason(text: str) -> str:
    """Return why it ends early; raises RefusalError (campaigns-reason-empty, campaigns-reason-long)."""
    return _read_line(text, REASON_MOST, "reason")


def _read_line(text: str, most: int, what: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise RefusalError(f"campaigns-{what}-empty")
    if len(words) > most:
        raise RefusalError(f"campaigns-{what}-long", most=most)
    return words


class TaskState(StrEnum):
    """How far what a grid owes of a task is."""

    DONE = "done"
    UNDONE = "undone"
    """Reported as not done."""
    DUE = "due"
    OVERDUE = "overdue"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """How many reports of tasks are in which state."""

    done: int = 0
    undone: int = 0
    due: int = 0
    overdue: int = 0
    exempt: int = 0

    @property
    def owed(self) -> int:
        """How many are asked for, those excused left out."""
        return self.done + self.undone + self.due + self.overdue

    @property
    def missing(self) -> int:
        """How many have not been reported."""
        return self.due + self.overdue

    def __add__(self, other: "TaskCounts") -> "TaskCounts":
        """Return both together."""
        return TaskCounts(
            self.done + other.done,
            self.undone + other.undone,
            self.due + other.due,
            self.overdue + other.overdue,
            self.exempt + other.exempt,
        )


def counted(states: Iterable[tuple[TaskState, int]]) -> TaskCounts:
    """Return how many are in each state."""
    found = dict.fromkeys(TaskState, 0)
    for state, count in states:
        found[state] += count
    return TaskCounts(**{state.value: count for state, count in found.items()})
