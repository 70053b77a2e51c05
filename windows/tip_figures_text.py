"""Figures about tips in words, for a window: lines of counts, what is hidden as a sign (docs/domain.md section 6)."""

from collections.abc import Iterable

from domain.time.periods import period_parts
from domain.tips.figures import Days, TipFigure, TipFigures
from domain.tips.tips import Area, Source, Way
from locales import Speech

MONTHS_SHOWN = 24
"""How many months are listed, the last ones; all are counted."""

_DECISIONS = (TipFigure.ACCEPTED, TipFigure.DECLINED, TipFigure.MERGED, TipFigure.UNOPENED)
_VERDICTS = (TipFigure.UPHELD, TipFigure.NOT_UPHELD, TipFigure.UNSETTLED)
_STEPS = (TipFigure.OPENED, TipFigure.ANSWERED, TipFigure.CLOSED)

Named = tuple[str, int | None]
"""What is counted, in words, and how many; None where that is hidden."""


def tip_figures_text(speech: Speech, figures: TipFigures) -> str:
    """Return the figures as HTML, under 4,096 characters; where counts are listed, those of 0 are left out."""
    first, last = (_month_name(speech, month) for month in (figures.months[0], figures.months[-1]))
    lines = [speech.text("figures-head", first=first, last=last)]
    received = figures.count(TipFigure.RECEIVED)
    if received == 0:
        return "\n".join([*lines, speech.text("figures-none")])
    lines.append(speech.text("figures-received", count=_say(speech, received)))
    lines += [
        speech.text(f"figures-by-{what}", counts=counts)
        for what, named in _lists(speech, figures)
        if (counts := _listed(speech, named))
    ]
    lines += [_days_line(speech, step, figures.days[step]) for step in _STEPS]
    if None in figures.counts.values():
        lines.append(speech.text("figures-why-hidden"))
    return "\n".join(line for line in lines if line)


def _lists(speech: Speech, figures: TipFigures) -> Iterable[tuple[str, list[Named]]]:
    """Yield what is listed, and the counts in it."""
    count, received = figures.count, TipFigure.RECEIVED
    yield (
        "source",
        [(speech.name(f"tips-source-{source.name.lower()}"), count(received, source)) for source in Source],
    )
    yield "area", [(speech.name(f"tips-area-{area.name.lower()}"), count(received, area)) for area in Area]
    months = figures.months[-MONTHS_SHOWN:]
    yield "month", [(_month_name(speech, month), count(received, month=month)) for month in months]
    yield "decision", [(speech.name(f"figures-{decision}"), count(decision)) for decision in _DECISIONS]
    ways = [(speech.name(f"tips-way-of-{way.name.lower()}"), count(TipFigure.HANDLED, way)) for way in Way]
    yield "way", [*ways, (speech.name("figures-unhandled"), count(TipFigure.UNHANDLED))]
    yield "verdict", [(speech.name(f"figures-{verdict}"), count(verdict)) for verdict in _VERDICTS]


def _listed(speech: Speech, named: list[Named]) -> str:
    """Return the counts on one line, the hidden ones together at its end; "" where all are 0."""
    parts = [speech.label("figures-one", what=what, count=count) for what, count in named if count]
    if any(count is None for _what, count in named):
        key = "figures-others" if parts else "figures-hidden"
        parts.append(speech.label(key))
    return speech.label("list-comma").join(parts)


def _days_line(speech: Speech, step: TipFigure, days: Days) -> str:
    """Return how long it took to get to `step`, "" where that isn't known."""
    if days.median is None:
        return ""
    what, half = speech.name(f"figures-days-{step}"), f"{days.median:g}"
    if days.longest is None:
        return speech.text("figures-days", what=what, median=half)
    return speech.text("figures-days-and-longest", what=what, median=half, longest=days.longest)


def _say(speech: Speech, count: int | None) -> str:
    return speech.label("figures-hidden") if count is None else str(count)


def _month_name(speech: Speech, month: str) -> str:
    parts = period_parts(month)
    return speech.name("figures-month", year=parts.year, month=parts.number)
