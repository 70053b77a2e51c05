"""The windows in which an entry is opened, or what a move of one asks is answered (windows/questions/asking.py)."""

from dataclasses import replace
from html import escape

from domain.errors import RefusalError
from locales import Speech
from usecases.questions.pages import PAST_NOTES
from usecases.registers.ask import EntryPage
from windows.entries import REGISTERS, back_to_workbench
from windows.entry_buttons import open_entry, open_register
from windows.questions.asking import AskingWords, asking_window, with_refusal
from windows.registers.names import register_name, short_title
from windows.windows import Button, Window


def page_window(page: EntryPage, speech: Speech, refusal: RefusalError | None = None) -> Window:
    """Return the window at which `page` stands, with the line that says why an answer was not taken."""
    draft = page.draft
    if draft is None and page.kept:
        entry = page.entry
        back = (
            Button(speech.label("report-back"), open_entry(entry.id)) if entry else back_to_workbench(speech)
        )
        return Window(speech.text("registers-kept"), [[back]])
    if draft is None:
        return Window(
            speech.text("registers-given-up"), [[Button(speech.label("registers-back"), REGISTERS)]]
        )
    if refusal is not None:
        page = replace(page, look=replace(page.look, note=PAST_NOTES))
    elif page.renewed:
        refusal = RefusalError("forms-draft-renewed")
    entry = page.entry
    keep = open_register(page.register.id) if entry is None else open_entry(entry.id)
    move = page.move
    submit = speech.label("report-submit") if move is None else move.label[speech.language]
    above = [escape(short_title(entry, 30))] if entry is not None and entry.title else []
    return with_refusal(
        asking_window(page, draft, AskingWords(_head(page, speech), submit, keep, above), speech),
        refusal,
        speech,
    )


def _head(page: EntryPage, speech: Speech) -> str:
    name = register_name(page.register, speech)
    if page.move is None:
        return speech.text("registers-head-new", register=name)
    number = page.entry.number if page.entry is not None and page.entry.number else name
    return speech.text("registers-head-move", move=page.move.label[speech.language], number=number)
