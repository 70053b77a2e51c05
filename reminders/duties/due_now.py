"""What nudges a moment brings: planned from the items of which something may be due, and what their readers have open.

The plan is the same as one of everything that is open (tests/reminders/duties/test_due_now.py); it only reads less.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.duties.nudges import Item, Plan, plan_nudges
from domain.people.people import Role
from domain.time.clock import day_in_shanghai
from domain.time.nudge_hours import Quiet
from domain.time.nudge_steps import steps_reached
from reminders.delivery.told import told_on
from reminders.desk import Desk
from reminders.duties.hearings import as_nudged
from reminders.duties.nudge_letters import NUDGE
from reminders.duties.posts_reached import FEW, posts_at
from storage.due_items import Asked
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork

Post = tuple[int, str, Role]
"""A person who answers for a grid: person, grid code, role."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """What every part of a plan goes by: who has come to answer for something, and who postponed until when.

    `called` are to have a message anyway (reminders/duties/called.py).
    """

    uow: UnitOfWork
    desk: Desk
    now: datetime
    newcomers: frozenset[int]
    snoozed: Mapping[int, datetime]
    called: frozenset[int] = frozenset()

    @property
    def today(self) -> date:
        return day_in_shanghai(self.now)

    @property
    def is_anybody_waiting(self) -> bool:
        """Whether somebody is to hear of whatever they have open, due or not."""
        return bool(self.newcomers or self.called) or any(
            until <= self.now for until in self.snoozed.values()
        )


def plan_now(
    uow: UnitOfWork,
    desk: Desk,
    now: datetime,
    come: Iterable[Post] = (),
    called: frozenset[int] = frozenset(),
) -> Plan:
    """Return the plan of `now` (aware). Changes nothing.

    `come` have come to answer for a grid, `called` are to have a message anyway.
    """
    newcomers = frozenset(person for person, *_post in come)
    moment = _Moment(uow, desk, now, newcomers, uow.people.snoozed(), called)
    due = due_items(uow, desk, moment.today)
    if due is None:
        return plan_all(moment)
    if not due and not moment.is_anybody_waiting:
        return Plan()
    decided = _plan(moment, due)
    hearers = {nudge.person_id for nudge in decided.nudges} | decided.snoozes_over | decided.welcomed
    if not hearers:
        return decided
    if len(hearers) > FEW:
        return plan_all(moment)
    codes = uow.rosters.below(uow.holders.grids_of(hearers, moment.today))
    theirs = uow.due_items.at(codes, moment.today)
    return _plan(moment, list({item.id: item for item in (*due, *theirs)}.values()))


def steps_due(uow: UnitOfWork, desk: Desk, now: datetime) -> Plan:
    """Return the plan of `now` as far as it is one of steps: its messages name no more than what takes one."""
    moment = _Moment(uow, desk, now, frozenset(), uow.people.snoozed())
    due = due_items(uow, desk, moment.today)
    return plan_all(moment) if due is None else _plan(moment, due)


def plan_all(moment: _Moment) -> Plan:
    """Return the plan from everything that is open."""
    return _plan(moment, moment.uow.duty_items.open_unfiled(moment.today))


def due_items(uow: UnitOfWork, desk: Desk, today: date) -> list[DutyItem] | None:
    """Return the open items that may take a step today, or whose grid fell silent or can be asked again.

    None where they are more than FEW.
    """
    calendar = desk.calendar(uow) if desk.hours.working_days_only else None
    found: dict[int, DutyItem] = {}
    for period in uow.due_items.periods(desk.duties, today):
        steps = desk.duties[period.duty_id].steps()
        reached = steps_reached(steps, period.due_on, period.closes_on, today, calendar)
        if reached > period.least_steps:
            found |= {item.id: item for item in uow.due_items.behind(period, reached, today, FEW + 1)}
        if len(found) > FEW:
            return None
    for duty in desk.duties.values():
        hosts = duty.offered_by if duty.hearing else frozenset[Role]()
        turned = uow.due_items.turned(Asked(duty.id, duty.roles, hosts), today, FEW + 1)
        found |= {item.id: item for item in turned}
        if len(found) > FEW:
            return None
    return list(found.values())


def _plan(moment: _Moment, items: Sequence[DutyItem]) -> Plan:
    """Return the plan from `items`: of whoever hears, all that they have open is among them."""
    uow, desk = moment.uow, moment.desk
    nudged, duties = as_nudged(uow, desk, items, moment.now)
    posts = replace(
        posts_at(uow, {item.grid_code for item in nudged}, moment.today),
        newcomers=moment.newcomers,
        called=moment.called,
    )
    there = _people(posts.holders.values()) | _people(posts.level_one.values())
    readers = there | moment.newcomers | moment.snoozed.keys()
    told = told_on(uow, desk, moment.today, readers if len(readers) <= FEW else None)
    heard_of = uow.outbox.named(f"{NUDGE.id}:{moment.today}:", told & readers)
    quiet = Quiet(desk.hours, told, moment.snoozed, desk.calendar(uow), heard_of)
    return plan_nudges(moment.now, map(_item, nudged), duties, posts, quiet)


def _people(groups: Iterable[Collection[int]]) -> set[int]:
    return {person for group in groups for person in group}


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
