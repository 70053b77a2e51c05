"""Closed tips whose time is up and which are kept all the same: nobody has read them whole, or nobody else would know.

What is unread is worked out in domain/tips/reading.py. And no handler lets evidence go alone: where a body has others
than the one who closed the tip, a warning has to reach one of them. Handlers are told of what is kept once a week.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from domain.time.clock import day_in_shanghai
from domain.tips.routing import Body
from domain.tips.tips import TipAct
from locales import Speech
from reminders.desk import Desk
from reminders.letter_book import Letters
from reminders.tips.clocks import reachable_handlers, reader_of
from reports.tip_facts import is_unread
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.tips.tips import ListedTip
from storage.unit_of_work import UnitOfWork
from windows.entries import TIPS
from windows.windows import Button, Window

TIP_KEPT = LetterKind(id="tip_kept", life=timedelta(days=2), trace=Trace.APART)
NUMBERS = 100
"""How many tips a letter names."""
_ENDS = frozenset({TipAct.CLOSED, TipAct.DECLINED, TipAct.REVIEWED, TipAct.GONE_THROUGH})
"""Steps that close a tip; a review or an old clue that ends otherwise is closed by another one later."""


def witnesses(uow: UnitOfWork, tip: ListedTip, today: date) -> set[int]:
    """Return of whom one has to know before the tip is erased: its handlers but who closed it, if there are any."""
    handlers = uow.people.tip_handlers(tip.body, today) - uow.tip_threads.recused(tip.number)
    ended = [step.person_id for step in uow.tip_threads.steps(tip.number) if step.act in _ENDS]
    return (handlers - set(ended[-1:])) or handlers


def queue_kept(uow: UnitOfWork, tips: Iterable[ListedTip], now: datetime) -> None:
    """Queue the letters about `tips`, whose time is up and which are kept, to all who handle them: one a week."""
    today = day_in_shanghai(now)
    week = today - timedelta(days=today.weekday())
    told: defaultdict[tuple[Body, int], list[str]] = defaultdict(list)
    for tip in tips:
        for person_id in reachable_handlers(uow, tip.body, today) - uow.tip_threads.recused(tip.number):
            told[tip.body, person_id].append(tip.number)
    uow.outbox.add_once(
        TIP_KEPT.letter(
            f"{TIP_KEPT.id}:{body}:{week}:{person_id}",
            {"body": body.value, "numbers": numbers[:NUMBERS]},
            now,
            person_id,
        )
        for (body, person_id), numbers in told.items()
    )


def tip_kept_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return which tips are kept, and why; None where none is any more, for this reader."""
    del desk
    reader = reader_of(uow, letter, today)
    if reader is None:
        return None
    found = [uow.tips.find(reader, number) for number in letter.payload["numbers"]]
    closed = [tip for tip in found if tip is not None and tip.closed_on is not None and tip.erased_on is None]
    unread = [tip.number for tip in closed if is_unread(uow, tip)]
    comma = speech.label("list-comma")
    lines = [speech.text("tip-kept-head")]
    if unread:
        lines.append(speech.text("tip-kept-unread", numbers=comma.join(unread)))
    if alone := [tip.number for tip in closed if tip.number not in unread]:
        lines.append(speech.text("tip-kept-alone", numbers=comma.join(alone)))
    return Window("\n".join(lines), [[Button(speech.label("tips-come-open"), TIPS)]]) if closed else None


LETTERS: Letters = {
    TIP_KEPT: tip_kept_window,
}
