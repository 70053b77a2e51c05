"""The papers that an entry, or all of a register's entries, are printed as: which there are, and for whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.registers.entries import EntryMove
from forms.fields import Translated
from registers.language import Register
from reports.registers.entry_sheet import entry_sheet
from reports.registers.printed import PrintedEntry
from reports.registers.rectification import rectification_report
from reports.registers.warning_notice import warning_notice
from storage.audit import AuditEntry, subject_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.keep import body_of_entries, subject_of_entry
from usecases.registers.lists.filters import filters_of
from usecases.registers.lists.listing import filter_of, narrowed, sees_all
from usecases.registers.printing import printed_entries
from usecases.registers.shown import register_of, show_entry


@dataclass(frozen=True, slots=True)
class EntryPaper:
    """A paper of one entry, there once the entry has `reached` a state, for whoever may see the entry.

    `id` is how its words are called in locales/ ("registers-paper-notice"), and what its button carries; one that the
    register itself declares (`[[sheets]]`) has a `title` instead.
    """

    id: str
    register_id: str
    reached: tuple[str, ...]
    draw: Callable[[PrintedEntry, date], bytes]
    title: Translated | None = None


NOTICE = EntryPaper("notice", "warning", ("issued",), lambda entry, _on: warning_notice(entry))
PAPERS = (NOTICE,)


def papers_of(register: Register, history: Sequence[EntryMove]) -> list[EntryPaper]:
    """Return the papers of an entry of `register` with this history."""
    reached = {move.target for move in history}
    own = [
        EntryPaper(sheet.id, register.id, sheet.reached, partial(entry_sheet, register, sheet), sheet.title)
        for sheet in register.sheets
    ]
    shipped = [paper for paper in PAPERS if paper.register_id == register.id]
    return [paper for paper in (*shipped, *own) if not reached.isdisjoint(paper.reached)]


@dataclass(frozen=True, slots=True)
class EntryPaperAsked:
    """A paper to be drawn: whose, which, how its file is named (without what it is of), and how to draw it."""

    viewer: Viewer
    paper: EntryPaper
    named: str
    draw: Callable[[], bytes]


def ask_for_paper(uow: UnitOfWork, request: Request, entry_id: int, paper_id: str) -> EntryPaperAsked:
    """Return a paper of an entry that whoever is acting may see, and note that they had it.

    Raises RefusalError: access-old-button for a paper that is not there or not theirs, and as `show_entry`.
    """
    shown = show_entry(uow, request, entry_id)
    viewer, entry = shown.viewer, shown.entry
    there = papers_of(shown.register, shown.history)
    paper = next((paper for paper in there if paper.id == paper_id), None)
    if paper is None:
        raise RefusalError("access-old-button")
    (printed,) = printed_entries(uow, request.house.registers, [entry])
    subject, chain = subject_of_entry(entry), body_of_entries(shown.register)
    uow.audit.add(AuditEntry(request.now, viewer.person_id, "entry_paper", subject, chain))
    return EntryPaperAsked(
        viewer, paper, entry.number or str(entry.id), lambda: paper.draw(printed, request.today)
    )


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """A paper of all of a register's entries that its list shows, in the order of their opening; for level 1.

    `id` is how its words are called in locales/ ("registers-paper-report"), and what its button carries.
    """

    id: str
    register_id: str
    draw: Callable[[Sequence[PrintedEntry], str, date], bytes]


REGISTER_PAPERS = (RegisterPaper("report", "problem", rectification_report),)
MOST_PRINTED = 1_000
"""So many entries a paper of a register holds: of more the list is to be narrowed first."""


@dataclass(frozen=True, slots=True)
class RegisterPaperAsked:
    """A paper of a register to be drawn: for whom, which, of how many entries."""

    viewer: Viewer
    paper: RegisterPaper
    count: int
    draw: Callable[[], bytes]


def register_papers(register: Register, viewer: Viewer) -> list[RegisterPaper]:
    """Return the papers of a register that `viewer` may have."""
    if not sees_all(register, viewer) or viewer.unit_code is None:
        return []
    return [paper for paper in REGISTER_PAPERS if paper.register_id == register.id]


def ask_for_register_paper(
    uow: UnitOfWork, request: Request, register_id: str, paper_id: str
) -> RegisterPaperAsked:
    """Return a paper of what the register's list shows as it is narrowed now. Only reads, perhaps for long.

    Raises RefusalError: access-old-button for a paper that is not there or not theirs, registers-paper-many.
    """
    viewer, register = request.viewer(uow), register_of(request, register_id)
    paper = next((paper for paper in register_papers(register, viewer) if paper.id == paper_id), None)
    if paper is None:
        raise RefusalError("access-old-button")
    wanted = narrowed(uow, filters_of(request, register), filter_of(uow, viewer, register))
    entries = list(islice(uow.entries.all_of(wanted), MOST_PRINTED + 1))
    if len(entries) > MOST_PRINTED:
        raise RefusalError("registers-paper-many", most=MOST_PRINTED)
    printed = printed_entries(uow, request.house.registers, entries)
    unit = uow.rosters.known([wanted.unit_code])[wanted.unit_code].name
    return RegisterPaperAsked(viewer, paper, len(entries), lambda: paper.draw(printed, unit, request.today))


def note_register_paper(uow: UnitOfWork, request: Request, asked: RegisterPaperAsked) -> None:
    """Note in the audit log that they had it."""
    subject = subject_of(asked.paper.register_id, asked.paper.id)
    uow.audit.add(AuditEntry(request.now, asked.viewer.person_id, "register_paper", subject))
