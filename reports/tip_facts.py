"""What the figures about tips are counted from: the register's rows and steps (domain/tips/figures.py).

What leaves level 1 is counted to the end of a month and no further, for one fixed span: then nobody can see the
figures move from one day to the next, and a month's figure in a digest tells no more than the year's figures do.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from domain.small_groups import SMALLEST_GROUP
from domain.time.clock import day_in_shanghai
from domain.time.periods import Period, period_of, period_parts, period_span
from domain.tips.figures import TipFacts, TipFigure, TipFigures, compile_figures, protected
from domain.tips.reading import FILES, IN_THE_CHAT, TEXTS, TipReading, has_unread
from domain.tips.routing import Body
from domain.tips.tips import BY_HAND, DisciplineForm, GoneThrough, TipAct, Way
from storage.tips.threads import TipStep
from storage.tips.tips import ListedTip
from storage.unit_of_work import UnitOfWork

_READINGS = FILES | {IN_THE_CHAT, TEXTS}


class NotShown(StrEnum):
    """Why the number of a month's tips is not shown outside level 1; Fluent keys are `digest-tips-<name>`."""

    SMALL = "small"
    DERIVABLE = "derivable"
    RUNNING = "running"


def is_unread(uow: UnitOfWork, tip: ListedTip) -> bool:
    """Tell whether anything of the tip may never have been read by anybody."""
    entries = uow.audit.all_about(tip.number, tip.body.value)
    readings = [
        TipReading(entry.act, day_in_shanghai(entry.acted_at)) for entry in entries if entry.act in _READINGS
    ]
    # Whoever entered it has its paper before them.
    readings += [
        TipReading(IN_THE_CHAT, step.done_on)
        for step in uow.tip_threads.steps(tip.number)
        if step.act in BY_HAND
    ]
    return has_unread(uow.tip_threads.material(tip.number), readings)


def facts_of(tip: ListedTip, steps: Sequence[TipStep], until: date) -> TipFacts:
    """Return what the register knew of `tip` at the end of `until`; `steps` are its steps, oldest first.

    What was done while it was merged into another (并案) is that one's: of its own are then only its reporter's
    answer and its end.
    """
    done = [step for step in steps if step.done_on <= until]
    ways = [way for step in done if (way := _way(step)) is not None]
    results = [step.way for step in done if step.act is TipAct.RESULT and step.way is not None]
    closed_on = tip.closed_on if tip.closed_on is not None and tip.closed_on <= until else None
    return TipFacts(
        received_on=tip.received_on,
        source=tip.source,
        area=tip.area,
        accepted_on=last_day(done, TipAct.ACCEPTED) or last_day(done, TipAct.GONE_THROUGH),
        declined_on=last_day(done, TipAct.DECLINED),
        answered_on=last_day(done, TipAct.TOLD_RESULT),
        closed_on=closed_on,
        way=ways[-1] if ways else None,
        upheld=results[-1] != DisciplineForm.NONE.value if results else None,
        merged_on=_merged_on(done),
    )


def last_day(steps: Sequence[TipStep], act: TipAct) -> date | None:
    """Return the day of the last step that was `act`, or None."""
    return next((step.done_on for step in reversed(steps) if step.act is act), None)


def figures_outside(uow: UnitOfWork, today: date) -> TipFigures:
    """Return the office's figures as the committee, the supervisor and level 1's inspectors read them.

    Of the current year to the end of the last month, in January of the whole last year; small counts are hidden.
    """
    return _of_year(uow, _last_day(today).year, today)


def month_outside(uow: UnitOfWork, period_id: str, today: date) -> int | NotShown | None:
    """Return how many tips came to the office in a month as those outside read it, or why they don't.

    None where the period is no month: what a quarter and its months say together can be subtracted.
    """
    if period_parts(period_id).kind is not Period.MONTH:
        return None
    first, last = period_span(period_id)
    if last > _last_day(today):
        return NotShown.RUNNING
    if sum(uow.tips.count_by("state", first, last).values()) < SMALLEST_GROUP:
        return NotShown.SMALL
    shown = _of_year(uow, first.year, today).count(TipFigure.RECEIVED, month=period_id)
    return NotShown.DERIVABLE if shown is None else shown


def _of_year(uow: UnitOfWork, year: int, today: date) -> TipFigures:
    until = _last_day(today)
    last = min(until, date(year, 12, 31))
    tips = uow.tips.received_between(Body.OFFICE, date(year, 1, 1), last)
    steps = uow.tip_threads.steps_of([tip.number for tip in tips])
    facts = tuple(facts_of(tip, steps[tip.number], until) for tip in tips)
    return _protected(facts, f"{year:04}-01", period_of(last, Period.MONTH))


@lru_cache(maxsize=4)
def _protected(facts: tuple[TipFacts, ...], first_month: str, last_month: str) -> TipFigures:
    # A tenth of a second's work, for every reader of a digest the same.
    return protected(compile_figures(facts, first_month, last_month))


def _last_day(today: date) -> date:
    """Return the last day of the last month that is over."""
    return today.replace(day=1) - timedelta(days=1)


def _way(step: TipStep) -> Way | None:
    """Return in which way the step says that it is handled; an old clue that stays, or is, closed: 予以了结."""
    if step.act is TipAct.GONE_THROUGH:
        return None if step.way == GoneThrough.REOPENED else Way.SETTLE
    return Way(step.way) if step.act is TipAct.PROPOSED and step.way is not None else None


def _merged_on(steps: Sequence[TipStep]) -> date | None:
    """Return the day on which it was merged, unless it is on its own again."""
    last = next((step for step in reversed(steps) if step.act in (TipAct.MERGED, TipAct.SEPARATED)), None)
    return last.done_on if last is not None and last.act is TipAct.MERGED else None
