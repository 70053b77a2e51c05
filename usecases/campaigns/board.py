"""How far a campaign is: its counts overall, by phase, by task and by grid; and who is reminded of what is missing."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.campaigns.campaigns import CampaignState, TaskCounts, TaskState, counted
from domain.errors import RefusalError
from storage.campaigns.boards import GridTask
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.facts import (
    OUTDATED,
    CampaignFacts,
    CampaignReader,
    CampaignTask,
    find_facts,
    find_run,
)
from usecases.house import Request

_NOTHING = TaskCounts()


@dataclass(frozen=True, slots=True)
class Board:
    """A campaign as it stands today."""

    facts: CampaignFacts
    reader: CampaignReader
    state: CampaignState
    phase: int | None
    days_left: int
    by_task: Mapping[str, TaskCounts]
    names: Mapping[int, str]

    @property
    def total(self) -> TaskCounts:
        """The counts of all tasks."""
        return sum(self.by_task.values(), _NOTHING)

    def of_phase(self, place: int) -> TaskCounts:
        """The counts of a phase's tasks."""
        return sum((self.of_task(task) for task in self.facts.tasks_in(place)), _NOTHING)

    def of_task(self, task: CampaignTask) -> TaskCounts:
        """The counts of a task."""
        return self.by_task.get(task.duty_id, _NOTHING)


@dataclass(frozen=True, slots=True)
class GridStand:
    """How far a grid is with a campaign."""

    grid_code: str
    name: str
    counts: TaskCounts


def counts_of(uow: UnitOfWork, request: Request, duty_ids: Collection[str]) -> dict[str, TaskCounts]:
    """Return the counts of each of these duties that anybody has been asked for."""
    found: dict[str, list[tuple[TaskState, int]]] = defaultdict(list)
    for duty_id, state, count in uow.campaign_boards.by_task(list(duty_ids), request.today):
        found[duty_id].append((state, count))
    return {duty_id: counted(states) for duty_id, states in found.items()}


def read_board(uow: UnitOfWork, request: Request, campaign_id: int) -> Board:
    """Return the board of a campaign for whoever may see it; raises RefusalError for others."""
    reader, facts = find_facts(uow, request, campaign_id)
    campaign, today = facts.campaign, request.today
    phase = campaign.phase_on(today)
    ends_on = campaign.phases[phase].span.ends_on if phase is not None else campaign.ends_on
    people = {kept.person_id for kept in campaign.phases if kept.person_id is not None}
    return Board(
        facts,
        reader,
        campaign.state(today),
        phase,
        (ends_on - today).days,
        counts_of(uow, request, facts.duty_ids),
        {person_id: known.name for person_id, known in uow.officials.known(people).items()},
    )


def read_grids(uow: UnitOfWork, request: Request, campaign_id: int) -> tuple[CampaignFacts, list[GridStand]]:
    """Return how far each grid is, those with most overdue first; raises RefusalError (campaigns-sums-only)."""
    reader, facts = find_facts(uow, request, campaign_id)
    check_sees_grids(reader)
    found: dict[str, list[tuple[TaskState, int]]] = defaultdict(list)
    names: dict[str, str] = {}
    for code, name, state, count in uow.campaign_boards.by_grid(facts.duty_ids, request.today):
        found[code].append((state, count))
        names[code] = name
    stands = [GridStand(code, names[code], counted(states)) for code, states in found.items()]
    ordered = sorted(
        stands, key=lambda stand: (-stand.counts.overdue, -stand.counts.missing, stand.grid_code)
    )
    return facts, ordered


def read_task(
    uow: UnitOfWork, request: Request, campaign_id: int, number: int
) -> tuple[CampaignReader, CampaignFacts, CampaignTask, list[GridTask]]:
    """Return a task (by its place among all) with what each grid owes of it; of grids nothing for who sees sums."""
    reader, facts = find_facts(uow, request, campaign_id)
    if number >= len(facts.tasks):
        raise RefusalError(OUTDATED)
    check_sees_grids(reader)
    task = facts.tasks[number]
    return reader, facts, task, uow.campaign_boards.of_duty(task.duty_id, request.today)


def read_grid(
    uow: UnitOfWork, request: Request, campaign_id: int, item_id: int
) -> tuple[CampaignReader, CampaignFacts, list[GridTask]]:
    """Return the tasks of the grid of an item, soonest due first; raises RefusalError for another campaign's."""
    reader, facts = find_facts(uow, request, campaign_id)
    check_sees_grids(reader)
    item = uow.duty_items.find(item_id)
    if item is None or item.duty_id not in facts.duty_ids:
        raise RefusalError(OUTDATED)
    return reader, facts, uow.campaign_boards.of_grid(facts.duty_ids, item.grid_code, request.today)


def first_items(uow: UnitOfWork, request: Request, facts: CampaignFacts) -> dict[str, int]:
    """Return an item of each grid, by its code: what a button names a grid by."""
    found: dict[str, int] = {}
    for task in facts.tasks:
        for owed in uow.campaign_boards.of_duty(task.duty_id, request.today):
            found.setdefault(owed.grid_code, owed.item_id)
    return found


def check_sees_grids(reader: CampaignReader) -> None:
    """Raise RefusalError (campaigns-sums-only) for who sees sums alone."""
    if reader is CampaignReader.SUMS:
        raise RefusalError("campaigns-sums-only")


def find_missing(uow: UnitOfWork, request: Request, campaign_id: int, place: int | None) -> list[DutyItem]:
    """Return what nobody has reported of the tasks of a phase, of all without one, and is open today."""
    facts = find_run(uow, request, campaign_id)
    tasks: Sequence[CampaignTask] = facts.tasks if place is None else facts.tasks_in(place)
    waiting = uow.made_duties.items([task.made.number for task in tasks])
    items = uow.duty_items.found([item_id for items in waiting.values() for item_id in items])
    today = request.today
    return [item for item in items if item.opens_on <= today <= item.closes_on]
