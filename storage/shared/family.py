"""The processes that share one Redis: which keys are theirs, and what becomes of them when Redis or all of them end."""

import contextlib
import hmac
import logging
import secrets
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any

from domain.errors import RefusalError
from domain.time.clock import Clock
from storage.settings import Settings
from storage.shared.connections import AwayError, connect, connect_async, reached
from storage.shared.disks import check_no_disk
from storage.shared.key_hand_over import KeyHandOver
from storage.shared.key_ring import KeyRing

if TYPE_CHECKING:
    from redis.asyncio import Redis as AsyncRedis

TRIES = 5
_INSTALLATION = "installation"
_EXCHANGE = """
local there = redis.call('GET', KEYS[1])
if (there or '') == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2]) return 1 end
return 0
"""
log = logging.getLogger(__name__)


def installation(settings: Settings) -> str:
    """Return the name under which this installation's keys stand in a Redis; drawn the first time it is asked for."""
    return settings.find(_INSTALLATION) or settings.settle(_INSTALLATION, secrets.token_hex(8))


def check_shared(url: str) -> None:
    """Look whether the Redis at `url` may be shared. Raises RefusalError as `join` does."""
    with contextlib.closing(_connected(url)) as client:
        check_no_disk(client)


def join(url: str, name: str, token: str, clock: Clock) -> "Family":
    """Share the Redis at `url` under the installation's `name`; `token`, the bot's, says who belongs to it.

    Raises RefusalError: as check_no_disk does, shared-apart where no keys can be agreed on, shared-wrong-url for a URL
    of another kind, shared-no-package without the package redis.
    """
    client = _connected(url)
    try:
        check_no_disk(client)
    except BaseException:
        client.close()
        raise
    family = Family(url, client, f"gridbot:{name}-{_bot(token)}:", token, clock)
    try:
        family.agree()
    except AwayError:
        family.close()
        raise RefusalError("shared-away") from None
    except BaseException:
        family.close()
        raise
    return family


def _bot(token: str) -> str:
    """Return what stands for the bot of `token`: of two units one may have begun as a copy of the other's database."""
    return hmac.digest(token.encode(), b"gridbot-prefix", sha256).hex()[:16]


def _connected(url: str) -> Any:
    try:
        return connect(url)
    except ValueError:
        raise RefusalError("shared-wrong-url") from None
    except ModuleNotFoundError:
        raise RefusalError("shared-no-package") from None


class Family:
    """This process, among those that share a Redis."""

    def __init__(self, url: str, client: Any, prefix: str, token: str, clock: Clock) -> None:
        """Share by `client` what stands under `prefix`; keys are agreed on later (see join)."""
        self.url, self.client, self.prefix, self.clock = url, client, prefix, clock
        self.on_empty: Callable[[], None] = lambda: None
        """Called, in a thread, when the Redis has nothing of ours any more: it died and came back."""
        self._ring: KeyRing | None = None
        self._turn = Lock()
        secret = hmac.digest(token.encode(), b"gridbot-keys", sha256)
        self._hand_over = KeyHandOver(client, f"{prefix}keys", secret, clock)

    @cached_property
    def waiting(self) -> "AsyncRedis":
        """The client for the event loop."""
        return connect_async(self.url)

    @property
    def ring(self) -> KeyRing:
        """The keys that the family has now."""
        if self._ring is None:
            raise RefusalError("shared-apart")
        return self._ring

    @property
    def family_key(self) -> str:
        """Under which it stands whose keys count."""
        return f"{self.prefix}family"

    def key(self, *parts: str | bytes) -> bytes:
        """Return the key in Redis for these."""
        return b":".join(
            [self.prefix[:-1].encode(), *(p if isinstance(p, bytes) else p.encode() for p in parts)]
        )

    def is_ours(self, found: bytes | None) -> bool:
        """Tell whether what stands at `family_key` is what this process has."""
        return found is not None and self._ring is not None and found == self._ring.family.encode()

    def agree(self) -> None:
        """Have the keys that count: those of a process that runs, or else ours.

        Raises RefusalError (shared-apart) where that can't be agreed on, AwayError where Redis does not answer.
        """
        with self._turn, reached():
            for _try in range(TRIES):
                there = self.client.get(self.family_key)
                if self.is_ours(there):
                    return
                given = self._hand_over.ask() if there else None
                if given is not None and given.family.encode() == there:
                    self._ring = given
                    self._hand_over.serve(lambda: self._ring)
                    return
                if self._take_over(there or b""):
                    return
        raise RefusalError("shared-apart")

    def look(self) -> None:
        """Look, every minute, that nothing is kept on a disk and the keys are the same; forget what is past.

        Raises RefusalError as check_no_disk does, but for shared-away: what is away comes back.
        """
        now = self.clock.now()
        try:
            check_no_disk(self.client)
            with reached():
                given = self._hand_over.ask() if self.ring.is_ahead(now) else None
            self._ring = given or self._ring
            self.ring.forget(now)
            self.agree()
        except RefusalError as refusal:
            if refusal.key != "shared-away":
                raise
        except AwayError:
            log.warning("Redis does not answer")

    def close(self) -> None:
        """Leave the others."""
        self._hand_over.close()
        self.client.close()

    async def aclose(self) -> None:
        """Leave the others; what was opened for the event loop is closed in it."""
        if "waiting" in self.__dict__:
            await self.waiting.aclose()
        self.close()

    def _take_over(self, there: bytes) -> bool:
        """Have our keys count in the place of `there`, which nobody has any more; return whether they do."""
        ring = self._ring or KeyRing.new()
        self._hand_over.serve(lambda: self._ring)
        if not self.client.eval(_EXCHANGE, 1, self.family_key, there, ring.family):
            return False
        self._ring = ring
        self.on_empty()
        return True
