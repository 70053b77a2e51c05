"""The register of tips as one handler sees it: look at a tip, enter a step.

Every look and every change is in the audit chain of the tip's own body (docs/domain.md section 4).
"""

from dataclasses import dataclass

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.tips.merging import CARRIED
from domain.tips.register import CloseBar, close_bars, ends, state_after
from domain.tips.tips import StepWay, TipAct
from reports.tip_facts import is_unread
from storage.audit import AuditEntry
from storage.tips.sealing import seal_text
from storage.tips.threads import TipStep
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.hand_over import waiting
from usecases.tips.in_charge import GIVEN, TAKEN, tell, who_can
from usecases.tips.news import READING, news_for, note_seen
from usecases.tips.open_key import reads_here
from usecases.tips.recipients import recipients_of_tip
from usecases.tips.view import TipView

OUTDATED = "access-old-button"
CHANGED = "tip-register-changed"
DECIDED = frozenset({TipAct.PROPOSED, TipAct.RESULT})
"""Steps that somebody decides how a tip is handled by, or how it ended: none is closed without one."""
PASSED_TO = frozenset({TipAct.ESCALATED, TipAct.CROSSED, TipAct.JOINT})
"""Steps that say to whom, or with whom."""
SAYS_WHO = DECIDED | PASSED_TO | {TipAct.REVIEW, TipAct.REVIEWED, TipAct.GONE_THROUGH}
"""Steps that somebody decides: the register says who."""
HEARD = frozenset({CloseBar.NEWS, CloseBar.UNREAD})
"""What bars a review from leaving the tip closed: all the rest was done before."""


@dataclass(frozen=True, slots=True)
class RegisterLook:
    """A tip in front of one of its handlers."""

    viewer: Viewer
    view: TipView


@dataclass(frozen=True, slots=True, repr=False)
class RegisterEntry:
    """A step to be entered in the register of a tip that had `version` steps; `note` is sealed, never shown."""

    number: str
    version: int
    act: TipAct
    chosen: StepWay | None = None
    note: str | None = None
    person_id: int | None = None
    """Whose the tip is from now on, where that is the step."""

    @property
    def said(self) -> str | None:
        """What the step says in the open, as it is stored."""
        if self.person_id is not None:
            return str(self.person_id)
        return None if self.chosen is None else self.chosen.value


def look(uow: UnitOfWork, request: Request, number: str, act: str | None = None) -> RegisterLook:
    """Return the tip `number` for whoever is acting, and write down that `act` was done to it.

    Raises RefusalError where they handle no tips (access-not-tip-handler), or none of that number that they may
    see (access-old-button): another body's and one that never was are told apart by nothing.
    """
    viewer, reader = request.tip_handler(uow)
    tip = uow.tips.find(reader, number)
    if tip is None:
        raise RefusalError(OUTDATED)
    senders = uow.tip_threads.senders([number])[number]
    answered = sum(senders)
    if act in READING:
        note_seen(uow, request, reader, number)
    news = news_for(uow, request, reader, [number])[number]
    steps = uow.tip_threads.steps(number)
    had_it = {int(step.way) for step in steps if step.act is TipAct.IN_CHARGE and step.way is not None}
    view = TipView(
        tip=tip,
        steps=steps,
        names=uow.people.names(had_it) if had_it else {},
        files=uow.tip_threads.count_files(number),
        asked=len(senders) - answered,
        answered=answered,
        news=news,
        facts=uow.fact_requests.count(number),
        readable=reads_here(uow, request, reader),
        handed_over=not waiting(uow, request, reader, number).rows,
        versions=uow.kept_headers.count_versions(number),
        merged=uow.tip_merges.merged_into(number),
        concerns_inspector=uow.tip_merges.concerns_inspector(number),
    )
    seen = RegisterLook(viewer, view)
    if act is not None:
        note_down(uow, request, seen, act)
    return seen


def note_down(uow: UnitOfWork, request: Request, seen: RegisterLook, act: str) -> None:
    """Write `act` down in the audit chain of the tip's body."""
    tip = seen.view.tip
    uow.audit.add(AuditEntry(request.now, seen.viewer.person_id, act, tip.number, chain=tip.body.value))


def check(view: TipView, version: int, act: TipAct) -> None:
    """Raise RefusalError where the tip has other steps by now (tip-register-changed) or does not allow `act`."""
    if view.version != version:
        raise RefusalError(CHANGED, number=view.number)
    if act not in view.possible and act not in view.arranging:
        raise RefusalError("tips-state-not-next")


def enter(uow: UnitOfWork, request: Request, entry: RegisterEntry) -> RegisterLook:
    """Enter a step, with the state it leads to, and return the tip as it is then; raises as `check` and `look`.

    What becomes of a main tip becomes of those merged into it: it is entered in their registers, too.
    """
    number, act = entry.number, entry.act
    seen = look(uow, request, number)
    check(seen.view, entry.version, act)
    if bars := bars_before(uow, request, seen, entry):
        raise RefusalError("clues-unseen" if CloseBar.NEWS in bars else "tip-register-not-closable")
    if act in SAYS_WHO and entry.note is None:
        raise RefusalError(OUTDATED)
    if act is TipAct.IN_CHARGE:
        check_in_charge(uow, request, seen, entry.person_id)
    tip = seen.view.tip
    note, keys = None, recipients_of_tip(uow, request, tip.body, number) if entry.note is not None else ()
    if entry.note is not None:
        note = seal_text(entry.note, keys)
    step = TipStep(act, request.today, seen.viewer.person_id, entry.said, note, keys)
    uow.tip_threads.add_step(number, step)
    state = state_after(tip.state, act, entry.chosen)
    if state is not tip.state:
        uow.tips.set_state(number, state, request.today)
    _put_in_charge(uow, request, seen, entry)
    done = f"tip-{act.replace('_', '-')}"
    for merged in seen.view.merged if act in CARRIED else ():
        uow.tip_threads.add_step(merged, TipStep(act, request.today, seen.viewer.person_id))
        note_down(uow, request, look(uow, request, merged), done)
    return look(uow, request, number, done)


def _put_in_charge(uow: UnitOfWork, request: Request, seen: RegisterLook, entry: RegisterEntry) -> None:
    """Tell whom it concerns of a tip put in charge; who goes through an old clue that is nobody's has it in charge."""
    view, by = seen.view, seen.viewer.person_id
    if entry.act is TipAct.IN_CHARGE and entry.person_id is not None:
        people = {GIVEN: entry.person_id} | ({} if view.in_charge is None else {TAKEN: view.in_charge})
        tell(uow, view.tip, request.now, by, people)
    elif entry.act is TipAct.GONE_THROUGH and view.in_charge is None:
        uow.tip_threads.add_step(view.number, TipStep(TipAct.IN_CHARGE, request.today, by, str(by)))


def check_in_charge(uow: UnitOfWork, request: Request, seen: RegisterLook, person_id: int | None) -> None:
    """Raise RefusalError (access-old-button) where that person may not see the tip, or has it in charge already."""
    able = who_can(uow, seen.view.tip, request.now)
    if person_id not in able or person_id == seen.view.in_charge:
        raise RefusalError(OUTDATED)


def bars_before(
    uow: UnitOfWork, request: Request, seen: RegisterLook, entry: RegisterEntry
) -> list[CloseBar]:
    """Return what keeps the step from being entered where it closes the tip; nothing for any other step."""
    if not ends(entry.act, entry.chosen):
        return []
    bars = bars_of(uow, request, seen)
    return bars if entry.act is TipAct.CLOSED else [bar for bar in bars if bar in HEARD]


def bars_of(uow: UnitOfWork, request: Request, seen: RegisterLook) -> list[CloseBar]:
    """Return what keeps the tip from being closed; what is merged into it is closed with it, and must be read, too."""
    steps = seen.view.steps
    decided = [
        place for place, step in enumerate(steps) if step.act in DECIDED and step.sealed_note is not None
    ]
    reader = TipReader(seen.view.tip.body, seen.viewer.person_id)
    found = (uow.tips.find(reader, number) for number in seen.view.merged)
    tips = [seen.view.tip, *(tip for tip in found if tip is not None)]
    kept = [tip for tip in tips if tip.erased_on is None]
    unread = any(is_unread(uow, tip) for tip in kept)
    news = news_for(uow, request, reader, [tip.number for tip in kept])
    return close_bars(
        seen.view.acts, decided, unread=unread, news=any(found.reporter for found in news.values())
    )


def others_left(uow: UnitOfWork, request: Request, seen: RegisterLook) -> bool:
    """Tell whether somebody else of the tip's body could still handle it, with all that it is merged with."""
    tip = seen.view.tip
    left = uow.people.tip_handlers(tip.body, request.today) - {seen.viewer.person_id}
    for number in uow.tip_merges.together(tip.number):
        left -= uow.tip_threads.recused(number)
    return bool(left)


def may_recuse(uow: UnitOfWork, request: Request, number: str) -> RegisterLook:
    """Return the tip for who may recuse themselves from it; raises RefusalError (tip-register-last-handler)."""
    seen = look(uow, request, number)
    if not others_left(uow, request, seen):
        raise RefusalError("tip-register-last-handler")
    return seen


def recuse_from(uow: UnitOfWork, request: Request, number: str) -> RegisterLook:
    """回避: from now on the tip is not there for this handler, nor what it is merged with; raises as `may_recuse`."""
    seen = may_recuse(uow, request, number)
    for together in uow.tip_merges.together(number):
        look(uow, request, together, "tip-recused")
    uow.tip_threads.recuse(number, seen.viewer.person_id)
    return seen
