"""A register's list as a file (导出): what its file declares, of what the chat's list is narrowed to."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import RefusalError
from domain.people.people import Viewer
from registers.language import PrintedList, Register
from reports.registers.lists import ListAsked, list_file
from reports.registers.printed import PrintedEntry
from storage.audit import AuditEntry, subject_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.charts import flow_charts
from usecases.registers.keep import body_of_entries
from usecases.registers.lists.filters import filters_of
from usecases.registers.lists.listing import filter_of, narrowed, sees_all
from usecases.registers.printing import printed_entries
from usecases.registers.shown import register_of


@dataclass(frozen=True, slots=True)
class ExportedList:
    """A list to be drawn, of `entries`; only those in its own states stand in it."""

    asked: ListAsked
    entries: Sequence[PrintedEntry]

    @property
    def count(self) -> int:
        """How many entries stand in it."""
        states = self.asked.printed.states
        return sum(not states or entry.state in states for entry in self.entries)

    def draw(self) -> tuple[bytes, str]:
        """Return the file and its ending; it takes its time."""
        return list_file(self.asked, self.entries)


def printable(uow: UnitOfWork, request: Request, register_id: str) -> tuple[Viewer, Register]:
    """Return who is acting and the register; raises RefusalError (registers-not-yours) for who does not see it all."""
    viewer, register = request.viewer(uow), register_of(request, register_id)
    if not sees_all(register, viewer):
        raise RefusalError("registers-not-yours")
    return viewer, register


def list_numbered(register: Register, number: int) -> PrintedList:
    """Return the list of that number (from 0) of the register's file; raises RefusalError (access-old-button)."""
    if number >= len(register.lists):
        raise RefusalError("access-old-button")
    return register.lists[number]


def read_list(uow: UnitOfWork, request: Request, register_id: str, number: int) -> ExportedList:
    """Return what is to be printed; it reads for long. Raises as `printable` and `list_numbered`."""
    viewer, register = printable(uow, request, register_id)
    printed = list_numbered(register, number)
    wanted = narrowed(uow, filters_of(request, register), filter_of(uow, viewer, register))
    library = request.house.registers
    found = list(uow.entries.all_of(wanted))
    entries = printed_entries(uow, library, found)
    unit = uow.rosters.known([wanted.unit_code]).get(wanted.unit_code)
    name = unit.name if unit is not None else request.house.hospital_name
    states = printed.states
    charted = [entry for entry in found if not states or entry.standing.state in states]
    charts = flow_charts(uow, register, charted) if printed.flow_charts else []
    return ExportedList(ListAsked(library, register, printed, name, request.today, charts), entries)


def note_export(uow: UnitOfWork, request: Request, register_id: str, number: int) -> None:
    """Note that whoever is acting had this list; raises as `read_list`."""
    viewer, register = printable(uow, request, register_id)
    subject = subject_of(register.id, list_numbered(register, number).id)
    chain = body_of_entries(register)
    uow.audit.add(AuditEntry(request.now, viewer.person_id, "entries_exported", subject, chain))
