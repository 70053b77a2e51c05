"""The board of a campaign: where it stands, overall, by phase, by task, by department. Values in, windows out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.campaigns.campaigns import CampaignState, TaskCounts, TaskState
from domain.duties.made import only_day
from domain.small_groups import SMALLEST_GROUP, shown_groups
from locales import Speech
from locales.dates import day_name
from storage.campaigns.campaigns import Campaign
from usecases.campaigns.board import Board
from usecases.campaigns.facts import CampaignReader, CampaignTask
from windows.campaigns.making import NEW
from windows.entries import CAMPAIGNS, back_to_menu, open_campaign
from windows.page_turns import in_rows, page_of, turn_rows
from windows.windows import Button, Rows, Window

AT_PHASE, TASK, GRIDS, ONE_GRID = "campaign-at", "campaign-task", "campaign-grids", "campaign-grid"
CHASE = "campaign-chase"
AGAIN = "campaign-again"
PLAN, END = "campaign-plan", "campaign-end"
ALL_PHASES = 99
A_PAGE = 4
_IN_A_ROW = 4
"""From so many phases on their buttons stand three in a row."""


@dataclass(frozen=True, slots=True)
class UnitCampaigns:
    """A page of the campaigns of a unit, newest first, of `count`, each with how far it is."""

    found: Sequence[tuple[Campaign, CampaignState]]
    page: int
    count: int
    reader: CampaignReader


def list_window(campaigns: UnitCampaigns, speech: Speech) -> Window:
    """Return the campaigns of the unit; of none, what to do."""
    runs = campaigns.reader is CampaignReader.RUNS
    if campaigns.count:
        lines = [speech.text("campaigns-list", count=campaigns.count)]
    else:
        lines = [speech.text("campaigns-list-none" if runs else "campaigns-list-none-yet")]
    for campaign, state in campaigns.found:
        key = "ended" if campaign.ended_on else state.value
        first, last = day_name(speech, campaign.starts_on), day_name(speech, campaign.ends_on)
        said = speech.label(f"campaigns-state-{key}", first=first, last=last)
        lines.append(speech.text("campaigns-list-line", title=campaign.title, state=said))
    rows: Rows = [
        [Button(campaign.title, open_campaign(campaign.id))] for campaign, _state in campaigns.found
    ]
    if runs:
        rows.append([Button(speech.label("campaigns-new"), NEW)])
    rows += turn_rows(
        page_of(campaigns.page, campaigns.count, A_PAGE), lambda to: f"{CAMPAIGNS}:{to}", speech
    )
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


@dataclass(frozen=True, slots=True)
class BoardParts:
    """What stands on a board beside its counts: lines (HTML), and buttons, e.g. of talks and of papers."""

    lines: Sequence[str] = ()
    buttons: Sequence[Button] = ()


def board_window(board: Board, parts: BoardParts, speech: Speech, note: str = "") -> Window:
    """Return where a campaign stands."""
    campaign, runs = board.facts.campaign, board.reader is CampaignReader.RUNS
    lines = [*([note] if note else []), speech.text("campaigns-head", title=campaign.title)]
    if campaign.basis:
        lines.append(speech.text("campaigns-basis", basis=campaign.basis))
    lines.append(_now_line(board, speech))
    lines += counts_lines(board.total, speech)
    lines += [_phase_line(board, place, speech) for place in range(len(campaign.phases))]
    lines += parts.lines
    rows: Rows = []
    if runs and board.total.missing:
        chase = speech.label("campaigns-chase", count=board.total.missing)
        rows.append([Button(chase, f"{CHASE}:{campaign.id}:{ALL_PHASES}")])
    phases = [
        Button(phase.title[speech.language], f"{AT_PHASE}:{campaign.id}:{place}")
        for place, phase in enumerate(board.facts.template.phases)
    ]
    rows += in_rows(phases, 2 if len(phases) <= _IN_A_ROW else 3)
    more = list(parts.buttons)
    if board.reader is not CampaignReader.SUMS:
        more.insert(0, Button(speech.label("campaigns-by-grid"), f"{GRIDS}:{campaign.id}:0"))
    if runs and campaign.ended_on is None:
        more.append(Button(speech.label("campaigns-plan"), f"{PLAN}:{campaign.id}"))
    rows += in_rows(more, 3 if len(more) > _IN_A_ROW else 2)
    return Window(
        "\n".join(lines), [*rows, [Button(speech.label("campaigns-back"), CAMPAIGNS), back_to_menu(speech)]]
    )


def counts_lines(counts: TaskCounts, speech: Speech) -> list[str]:
    """Return the counts in words (HTML): what is done, due, overdue; then what is rare, if there is any."""
    lines = [speech.text("campaigns-counts", done=counts.done, due=counts.due, overdue=counts.overdue)]
    if counts.undone or counts.exempt:
        lines.append(speech.text("campaigns-counts-more", undone=counts.undone, exempt=counts.exempt))
    return lines


def _now_line(board: Board, speech: Speech) -> str:
    campaign = board.facts.campaign
    if campaign.ended_on is not None:
        return speech.text(
            "campaigns-now-ended", day=day_name(speech, campaign.ended_on), reason=campaign.ended_reason
        )
    if board.state is CampaignState.WAITING:
        return speech.text("campaigns-now-waiting", day=day_name(speech, campaign.starts_on))
    if board.phase is None:
        return speech.text("campaigns-now-over", day=day_name(speech, campaign.ends_on))
    phase = board.facts.template.phases[board.phase]
    return speech.text(
        "campaigns-now",
        phase=phase.title[speech.language],
        number=board.phase + 1,
        count=len(campaign.phases),
        days=board.days_left,
    )


def _phase_line(board: Board, place: int, speech: Speech) -> str:
    counts = board.of_phase(place)
    title = board.facts.template.phases[place].title[speech.language]
    if board.reader is CampaignReader.SUMS and place in _hidden(board):
        return speech.text("campaigns-phase-few", number=place + 1, phase=title, least=SMALLEST_GROUP)
    return speech.text(
        "campaigns-phase-counts",
        number=place + 1,
        phase=title,
        done=counts.done,
        owed=counts.owed,
        overdue=counts.overdue,
    )


def _hidden(board: Board) -> set[int]:
    """Return the phases of which too little was asked to be told outside level 1; never one alone."""
    owed = {place: board.of_phase(place).owed for place in range(len(board.facts.campaign.phases))}
    return set(shown_groups({place: many for place, many in owed.items() if many})[1])


def phase_board_window(board: Board, place: int, parts: BoardParts, speech: Speech) -> Window:
    """Return a phase: its days, who answers for it, each of its tasks."""
    phase, kept = board.facts.phase(place)
    campaign, runs = board.facts.campaign, board.reader is CampaignReader.RUNS
    first, last = day_name(speech, kept.span.starts_on), day_name(speech, kept.span.ends_on)
    lines = [
        speech.text("campaigns-head", title=phase.title[speech.language]),
        speech.text("campaigns-span", first=first, last=last),
    ]
    if board.reader is not CampaignReader.SUMS:
        name = board.names.get(kept.person_id or 0) or speech.label("campaigns-nobody")
        lines.append(speech.text("campaigns-in-charge", name=name))
    rows: Rows = []
    tasks = [(number, task) for number, task in enumerate(board.facts.tasks) if task.place == place]
    total = board.of_phase(place)
    if runs and total.missing:
        chase = speech.label("campaigns-chase", count=total.missing)
        rows.append([Button(chase, f"{CHASE}:{campaign.id}:{place}")])
    for number, task in tasks:
        title = task.template.title[speech.language]
        if board.reader is not CampaignReader.SUMS:
            lines.append(_task_line(board, task, speech))
            rows.append([Button(title, f"{TASK}:{campaign.id}:{number}:0")])
    if board.reader is CampaignReader.SUMS:
        lines.append(_phase_line(board, place, speech))
    lines += parts.lines
    rows = _fitting(rows, 6 - bool(parts.buttons))
    rows += in_rows(parts.buttons, 2)
    back = [Button(speech.label("report-back"), open_campaign(campaign.id)), back_to_menu(speech)]
    return Window("\n".join(lines), [*rows, back])


def _fitting(rows: Rows, most: int) -> Rows:
    """Return the buttons in rows of two where they would be too many rows."""
    if len(rows) <= most:
        return rows
    return in_rows([button for row in rows for button in row], 2)


def _task_line(board: Board, task: CampaignTask, speech: Speech) -> str:
    counts = board.of_task(task)
    due = day_name(speech, task_day(task))
    title = task.template.title[speech.language]
    if not counts.owed and not counts.exempt:
        return speech.text("campaigns-task-waiting", title=title, day=due)
    return speech.text(
        "campaigns-task-line",
        title=title,
        day=due,
        done=counts.done,
        owed=counts.owed,
        overdue=counts.overdue,
    )


def task_day(task: CampaignTask) -> date:
    """Return the day on which a task falls due."""
    return task.made.starts_on if (day := only_day(task.duty)) is None else day


def state_label(state: TaskState, speech: Speech) -> str:
    """Return e.g. 逾期."""
    return speech.label(f"campaigns-is-{state}")
