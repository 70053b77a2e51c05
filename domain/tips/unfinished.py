"""An unfinished tip: what was said so far, and what each word and tap makes of it (docs/domain.md section 4)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.errors import RefusalError
from domain.in_memory import InMemoryOnly
from domain.tips.routing import Body, Concern, Reach, receiving_body
from domain.tips.tips import FILES_LIMIT, Area, Reporter, Source, TipText, read_short, read_what


class TellStep(StrEnum):
    """The windows of a tip, in callback data and Fluent keys `tips-<step>-...`."""

    NOTICE = "notice"
    OFFER = "offer"
    WHAT = "what"
    DEPARTMENT = "department"
    PERSON = "person"
    HAPPENED = "happened"
    CONCERN = "concern"
    ACCUSED = "accused"
    UNREACHED = "unreached"
    AREA = "area"
    GRID = "grid"
    NAME = "name"
    CONTACT = "contact"
    SUMMARY = "summary"
    CHANGE = "change"


OPTIONAL = (TellStep.DEPARTMENT, TellStep.PERSON, TellStep.HAPPENED)
TYPED = (*OPTIONAL, TellStep.ACCUSED, TellStep.NAME, TellStep.CONTACT)
ASKED = (TellStep.WHAT, *OPTIONAL, TellStep.CONCERN, TellStep.AREA)
ANONYMOUS_STEPS = (TellStep.NOTICE, *ASKED, TellStep.SUMMARY)
NAMED_STEPS = (TellStep.NOTICE, *ASKED, TellStep.NAME, TellStep.CONTACT, TellStep.SUMMARY)
EXPLAINING_STEPS = (
    TellStep.NOTICE,
    TellStep.WHAT,
    TellStep.HAPPENED,
    TellStep.AREA,
    TellStep.NAME,
    TellStep.CONTACT,
    TellStep.SUMMARY,
)
"""主动说明问题: of the person's own doing, so neither who nor where is asked."""
ANSWERING_STEPS = (TellStep.WHAT, TellStep.SUMMARY)
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
    reviewed: bool = False
    message_ids: tuple[int, ...] = ()

    @property
    def named(self) -> bool:
        """Whether its reporter gives a name."""
        return TellStep.NAME in self.steps

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
        return self.answers_to[1] if self.answers_to else receiving_body(self.concern)

    def _what(self) -> str:
        return SEE_FILES if self.files and not self.texts else read_what(list(self.texts.values()))

    def reporter(self) -> Reporter | None:
        """Return who gives the tip, or None for one without a name."""
        return Reporter(self.answers[TellStep.NAME], self.answers[TellStep.CONTACT]) if self.named else None


def with_message(tip: UnfinishedTip, message_id: int | None) -> UnfinishedTip:
    """Return `tip` with one more message to its conversation."""
    if message_id is None or message_id in tip.message_ids:
        return tip
    return replace(tip, message_ids=(*tip.message_ids, message_id))


def put_text(tip: UnfinishedTip, message_id: int, text: str) -> UnfinishedTip:
    """Take a message of what happened, or its later wording. Raises RefusalError as `read_what`."""
    texts = {**tip.texts, message_id: text}
    read_what(list(texts.values()))
    return replace(tip, texts=texts)


def put_file(tip: UnfinishedTip, message_id: int, file: UnfinishedFile) -> UnfinishedTip:
    """Take one more file as evidence. Raises RefusalError (tips-files-limit) beyond FILES_LIMIT a tip."""
    if tip.filed_before + len(tip.files) >= FILES_LIMIT:
        raise RefusalError("tips-files-limit", limit=FILES_LIMIT)
    return replace(tip, files={**tip.files, message_id: file})


def put_answer(tip: UnfinishedTip, text: str) -> UnfinishedTip:
    """Take the short answer to the question asked, and go on. Raises RefusalError as `read_short`."""
    return _go_on(replace(tip, answers={**tip.answers, tip.step: read_short(text)}))


def tap(tip: UnfinishedTip, act: str) -> UnfinishedTip:
    """Return the tip after a tap on `act` in its window; raises RefusalError for what can't be."""
    tapped = _TAPS.get(tip.step, _tap_question)(tip, act)
    if tapped is None:
        raise RefusalError("access-old-button")
    return tapped


def _tap_notice(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if act == "explain":
        return _go_on(replace(tip, steps=EXPLAINING_STEPS, source=Source.EXPLAINED))
    steps = {"anonymous": ANONYMOUS_STEPS, "named": NAMED_STEPS}.get(act)
    return None if steps is None else _go_on(replace(tip, steps=steps))


def _tap_offer(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    return _go_on(tip) if act == "take" else None


def _tap_what(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if act == "clear":
        return replace(tip, texts={}, files={})
    if act != "done":
        return None
    if not tip.files:
        read_what(list(tip.texts.values()))
    return _go_on(tip)


def _tap_question(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if tip.step in OPTIONAL and act == "skip":
        return _go_on(replace(tip, answers=_without(tip, tip.step)))
    if tip.step is TellStep.NAME and act == "anonymous":
        left = {step: answer for step, answer in tip.answers.items() if step in (*OPTIONAL, TellStep.ACCUSED)}
        return replace(
            tip,
            steps=ANONYMOUS_STEPS,
            source=Source.ACCUSATION,
            answers=left,
            step=TellStep.SUMMARY,
            reviewed=True,
        )
    return None


def _tap_concern(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if act not in set(Concern):
        return None
    concern = Concern(act)
    if receiving_body(concern) is Body.SUPERVISOR and not tip.reach.past_office:
        return replace(tip, step=TellStep.UNREACHED)
    chosen = replace(tip, concern=concern, answers=_without(tip, TellStep.ACCUSED))
    return replace(chosen, step=TellStep.ACCUSED) if chosen.concerns_inspector else _go_on(chosen)


def _tap_accused(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if act == "unknown":
        return _go_on(replace(tip, answers=_without(tip, TellStep.ACCUSED)))
    department = tip.answers.get(TellStep.DEPARTMENT)
    return put_answer(tip, department) if act == "same" and department is not None else None


def _tap_unreached(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    return replace(tip, step=TellStep.CONCERN) if act == "back" else None


def _without(tip: UnfinishedTip, left_out: TellStep) -> dict[TellStep, str]:
    return {step: answer for step, answer in tip.answers.items() if step is not left_out}


def _tap_area(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    area = Area.__members__.get(act.upper())
    return None if area is None else _go_on(replace(tip, area=area))


def _tap_grid(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if not act.isdecimal() or int(act) >= len(tip.grids):
        return None
    return _go_on(replace(tip, grid_code=tip.grids[int(act)][0]))


def _tap_summary(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    return replace(tip, step=TellStep.CHANGE) if act == "change" else None


def _tap_change(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if act == "back":
        return replace(tip, step=TellStep.SUMMARY)
    return replace(tip, step=TellStep(act)) if act in tip.changeable else None


_TAPS: Mapping[TellStep, Callable[[UnfinishedTip, str], UnfinishedTip | None]] = {
    TellStep.NOTICE: _tap_notice,
    TellStep.OFFER: _tap_offer,
    TellStep.WHAT: _tap_what,
    TellStep.CONCERN: _tap_concern,
    TellStep.ACCUSED: _tap_accused,
    TellStep.UNREACHED: _tap_unreached,
    TellStep.AREA: _tap_area,
    TellStep.GRID: _tap_grid,
    TellStep.SUMMARY: _tap_summary,
    TellStep.CHANGE: _tap_change,
}
"""What a tap does in each window; the others ask a short question."""


def _go_on(tip: UnfinishedTip) -> UnfinishedTip:
    """Return the tip at its next question; once the summary has been seen, every answer leads back to it."""
    if tip.reviewed:
        return replace(tip, step=TellStep.SUMMARY)
    # Which inspector is asked of few: it belongs to the question whom it concerns.
    asked = TellStep.CONCERN if tip.step is TellStep.ACCUSED else tip.step
    following = tip.steps[tip.steps.index(asked) + 1 :]
    # A poster has answered the department already.
    step = next(step for step in following if step not in OPTIONAL or step not in tip.answers)
    return replace(tip, step=step, reviewed=step is TellStep.SUMMARY)
