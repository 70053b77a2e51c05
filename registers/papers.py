"""What is printed of one entry (docs/registers.md): a flow chart, drawn from steps that were typed; a document."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from forms.fields import Translated

STEPS_MOST = 20
"""So many steps a chart has: further ones stand in its last box, as a figure."""


@dataclass(frozen=True, slots=True)
class FlowChartFields:
    """From which fields an entry's chart is: the long text `steps`, one a line, and the attachments `files`."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    steps: str
    files: str | None = None


@dataclass(frozen=True, slots=True)
class SheetOfEntry:
    """One entry as a document called `title`, for whoever may see it, once it has come to a state of `reached`."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    title: Translated
    reached: tuple[str, ...]


def chart_steps(text: str) -> tuple[str, ...]:
    """Return the steps that were typed, one a line; blank lines are none."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
