"""The leases of this process: kept while it lives, and what only their holder does (docs/processes.md)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final, TypeVar

from domain.threads import in_a_thread
from storage.leases.leases import LeaseLostError, Leases, lease_engine
from storage.leases.processes import NewerVersion, RunningProcess, RunningProcesses
from storage.leases.right import Right, elapsed_s
from storage.leases.rules import LIFE, RENEWED_EVERY, Lease, LeaseRole

T = TypeVar("T")

FINISH_S: Final = 8
"""How long what is in hand may take to finish before a newer version goes on with it."""
NOTICED_S: Final = 0.2
"""How often it is asked whether the older processes have seen a newer one."""
log = logging.getLogger(__name__)

Found = Mapping[LeaseRole, Lease]


async def _at_once() -> None:
    """Nothing has to be finished."""


class Leading:
    """Takes the rights that nobody has, prolongs those that this process has, and notices when one is lost.

    Where a process of a newer version runs, it takes none, and gives up what it has once that is finished. Rights that
    are not shared (SQLite) are there from the beginning to the end.
    """

    def __init__(
        self,
        url: str,
        rights: Sequence[Right],
        looked: Callable[[Found], None] = lambda _found: None,
        revision: str = "",
        newer: NewerVersion | None = None,
    ) -> None:
        """Take nothing yet, on the server at `url`; `looked` is told what the table says after each look.

        `revision` is the newest that this program knows, `newer` is told whether there is a newer program.
        """
        self._engine = lease_engine(url)
        self._rights = tuple(right for right in rights if right.is_shared)
        self._revision, self._newer = revision, newer or NewerVersion()
        self._newer_lives = asyncio.Event()
        self._living: Sequence[RunningProcess] = ()
        self._is_ending = False
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
        self._is_ending = True
        await self.give_up()

    async def be_noticed(self) -> None:
        """Return once every older process that runs has seen this one, or is gone: what it does not know, it leaves."""
        if not any(process.revision < self._revision for process in self._living):
            return
        since = await in_a_thread(self._work, lambda leases, _processes: leases.now())

        def unaware(_leases: Leases, processes: RunningProcesses) -> bool:
            older = (process for process in processes.living() if process.revision < self._revision)
            return any(process.seen_at <= since for process in older)

        # One that was killed counts as there for as long as a lease lasts.
        with suppress(TimeoutError):
            async with asyncio.timeout(LIFE.total_seconds()):
                while await in_a_thread(self._work, unaware):  # noqa: ASYNC110 - other processes do it
                    await asyncio.sleep(NOTICED_S)

    async def look(self) -> None:
        """Take and prolong once, in a thread and past whatever waits to be written. Never raises."""
        if not self._rights:
            return
        asked_at_s = elapsed_s()
        try:
            found, living = await in_a_thread(self._work, self._look)
        except Exception as error:  # noqa: BLE001 - the server's; until it is back, the rights run out
            if not self._fails:
                log.warning("the leases can't be looked at: %s", type(error).__name__)
            self._fails = True
            return
        self._fails = False
        self._see(living)
        for right in self._rights:
            self._settle(right, found[right.role], asked_at_s)
        self._looked(found)

    async def give_up(self) -> None:
        """Let other processes have what this one has. Never raises."""
        await self._give_up(self._rights)

    async def _give_up(self, rights: Sequence[Right]) -> None:
        held = [(right, right.token) for right in rights if right.token]
        for right in rights:
            self._lose(right)

        def give(leases: Leases, processes: RunningProcesses) -> None:
            for right, token in held:
                leases.give_up(right.role, right.holder, token)
            if self._is_ending:
                for right in rights:
                    processes.forget(right.holder)

        try:
            if held or (self._is_ending and rights):
                await in_a_thread(self._work, give)
        except Exception as error:  # noqa: BLE001 - they run out by themselves
            log.warning("the leases were not given up: %s", type(error).__name__)

    async def led(
        self,
        right: Right,
        work: Callable[[], Awaitable[None]],
        finish: Callable[[], Awaitable[None]] = _at_once,
    ) -> None:
        """Do `work` whenever this process has `right`, cancelled as soon as that is lost; ends only when cancelled.

        Where a newer version is to have it, `finish` is waited for first, FINISH_S at most. Raises what `work` raises,
        but for LeaseLostError.
        """
        if not right.is_shared:
            await work()
            return
        while True:
            self._changed[right.role].clear()
            if right.token:
                await self._while_held(right, work, finish)
            else:
                await self._changed[right.role].wait()

    async def _while_held(
        self, right: Right, work: Callable[[], Awaitable[None]], finish: Callable[[], Awaitable[None]]
    ) -> None:
        async def watched() -> None:
            try:
                await work()
            except* LeaseLostError:  # by itself, or of one of several tasks
                self._note_lost(right)

        working = asyncio.ensure_future(watched())
        lost = asyncio.ensure_future(self._lost(right))
        wanted = asyncio.ensure_future(self._wanted(finish))
        tasks = (working, lost, wanted)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            done = await asyncio.gather(*tasks, return_exceptions=True)
        if right.token and self._newer.lives:
            log.info("the lease %s is left to a newer version", right.role)
            await self._give_up([right])
        for outcome in (done[0], done[2]):
            if isinstance(outcome, Exception):
                raise outcome

    async def _wanted(self, finish: Callable[[], Awaitable[None]]) -> None:
        await self._newer_lives.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(FINISH_S):
                await finish()

    async def _keep(self) -> None:
        while self._rights:
            await asyncio.sleep(RENEWED_EVERY.total_seconds())
            await self.look()

    async def _lost(self, right: Right) -> None:
        token = right.token
        while right.token == token:
            await self._changed[right.role].wait()
            self._changed[right.role].clear()

    def _work(self, work: Callable[[Leases, RunningProcesses], T]) -> T:
        with self._engine.begin() as connection:
            return work(Leases(connection), RunningProcesses(connection))

    def _look(self, leases: Leases, processes: RunningProcesses) -> tuple[Found, Sequence[RunningProcess]]:
        living = processes.note(self._rights[0].holder, self._revision)
        lives = self._is_newer_among(living)
        for right in self._rights:
            renewed = right.token and leases.renew(right.role, right.holder, right.token)
            if not (renewed or lives):
                leases.take(right.role, right.holder)
        found = {role: Lease(role) for role in LeaseRole} | {lease.role: lease for lease in leases.all()}
        return found, living

    def _is_newer_among(self, living: Sequence[RunningProcess]) -> bool:
        return any(process.is_newer_than(self._revision) for process in living)

    def _see(self, living: Sequence[RunningProcess]) -> None:
        self._living = living
        lives, knew = self._is_newer_among(living), self._newer.lives
        self._newer.see(lives=lives)
        if lives != knew:
            log.info(
                "a newer version %s", "runs beside this one" if lives else "is gone: this one goes on alone"
            )
        if lives:
            self._newer_lives.set()
        else:
            self._newer_lives.clear()

    def _settle(self, right: Right, lease: Lease, asked_at_s: float) -> None:
        if lease.holder == right.holder:
            known = right.token
            if self._newer.lives and not known:
                return  # given up while this was looked at
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
