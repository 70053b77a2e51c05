"""What an update may do only while it has the turn of its chat over all processes, and once (docs/processes.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from storage.shared.update_turns import TurnLostError
from storage.unit_of_work import UnitOfWork
from storage.written import Kept, Writes


@dataclass(frozen=True, slots=True)
class HeldTurn:
    """The turn under which an update is handled where there are several processes."""

    check: Callable[[], None]
    """Raises TurnLostError once another process may be handling this chat."""
    mark: bytes
    """Stands for the update in the database; nobody can tell which it was."""
    handled: str
    """The key in Redis by which it is known that the update was handled."""
    was_tried: bool
    """Whether it has been sent before, and is not known to be handled."""

    def seal(self, uow: UnitOfWork, before: Writes, day: date) -> None:
        """End the work in `uow`: what it did is kept if the turn is ours and the update did nothing elsewhere.

        `before` is what it committed here, `day` the day in Shanghai. Answers to a form need no mark: their draft
        knows the update. Raises TurnLostError.
        """
        self.check()
        if uow.writes.kept is not Kept.ACT or before.kept is Kept.ACT:
            return
        if not uow.handled_updates.add(self.mark, day):
            raise TurnLostError
