"""Word of a group that begins to receive, or put the bot out."""

from datetime import date

from locales import Speech
from reminders.desk import Desk
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.group_letters import PUT_OUT, TAKEN_IN
from storage.unit_of_work import UnitOfWork
from windows.entries import back_to_menu
from windows.windows import Window


def group_left_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window:
    """Name the group, and say how it receives again."""
    del uow, desk, today
    text = speech.text("digest-group-left", title=letter.payload["title"] or speech.label("digest-group-one"))
    return Window(text, [[back_to_menu(speech)]])


def group_set_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window:
    """Name the group and who set it up, and say how to end it."""
    del uow, desk, today
    title = letter.payload["title"] or speech.label("digest-group-one")
    text = speech.text("digest-group-set", title=title, name=letter.payload["name"])
    return Window(text, [[back_to_menu(speech)]])


LETTERS: Letters = {
    PUT_OUT: group_left_window,
    TAKEN_IN: group_set_window,
}
