"""A message on its way: what it is, where it stands, what became of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
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


UNTRACED = frozenset({"tip_come", "moved"})
"""Kinds of which no row stays behind: when they went would tell when somebody reported, or from which phone."""
OF_TIPS = UNTRACED | {
    "tip_handed_over",
    "tip_headers",
    "tip_kept",
    "tip_key_set",
    "tip_merged",
    "tip_phone",
    "tip_clock",
    "tip_retention",
    "fact_request",
    "fact_due",
    "fact_overdue",
}
"""Kinds that a tip brings about, or what hangs on one: their ids are drawn, and count nothing."""
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


@dataclass(frozen=True, slots=True)
class Delivery:
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
    """Whose letters are passed over for the moment: people by their ids, chats by theirs."""

    person_ids: Collection[int] = ()
    chat_ids: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What was on its way when the process ended, by id and kind; kinds that leave no trace are not named."""

    again: list[tuple[int, str]] = field(default_factory=list)
    """Was being handed over: it waits again, and may come twice."""
    perhaps: list[tuple[int, str]] = field(default_factory=list)
    """Had been handed over: taken as perhaps sent."""
