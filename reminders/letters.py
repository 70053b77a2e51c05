"""Every kind of letter, put into words when it is delivered: from what is true then, in the reader's language."""

from collections.abc import Callable
from datetime import date

from domain.windows import Window
from locales import Speech
from reminders.chases import chase_window
from reminders.desk import Desk
from reminders.digests import digest_window
from reminders.nudges import nudge_window
from reminders.tip_clocks import tip_clock_window
from reminders.tip_notices import tip_come_window
from reminders.tip_retention import tip_retention_window
from storage.outbox import Letter
from storage.unit_of_work import UnitOfWork

Words = Window | Callable[[], Window] | None
Wording = Callable[[UnitOfWork, Desk, Letter, Speech, date], Words]


def moved_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Tell a phone that its person has bound another."""
    del uow, desk, letter, today
    return Window(speech.text("bind-moved"))


WORDINGS: dict[str, Wording] = {
    "nudge": nudge_window,
    "chase": chase_window,
    "digest": digest_window,
    "moved": moved_window,
    "tip_come": tip_come_window,
    "tip_clock": tip_clock_window,
    "tip_retention": tip_retention_window,
}
"""What puts each kind into words. None: there is nothing left to say. A function: slow, to be called off the loop."""

UNTRACED = frozenset({"tip_come", "moved"})
"""Kinds of which no row stays behind: when they went would tell when somebody reported, or from which phone."""
