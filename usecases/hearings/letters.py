"""The letters that choosing, offering and withdrawing slots bring about.

They are put into words in reminders/duties/hearing_windows.py. Hosts hear of what was chosen once a quarter of an
hour, all of it in one letter: when seventy inspectors choose in one morning, that is not seventy messages.
"""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.duties.duties import Duty
from domain.duties.hearings import Slot
from domain.people.people import Role
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.hearings.house import Hearing
from usecases.house import Request

OFFERED, CHOSEN, SLOT, FREED, WITHDRAWN = (
    LetterKind(id=f"hearing_{what}", life=timedelta(days=7), trace=Trace.TOLD)
    for what in ("offered", "chosen", "slot", "freed", "withdrawn")
)
A_QUARTER_MIN = 15
_QUARTER = timedelta(minutes=A_QUARTER_MIN)


def tell_of_slots(uow: UnitOfWork, request: Request, duty: Duty, items: Iterable[DutyItem]) -> int:
    """Tell everybody who has to choose for one of `items` that there are slots; return how many people that is."""
    asked = list(items)
    there = uow.holders.present(request.today, {item.grid_code for item in asked})
    people = {
        person for item in asked for role in duty.roles for person in there.get((item.grid_code, role), ())
    }
    uow.outbox.supersede((OFFERED.id,), people)
    return uow.outbox.add_once(_letter(request, OFFERED, {}, person) for person in sorted(people))


def tell_of_choice(uow: UnitOfWork, request: Request, hearing: Hearing, slot: Slot, by: int) -> None:
    """Tell the hosts, and whoever else answers for the grid, of a slot just chosen."""
    begin = quarter_of(request.now)
    end = begin + _QUARTER
    payload = {"begin": begin.isoformat(), "end": end.isoformat()}
    hosts = (
        CHOSEN.letter(f"{CHOSEN.id}:{begin:%Y%m%dT%H%M}:{person_id}", payload, end, person_id)
        for person_id in hosts_of(uow, request, hearing)
        if person_id != by
    )
    uow.outbox.add_once(hosts)
    others = [person for person in _choosers(uow, request, hearing) if person != by]
    facts = {"item": hearing.item.id, "starts_at": slot.starts_at.isoformat()}
    uow.outbox.add_once(_letter(request, SLOT, facts, person) for person in others)


def tell_of_return(uow: UnitOfWork, request: Request, hearing: Hearing, slot: Slot) -> None:
    """Tell the hosts that a slot was given back, unless they were never told that it was chosen."""
    if slot.chosen_at is None or request.now < quarter_of(slot.chosen_at) + _QUARTER:
        return
    facts = {"item": hearing.item.id, "starts_at": slot.starts_at.isoformat()}
    people = hosts_of(uow, request, hearing)
    uow.outbox.add_once(_letter(request, FREED, facts, person) for person in people)


def tell_of_withdrawal(uow: UnitOfWork, request: Request, hearing: Hearing, slot: Slot) -> None:
    """Tell whoever chose the slot that there is none any more."""
    facts = {"item": hearing.item.id, "starts_at": slot.starts_at.isoformat()}
    people = _choosers(uow, request, hearing)
    uow.outbox.add_once(_letter(request, WITHDRAWN, facts, person) for person in people)


def quarter_of(moment: datetime) -> datetime:
    """Return the beginning, in UTC, of the quarter of an hour in which `moment` (aware) lies."""
    there = moment.astimezone(UTC)
    return there.replace(minute=there.minute - there.minute % A_QUARTER_MIN, second=0, microsecond=0)


def hosts_of(uow: UnitOfWork, request: Request, hearing: Hearing) -> list[int]:
    """Return who hosts the hearing today."""
    return _holders(uow, request, hearing.unit_code, hearing.duty.offered_by)


def _choosers(uow: UnitOfWork, request: Request, hearing: Hearing) -> list[int]:
    return _holders(uow, request, hearing.item.grid_code, hearing.duty.roles)


def _holders(uow: UnitOfWork, request: Request, code: str, roles: Iterable[Role]) -> list[int]:
    there = uow.holders.present(request.today, [code])
    return sorted({person for role in roles for person in there.get((code, role), ())})


def _letter(request: Request, kind: LetterKind, payload: dict[str, Any], person_id: int) -> Letter:
    # Each is written with a change that is made once, however often it is asked for.
    return kind.letter(f"{kind.id}:{secrets.token_hex(8)}:{person_id}", payload, request.now, person_id)
