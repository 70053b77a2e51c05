"""What is asked of an entry, put in front of whoever is acting; what they type then is taken for its answer."""

from dataclasses import dataclass

from domain.errors import RefusalError
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.registers.ask import EntryPage
from usecases.registers.shown import show_entry
from windows.registers.asking import page_window
from windows.registers.entry import entry_window
from windows.registers.names import done_line
from windows.windows import Window


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


async def show_newest(
    event: Event, request: Request, entry_id: int, refusal: RefusalError, number: int | None = None
) -> None:
    """Show the entry as it stands where it was moved on since its window was shown; else raise the refusal.

    `number` is the move that was tapped: where whoever tapped has just made it themselves, that is said, once more.
    """
    if refusal.key != "registers-moved-meanwhile":
        raise refusal

    def work(uow: UnitOfWork) -> Window:
        shown = show_entry(uow, request, entry_id)
        speech, last = speech_of(request, shown.viewer), shown.history[-1]
        moves = shown.register.moves
        tapped = moves[number] if number is not None and number < len(moves) else None
        if tapped is not None and (last.person_id, last.move_id) == (shown.viewer.person_id, tapped.id):
            said = done_line(shown, tapped, speech)
        else:
            said = speech.text("registers-newest")
        return entry_window(shown, request.today, speech, said=said)

    await show(event, request, await request.run(work))
