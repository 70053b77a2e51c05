"""审核 in letters: a report came back, told at once; reports wait for a review, told daily (docs/domain.md section 3).

Reviewers hear on a morning on which something has come that they were not told of: with the first minute in which
people may be disturbed, all of it in one letter; whoever is nudged that morning reads it in the nudge. What they
leave lying stands in their menu and brings no more letters.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from domain.people.people import Role
from domain.reporting.reviews import ReviewState
from domain.time.clock import day_in_shanghai
from locales import Speech
from locales.dates import duty_title
from reminders.delivery.told import told_on
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.reporting.reviewed import FiledReport, WaitingReports
from storage.unit_of_work import UnitOfWork
from usecases.reviews.letters import RETURNED
from windows.entries import REVIEW, back_to_menu, report_on
from windows.windows import Button, Window

LISTED = 6
WAITING = LetterKind(id="review_waiting", life=timedelta(days=2), trace=Trace.TOLD)
_TOLD = "reviews_told_at"
"""The setting that holds up to when reviewers have been told of what came."""


def queue_reviews(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue the day's letters to the branches' inspectors; return how many that makes. The first time tells nobody."""
    if not desk.hours.contain(now):
        return 0
    today = day_in_shanghai(now)
    told = uow.settings.find(_TOLD)
    told_at = datetime.fromisoformat(told) if told else None
    if told_at is not None and day_in_shanghai(told_at) >= today:
        return 0
    uow.settings.put(_TOLD, now.isoformat())
    if told_at is None:
        return 0
    branches = {
        report.branch_code for report in uow.reviews.came_since(told_at) if _is_for_branch(desk, report)
    }
    there = uow.holders.present(today, branches)
    people = {person for code in branches for person in there.get((code, Role.INSPECTOR), ())}
    people -= told_on(uow, desk, today)  # whose nudge says so too
    return uow.outbox.add_once(
        WAITING.letter(f"{WAITING.id}:{today}:{person_id}", {}, now, person_id)
        for person_id in sorted(people)
    )


def waiting_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Return how many reports wait, by form; None where they have been reviewed meanwhile."""
    waiting = _waiting_for(uow, desk, letter.person_id, today)
    if not waiting:
        return None
    lines = [speech.text("reviews-told-waiting", count=_sum(waiting))]
    for reports in waiting[:LISTED]:
        form = desk.form_of(desk.duties[reports.duty_id])
        title = duty_title(speech, form.title, reports.period_id)
        lines.append(speech.text("reviews-told-waiting-line", title=title, count=reports.count))
    rows = [
        [Button(speech.label("reviews-told-open"), REVIEW)],
        [back_to_menu(speech)],
    ]
    return Window("\n".join(lines), rows)


def waiting_part(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> tuple[list[str], list[list[Button]]]:
    """Return the line and the button with which a nudge says that reports wait; nothing where none do."""
    waiting = _waiting_for(uow, desk, letter.person_id, today)
    if not waiting:
        return [], []
    button = Button(speech.label("reviews-told-open"), REVIEW)
    return [speech.text("reviews-told-too", count=_sum(waiting))], [[button]]


def _sum(waiting: Iterable[WaitingReports]) -> int:
    return sum(reports.count for reports in waiting)


def _waiting_for(uow: UnitOfWork, desk: Desk, person_id: int | None, today: date) -> list[WaitingReports]:
    """Return what waits for a branch's inspector, or who stands in for one, today."""
    if person_id is None:
        return []
    posts = uow.holders.posts_of(person_id, today)
    branches = [code for code, role in posts if role is Role.INSPECTOR]
    reviewed = [duty.id for duty in desk.duties.values() if not duty.hearing]
    return uow.reviews.count_waiting_below(branches, reviewed, person_id, {code for code, _role in posts})


def returned_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return which report came back, why and from whom; None where it was corrected, or is no longer the reader's."""
    item = uow.duty_items.find(letter.payload["item"])
    if item is None or letter.person_id is None or item.duty_id not in desk.duties:
        return None
    posts = uow.holders.posts_of(letter.person_id, today)
    duty = desk.duties[item.duty_id]
    filed = uow.submissions.find_for(item.id)
    if filed is None or filed.review_state is not ReviewState.RETURNED:
        return None
    review = uow.reviews.last_of([filed.id])[filed.id]
    if review.id != letter.payload["review"] or not any(
        (item.grid_code, role) in posts for role in duty.roles
    ):
        return None
    title = duty_title(speech, desk.form_of(duty).title, item.period_id)
    lines = [
        speech.text("reviews-told-returned"),
        speech.text("reviews-told-line", title=f"{title} · {item.grid_name}"),
        speech.text("reviews-told-opinion", opinion=review.opinion),
        speech.text("reviews-told-by", name=review.name),
    ]
    correct = Button(speech.label("reviews-correct"), report_on(item.id))
    return Window("\n".join(lines), [[correct], [back_to_menu(speech)]])


def _is_for_branch(desk: Desk, report: FiledReport) -> bool:
    """Tell whether a branch's inspector is to hear of it: a department's report, of a duty still configured."""
    duty = desk.duties.get(report.duty_id)
    return duty is not None and not duty.hearing and report.grid_code != report.branch_code


LETTERS: Letters = {WAITING: waiting_window, RETURNED: returned_window}
STEPS: Steps = {240: queue_reviews}
