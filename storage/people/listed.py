"""People as they are listed and written to."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BoundPhone:
    """The chat of a bound person; `reachable` is False once Telegram refused a message."""

    person_id: int
    telegram_id: int
    language: str
    reachable: bool
    snoozed_until: datetime | None
    bound_at: datetime


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person as the office lists it: to invite, to search, to see who is bound."""

    person_id: int
    staff_number: str
    name: str
    post: str
    grid_name: str
    bound: bool


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A person whom Telegram does not let us write to, since when (aware)."""

    person_id: int
    name: str
    grid_code: str
    grid_name: str
    since: datetime
