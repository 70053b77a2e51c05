"""What lets a handler into /h: the code of a link, used once, the token of a session; only hashes are kept."""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from domain.tips.receipts import new_receipt
from domain.tips.routing import Body
from storage.statements.prepared import PreparedStatement
from storage.tips.custody import SKEW, KeyHolder
from storage.tips.tables import page_passes

LINK_LIFE = timedelta(minutes=10)
SESSION_IDLE = timedelta(minutes=30)
"""How long a session lasts without a request."""
SESSION_LIFE = timedelta(hours=12)
"""How long it lasts at most."""
_TOUCHED_EVERY = timedelta(minutes=1)
_TOKEN_BYTES = 32


class _Kind(StrEnum):
    LINK = "link"
    SESSION = "session"


_OF_HASH = page_passes.c.hash == bindparam("hashed")
_FIND = PreparedStatement(select(page_passes).where(_OF_HASH, page_passes.c.kind == bindparam("of_kind")))
_PUT = PreparedStatement(insert(page_passes))
_TOUCH = PreparedStatement(update(page_passes).where(_OF_HASH))
_END = PreparedStatement(delete(page_passes).where(_OF_HASH))
_END_ALL = PreparedStatement(
    delete(page_passes).where(
        page_passes.c.person_id == bindparam("person"), page_passes.c.kind == bindparam("of_kind")
    )
)
_PURGE = PreparedStatement(
    delete(page_passes).where(
        (page_passes.c.idle_until <= bindparam("now")) | (page_passes.c.ends_at <= bindparam("now"))
    )
)


def hash_pass(secret: str) -> bytes:
    """Return what is stored of a code or token: with 80 random bits and more a fast hash cannot be searched."""
    return hashlib.sha256(f"gridbot page pass\n{secret}".encode()).digest()


class PagePasses:
    """Of each handler one link, and one session."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def issue_link(self, holder: KeyHolder, now: datetime) -> str:
        """Return a new code for `holder`, in canonical form, shown once; an earlier one stops working."""
        code = new_receipt()
        self._put(_Kind.LINK, holder, code, now + LINK_LIFE, now + LINK_LIFE)
        return code

    def use_link(self, code: str, now: datetime) -> KeyHolder | None:
        """Return for whom `code` is and use it up; None for one that was used, is too old, or never was."""
        found = self._find(_Kind.LINK, code, now, LINK_LIFE)
        # Of two who use it at once, in whichever process, one deletes the row.
        if found is None or _END.write(self._connection, {"hashed": hash_pass(code)}) != 1:
            return None
        return found

    def begin_session(self, holder: KeyHolder, now: datetime) -> str:
        """Return the token of a new session for `holder`; an earlier one of the same person ends."""
        token = secrets.token_hex(_TOKEN_BYTES)
        self._put(_Kind.SESSION, holder, token, now + SESSION_IDLE, now + SESSION_LIFE)
        return token

    def find_session(self, token: str, now: datetime) -> KeyHolder | None:
        """Return whose session it is, which goes on from `now`; None where it has ended, or never was."""
        return self._find(_Kind.SESSION, token, now, SESSION_IDLE)

    def end_session(self, token: str) -> None:
        """End the session, if it is one."""
        _END.write(self._connection, {"hashed": hash_pass(token)})

    def end_all(self, person_id: int) -> bool:
        """End what lets this person in, link and session; return whether there was anything."""
        ended = [
            _END_ALL.write(self._connection, {"person": person_id, "of_kind": kind.value}) for kind in _Kind
        ]
        return any(ended)

    def _put(
        self, kind: _Kind, holder: KeyHolder, secret: str, idle_until: datetime, ends_at: datetime
    ) -> None:
        _END_ALL.write(self._connection, {"person": holder.person_id, "of_kind": kind.value})
        _PUT.write(
            self._connection,
            {
                "hash": hash_pass(secret),
                "kind": kind.value,
                "person_id": holder.person_id,
                "body": holder.body.value,
                "telegram_id": holder.telegram_id,
                "bound_at": holder.bound_at,
                "idle_until": idle_until,
                "ends_at": ends_at,
            },
        )

    def _find(self, kind: _Kind, secret: str, now: datetime, life: timedelta) -> KeyHolder | None:
        _PURGE.write(self._connection, {"now": now})
        row = _FIND.one_or_none(self._connection, {"hashed": hash_pass(secret), "of_kind": kind.value})
        # Longer than it may last: then the clock was set back, and nobody knows how old it is.
        if row is None or not now < row.idle_until <= now + life + SKEW:
            return None
        if kind is _Kind.SESSION and row.idle_until < now + life - _TOUCHED_EVERY:
            _TOUCH.write(self._connection, {"hashed": hash_pass(secret), "idle_until": now + life})
        return KeyHolder(row.person_id, Body(row.body), row.telegram_id, row.bound_at)
