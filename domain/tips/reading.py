"""What of a tip counts as read before it is erased (docs/domain.md section 4: every read of a tip is in the audit log).

Nothing is noted beside the material itself. It is worked out of what is known anyway: the day a message came, and when
handlers read, out of the audit log. A reading of the very day of a message does not count for it: whether it came
before or after could only be told by keeping something narrower than the day, and that would date the message
(section 7).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FILES_AT_ONCE = 5
"""Files of up to 20 MB each that are taken from the database and sent together."""
IN_THE_CHAT = "tip-read"
"""The audit log's word for text and cleaned files read with an open key."""
TEXTS = "tip-download"
"""Its word for the sealed texts, taken to a handler's own computer."""
FILES = frozenset({"tip-files", "tip-originals"})
"""Its words for a batch of sealed files, cleaned or as sent."""


@dataclass(frozen=True, slots=True)
class TipReading:
    """Something of a tip handed to one of its handlers: the audit log's word for it, and the day."""

    act: str
    on: date


@dataclass(frozen=True, slots=True)
class TipMaterial:
    """What there is of a tip: the days of what was added to it, and of its files (None: came with the tip itself)."""

    added_on: Collection[date]
    files_on: Collection[date | None]


def has_unread(material: TipMaterial, readings: Collection[TipReading]) -> bool:
    """Tell whether anything of a tip may never have been read by anybody."""
    texts = [reading.on for reading in readings if reading.act in {IN_THE_CHAT, TEXTS}]
    if not texts or (material.added_on and max(texts) <= max(material.added_on)):
        return True
    return bool(material.files_on) and not _files_read(material, readings)


def _files_read(material: TipMaterial, readings: Collection[TipReading]) -> bool:
    """Tell whether all files were handed out after the day of the last of them: at once in the chat, or in batches."""
    added = [day for day in material.files_on if day is not None]
    later = [reading for reading in readings if not added or reading.on > max(added)]
    if any(reading.act == IN_THE_CHAT for reading in later):
        return True
    batches = -(-len(material.files_on) // FILES_AT_ONCE)
    return any(sum(reading.act == act for reading in later) >= batches for act in FILES)


class MessageSender(StrEnum):
    """Who wrote a message that hangs on a tip."""

    HANDLER = "handler"
    REPORTER = "reporter"
    INSPECTOR = "inspector"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that hangs on a tip: who wrote it, and the day."""

    sender: MessageSender
    on: date


@dataclass(frozen=True, slots=True)
class News:
    """How many messages of the reporter, and of inspectors who were asked, one handler has not read."""

    reporter: int = 0
    facts: int = 0


def news_of(arrivals: Sequence[Arrival], read_on: date | None, seen: int) -> News:
    """Return what of a tip's messages, oldest first, is new to a handler.

    `seen` is how many there were when they last read, as the memory has it; 0 after a restart. Then the day on which
    they last read (`read_on`) is all there is, and what came on that very day may be new. What the reporter wrote
    before a handler's last question was answered by it.
    """
    asked = max(
        (place for place, arrival in enumerate(arrivals) if arrival.sender is MessageSender.HANDLER),
        default=-1,
    )
    fresh = [
        (place, arrival.sender)
        for place, arrival in enumerate(arrivals)
        if place >= seen and (read_on is None or arrival.on >= read_on)
    ]
    return News(
        sum(sender is MessageSender.REPORTER and place > asked for place, sender in fresh),
        sum(sender is MessageSender.INSPECTOR for _place, sender in fresh),
    )
