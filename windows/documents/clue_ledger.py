"""The window of 问题线索台账 (annex 3): made where tips are read, its versions sealed, never sent by the bot."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from domain.reporting.paper_facts import FORM, PaperFacts
from domain.time.clock import day_in_shanghai
from locales import Speech
from locales.dates import day_name
from storage.reporting.document_sendings import DocumentSending
from storage.reporting.filed_documents import FiledDocument, NamedDocument
from windows.documents.facts import ASK, fact_lines
from windows.documents.sent_up import sending_lines, sent_up_button
from windows.entries import DOCUMENTS, LEDGER, back_to_menu
from windows.windows import Button, Window

HAD_AGAIN = "doc-ledger"
VERSIONS_SHOWN = 4


class LedgerOnFile(NamedTuple):
    """The versions filed, newest first, how they went up, who filled it in: None where nobody was asked yet.

    Of `level_one` the reader has other documents to go back to.
    """

    versions: Sequence[FiledDocument]
    sendings: Sequence[DocumentSending]
    facts: PaperFacts | None
    level_one: bool


def ledger_window(opened: NamedDocument, on_file: LedgerOnFile, speech: Speech, line: str) -> Window:
    """Return the ledger's window; `line` (HTML) says what has just happened."""
    key, versions, facts = opened.key, on_file.versions[:VERSIONS_SHOWN], on_file.facts
    about = f"{key.kind}:{key.subject}"
    lines = [f"<b>{escape(opened.name)}</b>"]
    lines += [line] if line else []
    lines += fact_lines(FORM, facts, speech) if facts else []
    lines += [_version_line(version, speech) for version in versions]
    lines += sending_lines(on_file.sendings, speech) if versions else [speech.text("documents-none-filed")]
    lines += [speech.text("documents-ledger-how"), speech.text("documents-ledger-by-hand")]
    make = LEDGER if facts is not None else f"doc-make:{about}"
    rows = [[Button(speech.label("documents-ledger-make"), make)]]
    gets = [
        Button(speech.label("documents-get-older", version=version.version), f"{HAD_AGAIN}:{version.version}")
        for version in versions
    ]
    if versions:
        gets[0] = Button(speech.label("documents-get", version=versions[0].version), gets[0].data)
        rows += [gets[:1], [sent_up_button(opened, versions[0].version, speech)]]
        rows += [gets[1:]] if gets[1:] else []
    last = [Button(speech.label("report-back"), DOCUMENTS) if on_file.level_one else back_to_menu(speech)]
    if facts is not None:
        last.insert(0, Button(speech.label("documents-ledger-facts-change"), f"{ASK}:{about}"))
    return Window("\n".join(lines), [*rows, last])


def _version_line(version: FiledDocument, speech: Speech) -> str:
    day = day_name(speech, day_in_shanghai(version.filed_at))
    return speech.text("documents-filed", version=version.version, day=day, name=version.filed_by)
