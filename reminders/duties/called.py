"""Whom entries of registers call today, planned beside duties: whoever has both reads it in one message."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.duties.calls import Calls, Matter, NamedMatters, plan_calls
from domain.time.clock import day_in_shanghai
from domain.time.nudge_hours import Quiet
from reminders.delivery.told import told_on
from reminders.desk import Desk
from reminders.duties.nudge_letters import NUDGE
from reminders.duties.posts_reached import FEW, posts_at
from reminders.registers.due_steps import StepsReached
from reminders.registers.matters import matters_due, waits_for_some
from storage.unit_of_work import UnitOfWork

NOTHING = NamedMatters()


@dataclass(frozen=True, slots=True)
class CalledNow:
    """The plan, and what is to be noted of its entries: of those `taken`, those left for `tomorrow`, those `idle`."""

    calls: Calls = field(default_factory=Calls)
    taken: Sequence[StepsReached] = ()
    tomorrow: Sequence[StepsReached] = ()
    idle: Sequence[StepsReached] = ()


def called_now(uow: UnitOfWork, desk: Desk, now: datetime, newcomers: frozenset[int]) -> CalledNow:
    """Return whom entries call at `now` (aware), within the hours. Changes nothing.

    Of `newcomers`, and of those whose postponement is over, those hear for whom any entry waits.
    """
    today = day_in_shanghai(now)
    due = matters_due(uow, desk, today)
    snoozed = uow.people.snoozed()
    quiet = Quiet(desk.hours, snoozed=snoozed)
    coming = (newcomers - quiet.postponed_at(now)) | quiet.over_at(now)
    calls = _planned(uow, desk, now, due.matters) if due.matters else Calls()
    coming -= calls.people
    if coming:
        coming -= told_on(uow, desk, today, coming) - quiet.over_at(now)
        calls = replace(calls, people=calls.people | waits_for_some(uow, coming, today))
    return CalledNow(
        calls,
        [reached for reached in due.reached if reached.entry.id in calls.taken],
        [reached for reached in due.reached if reached.entry.id in calls.tomorrow],
        due.idle,
    )


def _planned(uow: UnitOfWork, desk: Desk, now: datetime, matters: Sequence[Matter]) -> Calls:
    today = day_in_shanghai(now)
    posts = posts_at(uow, {matter.grid_code for matter in matters}, today)
    known = [matter for matter in matters if matter.grid_code in posts.tree]
    readers = {person for held in posts.holders.values() for person in held}
    readers |= {person for people in posts.level_one.values() for person in people}
    readers |= {person for matter in known for person in matter.waits_for | matter.lettered}
    told = told_on(uow, desk, today, readers if len(readers) <= FEW else None)
    heard_of = uow.outbox.entries_named(f"{NUDGE.id}:{today}:", told & readers)
    return plan_calls(now, known, posts, Quiet(desk.hours, told, uow.people.snoozed(), heard_of=heard_of))
