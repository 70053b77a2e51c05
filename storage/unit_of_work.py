"""One transaction and the repositories that work in it."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection

from storage.audit import Audit
from storage.drafts import Drafts
from storage.duty_items import DutyItems
from storage.invites import Invites
from storage.outbox import Outbox
from storage.people import People
from storage.rosters import Rosters
from storage.settings import Settings
from storage.submissions import Submissions
from storage.tip_threads import TipThreads
from storage.tips import Tips

T = TypeVar("T")


class UnitOfWork:
    """What one piece of work sees and changes; the Database commits it or rolls it back."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def attempt(self, part: Callable[[], T]) -> T:
        """Do a part of the work and return what it returns; should it raise, what it did is undone, nothing else."""
        with self._connection.begin_nested():
            return part()

    @cached_property
    def audit(self) -> Audit:
        """Who did what."""
        return Audit(self._connection)

    @cached_property
    def drafts(self) -> Drafts:
        """Reports being filled in."""
        return Drafts(self._connection)

    @cached_property
    def duty_items(self) -> DutyItems:
        """What each grid owes."""
        return DutyItems(self._connection)

    @cached_property
    def invites(self) -> Invites:
        """One-time codes that bind a phone."""
        return Invites(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """Messages on their way."""
        return Outbox(self._connection)

    @cached_property
    def people(self) -> People:
        """Officials, their appointments and their phones."""
        return People(self._connection)

    @cached_property
    def rosters(self) -> Rosters:
        """The roster as a whole."""
        return Rosters(self._connection)

    @cached_property
    def settings(self) -> Settings:
        """Small facts about this installation."""
        return Settings(self._connection)

    @cached_property
    def submissions(self) -> Submissions:
        """Reports filed, with their revisions."""
        return Submissions(self._connection)

    @cached_property
    def tips(self) -> Tips:
        """Tips, sealed."""
        return Tips(self._connection)

    @cached_property
    def tip_threads(self) -> TipThreads:
        """What follows a tip."""
        return TipThreads(self._connection)
