"""What doctor says of the bot's own clockwork: when it last ticked, and what a downtime made it skip."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.commands.findings import Finding, fault, good, note
from locales import Speech
from locales.dates import day_name
from reminders.found import letters
from reminders.last_tick import LastTick, last_day
from reminders.watch.self_check import CLOCK_LEAP, TICK_LATE
from reminders.watch.skipped import kind_name, moment_name
from storage.leases.rules import LeaseRole
from storage.unit_of_work import UnitOfWork

LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ProcessPulse:
    """Whether a process runs the bot on this database, and when the bot last ticked, as far as this machine knows."""

    is_running: bool
    last_tick: datetime | None


def check_clockwork(uow: UnitOfWork, speech: Speech, pulse: ProcessPulse, now: datetime) -> Iterator[Finding]:
    """Tell whether the bot runs and ticks, and count by kind what was skipped in the last 30 days."""
    yield _running(speech, pulse, now) or _ended(speech, pulse.last_tick, last_day(uow))
    counts = uow.skipped.counts_since(now - LOOKED_BACK)
    if counts:
        by_name: Counter[str] = Counter()
        for kind in sorted(counts):
            by_name[kind_name(speech, kind)] += counts[kind]
        kinds = "、".join(f"{name} {count}" for name, count in by_name.items())
        yield note("watch-doctor-skipped", count=sum(counts.values()), kinds=kinds)


def check_leases(uow: UnitOfWork, speech: Speech) -> Iterator[Finding]:
    """On a server, while a process runs: name who ticks and who delivers, since when, and what nobody does."""
    now = uow.leases.now()
    leases = uow.leases.all()
    if not any(lease.is_held(now) for lease in leases):
        return
    for lease in leases:
        role = speech.label(f"watch-lease-{lease.role.value}")
        if lease.is_held(now):
            holder = lease.holder.rpartition(":")[0]
            since = moment_name(speech, lease.taken_at)
            yield good("watch-doctor-lease", role=role, holder=holder, since=since)
        elif lease.role is not LeaseRole.POLL:
            yield note("watch-doctor-lease-free", role=role)


def check_processes(uow: UnitOfWork, speech: Speech) -> Iterator[Finding]:
    """On a server: name the processes that run, and which revision each of them is of."""
    for process in uow.running_processes.living():
        since, holder = moment_name(speech, process.since), process.holder.rpartition(":")[0]
        yield good("watch-doctor-process", holder=holder, revision=process.revision, since=since)


def check_unknown_letters(uow: UnitOfWork) -> Iterator[Finding]:
    """Count the letters that wait for a newer version to put them into words: tips may be among them, so no more."""
    if count := uow.outbox.count_unknown(letters().kinds):
        yield note("watch-doctor-unknown-letters", count=count)


def last_tick_of(uow: UnitOfWork, file: LastTick) -> datetime | None:
    """Return when the bot last ticked: as the lease says, on whatever machine; else as this machine's file does."""
    ticks = (lease.done_at for lease in uow.leases.all() if lease.role is LeaseRole.TICK)
    return next(ticks, None) or file.at()


def _running(speech: Speech, pulse: ProcessPulse, now: datetime) -> Finding | None:
    last = pulse.last_tick
    if last is not None and last - now > CLOCK_LEAP:
        return fault("watch-doctor-ahead", at=moment_name(speech, last), now=moment_name(speech, now))
    if not pulse.is_running:
        return None
    if last is None:
        return good("watch-doctor-running-elsewhere")
    say, key = (good, "running") if now - last < TICK_LATE else (fault, "stuck")
    return say(f"watch-doctor-{key}", at=moment_name(speech, last))


def _ended(speech: Speech, last: datetime | None, day: date | None) -> Finding:
    if last is not None:
        return note("watch-doctor-stopped", at=moment_name(speech, last))
    if day is not None:
        return note("watch-doctor-ticked-on", day=day_name(speech, day))
    return note("watch-doctor-never")
