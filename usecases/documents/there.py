"""Which documents there are for a unit, in the order of the list that offers them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.reporting.documents import DocumentKind, reported_periods
from domain.time.periods import period_span
from reports.documents.compile_papers import PAPERS
from storage.unit_of_work import UnitOfWork
from usecases.documents.house import DocumentTitle
from usecases.house import Request
from usecases.wing_papers import WingPaper

PERIODS_A_DUTY = 12


@dataclass(frozen=True, slots=True)
class PaperThere:
    """A document that the list offers: `ends_on` is its last day, `over` whether nothing more comes in."""

    subject: str
    title: DocumentTitle
    ends_on: date
    over: bool

    @property
    def place(self) -> tuple[bool, int]:
        """Where it stands: what is over first, the latest of it first; then what goes on, the soonest first."""
        day = self.ends_on.toordinal()
        return not self.over, -day if self.over else day


def papers_there(uow: UnitOfWork, request: Request) -> list[PaperThere]:
    """Return the unit's reports and paper forms, those of periods that are over first: papers are made of these.

    A report on a time before anything was asked for is left out: nothing would stand in it.
    """
    found = _papers(uow, request)
    began_on = uow.duty_items.began_on()
    for period_id in reported_periods(request.today):
        ends_on = period_span(period_id)[1]
        if began_on is None or ends_on >= began_on:
            for kind in (DocumentKind.SUPERVISOR, DocumentKind.COMMITTEE):
                title = DocumentTitle(kind, period_id=period_id)
                found.append(PaperThere(period_id, title, ends_on, ends_on < request.today))
    return [*sorted(found, key=lambda paper: paper.place), *_of_wings(uow, request)]


def _of_wings(uow: UnitOfWork, request: Request) -> Iterator[PaperThere]:
    """Yield what other wings print, made of how things stand today: last, however late they are."""
    for paper in request.house.wing_papers.values():
        if paper.title is None:
            yield from _of_wing(uow, request, paper)


def register_lists(uow: UnitOfWork, request: Request) -> list[PaperThere]:
    """Return the registers' lists in which something stands today, in the order of the registers."""
    papers = (paper for paper in request.house.wing_papers.values() if paper.title is not None)
    return [there for paper in papers for there in _of_wing(uow, request, paper)]


def _of_wing(uow: UnitOfWork, request: Request, paper: WingPaper) -> Iterator[PaperThere]:
    _viewer, unit_code = request.level_one(uow)
    for about in paper.about(uow, unit_code):
        subject = f"{paper.id}:{about}" if about else paper.id
        title = DocumentTitle(DocumentKind.REGISTER, whose=paper.id, about=about, own=paper.title)
        yield PaperThere(subject, title, request.today, over=True)


def _papers(uow: UnitOfWork, request: Request) -> list[PaperThere]:
    found = []
    for duty in request.house.duties.values():
        if duty.form_id in PAPERS:
            for period_id, due_on, _closes_on in uow.duty_items.periods(duty.id, PERIODS_A_DUTY):
                form = request.house.form_of(duty)
                title = DocumentTitle(DocumentKind.PAPER, period_id=period_id, form_title=form.title)
                filed, expected = uow.duty_items.count_filed(duty.id, period_id)
                over = due_on < request.today or filed == expected > 0
                found.append(PaperThere(f"{duty.id}:{period_id}", title, due_on, over))
    return found
