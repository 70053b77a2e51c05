"""After a downtime, of ours or of Telegram's: what is stale is skipped and listed, and level 1 is told once.

Everything due is sent once, merged, by what reminds anyway: it looks at what is open, not at what was missed. What
remains are letters that were written and never went. One that has waited for more than two days, or beyond its
time, is dropped and listed instead of being sent. A letter worded from what is true when it
goes, and of which nobody must read in a list, is no such letter: those about tips keep their own time.

Level 1 hears of it when everything else has gone: so even an outage of days ends with one letter.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from functools import partial

from domain.time.clock import SHANGHAI, day_in_shanghai
from locales import Speech
from locales.dates import day_name, duty_title
from reminders.desk import Batch, Desk, InBatches, Steps
from reminders.last_tick import LastTick, last_tick_after
from reminders.letter_book import Letters
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.delivery.skipped import MissedItem, SkippedLetter
from storage.unit_of_work import UnitOfWork
from windows.entries import DIGEST, back_to_menu
from windows.windows import Button, Window

STALE_AFTER = timedelta(days=2)
AWAY_TOLD = timedelta(hours=12)
"""A shorter downtime is made good the same day; nobody needs to hear of it."""
STUCK_AFTER = timedelta(minutes=10)
KEPT = timedelta(days=90)
"""How long the list is kept."""
LISTED = 5
"""How many of many are named."""
LISTED_AT_ONCE = 300

SKIPPED = LetterKind(id="skipped", life=timedelta(days=14), trace=Trace.TOLD, keeps=True)
_AWAY = "away"
"""The setting that holds from when to when the bot was away, until level 1 is told."""


def note_absence(uow: UnitOfWork, last_tick: LastTick, now: datetime) -> None:
    """Note a downtime that is worth telling; to be asked before a tick. Several untold ones count as one.

    Where the last tick lies ahead, the clock was set back: what could be sent by it still can.
    """
    known = last_tick.at()
    if known is not None and known > now:
        uow.outbox.follow_clock(known, now)
    last = last_tick_after(uow, last_tick)
    if last is not None and now - last >= AWAY_TOLD:
        since = (uow.settings.find(_AWAY) or "").partition(" ")[0] or last.isoformat()
        uow.settings.put(_AWAY, f"{since} {now.isoformat()}")


def find_stale(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the listing of what has grown stale, then the telling of it once the rest has gone.

    Within the hours only, after the nudges: a new one replaces an old one that still waits.
    """
    if not desk.hours.contain(now):
        return []
    stale = uow.skipped.count_stale(desk.letters.stale, now - STALE_AFTER, now)
    listing = [partial(_list_stale, desk=desk, now=now)] * -(-stale // LISTED_AT_ONCE)
    return [*listing, partial(_tell_what_is_stale, desk=desk, now=now)]


skip_stale = InBatches(find_stale)


def _list_stale(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    return uow.skipped.take_stale(desk.letters.stale, now - STALE_AFTER, now, LISTED_AT_ONCE)


def _tell_what_is_stale(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    uow.skipped.forget_before(now - KEPT)
    away = uow.settings.find(_AWAY)
    if away or uow.skipped.has_untold():
        waits = uow.watch_figures.stuck(desk.letters.told, now - STUCK_AFTER, urgent_only=False)
        if not waits:
            _tell_level_one(uow, away or "", now)
    return 0


def _tell_level_one(uow: UnitOfWork, away: str, now: datetime) -> None:
    uow.skipped.mark_told(now)
    uow.settings.put(_AWAY, "")
    since, _, until = away.partition(" ")
    facts = {"told_at": now.isoformat(), "since": since, "until": until}
    uow.outbox.add_once(
        SKIPPED.letter(
            f"{SKIPPED.id}:{now.isoformat()}:{unit}:{person_id}", {"unit": unit, **facts}, now, person_id
        )
        for unit, people in uow.people.all_level_one(day_in_shanghai(now)).items()
        for person_id in people
    )


def skipped_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Tell how long the bot was away, what was skipped, which periods were missed; None where there is nothing."""
    del today
    unit = letter.payload["unit"]
    told_at = datetime.fromisoformat(letter.payload["told_at"])
    skipped = uow.skipped.told_at(told_at)
    inside = uow.holders.hanging_below({notice.grid_code for notice in skipped if notice.grid_code}, [unit])
    lines = _skipped_lines(speech, [notice for notice in skipped if notice.grid_code in inside])
    if letter.payload["since"]:
        since, until = (datetime.fromisoformat(letter.payload[name]) for name in ("since", "until"))
        first = day_in_shanghai(since) + timedelta(days=1)
        missed = uow.skipped.missed(first, day_in_shanghai(until) - timedelta(days=1))
        inside = uow.holders.hanging_below({item.grid_code for item in missed}, [unit])
        lines = [
            *_away_lines(speech, since, until),
            *lines,
            *_missed_lines(desk, speech, [item for item in missed if item.grid_code in inside]),
        ]
    if not lines:
        return None
    rows = [[Button(speech.label("menu-digest"), DIGEST)], [back_to_menu(speech)]]
    return Window("\n".join(lines), rows)


def moment_name(speech: Speech, moment: datetime) -> str:
    """Return e.g. 6月30日 08:05, in Shanghai."""
    local = moment.astimezone(SHANGHAI)
    return f"{day_name(speech, local.date())} {local:%H:%M}"


def kind_name(speech: Speech, kind: str) -> str:
    """Return what a kind of letters is about, e.g. 请假 for leave_taken; raises KeyError for one without a name."""
    return speech.label(f"watch-kind-{kind.partition('_')[0]}")


def _away_lines(speech: Speech, since: datetime, until: datetime) -> list[str]:
    hours = int((until - since) / timedelta(hours=1))
    return [
        speech.text(
            "watch-away",
            since=moment_name(speech, since),
            until=moment_name(speech, until),
            days=hours // 24,
            hours=hours % 24,
        )
    ]


def _skipped_lines(speech: Speech, skipped: list[SkippedLetter]) -> list[str]:
    if not skipped:
        return []
    lines = [speech.text("watch-skipped", count=len(skipped))]
    counts = Counter(kind_name(speech, notice.kind) for notice in skipped)
    lines += [
        speech.text("watch-skipped-kind", kind=kind, count=count) for kind, count in counts.most_common()
    ]
    for notice in skipped[:LISTED]:
        kind, day = kind_name(speech, notice.kind), day_name(speech, day_in_shanghai(notice.due_at))
        name = notice.person_name or speech.label("watch-skipped-group")
        lines.append(speech.text("watch-skipped-line", day=day, kind=kind, name=name))
    if len(skipped) > LISTED:
        lines.append(speech.text("watch-more", count=len(skipped) - LISTED))
    return lines


def _missed_lines(desk: Desk, speech: Speech, missed: list[MissedItem]) -> list[str]:
    counts = Counter((item.duty_id, item.period_id) for item in missed if item.duty_id in desk.duties)
    if not counts:
        return []
    lines = [speech.text("watch-missed", count=len(counts))]
    for (duty_id, period_id), grids in list(counts.items())[:LISTED]:
        title = duty_title(speech, desk.form_of(desk.duties[duty_id]).title, period_id)
        lines.append(speech.text("watch-missed-line", title=title, count=grids))
    if len(counts) > LISTED:
        lines.append(speech.text("watch-more", count=len(counts) - LISTED))
    return lines


LETTERS: Letters = {SKIPPED: skipped_window}
STEPS: Steps = {300: skip_stale}
