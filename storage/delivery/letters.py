"""A message on its way: what it is, where it stands, what became of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from typing import Any


class DeliveryState(StrEnum):
    """Where a message is. PERHAPS_SENT: the answer was lost, sending again might repeat it.

    LEAVING: its request is being handed over, of one letter at a time. LEFT: handed over, the answer is awaited.
    OUTDATED: sent, and its buttons are to be brought up to date.
    """

    WAITING = "waiting"
    LEAVING = "leaving"
    LEFT = "left"
    SENT = "sent"
    OUTDATED = "outdated"
    PERHAPS_SENT = "perhaps_sent"
    DROPPED = "dropped"
    REFUSED = "refused"
    FAILED = "failed"


ON_THE_WAY = (DeliveryState.WAITING, DeliveryState.LEAVING, DeliveryState.LEFT)
ARRIVED = (DeliveryState.SENT, DeliveryState.OUTDATED, DeliveryState.PERHAPS_SENT)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be said: a kind and its facts, put into words when it is delivered, from what is true then.

    To a person (whatever phone is bound by then) or to a chat. `urgent` ones go before all others and at any
    hour. The payload never holds words of a tip nor anything about who sent one.
    """

    unique_key: str
    kind: str
    payload: Mapping[str, Any]
    not_before_at: datetime
    expires_at: datetime
    person_id: int | None = None
    chat_id: int | None = None
    urgent: bool = False
    id: int = 0
    tries: int = 0
    counted: bool = False
    """Whether its id goes on from the last one's. Of what a tip brings about it is drawn, and counts nothing."""


class Trace(Enum):
    """What may stay behind of a letter. None is taken for granted: whoever declares a kind says it."""

    NONE = "none"
    """No row and no line in the log: when it went would tell when somebody reported, or from which phone."""
    APART = "apart"
    """A row under a drawn id, and nothing is told of it: a tip brings it about, or what hangs on one."""
    TOLD = "told"
    """A row; it may be counted, listed and shown in figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKind:
    """A kind of letter, declared where the lowest of those stands who write it; its words are in reminders/.

    `life` is how long it may wait from the moment at which it may go. `urgent` is its lane.
    """

    id: str
    life: timedelta
    trace: Trace
    urgent: bool = False
    keeps: bool = False
    """Whether it is wanted whenever it comes; else, having waited for days, it is skipped and listed (TOLD ones)."""
    reminding: bool = False
    """Whether it reminds of what is owed: nobody gets two of them on one day from the clock, a new one takes the
    place of those before."""
    says_all: bool = False
    """Of those that remind, whether it says all there is; others say again what their payload's "own" names."""
    keeps_number: bool = False
    """Whether its buttons are brought up to date later. Of all others the message's number is not kept: Telegram
    counts a bot's messages over all its chats, so that two numbers tell how many there were between."""

    @property
    def grows_stale(self) -> bool:
        """Whether it is skipped and listed after having waited for days. What may not be told of never is."""
        return self.trace is Trace.TOLD and not self.keeps

    def letter(
        self, unique_key: str, payload: Mapping[str, Any], at: datetime, person_id: int | None = None
    ) -> Letter:
        """Return a letter of this kind that may go from `at` (aware) on, for as long as the kind's life."""
        return Letter(
            unique_key=unique_key,
            kind=self.id,
            payload=payload,
            not_before_at=at,
            expires_at=at + self.life,
            person_id=person_id,
            urgent=self.urgent,
            counted=self.trace is Trace.TOLD,
        )


@dataclass(frozen=True, slots=True)
class LetterOutcome:
    """What became of a letter, to look at: nothing of what it says."""

    id: int
    kind: str
    state: str
    tries: int
    not_before_at: datetime
    sent_at: datetime | None
    chat_id: int | None
    person_name: str | None


@dataclass(frozen=True, slots=True)
class Passing:
    """Whose letters are passed over for the moment: people by their ids, chats by theirs; and which kinds."""

    person_ids: Collection[int] = ()
    chat_ids: Collection[int] = ()
    kinds: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What was on its way when the process ended, by id and kind; kinds that leave no trace are not named."""

    again: list[tuple[int, str]] = field(default_factory=list)
    """Was being handed over: it waits again, and may come twice."""
    perhaps: list[tuple[int, str]] = field(default_factory=list)
    """Had been handed over: taken as perhaps sent."""
