"""学习资料与要求: how they reach their readers, and reminders to who has not read them (docs/domain.md section 6).

Planned by domain/materials/materials.py; one message a person and day for all they have not read.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from domain.materials.materials import REMINDED_FOR, Timing, Unread, due, steps_taken_by
from domain.people.people import Role
from domain.time.clock import day_in_shanghai
from domain.time.nudge_hours import Quiet
from locales import Speech
from locales.dates import day_name, days_left
from reminders.desk import Batch, Desk, InBatches, Steps
from reminders.letter_book import Letters
from storage.delivery.outbox import Letter
from storage.materials.material_readers import REMINDER
from storage.materials.materials import Material
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork
from usecases.materials.house import MATERIAL
from windows.entries import MATERIALS, back_to_menu, open_material
from windows.material_words import material_title, material_window
from windows.windows import Button, Window

LISTED = 5
PEOPLE_AT_ONCE = 200


def find_materials(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the reminders of what has not been read that are due at `now`."""
    if not desk.hours.contain(now):
        return []
    today = day_in_shanghai(now)
    calendar = desk.calendar(uow) if desk.hours.working_days_only else None
    behind = []
    for step in uow.material_readers.in_force_since(now - REMINDED_FOR, today - REMINDED_FOR):
        timing = Timing(step.id, day_in_shanghai(desk.hours.first_from(step.sent_at)), step.due_on)
        if reached := steps_taken_by(timing, today, calendar):
            behind += uow.material_readers.behind(step.id, reached)
    if not behind:
        return []
    there = uow.holders.reached(today, {step.grid_code for step in behind})
    answering = {code: people for (code, role), people in there.items() if role is Role.INSPECTOR}
    # Whoever was reminded today is left out when the letters are queued.
    reminders = due(now, behind, answering, Quiet(desk.hours, snoozed=uow.people.snoozed()))
    by_person: defaultdict[int, list[Unread]] = defaultdict(list)
    for unread in reminders.steps:
        by_person[unread.person_id].append(unread)
    return [
        partial(_remind, steps=dict(some), now=now) for some in in_chunks(by_person.items(), PEOPLE_AT_ONCE)
    ]


queue_materials = InBatches(find_materials)


def _remind(uow: UnitOfWork, steps: Mapping[int, Sequence[Unread]], now: datetime) -> int:
    """Remind these people, once a day, and note their steps; who has postponed since is left for later."""
    snoozed = uow.people.snoozed(steps)
    there = {
        person: some for person, some in steps.items() if person not in snoozed or snoozed[person] <= now
    }
    uow.material_readers.take_steps(step for some in there.values() for step in some)
    return uow.material_readers.remind(there, day_in_shanghai(now), now)


def material_letter_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return what is to be read, with its file; None where it was read or withdrawn meanwhile, or the grid left."""
    del desk
    person_id = letter.person_id
    if person_id is None:
        return None
    unread = uow.material_readers.unread_of(person_id, _inspected(uow, person_id, today, away_too=True))
    found = next((material for material in unread if material.id == letter.payload["material"]), None)
    return None if found is None else material_window(found, speech, with_file=True)


def material_unread_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Remind of all that has not been read; None where there is nothing any more."""
    del desk
    person_id = letter.person_id
    if person_id is None:
        return None
    unread = uow.material_readers.unread_of(person_id, _inspected(uow, person_id, today, away_too=False))
    if not unread:
        return None
    lines = [speech.text("material-remind", count=len(unread))]
    lines += [_line(material, speech, today) for material in unread[:LISTED]]
    if len(unread) > LISTED:
        lines.append(speech.text("material-remind-more", count=len(unread) - LISTED))
    rows = [
        [
            Button(
                speech.label("material-remind-open", title=material_title(material.content, speech)),
                open_material(material.id),
            )
        ]
        for material in unread[:LISTED]
    ]
    last = Button(speech.label("menu-materials"), MATERIALS)
    return Window("\n".join(lines), [*rows, [last, back_to_menu(speech)]])


def _inspected(uow: UnitOfWork, person_id: int, today: date, *, away_too: bool) -> list[str]:
    posts = uow.holders.posts_of(person_id, today, away_too=away_too)
    return [code for code, role in posts if role is Role.INSPECTOR]


def _line(material: Material, speech: Speech, today: date) -> str:
    kind, title = speech.label(f"material-kind-{material.kind}"), material_title(material.content, speech)
    if material.due_on is None:
        return speech.text("material-remind-line", kind=kind, title=title)
    left = days_left(speech, (material.due_on - today).days)
    day = day_name(speech, material.due_on)
    return speech.text("material-remind-line-until", kind=kind, title=title, day=day, left=left)


LETTERS: Letters = {
    MATERIAL: material_letter_window,
    REMINDER: material_unread_window,
}
STEPS: Steps = {230: queue_materials}
