"""轮岗提示: level 1 is told of leading officials long in a post with a grave risk, each of their days once.

Looked for once a day and unit, with the first minute of the hours (where nudges rest on days of rest, so does this):
all of it in one letter, and of several days that have come at once, after a downtime, the last. What was told of whom
is kept in settings: letters are gone after a month, and the next is due in a year.
"""

from datetime import date, datetime, timedelta
from functools import partial

from domain.registers.rotation import RotationTold, rotations, to_tell
from domain.time.clock import day_in_shanghai
from locales import Speech
from reminders.desk import Batch, Desk, InBatches, Steps
from reminders.letter_book import Letters
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.unit_of_work import UnitOfWork
from usecases.registers.risks.rotation import risk_posts
from windows.entries import back_to_menu
from windows.registers.rotation import ROTATION, levels_said, rotation_lines
from windows.windows import Button, Window

ROTATION_DUE = LetterKind(id="rotation", life=timedelta(days=14), trace=Trace.TOLD, keeps=True)
"""Of the people {"people"} of the unit {"unit"}, by their ids."""
NAMED_MOST = 4
_LOOKED, _TOLD = "rotation-looked:", "rotation-told:"


def find_rotations(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return a batch for each unit at which it was not looked today."""
    today = day_in_shanghai(now)
    if not desk.hours.contain(now) or not desk.rotation.levels:
        return []
    if desk.hours.working_days_only and not desk.calendar(uow).is_working(today):
        return []
    return [
        partial(_tell, desk=desk, now=now, unit_code=unit_code)
        for unit_code in sorted(uow.people.all_level_one(today))
        if uow.settings.find(f"{_LOOKED}{unit_code}") != today.isoformat()
    ]


def _tell(uow: UnitOfWork, desk: Desk, now: datetime, unit_code: str) -> int:
    """Queue the unit's letters of today and note them; return how many. While nobody can be told, nothing is noted."""
    today, looked = day_in_shanghai(now), f"{_LOOKED}{unit_code}"
    if uow.settings.find(looked) == today.isoformat():
        return 0
    uow.settings.put(looked, today.isoformat())
    posts = risk_posts(uow, desk, unit_code, today)
    told = {held.person_id: mark for held in posts if (mark := _find_told(uow, held.person_id)) is not None}
    news = to_tell(desk.rotation, posts, told, today)
    readers = sorted(uow.people.reachable(uow.people.level_one(unit_code, today)))
    if not news or not readers:
        return 0
    for person_id, mark in news.items():
        uow.settings.put(f"{_TOLD}{person_id}", f"{mark.since} {mark.on}")
    payload = {"unit": unit_code, "people": sorted(news)}
    return uow.outbox.add_once(
        ROTATION_DUE.letter(f"{ROTATION_DUE.id}:{today}:{unit_code}:{reader}", payload, now, reader)
        for reader in readers
    )


def _find_told(uow: UnitOfWork, person_id: int) -> RotationTold | None:
    found = uow.settings.find(f"{_TOLD}{person_id}")
    return None if found is None else RotationTold(*map(date.fromisoformat, found.split()))


def rotation_due_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return who they are; None where all of them are off the list, or the reader runs that unit no more."""
    unit_code, named = letter.payload["unit"], set(letter.payload["people"])
    if letter.person_id not in uow.people.level_one(unit_code, today):
        return None
    posts = [held for held in risk_posts(uow, desk, unit_code, today) if held.person_id in named]
    found = [rotation for rotation in rotations(desk.rotation, posts, today) if rotation.full_on is not None]
    if not found:
        return None
    rule = desk.rotation
    levels = levels_said(desk.registers, rule, speech)
    lines = [speech.text("rotation-letter", levels=levels, years=rule.years)]
    lines += rotation_lines(found[:NAMED_MOST], rule, speech)
    if len(found) > NAMED_MOST:
        lines.append(speech.text("rotation-more", count=len(found) - NAMED_MOST))
    look = Button(speech.label("rotation-look"), f"{ROTATION}:0")
    return Window("\n".join(lines), [[look], [back_to_menu(speech)]])


LETTERS: Letters = {ROTATION_DUE: rotation_due_window}
STEPS: Steps = {265: InBatches(find_rotations)}
