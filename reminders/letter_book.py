"""Every kind of letter with its words: a letter is put into words when it is delivered, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from locales import Speech
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.unit_of_work import UnitOfWork
from windows.windows import Window

if TYPE_CHECKING:
    from reminders.desk import Desk

Words = Window | Callable[[], Window | None] | None
"""None: there is nothing left to say. A function: slow, to be called off the loop."""
Wording = Callable[[UnitOfWork, "Desk", Letter, Speech, date], Words]
"""Puts a letter into words on a day (Shanghai), from what is true then."""
Letters = Mapping[LetterKind, Wording]
"""The letters that a module puts into words."""


class LetterBook:
    """The kinds of letters by their ids, and their wordings."""

    def __init__(self, letters: Letters) -> None:
        """Hold `letters`."""
        self.kinds = {kind.id: kind for kind in letters}
        self.wordings = {kind.id: wording for kind, wording in letters.items()}

    def kind(self, kind_id: str) -> LetterKind:
        """Return the kind; one that nobody declares, a newer version's, leaves no trace: it may be about a tip."""
        return self.kinds.get(kind_id) or LetterKind(id=kind_id, life=timedelta(0), trace=Trace.NONE)

    def leaves_trace(self, kind_id: str) -> bool:
        """Tell whether a row, or a line in the log, may tell when such a letter went."""
        return self.kind(kind_id).trace is not Trace.NONE

    @property
    def traced(self) -> frozenset[str]:
        """The ids of the kinds that leave a trace."""
        return frozenset(kind_id for kind_id in self.kinds if self.leaves_trace(kind_id))

    @property
    def told(self) -> frozenset[str]:
        """The ids of the kinds of which figures may be given: none that a tip brings about, nor a phone bound anew."""
        return frozenset(kind.id for kind in self.kinds.values() if kind.trace is Trace.TOLD)

    @property
    def stale(self) -> frozenset[str]:
        """The ids of the kinds that are skipped and listed after having waited for days."""
        return frozenset(kind.id for kind in self.kinds.values() if kind.grows_stale)

    @property
    def reminding(self) -> frozenset[str]:
        """The ids of the kinds that remind of what is owed."""
        return frozenset(kind.id for kind in self.kinds.values() if kind.reminding)
