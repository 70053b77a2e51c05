"""A filed document on its way to those whom it is addressed to (docs/domain.md section 6)."""

from datetime import date

from domain.reporting.documents import DocumentKind, long_period_name
from domain.reporting.sendings import RECEIVERS, SENT_TO
from locales import DEFAULT_LANGUAGE, Speech
from reminders.desk import Desk
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.reporting.filed_documents import DocumentKey
from storage.unit_of_work import UnitOfWork
from usecases.documents.letters import DOCUMENT
from windows.windows import Attachment, Window


def document_letter_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return the file with a line that says what it is; None where its version is not there.

    Whoever has given up the post meanwhile gets it no more.
    """
    key = DocumentKey(letter.payload["unit"], letter.payload["kind"], letter.payload["subject"])
    to = letter.payload.get("to") or SENT_TO[DocumentKind(key.kind)][0]
    role = RECEIVERS[to]
    if letter.person_id not in uow.people.holders([role], key.unit_code, today):
        return None
    found = uow.filed_documents.find_content(key, letter.payload["version"])
    if found is None:
        return None
    # The report is Chinese, and so is its name.
    there = Speech(desk.words, DEFAULT_LANGUAGE)
    if key.kind in (DocumentKind.SUPERVISOR, DocumentKind.COMMITTEE):
        name = there.name(f"documents-report-{DocumentKind(key.kind)}", period=long_period_name(key.subject))
    else:
        name = found.name.removesuffix(".docx")
    return Window(speech.text("documents-letter", name=name), (), [Attachment(*found)])


LETTERS: Letters = {
    DOCUMENT: document_letter_window,
}
