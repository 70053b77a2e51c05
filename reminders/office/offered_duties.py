"""What a new installation has on besides, and an older one has not: offered to its office once."""

from datetime import date, datetime, timedelta

from domain.people.people import LEVEL_ONE_ROLES
from domain.time.clock import day_in_shanghai
from forms.duties.catalogue import catalogue
from locales import Speech
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.unit_of_work import UnitOfWork
from usecases.settings.taking_over import OFFERED, not_offered
from windows.entries import SET_DUTIES, back_to_menu
from windows.windows import Button, Window

DUTIES_OFFERED = LetterKind(id="duties_offered", life=timedelta(days=60), trace=Trace.TOLD, keeps=True)


def queue_offer(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue the offer, once and for all; return how many letters that makes."""
    offered = not_offered(uow) if desk.hours.contain(now) else []
    if not offered:
        return 0
    today = day_in_shanghai(now)
    people = {person for some in uow.people.all_holders(LEVEL_ONE_ROLES, today).values() for person in some}
    uow.settings.put(OFFERED, today.isoformat())
    payload = {"duties": offered}
    return uow.outbox.add_once(
        DUTIES_OFFERED.letter(f"{DUTIES_OFFERED.id}:{person_id}", payload, now, person_id)
        for person_id in sorted(people)
    )


def offer_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Name those that are not on yet; None where all are."""
    del desk, today
    there = uow.set_duties.all()
    names = [
        catalogue()[duty_id].name[speech.language]
        for duty_id in letter.payload["duties"]
        if duty_id in catalogue() and duty_id not in there
    ]
    if not names:
        return None
    lines = [speech.text("duties-offered"), *(speech.text("duties-offered-one", name=name) for name in names)]
    lines.append(speech.text("duties-offered-how"))
    return Window(
        "\n".join(lines),
        [[Button(speech.label("duties-offered-open"), f"{SET_DUTIES}:0")], [back_to_menu(speech)]],
    )


LETTERS: Letters = {DUTIES_OFFERED: offer_window}
STEPS: Steps = {261: queue_offer}
