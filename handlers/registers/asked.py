"""What is asked of an entry, put in front of whoever is acting; what they type then is taken for its answer."""

from dataclasses import dataclass

from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from usecases.house import Request
from usecases.memory import Question
from usecases.registers.ask import EntryPage
from windows.registers.asking import page_window


@dataclass(frozen=True, slots=True)
class AskedByEntry(Question):
    """The answer to the question at which the draft stands, in the table of drafts of entries."""


async def show_page(event: Event, request: Request, page: EntryPage) -> None:
    """Show where the draft stands, and remember that its answer is asked for."""
    speech = speech_of(request, page.viewer)
    toast = speech.label("access-old-button") if page.stale else ""
    await show(event, request, page_window(page, speech), toast=toast)
    if page.draft is not None:
        request.memory.put(AskedByEntry())
