"""The papers of an entry as buttons, and what is said below the file."""

from collections.abc import Sequence

from domain.registers.entries import EntryMove
from locales import Speech
from registers.language import Register
from usecases.registers.papers import EntryPaperAsked, papers_of
from windows.entries import open_entry
from windows.windows import Attachment, Button, Window

PAPER = "entry-paper"


def paper_buttons(
    register: Register, entry_id: int, history: Sequence[EntryMove], speech: Speech
) -> list[Button]:
    """Return a button for each paper of an entry with this history."""
    return [
        Button(speech.label(f"registers-paper-{paper.id}"), f"{PAPER}:{entry_id}:{paper.id}")
        for paper in papers_of(register, history)
    ]


def paper_window(asked: EntryPaperAsked, content: bytes, entry_id: int, speech: Speech) -> Window:
    """Return the paper as a file, and below it the way back to the entry."""
    name = speech.label(f"registers-paper-{asked.paper.id}-name", number=asked.named)
    said = speech.text("registers-paper-below", name=name)
    back = Button(speech.label("report-back"), open_entry(entry_id))
    return Window(said, [[back]], [Attachment(f"{name}.docx", content)])
