"""Tips (问题线索): what is asked, where it came from, and how far it has got (docs/domain.md section 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import RefusalError
from domain.tips.receipts import holds_receipt

TEXT_LIMIT = 20_000
"""Characters of what happened, all messages together."""
FILES_LIMIT = 30
"""Files of one tip, its thread's included."""
UNSUBMITTED_FILES_LIMIT = 60
"""Files an hour that one account may send without submitting: each is taken apart once to see that it can be taken."""
SHORT_LIMIT = 200
"""Characters of each short answer: department, person, time, name, contact."""
LABELS = {
    "title": "问题线索",
    "area": "领域",
    "department": "科室",
    "person": "人员",
    "happened": "时间",
    "inspector": "涉及特邀监察员",
}
"""What stands before each answer in a tip as its handler reads it; the page writes the same."""
REPORTER_LABELS = {"reporter": "检举控告人", "name": "姓名", "contact": "联系方式"}


class Area(StrEnum):
    """The six areas of the campaign; Fluent keys are `tips-area-<name>`."""

    POWER = "重点岗位权力运行"
    SERVICE = "医疗服务"
    SUPPLIERS = "与医药企业不正当接触"
    RESEARCH = "科研学术与协会"
    BUSINESS = "违规兼职经商"
    ETHICS = "医德医风"


class Source(StrEnum):
    """线索来源 as the ledger names it, and two ways in; Fluent keys are `tips-source-<name>`."""

    PETITION = "信访举报"
    ACCUSATION = "检举控告"
    INSPECTION = "巡视巡察"
    ASSIGNED = "上级纪委监委交办"
    AUDIT = "审计发现"
    JUDICIARY = "政法机关移送"
    DISCOVERED = "自行发现"
    LETTER = "来信"
    VISIT = "来访"
    EXPLAINED = "主动说明问题"
    FORWARDED = "转递"


class TipState(StrEnum):
    """How far a tip has got, as its reporter may see it; Fluent keys are `tips-state-<name>`."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    HANDLED = "handled"
    CLOSED = "closed"


class TipAct(StrEnum):
    """A step of the register (逐件登记), as stored; Fluent keys are `tips-act-<name>`."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TOLD_ACCEPTED = "told_accepted"
    PROPOSED = "proposed"
    RESULT = "result"
    CLOSED = "closed"
    TOLD_RESULT = "told_result"
    REOPENED = "reopened"
    ELSEWHERE = "elsewhere"
    PASSED_ON = "passed_on"
    UNVERIFIED = "unverified"
    ENTRY = "entry"
    """What the ledger says of whom: name, post, summary, sealed."""
    MERGED = "merged"
    SEPARATED = "separated"
    ENTERED = "entered"
    """A handler entered it (登记线索): it has neither receipt code nor thread."""
    IMPORTED = "imported"
    """It was brought in with other old clues (导入旧线索), and is to be gone through again."""
    GONE_THROUGH = "gone_through"
    """起底: what becomes of an old clue."""
    REVIEW = "review"
    REVIEWED = "reviewed"
    IN_CHARGE = "in_charge"
    """承办人: `way` is the person's id, the note says why somebody else has it now."""
    ESCALATED = "escalated"
    CROSSED = "crossed"
    JOINT = "joint"
    TRACEABLE = "traceable"
    NOTE = "note"
    """Words between handlers, sealed; no reporter sees them."""


class Way(StrEnum):
    """处置方式: the four ways to handle a tip; Fluent keys are `tips-way-of-<name>`."""

    TALK = "谈话函询"
    VERIFY = "初步核实"
    SHELVE = "暂存待查"
    SETTLE = "予以了结"


class DisciplineForm(StrEnum):
    """四种形态 in which a tip may end; the value is stored as the way of a RESULT."""

    FIRST = "第一种形态"
    SECOND = "第二种形态"
    THIRD = "第三种形态"
    FOURTH = "第四种形态"
    NONE = "未发现问题"


class Traceable(StrEnum):
    """可查性: how well a clue can be looked into; Fluent keys are `tips-traceable-<name>`."""

    STRONG = "较强"
    FAIR = "一般"
    WEAK = "较弱"


class Reviewed(StrEnum):
    """What a review (复核复查) of a clue closed by 谈话函询 ends in; Fluent keys are `tips-outcome-<name>`."""

    KEPT = "维持了结"
    REOPENED = "重新办理"


class GoneThrough(StrEnum):
    """What becomes of an old clue (起底): it stays closed, is taken up again, or is closed now; keys as `Reviewed`."""

    KEPT = "维持了结"
    REOPENED = "重新办理"
    SETTLED = "予以了结"


BY_HAND_SOURCES = (
    Source.LETTER,
    Source.VISIT,
    Source.INSPECTION,
    Source.ASSIGNED,
    Source.AUDIT,
    Source.JUDICIARY,
    Source.DISCOVERED,
)
"""Where what a handler enters may have come from, the most frequent first."""
WITH_PEOPLE = frozenset({Source.LETTER, Source.VISIT})
"""Sources behind which somebody stands who may have given a name."""

StepWay = Way | DisciplineForm | Traceable | Reviewed | GoneThrough
"""What is chosen of a step."""
BY_HAND = frozenset({TipAct.ENTERED, TipAct.IMPORTED})
"""First steps of what the office entered itself: nobody holds a receipt code for it."""


_MOVES = {
    TipState.RECEIVED: frozenset({TipState.ACCEPTED, TipState.DECLINED}),
    TipState.ACCEPTED: frozenset({TipState.HANDLED}),
    TipState.DECLINED: frozenset[TipState](),
    TipState.HANDLED: frozenset({TipState.CLOSED}),
    # 回头看 may reopen what was closed.
    TipState.CLOSED: frozenset({TipState.HANDLED}),
}


def to_go_through(acts: Sequence[TipAct]) -> bool:
    """Tell whether it is an old clue that was brought in and has not been gone through again (起底)."""
    return TipAct.IMPORTED in acts and TipAct.GONE_THROUGH not in acts


def next_states(state: TipState) -> frozenset[TipState]:
    """Return the states that a tip in `state` may move to."""
    return _MOVES[state]


def move(state: TipState, to: TipState) -> TipState:
    """Return `to`; raises RefusalError (tips-state-not-next) where a tip in `state` may not move there."""
    if to not in next_states(state):
        raise RefusalError("tips-state-not-next")
    return to


def read_what(messages: Sequence[str], receipt: str | None = None) -> str:
    """Return what happened as one text out of the reporter's messages, in order.

    `receipt` is the canonical code already shown to this reporter, if any. Raises RefusalError where it is
    empty (tips-text-empty), longer than TEXT_LIMIT (tips-text-too-long) or gives a receipt code away
    (tips-text-receipt).
    """
    text = "\n".join(message.strip() for message in messages if message.strip())
    if not text:
        raise RefusalError("tips-text-empty")
    if len(text) > TEXT_LIMIT:
        raise RefusalError("tips-text-too-long", limit=TEXT_LIMIT)
    if holds_receipt(text, receipt):
        raise RefusalError("tips-text-receipt")
    return text


def read_short(message: str) -> str:
    """Return a short answer on one line.

    Raises RefusalError where it is empty (tips-short-empty), longer than SHORT_LIMIT (tips-short-too-long) or
    gives a receipt code away (tips-text-receipt).
    """
    line = " ".join(message.split())
    if not line:
        raise RefusalError("tips-short-empty")
    if len(line) > SHORT_LIMIT:
        raise RefusalError("tips-short-too-long", limit=SHORT_LIMIT)
    if holds_receipt(line):
        raise RefusalError("tips-text-receipt")
    return line


@dataclass(frozen=True, slots=True, repr=False)
class TipText:
    """What a tip says. Never holds who says it; never shows itself in a log, hence no repr.

    `what` comes from `read_what`, the optional answers from `read_short`.
    """

    what: str
    area: Area | None = None
    department: str | None = None
    person: str | None = None
    happened: str | None = None
    inspector: str | None = None
    """The grid of the inspector whom it concerns, as its reporter names it."""

    def render(self) -> str:
        """Return the plain text that the handler reads once it is opened, with any tool.

        A title, a line `名称：内容` per answer given, an empty line, what happened.
        """
        answers = [
            (LABELS["area"], self.area),
            (LABELS["department"], self.department),
            (LABELS["person"], self.person),
            (LABELS["happened"], self.happened),
            (LABELS["inspector"], self.inspector),
        ]
        return f"{_render(LABELS['title'], answers)}\n\n{self.what}"


@dataclass(frozen=True, slots=True, repr=False)
class Reporter:
    """Who gave a named tip (实名检举控告人); sealed apart from its text. Both come from `read_short`."""

    name: str
    contact: str

    def render(self) -> str:
        """Return the plain text that the handler reads, in the same form as a tip's head."""
        answers = [(REPORTER_LABELS["name"], self.name), (REPORTER_LABELS["contact"], self.contact)]
        return _render(REPORTER_LABELS["reporter"], answers)


def _render(title: str, answers: Sequence[tuple[str, str | None]]) -> str:
    return "\n".join([title, *(f"{label}：{answer}" for label, answer in answers if answer is not None)])
