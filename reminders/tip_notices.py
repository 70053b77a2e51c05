"""新的线索: level 1 is told at once that a tip has come, and nothing about it (DOMAIN.md section 4)."""

from datetime import date

from domain.entries import KEYS, TIPS
from domain.windows import Button, Window
from locales import Speech
from reminders.desk import Desk
from storage.outbox import Letter
from storage.unit_of_work import UnitOfWork


def tip_come_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return the notice: a sentence and the way to the register."""
    del uow, desk, today
    key = "tips-come-added" if letter.payload.get("added") else "tips-come"
    if letter.payload.get("facts"):
        key = "facts-came"
    return Window(speech.text(key), [[Button(speech.label("tips-come-open"), TIPS)]])


def key_set_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Return the notice that another handler has a new key, by its name and its two ends."""
    del desk, today
    person_id, key = int(letter.payload["person"]), str(letter.payload["recipient"])
    name = uow.people.names([person_id]).get(person_id)
    if name is None:
        return None
    text = speech.text("keys-letter", name=name, first=key[:8], last=key[-8:])
    return Window(text, [[Button(speech.label("keys-letter-open"), KEYS)]])


def handed_over_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return the notice that another handler has handed tips over: who, and how many."""
    del desk, today
    person_id = int(letter.payload["person"])
    name = uow.people.names([person_id]).get(person_id)
    if name is None:
        return None
    text = speech.text("keys-letter-handed-over", name=name, count=int(letter.payload["count"]))
    return Window(text, [[Button(speech.label("keys-letter-open"), KEYS)]])
