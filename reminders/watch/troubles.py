"""What is wrong with the bot itself is told to level 1: once when it begins, once when it is over.

These letters wait for the morning like all others: nobody on a ward repairs a server at night, and whoever runs it
has /healthz and the heartbeat. Worded when delivered, a trouble that has ended by then is told as ended only. One that
comes and goes counts as one: it is over when three checks in a row were good.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.time.clock import day_in_shanghai
from locales import Speech
from reminders.desk import Desk
from reminders.letter_book import Letters
from reminders.watch.self_check import Health
from reminders.watch.skipped import moment_name
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.unit_of_work import UnitOfWork
from windows.entries import back_to_menu
from windows.windows import Window

TROUBLE = LetterKind(id="trouble", life=timedelta(days=3), trace=Trace.TOLD, keeps=True)
GOOD_RUNS = 3
_TROUBLES = "troubles"
"""The setting that holds the troubles that have been told as begun."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, since when (aware), and for how many checks it has been good again."""

    name: str
    since: datetime
    good_runs: int = 0


def follow(
    known: Mapping[str, Trouble], health: Health
) -> tuple[dict[str, Trouble], list[str], list[Trouble]]:
    """Return the troubles after a check, which of them have just begun, and those that have just ended.

    What a check did not look at stays as it was.
    """
    after = dict(known)
    began, ended = [], []
    for check in health.checks:
        was = known.get(check.name)
        if not check.ok:
            after[check.name] = Trouble(check.name, was.since if was else health.checked_at)
            began += [] if was else [check.name]
        elif was and was.good_runs + 1 < GOOD_RUNS:
            after[check.name] = Trouble(was.name, was.since, was.good_runs + 1)
        elif was:
            ended.append(after.pop(check.name))
    return after, began, ended


def queue_troubles(uow: UnitOfWork, health: Health) -> int:
    """Queue what is to be told after a check; return how many letters that makes."""
    now = health.checked_at
    after, began, ended = follow(_known(uow), health)
    uow.settings.put(
        _TROUBLES,
        json.dumps(
            {trouble.name: [trouble.since.isoformat(), trouble.good_runs] for trouble in after.values()}
        ),
    )
    if not began and not ended:
        return 0
    payload = {
        "began": {name: now.isoformat() for name in began},
        "ended": {trouble.name: [trouble.since.isoformat(), now.isoformat()] for trouble in ended},
    }
    today = day_in_shanghai(now)
    people = {person_id for some in uow.people.all_level_one(today).values() for person_id in some}
    return uow.outbox.add_once(
        TROUBLE.letter(f"{TROUBLE.id}:{now.isoformat()}:{person_id}", payload, now, person_id)
        for person_id in sorted(people)
    )


def trouble_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Name what is still wrong of what began, and what is over; None where nothing of it is left to say."""
    del desk, today
    known = _known(uow)
    lines = []
    for name, begun in letter.payload["began"].items():
        if name in known and known[name].since == datetime.fromisoformat(begun):
            what, since = speech.label(f"watch-{name}"), _moment(speech, begun)
            lines += [
                speech.text("watch-trouble", since=since, what=what),
                speech.text(f"watch-{name}-how"),
            ]
    for name, (begun, over) in letter.payload["ended"].items():
        what = speech.label(f"watch-{name}")
        since, until = _moment(speech, begun), _moment(speech, over)
        lines.append(speech.text("watch-over", since=since, until=until, what=what))
    return Window("\n".join(lines), [[back_to_menu(speech)]]) if lines else None


def _known(uow: UnitOfWork) -> dict[str, Trouble]:
    stored = json.loads(uow.settings.find(_TROUBLES) or "{}")
    return {
        name: Trouble(name, datetime.fromisoformat(since), good_runs)
        for name, (since, good_runs) in stored.items()
    }


def _moment(speech: Speech, stored: str) -> str:
    return moment_name(speech, datetime.fromisoformat(stored))


LETTERS: Letters = {
    TROUBLE: trouble_window,
}
