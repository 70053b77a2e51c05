"""Hearings and the clock: both sides are reminded the working day before and an hour before; hosts record after it.

Hosts get one letter for a day, and one for a row of hearings that follow each other, never one for each. Nothing is
queued for what was chosen after its reminder would have come: whoever chooses sees it at once. A letter that is
stale by the time of delivery (moved, given back, recorded) is dropped (reminders/duties/hearing_windows.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from domain.duties.duties import Duty
from domain.duties.hearings import AN_HOUR, Next, Slot, reminded_on, runs
from domain.people.people import Role
from domain.time.clock import SHANGHAI, day_in_shanghai
from domain.time.working_days import WorkingDays
from reminders.desk import Desk, Steps
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.duties.hearing_slots import unit_of
from storage.duty_items import DutyItem
from storage.people.holders import Held
from storage.unit_of_work import UnitOfWork

AHEAD = timedelta(days=31)
"""No holiday is longer: of what starts later nobody is reminded today."""
BEHIND = timedelta(days=2)
"""What has been over for longer is left to the nudges."""
TOMORROW, DAY = (
    LetterKind(id=f"hearing_{what}", life=AHEAD + timedelta(days=1), trace=Trace.TOLD)
    for what in ("tomorrow", "day")
)
SOON, ROW = (LetterKind(id=f"hearing_{what}", life=AN_HOUR, trace=Trace.TOLD) for what in ("soon", "row"))
RECORD = LetterKind(id="hearing_record", life=BEHIND, trace=Trace.TOLD)
Present = dict[Held, tuple[int, ...]]


def queue_hearings(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue what `now` is the time for, within the hours; return how many letters were new.

    At any hour the slots are freed that nobody needs any more: of what is exempt, or was recorded without them.
    """
    duties = {duty.id: duty for duty in desk.duties.values() if duty.hearing}
    if not duties:
        return 0
    uow.hearing_slots.release_idle(now)
    if not desk.hours.contain(now):
        return 0
    near = uow.hearing_slots.between(now - BEHIND, now + AHEAD)
    chosen = [slot for slot in near if slot.item_id is not None and slot.duty_id in duties]
    if not chosen:
        return 0
    ids = [slot.item_id for slot in chosen if slot.item_id is not None]
    owed = {item.id: item for item in uow.duty_items.found(ids) if item.submitted_at is None}
    waiting = [(slot, owed[slot.item_id]) for slot in chosen if slot.item_id in owed]
    codes = {item.grid_code for _slot, item in waiting} | {slot.unit_code for slot, _item in waiting}
    there = uow.holders.present(day_in_shanghai(now), codes)
    calendar = desk.calendar(uow)
    letters = [
        *_to_choosers(waiting, duties, there, calendar, now),
        *_to_hosts([slot for slot, _item in waiting], duties, there, calendar, now),
    ]
    return uow.outbox.add_once(letters)


def as_nudged(
    uow: UnitOfWork, desk: Desk, items: Sequence[DutyItem], now: datetime
) -> tuple[list[DutyItem], dict[str, Duty]]:
    """Return the open items and the duties as nudges are to be planned for them.

    A hearing that waits for its hosts stands as theirs, at the first-level grid; one that waits for its time is left
    out. The duties get a twin for hosts where they are hearings. Everything else comes back as it is.
    """
    duties = dict(desk.duties)
    hearings = [item for item in items if _is_hearing(desk, item)]
    if not hearings:
        return list(items), duties
    duties |= {
        _hosts_duty(duty.id): replace(duty, roles=duty.offered_by)
        for duty in desk.duties.values()
        if duty.hearing
    }
    tree = uow.rosters.paths({item.grid_code for item in hearings})
    turns = uow.hearing_slots.next_of(hearings, tree, now)
    nudged = []
    for item in items:
        turn = turns.get(item.id, Next.CHOOSER)
        if turn is Next.CHOOSER:
            nudged.append(item)
        elif turn is Next.HOST and (unit_code := unit_of(item.grid_code, tree)):
            nudged.append(replace(item, duty_id=_hosts_duty(item.duty_id), grid_code=unit_code))
    return nudged, duties


def who_answers(
    uow: UnitOfWork, desk: Desk, items: Iterable[DutyItem]
) -> dict[int, tuple[str, frozenset[Role]]]:
    """Return at which grid, in which roles, people have to do something now about each open item of a known duty.

    Items about which nobody has to do anything are left out.
    """
    found, duties = as_nudged(
        uow, desk, [item for item in items if item.duty_id in desk.duties], desk.clock.now()
    )
    return {item.id: (item.grid_code, duties[item.duty_id].roles) for item in found}


def _is_hearing(desk: Desk, item: DutyItem) -> bool:
    return item.duty_id in desk.duties and desk.duties[item.duty_id].hearing


def _hosts_duty(duty_id: str) -> str:
    return f"{duty_id}/host"


def _to_choosers(
    waiting: Iterable[tuple[Slot, DutyItem]],
    duties: dict[str, Duty],
    there: Present,
    calendar: WorkingDays,
    now: datetime,
) -> Iterator[Letter]:
    for slot, item in waiting:
        kind = _due(slot, calendar, now)
        if kind is None:
            continue
        start = slot.starts_at.astimezone(UTC)
        people = {p for role in duties[slot.duty_id].roles for p in there.get((item.grid_code, role), ())}
        for person_id in sorted(people):
            key = f"{kind.id}:{item.id}:{start:%Y%m%dT%H%M}:{person_id}"
            payload = {"item": item.id, "starts_at": slot.starts_at.isoformat()}
            yield replace(kind.letter(key, payload, now, person_id), expires_at=slot.starts_at)


def _due(slot: Slot, calendar: WorkingDays, now: datetime) -> LetterKind | None:
    """Return which reminder of `slot` it is time for: SOON, TOMORROW (the working day before), or None."""
    if slot.chosen_at is None or now >= slot.starts_at:
        return None
    if now >= slot.starts_at - AN_HOUR:
        return SOON if slot.chosen_at < slot.starts_at - AN_HOUR else None
    day = reminded_on(slot.day, calendar)
    return TOMORROW if day_in_shanghai(slot.chosen_at) < day <= day_in_shanghai(now) < slot.day else None


def _to_hosts(
    slots: Sequence[Slot], duties: dict[str, Duty], there: Present, calendar: WorkingDays, now: datetime
) -> Iterator[Letter]:
    hosted: dict[int, list[Slot]] = {}
    for slot in slots:
        roles = duties[slot.duty_id].offered_by
        for person_id in {person for role in roles for person in there.get((slot.unit_code, role), ())}:
            hosted.setdefault(person_id, []).append(slot)
    for person_id, own in sorted(hosted.items()):
        yield from _to_host(person_id, own, calendar, now)


def _to_host(person_id: int, slots: Sequence[Slot], calendar: WorkingDays, now: datetime) -> Iterator[Letter]:
    """Yield a letter for each day and each row of hearings for which it is time."""
    today = day_in_shanghai(now)
    for day in sorted({slot.day for slot in slots}):
        of_day = [slot for slot in slots if slot.day == day]
        begin, end = _span(day)
        if reminded_on(day, calendar) <= today < day:
            yield _host_letter(DAY, person_id, (begin, end), now, end)
        for row in runs(of_day):
            first, over = row[0].starts_at, row[-1].ends_at
            if first - AN_HOUR <= now < first:
                yield _host_letter(ROW, person_id, (first, over), now, first)
        if now >= of_day[-1].ends_at:
            yield _host_letter(RECORD, person_id, (begin, end), now, now + BEHIND)


def _host_letter(
    kind: LetterKind, person_id: int, span: tuple[datetime, datetime], now: datetime, expires_at: datetime
) -> Letter:
    begin, end = (moment.astimezone(UTC) for moment in span)
    payload = {"begin": begin.isoformat(), "end": end.isoformat()}
    letter = kind.letter(f"{kind.id}:{begin:%Y%m%dT%H%M}:{person_id}", payload, now, person_id)
    return replace(letter, expires_at=expires_at)


def _span(day: date) -> tuple[datetime, datetime]:
    begin = datetime.combine(day, time.min, SHANGHAI)
    return begin, begin + timedelta(days=1)


STEPS: Steps = {220: queue_hearings}
