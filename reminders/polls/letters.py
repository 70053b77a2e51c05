"""测评 in words: all who are asked hear of it once, are reminded once alike, and are told when it has ended."""

from datetime import date

from domain.polls.polls import PollState
from locales import Speech
from locales.dates import day_name
from reminders.desk import Desk
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.polls.polls import Poll
from storage.unit_of_work import UnitOfWork
from usecases.polls.letters import POLL, POLL_ENDED, POLL_REMINDER
from windows.entries import back_to_menu, open_poll
from windows.windows import Button, Window


def poll_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Ask for answers; None where the poll does not run any more. Whether somebody has answered is not looked at."""
    del desk
    return _asking(_running(uow, letter, today), "polls-letter", speech)


def poll_reminder_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Remind of it, those who have answered too; None where it does not run any more."""
    del desk
    return _asking(_running(uow, letter, today), "polls-letter-again", speech)


def poll_ended_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell that it has ended, and where its results are."""
    del desk, today
    poll = uow.polls.find(letter.payload["poll"])
    if poll is None or poll.state is PollState.CANCELLED:
        return None
    key = "polls-letter-lost" if poll.state is PollState.LOST else "polls-letter-ended"
    see = Button(speech.label("polls-results"), open_poll(poll.id))
    return Window(speech.text(key, title=poll.title), [[see], [back_to_menu(speech)]])


def _running(uow: UnitOfWork, letter: Letter, today: date) -> Poll | None:
    poll = uow.polls.find(letter.payload["poll"])
    return poll if poll is not None and poll.runs_on(today) else None


def _asking(poll: Poll | None, key: str, speech: Speech) -> Window | None:
    if poll is None:
        return None
    text = speech.text(key, title=poll.title, day=day_name(speech, poll.span.ends_on))
    take_part = Button(speech.label("polls-take-part"), open_poll(poll.id))
    return Window(text, [[take_part], [back_to_menu(speech)]])


LETTERS: Letters = {
    POLL: poll_window,
    POLL_REMINDER: poll_reminder_window,
    POLL_ENDED: poll_ended_window,
}
