"""An unfinished tip: what was said so far, and what each word and tap makes of it (docs/domain.md section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.in_memory import InMemoryOnly
from domain.tips.routing import Body, Concern, Reach, receiving_body
from domain.tips.tell_steps import (
    ANONYMOUS_STEPS,
    ASKED,
    TellStep,
)
from domain.tips.tips import (
    Area,
    Reporter,
    Source,
    TipText,
    read_what,
)

SEE_FILES = "（见附件）"
"""What a handler reads where files came without a word."""
UNKNOWN = "不清楚"
"""What a handler reads where a reporter can't name the grid of the inspector whom it concerns."""


@dataclass(frozen=True, slots=True, repr=False)
class UnfinishedFile(InMemoryOnly):
    """Evidence as Telegram holds it until 提交: what to fetch it by, and its name as sent."""

    file_id: str
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class AskedFact(InMemoryOnly):
    """A fact that a grid's inspector is asked for: the request's id, who asks in their words, and the question."""

    request_id: int
    body_name: str
    question: str


@dataclass(frozen=True, slots=True, repr=False)
class EnteredBy(InMemoryOnly):
    """A handler of `body` enters it, on the day `today`: it came by another way than this chat."""

    body: Body
    today: date


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class UnfinishedTip(InMemoryOnly):
    """What a reporter or a forwarding inspector has said so far; never shows itself in a log, hence no repr.

    `texts` and `files` go by the message that brought them; `grids` (code, name) are those an inspector may
    forward for; `answers_to` is the tip (number, its body) to whose thread this is added, with `filed_before`
    files there; with `fact`, it is an inspector who answers what was asked about it. `message_ids` are the
    messages of this conversation, both sides', so that they can be deleted.
    """

    language: str
    steps: tuple[TellStep, ...] = ANONYMOUS_STEPS
    step: TellStep = TellStep.NOTICE
    source: Source = Source.ACCUSATION
    texts: Mapping[int, str] = field(default_factory=dict)
    files: Mapping[int, UnfinishedFile] = field(default_factory=dict)
    answers: Mapping[TellStep, str] = field(default_factory=dict)
    area: Area | None = None
    concern: Concern = Concern.NOBODY
    reach: Reach = field(default_factory=Reach)
    grids: tuple[tuple[str, str], ...] = ()
    grid_code: str | None = None
    answers_to: tuple[str, Body] | None = None
    fact: AskedFact | None = None
    filed_before: int = 0
    entered_by: EnteredBy | None = None
    received_on: date | None = None
    """The day that a handler gives for what they enter; else it is the day of submission."""
    reviewed: bool = False
    message_ids: tuple[int, ...] = ()

    @property
    def named(self) -> bool:
        """Whether its reporter gives a name; of what a handler enters, whether it had one."""
        given = self.entered_by is None or TellStep.NAME in self.answers
        return TellStep.NAME in self.steps and given

    @property
    def concerns_inspector(self) -> bool:
        """Whether its reporter says that it concerns a grid's inspector; which one, `text` alone tells."""
        return self.concern is Concern.INSPECTOR

    @property
    def forwarded(self) -> bool:
        """Whether an inspector passes it on."""
        return self.source is Source.FORWARDED

    @property
    def changeable(self) -> tuple[TellStep, ...]:
        """What can be changed from the summary."""
        if self.answers_to is not None:
            return (TellStep.WHAT,)
        steps = tuple(step for step in ASKED if step in self.steps or self.forwarded)
        if self.entered_by is not None:
            steps = (TellStep.SOURCE, TellStep.RECEIVED, *steps)
            if TellStep.NAME in self.steps and not self.named:
                return (*steps, TellStep.NAME)
        if self.named:
            return (*steps, TellStep.NAME, TellStep.CONTACT)
        return (*steps, TellStep.GRID) if len(self.grids) > 1 else steps

    def text(self) -> TipText:
        """Return what is to be sealed. Raises RefusalError where it can't be (see `read_what`)."""
        return TipText(
            what=self._what(),
            area=self.area,
            department=self.answers.get(TellStep.DEPARTMENT),
            person=self.answers.get(TellStep.PERSON),
            happened=self.answers.get(TellStep.HAPPENED),
            inspector=self.answers.get(TellStep.ACCUSED, UNKNOWN) if self.concerns_inspector else None,
        )

    @property
    def body(self) -> Body:
        """Whose it is to receive."""
        if self.answers_to is not None:
            return self.answers_to[1]
        return receiving_body(self.concern) if self.among_office else Body.SUPERVISOR

    @property
    def among_office(self) -> bool:
        """Whether what concerns the office must go past whoever writes it, or may read it first."""
        return self.entered_by is None or self.entered_by.body is Body.OFFICE

    def _what(self) -> str:
        return SEE_FILES if self.files and not self.texts else read_what(list(self.texts.values()))

    def reporter(self) -> Reporter | None:
        """Return who gives the tip, or None for one without a name."""
        if not self.named:
            return None
        return Reporter(self.answers[TellStep.NAME], self.answers.get(TellStep.CONTACT, UNKNOWN))
