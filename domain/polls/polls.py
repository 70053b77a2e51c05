"""Polls: what is counted, when one runs, what of it may be shown (docs/domain.md section 6, decision note 0020).

Answers of one person are places in one row of counters. They are added at once, and nothing says which were together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import RefusalError
from domain.in_memory import InMemoryOnly

LEAST = 5
"""Of fewer than so many people nothing is asked, and nothing shown."""
LONGEST = timedelta(days=92)
"""How long a poll may run."""
FARTHEST = timedelta(days=92)
"""How far ahead one may begin."""
MOST_ANSWERS = 200
"""How many taps a poll may ask of a person: questions times those they are about."""
TITLE_MOST = 60
_DAY = timedelta(days=1)


class PollState(StrEnum):
    """How far a poll is; the value is what is stored."""

    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"
    LOST = "lost"
    """Ended without figures: its key was gone, e.g. after a database was put back from a backup."""


class PollGroup(StrEnum):
    """Who below a grid is asked."""

    ALL = "all"
    CADRES = "cadres"
    """院领导 and 中层."""
    PARTY = "party"
    INSPECTORS = "inspectors"
    HEADS = "heads"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a poll counts: about how many `subjects` (1 where it is about nobody), and each question's choices."""

    subjects: int
    choices: tuple[int, ...]

    @property
    def asked(self) -> int:
        """How many answers a person gives."""
        return self.subjects * len(self.choices)

    @property
    def size(self) -> int:
        """How many counters there are."""
        return self.subjects * sum(self.choices)

    def choices_at(self, step: int) -> int:
        """Return how many choices there are at the answer `step`, from 0."""
        return self.choices[step % len(self.choices)]

    def place(self, subject: int, question: int, choice: int = 0) -> int:
        """Return the place of a counter in the row of all."""
        return subject * sum(self.choices) + sum(self.choices[:question]) + choice


def nothing_counted(shape: Shape) -> tuple[int, ...]:
    """Return the counters of a poll that nobody has answered."""
    return (0,) * shape.size


def counted(shape: Shape, counts: Sequence[int], answers: Sequence[int]) -> tuple[int, ...]:
    """Return the counters with all of one person's answers added, in their order.

    Raises ValueError for answers that are not one for each question about each.
    """
    if len(answers) != shape.asked or len(counts) != shape.size:
        raise ValueError("not one answer for each question")
    found = list(counts)
    for step, choice in enumerate(answers):
        if not 0 <= choice < shape.choices_at(step):
            raise ValueError("no such choice")
        subject, question = divmod(step, len(shape.choices))
        found[shape.place(subject, question, choice)] += 1
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PollSpan:
    """From which day to which a poll runs, both included (Shanghai)."""

    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        """Tell whether it runs on `day`."""
        return self.starts_on <= day <= self.ends_on

    @property
    def reminds_on(self) -> date | None:
        """The day on which all are reminded alike: the last but one, or the last of two; none in a poll of a day."""
        if self.ends_on == self.starts_on:
            return None
        return max(self.ends_on - _DAY, self.starts_on + _DAY)


def check_span(span: PollSpan, today: date) -> None:
    """Raise RefusalError for a span that no poll has."""
    if span.starts_on < today:
        raise RefusalError("polls-span-past")
    if span.ends_on < span.starts_on:
        raise RefusalError("polls-span-backwards")
    if span.starts_on - today > FARTHEST:
        raise RefusalError("polls-span-far", days=FARTHEST.days)
    if span.ends_on - span.starts_on >= LONGEST:
        raise RefusalError("polls-span-long", days=LONGEST.days)


def read_title(text: str) -> str:
    """Return a poll's title as typed, in one line; raises RefusalError for none, or one too long."""
    title = " ".join(text.split())
    if not title:
        raise RefusalError("polls-title-empty")
    if len(title) > TITLE_MOST:
        raise RefusalError("polls-title-long", most=TITLE_MOST)
    return title


def check_enough(reached: int) -> None:
    """Raise RefusalError where fewer than LEAST can be asked."""
    if reached < LEAST:
        raise RefusalError("polls-too-few", least=LEAST, count=reached)


def check_amount(subjects: int, questions: int) -> None:
    """Raise RefusalError where a person would be asked for too much."""
    if subjects * questions > MOST_ANSWERS:
        raise RefusalError("polls-too-much", most=MOST_ANSWERS // questions)


@dataclass(frozen=True, slots=True)
class PollSubject:
    """Somebody or something that the questions are about, as named when the poll was made; `ref` tells it apart."""

    name: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class PollPlan:
    """A poll that is being put together; `mark` is in its buttons, `is_for_all` has everybody asked, by a QR code."""

    mark: int
    form_id: str
    title: str = ""
    subjects: tuple[PollSubject, ...] = ()
    grid_code: str | None = None
    group: PollGroup | None = None
    is_for_all: bool = False
    span: PollSpan | None = None
    publishes: bool = False

    @property
    def has_whom(self) -> bool:
        """Whether it is known who is asked."""
        return self.is_for_all or (self.grid_code is not None and self.group is not None)


@dataclass(frozen=True, slots=True, repr=False)
class UnfinishedAnswers(InMemoryOnly):
    """What somebody has answered so far in a poll; never on a disk and never in a log, hence no repr."""

    poll_id: int
    shape: Shape
    answers: tuple[int, ...] = field(default=())

    @property
    def step(self) -> int:
        """The answer that is asked for, from 0."""
        return len(self.answers)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to answer."""
        return self.step >= self.shape.asked

    def with_answer(self, step: int, choice: int) -> "UnfinishedAnswers":
        """Return it with one more answer. A button of another step, or one that never was, changes nothing."""
        if step != self.step or self.is_whole or not 0 <= choice < self.shape.choices_at(step):
            return self
        return UnfinishedAnswers(self.poll_id, self.shape, (*self.answers, choice))

    def without_last(self, step: int) -> "UnfinishedAnswers":
        """Return it without the answer before `step`; a button of another step changes nothing."""
        return UnfinishedAnswers(self.poll_id, self.shape, self.answers[:-1]) if step == self.step else self


@dataclass(frozen=True, slots=True)
class PollFigures:
    """The figures of a poll that has ended. `took_part` is None where fewer than LEAST took part: nothing is shown.

    `asked` is how many were, None for everybody.
    """

    shape: Shape
    counts: tuple[int, ...]
    took_part: int | None
    asked: int | None = None

    def of(self, subject: int, question: int) -> tuple[int, ...]:
        """Return how often each choice of a question was taken."""
        first = self.shape.place(subject, question)
        return self.counts[first : first + self.shape.choices[question]]


def figures_of(shape: Shape, counts: Sequence[int], asked: int | None) -> PollFigures:
    """Return what may be shown of these counters: all, or nothing where fewer than LEAST took part.

    Everybody answers every question about everybody, so that no figure stands for fewer than all who took part.
    """
    took_part = sum(counts[: shape.choices[0]])
    if took_part < LEAST:
        return PollFigures(shape, (), None, asked)
    return PollFigures(shape, tuple(counts), took_part, asked)
