"""Telling those who handle tips of what is done to a colleague's phone: who binds another's can set a key for it."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.time.clock import day_in_shanghai
from domain.tips.routing import Body
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.people.listed import BoundPhone
from storage.unit_of_work import UnitOfWork

TIP_PHONE = LetterKind(id="tip_phone", life=timedelta(days=7), trace=Trace.APART, urgent=True)
MOVED = LetterKind(id="moved", life=timedelta(days=7), trace=Trace.NONE, urgent=True)
"""To a phone that is a stranger's from now on."""
UNBOUND, INVITED, BOUND = "unbound", "invited", "bound"
BOUND_ANEW_LIFE = timedelta(days=2)
"""Whoever has bound another phone themselves knows it."""


@dataclass(frozen=True, slots=True)
class PhoneChange:
    """What was done (UNBOUND, INVITED or BOUND) to the phone of `person_id`; `by` nobody: on the command line."""

    change: str
    person_id: int
    by: int | None


def tell_of_phone(
    uow: UnitOfWork, done: PhoneChange, now: datetime, earlier: BoundPhone | None = None
) -> None:
    """Tell the other handlers of the person's body, and the person, wherever a message still reaches them.

    `earlier` is the phone just unbound, a stranger's by now: it hears that it is one, and not one word more. Nothing
    is told of people who handle no tips.
    """
    today = day_in_shanghai(now)
    for body in Body:
        handlers = uow.people.tip_handlers(body, today)
        if done.person_id in handlers:
            told = uow.people.reachable(handlers) - {done.by}
            uow.outbox.add_once([_letter(done, now, person_id) for person_id in sorted(told)])
            if earlier is not None:
                uow.outbox.add_once([_farewell(earlier, now)])


def bound_anew_letter(invitation_id: int, earlier: int, language: str, now: datetime) -> Letter:
    """Return the word to the `earlier` phone (a chat) of whoever has bound another: it is a stranger's now."""
    letter = MOVED.letter(f"{MOVED.id}:{invitation_id}", {"language": language}, now)
    return replace(letter, chat_id=earlier, expires_at=now + BOUND_ANEW_LIFE)


def _letter(done: PhoneChange, now: datetime, person_id: int) -> Letter:
    payload = {"person": done.person_id, "change": done.change, "by": done.by}
    return TIP_PHONE.letter(f"{TIP_PHONE.id}:{secrets.token_hex(8)}:{person_id}", payload, now, person_id)


def _farewell(earlier: BoundPhone, now: datetime) -> Letter:
    payload = {"language": earlier.language, "unbound": True}
    letter = MOVED.letter(f"{MOVED.id}:{secrets.token_hex(8)}", payload, now)
    return replace(letter, chat_id=earlier.telegram_id)
