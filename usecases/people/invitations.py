"""Links that bind phones, made for some people or for many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.audit import AuditEntry
from storage.people.listed import ListedPerson
from storage.unit_of_work import UnitOfWork
from usecases.tips.phone_letters import INVITED, PhoneChange, tell_of_phone


@dataclass(frozen=True, slots=True)
class Inviting:
    """Who makes links, when (aware): `person_id` in the chat, or `actor`, where nobody is in front of the bot."""

    now: datetime
    act: str
    person_id: int | None = None
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody, and the link that binds their phone."""

    person: ListedPerson
    link: str


def issue_links(
    uow: UnitOfWork, people: Sequence[ListedPerson], username: str, by: Inviting
) -> list[Invited]:
    """Make a link to the bot `username` for each of `people`; those who handle tips hear of their colleagues'."""
    return [Invited(person, link_to(username, _issue(uow, person, by))) for person in people]


def link_to(username: str, code: str) -> str:
    """Return the link that opens the bot with this code."""
    return f"https://t.me/{username}?start={code}"


def _issue(uow: UnitOfWork, person: ListedPerson, by: Inviting) -> str:
    uow.audit.add(AuditEntry(by.now, by.person_id, by.act, person.staff_number, actor=by.actor))
    tell_of_phone(uow, PhoneChange(INVITED, person.person_id, by.person_id), by.now)
    return uow.invites.issue(person.person_id, by.now)
