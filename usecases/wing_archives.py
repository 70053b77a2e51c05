"""What a file (廉情档案) holds that another wing knows of: told to the house where it is put together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.people.people import Viewer
from registers.library import RegisterLibrary
from reports.documents.archived_entries import ArchivedRegister
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesWanted:
    """Entries of a unit for the file of a grid or of a person, over `days` (the first and the last, both included).

    It is made on `today` (in Shanghai) for `viewer`: what they may not see is left out.
    """

    registers: RegisterLibrary
    unit_code: str
    days: tuple[date, date]
    today: date
    viewer: Viewer
    grid_code: str = ""
    person_id: int | None = None


Archivist = Callable[[UnitOfWork, EntriesWanted], list[ArchivedRegister]]
"""Reads them in a transaction: of each register that has any, in the order of the registers."""


def no_entries(uow: UnitOfWork, wanted: EntriesWanted) -> list[ArchivedRegister]:
    """Return none: of a house without registers."""
    del uow, wanted
    return []
