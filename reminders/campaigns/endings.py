"""A phase of a campaign has ended: level 1 and whoever answers for it are told once that its report can be had."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from domain.reporting.documents import DocumentKind
from domain.time.clock import day_in_shanghai
from locales import Speech
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from storage.delivery.letters import Letter
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.facts import facts_of
from usecases.campaigns.letters import PHASE_OVER
from usecases.campaigns.papers import PHASE_PAPER, SUMMARY_PAPER, paper_subject, phase_day
from windows.entries import back_to_menu, open_campaign, open_document
from windows.windows import Button, Window

TOLD_WITHIN = timedelta(days=7)
"""How long after its end a phase is told of that ended while the bot stood still."""


def queue_phase_ends(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue what is to be told at `now`, within the hours; return how many letters that makes."""
    if not desk.hours.contain(now):
        return 0
    return uow.outbox.add_once(list(_letters(uow, now, day_in_shanghai(now))))


def _letters(uow: UnitOfWork, now: datetime, today: date) -> Iterator[Letter]:
    ended = [
        (campaign, place, kept)
        for campaign in uow.campaigns.ran_on(today)
        for place, kept in enumerate(campaign.phases)
        if kept.span.ends_on < today <= kept.span.ends_on + TOLD_WITHIN
    ]
    level_one = uow.people.all_level_one(today) if ended else {}
    for campaign, place, kept in ended:
        people = {*level_one.get(campaign.unit_code, ())}
        for person_id in sorted(uow.people.reachable(people)):
            key = f"{PHASE_OVER.id}:{campaign.id}:{place}:{kept.span.ends_on}:{person_id}"
            yield PHASE_OVER.letter(key, {"campaign": campaign.id, "place": place}, now, person_id)


def phase_over_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell that a phase has ended and how far its tasks are; None where it goes on, or the campaign was ended."""
    del desk
    campaign = uow.campaigns.find(letter.payload["campaign"])
    if campaign is None or campaign.ended_on is not None:
        return None
    place, facts = letter.payload["place"], facts_of(uow, campaign)
    phase, kept = facts.phase(place)
    if kept.span.ends_on >= today:
        return None
    missing = sum(
        len(items)
        for items in uow.made_duties.items([task.made.number for task in facts.tasks_in(place)]).values()
    )
    title = phase.title[speech.language]
    lines = [speech.text("campaigns-letter", title=campaign.title, phase=title, missing=missing)]
    subject = paper_subject(PHASE_PAPER, phase_day(facts, place))
    rows = [[Button(speech.label("campaigns-phase-paper"), open_document(DocumentKind.REGISTER, subject))]]
    if place == len(campaign.phases) - 1:
        subject = paper_subject(SUMMARY_PAPER, campaign.ends_on)
        button = Button(
            speech.label("campaigns-summary-paper"), open_document(DocumentKind.REGISTER, subject)
        )
        rows.append([button])
    rows.append([Button(speech.label("campaigns-see"), open_campaign(campaign.id)), back_to_menu(speech)])
    return Window("\n".join(lines), rows)


LETTERS: Letters = {PHASE_OVER: phase_over_window}
STEPS: Steps = {262: queue_phase_ends}
