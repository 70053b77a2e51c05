"""The register of tips as one handler sees it in the chat: its windows, and what is said where a button is out of date.

What is done, usecases/tips/handling/register.py does.
"""

from collections.abc import Callable
from dataclasses import dataclass

from aiogram.types import Message

from domain.errors import RefusalError
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.handling import register
from usecases.tips.handling.register import CHANGED, OUTDATED, RegisterEntry, RegisterLook
from usecases.tips.news import news_for
from windows.page_turns import ListPage
from windows.tips.register import A_PAGE, MarkedTip, RegisterDoors, list_window, tip_window
from windows.windows import Window


@dataclass(frozen=True, slots=True)
class TipLook(RegisterLook):
    """A tip in front of one of its handlers, with their words."""

    speech: Speech


async def answer(event: Event, request: Request, work: Callable[[UnitOfWork], Window]) -> bool:
    """Do `work` and show its window; tell whether it was done.

    Where it refuses because the button is out of date, the tip or the list is shown as it is now, with a word why.
    """
    try:
        await show(event, request, await request.run(work))
    except RefusalError as refusal:
        if refusal.key not in {OUTDATED, CHANGED}:
            raise
        said, number = refusal, refusal.details.get("number")
    else:
        return True

    def now(uow: UnitOfWork) -> tuple[Window, Speech]:
        if number is None:
            viewer, _reader = request.tip_handler(uow)
            return register_page(uow, request, 0), speech_of(request, viewer)
        seen = look(uow, request, str(number), "tip-open")
        return tip_window(seen.view, seen.speech), seen.speech

    window, speech = await request.run(now)
    reason = speech.label(said.key, **said.details)
    if isinstance(event, Message):
        await show(event, request, Window(f"{window.text}\n\n{reason}", window.rows))
    else:
        await show(event, request, window, toast=reason)
    return False


def look(uow: UnitOfWork, request: Request, number: str, act: str | None = None) -> TipLook:
    """Return the tip `number` for whoever is acting, with their words; `act` and refusals as in the use case."""
    return spoken(request, register.look(uow, request, number, act))


def enter(uow: UnitOfWork, request: Request, entry: RegisterEntry) -> TipLook:
    """Enter a step and return the tip as it is then, with their words; refusals as in the use case."""
    return spoken(request, register.enter(uow, request, entry))


def spoken(request: Request, seen: RegisterLook) -> TipLook:
    """Return the tip with the words of whoever looks at it."""
    return TipLook(seen.viewer, seen.view, speech_of(request, seen.viewer))


def register_page(uow: UnitOfWork, request: Request, page: int, note: str = "") -> Window:
    """Return a page of what the reader may see, newest first; the last one for a page that is not there."""
    viewer, reader = request.tip_handler(uow)
    count = uow.tips.count(reader)
    page = max(0, min(page, -(-count // A_PAGE) - 1))
    tips = uow.tips.latest(reader, A_PAGE, page * A_PAGE)
    news = news_for(uow, request, reader, [tip.number for tip in tips])
    marked = [MarkedTip(tip, news[tip.number]) for tip in tips]
    doors = RegisterDoors(uow.old_clues.count(reader), request.house.serves_handlers)
    return list_window(marked, ListPage(page, count), speech_of(request, viewer), note, doors)
