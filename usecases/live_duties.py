"""The duties of an installation as they are now: those of config.toml, and those made at run time."""

from collections.abc import Iterator, Mapping

from domain.duties.duties import Duty
from storage.unit_of_work import UnitOfWork


class LiveDuties(Mapping[str, Duty]):
    """All duties by id; read anew from the table with every tick, and by whoever changes it.

    What was read takes the place of what was known before as a whole: whoever goes through it meanwhile goes on with
    what it was. A duty is never missing that was there before, since one that has ended is still shown.
    """

    def __init__(self, configured: Mapping[str, Duty]) -> None:
        """Begin with the duties of config.toml alone."""
        self.configured = configured
        self._known = dict(configured)

    def read(self, uow: UnitOfWork) -> None:
        """Take in what the table has."""
        self._known = {**uow.made_duties.duties(), **self.configured}

    def __getitem__(self, duty_id: str) -> Duty:
        """Return the duty; KeyError for an id that there is not."""
        return self._known[duty_id]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids: first those of config.toml."""
        return iter({**self.configured, **self._known})

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._known)
