"""提意见建议: an inspector's opinions and suggestions to level 1, and what became of them (docs/domain.md section 6).

Until it is sent a suggestion is in memory alone.
"""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.materials.suggestions import read_words
from domain.people.people import Viewer
from handlers.found import Acts, Menu, MenuEntry
from handlers.wire.button_data import number_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.pieces import whole_text
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from storage.materials.suggestions import NewSuggestion
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from windows.entries import SUGGEST, my_suggestions
from windows.materials.suggestions import LISTED, ask_window, check_window, mine_one_window, mine_window
from windows.windows import Window


@dataclass(frozen=True, slots=True)
class AskedSuggestion(Question):
    """A suggestion, or another wording of `words`: those are typed and not sent, empty before any were."""

    words: str = ""


async def ask(call: CallbackQuery, request: Request) -> None:
    """提意见建议, from the menu."""
    await _ask(call, request)


async def take(message: Message, request: Request, asked: AskedSuggestion) -> None:
    """The words typed: shown once before they are sent. Typed again, they take the place of the earlier."""
    try:
        words = read_words(whole_text(message, request))
    except RefusalError as refusal:
        speech = speech_of(request, await request.run(request.find_viewer))
        await _ask(message, request, speech.text(refusal.key, **refusal.details))
        return
    window = await request.run(lambda uow: check_window(words, speech_of(request, _suggester(uow, request))))
    await show(message, request, window)
    request.memory.put(replace(asked, words=words))


async def send(call: CallbackQuery, request: Request) -> None:
    """提交: once; a second tap finds it in the list."""
    asked = request.memory.get(AskedSuggestion) or AskedSuggestion()

    def work(uow: UnitOfWork) -> Window:
        viewer = _suggester(uow, request)
        speech = speech_of(request, viewer)
        if not asked.words:
            return _mine(uow, request, viewer, 0)
        uow.suggestions.add(NewSuggestion(viewer.inspected[0], viewer.person_id, asked.words, request.now))
        return _mine(uow, request, viewer, 0, speech.text("suggestion-sent"))

    with request.memory.taken(AskedSuggestion):
        window = await request.run(work)
    await show(call, request, window)


async def list_mine(call: CallbackQuery, request: Request) -> None:
    """我的意见建议."""
    page = number_of(call, 1)
    await show(call, request, await request.run(lambda uow: _mine(uow, request, request.viewer(uow), page)))


async def open_mine(call: CallbackQuery, request: Request) -> None:
    """One of them, with its answer."""
    suggestion_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer = request.viewer(uow)
        found = uow.suggestions.find_for(viewer.person_id, viewer.inspected, suggestion_id)
        if found is None:
            raise RefusalError("access-old-button")
        return mine_one_window(found, speech_of(request, viewer))

    await show(call, request, await request.run(work))


async def _ask(event: Event, request: Request, note: str = "") -> None:
    def work(uow: UnitOfWork) -> Window:
        viewer = _suggester(uow, request)
        made = uow.suggestions.count_of_reader(viewer.person_id, viewer.inspected)
        return ask_window(made, speech_of(request, viewer), note)

    await show(event, request, await request.run(work))
    request.memory.put(AskedSuggestion())


def _suggester(uow: UnitOfWork, request: Request) -> Viewer:
    viewer = request.viewer(uow)
    if not viewer.inspected:
        raise RefusalError("access-not-inspector")
    return viewer


def _mine(uow: UnitOfWork, request: Request, viewer: Viewer, page: int, note: str = "") -> Window:
    reader = (viewer.person_id, viewer.inspected)
    found = uow.suggestions.of_reader(*reader, LISTED, page * LISTED)
    count = uow.suggestions.count_of_reader(*reader)
    return mine_window(found, page, count, speech_of(request, viewer), note)


ASKED_AT = 230
ACTS: Acts = {
    ActorStanding.BOUND: "suggest-mine suggest-one",
    ActorStanding.INSPECTOR: "suggest suggest-yes",
}
MENU: Menu = {612: MenuEntry(SUGGEST)}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="materials.suggest")
    router.message.filter(InPrivate())
    router.message.register(take, NotACommand(), AskedFor(AskedSuggestion))
    router.callback_query.register(ask, Tapped(SUGGEST))
    router.callback_query.register(send, Tapped(f"{SUGGEST}-yes"))
    router.callback_query.register(list_mine, TappedOn(my_suggestions().partition(":")[0]))
    router.callback_query.register(open_mine, TappedOn("suggest-one"))
    return router
