"""A task of a campaign grid by grid, and a grid task by task. Values in, windows out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.campaigns.campaigns import TaskCounts, TaskState
from locales import Speech
from locales.dates import day_name
from storage.campaigns.boards import GridTask
from usecases.campaigns.board import GridStand
from usecases.campaigns.facts import CampaignFacts
from windows.campaigns.board import (
    AT_PHASE,
    GRIDS,
    ONE_GRID,
    TASK,
    counts_lines,
    state_label,
    task_day,
)
from windows.entries import back_to_menu, open_campaign, open_filed
from windows.page_turns import PageIn, in_rows, paged_rows
from windows.windows import Button, Window

_ROWS = 5


@dataclass(frozen=True, slots=True)
class TaskGrids:
    """A task with what each grid owes of it: page `page`, from 0."""

    facts: CampaignFacts
    number: int
    owed: Sequence[GridTask]
    page: int
    opens: bool
    """Whether whoever looks may open what a grid reported."""


def task_window(found: TaskGrids, counts: TaskCounts, speech: Speech) -> Window:
    """Return a task and the grids: first those that have not reported, then those that have."""
    task, campaign = found.facts.tasks[found.number], found.facts.campaign
    lines = [
        speech.text("campaigns-head", title=task.template.title[speech.language]),
        speech.text("campaigns-due", day=day_name(speech, task_day(task))),
        *counts_lines(counts, speech),
    ]
    order = [TaskState.OVERDUE, TaskState.DUE, TaskState.UNDONE, TaskState.DONE, TaskState.EXEMPT]
    ordered = sorted(found.owed, key=lambda owed: (order.index(owed.state), owed.grid_code))
    if not ordered:
        lines.append(speech.text("campaigns-not-open"))
    buttons = [
        Button(
            speech.label("campaigns-grid-state", grid=owed.grid_name, state=state_label(owed.state, speech)),
            open_filed(owed.item_id) if found.opens else f"{ONE_GRID}:{campaign.id}:{owed.item_id}",
        )
        for owed in ordered
    ]
    turned = f"{TASK}:{campaign.id}:{found.number}"
    rows = paged_rows(buttons, PageIn(found.page, _ROWS), lambda to: f"{turned}:{to}", speech)
    back = [
        Button(speech.label("report-back"), f"{AT_PHASE}:{campaign.id}:{task.place}"),
        back_to_menu(speech),
    ]
    return Window("\n".join(lines), [*rows, back])


def grids_window(
    facts: CampaignFacts, stands: Sequence[GridStand], items: Mapping[str, int], page: int, speech: Speech
) -> Window:
    """Return how far each grid is, those with most overdue first."""
    behind = sum(1 for stand in stands if stand.counts.overdue)
    lines = [
        speech.text("campaigns-head", title=facts.campaign.title),
        speech.text("campaigns-grids", count=len(stands), behind=behind),
    ]
    buttons = [
        Button(
            speech.label(
                "campaigns-grid-stand",
                grid=stand.name,
                done=stand.counts.done,
                owed=stand.counts.owed,
                overdue=stand.counts.overdue,
            ),
            f"{ONE_GRID}:{facts.campaign.id}:{items.get(stand.grid_code, 0)}",
        )
        for stand in stands
    ]
    turned = f"{GRIDS}:{facts.campaign.id}"
    rows = paged_rows(buttons, PageIn(page, _ROWS + 1), lambda to: f"{turned}:{to}", speech)
    back = [Button(speech.label("report-back"), open_campaign(facts.campaign.id)), back_to_menu(speech)]
    return Window("\n".join(lines), [*rows, back])


def grid_window(facts: CampaignFacts, owed: Sequence[GridTask], opens: bool, speech: Speech) -> Window:  # noqa: FBT001
    """Return the tasks of a grid: how each stands, and who reported it."""
    titles = {task.duty_id: task.template.title[speech.language] for task in facts.tasks}
    lines = [speech.text("campaigns-head", title=owed[0].grid_name)]
    for owing in owed[:9]:
        state = state_label(owing.state, speech)
        key = "campaigns-grid-task-by" if owing.name else "campaigns-grid-task"
        lines.append(
            speech.text(
                key,
                title=titles[owing.duty_id],
                day=day_name(speech, owing.due_on),
                state=state,
                name=owing.name or "",
            )
        )
    buttons = [Button(titles[owing.duty_id], open_filed(owing.item_id)) for owing in owed if opens]
    rows = in_rows(buttons, 2)[: _ROWS + 1]
    back = [Button(speech.label("report-back"), f"{GRIDS}:{facts.campaign.id}:0"), back_to_menu(speech)]
    return Window("\n".join(lines), [*rows, back])


def chased_window(
    campaign_id: int, told: tuple[int, int], unreached: Sequence[str], speech: Speech
) -> Window:
    """Say how many people are reminded now, and how many were today already (`told`), and where nobody can be."""
    now, before = told
    lines = [speech.text("chase-done", count=now)]
    if before:
        lines.append(speech.text("chase-already", count=before))
    if unreached:
        names = speech.label("list-comma").join(unreached[:20])
        lines.append(speech.text("chase-unreached", count=len(unreached), names=names))
    back = [Button(speech.label("report-back"), open_campaign(campaign_id)), back_to_menu(speech)]
    return Window("\n".join(lines), [back])
