"""The headers that hand-overs replaced go thirty days after somebody else has opened what came after them.

Once a day, within the hours: what was told of earlier and has had its time is erased, then the handlers are told of
what was opened since, with the day it goes, so that whoever can't open it says so before (domain/tips/kept_headers.py).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from domain.time.clock import day_in_shanghai
from domain.tips.kept_headers import Circle, goes_after, may_go, stands
from domain.tips.routing import Body
from locales import Speech
from locales.dates import day_name
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from reminders.tips.clocks import reachable_handlers, reader_of
from storage.audit import AuditEntry
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.tips.kept_headers import StoredHeader
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from windows.entries import TIPS
from windows.windows import Button, Window

TIP_HEADERS = LetterKind(id="tip_headers", life=timedelta(days=7), trace=Trace.APART)
ACTOR = "retention"
"""The audit log's `actor` of what was erased."""
ERASED = "tip-headers-erased"
NUMBERS = 20
"""How many tips a letter names."""
_RAN = "tip-headers-ran"


def keep_headers(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Erase the kept headers whose time is up, tell of those whose time has begun; return how many were erased."""
    today = day_in_shanghai(now)
    ran = uow.settings.find(_RAN)
    if not desk.hours.contain(now) or ran == today.isoformat():
        return 0
    uow.settings.put(_RAN, today.isoformat())
    found = uow.kept_headers.opened()
    circles = {
        number: _circle(uow, body, number, today) for number, body in {(h.number, h.body) for h in found}
    }
    standing = [header for header in found if stands(header.kept, circles[header.number])]
    uow.kept_headers.forget_openings({header.id for header in found} - {header.id for header in standing})
    told_until = date.min if ran is None else date.fromisoformat(ran)
    erased = [
        header
        for header in standing
        if _is_before(header, told_until) and may_go(header.kept, circles[header.number], today)
    ]
    _erase(uow, erased, now)
    # Of the day itself more may come: it is told of tomorrow.
    fresh = [h for h in standing if not _is_before(h, told_until) and _is_before(h, today)]
    uow.outbox.add_once(_letters(uow, fresh, now))
    return len(erased)


def kept_headers_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return which tips somebody else opened after a hand-over, and until when what was before stays."""
    del desk
    reader = reader_of(uow, letter, today)
    if reader is None:
        return None
    seen = [number for number in letter.payload["numbers"] if _is_there(uow, reader, number)]
    if not seen:
        return None
    numbers = speech.label("list-comma").join(seen[:NUMBERS])
    last = day_name(speech, date.fromisoformat(letter.payload["last"]))
    text = speech.text("keys-letter-headers", numbers=numbers, count=len(seen), day=last)
    return Window(text, [[Button(speech.label("tips-come-open"), TIPS)]])


def _is_before(header: StoredHeader, day: date) -> bool:
    opened_on = header.kept.opened_on
    return opened_on is not None and opened_on < day


def _is_there(uow: UnitOfWork, reader: TipReader, number: str) -> bool:
    tip = uow.tips.find(reader, number)
    return tip is not None and tip.erased_on is None


def _circle(uow: UnitOfWork, body: Body, number: str, today: date) -> Circle:
    handlers = uow.people.tip_handlers(body, today) - uow.tip_threads.recused(number)
    return Circle(handlers, uow.handler_keys.recipients(handlers))


def _erase(uow: UnitOfWork, erased: Collection[StoredHeader], now: datetime) -> None:
    if not erased:
        return
    uow.kept_headers.erase([header.id for header in erased])
    for number, body in sorted({(header.number, header.body) for header in erased}):
        uow.audit.add(AuditEntry(now, None, ERASED, number, chain=body.value, actor=ACTOR))


def _letters(uow: UnitOfWork, fresh: Iterable[StoredHeader], now: datetime) -> Iterable[Letter]:
    """Give a letter a body, handler and day on which headers go: all that one hand-over brought about, in one."""
    today = day_in_shanghai(now)
    handlers = {body: reachable_handlers(uow, body, today) for body in Body}
    told: defaultdict[tuple[Body, int, date], set[str]] = defaultdict(set)
    for header in fresh:
        last = goes_after(header.kept)
        for person_id in handlers[header.body] - uow.tip_threads.recused(header.number):
            if last is not None:
                told[header.body, person_id, last].add(header.number)
    for (body, person_id, last), numbers in sorted(told.items()):
        key = f"{TIP_HEADERS.id}:{body}:{last}:{today}:{person_id}"
        payload = {"body": body.value, "last": last.isoformat(), "numbers": sorted(numbers)}
        yield TIP_HEADERS.letter(key, payload, now, person_id)


LETTERS: Letters = {TIP_HEADERS: kept_headers_window}
STEPS: Steps = {610: keep_headers}
