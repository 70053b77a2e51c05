"""Digests that the clock sends: once a period has closed, to level 1, the committee, and the committee's groups."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from domain.duties.duties import Duty
from domain.people.people import DIGEST_ROLES
from domain.time.clock import day_in_shanghai
from domain.tips.routing import Body
from locales import Speech
from reminders.desk import Batch, Desk, InBatches, Steps
from reminders.letter_book import Letters
from reports.digests.digest import DutyForm, UnitPeriod
from reports.digests.pictures import read_grids
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.reporting.figure_values import GridFigures
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork
from usecases.digests.page import DigestPage, DigestReader, ReadAt, digest_page
from windows.digests.windows import for_a_group, with_pictures
from windows.windows import Window

DIGEST = LetterKind(id="digest", life=timedelta(days=14), trace=Trace.TOLD)
PERIODS_LOOKED_AT = 3
LETTERS_AT_ONCE = 200
_LOOKED = "digests_looked_for"
"""The setting that holds on which day, of what, it was last looked whether a period has closed."""


def find_digests(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the digests of periods that have closed, each once.

    Whether one has closed is looked at once a day, and after a change of the roster or of what is sent.
    """
    if not desk.hours.contain(now):
        return []
    today = day_in_shanghai(now)
    told = [duty for duty in desk.duties.values() if duty.digest]
    looked = " ".join([today.isoformat(), uow.rosters.version(), *sorted(duty.id for duty in told)])
    if uow.settings.find(_LOOKED) == looked:
        return []
    batches: list[Batch] = []
    for duty in told:
        for period_id, _due_on, closes_on in uow.duty_items.periods(duty.id, PERIODS_LOOKED_AT):
            mark = f"digested:{duty.id}:{period_id}"
            if closes_on < today and uow.settings.find(mark) is None:
                letters = _letters(uow, duty, period_id, now)
                batches += [partial(_queue, letters=some) for some in in_chunks(letters, LETTERS_AT_ONCE)]
                batches.append(partial(_note, mark=mark, value=today.isoformat()))
    return [*batches, partial(_note, mark=_LOOKED, value=looked)]


queue_digests = InBatches(find_digests)


def _queue(uow: UnitOfWork, letters: Sequence[Letter]) -> int:
    return uow.outbox.add_once(letters)


def _note(uow: UnitOfWork, mark: str, value: str) -> int:
    uow.settings.put(mark, value)
    return 0


def digest_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Callable[[], Window | None] | None:
    """Return what reads and draws the digest for its reader: whole for level 1, without persons for the others.

    Both take seconds in a large unit, and are done beside whoever writes.
    """
    duty = desk.duties.get(letter.payload["duty"])
    if duty is None or not _reads_it_still(uow, letter, today):
        return None
    handlers = uow.people.tip_handlers(Body.OFFICE, today)
    reader = DigestReader(for_level_one=letter.payload["whole"], handles_tips=letter.person_id in handlers)
    period, now = UnitPeriod(letter.payload["period"], letter.payload["unit"]), desk.clock.now()

    def read(reading: UnitOfWork) -> tuple[DigestPage, list[GridFigures]] | None:
        page = digest_page(reading, ReadAt(desk, now), DutyForm(duty, desk.form_of(duty)), period, reader)
        if page is None:
            return None
        return page, read_grids(reading, page.latest) if page.for_level_one else []

    def draw() -> Window | None:
        found = desk.database.look(read)
        if found is None:
            return None
        window = with_pictures(*found, desk.words, speech)()
        return window if letter.chat_id is None else for_a_group(found[0], window, speech)

    return draw


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
    level_one_of = uow.people.all_level_one(today)
    # Of a hearing those are told who hold it, and nobody else.
    is_outside = duty.told_outside and not duty.hearing
    hosts_of = uow.people.all_holders(duty.offered_by, today) if duty.hearing else level_one_of
    outside_of = uow.people.all_holders(DIGEST_ROLES, today) if is_outside else {}
    for unit_code in uow.rosters.units():
        facts: dict[str, str | bool] = {"duty": duty.id, "period": period_id, "unit": unit_code}
        hosts, outside = set(hosts_of.get(unit_code, ())), outside_of.get(unit_code, ())
        level_one = [person_id for person_id in level_one_of.get(unit_code, ()) if person_id in hosts]
        readers = dict.fromkeys(outside, False) | dict.fromkeys(level_one, True)
        letters += [
            _letter(facts | {"whole": whole}, now, person_id=reader) for reader, whole in readers.items()
        ]
        if not is_outside:
            continue
        letters += [
            _letter(facts | {"whole": False, "language": chat.language}, now, chat_id=chat_id)
            for chat_id, chat in uow.digest_chats.of_unit(unit_code).items()
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
