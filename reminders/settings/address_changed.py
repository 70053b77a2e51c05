"""驻组 is told that the address for letters was changed, from what to what, and by whom."""

from datetime import date

from locales import Speech
from reminders.desk import Desk
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork
from usecases.settings.facts import ADDRESS_CHANGED
from windows.entries import back_to_menu
from windows.windows import Window


def address_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window:
    """Tell what was changed then; it may have been changed again since, of which there is a letter of its own."""
    del desk, today
    by, nothing = letter.payload["by"], speech.label("setting-nothing")
    who = uow.people.names([by]).get(by, "") if by is not None else ""
    text = speech.text(
        "hospital-address-letter",
        who=who or speech.label("setting-by-command-line"),
        old=letter.payload["old"] or nothing,
        new=letter.payload["new"] or nothing,
    )
    return Window(text, [[back_to_menu(speech)]])


LETTERS: Letters = {ADDRESS_CHANGED: address_window}
