"""The windows before a filed version leaves the office: to whom, and how much of it still waits for words."""

from dataclasses import dataclass, replace

from domain.reporting.sendings import SENT_TO
from locales import Speech
from storage.reporting.filed_documents import NamedDocument
from windows.entries import open_document
from windows.windows import Button, Window

_WORDS = {"s": "supervisor", "c": "committee"}


@dataclass(frozen=True, slots=True)
class Sending:
    """A version on its way to a receiver (domain/reporting/sendings.py); a button says from part `first` on of what."""

    to: str
    version: int
    first: int = 0


def send_buttons(opened: NamedDocument, version: int, speech: Speech) -> list[list[Button]]:
    """Return a row with whom a version can be sent to; none where it goes to nobody who has a phone here."""
    key = opened.key
    row = [
        Button(
            speech.label(f"documents-send-{_WORDS[to]}", version=version),
            f"doc-send:{to}:{version}:{key.kind}:{key.subject}",
        )
        for to in SENT_TO.get(key.kind, ())
    ]
    return [[button] for button in row] if len(row) == 1 else [row] if row else []


def send_window(opened: NamedDocument, asked: Sending, unwritten: int, speech: Speech) -> Window:
    """Ask once before a filed version is sent out of the office; `unwritten` places in it still wait for words."""
    key, version = opened.key, asked.version
    text = speech.text(f"documents-send-ask-{_WORDS[asked.to]}", name=opened.name, version=version)
    yes = Button(
        speech.label("documents-send-yes"), f"doc-sent:{asked.to}:{version}:{key.kind}:{key.subject}"
    )
    return with_unwritten(opened, Window(text, [[yes]]), unwritten, speech)


def with_unwritten(opened: NamedDocument, window: Window, unwritten: int, speech: Speech) -> Window:
    """Return `window`, whose one button goes on, with the way back; where words wait, that comes first and says so."""
    there = open_document(opened.key.kind, opened.key.subject)
    (yes,) = window.rows[0]
    if not unwritten:
        return replace(window, rows=[[yes], [Button(speech.label("report-back"), there)]])
    text = f"{speech.text('documents-send-unwritten', count=unwritten)}\n{window.text}"
    first = Button(speech.label("documents-send-write"), there)
    return replace(
        window, text=text, rows=[[first], [replace(yes, label=speech.label("documents-send-anyway"))]]
    )
