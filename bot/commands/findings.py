"""What doctor finds: a sign, a sentence, and what to do about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from domain.errors import RefusalError
from locales import Argument


class Sign(StrEnum):
    """How it stands with one thing; the value is what is printed before the sentence."""

    GOOD = "✓"
    NOTE = "!"
    FAULT = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: its sign, and the Fluent key of the sentence with its arguments."""

    sign: Sign
    key: str
    details: dict[str, Argument] = field(default_factory=dict)


Check = Callable[[], Iterable[Finding]]


def good(key: str, **details: Argument) -> Finding:
    """Say that something is as it should be."""
    return Finding(Sign.GOOD, key, details)


def note(key: str, **details: Argument) -> Finding:
    """Say what should be looked at, though the bot works."""
    return Finding(Sign.NOTE, key, details)


def fault(key: str, **details: Argument) -> Finding:
    """Say what keeps the bot from working."""
    return Finding(Sign.FAULT, key, details)


def found_by(checks: Iterable[Check]) -> Iterator[Finding]:
    """Do the checks one by one; one that is refused is a fault, with the sentence of the refusal."""
    for check in checks:
        try:
            yield from check()
        except RefusalError as refusal:
            yield fault(refusal.key, **refusal.details)
