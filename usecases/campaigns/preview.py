"""What a campaign would ask for: how many grids for each task, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.campaigns.campaigns import PhaseSpan, task_due
from forms.campaigns.language import CampaignTemplate
from forms.fields import Translated
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.making import terms_of_task


@dataclass(frozen=True, slots=True)
class PreviewedTask:
    """A task: of which phase, on which day, asked of how many grids."""

    place: int
    title: Translated
    due_on: date
    grids: int


def preview_tasks(
    uow: UnitOfWork, template: CampaignTemplate, spans: Sequence[PhaseSpan], unit_code: str
) -> list[PreviewedTask]:
    """Return every task with its day and the number of grids of the unit, as they are today, that it asks."""
    tree = uow.rosters.tree()
    grids = [(grid, tree.path_up(grid.code)) for grid in tree.subtree(unit_code)]
    found = []
    for place, task in template.tasks():
        duty = terms_of_task(task, spans[place], unit_code).called("preview")
        concerned = sum(duty.concerns(grid, above) for grid, above in grids)
        found.append(PreviewedTask(place, task.title, task_due(spans[place], task.due), concerned))
    return found
