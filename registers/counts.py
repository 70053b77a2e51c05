"""The figures that a register adds up to, as its file describes them (docs/registers.md, `[[counts]]`)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, ConfigDict

from forms.fields import Translated

Names = tuple[str, ...]

OPENED, REACHED = "opened", "reached"
"""Days of `RegisterCount.on` that are no fields: on which an entry was opened, and on which it came into `states`."""


def _as_several(value: object) -> object:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class RegisterCount:
    """A figure for digests and papers: how many entries stand in `states` (all if none), or the sum of a field.

    `split_by` is a field of choices: one figure each. `answered`: only entries in which one of these fields is
    answered. `on` is the day on which that happened what is counted: OPENED, REACHED, or fields with a date of which
    the first that is answered says it; it counts in the span in which that day lies, and nowhere without one. A figure
    without `on` tells how it stands as of a day.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    label: Translated
    states: Names = ()
    sum_of: str | None = None
    split_by: str | None = None
    answered: Names = ()
    on: Annotated[Names, BeforeValidator(_as_several)] = ()
