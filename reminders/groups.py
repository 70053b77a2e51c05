"""Word of a group that put the bot out."""

from datetime import date

from domain.entries import MENU
from domain.windows import Button, Window
from locales import Speech
from reminders.desk import Desk
from storage.outbox import Letter
from storage.unit_of_work import UnitOfWork


def group_left_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window:
    """Name the group, and say how it receives again."""
    del uow, desk, today
    text = speech.text("digest-group-left", title=letter.payload["title"] or speech.label("digest-group-one"))
    return Window(text, [[Button(speech.label("menu-back"), MENU)]])
