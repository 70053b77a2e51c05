"""/campaigns (专项整治): the list, and the board of one: by phase, by task, by department; 催报 with one tap."""

from functools import partial

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.campaigns.campaigns import TaskCounts
from domain.people.people import Viewer
from handlers.campaigns.parts import board_of, phase_parts
from handlers.found import Acts, AtMenu, ListedCommand, Menu, MenuEntry
from handlers.wire.button_data import number_of
from handlers.wire.filters import InPrivate, Tapped, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from storage.delivery.letters import Letter
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.again import clues_again, findings_again
from usecases.campaigns.board import (
    counts_of,
    find_missing,
    first_items,
    read_board,
    read_grid,
    read_grids,
    read_task,
)
from usecases.campaigns.facts import LEADING, CampaignReader, find_reader, find_run
from usecases.duties.chasing import to_remind
from usecases.house import Request
from windows.campaigns.again import again_window
from windows.campaigns.board import (
    A_PAGE,
    AGAIN,
    ALL_PHASES,
    AT_PHASE,
    CHASE,
    GRIDS,
    ONE_GRID,
    TASK,
    UnitCampaigns,
    list_window,
    phase_board_window,
)
from windows.campaigns.grids import TaskGrids, chased_window, grid_window, grids_window, task_window
from windows.entries import CAMPAIGNS
from windows.windows import Window

QUEUED_AT_ONCE = 500
"""How many letters one transaction takes: whoever writes meanwhile waits for no more."""


async def show_campaigns(event: Event, request: Request) -> None:
    """/campaigns, 专项整治: all of the unit, newest first."""
    paged = isinstance(event, CallbackQuery) and event.data != CAMPAIGNS
    page = number_of(event, 1) if paged and isinstance(event, CallbackQuery) else 0

    def work(uow: UnitOfWork) -> Window:
        viewer, reader, unit_code = find_reader(uow, request)
        found = uow.campaigns.of_unit(unit_code, A_PAGE, page * A_PAGE)
        states = [(campaign, campaign.state(request.today)) for campaign in found]
        count = uow.campaigns.count_of_unit(unit_code)
        return list_window(UnitCampaigns(states, page, count, reader), speech_of(request, viewer))

    await show(event, request, await request.run(work))


async def open_board(call: CallbackQuery, request: Request) -> None:
    """A campaign: where it stands today."""
    campaign_id = number_of(call, 1)
    await show(call, request, await request.read(lambda uow: board_of(uow, request, campaign_id)))


async def open_phase(call: CallbackQuery, request: Request) -> None:
    """A phase of it: its tasks."""
    campaign_id, place = number_of(call, 1), number_of(call, 2)

    def work(uow: UnitOfWork) -> Window:
        board = read_board(uow, request, campaign_id)
        board.facts.phase(place)
        speech = speech_of(request, request.viewer(uow))
        return phase_board_window(board, place, phase_parts(board, place, speech), speech)

    await show(call, request, await request.read(work))


async def open_task(call: CallbackQuery, request: Request) -> None:
    """A task of it: which grids have reported, which have not."""
    campaign_id, number, page = number_of(call, 1), number_of(call, 2), number_of(call, 3)

    def work(uow: UnitOfWork) -> Window:
        reader, facts, task, owed = read_task(uow, request, campaign_id, number)
        counts = counts_of(uow, request, [task.duty_id])
        found = TaskGrids(facts, number, owed, page, reader is CampaignReader.RUNS)
        total = sum(counts.values(), TaskCounts())
        return task_window(found, total, speech_of(request, request.viewer(uow)))

    await show(call, request, await request.read(work))


async def open_grids(call: CallbackQuery, request: Request) -> None:
    """按科室看: how far each grid is."""
    campaign_id, page = number_of(call, 1), number_of(call, 2)

    def work(uow: UnitOfWork) -> Window:
        facts, stands = read_grids(uow, request, campaign_id)
        items = first_items(uow, request, facts)
        return grids_window(facts, stands, items, page, speech_of(request, request.viewer(uow)))

    await show(call, request, await request.read(work))


async def open_grid(call: CallbackQuery, request: Request) -> None:
    """A grid: which tasks, how far, by whom."""
    campaign_id, item_id = number_of(call, 1), number_of(call, 2)

    def work(uow: UnitOfWork) -> Window:
        reader, facts, owed = read_grid(uow, request, campaign_id, item_id)
        opens = reader is CampaignReader.RUNS
        return grid_window(facts, owed, opens, speech_of(request, request.viewer(uow)))

    await show(call, request, await request.read(work))


async def open_again(call: CallbackQuery, request: Request) -> None:
    """起底: what became of old clues and earlier findings."""
    campaign_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        facts, viewer = find_run(uow, request, campaign_id), request.viewer(uow)
        clues = clues_again(uow, viewer, facts)
        findings = findings_again(uow, request.house.registers, facts)
        return again_window(facts, clues, findings, speech_of(request, viewer))

    await show(call, request, await request.read(work))


async def chase(call: CallbackQuery, request: Request) -> None:
    """催报: everybody whose grid has not reported, of a phase or of all; once a day each."""
    campaign_id, place = number_of(call, 1), number_of(call, 2)
    which = None if place == ALL_PHASES else place
    found = await request.read(
        lambda uow: to_remind(uow, request, find_missing(uow, request, campaign_id, which))
    )
    now = 0
    for some in in_chunks(found.letters, QUEUED_AT_ONCE):
        now += await request.run(partial(_queue, request=request, letters=some))
    request.house.wake_outbox()
    speech = speech_of(request, await request.run(request.viewer))
    told = now, len(found.letters) - now
    await show(call, request, chased_window(campaign_id, told, found.unreached, speech))


def _queue(uow: UnitOfWork, request: Request, letters: list[Letter]) -> int:
    request.level_one(uow)
    return uow.outbox.add_once(letters)


def reads_campaigns(viewer: Viewer) -> bool:
    """Tell whether campaigns are anything to somebody: level 1, the leaders, the committee and the organ above."""
    leads = any(post.role in LEADING for post in viewer.posts)
    return viewer.unit_code is not None or viewer.digest_code is not None or leads


def _is_offered(at: AtMenu) -> bool:
    """Tell whether the menu has it: for level 1, and for those who only read once there is one."""
    if at.viewer.unit_code is not None:
        return True
    if not reads_campaigns(at.viewer):
        return False
    _viewer, _reader, unit_code = find_reader(at.uow, at.request)
    return at.uow.campaigns.count_of_unit(unit_code) > 0


ASKED_AT = 596
ACTS: Acts = {
    ActorStanding.BOUND: f"{CAMPAIGNS} /{CAMPAIGNS} campaign {AT_PHASE} {TASK} {GRIDS} {ONE_GRID}",
    ActorStanding.LEVEL_ONE: f"{CHASE} {AGAIN}",
}
MENU: Menu = {217: MenuEntry(CAMPAIGNS, offered=_is_offered)}
COMMANDS = (ListedCommand(CAMPAIGNS, 333, 333, offered=lambda _request, viewer: reads_campaigns(viewer)),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="campaigns.board")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(show_campaigns, Command(CAMPAIGNS))
    router.callback_query.register(show_campaigns, Tapped(CAMPAIGNS))
    router.callback_query.register(show_campaigns, TappedOn(CAMPAIGNS))
    router.callback_query.register(open_board, TappedOn("campaign"))
    router.callback_query.register(open_phase, TappedOn(AT_PHASE))
    router.callback_query.register(open_task, TappedOn(TASK))
    router.callback_query.register(open_grids, TappedOn(GRIDS))
    router.callback_query.register(open_grid, TappedOn(ONE_GRID))
    router.callback_query.register(open_again, TappedOn(AGAIN))
    router.callback_query.register(chase, TappedOn(CHASE))
    return router
