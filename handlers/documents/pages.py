"""What the conversations about documents share: a document's page, and what is noted of it."""

from dataclasses import dataclass

from aiogram.types import CallbackQuery

from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.reporting.documents import DocumentKind
from domain.reporting.paper_facts import PaperFacts
from handlers.wire.speaking import speech_of
from locales import in_chinese
from storage.audit import AuditEntry
from storage.reporting.filed_documents import DocumentKey, NamedDocument
from storage.unit_of_work import UnitOfWork
from usecases.documents.clue_ledger import chain_of
from usecases.documents.duties import DutyState, FiledVersion, document_duty, fulfil
from usecases.documents.house import open_document
from usecases.documents.paper_facts import facts_asked, find_facts
from usecases.house import Request
from usecases.memory import Question
from windows.documents.clue_ledger import LedgerOnFile, ledger_window
from windows.documents.documents import OnFile, document_window
from windows.documents.names import document_name
from windows.windows import Window

FILE_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class AskedFile(Question):
    """The next version of the document whose window is open."""

    opened: NamedDocument


@dataclass(frozen=True, slots=True)
class AskedLedgerFile(Question):
    """The next version of the clue ledger, whose window is open: it is sealed."""

    opened: NamedDocument


def open_named(uow: UnitOfWork, request: Request, kind: str, subject: str) -> tuple[Viewer, NamedDocument]:
    """Return who is acting and the document, named in their language; raises RefusalError as open_document does."""
    viewer, opened = open_document(uow, request, kind, subject)
    return viewer, NamedDocument(opened.key, document_name(opened.title, speech_of(request, viewer)))


def open_kept(uow: UnitOfWork, request: Request, kind: str, subject: str) -> tuple[Viewer, NamedDocument]:
    """Return the same of a document that whoever is acting keeps for the unit; a file of one's own is only read."""
    if kind != DocumentKind.LEDGER:
        request.level_one(uow)
    return open_named(uow, request, kind, subject)


def document_page(
    uow: UnitOfWork, request: Request, kind: str, subject: str, line: str = ""
) -> tuple[Window, NamedDocument]:
    """Return a document's window, `line` (HTML) below its name; raises RefusalError as open_document does."""
    viewer, opened = open_named(uow, request, kind, subject)
    if opened.key.kind == DocumentKind.LEDGER:
        return _ledger_page(uow, request, viewer, opened, line), opened
    level_one = viewer.unit_code is not None
    on_file = OnFile()
    if level_one:
        versions = uow.filed_documents.versions(opened.key)
        duty = document_duty(uow, request, opened.key)
        names = facts_asked(request, opened.key)
        facts = (find_facts(uow, opened.key) or PaperFacts()) if names else None
        on_file = OnFile(versions, uow.document_sendings.of(opened.key), duty, request.today, facts, names)
    window = document_window(opened, on_file, speech_of(request, viewer), level_one=level_one, line=line)
    return window, opened


def _ledger_page(
    uow: UnitOfWork, request: Request, viewer: Viewer, opened: NamedDocument, line: str
) -> Window:
    key, level_one = opened.key, viewer.unit_code is not None
    versions, sendings = uow.filed_documents.versions(key), uow.document_sendings.of(key)
    on_file = LedgerOnFile(versions, sendings, find_facts(uow, key), level_one)
    return ledger_window(opened, on_file, speech_of(request, viewer), line)


def expect_file(request: Request, opened: NamedDocument) -> None:
    """Take the next file sent as this document's next version."""
    is_ledger = opened.key.kind == DocumentKind.LEDGER
    request.memory.put(AskedLedgerFile(opened) if is_ledger else AskedFile(opened))


def about(call: CallbackQuery, first: int) -> tuple[str, str]:
    """Return (kind, subject) of a button, its parts from `first` on; raises RefusalError (access-old-button)."""
    parts = (call.data or "").split(":")
    if len(parts) < first + 2:
        raise RefusalError(OLD_BUTTON)
    return parts[first], ":".join(parts[first + 1 :])


def note(uow: UnitOfWork, request: Request, viewer: Viewer, act: str, key: DocumentKey) -> None:
    """Add to the audit that `viewer` did `act` with the document."""
    subject = f"{key.kind}:{key.subject}"
    uow.audit.add(AuditEntry(request.now, viewer.person_id, act, subject, chain=chain_of(key)))


def fulfil_by(uow: UnitOfWork, request: Request, viewer: Viewer, key: DocumentKey, version: int) -> None:
    """Note in the duty of a document, if there is one, that this version was filed; the audit log has it, too."""
    again = in_chinese().label("documents-duty-again")
    if fulfil(uow, request, viewer, FiledVersion(key, version, again)) is DutyState.DONE:
        note(uow, request, viewer, "document-duty", key)


def file_name(name: str) -> str:
    """Return what a file of that name is called, without its ending."""
    kept = "".join(
        character if character.isalnum() or character in " -_（）()" else "-" for character in name
    )
    return kept[:FILE_NAME_LENGTH].strip()
