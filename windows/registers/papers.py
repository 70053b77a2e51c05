"""The papers of an entry as buttons, and what is said below the file."""

from collections.abc import Sequence

from domain.people.people import Viewer
from domain.registers.entries import EntryMove
from locales import Speech
from registers.language import Register
from usecases.registers.papers import EntryPaperAsked, RegisterPaperAsked, papers_of, register_papers
from windows.entries import open_entry, open_register
from windows.windows import Attachment, Button, Window

PAPER, REGISTER_PAPER = "entry-paper", "register-paper"


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
