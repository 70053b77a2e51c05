"""Telling those who handle tips of what is done to a colleague's phone: who binds another's can set a key for it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.time.clock import day_in_shanghai
from domain.tips.routing import Body
from storage.delivery.outbox import Letter
from storage.people.people import Phone
from storage.unit_of_work import UnitOfWork

KIND = "tip_phone"
UNBOUND, INVITED, BOUND = "unbound", "invited", "bound"
LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PhoneChange:
    """What was done (UNBOUND, INVITED or BOUND) to the phone of `person_id`; `by` nobody: on the command line."""

    change: str
    person_id: int
    by: int | None


def tell_of_phone(uow: UnitOfWork, done: PhoneChange, now: datetime, earlier: Phone | None = None) -> None:
    """Tell the other handlers of the person's body, and the person, wherever a message still reaches them.

    `earlier` is the phone just unbound, a stranger's by now: it hears that it is one, and not one word more. Nothing
    is told of people who handle no tips.
    """
    today = day_in_shanghai(now)
    for body in Body:
        handlers = uow.people.tip_handlers(body, today)
        if done.person_id in handlers:
            told = (handlers & uow.people.reachable()) - {done.by}
            uow.outbox.add_once([_letter(done, now, person_id) for person_id in sorted(told)])
            if earlier is not None:
                uow.outbox.add_once([_farewell(earlier, now)])


def _letter(done: PhoneChange, now: datetime, person_id: int) -> Letter:
    return Letter(
        unique_key=f"{KIND}:{secrets.token_hex(8)}:{person_id}",
        kind=KIND,
        payload={"person": done.person_id, "change": done.change, "by": done.by},
        not_before_at=now,
        expires_at=now + LIFE,
        person_id=person_id,
        urgent=True,
    )


def _farewell(earlier: Phone, now: datetime) -> Letter:
    return Letter(
        unique_key=f"moved:{secrets.token_hex(8)}",
        kind="moved",
        payload={"language": earlier.language, "unbound": True},
        not_before_at=now,
        expires_at=now + LIFE,
        chat_id=earlier.telegram_id,
        urgent=True,
    )
