"""What is kept of unfinished tips: in memory alone, and forgotten after half an hour without a word.

docs/domain.md section 7, promise 3; how, decision note 0010.
"""

from dataclasses import dataclass

from domain.tips.routing import Body
from domain.tips.unfinished import UnfinishedTip
from usecases.memory import ChatMemory
from usecases.tips.held_tips import HeldTip, TipOpen
from windows.windows import Window


@dataclass(frozen=True, slots=True, repr=False)
class OpenTip(HeldTip):
    """A tip that its reporter is writing."""

    tip: UnfinishedTip


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EndedTip(HeldTip):
    """A tip submitted or given up: the messages that can still be deleted.

    `window` is the last window until it is known to have been shown: it may hold the receipt code.
    """

    message_ids: tuple[int, ...]
    window: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FoundTip(HeldTip):
    """A tip that this chat has just opened with its receipt code: it can be added to without the code."""

    number: str
    body: Body
    files: int


def hold(memory: ChatMemory, tip: UnfinishedTip) -> None:
    """Keep `tip` in memory, counting the idle time from now."""
    memory.put(OpenTip(tip))
    memory.put(TipOpen())


def hold_end(memory: ChatMemory, ended: EndedTip) -> None:
    """Keep of a tip only which messages it consisted of, and its last window until that has been shown.

    Until then it hears everything first, as an open tip does; then the chat is free for other things.
    """
    memory.put(ended)
    if ended.window is None:
        memory.take(TipOpen)
    else:
        memory.put(TipOpen())


def read_held(memory: ChatMemory) -> UnfinishedTip | None:
    """Return the tip that the chat has open; None where it has none, or has said nothing of it for too long."""
    held = memory.get(OpenTip)
    return None if held is None else held.tip
