"""催报: the office nudges all who have not reported, once a person and day."""

from datetime import date

from locales import Speech
from reminders.desk import Desk
from reminders.duties.nudge_windows import nudge_window
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork
from usecases.duties.chase_letters import CHASE
from windows.windows import Window


def chase_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Return the office's reminder: a line that it comes from the office, then what is open."""
    window = nudge_window(uow, desk, letter, speech, today)
    if window is None:
        return None
    return Window(f"{speech.text('nudge-from-office')}\n{window.text}", window.rows)


LETTERS: Letters = {
    CHASE: chase_window,
}
