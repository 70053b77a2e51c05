"""请求协助核实: a handler asks a grid's inspector for a fact or a document, without showing the tip (section 4).

Until it is sent a question is in memory alone, and what was typed is taken out of the
chat. Once sent it is kept in the clear until it is answered or withdrawn.
"""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.in_memory import InMemoryOnly
from domain.people.grids import Grid, GridTree
from domain.tips.fact_requests import answer_due_on, read_question
from handlers.found import Acts
from handlers.tips.register import TipLook, answer, look
from handlers.wire.button_data import part_of
from handlers.wire.chat_traces import erase
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, TappedOn
from handlers.wire.screen import Event, live_window
from handlers.wire.speaking import speech_of
from locales.dates import day_name
from storage.tips.fact_requests import NewFactRequest
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.tips.asked_inspectors import may_answer
from usecases.tips.fact_letters import fact_request_letter
from usecases.tips.handling.register import CHANGED, OUTDATED, note_down
from usecases.tips.letters import TipOf
from windows.entries import ask_for_facts, open_tip, withdraw_facts
from windows.grid_marks import grid_mark
from windows.tips.facts import (
    TOP,
    ListedGrid,
    Places,
    ask_window,
    check_window,
    open_window,
    places_data,
    sure_window,
    where_window,
)
from windows.tips.register import tip_window
from windows.windows import Window

_TOP_LEVEL = 2
"""The grids that are listed first: the branches."""


@dataclass(frozen=True, slots=True, repr=False)
class WantedFact(InMemoryOnly, Question):
    """What the chat's live window asks for: a question about which tip to which grid, and what was typed so far.

    Never shows itself in a log, hence no repr.
    """

    number: str
    grid_code: str
    question: str = ""


async def list_grids(call: CallbackQuery, request: Request) -> None:
    """The branches, or a branch and its departments."""
    number, mark, page = part_of(call, 1), part_of(call, 2), part_of(call, 3)

    def work(uow: UnitOfWork) -> Window:
        seen = _may_ask(uow, request, number)
        if not (page.isascii() and page.isdecimal()):
            raise RefusalError(OUTDATED)
        return where_window(_places(uow, request, seen, mark), int(page), seen.speech)

    await answer(call, request, work)


async def choose_grid(call: CallbackQuery, request: Request) -> None:
    """A grid: its inspector is to be asked; one whom no message can reach can't be."""
    number, mark = part_of(call, 1), part_of(call, 2)
    wanted = await request.run(lambda uow: _wanted(uow, number, mark))
    if not await request.run(lambda uow: uow.tip_merges.concerns_inspector(number)):
        await _ask(call, request, wanted)
        return

    def work(uow: UnitOfWork) -> Window:
        seen = _may_ask(uow, request, number)
        grid, _told = _chosen(uow, request, seen, wanted.grid_code)
        return sure_window(number, grid, seen.speech)

    await answer(call, request, work)


async def ask_sure(call: CallbackQuery, request: Request) -> None:
    """确认不是: the tip concerns an inspector, and this handler has seen that it is not the one of this grid."""
    number, mark = part_of(call, 1), part_of(call, 2)
    await _ask(call, request, await request.run(lambda uow: _wanted(uow, number, mark)))


async def take_question(message: Message, request: Request, asked: WantedFact) -> None:
    """The question, or another wording of it: shown as it will be sent, and taken out of the chat."""
    try:
        question = read_question(message.text or "", asked.number)
    except RefusalError as refusal:
        speech = speech_of(request, await request.run(request.find_viewer))
        await _ask(message, request, asked, speech.text(refusal.key, **refusal.details))
        return
    before = live_window(request)
    if await _ask(message, request, replace(asked, question=question)):
        # An earlier wording stands in the window before.
        done = [message.message_id, *([] if before is None else [before])]
        await erase(message, request.chat_id, done)


async def send(call: CallbackQuery, request: Request) -> None:
    """发送: once, however often it is tapped."""
    number, mark = part_of(call, 1), part_of(call, 2)
    wanted = request.memory.get(WantedFact)

    def work(uow: UnitOfWork) -> Window:
        seen = _may_ask(uow, request, number)
        if wanted is None or not wanted.question or wanted.number != number:
            raise RefusalError(CHANGED, number=number)
        grid, told = _chosen(uow, request, seen, wanted.grid_code)
        asked_before = [(fact.grid_code, fact.question) for fact in uow.fact_requests.open_of(number)]
        if grid_mark(grid) != mark or (grid.code, wanted.question) in asked_before:
            raise RefusalError(CHANGED, number=number)
        due_on = answer_due_on(request.today, request.calendar(uow))
        new = NewFactRequest(number, grid.code, seen.viewer.person_id, request.today, due_on, wanted.question)
        request_id = uow.fact_requests.add(new)
        uow.outbox.add_once(fact_request_letter(request_id, person, request.now) for person in told)
        note_down(uow, request, seen, "tip-fact-asked")
        seen = look(uow, request, number)
        day = day_name(seen.speech, due_on)
        return tip_window(seen.view, seen.speech, seen.speech.text("facts-sent", grid=grid.name, day=day))

    if await answer(call, request, work):
        request.house.wake_outbox()


async def list_open(call: CallbackQuery, request: Request) -> None:
    """撤回协助核实: which one?"""
    number = part_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        seen = look(uow, request, number)
        asked = uow.fact_requests.open_of(number)
        if not asked:
            raise RefusalError(CHANGED, number=number)
        return open_window(number, asked, seen.speech)

    await answer(call, request, work)


async def withdraw(call: CallbackQuery, request: Request) -> None:
    """撤回: the question is erased, and the inspector sees it no more."""
    number, which = part_of(call, 1), part_of(call, 2)

    def work(uow: UnitOfWork) -> Window:
        seen = look(uow, request, number)
        asked = next((fact for fact in uow.fact_requests.open_of(number) if str(fact.id) == which), None)
        if asked is None:
            raise RefusalError(CHANGED, number=number)
        uow.fact_requests.end(asked.id, request.today, answered=False)
        note_down(uow, request, seen, "tip-fact-withdrawn")
        seen = look(uow, request, number)
        return tip_window(seen.view, seen.speech, seen.speech.text("facts-withdrawn", grid=asked.grid_name))

    await answer(call, request, work)


async def _ask(event: Event, request: Request, wanted: WantedFact, note: str = "") -> bool:
    """Show the window that asks for a question, or the one that shows it, and tell whether it may be asked."""

    def work(uow: UnitOfWork) -> Window:
        seen = _may_ask(uow, request, wanted.number)
        grid, _told = _chosen(uow, request, seen, wanted.grid_code)
        if wanted.question and not note:
            return check_window(wanted.number, grid, wanted.question, seen.speech)
        return ask_window(wanted.number, grid, seen.speech, note)

    if not await answer(event, request, work):
        return False
    # A question that was refused takes the place of the one before: what is not shown is not sent.
    request.memory.put(replace(wanted, question="") if note else wanted)
    return True


def _wanted(uow: UnitOfWork, number: str, mark: str) -> WantedFact:
    grid = _find_grid(uow.rosters.tree(), mark)
    return WantedFact(number, "" if grid is None else grid.code)


def _may_ask(uow: UnitOfWork, request: Request, number: str) -> TipLook:
    seen = look(uow, request, number)
    if seen.view.erased:
        raise RefusalError("tip-register-gone")
    return seen


def _chosen(uow: UnitOfWork, request: Request, seen: TipLook, grid_code: str) -> tuple[Grid, tuple[int, ...]]:
    """Return the grid and whom of it to ask. Raises RefusalError where there is no such grid, or nobody to ask."""
    tree, tip = uow.rosters.tree(), seen.view.tip
    if grid_code not in tree or tree.get(grid_code).level < _TOP_LEVEL:
        raise RefusalError(CHANGED, number=tip.number)
    told = may_answer(uow, TipOf(tip.number, tip.body), [grid_code], request.today).get(grid_code)
    if not told:
        raise RefusalError("facts-nobody-there")
    return tree.get(grid_code), told


def _places(uow: UnitOfWork, request: Request, seen: TipLook, mark: str) -> Places:
    tree, tip = uow.rosters.tree(), seen.view.tip
    if mark == TOP:
        listed, above, back = [grid for grid in tree if grid.level == _TOP_LEVEL], None, open_tip(tip.number)
    else:
        above = _find_grid(tree, mark)
        if above is None:
            raise RefusalError(CHANGED, number=tip.number)
        listed, back = [above, *tree.children(above.code)], _up(tree, above, tip.number)
    able = may_answer(uow, TipOf(tip.number, tip.body), (grid.code for grid in listed), request.today)
    places = [
        ListedGrid(grid, opens=grid != above and bool(tree.children(grid.code)), able=grid.code in able)
        for grid in listed
    ]
    return Places(tip.number, mark, back, places)


def _up(tree: GridTree, grid: Grid, number: str) -> str:
    parent = next((upper for upper in tree.path_up(grid.code) if upper.level >= _TOP_LEVEL), None)
    return places_data(number, TOP if parent is None else grid_mark(parent))


def _find_grid(tree: GridTree, mark: str) -> Grid | None:
    return next((grid for grid in tree if grid.level >= _TOP_LEVEL and grid_mark(grid) == mark), None)


ASKED_AT = 210
ACTS: Acts = {ActorStanding.TIPS: "facts-where facts-grid facts-sure facts-send facts-open facts-withdraw"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.ask_for_facts")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(take_question, NotACommand(), AskedFor(WantedFact))
    router.callback_query.register(list_grids, TappedOn(ask_for_facts("").partition(":")[0]))
    router.callback_query.register(choose_grid, TappedOn("facts-grid"))
    router.callback_query.register(ask_sure, TappedOn("facts-sure"))
    router.callback_query.register(send, TappedOn("facts-send"))
    router.callback_query.register(list_open, TappedOn(withdraw_facts("").rstrip(":")))
    router.callback_query.register(withdraw, TappedOn("facts-withdraw"))
    return router
