"""Whoever blocks the bot or deletes the account is reported to level 1: once, and at most one message a day.

What they owe has passed up to the grid above by itself (domain/duties/nudges.py): nothing waits for this letter.
"""

from datetime import date, datetime, timedelta

from domain.time.clock import day_in_shanghai
from locales import Speech
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.people.people import Unreachable
from storage.unit_of_work import UnitOfWork
from windows.entries import INVITE, back_to_menu
from windows.windows import Button, Window

UNREACHABLE = LetterKind(id="unreachable", life=timedelta(days=3), trace=Trace.TOLD)
LISTED = 20


def queue_unreachable(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue the report of those who could not be reached since the last one; return how many letters that makes."""
    if not desk.hours.contain(now):
        return 0
    silent = uow.people.unreachable()
    if not silent:
        return 0
    today = day_in_shanghai(now)
    queued = 0
    for unit_code in [grid.code for grid in uow.rosters.tree() if grid.level == 1]:
        queued += _queue_for_unit(uow, unit_code, silent, now, today)
    return queued


def _queue_for_unit(
    uow: UnitOfWork, unit_code: str, silent: list[Unreachable], now: datetime, today: date
) -> int:
    mark = f"unreachable:{unit_code}"
    told_on, _, told_until = (uow.settings.find(mark) or " ").partition(" ")
    new = [person for person in silent if not told_until or person.since > datetime.fromisoformat(told_until)]
    inside = uow.holders.hanging_below({person.grid_code for person in new}, [unit_code])
    new = [person for person in new if person.grid_code in inside]
    if not new or told_on == today.isoformat():
        return 0
    uow.settings.put(mark, f"{today} {max(person.since for person in new).isoformat()}")
    payload = {"people": [person.person_id for person in new]}
    return uow.outbox.add_once(
        UNREACHABLE.letter(f"{UNREACHABLE.id}:{today}:{unit_code}:{person_id}", payload, now, person_id)
        for person_id in uow.people.level_one(unit_code, today)
    )


def unreachable_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Name those who still can't be reached; None where all can."""
    del desk, today
    told = set(letter.payload["people"])
    silent = [person for person in uow.people.unreachable() if person.person_id in told]
    if not silent:
        return None
    lines = [
        speech.text("unreachable-told", count=len(silent)),
        *(
            speech.text("unreachable-line", name=person.name, grid=person.grid_name)
            for person in silent[:LISTED]
        ),
        speech.text("unreachable-how"),
    ]
    rows = [
        [Button(speech.label("menu-invite"), INVITE)],
        [back_to_menu(speech)],
    ]
    return Window("\n".join(lines), rows)


LETTERS: Letters = {UNREACHABLE: unreachable_window}
STEPS: Steps = {250: queue_unreachable}
