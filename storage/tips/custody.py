"""Custody `unlock`: a body's secret key lies on the server under a passphrase, and is open for ten minutes at a time.

A handler's own key may lie here so whatever the custody of their body is (handlers/tips/keys_here.py). The file is an
age file with a passphrase (scrypt), as `age -p` makes it of a key file. What it opens is kept in memory
alone, for the one handler who gave the passphrase, on the phone they gave it from, in the post they then had: who is
unbound, bound anew, or out of the post, finds it locked (docs/threat-model.md).
"""

import asyncio
import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import pyrage

from domain.errors import RefusalError
from domain.in_memory import InMemoryOnly
from domain.threads import in_a_thread
from domain.tips.routing import Body
from storage.tips.sealing import recipient_of

OPEN_FOR = timedelta(minutes=10)
SKEW = timedelta(minutes=1)
"""A clock put right by less locks nobody out."""
LOCKED_BYTES = 16_384
"""How long a locked key file may be; one with a key and its comments is some 500 bytes."""
WORK_MOST = 20
"""How much it may cost to open one, as the binary logarithm of scrypt's N: `age -p` takes 18, this program 18 to 20."""
_SCRYPT = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([0-9]{1,2})\n")
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_HEAD, _ARMOURED = 256, 160
"""How much of a file says what it is; in base64 whole groups of four."""


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Who has a key open: a person who handles the tips of `body`, on one phone since one binding (`bound_at`, aware).

    After another binding, be it of the same phone, it is somebody else who asks.
    """

    person_id: int
    body: Body
    telegram_id: int
    bound_at: datetime


@dataclass(frozen=True, slots=True)
class OpenKey(InMemoryOnly):
    """What somebody has open, and until when."""

    identity: str = field(repr=False)
    until: datetime


class OpenKeys(Protocol):
    """Where it is kept who has what open."""

    def all(self) -> Mapping[KeyHolder, OpenKey]:
        """Return who has what open."""
        ...

    def put(self, holder: KeyHolder, key: OpenKey) -> None:
        """Have `holder` have `key` open, in the place of what they had."""
        ...

    def drop(self, holders: Iterable[KeyHolder]) -> None:
        """Forget what these have open."""
        ...


class OwnOpenKeys:
    """What is open at one process (see OpenKeys)."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._open: dict[KeyHolder, OpenKey] = {}

    def all(self) -> Mapping[KeyHolder, OpenKey]:
        """Return who has what open."""
        return dict(self._open)

    def put(self, holder: KeyHolder, key: OpenKey) -> None:
        """Have `holder` have `key` open."""
        self._open[holder] = key

    def drop(self, holders: Iterable[KeyHolder]) -> None:
        """Forget what these have open."""
        for holder in holders:
            self._open.pop(holder, None)


class Custody:
    """The locked keys of the bodies, and who has opened theirs."""

    def __init__(self, locked_keys: Mapping[Body, bytes], opened: OpenKeys | None = None) -> None:
        """Hold `locked_keys`: age files with a passphrase. A body without one keeps its key to itself.

        What is open is kept in `opened`, else by this process.
        """
        self._locked = dict(locked_keys)
        self._open: OpenKeys = OwnOpenKeys() if opened is None else opened
        # One at a time: each takes a second or two of a core, and scrypt's memory.
        self._turn = asyncio.Lock()

    def holds_key_of(self, body: Body) -> bool:
        """Return whether tips of `body` can be read in the chat."""
        return body in self._locked

    async def unlock(
        self, holder: KeyHolder, passphrase: str, now: datetime, own: bytes | None = None
    ) -> None:
        """Open what `passphrase` opens for this handler until OPEN_FOR from `now`; raises RefusalError (unlock-wrong).

        That is their `own` key, if they have one, or else their body's shared one. A key that they have open stays so.
        """
        async with self._turn:
            identity = await in_a_thread(_open_first, [own, self._locked.get(holder.body)], passphrase)
        self.hold(holder, identity, now)

    def hold(self, holder: KeyHolder, identity: str, now: datetime) -> None:
        """Keep `identity` open for this handler, beside what they have open, until OPEN_FOR from `now`."""
        held = self.find_identity(holder, now) or ""
        keys = held if identity in held else f"{held}\n{identity}"
        self._open.put(holder, OpenKey(keys, now + OPEN_FOR))

    def find_identity(self, holder: KeyHolder, now: datetime) -> str | None:
        """Return the key that this handler has open, or None; what the person had on another phone is locked by it."""
        found = self._forget_expired(now)
        others = [other for other in found if other.person_id == holder.person_id and other != holder]
        if others:
            self._open.drop(others)
        return found[holder].identity if holder in found else None

    def lock(self, person_id: int) -> None:
        """Forget what this person has open, on whichever phone."""
        self._open.drop([holder for holder in self._open.all() if holder.person_id == person_id])

    def holders(self) -> list[KeyHolder]:
        """Return who has a key open."""
        return list(self._open.all())

    def drop(self, holders: Iterable[KeyHolder]) -> None:
        """Forget what these have open."""
        self._open.drop(holders)

    def forget_expired(self, now: datetime) -> None:
        """Forget every key whose time is up, or was longer than it may be: then the clock was set back."""
        self._forget_expired(now)

    def _forget_expired(self, now: datetime) -> Mapping[KeyHolder, OpenKey]:
        """Forget those and return the others."""
        found, latest = self._open.all(), now + OPEN_FOR + SKEW
        kept = {holder: held for holder, held in found.items() if now < held.until <= latest}
        if len(kept) < len(found):
            self._open.drop([holder for holder in found if holder not in kept])
        return kept


def lock_key(key_file: str, passphrase: str) -> bytes:
    """Return the text of a key file under `passphrase`; raises RefusalError (tips-key-unreadable) for no key."""
    recipient_of(key_file)
    return bytes(pyrage.passphrase.encrypt(key_file.encode(), passphrase))


def check_locked(content: bytes) -> None:
    """Raise RefusalError (keys-not-locked) for what is no age file under a passphrase, or takes too much to open."""
    head = content[:_HEAD]
    if head.startswith(_ARMOUR):
        with suppress(binascii.Error):
            head = base64.b64decode(b"".join(head.removeprefix(_ARMOUR).split())[:_ARMOURED])
    found = _SCRYPT.match(head)
    if found is None or int(found[1]) > WORK_MOST:
        raise RefusalError("keys-not-locked")


def _open_first(keys: Iterable[bytes | None], passphrase: str) -> str:
    refused = RefusalError("unlock-wrong")
    for locked in keys:
        try:
            if locked is not None:
                return open_key(locked, passphrase)
        except RefusalError as refusal:
            refused = refusal
    raise refused


def open_key(locked: bytes, passphrase: str) -> str:
    """Return the text of the key file that `lock_key` put under `passphrase`; raises RefusalError (unlock-wrong)."""
    try:
        key_file = bytes(pyrage.passphrase.decrypt(locked, passphrase)).decode("utf-8", "replace")
    except pyrage.DecryptError as error:
        raise RefusalError("unlock-wrong") from error
    recipient_of(key_file)
    return key_file
