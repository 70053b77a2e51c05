"""A poll is made: whom it asks, whether that is enough of them, its key, its letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import RefusalError
from domain.people.grids import GridTree
from domain.people.people import Rank, Role
from domain.polls.polls import (
    PollGroup,
    PollPlan,
    PollSubject,
    check_amount,
    check_enough,
    check_span,
    nothing_counted,
)
from forms.polls.language import About, PollForm, questions_of
from storage.audit import AuditEntry, subject_of
from storage.people.below import ChosenPeople
from storage.polls.keys import new_token
from storage.polls.polls import NewPoll
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.polls.facts import GONE, shape_of
from usecases.polls.letters import asking_letters

CADRES = (Rank.HOSPITAL_LEADER, Rank.MIDDLE)
_CHOSEN = {
    PollGroup.ALL: ChosenPeople(),
    PollGroup.CADRES: ChosenPeople(ranks=CADRES),
    PollGroup.PARTY: ChosenPeople(party_members=True),
    PollGroup.INSPECTORS: ChosenPeople(roles=(Role.INSPECTOR,)),
    PollGroup.HEADS: ChosenPeople(roles=(Role.DEPARTMENT_HEAD,)),
}
OUTDATED = "access-old-button"
MADE, ENDED, CANCELLED = "poll_made", "poll_ended", "poll_cancelled"
"""What is noted of a poll in the audit log: by level 1 alone, and of no answer."""


@dataclass(frozen=True, slots=True)
class AskedPeople:
    """Who is asked, and how many of them have a phone that a letter reaches."""

    person_ids: Sequence[int]
    reached: int


def form_in(request: Request, plan: PollPlan) -> PollForm:
    """Return the form of a plan; raises RefusalError where the office has it no more."""
    form = request.house.poll_forms.get(plan.form_id)
    if form is None:
        raise RefusalError(GONE)
    return form


def people_in(uow: UnitOfWork, grid_code: str, group: PollGroup, today: date) -> AskedPeople:
    """Return who is asked in a group below a grid."""
    found = uow.people_below.chosen(grid_code, _CHOSEN[group], today)
    return AskedPeople(found, len(uow.people.reachable(found)))


def asked_by(uow: UnitOfWork, plan: PollPlan, unit_code: str, today: date) -> AskedPeople:
    """Return whom the plan asks, nobody by name where it asks everybody; raises RefusalError where that is unknown."""
    if plan.is_for_all:
        return AskedPeople((), 0)
    if (
        plan.grid_code is None
        or plan.group is None
        or not is_within(uow.rosters.paths([plan.grid_code]), unit_code, plan.grid_code)
    ):
        raise RefusalError(OUTDATED)
    return people_in(uow, plan.grid_code, plan.group, today)


def is_within(tree: GridTree, unit_code: str, grid_code: str) -> bool:
    """Tell whether a grid is the unit or hangs below it."""
    return grid_code in tree and unit_code in (grid_code, *(grid.code for grid in tree.path_up(grid_code)))


def check_plan(plan: PollPlan, form: PollForm, asked: AskedPeople, today: date) -> None:
    """Raise RefusalError for what is missing, or no longer so."""
    if not plan.title or not plan.has_whom or plan.span is None:
        raise RefusalError(OUTDATED)
    if form.about is not About.NOTHING and not plan.subjects:
        raise RefusalError("polls-nobody-assessed")
    check_amount(max(1, len(plan.subjects)), len(questions_of(form)))
    check_span(plan.span, today)
    if not plan.is_for_all:
        check_enough(asked.reached)


def cadres_of(uow: UnitOfWork, unit_code: str, ranks: Sequence[Rank], today: date) -> list[PollSubject]:
    """Return everybody of these ranks in the unit, as those whom a poll is about."""
    found = uow.officials.known(uow.people_below.chosen(unit_code, ChosenPeople(ranks=ranks), today))
    return [person_subject(known.person_id, known.name, known.post) for known in found.values()]


def person_subject(person_id: int, name: str, post: str) -> PollSubject:
    """Return a person as one whom a poll is about."""
    return PollSubject(f"{name}（{post}）" if post else name, f"p{person_id}")


def make_poll(uow: UnitOfWork, request: Request, plan: PollPlan) -> int:
    """Make the poll of a plan and queue its letters; return its id. Raises RefusalError as `check_plan`."""
    viewer, unit_code = request.level_one(uow)
    form = form_in(request, plan)
    asked = asked_by(uow, plan, unit_code, request.today)
    check_plan(plan, form, asked, request.today)
    if plan.span is None:
        raise RefusalError(OUTDATED)
    keys, token = request.house.poll_keys, new_token()
    keys.make(token)
    new = NewPoll(
        token=token,
        unit_code=unit_code,
        form_id=form.id,
        form_text=request.house.poll_forms.text(form.id),
        title=plan.title,
        span=plan.span,
        grid_code=None if plan.is_for_all else plan.grid_code,
        group=None if plan.is_for_all else plan.group,
        publishes=plan.publishes,
        made_by=viewer.person_id,
        made_at=request.now,
    )
    shape = shape_of(questions_of(form), len(plan.subjects))
    subjects = [subject.name for subject in plan.subjects]
    poll_id = uow.polls.add(new, subjects, asked.person_ids, keys.seal(token, nothing_counted(shape)))
    uow.audit.add(AuditEntry(request.now, viewer.person_id, MADE, subject_of("poll", str(poll_id))))
    poll = uow.polls.find(poll_id)
    if poll is not None:
        reached = sorted(uow.people.reachable(asked.person_ids))
        uow.outbox.add_once(asking_letters(poll, reached, request.now, request.house.hours))
    return poll_id
