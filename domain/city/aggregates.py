"""What the organ above may see of a hospital: counts, lights, grades, days. No field of it has room for a text.

docs/domain.md section 6, "A group of fewer than five is not broken down in what leaves level 1": such counts are None.
Types alone would not stop a text in the place of a name of a duty, so `need_closed` looks at every value.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum

from domain.grades.grading import Grade, GradedKind
from domain.reporting.lights import Light
from domain.small_groups import SMALLEST_GROUP

_PERIOD = re.compile(r"\d{4}(-(\d{2}[AB]?|Q[1-4]|H[12]|W\d{2}(-W\d{2})?|\d{2}-\d{2}))?")
MOST = 1_000_000_000
"""No count of a hospital is larger: a number that is, carries something else."""


class RiskLevel(Enum):
    """风险等级."""

    A = "a"
    B = "b"
    C = "c"


class OpenKind(Enum):
    """What is open, and may be overdue: 预警, 问题, 整改措施."""

    WARNING = "warning"
    PROBLEM = "problem"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Stand:
    """How many grids owed a report, and filed it; `lights` None where too few have for any to be told."""

    due: int
    on_time: int
    late: int
    missing: int
    lights: Mapping[Light, int] | None = None

    @property
    def reported(self) -> int:
        """How many have reported."""
        return self.on_time + self.late

    @property
    def worst(self) -> Light | None:
        """The worst light that was reported, None where none is told."""
        return next((light for light in reversed(Light) if self.lights and self.lights.get(light)), None)


@dataclass(frozen=True, slots=True)
class DutyStand:
    """How a duty of the documents stands in its latest period."""

    period_id: str
    stand: Stand


@dataclass(frozen=True, slots=True)
class OpenCounts:
    """How many are open, and overdue; None: from one to four."""

    open: int | None
    overdue: int | None


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """How many of a hospital's office are to read something the organ sent, and have."""

    readers: int
    read: int


@dataclass(frozen=True, slots=True)
class Aggregates:
    """All that the organ is told of one hospital. Months and duties of fewer than five grids are not in it."""

    months: Mapping[str, Stand] = field(default_factory=dict)
    """Of the monthly report, by period, the latest twelve."""
    duties: Mapping[str, DutyStand] = field(default_factory=dict)
    """By the ids of the shipped catalogue; a duty that a hospital made itself is its own."""
    risks: Mapping[RiskLevel, int | None] = field(default_factory=dict)
    entries: Mapping[OpenKind, OpenCounts] = field(default_factory=dict)
    grades: Mapping[tuple[GradedKind, Grade], int | None] = field(default_factory=dict)
    """Published ones of the latest period."""
    graded: str = ""
    """That period; empty where nothing was published."""
    notices: Mapping[int, NoticeReading] = field(default_factory=dict)
    """By the organ's own numbers."""


def told(count: int) -> int | None:
    """Return a count as it leaves level 1: None for one to four."""
    return None if 0 < count < SMALLEST_GROUP else count


class NotClosedError(Exception):
    """Something that is no count, state, grade or name of a period or duty was about to leave a hospital."""


def need_closed(aggregates: Aggregates, duty_ids: Collection[str]) -> Aggregates:
    """Return `aggregates` if all in it is of the closed list; raises NotClosedError, which names no value."""
    _look(aggregates, frozenset(duty_ids))
    return aggregates


def _look(value: object, names: frozenset[str]) -> None:
    parts = _parts(value)
    if parts is not None:
        for part in parts:
            _look(part, names)
    elif not (value is None or isinstance(value, _CLOSED) or _is_name(value, names) or _is_count(value)):
        raise NotClosedError


_CLOSED = (Light, Grade, GradedKind, RiskLevel, OpenKind)


def _parts(value: object) -> Iterable[object] | None:
    """Return what is in a value of several; None for one that is by itself."""
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, tuple):
        return value
    if is_dataclass(value):
        return [getattr(value, part.name) for part in fields(value)]
    return None


def _is_name(value: object, names: frozenset[str]) -> bool:
    return type(value) is str and (not value or value in names or _PERIOD.fullmatch(value) is not None)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST
