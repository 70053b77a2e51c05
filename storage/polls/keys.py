"""The keys of polls that run: one random key each, in a file of its own beside the database and in no copy of it.

Under a poll's key are its counters, while it runs, and the marks of who has answered. At its end the key is written
over and removed: what older copies of the database hold of the poll opens with nothing any more
(docs/threat-model.md, decision note 0020).
"""

import hmac
import os
import re
import secrets
import struct
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

FOLDER_NAME: Final = "gridbot.polls"
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_SUFFIX: Final = ".key"
_TOKEN = re.compile(r"[0-9a-f]{16}")


class PollKeyLostError(Exception):
    """The key of a poll is not there, or is another one."""


def new_token() -> str:
    """Return what a new poll is called in its link and in the name of its key's file; it cannot be guessed."""
    return secrets.token_hex(8)


class PollKeys:
    """The keys, by the tokens of their polls; without a `folder` in memory alone."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep them in `folder`, which is made when it is needed."""
        self._folder = folder
        self._in_memory: dict[str, bytes] = {}

    def make(self, token: str) -> None:
        """Make the key of a new poll; it is on the disk when this returns. Raises OSError where it can't be."""
        key = secrets.token_bytes(_KEY_BYTES)
        if self._folder is None:
            self._in_memory[token] = key
            return
        self._folder.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(self._file(token), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, key)
            os.fsync(handle)
        finally:
            os.close(handle)
        _keep_names(self._folder)

    def has(self, token: str) -> bool:
        """Tell whether the poll's key is there."""
        return token in self.tokens()

    def tokens(self) -> set[str]:
        """Return the tokens of all polls whose keys are there."""
        if self._folder is None:
            return set(self._in_memory)
        return {path.name.removesuffix(_SUFFIX) for path in self._folder.glob(f"*{_SUFFIX}")}

    def destroy(self, token: str) -> None:
        """Write the key over and remove it; nothing where it is gone already."""
        self._in_memory.pop(token, None)
        if self._folder is None:
            return
        with suppress(FileNotFoundError):
            # The same bytes of the same file: a file that is only removed stays on the disk.
            handle = os.open(self._file(token), os.O_WRONLY)
            try:
                os.write(handle, bytes(_KEY_BYTES))
                os.fsync(handle)
            finally:
                os.close(handle)
            self._file(token).unlink()
            _keep_names(self._folder)

    def mark_of(self, token: str, identity: str) -> bytes:
        """Return by what the poll knows that `identity` has answered. Raises PollKeyLostError, and OSError."""
        return hmac.digest(self._derived(token, b"mark"), identity.encode(), sha256)

    def seal(self, token: str, counts: Sequence[int]) -> bytes:
        """Return the counters as they are stored: of one length, and never twice the same. Raises PollKeyLostError."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        plain = struct.pack(f">{len(counts)}I", *counts)
        sealer = ChaCha20Poly1305(self._derived(token, b"counts"))
        return nonce + sealer.encrypt(nonce, plain, token.encode())

    def open(self, token: str, sealed: bytes) -> tuple[int, ...]:
        """Return the counters. Raises PollKeyLostError where the key is gone, or these are not its counters."""
        sealer = ChaCha20Poly1305(self._derived(token, b"counts"))
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            plain = sealer.decrypt(nonce, rest, token.encode())
        except InvalidTag:
            raise PollKeyLostError from None
        return struct.unpack(f">{len(plain) // 4}I", plain)

    def _derived(self, token: str, use: bytes) -> bytes:
        return hmac.digest(self._key(token), use, sha256)

    def _key(self, token: str) -> bytes:
        key = self._in_memory.get(token, b"")
        if self._folder is not None:
            with suppress(FileNotFoundError):
                key = self._file(token).read_bytes()
        # A kill while it was written over leaves nothing but noughts.
        if len(key) != _KEY_BYTES or key == bytes(_KEY_BYTES):
            raise PollKeyLostError
        return key

    def _file(self, token: str) -> Path:
        if self._folder is None or not _TOKEN.fullmatch(token):
            raise PollKeyLostError
        return self._folder / f"{token}{_SUFFIX}"


def _keep_names(folder: Path) -> None:
    """Have what files are in `folder` written to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
