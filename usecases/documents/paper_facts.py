"""文号, 签发人, 联系人 and the like of a unit's papers: kept for each paper, and offered for the next."""

import json
from collections.abc import Sequence

from domain.people.people import Viewer
from domain.reporting.documents import DocumentKind
from domain.reporting.paper_facts import FORM, OFFICIAL, PaperFacts, facts_of, offered_facts
from domain.tips.routing import Body
from reports.documents.compile_papers import FILLED_IN
from storage.audit import AuditEntry
from storage.reporting.filed_documents import DocumentKey
from storage.unit_of_work import UnitOfWork
from usecases.documents.clue_ledger import chain_of
from usecases.house import Request

_SETTING = "paper_facts:"
_LAST = "last"


def facts_asked(request: Request, key: DocumentKey) -> Sequence[str]:
    """Return the names of what a document has a place for."""
    if key.kind in (DocumentKind.SUPERVISOR, DocumentKind.COMMITTEE):
        return OFFICIAL
    if key.kind == DocumentKind.LEDGER:
        return FORM
    first = key.subject.partition(":")[0]
    if key.kind == DocumentKind.PAPER:
        duty = request.house.duties.get(first)
        return FORM if duty is not None and duty.form_id in FILLED_IN else ()
    if key.kind == DocumentKind.REGISTER:
        paper = request.house.wing_papers.get(first)
        return FORM if paper is not None and paper.is_filled_in else ()
    return ()


def find_facts(uow: UnitOfWork, key: DocumentKey) -> PaperFacts | None:
    """Return what was given for this document, nothing too; None where it was never asked."""
    kept = _kept(uow, _setting(key)).get(_name(key))
    return None if kept is None else facts_of(kept)


def facts_offered(uow: UnitOfWork, request: Request, key: DocumentKey) -> PaperFacts:
    """Return what is offered: what this document has, else what the unit gave last with the next number."""
    found = find_facts(uow, key)
    if found is not None:
        return found
    last = _kept(uow, _setting(key)).get(_LAST, {})
    if not last and chain_of(key) == Body.OFFICE:
        last = _kept(uow, f"{_SETTING}{key.unit_code}").get(_LAST, {})
    return offered_facts(facts_of(last), request.today.year)


def keep_facts(
    uow: UnitOfWork, request: Request, viewer: Viewer, key: DocumentKey, facts: PaperFacts
) -> None:
    """Keep what was given for this document, and as the last of the unit; the audit log says that it changed."""
    if find_facts(uow, key) == facts:
        return
    kept = _kept(uow, _setting(key))
    kept[_name(key)] = facts.kept()
    kept[_LAST] = {**kept.get(_LAST, {}), **facts.kept()}
    uow.settings.put(_setting(key), json.dumps(kept, ensure_ascii=False))
    entry = AuditEntry(request.now, viewer.person_id, "document-facts", _name(key), chain=chain_of(key))
    uow.audit.add(entry)


def _name(key: DocumentKey) -> str:
    return f"{key.kind}:{key.subject}"


def _setting(key: DocumentKey) -> str:
    """Return where they are kept: of a ledger apart, for nobody else is to be offered what 驻组 wrote in theirs."""
    unit = f"{_SETTING}{key.unit_code}"
    return f"{unit}:{_name(key)}" if key.kind == DocumentKind.LEDGER else unit


def _kept(uow: UnitOfWork, setting: str) -> dict[str, dict[str, str]]:
    found = uow.settings.find(setting)
    return {} if found is None else dict(json.loads(found))
