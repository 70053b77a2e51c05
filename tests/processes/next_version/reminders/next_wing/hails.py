"""A letter that the version of today does not know: everybody with a phone is hailed, once."""

from datetime import date, datetime, timedelta

from locales import Speech
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.unit_of_work import UnitOfWork
from windows.windows import Button, Window

HAIL = LetterKind(id="hail", life=timedelta(days=3), trace=Trace.TOLD, keeps=True)


def queue_hails(uow: UnitOfWork, _desk: Desk, now: datetime) -> int:
    """Queue a hail for everybody who can be reached."""
    reached = uow.people.reachable(None)
    return uow.outbox.add_once(
        HAIL.letter(f"{HAIL.id}:{person_id}", {}, now, person_id) for person_id in reached
    )


def hail_window(_uow: UnitOfWork, _desk: Desk, _letter: Letter, _speech: Speech, _today: date) -> Window:
    """Say it."""
    return Window("新版本的通知", [[Button("新版本的按钮", "hail")]])


LETTERS: Letters = {HAIL: hail_window}
STEPS: Steps = {299: queue_hails}
