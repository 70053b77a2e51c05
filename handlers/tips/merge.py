"""并案: merge a repeated tip into another of the same body, and undo it (docs/domain.md section 4, "Handling").

The tip to merge into is chosen or its number typed; it is asked once, with both numbers shown.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.button_numbers import read_number
from domain.errors import RefusalError
from domain.tips.merging import (
    Mergeable,
    check_merge,
    check_mergeable,
    state_when_separated,
    steps_when_merged,
)
from domain.tips.tips import TipAct
from handlers.found import Acts
from handlers.tips.register import TipLook, answer, look
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, TappedOn
from handlers.wire.screen import Event
from handlers.wire.speaking import speech_of
from storage.tips.threads import TipStep
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.tips.handling.register import CHANGED
from usecases.tips.merge_letters import (
    MergePair,
    check_others_see,
    merged_letters,
    post,
    separated_letters,
    sight_of_both,
)
from usecases.tips.view import TipView
from windows.page_turns import ListPage
from windows.tips.merge import (
    A_PAGE,
    candidates_window,
    merged_window,
    sure_to_merge_window,
    sure_to_separate_window,
)
from windows.tips.register import tip_window
from windows.windows import Window

_NUMBER = re.compile(r"Z?[0-9]{4}-[0-9]{3,9}")


@dataclass(frozen=True, slots=True)
class AskedMain(Question):
    """The number of the tip into which this one is to be merged, as of its `version`-th step."""

    number: str
    version: int


class ChosenMain(NamedTuple):
    """Which tip, as it was after `version` steps, is to be merged into which."""

    number: str
    version: int
    main: str


async def choose(call: CallbackQuery, request: Request) -> None:
    """并入另一件: the newest that it can be merged into, or a page of the earlier ones."""
    _entry, number, version, page = _parts(call, 4)
    await _ask(call, request, AskedMain(number, read_number(version)), read_number(page or "0"))


async def take_number(message: Message, request: Request, asked: AskedMain) -> None:
    """The number, typed, or something that is none."""
    typed = "".join(normalize("NFKC", message.text or "").split()).upper()
    main = typed if _NUMBER.fullmatch(typed) else ""
    try:
        await _sure(message, request, ChosenMain(asked.number, asked.version, main))
    except RefusalError as refusal:
        speech = speech_of(request, await request.run(request.find_viewer))
        await _ask(message, request, asked, 0, speech.text(refusal.key, **refusal.details))


async def ask_sure(call: CallbackQuery, request: Request) -> None:
    """One of the list: it is asked once, with both numbers."""
    _entry, number, version, main = _parts(call, 4)
    await _sure(call, request, ChosenMain(number, read_number(version), main))


async def merge(call: CallbackQuery, request: Request) -> None:
    """确定并案."""
    _entry, number, version, main = _parts(call, 4)

    def work(uow: UnitOfWork) -> Window:
        seen, into = _both(uow, request, ChosenMain(number, read_number(version), main))
        _viewer, reader = request.tip_handler(uow)
        sight = sight_of_both(uow, reader, request.now, MergePair(number, main))
        for act in steps_when_merged(_mergeable(seen.view), _mergeable(into.view)):
            way = main if act is TipAct.MERGED else None
            uow.tip_threads.add_step(number, TipStep(act, request.today, seen.viewer.person_id, way))
        uow.tip_merges.merge(number, main, into.view.tip.state)
        post(uow, merged_letters(sight, reader, request.now, MergePair(number, main)))
        return _noted(uow, request, MergePair(number, main), "tip-merged")

    if await answer(call, request, work):
        request.house.wake_outbox()


async def ask_separate(call: CallbackQuery, request: Request) -> None:
    """取消并案 is asked once."""
    _entry, number, version = _parts(call, 3)

    def work(uow: UnitOfWork) -> Window:
        seen = _look(uow, request, number, read_number(version))
        state_when_separated(_mergeable(seen.view))
        return sure_to_separate_window(seen.view, seen.speech)

    await answer(call, request, work)


async def separate(call: CallbackQuery, request: Request) -> None:
    """确定取消: the tip is on its own again."""
    _entry, number, version = _parts(call, 3)

    def work(uow: UnitOfWork) -> Window:
        seen = _look(uow, request, number, read_number(version))
        state = state_when_separated(_mergeable(seen.view))
        main = seen.view.tip.merged_into or ""
        uow.tip_threads.add_step(number, TipStep(TipAct.SEPARATED, request.today, seen.viewer.person_id))
        _viewer, reader = request.tip_handler(uow)
        sight = sight_of_both(uow, reader, request.now, MergePair(number, main))
        uow.tip_merges.separate(number, state)
        post(uow, separated_letters(sight, reader, request.now, MergePair(number, main)))
        return _noted(uow, request, MergePair(number, main), "tip-separated")

    if await answer(call, request, work):
        request.house.wake_outbox()


async def list_merged(call: CallbackQuery, request: Request) -> None:
    """并入的线索: each can be opened."""
    _entry, number, page = _parts(call, 3)

    def work(uow: UnitOfWork) -> Window:
        seen = look(uow, request, number)
        _viewer, reader = request.tip_handler(uow)
        first = read_number(page) * A_PAGE
        found = [uow.tips.find(reader, merged) for merged in seen.view.merged[first : first + A_PAGE]]
        if not found:
            raise RefusalError(CHANGED, number=number)
        shown = [tip for tip in found if tip is not None]
        return merged_window(number, shown, ListPage(read_number(page), len(seen.view.merged)), seen.speech)

    await answer(call, request, work)


async def _ask(event: Event, request: Request, asked: AskedMain, page: int, note: str = "") -> None:
    def work(uow: UnitOfWork) -> Window:
        seen = _look(uow, request, asked.number, asked.version)
        check_mergeable(_mergeable(seen.view))
        _viewer, reader = request.tip_handler(uow)
        count = uow.tip_merges.count_candidates(reader, seen.view.tip)
        shown = max(0, min(page, -(-count // A_PAGE) - 1))
        candidates = uow.tip_merges.candidates(reader, seen.view.tip, A_PAGE, shown * A_PAGE)
        return candidates_window(seen.view, candidates, ListPage(shown, count), seen.speech, note)

    if await answer(event, request, work):
        request.memory.put(asked)


async def _sure(event: Event, request: Request, chosen: ChosenMain) -> None:
    def work(uow: UnitOfWork) -> Window:
        seen, into = _both(uow, request, chosen)
        return sure_to_merge_window(seen.view, into.view.number, seen.speech)

    await answer(event, request, work)


def _both(uow: UnitOfWork, request: Request, chosen: ChosenMain) -> tuple[TipLook, TipLook]:
    """Return the tip and the one to merge it into; raises RefusalError where that may not be."""
    number, version, main = chosen
    seen = _look(uow, request, number, version)
    _viewer, reader = request.tip_handler(uow)
    if uow.tips.find(reader, main) is None:
        # Another body's, one recused from and one that never was are told apart by nothing.
        raise RefusalError("tip-merging-unknown")
    into = look(uow, request, main)
    check_merge(_mergeable(seen.view), _mergeable(into.view))
    check_others_see(sight_of_both(uow, reader, request.now, MergePair(number, main)), reader.person_id)
    return seen, into


def _look(uow: UnitOfWork, request: Request, number: str, version: int) -> TipLook:
    seen = look(uow, request, number)
    if seen.view.version != version:
        raise RefusalError(CHANGED, number=number)
    return seen


def _noted(uow: UnitOfWork, request: Request, numbers: MergePair, act: str) -> Window:
    """Write `act` down of both tips and return the window of the first."""
    number, main = numbers
    look(uow, request, main, act)
    seen = look(uow, request, number, act)
    return tip_window(seen.view, seen.speech)


def _mergeable(view: TipView) -> Mergeable:
    tip = view.tip
    return Mergeable(
        number=tip.number,
        body=tip.body,
        state=tip.state,
        erased=view.erased,
        merged_into=tip.merged_into,
        merged=view.merged,
        acts=[step.act for step in view.steps],
    )


def _parts(call: CallbackQuery, count: int) -> list[str]:
    return ((call.data or "").split(":") + [""] * count)[:count]


ASKED_AT = 620
ACTS: Acts = {ActorStanding.TIPS: "merge merge-in merge-do separate separate-do merged"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="tips.merge")
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    router.message.register(take_number, NotACommand(), AskedFor(AskedMain))
    router.callback_query.register(choose, TappedOn("merge"))
    router.callback_query.register(ask_sure, TappedOn("merge-in"))
    router.callback_query.register(merge, TappedOn("merge-do"))
    router.callback_query.register(ask_separate, TappedOn("separate"))
    router.callback_query.register(separate, TappedOn("separate-do"))
    router.callback_query.register(list_merged, TappedOn("merged"))
    return router
