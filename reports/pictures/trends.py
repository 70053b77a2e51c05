"""What a picture of figures over the months shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.reporting.lights import Light

TRENDS_MOST = 12
"""How many figures one picture holds and stays legible; of forms with more, the first ones are drawn."""


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A figure month by month: zero or more, None where there is none or where it must not be told.

    `light` marks its points with that light's sign.
    """

    values: Sequence[float | None]
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure: its name, what it is now and how that changed, both in words, and its line or lines."""

    label: str
    said: str
    change: str
    lines: Sequence[TrendLine]


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """What the picture shows. `months` are short names, as many as each line has values."""

    title: str
    counts: Sequence[str]
    months: Sequence[str]
    trends: Sequence[Trend]
