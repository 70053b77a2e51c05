"""Figures about tips for the office: how many, about what, how fast, with what result (docs/domain.md section 6).

Pure counting; none with fewer than five in a cell leaves level 1 (`protected`, docs/domain.md section 6).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from domain.time.periods import Period, period_moved, period_of, period_parts
from domain.tips.small_cells import Pipe, hide_small
from domain.tips.tips import Area, Source, Way


@dataclass(frozen=True, slots=True)
class TipFacts:
    """What the register knows of one tip, in days. `upheld` (属实) is None until there is a result.

    `merged_on` is the day on which it was merged into another (并案); `way` and `upheld` are that one's then, not its.
    """

    received_on: date
    source: Source
    area: Area
    accepted_on: date | None = None
    declined_on: date | None = None
    answered_on: date | None = None
    closed_on: date | None = None
    way: Way | None = None
    upheld: bool | None = None
    merged_on: date | None = None

    @property
    def accepted(self) -> bool:
        """Whether it was accepted: what is handled was, also where nobody wrote down the day."""
        return self.accepted_on is not None or self.way is not None or self.upheld is not None

    @property
    def opened_on(self) -> date | None:
        """The day on which it was accepted, declined or merged, whichever came first."""
        days = (self.accepted_on, self.declined_on, self.merged_on)
        return min((day for day in days if day is not None), default=None)


class TipFigure(StrEnum):
    """What is counted. RECEIVED = OPENED + UNOPENED = ANSWERED + UNANSWERED = CLOSED + UNCLOSED.

    OPENED = ACCEPTED + DECLINED + MERGED; ACCEPTED = HANDLED, over the four ways, + UNHANDLED = UPHELD + NOT_UPHELD +
    UNSETTLED. A tip merged into another was received, answered and closed for itself, and counts as MERGED for all
    the rest: so what was accepted, handled and upheld is counted once, at the main tip.
    """

    RECEIVED = "received"
    OPENED = "opened"
    UNOPENED = "unopened"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MERGED = "merged"
    HANDLED = "handled"
    UNHANDLED = "unhandled"
    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"
    UNSETTLED = "unsettled"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    CLOSED = "closed"
    UNCLOSED = "unclosed"


class Cell(NamedTuple):
    """One count: of what, of which source, area or way ("" for all), of which month ("" for all)."""

    figure: TipFigure
    by: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """How many days from receipt, among those that got so far; None where nobody did, or where it is hidden."""

    median: float | None = None
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class TipFigures:
    """Figures of the tips received in `months` (2026-06, in order). A count of None is hidden (`protected`).

    There are counts RECEIVED by source, area and month, by source and month, by area and month; HANDLED by
    way; all others as they are. `days` are those to OPENED, ANSWERED and CLOSED.
    """

    months: Sequence[str]
    counts: Mapping[Cell, int | None]
    days: Mapping[TipFigure, Days]
    protected: bool = False

    def count(self, figure: TipFigure, by: str = "", month: str = "") -> int | None:
        """Return one count; raises KeyError for one that is not kept."""
        return self.counts[Cell(figure, by, month)]


def compile_figures(facts: Iterable[TipFacts], first_month: str, last_month: str) -> TipFigures:
    """Return the figures of the tips received from `first_month` to `last_month` (2026-06), both included.

    Raises ValueError for what is no month, and for months in the wrong order.
    """
    months = _months(first_month, last_month)
    within = [tip for tip in facts if _month(tip) in months]
    counted = Counter(cell for tip in within for cell in _cells(tip))
    return TipFigures(
        months=months,
        counts={pipe.cell: counted[pipe.cell] for pipe in _pipes(months)},
        days={
            TipFigure.OPENED: _days((tip.received_on, tip.opened_on) for tip in within),
            TipFigure.ANSWERED: _days((tip.received_on, tip.answered_on) for tip in within),
            TipFigure.CLOSED: _days((tip.received_on, tip.closed_on) for tip in within),
        },
    )


def protected(figures: TipFigures) -> TipFigures:
    """Return what may leave level 1: no count under five, none that gives one away, and no single tip's days.

    The median stands only where the count that it is of stands; the longest never does, as it is one tip's. Two
    spans that overlap can be subtracted from each other: let only fixed periods leave level 1.
    """
    if figures.protected:
        return figures
    counts = {cell: count for cell, count in figures.counts.items() if count is not None}
    hidden = hide_small(_pipes(figures.months), counts)
    days = {
        figure: Days() if hidden[Cell(figure)] is None else replace(spread, longest=None)
        for figure, spread in figures.days.items()
    }
    return replace(figures, counts=hidden, days=days, protected=True)


def _months(first: str, last: str) -> tuple[str, ...]:
    if any(period_parts(month).kind is not Period.MONTH for month in (first, last)) or first > last:
        raise ValueError(f"no span of months: {first!r} to {last!r}")
    months = [first]
    while months[-1] < last:
        months.append(period_moved(months[-1], 1))
    return tuple(months)


def _month(tip: TipFacts) -> str:
    return period_of(tip.received_on, Period.MONTH)


def _cells(tip: TipFacts) -> Iterator[Cell]:
    """Yield every count in which a tip stands."""
    for by in ("", tip.source, tip.area):
        yield Cell(TipFigure.RECEIVED, by)
        yield Cell(TipFigure.RECEIVED, by, _month(tip))
    yield Cell(TipFigure.UNANSWERED if tip.answered_on is None else TipFigure.ANSWERED)
    yield Cell(TipFigure.UNCLOSED if tip.closed_on is None else TipFigure.CLOSED)
    if tip.merged_on is not None:
        yield Cell(TipFigure.OPENED)
        yield Cell(TipFigure.MERGED)
    elif tip.accepted:
        yield Cell(TipFigure.OPENED)
        yield Cell(TipFigure.ACCEPTED)
        yield Cell(TipFigure.UNHANDLED) if tip.way is None else Cell(TipFigure.HANDLED, tip.way)
        yield Cell(_VERDICTS[tip.upheld])
    elif tip.declined_on is not None:
        yield Cell(TipFigure.OPENED)
        yield Cell(TipFigure.DECLINED)
    else:
        yield Cell(TipFigure.UNOPENED)


_VERDICTS = {True: TipFigure.UPHELD, False: TipFigure.NOT_UPHELD, None: TipFigure.UNSETTLED}


def _days(spans: Iterable[tuple[date, date | None]]) -> Days:
    found = [(end - start).days for start, end in spans if end is not None]
    return Days(median(found), max(found)) if found else Days()


def _pipes(months: Sequence[str]) -> list[Pipe[Cell]]:
    """Return every count as a pipe of one ring: through what was received, then through each way to divide it."""
    received = TipFigure.RECEIVED
    pipes = [Pipe(Cell(received), "received", "divided", rank=2)]
    for month in months:
        pipes.append(Pipe(Cell(received, month=month), f"{month} by source", f"{month} by area", rank=1))
        pipes += [Pipe(Cell(received, source, month), source, f"{month} by source") for source in Source]
        pipes += [Pipe(Cell(received, area, month), f"{month} by area", area) for area in Area]
    pipes += [Pipe(Cell(received, source), "start", source, rank=1) for source in Source]
    pipes += [Pipe(Cell(received, area), area, "received", rank=1) for area in Area]
    pipes += [Pipe(Cell(TipFigure.HANDLED, way), "accepted", "handled") for way in Way]
    return [*pipes, *_DIVIDED]


_DIVIDED = [
    Pipe(Cell(TipFigure.OPENED), "divided", "opened", rank=1),
    Pipe(Cell(TipFigure.UNOPENED), "divided", "decided"),
    Pipe(Cell(TipFigure.ACCEPTED), "opened", "accepted", rank=1),
    Pipe(Cell(TipFigure.DECLINED), "opened", "decided"),
    Pipe(Cell(TipFigure.MERGED), "opened", "decided"),
    Pipe(Cell(TipFigure.UNHANDLED), "accepted", "handled"),
    Pipe(Cell(TipFigure.UPHELD), "handled", "decided"),
    Pipe(Cell(TipFigure.NOT_UPHELD), "handled", "decided"),
    Pipe(Cell(TipFigure.UNSETTLED), "handled", "decided"),
    Pipe(Cell(TipFigure.ANSWERED), "decided", "answered"),
    Pipe(Cell(TipFigure.UNANSWERED), "decided", "answered"),
    Pipe(Cell(TipFigure.CLOSED), "answered", "start"),
    Pipe(Cell(TipFigure.UNCLOSED), "answered", "start"),
]
