"""What documents there are for a unit, and how each is made: compiled in a transaction, drawn outside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.button_numbers import OLD_BUTTON, read_number
from domain.duties.duties import Duty
from domain.errors import RefusalError
from domain.people.grids import Grid, GridTree
from domain.people.people import Viewer
from domain.reporting.documents import DocumentKind, Span, is_reported
from domain.reporting.paper_facts import PaperFacts
from domain.time.periods import Period, period_parts
from forms.fields import Form
from reports.documents.archive import Archive, archive_document
from reports.documents.compile_archive import ArchiveAsked, compile_grid_archive, compile_person_archive
from reports.documents.compile_papers import PAPERS, PaperAsked
from reports.documents.compile_reports import ReportAsked, compile_committee_report, compile_supervisor_report
from reports.documents.report import committee_document, supervisor_document
from reports.totals import light_field
from storage.reporting.filed_documents import DocumentKey
from storage.unit_of_work import UnitOfWork
from usecases.documents.clue_ledger import NOT_A_HANDLER, ledger_key
from usecases.documents.paper_facts import find_facts
from usecases.house import Request
from usecases.wing_archives import EntriesWanted
from usecases.wing_papers import PaperWanted, WingPaper

SUBJECT_PARTS = 3

Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class DocumentTitle:
    """What a document is called, in no language yet: by its period, by its form, or by whose file it is."""

    kind: DocumentKind
    period_id: str = ""
    form_title: Mapping[str, str] | None = None
    whose: str = ""
    span: Span | None = None
    about: str = ""
    """Of a register's paper the day that it is about, "" for none; `whose` is its id."""
    own: Mapping[str, str] | None = None
    """The title of a register's list, by language."""


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that somebody may see."""

    key: DocumentKey
    title: DocumentTitle


def open_document(uow: UnitOfWork, request: Request, kind: str, subject: str) -> tuple[Viewer, OpenDocument]:
    """Return who is acting and the document; raises RefusalError where it is none, or not theirs to see.

    Level 1 sees all of its unit's, but a ledger of clues, which is its handlers'; everybody of the hospital their own
    file, whoever else they are.
    """
    viewer = request.viewer(uow)
    known = DocumentKind(kind) if kind in set(DocumentKind) else None
    if known is None:
        raise RefusalError(OLD_BUTTON)
    if known is DocumentKind.LEDGER:
        ledger = ledger_key(viewer)
        if subject != ledger.subject:
            raise RefusalError(NOT_A_HANDLER)
        return viewer, OpenDocument(ledger, DocumentTitle(known))
    if viewer.unit_code is None:
        if known is not DocumentKind.PERSON or _person_of(subject) != viewer.person_id:
            raise RefusalError("access-not-level-one")
        unit_code = _own_unit(uow, viewer)
    else:
        unit_code = viewer.unit_code
    key = DocumentKey(unit_code, known.value, subject)
    return viewer, OpenDocument(key, _title(uow, request, key))


def _own_unit(uow: UnitOfWork, viewer: Viewer) -> str:
    """Return the unit that keeps the viewer's file; raises RefusalError (access-not-level-one) where none does."""
    if viewer.is_of_organ_above:
        raise RefusalError("access-not-level-one")
    own = (
        viewer.inspected[0]
        if viewer.inspected
        else uow.officials.known([viewer.person_id])[viewer.person_id].grid_code
    )
    tree = uow.rosters.paths([own])
    if own not in tree:
        raise RefusalError("access-not-level-one")
    return tree.place_of(own)[0]


def maker(uow: UnitOfWork, request: Request, key: DocumentKey) -> Make:
    """Return what draws the document from what is true now; raises RefusalError where there is nothing to draw."""
    facts = find_facts(uow, key) or PaperFacts()
    match DocumentKind(key.kind):
        case DocumentKind.SUPERVISOR:
            report = compile_supervisor_report(uow, _report_asked(uow, request, key))
            return lambda: supervisor_document(replace(report, issue=facts))
        case DocumentKind.COMMITTEE:
            hearing = compile_committee_report(uow, _report_asked(uow, request, key))
            return lambda: committee_document(replace(hearing, issue=facts))
        case DocumentKind.PAPER:
            return _paper(uow, request, key, facts)
        case DocumentKind.REGISTER:
            paper, about = _wing_paper(request, key.subject)
            wanted = PaperWanted(request.house.registers, _unit(uow, key), request.today, about, facts)
            return paper.make(uow, wanted)
        case DocumentKind.GRID:
            archive = _grid_archive(uow, request, key)
        case DocumentKind.PERSON:
            archive = _person_archive(uow, request, key)
        case DocumentKind.LEDGER:  # made where tips are read (handlers/tips/export_ledger.py)
            raise RefusalError(OLD_BUTTON)
    return lambda: archive_document(archive)


def _grid_archive(uow: UnitOfWork, request: Request, key: DocumentKey) -> Archive:
    code, span = _span_of(key.subject)
    entries = replace(_entries_wanted(uow, request, key, span), grid_code=code)
    return compile_grid_archive(uow, _archive_asked(uow, request, key, entries), code)


def _person_archive(uow: UnitOfWork, request: Request, key: DocumentKey) -> Archive:
    number, span = _span_of(key.subject)
    entries = replace(_entries_wanted(uow, request, key, span), person_id=int(number))
    return compile_person_archive(uow, _archive_asked(uow, request, key, entries), int(number))


def _paper(uow: UnitOfWork, request: Request, key: DocumentKey, facts: PaperFacts) -> Make:
    duty, form, period_id = _paper_of(request, key.subject)
    return PAPERS[form.id](
        uow, PaperAsked(duty, form, period_id, _unit(uow, key), request.today, facts=facts)
    )


def _unit(uow: UnitOfWork, key: DocumentKey) -> Grid:
    return uow.rosters.paths([key.unit_code]).get(key.unit_code)


def _wing_paper(request: Request, subject: str) -> tuple[WingPaper, str]:
    """Return the paper and the day that it is about, "" for none; raises RefusalError (access-old-button)."""
    paper_id, _, about = subject.partition(":")
    paper = request.house.wing_papers.get(paper_id)
    if paper is None or bool(about) is not paper.is_dated:
        raise RefusalError(OLD_BUTTON)
    try:
        return paper, date.fromisoformat(about).isoformat() if about else ""
    except ValueError:
        raise RefusalError(OLD_BUTTON) from None


def _paper_of(request: Request, subject: str) -> tuple[Duty, Form, str]:
    duty_id, _, period_id = subject.partition(":")
    duty = request.house.duties.get(duty_id)
    if duty is None or duty.form_id not in PAPERS or not _is_period(period_id):
        raise RefusalError(OLD_BUTTON)
    return duty, request.house.form_of(duty), period_id


def _report_asked(uow: UnitOfWork, request: Request, key: DocumentKey) -> ReportAsked:
    """Return what the half-year and yearly reports add up: the first monthly duty whose form shows a light."""
    house = request.house
    monthly = [each for each in house.duties.values() if Period.MONTH in each.period_kinds]
    duty = next((monthly_duty for monthly_duty in monthly if light_field(house.form_of(monthly_duty))), None)
    if duty is None:
        raise RefusalError("documents-no-duty")
    hearings = [(held, house.form_of(held)) for held in house.duties.values() if held.hearing]
    return ReportAsked(
        _unit(uow, key),
        key.subject,
        duty,
        house.form_of(duty),
        hearings,
        request.today,
        house.ledgers(uow),
    )


def _entries_wanted(uow: UnitOfWork, request: Request, key: DocumentKey, span: Span) -> EntriesWanted:
    return EntriesWanted(
        registers=request.house.registers,
        unit_code=key.unit_code,
        days=span.days,
        today=request.today,
        viewer=request.viewer(uow),
    )


def _archive_asked(
    uow: UnitOfWork, request: Request, key: DocumentKey, entries: EntriesWanted
) -> ArchiveAsked:
    house, (_whose, span) = request.house, _span_of(key.subject)
    return ArchiveAsked(
        _unit(uow, key),
        span,
        request.now,
        house.duties,
        house.forms,
        registers=house.archived_entries(uow, entries),
    )


def _title(uow: UnitOfWork, request: Request, key: DocumentKey) -> DocumentTitle:
    """Return what the document is called; raises RefusalError for a subject that is none of the unit's."""
    kind = DocumentKind(key.kind)
    if kind in (DocumentKind.SUPERVISOR, DocumentKind.COMMITTEE):
        if not is_reported(key.subject, request.today):
            raise RefusalError(OLD_BUTTON)
        return DocumentTitle(kind, period_id=key.subject)
    if kind is DocumentKind.PAPER:
        _duty, form, period_id = _paper_of(request, key.subject)
        return DocumentTitle(kind, period_id=period_id, form_title=form.title)
    if kind is DocumentKind.REGISTER:
        paper, about = _wing_paper(request, key.subject)
        return DocumentTitle(kind, whose=paper.id, about=about, own=paper.title)
    code, span = _span_of(key.subject)
    name = grid_name(uow, key.unit_code, code) if kind is DocumentKind.GRID else person_name(uow, key, code)
    return DocumentTitle(kind, whose=name, span=span)


def grid_name(uow: UnitOfWork, unit_code: str, grid_code: str) -> str:
    """Return the name of a grid that hangs in the unit, or hung there when it owed; gone ones too.

    Raises RefusalError (access-old-button) for others.
    """
    tree = uow.assessments.tree()
    if grid_code not in tree or unit_code not in _units(uow, tree, [grid_code]):
        raise RefusalError(OLD_BUTTON)
    return tree.get(grid_code).name


def _units(uow: UnitOfWork, tree: GridTree, grid_codes: Iterable[str]) -> set[str]:
    """Return the units in which these grids hang, last hung, or hung when they owed something."""
    known = [code for code in grid_codes if code in tree]
    now = {[tree.get(code), *tree.path_up(code)][-1].code for code in known}
    return now | uow.assessments.units_of(known)


def person_name(uow: UnitOfWork, key: DocumentKey, person_id: str) -> str:
    """Return the name of an official who holds or held a post in the unit; raises RefusalError (access-old-button)."""
    number = read_number(person_id)
    found = uow.assessments.people([number])
    units = _units(uow, uow.assessments.tree(), uow.archives.grids_of(number))
    if number not in found or key.unit_code not in units:
        raise RefusalError(OLD_BUTTON)
    return found[number][0]


def _span_of(subject: str) -> tuple[str, Span]:
    """Take apart whose file it is and over which months; raises RefusalError (access-old-button)."""
    parts = subject.split(":")
    if len(parts) != SUBJECT_PARTS:
        raise RefusalError(OLD_BUTTON)
    try:
        return parts[0], Span(parts[1], parts[2])
    except ValueError:
        raise RefusalError(OLD_BUTTON) from None


def _person_of(subject: str) -> int:
    return read_number(_span_of(subject)[0])


def _is_period(period_id: str) -> bool:
    try:
        period_parts(period_id)
    except ValueError:
        return False
    return True
