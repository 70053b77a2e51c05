"""The papers of an entry as buttons, and what is said below the file."""

from collections.abc import Sequence

from domain.people.people import Viewer
from domain.registers.entries import EntryMove
from locales import Speech
from registers.language import Register
from usecases.registers.papers import (
    EntryPaper,
    EntryPaperAsked,
    RegisterPaperAsked,
    papers_of,
    register_papers,
)
from windows.entry_buttons import open_entry, open_register
from windows.windows import Attachment, Button, Window

PAPER, REGISTER_PAPER = "entry-paper", "register-paper"


def paper_buttons(
    register: Register, entry_id: int, history: Sequence[EntryMove], speech: Speech
) -> list[Button]:
    """Return a button for each paper of an entry with this history."""
    return [
        Button(_paper_label(paper, speech), f"{PAPER}:{entry_id}:{paper.id}")
        for paper in papers_of(register, history)
    ]


def _paper_label(paper: EntryPaper, speech: Speech) -> str:
    if paper.title is not None:
        return paper.title[speech.language]
    return speech.label(f"registers-paper-{paper.id}")


def paper_window(asked: EntryPaperAsked, content: bytes, entry_id: int, speech: Speech) -> Window:
    """Return the paper as a file, and below it the way back to the entry."""
    if asked.paper.title is not None:
        title = asked.paper.title[speech.language]
        name = speech.label("registers-sheet-name", title=title, number=asked.named)
    else:
        name = speech.label(f"registers-paper-{asked.paper.id}-name", number=asked.named)
    said = speech.text("registers-paper-below", name=name)
    back = Button(speech.label("report-back"), open_entry(entry_id))
    return Window(said, [[back]], [Attachment(f"{name}.docx", content)])


def register_paper_buttons(register: Register, viewer: Viewer, speech: Speech) -> list[Button]:
    """Return a button for each paper of a register that `viewer` may have."""
    return [
        Button(speech.label(f"registers-paper-{paper.id}"), f"{REGISTER_PAPER}:{register.id}:{paper.id}")
        for paper in register_papers(register, viewer)
    ]


def register_paper_window(asked: RegisterPaperAsked, content: bytes, speech: Speech) -> Window:
    """Return the paper as a file, and below it of how many entries it is."""
    name = speech.label(f"registers-paper-{asked.paper.id}")
    said = speech.text("registers-paper-of", name=name, count=asked.count)
    back = Button(speech.label("report-back"), open_register(asked.paper.register_id))
    return Window(said, [[back]], [Attachment(f"{name}.docx", content)])
