"""Filters: what the chat holds of a tip, in memory alone (handlers/tips/memory.py)."""

from typing import Any

from handlers.tips.memory import EndedTip, FoundTip, read_held
from handlers.wire.filters import QuickFilter
from handlers.wire.screen import Event
from usecases.house import Request
from usecases.tips.held_tips import TipOpen


class TipIsOpen(QuickFilter):
    """Anything from a chat that has a tip open, or had one that is forgotten."""

    def tells(self, _event: Event, request: Request) -> bool:
        """Tell whether it has."""
        return request.memory.get(TipOpen) is not None


async def has_tip(_event: Event, request: Request) -> dict[str, Any] | bool:
    """Filter: the tip that the chat has open, as `tip`."""
    held = read_held(request.memory)
    return False if held is None else {"tip": held}


async def has_ended(_event: Event, request: Request) -> dict[str, Any] | bool:
    """Filter: the tip that this chat has just ended, as `ended`."""
    held = request.memory.get(EndedTip)
    return False if held is None else {"ended": held}


async def has_found(_event: Event, request: Request) -> dict[str, Any] | bool:
    """Filter: the tip that this chat has just opened with its code, as `found`."""
    held = request.memory.get(FoundTip)
    return False if held is None else {"found": held}
