"""新的线索: level 1 is told at once that a tip has come, and nothing about it (docs/domain.md section 4)."""

from datetime import date

from locales import Speech
from reminders.desk import Desk
from reminders.letter_book import Letters
from reminders.tips.clocks import reader_of
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork
from usecases.tips.in_charge import IN_CHARGE
from usecases.tips.key_letters import HANDED_OVER, KEY_SET
from usecases.tips.letters import TIP_COME
from usecases.tips.merge_letters import TIP_MERGED
from usecases.tips.phone_letters import MOVED, TIP_PHONE
from windows.entries import KEYS, TIPS, open_tip
from windows.windows import Button, Window

NAMED = 5
"""How many numbers a notice names."""


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


def merged_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Return the notice that another handler has merged tips, taken one out, or merged some out of sight."""
    del desk, today
    person_id, change = int(letter.payload["person"]), str(letter.payload["change"])
    name = uow.people.names([person_id]).get(person_id)
    if name is None:
        return None
    numbers = [str(number) for number in letter.payload["numbers"]]
    listed = speech.label("list-comma").join(numbers[:NAMED])
    text = speech.text(f"tip-merging-letter-{change}", name=name, numbers=listed, count=len(numbers))
    way = TIPS if change == "hidden" else open_tip(numbers[0])
    return Window(text, [[Button(speech.label("tips-come-open"), way)]])


def in_charge_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return the notice that somebody has a tip in charge (承办人), or no more; None where they see it no more."""
    del desk
    number, reader = str(letter.payload["number"]), reader_of(uow, letter, today)
    if reader is None or uow.tips.find(reader, number) is None:
        return None
    by, now = int(letter.payload["by"]), int(letter.payload["now"])
    names = uow.people.names([by, now])
    text = speech.text(
        f"clues-letter-{letter.payload['change']}",
        number=number,
        by=names.get(by, ""),
        now=names.get(now, ""),
    )
    return Window(text, [[Button(speech.label("tips-come-open"), open_tip(number))]])


def phone_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Return the notice of what was done to the phone of one of those who handle tips, and by whom."""
    del desk, today
    whose, by = int(letter.payload["person"]), letter.payload.get("by")
    names = uow.people.names([whose, *([] if by is None else [int(by)])])
    if whose not in names:
        return None
    actor = speech.label("invite-letter-server") if by is None else names.get(int(by), "")
    change = str(letter.payload["change"])
    if letter.person_id == whose:
        change += "-own"
    text = speech.text(f"invite-letter-{change}", name=names[whose], actor=actor)
    return Window(text, [[Button(speech.label("keys-letter-open"), KEYS)]])


def moved_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Tell a phone that its person has bound another, or was unbound from it."""
    del uow, desk, today
    return Window(speech.text("bind-unbound" if letter.payload.get("unbound") else "bind-moved"))


LETTERS: Letters = {
    TIP_COME: tip_come_window,
    KEY_SET: key_set_window,
    HANDED_OVER: handed_over_window,
    TIP_MERGED: merged_window,
    IN_CHARGE: in_charge_window,
    TIP_PHONE: phone_window,
    MOVED: moved_window,
}
