"""The letters that an exemption (免报) brings about; in words in reminders/duties/exemptions.py."""

import secrets
from datetime import timedelta

from storage.delivery.letters import LetterKind, Trace
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

EXEMPTED = LetterKind(id="exempted", life=timedelta(days=7), trace=Trace.TOLD)
EXEMPTION_WITHDRAWN = LetterKind(id="exemption_withdrawn", life=timedelta(days=7), trace=Trace.TOLD)


def tell_of_exemption(uow: UnitOfWork, request: Request, item: DutyItem, kind: LetterKind) -> None:
    """Tell whoever answers for the item that it is exempted, or is no more (`kind`)."""
    there = uow.holders.present(request.today, [item.grid_code])
    roles = request.house.duties[item.duty_id].roles
    people = sorted({person for role in roles for person in there.get((item.grid_code, role), ())})
    uow.outbox.add_once(
        # Written with a change that is made once, however often it is asked for.
        kind.letter(
            f"{kind.id}:{secrets.token_hex(8)}:{person_id}", {"item": item.id}, request.now, person_id
        )
        for person_id in people
    )
