"""Retention: what was said in a closed tip is erased after its time, and its handlers are warned three days before.

The tip's row, steps and ledger entry stay (docs/domain.md section 4). A warning arrives within its day's hours or not
at all, and erasing waits for the end of the third day's hours: so there are always 72 hours between the two. Where
nobody got it, or nobody who did handles the tip any more, it is repeated, and the three days begin anew. A tip none
of whose handlers can be reached is kept. One that is reopened (回头看) is not closed, hence not erased. A message,
whoever wrote it, begins its time anew; what nobody has read whole, or only who closed it would know of, is kept
(tip_kept.py).
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from domain.time.clock import SHANGHAI, day_in_shanghai
from domain.tips.routing import Body
from locales import Speech
from locales.dates import day_name
from reminders.desk import Batch, Desk, InBatches, Steps
from reminders.letter_book import Letters
from reminders.tips.clocks import reachable_handlers, reader_of
from reminders.tips.kept import queue_kept, witnesses
from reports.tip_facts import is_unread
from storage.audit import AuditEntry
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.statements.chunks import in_chunks
from storage.tips.tips import ListedTip
from storage.unit_of_work import UnitOfWork
from windows.entries import TIPS
from windows.windows import Button, Window

TIP_RETENTION = LetterKind(id="tip_retention", life=timedelta(days=1), trace=Trace.APART)
ACTOR = "retention"
"""The audit log's `actor` of what was erased."""
WARNED_BEFORE = timedelta(days=3)
NUMBERS = 200
"""How many tips a warning names before it only counts the rest."""
ERASED_AT_ONCE = 10
"""How many tips one transaction erases: with a tip may go files of 20 MB, each page of them overwritten."""

_DAY = timedelta(days=1)
_MARKS = "tip-warned"
_WARNING_RAN, _ERASING_RAN = "tip-warning-ran", "tip-erasing-ran"


def find_kept_long(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the erasing of what has been kept long enough, once a day after the hours.

    That it was done that day is noted last: what a kill leaves is found by the next tick.
    """
    ended_on = _hours_ended_on(desk, now)
    if _has_run(uow, _ERASING_RAN, ended_on):
        return []
    due = [tip.number for tip in _due(uow, desk, now)]
    erasing: list[Batch] = [
        partial(_erase, desk=desk, now=now, numbers=numbers) for numbers in in_chunks(due, ERASED_AT_ONCE)
    ]
    return [*erasing, partial(_note_run, mark=_ERASING_RAN, day=ended_on)]


def find_warnings(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return the warnings of what will be erased in three days, once a day within the hours, in one batch.

    Or would be, if somebody had been warned.
    """
    today = day_in_shanghai(now)
    if not desk.hours.contain(now) or _has_run(uow, _WARNING_RAN, today):
        return []
    return [partial(_warn, found=_to_warn(uow, desk, now), now=now)]


erase_kept_long = InBatches(find_kept_long)
warn_of_erasing = InBatches(find_warnings)


def tip_retention_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return which tips will be erased on which day; None when none of the letter's will be, for this reader."""
    reader = reader_of(uow, letter, today)
    if reader is None:
        return None
    by_day: defaultdict[date, list[str]] = defaultdict(list)
    for line in letter.payload["lines"][:NUMBERS]:
        tip = uow.tips.find(reader, line["number"])
        if tip is not None and tip.closed_on is not None and tip.erased_on is None:
            by_day[date.fromisoformat(line["on"])].append(tip.number)
    if not by_day:
        return None
    lines = [speech.text("tip-retention-head")]
    for day, numbers in sorted(by_day.items()):
        listed = speech.label("list-comma").join(sorted(numbers))
        at = f"{desk.hours.ends:%H:%M}"
        lines.append(speech.text("tip-retention-line", day=day_name(speech, day), at=at, numbers=listed))
    if (more := len(letter.payload["lines"]) - NUMBERS) > 0:
        lines.append(speech.text("tip-retention-more", count=more))
    return Window("\n".join(lines), [[Button(speech.label("tips-come-open"), TIPS)]])


@dataclass(frozen=True, slots=True)
class _Warnings:
    """Who can be warned today, and of which tip (by its number) somebody was to be warned on which day."""

    uow: UnitOfWork
    today: date
    handlers: Mapping[Body, set[int]]
    marks: Mapping[str, date]

    def hearers(self, tip: ListedTip) -> set[int]:
        """Return whom a warning of `tip` can reach."""
        return self.handlers[tip.body] - self.uow.tip_threads.recused(tip.number)

    def warned_on(self, tip: ListedTip) -> date | None:
        """Return the day on which somebody who handles `tip` still was warned that it will be erased, or None."""
        marked_on = self.marks.get(tip.number)
        settled_on = _settled_on(self.uow, tip)
        if marked_on is None or settled_on is None or marked_on <= settled_on:
            return None
        # A warning that did not arrive is renewed the next morning, before any other is written: so what has
        # arrived since that day told of this tip.
        began_at = datetime.combine(marked_on, time.min, SHANGHAI)
        told = self.uow.outbox.people_told((TIP_RETENTION.id,), began_at, _DAY)
        return marked_on if told & self.hearers(tip) & self.witnesses(tip) else None

    def witnesses(self, tip: ListedTip) -> set[int]:
        """Return those of whom one at least has to know."""
        return witnesses(self.uow, tip, self.today)

    def keeps(self, tip: ListedTip) -> bool:
        """Tell whether the tip is kept though its time is up: unread, or who closed it alone would be warned."""
        hearers = self.hearers(tip)
        return is_unread(self.uow, tip) or (bool(hearers) and not hearers & self.witnesses(tip))


def _due(
    uow: UnitOfWork, desk: Desk, now: datetime, numbers: Collection[str] | None = None
) -> Iterator[ListedTip]:
    """Give the tips, of `numbers` if given, whose time is up and of which somebody was warned 72 hours ago."""
    ended_on = _hours_ended_on(desk, now)
    warnings = _warnings(uow, day_in_shanghai(now))
    for tip in uow.tips.closed_before(ended_on - timedelta(days=desk.keep_closed_days), numbers):
        warned_on = warnings.warned_on(tip)
        due = warned_on is not None and ended_on >= warned_on + WARNED_BEFORE
        if due and not warnings.keeps(tip):
            yield tip


def _erase(uow: UnitOfWork, desk: Desk, now: datetime, numbers: Collection[str]) -> int:
    """Erase those of `numbers` that still are due: a message may have come since, or a step; return how many."""
    erased = list(_due(uow, desk, now, numbers))
    for tip in erased:
        uow.tips.erase(tip.number, day_in_shanghai(now))
        uow.audit.add(AuditEntry(now, None, "tip-erased", tip.number, chain=tip.body.value, actor=ACTOR))
    return len(erased)


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is to say of an erasing to come: marks by tip, letters, and what is kept though its time is up."""

    marks: Mapping[str, str]
    letters: Sequence[Letter]
    held: Sequence[ListedTip]


def _to_warn(uow: UnitOfWork, desk: Desk, now: datetime) -> _Found:
    today = day_in_shanghai(now)
    kept = timedelta(days=desk.keep_closed_days)
    warnings = _warnings(uow, today)
    marks: dict[str, str] = {}
    held: list[ListedTip] = []
    lines: defaultdict[tuple[Body, int], list[dict[str, str]]] = defaultdict(list)
    # Not on the day of closing itself: a mark of that day may be older than the closing (reopened, closed again).
    for tip in uow.tips.closed_before(min(today, today + WARNED_BEFORE - kept)):
        if warnings.keeps(tip):
            held.append(tip)
            continue
        warned_on = warnings.warned_on(tip)
        hearers = warnings.hearers(tip) if warned_on is None else set[int]()
        if warned_on is not None or hearers:
            marks[tip.number] = (warned_on or today).isoformat()
        for person_id in hearers:
            on = _erased_on(_settled_on(uow, tip), kept, today)
            line = {"number": tip.number, "on": on.isoformat()}
            lines[tip.body, person_id].append(line)
    return _Found(marks, [_letter(reader, of_reader, desk, now) for reader, of_reader in lines.items()], held)


def _warn(uow: UnitOfWork, found: _Found, now: datetime) -> int:
    # The marks of what was erased or reopened fall away with this.
    uow.settings.put(_MARKS, json.dumps(found.marks))
    queued = uow.outbox.add_once(found.letters)
    queue_kept(uow, found.held, now)
    return queued + _note_run(uow, _WARNING_RAN, day_in_shanghai(now))


def _letter(reader: tuple[Body, int], lines: list[dict[str, str]], desk: Desk, now: datetime) -> Letter:
    body, person_id = reader
    today = day_in_shanghai(now)
    key, payload = f"{TIP_RETENTION.id}:{body}:{today}:{person_id}", {"body": body.value, "lines": lines}
    # Later it would no longer be three days; tomorrow there is another one.
    until = datetime.combine(today, desk.hours.ends, SHANGHAI).astimezone(UTC)
    return replace(TIP_RETENTION.letter(key, payload, now, person_id), expires_at=until)


def _settled_on(uow: UnitOfWork, tip: ListedTip) -> date | None:
    """Return the day from which the tip's time counts: that of its closing, or of the last message after it."""
    written_on = uow.tip_threads.last_written_on(tip.number)
    return tip.closed_on and max(tip.closed_on, written_on or tip.closed_on)


def _erased_on(settled_on: date | None, kept: timedelta, warned_on: date) -> date:
    earliest = warned_on + WARNED_BEFORE
    return earliest if settled_on is None else max(settled_on + kept + _DAY, earliest)


def _warnings(uow: UnitOfWork, today: date) -> _Warnings:
    handlers = {body: reachable_handlers(uow, body, today) for body in Body}
    stored: dict[str, str] = json.loads(uow.settings.find(_MARKS) or "{}")
    return _Warnings(
        uow, today, handlers, {number: date.fromisoformat(day) for number, day in stored.items()}
    )


def _hours_ended_on(desk: Desk, now: datetime) -> date:
    """Return the last day whose hours are over."""
    today = day_in_shanghai(now)
    return today if now.astimezone(SHANGHAI).time() >= desk.hours.ends else today - _DAY


def _has_run(uow: UnitOfWork, mark: str, day: date) -> bool:
    return uow.settings.find(mark) == day.isoformat()


def _note_run(uow: UnitOfWork, mark: str, day: date) -> int:
    uow.settings.put(mark, day.isoformat())
    return 0


LETTERS: Letters = {TIP_RETENTION: tip_retention_window}
STEPS: Steps = {600: erase_kept_long, 605: warn_of_erasing}
