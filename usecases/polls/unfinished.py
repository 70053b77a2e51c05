"""What is remembered of a chat that answers a poll or puts one together: in memory alone."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.in_memory import InMemoryOnly
from domain.polls.polls import PollPlan, UnfinishedAnswers
from usecases.memory import Question, Remembered


@dataclass(frozen=True, slots=True, repr=False)
class OpenAnswers(InMemoryOnly, Remembered):
    """What somebody has answered so far; forgotten after half an hour without a tap, as an unfinished tip is."""

    life: ClassVar[timedelta | None] = timedelta(minutes=30)

    given: UnfinishedAnswers


@dataclass(frozen=True, slots=True)
class Planned(Remembered):
    """The poll that is being put together."""

    plan: PollPlan


class AskedOfPlan(Question):
    """Something of a poll that is asked for in words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class AskedPollTitle(AskedOfPlan):
    """What it is called."""


@dataclass(frozen=True, slots=True)
class AskedPollSubject(AskedOfPlan):
    """Whom it is about: names."""


@dataclass(frozen=True, slots=True)
class AskedPollGrid(AskedOfPlan):
    """Below which grid it asks: a name."""


@dataclass(frozen=True, slots=True)
class AskedPollSpan(AskedOfPlan):
    """When it runs."""
