"""The letter that brings a filed document; in words in reminders/reporting/documents.py."""

from datetime import timedelta

from storage.delivery.letters import Letter, LetterKind, Trace
from storage.reporting.filed_documents import DocumentKey
from usecases.house import Request

DOCUMENT = LetterKind(id="document", life=timedelta(days=14), trace=Trace.TOLD)


def document_letter(request: Request, key: DocumentKey, version: int, person_id: int, to: str) -> Letter:
    """Return the letter with this version of a document: once a person and version; `to` is a receiver it may have."""
    return DOCUMENT.letter(
        f"{DOCUMENT.id}:{key.unit_code}:{key.kind}:{key.subject}:{version}:{person_id}",
        {"unit": key.unit_code, "kind": key.kind, "subject": key.subject, "version": version, "to": to},
        request.now,
        person_id,
    )
