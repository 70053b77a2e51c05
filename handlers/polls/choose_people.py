"""新建测评: whom a poll is about (被测评人, grids), and whom it asks (docs/domain.md section 6)."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.grids import Grid
from domain.people.people import Rank
from domain.polls.polls import PollGroup, PollPlan
from handlers.found import Acts
from handlers.polls.plans import (
    PLANNING,
    PollStep,
    ShownPoll,
    ask_subjects,
    ask_whom,
    what_is_missing,
)
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, InPrivate, TappedOn, TypedWords
from handlers.wire.pieces import whole_text
from usecases.house import Request
from usecases.polls.making import OUTDATED, cadres_of, form_in, people_in
from usecases.polls.subjects import (
    find_subject,
    find_subjects,
    grids_named,
    grids_of,
    toggled,
    with_subjects,
    words_of,
)
from usecases.polls.unfinished import AskedPollGrid, AskedPollSubject
from windows.grid_marks import grid_mark
from windows.polls.making import (
    ABOUT,
    ALL,
    FOUND_MOST,
    GROUP,
    LEADERS,
    MIDDLE,
    RANKS,
    SUBJECT,
    WHERE,
    WHOM,
    Findings,
    group_window,
)

_RANKS = {LEADERS: (Rank.HOSPITAL_LEADER,), MIDDLE: (Rank.MIDDLE,)}


async def change_subjects(call: CallbackQuery, request: Request) -> None:
    """改对象."""
    plan = PLANNING.named_by(call, request)
    await PLANNING.take_step(call, request, plan, lambda step: ask_subjects(step, plan, Findings()))


async def take_subjects(message: Message, request: Request) -> None:
    """Names: one that several have is offered to choose from; of several typed at once the clear ones are taken."""
    plan = PLANNING.there(request)
    await PLANNING.take_step(
        message, request, plan, lambda step: _named(step, plan, whole_text(message, request))
    )


def _named(step: PollStep, plan: PollPlan, text: str) -> ShownPoll:
    about, unclear = form_in(step.request, plan).about, Findings()
    for words in words_of(text):
        found, many = find_subjects(step.uow, step.unit_code, about, words, FOUND_MOST)
        if many == 1 and found[0] not in plan.subjects:
            plan = with_subjects(plan, found)
        else:
            unclear = Findings(words, found, many)
    return ask_subjects(step, plan, unclear)


async def toggle_subject(call: CallbackQuery, request: Request) -> None:
    """One of them: chosen, or no more."""
    plan, ref = PLANNING.named_by(call, request), part_of(call, 2)

    def choose(step: PollStep) -> ShownPoll:
        subject = find_subject(step.uow, step.unit_code, form_in(request, plan).about, ref)
        return ask_subjects(step, toggled(plan, subject), Findings())

    await PLANNING.take_step(call, request, plan, choose)


async def add_rank(call: CallbackQuery, request: Request) -> None:
    """加入全体院领导, 加入全体中层."""
    plan, ranks = PLANNING.named_by(call, request), _RANKS.get(part_of(call, 2))
    if ranks is None:
        raise RefusalError(OUTDATED)

    def add(step: PollStep) -> ShownPoll:
        more = cadres_of(step.uow, step.unit_code, ranks, request.today)
        return ask_subjects(step, with_subjects(plan, more), Findings())

    await PLANNING.take_step(call, request, plan, add)


async def change_whom(call: CallbackQuery, request: Request) -> None:
    """请谁参加, and its further pages."""
    plan, page = PLANNING.named_by(call, request), number_of(call, 2)
    await PLANNING.take_step(call, request, plan, lambda step: ask_whom(step, plan, page))


async def ask_everybody(call: CallbackQuery, request: Request) -> None:
    """二维码，人人可答."""
    plan = replace(PLANNING.named_by(call, request), is_for_all=True, grid_code=None, group=None)
    await PLANNING.take_step(call, request, plan, lambda step: what_is_missing(step, plan))


async def choose_grid(call: CallbackQuery, request: Request) -> None:
    """A grid: who below it?"""
    plan, mark = PLANNING.named_by(call, request), part_of(call, 2)

    def choose(step: PollStep) -> ShownPoll:
        found = [grid for grid in grids_of(step.uow, step.unit_code) if grid_mark(grid) == mark]
        if not found:
            raise RefusalError(OUTDATED)
        return _groups(step, plan, found[0])

    await PLANNING.take_step(call, request, plan, choose)


async def take_grid(message: Message, request: Request) -> None:
    """The name of a grid."""
    plan = PLANNING.there(request)

    def choose(step: PollStep) -> ShownPoll:
        words = " ".join(whole_text(message, request).split())
        found = grids_named(grids_of(step.uow, step.unit_code), words)
        if len(found) == 1:
            return _groups(step, plan, found[0])
        return ask_whom(step, plan, 0, step.speech.text("polls-no-grid", words=words[:20], many=len(found)))

    await PLANNING.take_step(message, request, plan, choose)


async def choose_group(call: CallbackQuery, request: Request) -> None:
    """Who below the grid."""
    plan, named = PLANNING.named_by(call, request), part_of(call, 2)
    if named not in set(PollGroup) or plan.grid_code is None:
        raise RefusalError(OUTDATED)
    chosen = replace(plan, group=PollGroup(named), is_for_all=False)
    await PLANNING.take_step(call, request, plan, lambda step: what_is_missing(step, chosen))


def _groups(step: PollStep, plan: PollPlan, grid: Grid) -> ShownPoll:
    today = step.request.today
    sizes = [(group, people_in(step.uow, grid.code, group, today)) for group in PollGroup]
    chosen = replace(plan, grid_code=grid.code, group=None)
    return ShownPoll(chosen, group_window(plan, grid, sizes, step.speech))


ASKED_AT = 123
ACTS: Acts = {ActorStanding.LEVEL_ONE: f"{ABOUT} {SUBJECT} {RANKS} {WHOM} {ALL} {WHERE} {GROUP}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="polls.choose_people")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(take_subjects, TypedWords(), AskedFor(AskedPollSubject))
    router.message.register(take_grid, TypedWords(), AskedFor(AskedPollGrid))
    router.callback_query.register(change_subjects, TappedOn(ABOUT))
    router.callback_query.register(toggle_subject, TappedOn(SUBJECT))
    router.callback_query.register(add_rank, TappedOn(RANKS))
    router.callback_query.register(change_whom, TappedOn(WHOM))
    router.callback_query.register(ask_everybody, TappedOn(ALL))
    router.callback_query.register(choose_grid, TappedOn(WHERE))
    router.callback_query.register(choose_group, TappedOn(GROUP))
    return router
