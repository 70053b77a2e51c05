"""Nudges: planned by domain/duties/nudges.py, queued once a person and day.

In words in reminders/duties/nudge_windows.py.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

from domain.duties.nudges import Item, Nudge, Plan, Posts, level_one_of, plan_nudges
from domain.people.grids import GridTree
from domain.people.people import Role
from domain.time.clock import day_in_shanghai
from domain.time.nudge_hours import Quiet
from reminders.delivery.told import told_on
from reminders.desk import Desk, Steps
from reminders.duties.hearings import as_nudged
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.duty_items import DutyItem
from storage.people.holders import Held
from storage.unit_of_work import UnitOfWork

NUDGE = LetterKind(
    id="nudge", life=timedelta(days=3), trace=Trace.TOLD, reminding=True, says_all=True, keeps_number=True
)
"""Longer than a letter waits before it counts as stale (reminders/watch/skipped.py): it is listed, not lost."""
Post = tuple[int, str, Role]
"""A person who answers for a grid: person, grid code, role."""


def queue_nudges(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue the nudges that are due at `now` and note the steps taken; return how many messages that makes."""
    today = day_in_shanghai(now)
    if not desk.hours.contain(now):
        return 0
    tree = uow.rosters.tree()
    come = _changes(uow, today)
    found = plan(uow, desk, now, tree, come)
    queued = _store(uow, desk, found, now)
    uow.holders.note([post for post in come if post[0] in found.welcomed or not _is_in(post, tree)], ())
    return queued


def plan(uow: UnitOfWork, desk: Desk, now: datetime, tree: GridTree, come: AbstractSet[Post]) -> Plan:
    """Return the plan of `now`; `come` have come to answer for a grid. Changes nothing."""
    today = day_in_shanghai(now)
    open_items, duties = as_nudged(uow, desk, uow.duty_items.open_unfiled(today), now)
    quiet = Quiet(desk.hours, told_on(uow, desk, today), uow.people.snoozed(), desk.calendar(uow))
    reached = uow.holders.reached(today)
    newcomers = frozenset(person for person, code, _role in come if code in tree)
    posts = Posts(tree, reached, _level_one(uow, tree, reached, today), newcomers)
    return plan_nudges(now, map(_item, open_items), duties, posts, quiet)


def _changes(uow: UnitOfWork, today: date) -> set[Post]:
    """Return who has come to answer for what since the last plan, and forget who does so no longer.

    The very first plan of an installation knows nobody: they all count as told.
    """
    known = uow.holders.known()
    there = {(person, *post) for post, people in uow.holders.present(today).items() for person in people}
    if not known:
        uow.holders.note(there, ())
        return set()
    uow.holders.note((), known - there)
    return there - known


def _is_in(post: Post, tree: GridTree) -> bool:
    return post[1] in tree


def _level_one(
    uow: UnitOfWork, tree: GridTree, reached: Mapping[Held, tuple[int, ...]], today: date
) -> dict[str, tuple[int, ...]]:
    """Return who of level 1 hears, by unit. With all of them away, those who are: here nothing passes on further."""
    units = {grid.code: level_one_of(grid.code, reached) for grid in tree if grid.level == 1}
    nobody = [code for code, there in units.items() if not there]
    reachable = uow.people.reachable() if nobody else set()
    for code in nobody:
        units[code] = tuple(person for person in uow.people.level_one(code, today) if person in reachable)
    return units


def _store(uow: UnitOfWork, desk: Desk, found: Plan, now: datetime) -> int:
    snoozed = uow.people.snoozed()
    uow.duty_items.set_steps(found.steps)
    uow.duty_items.set_passed_up(found.passed_up)
    letters = [_letter(nudge, now, snoozed.get(nudge.person_id)) for nudge in found.nudges]
    uow.outbox.supersede(desk.letters.reminding, [nudge.person_id for nudge in found.nudges])
    uow.people.wake(found.snoozes_over)
    return uow.outbox.add_once(letters)


def _item(item: DutyItem) -> Item:
    return Item(
        item.id,
        item.duty_id,
        item.period_id,
        item.grid_code,
        item.due_on,
        item.closes_on,
        item.steps_done,
        item.passed_up,
    )


def _letter(nudge: Nudge, now: datetime, snoozed_until: datetime | None) -> Letter:
    key = f"{NUDGE.id}:{day_in_shanghai(now)}:{nudge.person_id}"
    if snoozed_until:
        key = f"{key}:{snoozed_until:%H%M}"
    payload = {"own": [item.id for item in nudge.own], "below": [item.id for item in nudge.below]}
    return NUDGE.letter(key, payload, now, nudge.person_id)


STEPS: Steps = {210: queue_nudges}
