"""What has come up to the reader of a nudge from grids below: a few item by item, more of them counted by place.

A place is a branch to level 1, a grid to everybody else. Level 1 gets the way to remind them all, and to the list.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.people.people import LEVEL_ONE_ROLES, Role
from locales import Speech
from locales.dates import day_name, days_left, duty_title
from reminders.desk import Desk
from reminders.duties.hearings import who_answers
from storage.duty_items import DutyItem
from storage.people.holders import Held, Holder, Presence
from storage.unit_of_work import UnitOfWork
from windows.digests.text import names
from windows.entries import digest_part, nudge_missing, open_branch
from windows.windows import Button

ITEM_BY_ITEM = 3
"""So many are told with whose they are; more are counted."""
PERIODS, PLACES = 3, 6
"""How many duties' periods and how many places a message counts before it adds up the rest."""
PERIODS_WITH_BUTTONS = 2


@dataclass(frozen=True, slots=True)
class Below:
    """The open items of grids below, not none, and the posts that their reader holds."""

    items: Sequence[DutyItem]
    posts: Collection[Held]
    today: date

    @property
    def by_level_one(self) -> bool:
        """Whether who reads is level 1 of these grids."""
        units = {item.unit_code for item in self.items}
        roles = (*LEVEL_ONE_ROLES, Role.INSPECTOR)
        return any(code in units and role in roles for code, role in self.posts)

    def overdue(self, items: Sequence[DutyItem]) -> int:
        """Return how many of `items` are overdue."""
        return sum(item.due_on < self.today for item in items)


def below_part(
    uow: UnitOfWork, desk: Desk, speech: Speech, below: Below
) -> tuple[list[str], list[list[Button]]]:
    """Return the lines (HTML) and the rows of what hangs below the reader."""
    count = len(below.items)
    all_overdue = below.overdue(below.items) == count
    lines = [speech.text("nudge-below" if all_overdue else "nudge-below-due", count=count)]
    periods = _grouped(below.items, lambda item: (item.duty_id, item.period_id))
    if count <= ITEM_BY_ITEM:
        lines += _items(uow, desk, speech, below)
    else:
        lines += _periods(desk, speech, below, periods)
        lines += _places(uow, speech, below)
    return lines, _rows(desk, speech, below, periods)


def _grouped(items: Sequence[DutyItem], key: Callable[[DutyItem], Hashable]) -> list[list[DutyItem]]:
    """Return the items in groups, the largest first, equal ones as they come."""
    groups: dict[Hashable, list[DutyItem]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return sorted(groups.values(), key=len, reverse=True)


def _items(uow: UnitOfWork, desk: Desk, speech: Speech, below: Below) -> list[str]:
    """Return who owes what since when."""
    answering = who_answers(uow, desk, below.items)
    holders = uow.holders.owing({code for code, _roles in answering.values()}, below.today)
    lines = []
    for item in below.items:
        code, roles = answering[item.id]
        owing = [holder for holder in holders if holder.grid_code == code and holder.role in roles]
        lines.append(
            speech.text(
                "nudge-below-line",
                grid=item.grid_name,
                title=item_title(desk, speech, item),
                due=day_name(speech, item.due_on),
                left=days_left(speech, (item.due_on - below.today).days),
                who=who_owes(speech, owing),
            )
        )
    return lines


def _periods(desk: Desk, speech: Speech, below: Below, periods: Sequence[Sequence[DutyItem]]) -> list[str]:
    lines = [
        speech.text(
            "nudge-below-period",
            title=item_title(desk, speech, items[0]),
            count=len(items),
            left=days_left(speech, (items[0].due_on - below.today).days),
        )
        for items in periods[:PERIODS]
    ]
    rest = sum(len(items) for items in periods[PERIODS:])
    return [*lines, speech.text("nudge-below-periods-more", count=rest)] if rest else lines


def _places(uow: UnitOfWork, speech: Speech, below: Below) -> list[str]:
    """Return a line a place, those that are overdue with most of all first."""
    by_branch = below.by_level_one
    places = _grouped(below.items, lambda item: item.branch_code if by_branch else item.grid_code)
    places.sort(key=below.overdue, reverse=True)
    if not by_branch and len(places) == len(below.items):
        found = [items[0].grid_name for items in places]
        return [speech.text("nudge-below-names", names=names(found, len(found), speech))]
    branches = uow.rosters.known({item.branch_code for item in below.items}) if by_branch else {}
    mixed = 0 < below.overdue(below.items) < len(below.items)
    lines = []
    for items in places[:PLACES]:
        name = branches[items[0].branch_code].name if by_branch else items[0].grid_name
        key = "nudge-below-place-overdue" if mixed and below.overdue(items) else "nudge-below-place"
        lines.append(speech.text(key, name=name, count=len(items), overdue=below.overdue(items)))
    rest = places[PLACES:]
    if rest:
        key = "nudge-below-branches-more" if by_branch else "nudge-below-grids-more"
        lines.append(speech.text(key, places=len(rest), count=sum(map(len, rest))))
    return lines


def _rows(
    desk: Desk, speech: Speech, below: Below, periods: Sequence[Sequence[DutyItem]]
) -> list[list[Button]]:
    """Return the ways on, of the periods that most is open of; the period is named where there are several."""
    rows = []
    inspected = {code for code, _role in below.posts}
    for first in [items[0] for items in periods[:PERIODS_WITH_BUTTONS]]:
        named = f" · {item_title(desk, speech, first)}" if len(periods) > 1 else ""
        if below.by_level_one:
            chase = Button(speech.label("nudge-chase") + named, nudge_missing(first.duty_id, first.period_id))
            look = digest_part("b", first.duty_id, first.period_id)
            by_branch = Button(speech.label("digest-by-branch") + named, look)
            rows += [[chase], [by_branch]] if named else [[chase, by_branch]]
        elif first.branch_code in inspected:
            rows.append([Button(speech.label("nudge-look") + named, open_branch(first.id))])
    return rows


def who_owes(speech: Speech, holders: Sequence[Holder]) -> str:
    """Return in plain words whose an item is, and why they can't be reached if so."""
    people = dict.fromkeys(
        speech.label(f"nudge-who-{holder.presence}", name=holder.name)
        if holder.presence is not Presence.AWAY or holder.deputy is None
        else speech.label("nudge-who-deputy", name=holder.name, deputy=holder.deputy)
        for holder in holders
    )
    return speech.label("list-comma").join(people) if people else speech.label("nudge-who-nobody")


def item_title(desk: Desk, speech: Speech, item: DutyItem) -> str:
    """Return e.g. 6月网格廉情月报, plain."""
    return duty_title(speech, desk.form_of(desk.duties[item.duty_id]).title, item.period_id)
