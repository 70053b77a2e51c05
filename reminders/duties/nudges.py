"""Nudges: planned by domain/duties/nudges.py, queued once a person and day.

In words in reminders/duties/nudge_windows.py.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta

from domain.duties.nudges import Item, Nudge, Plan, Posts, level_one_of, plan_nudges
from domain.people.grids import GridTree
from domain.people.people import Role
from domain.time.clock import SHANGHAI, day_in_shanghai
from domain.time.nudge_hours import Quiet
from reminders.desk import Desk
from reminders.duties.hearings import as_nudged
from storage.delivery.outbox import Letter
from storage.duty_items import DutyItem
from storage.people.holders import Held
from storage.unit_of_work import UnitOfWork

LETTER_LIFE = timedelta(days=3)
"""Longer than a letter waits before it counts as stale (reminders/watch/skipped.py): it is listed, not lost."""
REMINDING = ("nudge", "chase")
"""Kinds of letters that remind: nobody gets two of them on one day from the clock."""
Post = tuple[int, str, Role]
"""A person who answers for a grid: person, grid code, role."""


def queue_nudges(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue the nudges that are due at `now` and note the steps taken; return how many messages that makes."""
    today = day_in_shanghai(now)
    if not desk.hours.contain(now):
        return 0
    tree = uow.rosters.tree()
    snoozed = uow.people.snoozed()
    come = _changes(uow, today)
    welcomed: set[int] = set()
    queued = 0
    for plan in plans(uow, desk, now, tree, come):
        queued += _store(uow, plan, now, snoozed)
        welcomed |= plan.welcomed
    uow.holders.note([post for post in come if post[0] in welcomed or not _is_in(post, tree)], ())
    return queued


def plans(
    uow: UnitOfWork, desk: Desk, now: datetime, tree: GridTree, come: AbstractSet[Post]
) -> Iterator[Plan]:
    """Yield the plan of each unit of `tree` at `now`; `come` have come to answer for a grid. Changes nothing."""
    today = day_in_shanghai(now)
    open_items, duties = as_nudged(uow, desk, uow.duty_items.open_unfiled(today), now)
    quiet = Quiet(desk.hours, told_on(uow, today), uow.people.snoozed(), desk.calendar(uow))
    reached = uow.holders.reached(today)
    for unit_code in [grid.code for grid in tree if grid.level == 1]:
        in_unit = {grid.code for grid in tree.subtree(unit_code)}
        newcomers = frozenset(person for person, code, _role in come if code in in_unit)
        posts = Posts(tree, reached, _level_one(uow, unit_code, reached, today), newcomers)
        items = [_item(item) for item in open_items if item.grid_code in in_unit]
        yield plan_nudges(now, items, duties, posts, quiet)


def told_on(uow: UnitOfWork, day: date) -> frozenset[int]:
    """Return who is nudged on `day`, by the clock or by the office, were it with a message left from the day before."""
    keys = set[str]().union(*(uow.outbox.keys_beginning(f"{kind}:{day}:") for kind in REMINDING))
    began_at = datetime.combine(day, time.min, SHANGHAI)
    late = uow.outbox.people_told(REMINDING, began_at, LETTER_LIFE)
    return frozenset(int(key.split(":")[2]) for key in keys) | late


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
    uow: UnitOfWork, unit_code: str, reached: Mapping[Held, tuple[int, ...]], today: date
) -> tuple[int, ...]:
    """Return who of level 1 hears. With all of them away, those who are: here nothing passes on any further."""
    there = level_one_of(unit_code, reached)
    if there:
        return there
    reachable = uow.people.reachable()
    return tuple(person for person in uow.people.level_one(unit_code, today) if person in reachable)


def _store(uow: UnitOfWork, plan: Plan, now: datetime, snoozed: Mapping[int, datetime]) -> int:
    uow.duty_items.set_steps(plan.steps)
    uow.duty_items.set_passed_up(plan.passed_up)
    letters = [_letter(nudge, now, snoozed.get(nudge.person_id)) for nudge in plan.nudges]
    uow.outbox.supersede(REMINDING, [nudge.person_id for nudge in plan.nudges])
    uow.people.wake(plan.snoozes_over)
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
    key = f"nudge:{day_in_shanghai(now)}:{nudge.person_id}"
    return Letter(
        unique_key=f"{key}:{snoozed_until:%H%M}" if snoozed_until else key,
        kind="nudge",
        payload={"own": [item.id for item in nudge.own], "below": [item.id for item in nudge.below]},
        not_before_at=now,
        expires_at=now + LETTER_LIFE,
        person_id=nudge.person_id,
    )
