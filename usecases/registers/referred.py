"""The entries to which a field of an entry may refer: those of its register that whoever answers may see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.errors import RefusalError
from domain.registers.entries import Entry
from forms.fields import Field
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.pages import EntryChoice
from usecases.registers.lists.listing import filter_of
from usecases.registers.shown import find_seen, register_of


@dataclass(frozen=True, slots=True)
class EntriesInSight:
    """Where whoever is acting looks for entries (usecases/questions/named_entries.py)."""

    uow: UnitOfWork
    request: Request

    def search(self, field: Field, words: str, limit: int, offset: int) -> tuple[Sequence[EntryChoice], int]:
        """Return some of the entries of their own unit, newest first, and how many there are at least."""
        register = register_of(self.request, field.register or "")
        wanted = filter_of(self.uow, self.request.viewer(self.uow), register)
        found = self.uow.entries.page(replace(wanted, words=words), limit + 1, offset)
        return [_choice(entry) for entry in found[:limit]], offset + len(found)

    def find(self, field: Field, entry_id: int) -> EntryChoice | None:
        """Return the entry of that id, if they may see it."""
        try:
            _viewer, found = find_seen(self.uow, self.request, entry_id)
        except RefusalError:
            return None
        return _choice(found.entry) if found.register.id == field.register else None


def _choice(entry: Entry) -> EntryChoice:
    return EntryChoice(entry.id, entry.number or "", entry.title)
