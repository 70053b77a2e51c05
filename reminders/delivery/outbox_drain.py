"""Deliver the outbox: read, put into words, send, note what became of it (docs/decisions/0006).

A letter waits in the table until its request leaves: then it is marked, one letter at a time, and the next one is
marked only when that request is out of the process whole. So a kill finds at most one letter of which nobody can
tell whether it left: that one is sent again, and named. What had left whole counts as perhaps sent.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta
from functools import partial
from time import monotonic

from reminders.delivery.comparing import run_delivering
from reminders.delivery.handover import AT_ONCE, Handover
from reminders.delivery.pacing import A_MINUTE_S, UNPACED, Lane, Pacer
from reminders.delivery.retractions import Retractions
from reminders.delivery.worded_letters import Worded, private, read_letters
from reminders.desk import Desk, Sender
from storage.delivery.letters import Passing
from storage.leases.leases import LeaseLostError
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

READ_AHEAD = 30
"""How many letters are put into words before their turn: about a second's worth, so that the words stay true."""
READ_AT_ONCE = 10
"""How many of them in one transaction: whoever writes meanwhile waits for no more."""
LOOK_S = 0.5
"""How often it is looked for urgent letters that nobody announced."""
LONGEST_S = 60
SHARED_LONGEST_S = 2
"""The same where other processes put letters into the outbox, whose word may not come (storage/leases/rings.py)."""


async def drain(desk: Desk, sender: Sender) -> int:
    """Deliver all that may go now, as fast as it goes; return how many letters were settled."""
    return await Delivery(desk, sender, Pacer(UNPACED)).drain()


class Delivery:
    """Delivers the outbox of one installation: two lanes, one pace."""

    def __init__(
        self,
        desk: Desk,
        sender: Sender,
        pacer: Pacer | None = None,
        is_live: Callable[[int, int], bool] = lambda _chat_id, _message_id: False,
    ) -> None:
        """Send nothing yet. `is_live` tells whether a message now shows another window: its buttons stay."""
        self._desk = desk
        self._pacer = pacer or Pacer()
        self._handover = Handover(desk, sender, self._pacer, lambda: self._stopped)
        self._retractions = Retractions(desk, sender, self._pacer, is_live)
        self._draining = asyncio.Lock()
        self._stir = asyncio.Event()
        self._announced = False
        self.first_round = asyncio.Event()
        """Set once serve() has found nothing to deliver, and no chat had to wait for its turn."""
        self._looked_at = 0.0
        self._resting = False
        self._is_handed_over = False
        self._unknown: set[str] = set()
        self._interrupted = False
        self._fault: Exception | None = None
        self._settled_reading = 0
        self._under_way: dict[Lane, int] = dict.fromkeys(Lane, 0)
        self._chats: set[int] = set()
        self._people: dict[int, set[int]] = {}

    def wake(self) -> None:
        """Tell that there is something new in the outbox."""
        self._announced = True
        self._stir.set()

    def rest(self) -> None:
        """Begin nothing more: what is on its way arrives, the rest waits for the next start."""
        self._resting = True
        self._stir.set()

    async def finish(self) -> None:
        """Return once nothing is on its way."""
        async with self._draining:
            pass

    async def hand_over(self) -> None:
        """Begin nothing more until take_over(), and return once nothing is on its way: another process goes on."""
        self._is_handed_over = True
        self._stir.set()
        await self.finish()

    @property
    def at_rest(self) -> bool:
        """Whether nothing is being delivered nor announced."""
        return not self._announced and not self._draining.locked()

    async def take_up(self) -> None:
        """Decide about what was on its way when the last run ended, and name it in the log."""
        now = self._desk.clock.now()

        def work(uow: UnitOfWork) -> None:
            # Named before it is committed: nothing may come twice that no log speaks of.
            letters, token = self._desk.letters, self._desk.to_deliver.token
            found = uow.outbox.take_up(letters.traced, now, token, known=letters.kinds)
            for letter in found.again:
                log.warning("letter %d of kind %s was leaving: it is sent again and may come twice", *letter)
            for letter in found.perhaps:
                log.warning("letter %d of kind %s had left: it counts as perhaps sent", *letter)

        await run_delivering(self._desk, work)

    async def take_over(self) -> None:
        """Begin where another process delivered a moment ago: take up what it had on its way, and keep its pace."""
        self._is_handed_over = False
        await self.take_up()
        now = self._desk.clock.now()
        groups = await self._desk.database.run(
            lambda uow: uow.outbox.groups_written_since(now - timedelta(seconds=A_MINUTE_S))
        )
        ages_s = {chat_id: (now - sent_at).total_seconds() for chat_id, sent_at in groups.items()}
        self._pacer.follow_another(ages_s)
        self._interrupted = False

    async def serve(self) -> None:
        """Deliver whatever comes, when it may go; ends only when cancelled.

        Raises LeaseLostError once another process delivers.
        """
        while True:
            try:
                # Not asked afterwards: by then a chat may be free whose letter was passed over while it was not.
                all_free = self._pacer.next_free_s() is None
                settled = await self.drain()
                wait_s = await self._idle_s()
                if all_free and not settled:
                    self.first_round.set()
                elif self._pacer.next_free_s() is None:
                    wait_s = 0.0
            except LeaseLostError:
                raise
            except Exception:
                log.exception("delivery failed; it is tried again in a minute")
                wait_s = LONGEST_S
            await self._stirred(wait_s)

    async def drain(self) -> int:
        """Deliver all that may go now; return how many letters were settled. Bulk mail rests outside the hours.

        Raises whatever the database raised, once what was in hand is finished.
        """
        async with self._draining:
            if self._interrupted:
                await self.take_up()
            self._interrupted = True
            self._fault = None
            # A task that was cancelled before it began has taken nothing back.
            self._under_way, self._chats = dict.fromkeys(Lane, 0), set()
            self._handover.forget()
            self._retractions.begin_anew()
            before = self._settled
            async with asyncio.TaskGroup() as tasks:
                await self._take_all(tasks)
            if self._fault is not None:
                raise self._fault
            self._interrupted = False
            return self._settled - before

    async def _take_all(self, tasks: asyncio.TaskGroup) -> None:
        """Begin whatever may go, until nothing is left to begin or under way."""
        try:
            while await self._take_more(tasks) or any(self._under_way.values()):
                await self._stirred(LOOK_S)
        except Exception as error:  # noqa: BLE001 - as it is, and not in a group: what is in hand is finished first
            self._fault = self._fault or error

    @property
    def _settled(self) -> int:
        return self._settled_reading + self._handover.settled

    @property
    def _stopped(self) -> bool:
        return self._resting or self._is_handed_over or self._fault is not None or self._pacer.rest_s > 0

    async def _stirred(self, wait_s: float) -> None:
        try:
            async with asyncio.timeout(wait_s):
                await self._stir.wait()
        except TimeoutError:
            pass
        self._stir.clear()

    async def _idle_s(self) -> float:
        """Return in how many seconds there may be something to do, if nobody announces anything before."""
        now = self._desk.clock.now()
        due_at = await self._desk.database.run(lambda uow: uow.outbox.next_due_at(now))
        due_s = None if due_at is None else (due_at - now).total_seconds()
        longest_s = SHARED_LONGEST_S if self._desk.to_deliver.is_shared else LONGEST_S
        waits = (longest_s, self._pacer.next_free_s(), due_s)
        return max(min(wait for wait in waits if wait is not None), 0.0)

    async def _take_more(self, tasks: asyncio.TaskGroup) -> bool:
        """Begin what may go now, as far as there is room; tell whether it should be looked again at once."""
        if self._stopped:
            return False
        limit, urgent_only = self._room()
        if limit <= 0:
            return False
        self._announced = False
        self._looked_at = monotonic()
        reading = await run_delivering(
            self._desk,
            partial(
                read_letters, desk=self._desk, limit=limit, passing=self._passing(), urgent_only=urgent_only
            ),
        )
        self._settled_reading += reading.settled
        self._note_unknown(reading.unknown)
        for worded in reading.worded:
            if self._take(worded):
                lane = Lane.URGENT if worded.letter.urgent else Lane.BULK
                self._start(tasks, lane, self._deliver(worded, lane))
        if reading.full and not urgent_only:
            self._stir.set()
            return True
        if any(self._under_way.values()):
            return False
        outdated = await self._retractions.take()
        for letter in outdated:
            self._start(tasks, Lane.RETRACTION, self._retractions.retract(letter))
        return bool(outdated)

    def _room(self) -> tuple[int, bool]:
        """Return how many letters may be read now, and whether only urgent ones."""
        bulk, urgent = self._under_way[Lane.BULK], self._under_way[Lane.URGENT]
        if bulk <= READ_AHEAD // 2:
            return min(READ_AHEAD - bulk, READ_AT_ONCE), False
        if self._announced or monotonic() - self._looked_at >= LOOK_S:
            return AT_ONCE[Lane.URGENT] - urgent, True
        return 0, True

    def _passing(self) -> Passing:
        """Return whose letters have to wait: those whose chat was written to just now, or is being written to."""
        busy = self._pacer.held() | self._chats
        self._people = {chat_id: people for chat_id, people in self._people.items() if chat_id in busy}
        return Passing(set[int]().union(*self._people.values()), busy, self._unknown)

    def _note_unknown(self, kinds: Collection[str]) -> None:
        """Leave letters of these kinds where they are from now on: a newer version has written them."""
        if new := set(kinds) - self._unknown:
            # Tips may be among them: when one came is not told.
            private.warning("letters of a newer version are left where they are: %s", ", ".join(sorted(new)))
            self._unknown |= new

    def _take(self, worded: Worded) -> bool:
        """Take a letter unless its chat is busy; then whoever it is for is passed over until it is free."""
        if worded.letter.person_id is not None:
            self._people.setdefault(worded.chat_id, set()).add(worded.letter.person_id)
        if worded.chat_id in self._chats or worded.chat_id in self._pacer.held():
            return False
        self._chats.add(worded.chat_id)
        return True

    async def _deliver(self, worded: Worded, lane: Lane) -> None:
        try:
            await self._handover.deliver(worded, lane)
        finally:
            self._chats.discard(worded.chat_id)

    def _start(self, tasks: asyncio.TaskGroup, lane: Lane, work: Awaitable[None]) -> None:
        self._under_way[lane] += 1
        tasks.create_task(self._counted(lane, work))

    async def _counted(self, lane: Lane, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - the database's: what else is in hand is finished first
            self._fault = self._fault or error
        finally:
            self._under_way[lane] -= 1
            self._stir.set()
