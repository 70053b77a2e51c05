"""The holidays of a year, entered from the State Council's notice: how a draft begins, grows and is stored."""

from collections.abc import Sequence

from domain.errors import RefusalError
from domain.time.holiday_notices import named_year, read_notice
from domain.time.holidays import HolidayDraft, contradictions, enterable_years, put_together
from storage.audit import AuditEntry
from storage.duties.entered_holidays import EnteredYear
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

ENTERED = "holidays_entered"


def draft_of(year: int, entry: EnteredYear | None) -> HolidayDraft:
    """Return what a change of a year begins with: what was entered, so that one festival can be sent alone."""
    return HolidayDraft(year) if entry is None else HolidayDraft(year, entry.holidays.parts, entry.number)


def read_on(draft: HolidayDraft, text: str) -> tuple[HolidayDraft, Sequence[RefusalError]]:
    """Return the draft with what was read of `text`, and what is wrong with it."""
    read = read_notice(text, draft.year)
    draft = HolidayDraft(draft.year, put_together(draft.parts, read.parts), draft.base)
    faults = [
        *read.faults,
        *(
            RefusalError("holidays-fault-off-and-work", month=day.month, day=day.day)
            for day in contradictions(draft.parts)
        ),
    ]
    return draft, faults


def for_year_of(uow: UnitOfWork, request: Request, text: str, known: HolidayDraft) -> HolidayDraft:
    """Return the draft that `text` goes on with; raises RefusalError where its heading names a year that can't be.

    Before anything else was sent in, the heading says which year is being entered.
    """
    year = named_year(text)
    if year is None or year == known.year:
        return known
    entry = uow.entered_holidays.find(known.year)
    untouched = known == draft_of(known.year, entry)
    if year in enterable_years(request.today) and untouched:
        return draft_of(year, uow.entered_holidays.find(year))
    raise RefusalError("holidays-fault-heading", named=str(year), year=str(known.year))


def store(uow: UnitOfWork, request: Request, draft: HolidayDraft) -> bool:
    """Store the draft and note who did; return False where somebody else was faster."""
    viewer, _unit_code = request.level_one(uow)
    number = draft.base + 1
    if not uow.entered_holidays.add(draft.holidays, number, viewer.person_id, request.now):
        return False
    # The rows of all entries are kept; this ties what was in them to the chain.
    subject = f"{draft.year}:{number}:sha256:{draft.mark}"
    uow.audit.add(AuditEntry(request.now, viewer.person_id, ENTERED, subject))
    return True
