"""收到的报告 in letters: who receives reports hears of them in the morning, all that came in one letter.

Of each report they hear once, and once more when it was corrected (docs/duties.md, Who receives).
"""

from datetime import date, datetime

from domain.time.clock import day_in_shanghai
from locales import Speech
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from storage.delivery.letters import Letter
from storage.unit_of_work import UnitOfWork
from usecases.reporting.received import RECEIVED_REPORTS, posts_of_each, received_duties
from windows.reporting.received import received_letter, titles_of
from windows.windows import Window

_TOLD = "received_told_at"
"""The setting that holds up to when those who receive reports have been told of what came."""


def queue_received(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue the day's letters; return how many that makes. The first time tells nobody."""
    duties = received_duties(desk.duties)
    today = day_in_shanghai(now)
    if not duties or not desk.hours.contain(now):
        return 0
    told = uow.settings.find(_TOLD)
    told_at = datetime.fromisoformat(told) if told else None
    if told_at is not None and day_in_shanghai(told_at) >= today:
        return 0
    uow.settings.put(_TOLD, now.isoformat())
    if told_at is None:
        return 0
    reports = uow.received.came(list(duties), told_at, now)
    posts = posts_of_each(uow, duties, reports)
    there = uow.holders.present(today, {code for some in posts.values() for code, _role in some})
    told_of: dict[int, list[int]] = {}
    for report in reports:
        people = {person for post in posts[report.item_id] for person in there.get(post, ())}
        for person_id in people:
            told_of.setdefault(person_id, []).append(report.item_id)
    again = [report.item_id for report in reports if report.filed_at < told_at]
    return uow.outbox.add_once(
        RECEIVED_REPORTS.letter(
            f"{RECEIVED_REPORTS.id}:{today}:{person_id}",
            {"items": items, "corrected": [item for item in items if item in again]},
            now,
            person_id,
        )
        for person_id, items in sorted(told_of.items())
    )


def received_letter_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return which reports came; None where none of them is the reader's any more."""
    if letter.person_id is None:
        return None
    duties = received_duties(desk.duties)
    reports = [report for report in uow.received.found(letter.payload["items"]) if report.duty_id in duties]
    posts = posts_of_each(uow, duties, reports)
    held = uow.holders.posts_of(letter.person_id, today)
    own = [report for report in reports if not held.isdisjoint(posts[report.item_id])]
    if not own:
        return None
    return received_letter(
        own, letter.payload["corrected"], titles_of(own, desk.forms, duties, speech), speech
    )


LETTERS: Letters = {RECEIVED_REPORTS: received_letter_window}
STEPS: Steps = {245: queue_received}
