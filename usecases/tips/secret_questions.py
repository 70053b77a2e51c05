"""A handler of tips is asked for a secret: for what, and that it was so a moment ago. In memory alone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.in_memory import InMemoryOnly
from usecases.memory import Question, Remembered


class KeyWanted(StrEnum):
    """What a conversation about keys asks for, in Fluent keys `keys-ask-...` and the table of asked secrets."""

    RECIPIENT = "recipient"
    NEW = "new"
    AGAIN = "again"
    OPEN = "open"
    BACK = "back"
    """No secret: the file that a hand-over elsewhere has made."""
    LOCKED = "locked"
    """A key file that its owner has locked with a passphrase."""
    UNLOCKS = "unlocks"
    """The passphrase of that file."""


@dataclass(frozen=True, slots=True)
class AskedPassphrase(InMemoryOnly, Question):
    """The passphrase of the handler's key, to read the tip `number`; "": none."""

    number: str


@dataclass(frozen=True, slots=True)
class AskedKey(InMemoryOnly, Question):
    """Something about a handler's key."""

    what: KeyWanted


SecretQuestion = AskedPassphrase | AskedKey


@dataclass(frozen=True, slots=True)
class SecretAsked(InMemoryOnly, Remembered):
    """When the chat was last asked for a secret, and whether its live window still asks."""

    last_at: datetime
    waiting: bool
