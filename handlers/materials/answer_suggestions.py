"""意见建议: level 1 reads what was suggested and answers; whoever suggested it hears of it (docs/domain.md section 6).

Until it is sent an answer is in memory alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.materials.suggestions import read_words
from domain.people.people import Role
from handlers.found import Acts, AtMenu, Menu, MenuPart
from handlers.wire.button_data import number_of
from handlers.wire.filters import AskedFor, InPrivate, NotACommand, Tapped, TappedOn
from handlers.wire.pieces import whole_text
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.materials.suggestions import Suggestion
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.materials.suggestion_letters import answer_letters
from usecases.memory import Question
from windows.entries import SUGGESTIONS
from windows.materials.suggestions import (
    LISTED,
    answered_window,
    ask_answer_window,
    check_answer_window,
    one_window,
    waiting_window,
)
from windows.windows import Window

Draw = Callable[[Suggestion, Speech], Window]


@dataclass(frozen=True, slots=True)
class AskedSuggestionAnswer(Question):
    """The answer to a suggestion, or another wording of `words`: those are typed and not sent."""

    suggestion_id: int
    words: str = ""


async def open_list(call: CallbackQuery, request: Request) -> None:
    """意见建议 待答复; and its further pages."""
    page = number_of(call, 1) if call.data != SUGGESTIONS else 0
    await show(call, request, await request.run(lambda uow: _list_window(uow, request, page)))


async def list_answered(call: CallbackQuery, request: Request) -> None:
    """已答复."""
    page = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        viewer, unit_code = request.level_one(uow)
        found = uow.suggestions.answered(unit_code, LISTED, page * LISTED)
        count = uow.suggestions.count_answered(unit_code)
        return answered_window(found, page, count, speech_of(request, viewer))

    await show(call, request, await request.run(work))


async def open_one(call: CallbackQuery, request: Request) -> None:
    """One of them."""
    await _draw(call, request, number_of(call, 1), one_window)


async def ask_answer(call: CallbackQuery, request: Request) -> None:
    """答复, or 更正答复."""
    suggestion_id = number_of(call, 1)
    await _draw(call, request, suggestion_id, ask_answer_window)
    request.memory.put(AskedSuggestionAnswer(suggestion_id))


async def take(message: Message, request: Request, asked: AskedSuggestionAnswer) -> None:
    """The answer typed: shown once before it is sent. Typed again, it takes the place of the earlier."""
    suggestion_id = asked.suggestion_id
    try:
        words = read_words(whole_text(message, request))
    except RefusalError as refusal:
        key, details = refusal.key, refusal.details
        words = ""
        await _draw(
            message,
            request,
            suggestion_id,
            lambda suggestion, speech: ask_answer_window(suggestion, speech, speech.text(key, **details)),
        )
    else:
        await _draw(
            message,
            request,
            suggestion_id,
            lambda suggestion, speech: check_answer_window(suggestion, words, speech),
        )
    request.memory.put(AskedSuggestionAnswer(suggestion_id, words))


async def send(call: CallbackQuery, request: Request) -> None:
    """发送答复: once; a second tap finds it answered. The corrected answer is sent again."""
    suggestion_id = number_of(call, 1)
    typed = request.memory.get(AskedSuggestionAnswer) or AskedSuggestionAnswer(0)

    def work(uow: UnitOfWork) -> Window:
        speech, suggestion = _find(uow, request, suggestion_id)
        if typed.suggestion_id != suggestion_id or typed.words in ("", suggestion.answer):
            return one_window(suggestion, speech)
        viewer = request.viewer(uow)
        uow.suggestions.answer(suggestion.id, typed.words, viewer.person_id, request.now)
        told = _told(uow, request, suggestion)
        uow.outbox.add_once(answer_letters(request, suggestion.id, told))
        key = "suggestion-answered" if told else "suggestion-answered-nobody"
        return one_window(_find(uow, request, suggestion_id)[1], speech, speech.text(key))

    window = await request.run(work)
    request.house.wake_outbox()
    await show(call, request, window)


async def _draw(event: Event, request: Request, suggestion_id: int, draw: Draw) -> None:
    def work(uow: UnitOfWork) -> Window:
        speech, suggestion = _find(uow, request, suggestion_id)
        return draw(suggestion, speech)

    await show(event, request, await request.run(work))


def _find(uow: UnitOfWork, request: Request, suggestion_id: int) -> tuple[Speech, Suggestion]:
    """Return the words of whoever is acting and the suggestion; raises RefusalError for another unit's."""
    viewer, unit_code = request.level_one(uow)
    found = uow.suggestions.find(suggestion_id)
    if found is None or found.unit_code != unit_code:
        # A report was corrected and suggests nothing any more; or nobody was ever shown this button.
        raise RefusalError("suggestion-gone")
    return speech_of(request, viewer), found


def _told(uow: UnitOfWork, request: Request, suggestion: Suggestion) -> list[int]:
    """Return whom an answer is sent to: who suggested it, or, without a phone, who inspects the grid now."""
    if uow.people.reachable([suggestion.person_id]):
        return [suggestion.person_id]
    there = uow.holders.reached(request.today, [suggestion.grid_code])
    return list(there.get((suggestion.grid_code, Role.INSPECTOR), ()))


def _list_window(uow: UnitOfWork, request: Request, page: int) -> Window:
    viewer, unit_code = request.level_one(uow)
    found = uow.suggestions.waiting(unit_code, LISTED, page * LISTED)
    waiting, answered = uow.suggestions.count_waiting(unit_code), uow.suggestions.count_answered(unit_code)
    return waiting_window(found, page, waiting, answered, speech_of(request, viewer))


def way_in(at: AtMenu) -> MenuPart:
    """Return the menu's way to the suggestions, with how many wait for an answer; level 1's."""
    unit = at.viewer.unit_code
    if unit is None:
        return MenuPart()
    count = at.uow.suggestions.count_waiting(unit)
    key = "menu-suggestions-waiting" if count else ""
    return MenuPart(buttons=[at.button(SUGGESTIONS, key, count=count)])


ASKED_AT = 240
ACTS: Acts = {
    ActorStanding.LEVEL_ONE: "suggestions suggestions-done suggestion suggestion-answer suggestion-send",
}
MENU: Menu = {602: way_in}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="materials.answer_suggestions")
    router.message.filter(InPrivate())
    router.message.register(take, NotACommand(), AskedFor(AskedSuggestionAnswer))
    router.callback_query.register(open_list, Tapped(SUGGESTIONS))
    router.callback_query.register(open_list, TappedOn(SUGGESTIONS))
    router.callback_query.register(list_answered, TappedOn("suggestions-done"))
    router.callback_query.register(open_one, TappedOn("suggestion"))
    router.callback_query.register(ask_answer, TappedOn("suggestion-answer"))
    router.callback_query.register(send, TappedOn("suggestion-send"))
    return router
