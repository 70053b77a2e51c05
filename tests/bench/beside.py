"""`make bench-beside`: how long somebody waits for /menu and /report while others have much done.

The simulator lives in this process, `gridbot run` in one of its own, as an operator starts it; a bystander asks again
and again. First alone, then beside each of the parts below; `python -m tests.bench.beside digest photo` runs those two.
Bound: the bystander's p99 is at most three times that of being alone, or 150 ms where that is more, and nothing takes
longer than half a second. What stands on the bot's loop for more than 50 ms is named (tests/bench/loop_watch.py): its
own are what the loop's thread computes, the rest it waits for the interpreter's lock or the machine. The last line is
JSON.
"""

import asyncio
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import psutil
from PIL import Image

from domain.tips.receipts import new_receipt, show_receipt
from simulator.server import Simulator
from simulator.state.users import VirtualUser
from simulator.wire.params import Upload
from tests.bench.big_hospital import (
    CITY,
    GRIDS,
    INSPECTORS,
    Scene,
    configure,
    roster_file,
    seed_city,
    seed_unit,
)
from tests.bench.report import Measured, Person, bot_process
from tests.harness import TOKEN, USERNAME

PAUSE_S = 0.02
"""A bystander's, between an answer and the next asking."""
AT_LEAST_S = 10
"""How long the bystander is watched beside a part; what is over sooner is done again."""
ANSWERED_WITHIN_S = 300
SAID_FIRST = 4
"""How many messages may come before the one that is waited for: that it is being made, a picture."""
LOOK_UPS = 20
PHOTO_MIB = 19
FLOOR_MS, TIMES, MAX_MS = 150, 3, 500
STANDS = "stands.jsonl"

Acts = Callable[["Stage"], Awaitable[None]]


@dataclass
class Stage:
    """A running bot on a scene, with phones."""

    scene: Scene
    simulator: Simulator
    process: psutil.Process
    late_s: float = 0
    """How late this process's own loop was at most during the last part: what it stands, the bystander waits, too."""
    _read: int = 0

    def phone(self, telegram_id: int) -> VirtualUser:
        """Return the phone of somebody; what was shown there before is not looked at."""
        user = VirtualUser(self.simulator.world, telegram_id)
        user.cursor = user.chat.feed.seq
        return user

    async def beside(self, acts: Acts | None, at_least_s: float = AT_LEAST_S) -> Measured:
        """Have a bystander ask until `acts` are done, again where they are done sooner than that."""
        measured = Measured()
        person = Person(self.phone(self.scene.inspectors[-1]), measured)
        over = asyncio.Event()

        async def ask() -> None:
            while not over.is_set():
                for words in ("/menu", "/report"):
                    asked = time.perf_counter()
                    await person.say(words)
                    took_s = measured.replies_s[-1]
                    if took_s > MAX_MS / 1000:
                        print(
                            f"    {words} took {took_s:.2f} s, {asked - began:.1f} s after the beginning",
                            flush=True,
                        )
                    await asyncio.sleep(PAUSE_S)

        async def be_late() -> None:
            self.late_s = 0
            while not over.is_set():
                asleep = time.perf_counter()
                await asyncio.sleep(PAUSE_S)
                self.late_s = max(self.late_s, time.perf_counter() - asleep - PAUSE_S)

        gc.collect()
        gc.disable()  # else our own full collections would stand in the replies
        began = time.perf_counter()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(ask())
            tasks.create_task(be_late())
            while time.perf_counter() - began < at_least_s:
                await (asyncio.sleep(at_least_s) if acts is None else acts(self))
            measured.elapsed_s = time.perf_counter() - began
            over.set()
        gc.enable()
        measured.rss_mib = self.process.memory_info().rss / 1024**2
        return measured

    def stood(self) -> list[dict[str, Any]]:
        """Return what stood on the loop since this was last asked."""
        file = self.scene.folder / STANDS
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        new, self._read = lines[self._read :], len(lines)
        return [json.loads(line) for line in new]

    async def until(self, done: Callable[[], bool]) -> None:
        """Look every quarter of a second whether it is done."""
        async with asyncio.timeout(ANSWERED_WITHIN_S):
            while not await asyncio.to_thread(done):  # noqa: ASYNC110, TID251 - another process does it
                await asyncio.sleep(0.25)


async def shown(user: VirtualUser, wanted: str) -> dict[str, Any]:
    """Wait until the bot shows `user` a message with this field, and return that."""
    said: list[Any] = []
    while len(said) < SAID_FIRST:
        message: dict[str, Any] = (await user.next_event(ANSWERED_WITHIN_S))["message"]
        if wanted in message:
            return message
        said.append(message.get("text"))
    raise RuntimeError(f"instead of a {wanted}: {said}")


async def press(user: VirtualUser, data: str) -> None:
    """Press a button that an earlier window of the bot's could have."""
    chat = user.chat
    chat.started = True
    content = {"text": "…", "reply_markup": {"inline_keyboard": [[{"text": "…", "callback_data": data}]]}}
    message = user._world.new_message(user.bot, chat, user.bot.about, content)
    user.cursor = chat.show(message)["seq"]
    user.tap(message["message_id"], data)


async def read_digest(stage: Stage) -> None:
    """Open the latest digest, as one and then as five at once."""
    for readers in (stage.scene.office[:1], stage.scene.office):
        users = [stage.phone(reader) for reader in readers]
        for user in users:
            user.send_text("/digest")
        began = time.perf_counter()
        await asyncio.gather(*(shown(user, "reply_markup") for user in users))
        print(f"    {len(users)} digests at once: {time.perf_counter() - began:.1f} s", flush=True)


async def make_archive(stage: Stage) -> None:
    """Have the file of a department made, over a year."""
    user = stage.phone(stage.scene.office[0])
    await press(user, "doc-make:grid:9000007:2025-01:2025-12")
    await shown(user, "document")


async def make_report(stage: Stage) -> None:
    """Have the yearly report to the supervisors made."""
    user = stage.phone(stage.scene.office[0])
    await press(user, "doc-make:supervisor:2025")
    await shown(user, "document")


async def read_sheet(stage: Stage) -> None:
    """Have the workbook of a digest made: a row for every department."""
    user = stage.phone(stage.scene.office[0])
    await press(user, "part:x:monthly_report:2025-12")
    await shown(user, "document")


async def import_roster(stage: Stage) -> None:
    """Have the command line import a roster that names everybody."""
    if stage.scene.count("SELECT count(*) FROM person") > INSPECTORS * 2:
        await asyncio.sleep(1)
        return
    moment = stage.scene.started_at.isoformat()
    command = [
        "-m",
        "tests.bench.import_roster",
        stage.scene.config,
        moment,
        str(stage.scene.folder / "roster.pickle"),
    ]
    child = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.DEVNULL)
    if await child.wait():
        raise RuntimeError("the roster was not imported")


async def clean_photo(stage: Stage) -> None:
    """Send a photo of nearly 20 MB with a tip; wait until it is taken apart."""
    user = stage.phone(stage.scene.strangers[0])
    user.send_text("/tip")
    window = await shown(user, "reply_markup")
    if "匿名" in json.dumps(window["reply_markup"], ensure_ascii=False):
        user.tap_label(window, "匿名")
        await user.next_event(ANSWERED_WITHIN_S)
    user.send_file("document", Upload("photo.jpg", PHOTO))
    await user.next_event(ANSWERED_WITHIN_S)


async def look_up_receipts(stage: Stage) -> None:
    """Have twenty people look up a receipt at once."""
    users = [stage.phone(stranger) for stranger in stage.scene.strangers[:LOOK_UPS]]
    for user in users:
        user.send_text(f"/receipt {show_receipt(new_receipt())}")
    await asyncio.gather(*(user.next_event(ANSWERED_WITHIN_S) for user in users))


async def chase_all(stage: Stage) -> None:
    """Have everybody reminded who has not reported and has a phone: a thousand letters."""
    user = stage.phone(stage.scene.office[0])
    await press(user, "chase:monthly_report:2026-01")
    await user.next_event(ANSWERED_WITHIN_S)
    waiting = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'leaving', 'left')"
    await stage.until(lambda: stage.scene.count(waiting) == 0)
    sent = stage.scene.count("SELECT count(*) FROM outbox WHERE state = 'sent'")
    if sent < INSPECTORS:
        raise RuntimeError(f"{sent} letters sent")


async def open_and_nudge(stage: Stage) -> None:
    """Wait until a month is opened for a hundred thousand departments and a nudge queued for each of them."""
    await stage.until(lambda: stage.scene.count("SELECT count(*) FROM outbox") >= CITY)


UNIT_PARTS: Mapping[str, Acts] = {
    "digest": read_digest,
    "archive": make_archive,
    "yearly": make_report,
    "sheet": read_sheet,
    "photo": clean_photo,
    "receipts": look_up_receipts,
    "wave": chase_all,
    "roster": import_roster,
}
KEYS = ("alone", "digest", "tick", "archive", "roster", "photo", "receipts", "wave")


def photo() -> bytes:
    """Return a JPEG of nearly 20 MB: noise, which packs badly."""
    file = BytesIO()
    Image.effect_noise((4800, 3600), 90).convert("RGB").save(file, "JPEG", quality=95)
    content = file.getvalue()
    tile = BytesIO()
    side = int(3600 * (PHOTO_MIB * 1024**2 / len(content)) ** 0.5)
    Image.effect_noise((side * 4 // 3, side), 90).convert("RGB").save(tile, "JPEG", quality=95)
    return tile.getvalue()


PHOTO = b""


@asynccontextmanager
async def open_stage(seed: Callable[[Path], Scene]) -> AsyncIterator[Stage]:
    """Seed a scene and start the bot on it."""
    simulator = Simulator()
    simulator.add_bot(TOKEN, USERNAME)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with simulator.serve() as base_url:
            configure(folder, base_url)
            began = time.perf_counter()
            scene = seed(folder)
            print(f"seeded in {time.perf_counter() - began:.0f} s", flush=True)
            for person in (*scene.office, *scene.inspectors, *scene.strangers):
                simulator.world.add_person("某", person)
                # Else the Bot API would refuse to write to them first.
                VirtualUser(simulator.world, person).chat.started = True
            stands = str(folder / STANDS)
            command = ["-m", "tests.bench.product", scene.config, scene.started_at.isoformat(), stands]
            async with bot_process(*command) as process:
                yield Stage(scene, simulator, process)


def p99_ms(measured: Measured) -> float:
    """Return what all but a hundredth of the answers took at most, in milliseconds."""
    replies_s = sorted(measured.replies_s)
    return replies_s[int(len(replies_s) * 0.99)] * 1000


def tell(name: str, measured: Measured, stage: Stage) -> None:
    """Print what a part gave, and what stood on the loop meanwhile."""
    print(
        f"{name:9} {len(measured.replies_s):5} answers in {measured.elapsed_s:5.1f} s  "
        f"p50 {statistics.median(measured.replies_s) * 1000:6.1f} ms  p99 {p99_ms(measured):6.1f} ms  "
        f"max {max(measured.replies_s) * 1000:6.1f} ms  rss {measured.rss_mib:.0f} MiB  load {os.getloadavg()[0]:.1f}  "
        f"(the bench itself was {stage.late_s * 1000:.0f} ms late at most)"
    )
    places: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for stand in stage.stood():
        places[stand["at"]].append((stand["stood_ms"], stand["own_ms"], stand["queued_ms"]))
    for place, stands in sorted(places.items(), key=lambda found: -max(found[1])[0])[:7]:
        stood, own, queued = max(stands)
        print(
            f"    stood {len(stands)} times, at most {stood} ms ({own} own, {queued} for a processor): {place}"
        )
    sys.stdout.flush()


async def unit_parts(wanted: Iterable[str]) -> dict[str, Measured]:
    """Measure alone and beside the parts that are wanted, in the hospital of one large unit."""
    found = {}
    async with open_stage(seed_unit) as stage:
        if "roster" in wanted:
            await asyncio.to_thread(roster_file, stage.scene.folder)  # noqa: TID251 - ours is no product
        # The first tick opens January; its letters, if any, are gone before anything is measured.
        opened = "SELECT count(*) FROM duty_item WHERE period_id = '2026-01'"
        await stage.until(lambda: stage.scene.count(opened) >= GRIDS)
        await stage.beside(None, 3)
        stage.stood()
        for name in ("alone", *(part for part in UNIT_PARTS if part in wanted)):
            print(f"{name} …", flush=True)
            found[name] = await stage.beside(UNIT_PARTS.get(name))
            tell(name, found[name], stage)
    return found


async def tick_part() -> Measured:
    """Measure beside the first ticks of a city."""
    async with open_stage(seed_city) as stage:
        measured = await stage.beside(open_and_nudge)
        # The first answer waits for the start.
        del measured.replies_s[0]
        tell("tick", measured, stage)
        return measured


async def main() -> None:
    global PHOTO  # noqa: PLW0603 - made once, and only where it is sent
    wanted = sys.argv[1:] or [*UNIT_PARTS, "tick"]
    PHOTO = photo() if "photo" in wanted else b""
    found = await unit_parts(wanted)
    if "tick" in wanted:
        found["tick"] = await tick_part()
    bound = max(FLOOR_MS, TIMES * p99_ms(found["alone"]))
    for name, measured in found.items():
        p99, longest = p99_ms(measured), max(measured.replies_s) * 1000
        if p99 > bound or longest > MAX_MS:
            print(f"{name}: over the bound of p99 {bound:.0f} ms, max {MAX_MS} ms")
    keys = [*KEYS, *(name for name in found if name not in KEYS)]
    result = {f"{name}_p99_ms": round(p99_ms(found[name]), 1) for name in keys if name in found}
    longest = (
        max(max(measured.replies_s) for name, measured in found.items() if name != "alone")
        if len(found) > 1
        else 0
    )
    print(json.dumps(result | {"max_ms": round(longest * 1000, 1)}))


if __name__ == "__main__":
    asyncio.run(main())
