"""A hospital to practise on: the sample hospital, phones for its people, a clock that is moved by hand.

The page in the browser and a replayed recording both act through `Training.act`, so that what is recorded in the one
happens again in the other.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.app import App
from bot.stage.furnished import furnish
from bot.stage.holders import PhoneHolder
from bot.stage.recordings import Recorder
from bot.stage.stage import Stage
from bot.stage.training_clock import Moves, next_moves
from domain.people.roster import Roster
from domain.threads import in_a_thread
from domain.time.clock import SHANGHAI, day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from simulator.page import PhonesPage
from simulator.refusals import Json
from simulator.state.kept import restore_world, world_as_json

START = datetime(2026, 7, 20, 9, 0, tzinfo=SHANGHAI)
"""A Monday; July's reports fall due on the 31st, and the first reminder comes on the 24th."""
USERNAME = "gridbot_demo"
KEY_FILE = "office-key.txt"
PHONES_FILE = "phones.json"
REST_S = 0.25
"""How long an act waits for the one before to be answered; who is faster acts without waiting, as people do."""
SAVE_EVERY_S = 2.0


@dataclass(frozen=True, slots=True)
class TrainingOpening:
    """How a training begins."""

    port: int = 0
    start: datetime = START
    keep: bool = False
    """Whether the folder is kept: what is in it is taken up, and saved as things go on."""
    everything: bool = False
    """Whether all duties are on and work is under way: hearings, risks, a campaign (bot/stage/furnished.py)."""
    roster: Roster | None = None
    """The hospital's own; None: the sample hospital's."""


Perform = Callable[["Training", Json], Awaitable[Json]]
"""Does one thing that can be done at the page; raises ApiError for what can't be done (bot/stage/training_acts.py)."""


class Training:
    """One sample hospital and whoever holds a phone in it."""

    def __init__(self, stage: Stage, page: PhonesPage, opening: TrainingOpening, perform: Perform) -> None:
        """Stand on `stage`, shown on `page`, where people act by `perform`."""
        self.stage = stage
        self.page = page
        self.opening = opening
        self.holders: dict[int, PhoneHolder] = {}
        self.recorder = Recorder(stage, self.holders)
        self._perform = perform
        self._acting = asyncio.Lock()
        self._tasks: set[asyncio.Future[Json]] = set()
        self._delivering: asyncio.Task[None] | None = None

    async def act(self, action: Json, *, patience_s: float = REST_S) -> Json:
        """Do one thing that a person at the page can do; return what is to be known of it.

        What there is to do: bot/stage/training_acts.py. Waits up to `patience_s` for what went before to be
        answered. Raises ApiError for what can't be done.
        """
        # A page that is closed in the middle must not leave half an hour of the clock undone.
        task = asyncio.ensure_future(self._act(action, patience_s))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    async def rest(self, patience_s: float) -> bool:
        """Wait until the bot has answered and delivered everything; False when it has not in `patience_s` seconds."""
        deadline = asyncio.get_running_loop().time() + patience_s
        updates = self.stage.simulator.world.bot().updates
        while len(updates) or not self.stage.app.at_rest:
            if asyncio.get_running_loop().time() >= deadline:
                return False
            await asyncio.sleep(0.005)
        return True

    async def moves(self) -> Moves:
        """Return where the clock can be moved to."""
        desk = self.stage.app.desk
        calendar = await desk.database.run(desk.calendar)
        return next_moves(self.stage.clock.now(), desk.duties.values(), calendar, desk.hours)

    async def restart(self) -> None:
        """End the bot's process and start another; what it knew by heart is gone."""
        await self._stop_delivering()
        await self.stage.restart()
        self._delivering = asyncio.ensure_future(self.stage.app.deliver_when_woken())

    async def reset(self) -> None:
        """Begin again on the first day, with nobody at a phone."""
        async with self._acting:
            stage = self.stage
            await self._stop_delivering()
            await stage.end()
            _delete_database(stage)
            stage.simulator.world.clear()
            stage.simulator.faults.clear()
            stage.simulator.calls.clear()
            stage.clock.move_to(self.opening.start)
            stage.app = App(stage.config, stage.clock)
            self.holders.clear()
            await self._begin()
        self.page.tell({"kind": "reset"})

    async def begin(self, kept: Json | None) -> None:
        """Start the bot: on the first day, or where `kept` stopped."""
        if kept is not None:
            self.stage.clock.move_to(datetime.fromisoformat(kept["now"]))
            restore_world(self.stage.simulator.world, kept["world"])
            self.holders.update({int(key): PhoneHolder(**holder) for key, holder in kept["holders"].items()})
        await self._begin()

    async def end(self) -> None:
        """Wait for what is being done and stop delivering; the stage ends the bot."""
        async with self._acting:
            await self._stop_delivering()

    async def save_as_it_goes(self) -> None:
        """Save whenever something has happened, at most every SAVE_EVERY_S; ends only when cancelled."""
        while True:
            await self.stage.simulator.world.listen()
            await asyncio.sleep(SAVE_EVERY_S)
            await in_a_thread(self.save)

    def recorded(self, title: str) -> Json:
        """Return the recording so far; one of a hospital in the middle of its work says so."""
        found = self.recorder.as_json(title)
        return {**found, "everything": True} if self.opening.everything else found

    def save(self) -> None:
        """Write clock, phones and chats beside the database."""
        kept = {
            "now": self.stage.clock.now().isoformat(),
            "holders": {str(user_id): asdict(holder) for user_id, holder in self.holders.items()},
            "world": world_as_json(self.stage.simulator.world),
        }
        path = self.stage.folder / PHONES_FILE
        new = path.with_suffix(".new")
        new.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        new.replace(path)

    async def _act(self, action: Json, patience_s: float) -> Json:
        async with self._acting:
            rested = await self.rest(patience_s)
            self.recorder.begin(action, rested=rested)
            return await self._perform(self, action)

    async def _begin(self) -> None:
        stage = self.stage
        if not await stage.app.database.run(lambda uow: uow.rosters.load().officials):
            sample = sample_roster(day_in_shanghai(stage.clock.now()))
            await stage.import_roster(self.opening.roster or sample)
            is_new = self.opening.everything
        else:
            is_new = False
        await stage.start()
        await stage.app.tick()
        if is_new:
            await self._furnish()
        self._delivering = asyncio.ensure_future(stage.app.deliver_when_woken())
        self.recorder.start(stage.clock.now())

    async def _furnish(self) -> None:
        app, now = self.stage.app, self.stage.clock.now()
        await app.database.run(lambda uow: furnish(uow, app.house, now))
        await app.database.run(app.house.site.read_settings)
        await app.tick()

    async def _stop_delivering(self) -> None:
        if self._delivering is not None:
            self._delivering.cancel()
            with suppress(asyncio.CancelledError):
                await self._delivering
            self._delivering = None


def _delete_database(stage: Stage) -> None:
    file = stage.config.database_file
    if file is None:
        raise RuntimeError("a stage stands on SQLite")
    for path in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        path.unlink(missing_ok=True)
