"""One-time codes that bind a phone to a person; only their hashes are kept."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.people.tables import invites
from storage.statements.prepared import PreparedStatement

INVITE_LIFE = timedelta(days=7)
CODE_BYTES = 15
"""120 random bits, 20 symbols of base64url: a deep link takes up to 64."""


_ISSUE = PreparedStatement(insert(invites))
_FIND = PreparedStatement(select(invites).where(invites.c.code_hash == bindparam("code")))
_OF_PERSON = invites.c.person_id == bindparam("person")
_USED = PreparedStatement(select(invites.c.id).where(_OF_PERSON, invites.c.used_at.is_not(None)).limit(1))
_USE = PreparedStatement(update(invites).where(invites.c.id == bindparam("invite")))
_VOID = PreparedStatement(
    update(invites).where(_OF_PERSON, invites.c.used_at.is_(None), invites.c.voided_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that was found: whose it is, and whether it still works."""

    id: int
    person_id: int
    usable: bool


def hash_code(code: str) -> bytes:
    """Return what is stored of `code`: with 120 random bits a fast hash cannot be searched."""
    return hashlib.sha256(code.encode()).digest()


class Invites:
    """Codes handed out."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def issue(self, person_id: int, now: datetime) -> str:
        """Make a new code for `person_id` that expires after INVITE_LIFE; it is shown once, to the caller."""
        code = secrets.token_urlsafe(CODE_BYTES)
        values = {"person_id": person_id, "code_hash": hash_code(code), "expires_at": now + INVITE_LIFE}
        _ISSUE.write(self._connection, values)
        return code

    def waiting(self, people: Iterable[int], now: datetime) -> frozenset[int]:
        """Return those of `people` (ids) who have a code that still works."""
        rows = self._connection.execute(
            select(invites.c.person_id).where(
                invites.c.used_at.is_(None), invites.c.voided_at.is_(None), invites.c.expires_at > now
            )
        )
        return frozenset(rows.scalars()) & frozenset(people)

    def find(self, code: str, now: datetime) -> Invitation | None:
        """Return the invitation behind `code`, used and expired ones too, or None."""
        row = _FIND.one_or_none(self._connection, {"code": hash_code(code)})
        if row is None:
            return None
        usable = row.used_at is None and row.voided_at is None and now < row.expires_at
        return Invitation(row.id, row.person_id, usable)

    def has_been_bound(self, person_id: int) -> bool:
        """Tell whether the person has used an invitation before, whatever became of that phone."""
        return _USED.scalar(self._connection, {"person": person_id}) is not None

    def use(self, invitation: Invitation, now: datetime) -> None:
        """Mark `invitation` as used; the person's other codes stop working with it."""
        _USE.write(self._connection, {"invite": invitation.id, "used_at": now})
        self.void_all(invitation.person_id, now)

    def void_all(self, person_id: int, now: datetime) -> None:
        """Make every unused code of `person_id` worthless."""
        _VOID.write(self._connection, {"person": person_id, "voided_at": now})
