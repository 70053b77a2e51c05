"""The leases of this process: kept while it lives, and what only their holder does (docs/processes.md)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from domain.threads import in_a_thread
from storage.leases.leases import LeaseLostError, Leases, lease_engine
from storage.leases.right import Right, elapsed_s
from storage.leases.rules import RENEWED_EVERY, Lease, LeaseRole

T = TypeVar("T")

log = logging.getLogger(__name__)

Found = Mapping[LeaseRole, Lease]


class Leading:
    """Takes the rights that nobody has, prolongs those that this process has, and notices when one is lost.

    Rights that are not shared (SQLite) are there from the beginning to the end.
    """

    def __init__(
        self, url: str, rights: Sequence[Right], looked: Callable[[Found], None] = lambda _found: None
    ) -> None:
        """Take nothing yet, on the server at `url`; `looked` is told what the table says after each look."""
        self._engine = lease_engine(url)
        self._rights = tuple(right for right in rights if right.is_shared)
        self._changed = {right.role: asyncio.Event() for right in rights}
        self._fails = False
        self._looked = looked
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take what is free, and go on taking and prolonging until close()."""
        await self.look()
        self._keeping = asyncio.ensure_future(self._keep())

    async def close(self) -> None:
        """Let other processes have what this one has, at once rather than when its time runs out. Never raises."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        await self.give_up()

    async def look(self) -> None:
        """Take and prolong once, in a thread and past whatever waits to be written. Never raises."""
        if not self._rights:
            return
        asked_at_s = elapsed_s()
        try:
            found = await in_a_thread(self._work, self._look)
        except Exception as error:  # noqa: BLE001 - the server's; until it is back, the rights run out
            if not self._fails:
                log.warning("the leases can't be looked at: %s", type(error).__name__)
            self._fails = True
            return
        self._fails = False
        for right in self._rights:
            self._settle(right, found[right.role], asked_at_s)
        self._looked(found)

    async def give_up(self) -> None:
        """Let other processes have what this one has. Never raises."""
        held = [(right, right.token) for right in self._rights if right.token]
        for right in self._rights:
            self._lose(right)

        def give(leases: Leases) -> None:
            for right, token in held:
                leases.give_up(right.role, right.holder, token)

        try:
            if held:
                await in_a_thread(self._work, give)
        except Exception as error:  # noqa: BLE001 - they run out by themselves
            log.warning("the leases were not given up: %s", type(error).__name__)

    async def led(self, right: Right, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` whenever this process has `right`, cancelled as soon as that is lost; ends only when cancelled.

        Raises what `work` raises, but for LeaseLostError.
        """
        if not right.is_shared:
            await work()
            return
        while True:
            self._changed[right.role].clear()
            if right.token:
                await self._while_held(right, work)
            else:
                await self._changed[right.role].wait()

    async def _while_held(self, right: Right, work: Callable[[], Awaitable[None]]) -> None:
        async def watched() -> None:
            try:
                await work()
            except* LeaseLostError:  # by itself, or of one of several tasks
                self._note_lost(right)

        working = asyncio.ensure_future(watched())
        lost = asyncio.ensure_future(self._lost(right))
        try:
            await asyncio.wait({working, lost}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (working, lost):
                task.cancel()
            done = await asyncio.gather(working, lost, return_exceptions=True)
        if isinstance(done[0], Exception):
            raise done[0]

    async def _keep(self) -> None:
        while self._rights:
            await asyncio.sleep(RENEWED_EVERY.total_seconds())
            await self.look()

    async def _lost(self, right: Right) -> None:
        token = right.token
        while right.token == token:
            await self._changed[right.role].wait()
            self._changed[right.role].clear()

    def _work(self, work: Callable[[Leases], T]) -> T:
        with self._engine.begin() as connection:
            return work(Leases(connection))

    def _look(self, leases: Leases) -> Found:
        for right in self._rights:
            if not (right.token and leases.renew(right.role, right.holder, right.token)):
                leases.take(right.role, right.holder)
        return {role: Lease(role) for role in LeaseRole} | {lease.role: lease for lease in leases.all()}

    def _settle(self, right: Right, lease: Lease, asked_at_s: float) -> None:
        if lease.holder == right.holder:
            known = right.token
            right.gain(lease, asked_at_s)
            if lease.token != known:
                log.info("this process has the lease %s now, number %d", right.role, lease.token)
                self._changed[right.role].set()
        elif right.token:
            self._note_lost(right)

    def _note_lost(self, right: Right) -> None:
        log.warning("the lease %s is another process's now", right.role)
        self._lose(right)

    def _lose(self, right: Right) -> None:
        right.lose()
        self._changed[right.role].set()
