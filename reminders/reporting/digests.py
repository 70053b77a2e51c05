"""Digests that the clock sends: once a period has closed, to level 1, the committee, and the committee's groups."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.duties.duties import Duty
from domain.people.people import DIGEST_ROLES
from domain.time.clock import day_in_shanghai
from domain.tips.routing import Body
from locales import Speech
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from reports.digests.digest import DutyForm, UnitPeriod
from reports.digests.pictures import read_grids
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.unit_of_work import UnitOfWork
from usecases.digests.page import DigestReader, digest_page
from windows.digests.windows import for_a_group, with_pictures
from windows.windows import Window

DIGEST = LetterKind(id="digest", life=timedelta(days=14), trace=Trace.TOLD)
PERIODS_LOOKED_AT = 3


def queue_digests(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue the digests of periods that have closed, each once; return how many letters that makes."""
    if not desk.hours.contain(now):
        return 0
    today = day_in_shanghai(now)
    queued = 0
    for duty in (told for told in desk.duties.values() if told.digest):
        for period_id, _due_on, closes_on in uow.duty_items.periods(duty.id, PERIODS_LOOKED_AT):
            mark = f"digested:{duty.id}:{period_id}"
            if closes_on < today and uow.settings.find(mark) is None:
                queued += uow.outbox.add_once(_letters(uow, duty, period_id, now))
                uow.settings.put(mark, today.isoformat())
    return queued


def digest_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Callable[[], Window] | None:
    """Return what draws the digest for its reader: whole for level 1, without persons for the others."""
    duty = desk.duties.get(letter.payload["duty"])
    if duty is None or not _reads_it_still(uow, letter, today):
        return None
    handlers = uow.people.tip_handlers(Body.OFFICE, today)
    page = digest_page(
        uow,
        DutyForm(duty, desk.forms[duty.form_id]),
        UnitPeriod(letter.payload["period"], letter.payload["unit"]),
        desk.clock.now(),
        DigestReader(for_level_one=letter.payload["whole"], handles_tips=letter.person_id in handlers),
    )
    if page is None:
        return None
    grids = read_grids(uow, page.latest) if page.for_level_one else []
    draw = with_pictures(page, grids, desk.words, speech)
    if letter.chat_id is None:
        return draw
    return lambda: for_a_group(page, draw(), speech)


def _reads_it_still(uow: UnitOfWork, letter: Letter, today: date) -> bool:
    """Tell whether the reader holds a post that the digest is for: two weeks may pass on its way."""
    if letter.person_id is None:
        return True
    unit_code = letter.payload["unit"]
    if letter.payload["whole"]:
        return letter.person_id in uow.people.level_one(unit_code, today)
    return letter.person_id in uow.people.holders(DIGEST_ROLES, unit_code, today)


def _letters(uow: UnitOfWork, duty: Duty, period_id: str, now: datetime) -> list[Letter]:
    today = day_in_shanghai(now)
    letters = []
    for grid in uow.rosters.tree():
        if grid.level != 1:
            continue
        facts: dict[str, str | bool] = {"duty": duty.id, "period": period_id, "unit": grid.code}
        level_one = uow.people.level_one(grid.code, today)
        outside = uow.people.holders(DIGEST_ROLES, grid.code, today) if duty.told_outside else ()
        readers = dict.fromkeys(outside, False) | dict.fromkeys(level_one, True)
        letters += [
            _letter(facts | {"whole": whole}, now, person_id=reader) for reader, whole in readers.items()
        ]
        if not duty.told_outside:
            continue
        letters += [
            _letter(facts | {"whole": False, "language": chat.language}, now, chat_id=chat_id)
            for chat_id, chat in uow.digest_chats.of_unit(grid.code).items()
        ]
    return letters


def _letter(
    payload: dict[str, str | bool], now: datetime, *, person_id: int | None = None, chat_id: int | None = None
) -> Letter:
    reader = f"chat{chat_id}" if person_id is None else person_id
    key = f"{DIGEST.id}:{payload['duty']}:{payload['period']}:{reader}"
    return replace(DIGEST.letter(key, payload, now, person_id), chat_id=chat_id)


LETTERS: Letters = {DIGEST: digest_window}
STEPS: Steps = {200: queue_digests}
