"""Entries of another register below a question: searched by number or words, chosen by a button (docs/registers.md)."""

from domain.drafts import Draft
from locales import Speech
from usecases.questions.pages import EntryChoice, Listed
from windows.questions.parts import SHORT_LABEL, SHOWN_LENGTH, cut, listed_rows, tap_on
from windows.windows import Button, Rows


def entries_line(entries: Listed[EntryChoice], speech: Speech) -> str:
    """Return what the list below is, or what to do where it is empty; as HTML."""
    if entries.words and not entries.many:
        return speech.text("form-entry-nothing", words=cut(entries.words, SHOWN_LENGTH))
    if not entries.many:
        return speech.text("form-entry-empty")
    if entries.words:
        return speech.text("form-entry-found", words=cut(entries.words, SHOWN_LENGTH))
    return speech.text("form-entry-search")


def entry_rows(draft: Draft, entries: Listed[EntryChoice], speech: Speech) -> Rows:
    """Return a button for each entry listed, the ways to the other leaves, and back to all."""
    buttons = [Button(_label(entry), tap_on(draft, f"n{entry.id}")) for entry in entries.listed]
    return listed_rows(draft, entries, buttons, speech.label("form-entry-all"), speech)


def _label(entry: EntryChoice) -> str:
    return f"{entry.number} {cut(entry.title, SHORT_LABEL)}".strip()
