"""What an installation says of its hospital: from config.toml once, from then on as it is set in the chat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from storage.unit_of_work import UnitOfWork

PREFIX: Final = "hospital:"
"""How the keys of facts begin in the table of settings, and in the record of changes."""
TAKEN: Final = "hospital-taken:"
"""How the keys begin of what config.toml said when it was taken over."""


class Fact(StrEnum):
    """What is kept, by its key."""

    NAME = "name"
    GREETING = "greeting"
    LETTERS_TO = "letters_to"
    SIGN = "sign"


Facts = Mapping[Fact, str]
"""A fact that is not there is the empty text."""


@dataclass(slots=True)
class LiveFacts:
    """The facts as they are now; read anew with every tick, and by whoever changes one.

    `configured` is what config.toml says, which counts only for what the database does not have.
    """

    configured: Facts = field(default_factory=dict)
    _known: Facts = field(default_factory=dict)

    def read(self, uow: UnitOfWork) -> None:
        """Take in what the table has."""
        self._known = facts_in(uow)

    def __getitem__(self, fact: Fact) -> str:
        """Return a fact, empty where there is none."""
        return {**self.configured, **self._known}.get(fact, "")


def facts_in(uow: UnitOfWork) -> dict[Fact, str]:
    """Return the facts that the database has, which may be fewer than there are."""
    kept = uow.settings.beginning(PREFIX)
    return {fact: kept[fact] for fact in Fact if fact in kept}


def take_over(uow: UnitOfWork, configured: Facts) -> None:
    """Keep what config.toml says of facts of which nothing is kept yet; later edits there count no more."""
    known = facts_in(uow)
    for fact, value in configured.items():
        if value and fact not in known:
            uow.settings.put(f"{PREFIX}{fact}", value)
            uow.settings.put(f"{TAKEN}{fact}", value)


def edited_since(uow: UnitOfWork, configured: Facts) -> list[Fact]:
    """Return the facts that config.toml has otherwise than when it was taken over: edits that count for nothing.

    One that says what is in force anyway is none.
    """
    known, taken = facts_in(uow), uow.settings.beginning(TAKEN)
    return [
        fact
        for fact, value in configured.items()
        if fact in known and value not in {known[fact], taken.get(fact, "")}
    ]
