"""What every reminder is given, and the port through which messages leave."""

from asyncio import Lock
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from locales import Words
from reminders.last_tick import LastTick
from reminders.letter_book import LetterBook
from storage.leases.right import Right
from storage.leases.rules import LeaseRole
from storage.unit_of_work import UnitOfWork
from usecases.site import OnSite
from windows.windows import Button, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(OnSite):
    """Everything that reminders share. `keep_closed_days` is how long a closed tip is kept before it is erased."""

    words: Words
    keep_closed_days: int
    letters: LetterBook
    last_tick: LastTick = field(default_factory=LastTick)
    ticking: Lock = field(default_factory=Lock)
    """Held by the tick that goes on: another waits for it to end."""
    to_tick: Right = field(default_factory=lambda: Right(LeaseRole.TICK))
    """Compared in every transaction of the tick: of several processes one prepares what the clock asks for."""
    to_deliver: Right = field(default_factory=lambda: Right(LeaseRole.DELIVER))
    """Compared in every transaction of the delivery."""


Batch = Callable[[UnitOfWork], int]
"""A part of what a step has to do, a transaction of its own; returns how much of it was new."""


@dataclass(frozen=True, slots=True)
class InBatches:
    """A step that may have much to do, and lets other people's work in between.

    `find` reads, beside what others write, what there is to do at a moment, and returns it in batches. Each of them
    looks again at what may have changed since, in its own transaction; what a kill leaves undone is found anew.
    """

    find: Callable[[UnitOfWork, "Desk", datetime], Sequence[Batch]]

    def __call__(self, uow: UnitOfWork, desk: "Desk", now: datetime) -> int:
        """Do all of it at once, in one transaction; return how much was new."""
        return sum(batch(uow) for batch in self.find(uow, desk, now))


Step = Callable[[UnitOfWork, Desk, datetime], object] | InBatches
"""What a tick does at a moment (aware), in a transaction; what it returns is for whoever calls it alone."""
Steps = Mapping[int, Step]
"""The steps of a module by their place in the tick."""


class Sender(Protocol):
    """Delivers a window to a chat."""

    async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
        """Send and return Telegram's message id of what holds the buttons.

        `left` is called as soon as the request of that message has left the process whole. Raises one of the
        DeliveryErrors below and nothing else.
        """

    async def send_to_topic(
        self, chat_id: int, thread_id: int, window: Window, left: Callable[[], None] | None = None
    ) -> int:
        """Do the same into a topic of a forum; beside it where the topic is gone or closed."""

    async def put_buttons(self, chat_id: int, message_id: int, rows: Sequence[Sequence[Button]]) -> None:
        """Give a message sent before these buttons, none for no rows; raises as `send`."""


class DeliveryError(Exception):
    """A message was not delivered, or perhaps not."""


class RefusedError(DeliveryError):
    """Telegram will never deliver it: blocked, deactivated, no such chat."""


class MovedError(RefusedError):
    """The group has become the supergroup `chat_id`: that is where it can be delivered."""

    def __init__(self, chat_id: int) -> None:
        """Send to `chat_id` instead."""
        super().__init__("the group has moved")
        self.chat_id = chat_id


class UnavailableError(DeliveryError):
    """Nothing was sent: a server error, or too many requests. `retry_after_s` is Telegram's word."""

    def __init__(self, retry_after_s: float | None = None) -> None:
        """Try again, after `retry_after_s` if Telegram said so."""
        super().__init__("not delivered")
        self.retry_after_s = retry_after_s


class UnconnectedError(DeliveryError):
    """Nothing reached Telegram, or nobody there knows us: no fault of the letter's, and no try."""


class AnswerLostError(DeliveryError):
    """The request went out and no answer came: it may have been delivered."""


class RejectedError(DeliveryError):
    """Telegram calls the message itself wrong: a fault of ours."""
