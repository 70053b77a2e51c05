"""How a grid's duty stands, in words, with the reason where nobody asks for it."""

from typing import Protocol

from domain.duties.standing import Standing
from locales import Speech
from storage.duty_items import REMOVED


class Named(Protocol):
    """A grid in a period: why nobody asks it, and whether what it filed came back."""

    @property
    def grid_name(self) -> str:
        """The grid's name."""

    @property
    def exempt_reason(self) -> str | None:
        """Why nobody asks for it; None where it is owed."""

    @property
    def returned(self) -> bool:
        """Whether what was filed came back in time and has not been corrected."""


def standing_said(standing: Standing, exempt_reason: str | None, speech: Speech) -> str:
    """Return e.g. 按时, 未报（退回未改）, 免报（已撤销）, plain."""
    if standing is not Standing.EXEMPT or not exempt_reason:
        return speech.label(f"reports-digest-{standing}")
    removed = exempt_reason == REMOVED
    reason = speech.label("reports-digest-removed") if removed else exempt_reason
    return speech.label("reports-digest-exempt-why", reason=reason)


def name_said(grid: Named, speech: Speech) -> str:
    """Return the name of a grid that has not reported, or is not asked, as a list has it, plain: 心内科（已撤销）."""
    if grid.exempt_reason == REMOVED:
        return speech.label("digest-removed", name=grid.grid_name)
    if grid.returned and grid.exempt_reason is None:
        return speech.label("digest-uncorrected", name=grid.grid_name)
    return grid.grid_name
