"""The duties of an installation as they are now: those that the office has set, and those made at run time."""

from collections.abc import Iterator, Mapping

from domain.duties.duties import Duty
from storage.unit_of_work import UnitOfWork


class LiveDuties(Mapping[str, Duty]):
    """All duties by id; read anew from the tables with every tick, and by whoever changes one.

    What was read takes the place of what was known before as a whole: whoever goes through it meanwhile goes on with
    what it was. A duty is never missing that was there before, since one that was put off or has ended is still shown.
    """

    def __init__(self, configured: Mapping[str, Duty]) -> None:
        """Begin with the duties of config.toml, which count until they have been taken over."""
        self._configured = configured
        self._known = dict(configured)

    def read(self, uow: UnitOfWork) -> None:
        """Take in what the tables have."""
        self._known = {**(uow.set_duties.duties() or self._configured), **uow.made_duties.duties()}

    def __getitem__(self, duty_id: str) -> Duty:
        """Return the duty; KeyError for an id that there is not."""
        return self._known[duty_id]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids: first those that are set, by id, then those that were made."""
        return iter(self._known)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._known)
