"""传达: what the organ above sends reaches a hospital's office."""

from datetime import date

from locales import Speech
from reminders.desk import Desk
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork
from usecases.city.door import FROM_ABOVE
from windows.city.notices import from_above_window
from windows.windows import Window


def from_above_letter_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return what was sent; None where they have read it meanwhile."""
    del desk, today
    number = letter.payload["notice"]
    notice = uow.city_notices.find(number)
    if notice is None or letter.person_id is None:
        return None
    theirs, read_at = uow.city_notices.read_at(number, letter.person_id)
    return from_above_window(notice, None, speech) if theirs and read_at is None else None


LETTERS: Letters = {FROM_ABOVE: from_above_letter_window}
