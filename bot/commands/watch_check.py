"""What doctor says of the bot's own clockwork: when it last ticked, and what a downtime made it skip."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.commands.findings import Finding, fault, good, note
from locales import Speech
from locales.dates import day_name
from reminders.last_tick import last_day
from reminders.self_check import CLOCK_LEAP, TICK_LATE
from reminders.skipped import kind_name, moment_name
from storage.unit_of_work import UnitOfWork

LOOKED_BACK = timedelta(days=30)


def check_clockwork(
    uow: UnitOfWork, speech: Speech, last: datetime | None, now: datetime
) -> Iterator[Finding]:
    """Tell whether the bot seems to run, and count by kind what was skipped in the last 30 days.

    `last` is its last tick; None where nothing on this machine tells.
    """
    day = last_day(uow)
    if last is None:
        yield (
            note("watch-doctor-never")
            if day is None
            else note("watch-doctor-ticked-on", day=day_name(speech, day))
        )
    elif last - now > CLOCK_LEAP:
        yield fault("watch-doctor-ahead", at=moment_name(speech, last), now=moment_name(speech, now))
    elif now - last < TICK_LATE:
        yield good("watch-doctor-running", at=moment_name(speech, last))
    else:
        yield note("watch-doctor-stopped", at=moment_name(speech, last))
    counts = uow.skipped.counts_since(now - LOOKED_BACK)
    if counts:
        by_name: Counter[str] = Counter()
        for kind in sorted(counts):
            by_name[kind_name(speech, kind)] += counts[kind]
        kinds = "、".join(f"{name} {count}" for name, count in by_name.items())
        yield note("watch-doctor-skipped", count=sum(counts.values()), kinds=kinds)
