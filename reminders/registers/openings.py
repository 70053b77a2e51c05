"""What the clock opens by itself in registers, looked for once a day: e.g. self-checks of whoever owns risks."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from domain.time.clock import day_in_shanghai
from locales import in_chinese
from locales.dates import dated_period_name
from registers.language import Register
from registers.openings import RegisterOpening
from reminders.desk import Batch, Desk, InBatches, Steps
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork
from usecases.registers.risks.opened_by_clock import ToOpen, find_to_open, open_for
from usecases.registers.stand import Mover

OPENED_AT_ONCE = 20
_LOOKED = "register-opened:"


def find_openings(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the entries that the clock opens by `now`."""
    today = day_in_shanghai(now)
    batches: list[Batch] = []
    for register in desk.registers.values():
        for n, opening in enumerate(register.opens):
            for period_id, due_on in opening.due_now(today):
                mark = f"{_LOOKED}{register.id}:{n}:{period_id}"
                if uow.settings.find(mark) != today.isoformat():
                    batches += _batches(uow, desk, now, (register, opening, period_id, due_on))
                    batches.append(partial(_note, mark=mark, today=today))
    return batches


def _batches(
    uow: UnitOfWork, desk: Desk, now: datetime, due: tuple[Register, RegisterOpening, str, date]
) -> list[Batch]:
    register, opening, period_id, due_on = due
    period = dated_period_name(in_chinese(), period_id)
    found = find_to_open(uow, desk, (register, opening, period, due_on), day_in_shanghai(now))
    return [partial(_open, desk=desk, now=now, found=some) for some in in_chunks(found, OPENED_AT_ONCE)]


def _open(uow: UnitOfWork, desk: Desk, now: datetime, found: Sequence[ToOpen]) -> int:
    return sum(open_for(uow, Mover(desk, now, None), wanted) for wanted in found)


def _note(uow: UnitOfWork, mark: str, today: date) -> int:
    uow.settings.put(mark, today.isoformat())
    return 0


STEPS: Steps = {120: InBatches(find_openings)}
"""Opened before nudges are looked for; who is waited for is told by the letter of the entry."""
