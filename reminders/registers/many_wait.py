"""Several entries that were opened at once, in one letter: to whom they wait for, how many they are."""

from datetime import date

from locales import Speech
from reminders.desk import Desk
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork
from usecases.registers.letters import ENTRIES_WAIT
from windows.entries import WAITING_ENTRIES, back_to_menu
from windows.windows import Button, Window


def many_wait_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return how many entries have come to wait for the reader."""
    del uow, desk, today
    text = speech.text("registers-told-many-wait", count=letter.payload["count"])
    mine = Button(speech.label("registers-all-mine"), WAITING_ENTRIES)
    return Window(text, [[mine], [back_to_menu(speech)]])


LETTERS: Letters = {ENTRIES_WAIT: many_wait_window}
