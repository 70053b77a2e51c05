"""A flow chart of an entry (docs/registers.md, `flow_chart`): drawn from steps that somebody typed, or attached."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

STEPS_MOST = 20
"""So many steps a chart has: further ones stand in its last box, as a figure."""


@dataclass(frozen=True, slots=True)
class FlowChartFields:
    """From which fields an entry's chart is: the long text `steps`, one a line, and the attachments `files`."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    steps: str
    files: str | None = None


def chart_steps(text: str) -> tuple[str, ...]:
    """Return the steps that were typed, one a line; blank lines are none."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
