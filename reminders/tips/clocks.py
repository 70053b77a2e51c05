"""The legal clocks of tips: handlers hear what is due soon, their body what is overdue (docs/domain.md section 4).

Once a working day, within the hours, every tip is looked at. What is due soon is the office's own business; what
is overdue goes to everybody who handles the tips of that body, the commissioner too. It goes no further: that
there is such a tip stays inside. Whoever has a new step to hear of gets one letter with all that runs for them.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from domain.people.people import Role
from domain.time.clock import day_in_shanghai
from domain.time.working_days import WorkingDays
from domain.tips.clocks import (
    DeadlineKind,
    DeadlineStage,
    DeadlineStep,
    TipDates,
    TipDeadline,
    deadlines,
    step,
)
from domain.tips.register import counts_as_named
from domain.tips.routing import Body
from domain.tips.tips import TipAct, TipState, to_go_through
from locales import Speech
from locales.dates import day_name, due_line
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.tips.threads import TipStep
from storage.tips.tips import ListedTip, TipReader
from storage.unit_of_work import UnitOfWork
from windows.entries import TIPS
from windows.text_parts import LINES_ON_A_PHONE, parts, phone_lines
from windows.windows import Button, Window

TIP_CLOCK = LetterKind(id="tip_clock", life=timedelta(days=7), trace=Trace.APART)
_OF_MERGED = frozenset({DeadlineKind.TELL_ACCEPTED, DeadlineKind.TELL_RESULT})
_RAN = "tip-clocks-ran"
_Pending = tuple[str, DeadlineStep]
"""A tip's number and the step that one of its deadlines has reached."""


def queue_tip_clocks(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue the reminders of the day of `now`, the first time it is asked; return how many letters that makes."""
    today = day_in_shanghai(now)
    if not desk.hours.contain(now) or not desk.calendar(uow).is_working(today):
        return 0
    if uow.settings.find(_RAN) == today.isoformat():
        return 0
    uow.settings.put(_RAN, today.isoformat())
    return sum(_queue(uow, desk, body, now) for body in Body)


def reachable_handlers(uow: UnitOfWork, body: Body, today: date) -> set[int]:
    """Return who handles the tips of `body` on `today` and can be written to."""
    return uow.people.reachable(uow.people.tip_handlers(body, today))


def reader_of(uow: UnitOfWork, letter: Letter, today: date) -> TipReader | None:
    """Return as whom a letter of the tips of a body is read; None where that handler is none any more."""
    body = Body(letter.payload["body"])
    if letter.person_id is None or letter.person_id not in reachable_handlers(uow, body, today):
        return None
    return TipReader(body, letter.person_id)


def tip_dates(tip: ListedTip, steps: Sequence[TipStep]) -> TipDates:
    """Return the days that the clocks of `tip` are read from; `steps` are its steps, oldest first."""
    on = {done.act: done.done_on for done in steps}
    return TipDates(
        # An old clue that is taken up again begins on that day.
        received_on=on.get(TipAct.GONE_THROUGH, tip.received_on),
        named=counts_as_named([done.act for done in steps], named=tip.named),
        decided_on=on.get(TipAct.ACCEPTED) or on.get(TipAct.DECLINED),
        declined=TipAct.DECLINED in on,
        told_accepted_on=on.get(TipAct.TOLD_ACCEPTED),
        proposed_on=on.get(TipAct.PROPOSED),
        # A declined tip has ended too, but there is no result to tell.
        closed_on=tip.closed_on if tip.state is TipState.CLOSED else None,
        told_result_on=on.get(TipAct.TOLD_RESULT),
        elsewhere_on=on.get(TipAct.ELSEWHERE),
        passed_on=on.get(TipAct.PASSED_ON),
    )


def tip_deadlines(tip: ListedTip, steps: Sequence[TipStep], calendar: WorkingDays) -> list[TipDeadline]:
    """Return the deadlines that run for `tip`; `steps` are its steps, oldest first.

    Of a merged one (并案) those of telling its reporter: a proposal, and what is passed on, are the main tip's. None
    runs for an old clue before it has been gone through (起底).
    """
    if to_go_through([done.act for done in steps]):
        return []
    found = deadlines(tip_dates(tip, steps), calendar)
    return (
        found if tip.merged_into is None else [deadline for deadline in found if deadline.kind in _OF_MERGED]
    )


def tip_clock_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return what of the letter is still to be done, a line a deadline; None when nothing is. No tip's content."""
    found = _still_to_do(uow, desk, letter, today)
    if not found:
        return None
    head = speech.text("tip-clock-head", day=day_name(speech, today), count=len(found))
    # What a phone does not show is counted in a line of its own.
    room = LINES_ON_A_PHONE - phone_lines(head) - 1
    named = parts([_line(speech, number, deadline, today) for number, deadline in found], lines_most=room)[0]
    lines = [head, *named]
    if len(found) > len(named):
        lines.append(speech.text("tip-clock-more", count=len(found) - len(named)))
    return Window("\n".join(lines), [[Button(speech.label("tips-come-open"), TIPS)]])


def _queue(uow: UnitOfWork, desk: Desk, body: Body, now: datetime) -> int:
    """Queue a letter for everybody of `body` for whom a deadline has reached a step that they have not heard of."""
    letters = []
    for person_id, pending in sorted(_hearers(uow, desk, body, day_in_shanghai(now)).items()):
        # What was told before is kept here, not looked for in the outbox, which is not kept for ever.
        mark = f"tip-clock:{body}:{person_id}"
        names = sorted(f"{number}:{reached.key}" for number, reached in pending)
        if set(names) <= set((uow.settings.find(mark) or "").split()):
            continue
        uow.settings.put(mark, " ".join(names))
        letters.append(_letter(body, person_id, pending, now))
    # The new letter says all that an older one, still waiting, would say.
    uow.outbox.supersede(
        (TIP_CLOCK.id,), [letter.person_id for letter in letters if letter.person_id is not None]
    )
    return uow.outbox.add_once(letters)


def _hearers(uow: UnitOfWork, desk: Desk, body: Body, today: date) -> dict[int, list[_Pending]]:
    """Return what each person of `body` is to hear of, told before or not."""
    found: defaultdict[int, list[_Pending]] = defaultdict(list)
    handlers = reachable_handlers(uow, body, today)
    if not handlers:
        return found
    first = handlers & _office(uow, today)
    for number, reached in _reached(uow, desk, body, today):
        able = handlers - uow.tip_threads.recused(number)
        told = (able & first or able) if reached.stage is DeadlineStage.DUE_SOON else able
        for person_id in told:
            found[person_id].append((number, reached))
    return found


def _reached(uow: UnitOfWork, desk: Desk, body: Body, today: date) -> Iterator[_Pending]:
    """Give the step that each deadline of each tip of `body` has reached by `today`, where it has reached one."""
    # With what was said its reporter's address is erased, too: from then on nobody can be told of the result.
    since = today - timedelta(days=desk.keep_closed_days + 7)
    tips = [tip for tip in uow.tips.open_or_closed_since(body, since) if tip.erased_on is None]
    steps = uow.tip_threads.steps_of([tip.number for tip in tips])
    calendar = desk.calendar(uow)
    for tip in tips:
        for deadline in tip_deadlines(tip, steps[tip.number], calendar):
            reached = step(deadline, today, calendar)
            if reached is not None:
                yield tip.number, reached


def _letter(body: Body, person_id: int, pending: Iterable[_Pending], now: datetime) -> Letter:
    found = ((reached.due_on.isoformat(), number, reached) for number, reached in pending)
    # Two deadlines of a tip may fall on one day.
    lines = sorted(found, key=lambda line: (*line[:2], line[2].key))
    steps = "\n".join(f"{number}:{reached.key}" for _due, number, reached in lines)
    # All steps don't fit into a key; their digest is as good.
    digest = hashlib.sha256(steps.encode()).hexdigest()[:32]
    payload = {
        "body": body.value,
        "lines": [
            {
                "number": number,
                "kind": reached.kind.value,
                "due": due,
                "overdue": reached.stage is DeadlineStage.OVERDUE,
            }
            for due, number, reached in lines
        ],
    }
    return TIP_CLOCK.letter(f"{TIP_CLOCK.id}:{body}:{person_id}:{digest}", payload, now, person_id)


def _still_to_do(uow: UnitOfWork, desk: Desk, letter: Letter, today: date) -> list[tuple[str, TipDeadline]]:
    """Return the letter's deadlines that its reader may see and that are not met, by due day, with their tips."""
    reader, lines = reader_of(uow, letter, today), letter.payload["lines"]
    if reader is None:
        return []
    asked = {(line["number"], line["kind"], line["due"]) for line in lines}
    seen = [uow.tips.find(reader, number) for number in dict.fromkeys(line["number"] for line in lines)]
    tips = [tip for tip in seen if tip is not None and tip.erased_on is None]
    steps = uow.tip_threads.steps_of([tip.number for tip in tips])
    calendar = desk.calendar(uow)
    found = [
        (tip.number, deadline)
        for tip in tips
        for deadline in tip_deadlines(tip, steps[tip.number], calendar)
        if deadline.met_on is None and (tip.number, deadline.kind.value, deadline.due_on.isoformat()) in asked
    ]
    return sorted(found, key=lambda reached: (reached[1].due_on, reached[0]))


def _line(speech: Speech, number: str, deadline: TipDeadline, today: date) -> str:
    what = speech.label(f"tip-clock-{deadline.kind.replace('_', '-')}")
    title = speech.label("tip-clock-title", number=number, what=what)
    over = (today - deadline.due_on).days
    if over <= 0:
        return due_line(speech, title, deadline.due_on, today)
    due = day_name(speech, deadline.due_on)
    return speech.text("tip-clock-overdue", title=title, due=due, days=over)


def _office(uow: UnitOfWork, today: date) -> set[int]:
    return {person for some in uow.people.all_holders({Role.OFFICE}, today).values() for person in some}


LETTERS: Letters = {TIP_CLOCK: tip_clock_window}
STEPS: Steps = {270: queue_tip_clocks}
