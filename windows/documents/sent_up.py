"""The window that notes a document as sent to who has no phone here: which version, when, and in which way."""

from collections.abc import Sequence

from locales import Speech
from locales.dates import dated_day_name
from storage.reporting.document_sendings import DocumentSending
from storage.reporting.filed_documents import NamedDocument
from windows.documents.send import with_unwritten
from windows.entries import open_document
from windows.windows import Button, Window

SENT_UP, SENT_BY, NOT_SENT, SENT_UP_ANYWAY = "doc-up", "doc-way", "doc-unup", "doc-upon"
WAYS = 4
"""How many ways stand ready as buttons: documents-up-way-1 and so on."""
SHOWN_MOST = 5


def sent_up_window(
    opened: NamedDocument,
    version: int,
    sendings: Sequence[DocumentSending],
    speech: Speech,
    refusal: str = "",
) -> Window:
    """Ask in which way `version` was sent up; `refusal` (HTML) is what was wrong with what was typed."""
    about = f"{opened.key.kind}:{opened.key.subject}"
    lines = [speech.text("documents-up-ask", name=opened.name, version=version)]
    lines += sending_lines(sendings, speech)
    lines.append(speech.text("documents-up-how"))
    lines += [f"\n{refusal}"] if refusal else []
    ways = [
        Button(speech.label(f"documents-up-way-{n}"), f"{SENT_BY}:{n}:{version}:{about}")
        for n in range(1, WAYS + 1)
    ]
    rows = [ways[:2], ways[2:]]
    if sendings:
        rows.append([Button(speech.label("documents-up-take-back"), f"{NOT_SENT}:{about}")])
    back = Button(speech.label("report-back"), open_document(opened.key.kind, opened.key.subject))
    return Window("\n".join(lines), [*rows, [back]])


def unwritten_window(opened: NamedDocument, version: int, unwritten: int, speech: Speech) -> Window:
    """Say before a version is noted as sent that `unwritten` places in it still wait for words."""
    text = speech.text("documents-up-ask", name=opened.name, version=version)
    about = f"{opened.key.kind}:{opened.key.subject}"
    go_on = Button(speech.label("documents-up"), f"{SENT_UP_ANYWAY}:{version}:{about}")
    return with_unwritten(opened, Window(text, [[go_on]]), unwritten, speech)


def sending_lines(sendings: Sequence[DocumentSending], speech: Speech) -> list[str]:
    """Return a line for each of the last sendings, as HTML."""
    return [
        speech.text(
            "documents-up-line",
            day=dated_day_name(speech, sending.sent_on),
            way=sending.way,
            version=sending.version,
        )
        for sending in sendings[-SHOWN_MOST:]
    ]


def sent_up_button(opened: NamedDocument, version: int, speech: Speech) -> Button:
    """Return the way to this window from the document's own."""
    return Button(speech.label("documents-up"), f"{SENT_UP}:{version}:{opened.key.kind}:{opened.key.subject}")
