"""Nudges: planned by domain/duties/nudges.py, queued once a person and day.

Planned beside what people do, from what stands then (reminders/duties/due_now.py). Stored in batches: first the
letters, each with what else is to be noted of its reader; then, once all who are concerned have theirs, the steps,
those of entries of registers as well (reminders/duties/called.py).
What a kill cuts off is planned again: whose letter of today names an item counts as having heard of it. In words in
reminders/duties/nudge_windows.py.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from domain.duties.calls import NamedMatters
from domain.duties.nudges import Nudge, Plan
from domain.time.clock import day_in_shanghai
from reminders.delivery.told import told_on
from reminders.desk import Batch, Desk, InBatches, Steps
from reminders.duties.called import NOTHING, CalledNow, called_now
from reminders.duties.due_now import Post, plan_now
from reminders.duties.nudge_letters import nudge_letter
from reminders.registers.due_steps import StepsReached
from reminders.registers.matters import take_steps
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork

LETTERS_AT_ONCE = 200
ROWS_AT_ONCE = 500
_FIRST = "holders_noted"
"""The setting that tells how far the very first plan has come: nobody is new who answers for a grid then."""
_BEGUN, _DONE = "begun", "done"


def find_nudges(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the nudges that are due at `now` and the steps taken with them."""
    if not desk.hours.contain(now):
        return []
    today = day_in_shanghai(now)
    come = uow.holders.come(today)
    first, is_known = uow.settings.find(_FIRST), uow.holders.is_anybody_known()
    if first == _BEGUN or (first is None and not is_known):
        called = called_now(uow, desk, now, frozenset())
        plan = plan_now(uow, desk, now, called=called.calls.people)
        return [*_first(come), *_Storing(desk, now, plan, called).batches()]
    gone = uow.holders.gone(today)
    there = {grid.code for grid in uow.rosters.paths({code for _person, code, _role in come})}
    fresh = [post for post in come if post[1] in there]
    called = called_now(uow, desk, now, frozenset(person for person, *_post in fresh))
    plan = plan_now(uow, desk, now, fresh, called.calls.people)
    noted = [post for post in come if post[0] in plan.welcomed or post[1] not in there]
    marking = [partial(_mark_first, value=_DONE)] if first is None else []
    forgetting = [partial(_note, come=(), gone=some) for some in in_chunks(gone, ROWS_AT_ONCE)]
    return [*marking, *forgetting, *_Storing(desk, now, plan, called, noted).batches()]


queue_nudges = InBatches(find_nudges)


class _Storing:
    """Stores a plan, and leaves out whoever has had a letter, or postponed, since it was made."""

    def __init__(
        self, desk: Desk, now: datetime, plan: Plan, called: CalledNow, noted: Sequence[Post] = ()
    ) -> None:
        self._desk = desk
        self._now = now
        self._plan = plan
        self._called = called
        self._register_ids = {reached.entry.id: reached.entry.register_id for reached in called.taken}
        self._noted: defaultdict[int, list[Post]] = defaultdict(list)
        for post in noted:
            self._noted[post[0]].append(post)
        self._left_out: set[int] = set()
        """The items of which somebody has not heard after all: their steps wait."""
        self._entries_left_out: set[int] = set()

    def batches(self) -> list[Batch]:
        """Return what is to be done, in this order."""
        plan = self._plan
        hearers = {nudge.person_id for nudge in plan.nudges}
        silent = [post for person, posts in self._noted.items() if person not in hearers for post in posts]
        letters = [partial(self._tell, nudges=some) for some in in_chunks(plan.nudges, LETTERS_AT_ONCE)]
        notes = [partial(_note, come=some, gone=()) for some in in_chunks(silent, ROWS_AT_ONCE)]
        woken = [
            partial(self._wake, person_ids=some)
            for some in in_chunks(sorted(plan.snoozes_over - hearers), ROWS_AT_ONCE)
        ]
        items = sorted(plan.steps.keys() | plan.passed_up.keys())
        steps = [partial(self._take_steps, item_ids=some) for some in in_chunks(items, ROWS_AT_ONCE)]
        entries = [
            partial(self._note_entries, some=some) for some in in_chunks(self._noted_entries(), ROWS_AT_ONCE)
        ]
        return [*letters, *notes, *woken, *steps, *entries]

    def _tell(self, uow: UnitOfWork, nudges: Sequence[Nudge]) -> int:
        people = [nudge.person_id for nudge in nudges]
        told = told_on(uow, self._desk, day_in_shanghai(self._now), people)
        snoozed = uow.people.snoozed(people)
        fit = []
        for nudge in nudges:
            until = snoozed.get(nudge.person_id)
            if (nudge.person_id in told) if until is None else (until > self._now):
                self._left_out |= {item.id for item in (*nudge.own, *nudge.below)}
                self._entries_left_out |= self._named_to(nudge.person_id).ids
            else:
                fit.append(nudge)
        hearing = {nudge.person_id for nudge in fit}
        for nudge in fit:
            self._let_see(uow, nudge.person_id)
        uow.outbox.supersede(self._desk.letters.reminding, hearing)
        uow.people.wake(hearing & snoozed.keys())
        uow.holders.note([post for person in hearing for post in self._noted.get(person, ())], ())
        return uow.outbox.add_once(
            nudge_letter(nudge, self._named_to(nudge.person_id), self._now, snoozed.get(nudge.person_id))
            for nudge in fit
        )

    def _wake(self, uow: UnitOfWork, person_ids: Sequence[int]) -> int:
        snoozed = uow.people.snoozed(person_ids)
        uow.people.wake([person for person, until in snoozed.items() if until <= self._now])
        return 0

    def _take_steps(self, uow: UnitOfWork, item_ids: Sequence[int]) -> int:
        plan, taken = self._plan, [item_id for item_id in item_ids if item_id not in self._left_out]
        uow.duty_items.set_steps({item_id: plan.steps[item_id] for item_id in taken if item_id in plan.steps})
        uow.duty_items.set_passed_up(
            {item_id: plan.passed_up[item_id] for item_id in taken if item_id in plan.passed_up}
        )
        return 0

    def _named_to(self, person_id: int) -> NamedMatters:
        return self._called.calls.named.get(person_id, NOTHING)

    def _let_see(self, uow: UnitOfWork, person_id: int) -> None:
        """Note that what is named to somebody is theirs to see from now on."""
        for entry_id in self._named_to(person_id).ids:
            uow.entries.note_party(entry_id, self._register_ids[entry_id], [person_id])

    def _noted_entries(self) -> list[StepsReached]:
        return [*self._called.taken, *self._called.tomorrow, *self._called.idle]

    def _note_entries(self, uow: UnitOfWork, some: Sequence[StepsReached]) -> int:
        """Note how far the clocks of these entries have come."""
        calls = self._called.calls
        for reached in some:
            entry = reached.entry
            if entry.id in self._entries_left_out:
                continue
            if entry.id in calls.tomorrow:
                tomorrow = day_in_shanghai(self._now) + timedelta(days=1)
                uow.entries.note_steps(entry, entry.standing.steps_done, tomorrow)
            else:
                take_steps(uow, reached, self._now)
        return 0


def _first(there: Sequence[Post]) -> list[Batch]:
    """Note who answers for what with the very first plan: they all count as told."""
    if not there:
        return []
    notes = [partial(_note, come=some, gone=()) for some in in_chunks(there, ROWS_AT_ONCE)]
    return [partial(_mark_first, value=_BEGUN), *notes, partial(_mark_first, value=_DONE)]


def _mark_first(uow: UnitOfWork, value: str) -> int:
    uow.settings.put(_FIRST, value)
    return 0


def _note(uow: UnitOfWork, come: Sequence[Post], gone: Sequence[Post]) -> int:
    uow.holders.note(come, gone)
    return 0


STEPS: Steps = {210: queue_nudges}
