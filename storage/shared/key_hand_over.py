"""How a process that starts gets the keys of those that run: over Redis, and there is nothing of it left there.

It makes a key of its own for this once (age, X25519), asks on a channel, and is answered by whoever has the keys.
Both say that they belong to the installation (HMAC under what is made of the bot's token). What was on the channel
opens with nothing once the newcomer has read it; and a channel keeps nothing.
"""

import contextlib
import hmac
import json
import logging
import secrets
import time
from collections.abc import Callable
from hashlib import sha256
from threading import Event, Thread
from typing import Any

import pyrage
from pyrage import x25519

from domain.time.clock import Clock
from storage.shared.key_ring import KeyRing

WAIT_S = 3.0
"""How long a newcomer waits for an answer where somebody has heard it."""
_LOOK_S = 1.0
_AGREEING, _AGREEING_S = 20, 0.05
"""How often, and how long, who is asked looks whether it has keys itself by now: it may be starting as well."""
_ASKED, _GIVEN = b"asked", b"given"
log = logging.getLogger(__name__)


class KeyHandOver:
    """Asks for keys, and gives them to who asks."""

    def __init__(self, client: Any, channel: str, secret: bytes, clock: Clock) -> None:
        """Use `channel`; `secret` is the installation's."""
        self._client, self._channel, self._secret, self._clock = client, channel, secret, clock
        self._ending, self._hears = Event(), Event()
        self._asking: set[str] = set()
        self._has: Callable[[], KeyRing | None] = lambda: None
        self._thread = Thread(target=self._serve, name="hand-over", daemon=True)

    def ask(self) -> KeyRing | None:
        """Return the keys of a process that runs; None where none has them. Raises redis.RedisError."""
        own, name = x25519.Identity.generate(), secrets.token_hex(16)
        recipient = str(own.to_public())
        with contextlib.closing(self._client.pubsub(ignore_subscribe_messages=False)) as heard:
            heard.subscribe(f"{self._channel}:{name}")
            heard.get_message(timeout=WAIT_S)
            self._asking.add(name)
            asked = {"name": name, "recipient": recipient, "seal": self._seal(_ASKED, name, recipient)}
            others = int(self._client.publish(self._channel, json.dumps(asked)))
            if others - self._hears.is_set() <= 0:
                return None
            until = time.monotonic() + WAIT_S
            while (left := until - time.monotonic()) > 0:
                message = heard.get_message(timeout=left)
                if message is not None and (found := self._read(message["data"], own, name)) is not None:
                    return found
        return None

    def serve(self, has: Callable[[], KeyRing | None]) -> None:
        """From now on give what `has` returns to who asks; return once they are heard. Raises redis.RedisError."""
        self._has = has
        if not self._thread.is_alive():
            self._thread.start()
        self._hears.wait(WAIT_S)

    def close(self) -> None:
        """Give them to nobody any more."""
        self._ending.set()
        if self._thread.is_alive():
            with contextlib.suppress(Exception):
                self._client.publish(self._channel, b"end")
            self._thread.join(2 * _LOOK_S)

    def _serve(self) -> None:
        with contextlib.closing(self._client.pubsub()) as heard:
            while not self._ending.is_set():
                try:
                    self._listen(heard)
                except Exception as error:  # noqa: BLE001 - whatever it is, the next newcomer is answered
                    log.debug("who asks for keys is not heard: %s", type(error).__name__)
                    self._hears.clear()
                    self._ending.wait(_LOOK_S)

    def _listen(self, heard: Any) -> None:
        if not heard.subscribed:
            heard.subscribe(self._channel)
        message = heard.get_message(timeout=_LOOK_S)
        if message is None:
            return
        if message["type"] == "subscribe":
            self._hears.set()
        elif message["type"] == "message":
            self._answer(message["data"])

    def _answer(self, said: bytes) -> None:
        try:
            asked = json.loads(said)
            name, recipient, seal = str(asked["name"]), str(asked["recipient"]), str(asked["seal"])
            to = x25519.Recipient.from_str(recipient)
        except (ValueError, KeyError, TypeError, pyrage.RecipientError):
            return
        if name in self._asking:
            return
        for _look in range(_AGREEING):
            if (ring := self._has()) is not None or self._ending.wait(_AGREEING_S):
                break
        if ring is None or not hmac.compare_digest(seal, self._seal(_ASKED, name, recipient)):
            return
        sealed = pyrage.encrypt(ring.write(self._clock.now()), [to]).hex()
        given = {"keys": sealed, "seal": self._seal(_GIVEN, name, recipient, sealed)}
        self._client.publish(f"{self._channel}:{name}", json.dumps(given))

    def _read(self, said: object, own: x25519.Identity, name: str) -> KeyRing | None:
        try:
            given = json.loads(said) if isinstance(said, bytes) else {}
            sealed, seal = str(given["keys"]), str(given["seal"])
            if not hmac.compare_digest(seal, self._seal(_GIVEN, name, str(own.to_public()), sealed)):
                return None
            return KeyRing.read(pyrage.decrypt(bytes.fromhex(sealed), [own]))
        except (ValueError, KeyError, TypeError, pyrage.DecryptError):
            return None

    def _seal(self, what: bytes, *parts: str) -> str:
        return hmac.digest(self._secret, json.dumps([what.decode(), *parts]).encode(), sha256).hex()
