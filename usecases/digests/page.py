"""The page of a digest: what is shown of it to whom, read in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.time.clock import day_in_shanghai
from domain.time.periods import period_before, period_span
from reports.digests.digest import Digest, DutyForm, UnitPeriod, compile_digest
from reports.entry_facts import EntryFacts, entry_facts
from reports.tip_facts import NotShown, month_outside
from reports.totals import light_field
from storage.reporting.figure_values import GridFigures
from storage.unit_of_work import UnitOfWork
from usecases.site import OnSite


@dataclass(frozen=True, slots=True)
class DigestReader:
    """Who reads a digest: level 1 with persons, others without; those who handle its tips read how many came.

    All others, level 1's inspectors too, read that number only where it can't be small (reports/tip_facts.py).
    """

    for_level_one: bool
    handles_tips: bool = False


OUTSIDE = DigestReader(for_level_one=False)


@dataclass(frozen=True, slots=True)
class DigestPage:
    """A digest and what goes with it; `tips` is how many tips came, or why that is not shown."""

    latest: Digest
    tips: int | NotShown | None
    reader: DigestReader
    today: date
    has_earlier: bool
    exempt: Sequence[GridFigures] = ()
    """The grids that nobody asks for it, for level 1: they count neither as due nor as missing."""
    reviewed: bool = True
    """Whether its reports are reviewed: those of hearings, which their hosts file, are not."""
    entries: EntryFacts | None = None
    """How registers stood at the period's end, today while it runs; in the digest of the reports that have lights."""

    @property
    def for_level_one(self) -> bool:
        """Whether persons stand in it."""
        return self.reader.for_level_one


@dataclass(frozen=True, slots=True)
class ReadAt:
    """Where and at which moment (aware) a digest is read."""

    site: OnSite
    now: datetime


def digest_page(
    uow: UnitOfWork, at: ReadAt, owed: DutyForm, period: UnitPeriod, reader: DigestReader
) -> DigestPage | None:
    """Return the digest of a period; None where nothing was due, or nothing for `reader`."""
    duty = owed.duty
    if not (reader.for_level_one or duty.told_outside):
        return None
    period_id = period.period_id
    today = day_in_shanghai(at.now)
    digest = compile_digest(uow, owed, period, today)
    if digest is None:
        return None
    tips: int | NotShown | None
    if reader.handles_tips:
        tips = sum(uow.tips.count_by("state", *period_span(period_id)).values())
    else:
        tips = month_outside(uow, period_id, today)
    exempt = uow.figures.exempt(digest.subject.owed()) if reader.for_level_one else []
    has_earlier = period_before(period_id) in digest.periods
    entries = None
    if light_field(owed.form):
        # A period that is past is told as it stood at its end, whenever its digest is read.
        day = min(today, period_span(period_id)[1])
        entries = entry_facts(uow, at.site.ledgers(uow), period.unit_code, day)
    return DigestPage(
        digest, tips, reader, today, has_earlier, exempt, reviewed=not duty.hearing, entries=entries
    )
