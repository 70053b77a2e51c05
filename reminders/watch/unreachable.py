"""Whoever blocks the bot or deletes the account is reported to level 1: once, and at most one message a day.

What they owe has passed up to the grid above by itself (domain/duties/nudges.py): nothing waits for this letter.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import partial

from domain.time.clock import day_in_shanghai
from locales import Speech
from reminders.desk import Batch, Desk, InBatches, Steps
from reminders.letter_book import Letters
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.people.listed import Unreachable
from storage.unit_of_work import UnitOfWork
from windows.entries import INVITE, back_to_menu
from windows.windows import Button, Window

UNREACHABLE = LetterKind(id="unreachable", life=timedelta(days=3), trace=Trace.TOLD)
LISTED = 20
_MARK = "unreachable:"
"""The settings that hold of a unit when it was told last, and of whom up to when."""


def find_unreachable(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the reports of those who could not be reached since the last one, within the hours."""
    if not desk.hours.contain(now):
        return []
    silent = uow.people.unreachable()
    if not silent:
        return []
    today = day_in_shanghai(now)
    marks = uow.settings.beginning(_MARK)
    tree = uow.rosters.paths({person.grid_code for person in silent})
    by_unit: defaultdict[str, list[Unreachable]] = defaultdict(list)
    for person in silent:
        if person.grid_code in tree:
            by_unit[tree.place_of(person.grid_code)[0]].append(person)
    return [
        partial(_queue_for_unit, unit_code=code, silent=some, now=now)
        for code, some in sorted(by_unit.items())
        if _new(marks.get(code), some, today)
    ]


queue_unreachable = InBatches(find_unreachable)


def _new(mark: str | None, silent: list[Unreachable], today: date) -> list[Unreachable]:
    """Return of whom a unit has not heard; nobody where it has had today's report."""
    told_on, _, told_until = (mark or " ").partition(" ")
    if told_on == today.isoformat():
        return []
    return [
        person for person in silent if not told_until or person.since > datetime.fromisoformat(told_until)
    ]


def _queue_for_unit(uow: UnitOfWork, unit_code: str, silent: list[Unreachable], now: datetime) -> int:
    today, mark = day_in_shanghai(now), f"{_MARK}{unit_code}"
    new = _new(uow.settings.find(mark), silent, today)
    if not new:
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
