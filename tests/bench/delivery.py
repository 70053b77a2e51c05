"""`make bench-delivery`: how nudges leave, with Telegram's limits and without, and how they are planned.

The simulator lives in this process, what delivers in one of its own. Rates are counted where messages arrive. An
urgent letter's time is from its commit, by a process that does not announce it, until Telegram has it. The last line
is JSON.
"""

import asyncio
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Sequence
from pathlib import Path

from domain.threads import in_a_thread
from domain.time.clock import day_in_shanghai
from reminders.duties.nudges import queue_nudges
from reminders.duties.open_periods import open_periods
from simulator.server import Simulator
from simulator.state.users import VirtualUser
from storage.database import Database
from storage.delivery.outbox import Letter
from storage.schema import upgrade
from tests.bench.planning import FIRST_CHAT, NUDGED_AT, OPENED_AT, open_hospital
from tests.chaos.courier import PLAIN, TOKEN, Couriers, Round, couriers, light_letters

WAVE = 600
URGENT = 60
FIRST_URGENT = 9_000_001
FREE = 2000
"""How many messages one run without limits sends."""
ROUNDS = 3
PLANNED = (1_000, 100_000)
SMALL_PLANS = 5


class Telegram:
    """A simulator with people in it, which notes when each message arrives."""

    def __init__(self, *, limits: bool, chat_ids: Sequence[int]) -> None:
        self.simulator = Simulator(limits=limits)
        self.simulator.add_bot(TOKEN, "gridbot_bench")
        for chat_id in chat_ids:
            self.simulator.world.add_person("监察员", chat_id)
            VirtualUser(self.simulator.world, chat_id).send_text("/start")
        self.came_at: list[tuple[float, int]] = []
        self.refused = 0
        add = self.simulator.calls.add

        def note(call: object) -> None:
            add(call)  # type: ignore[arg-type]
            if call.method == "sendMessage":  # type: ignore[attr-defined]
                self.refused += call.status == 429  # type: ignore[attr-defined]
                if call.status == 200:  # type: ignore[attr-defined]
                    self.came_at.append((time.perf_counter(), call.chat_id))  # type: ignore[attr-defined]

        self.simulator.calls.add = note  # type: ignore[method-assign]

    async def until(self, messages: int) -> None:
        async with asyncio.timeout(120):
            while len(self.came_at) < messages:  # noqa: ASYNC110 - the simulator has no event for it
                await asyncio.sleep(0.005)

    def per_s(self) -> float:
        """Return how many messages a second came, from the first to the last."""
        return (len(self.came_at) - 1) / (self.came_at[-1][0] - self.came_at[0][0])


def nudges(folder: str, many: int) -> tuple[str, list[int]]:
    """Return a database in which so many nudges wait, and the chats they go to."""
    url = f"sqlite:///{folder}/{time.monotonic_ns()}.db"
    desk = open_hospital(url, many)
    today = day_in_shanghai(OPENED_AT)
    desk.database.write(lambda uow: open_periods(uow, desk.duties, desk.working_days, today))
    assert desk.database.write(lambda uow: queue_nudges(uow, desk, NUDGED_AT)) == many
    desk.database.close()
    return url, list(range(FIRST_CHAT, FIRST_CHAT + many))


async def delivered(
    post: Couriers, told: Round, telegram: Telegram, messages: int, meanwhile: Awaitable[None] | None = None
) -> None:
    """Let a process deliver until so many messages have come."""
    courier = await post.start(told)
    try:
        await asyncio.gather(telegram.until(messages), *([meanwhile] if meanwhile else []))
    finally:
        os.kill(courier, signal.SIGKILL)


async def limited(post: Couriers, folder: str) -> dict[str, float]:
    """Two waves under Telegram's limits: one by itself, one with urgent letters in its midst."""
    url, chat_ids = nudges(folder, WAVE)
    alone = Telegram(limits=True, chat_ids=chat_ids)
    async with alone.simulator.serve() as base_url:
        await delivered(post, Round(url, base_url, os.devnull, True, NUDGED_AT.isoformat()), alone, WAVE)
    url, chat_ids = nudges(folder, WAVE)
    urgent_ids = list(range(FIRST_URGENT, FIRST_URGENT + URGENT))
    mixed = Telegram(limits=True, chat_ids=[*chat_ids, *urgent_ids])
    written: dict[int, float] = {}

    async def write_urgent() -> None:
        database = Database(url)
        await mixed.until(20)
        for chat_id in urgent_ids:
            letter = Letter(
                f"u:{chat_id}",
                "plain",
                {"says": "急"},
                NUDGED_AT,
                NUDGED_AT + PLAIN.life,
                chat_id=chat_id,
                urgent=True,
                counted=True,
            )
            await in_a_thread(database.write, lambda uow, waiting=letter: uow.outbox.add_once([waiting]))
            written[chat_id] = time.perf_counter()
            await asyncio.sleep(WAVE / 29 / (URGENT + 10))
        database.close()

    async with mixed.simulator.serve() as base_url:
        told = Round(url, base_url, os.devnull, True, NUDGED_AT.isoformat())
        await delivered(post, told, mixed, WAVE + URGENT, write_urgent())
    waits = [at - written[chat_id] for at, chat_id in mixed.came_at if chat_id in written]
    print(
        f"limits on: {alone.per_s():.2f}/s alone, {mixed.per_s():.2f}/s with {URGENT} urgent ones; "
        f"urgent p50 {statistics.median(waits):.2f} s, worst {max(waits):.2f} s; "
        f"429: {alone.refused + mixed.refused}"
    )
    return {
        "bulk_per_s": round(alone.per_s(), 2),
        "status_429": alone.refused + mixed.refused,
        "urgent_p99_s": round(statistics.quantiles(waits, n=100, method="inclusive")[98], 2),
    }


async def unlimited(post: Couriers, folder: str) -> dict[str, float]:
    """Messages a second through the outbox beside bare ones of the same words, in turn.

    The words are as short as words can be: what is compared is the way, not the looking up of what a nudge says.
    """
    ratios = []
    text = Path(folder) / "text"
    text.write_text(str(FIRST_CHAT), encoding="utf-8")
    chat_ids = list(range(FIRST_CHAT, FIRST_CHAT + FREE))
    for number in range(ROUNDS):
        url = f"sqlite:///{folder}/free{number}.db"
        database = Database(url)
        upgrade(database)
        database.write(lambda uow: uow.outbox.add_once(light_letters(chat_ids)))
        database.close()
        bare, whole = (Telegram(limits=False, chat_ids=chat_ids) for _ in range(2))
        async with bare.simulator.serve() as base_url:
            await run("tests.bench.bare_sender", base_url, TOKEN, str(text), str(FIRST_CHAT), str(FREE))
        async with whole.simulator.serve() as base_url:
            await delivered(post, Round(url, base_url, os.devnull), whole, FREE)
        ratios.append(whole.per_s() / bare.per_s())
        print(f"limits off: bare {bare.per_s():.0f}/s, through the outbox {whole.per_s():.0f}/s")
    return {"unlimited_ratio": round(statistics.median(ratios), 3)}


async def run(module: str, *arguments: str) -> str:
    """Run a module in a process of its own and return what it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{module} ended with {process.returncode}")
    return out.decode()


async def planned() -> dict[str, float]:
    """How long the tick takes for a thousand duties and for a hundred thousand."""
    few, many = PLANNED
    small = [json.loads(await run("tests.bench.planning", str(few))) for _ in range(SMALL_PLANS)]
    large = json.loads(await run("tests.bench.planning", str(many)))
    assert large["opened"] == large["queued"] == many
    few_s = statistics.median(spell["seconds"] for spell in small)
    growth = (large["seconds"] / many) / (few_s / few)
    print(
        f"planning: {few} duties {few_s:.3f} s, {many} duties {large['seconds']:.2f} s, {large['rss_mib']:.0f} MiB"
    )
    return {
        "plan_100k_s": round(large["seconds"], 2),
        "plan_rss_mib": round(large["rss_mib"], 1),
        "plan_growth": round(growth, 3),
    }


async def main() -> None:
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with couriers() as post:
            figures |= await limited(post, folder)
            figures |= await unlimited(post, folder)
    figures |= await planned()
    print(json.dumps(figures))


if __name__ == "__main__":
    asyncio.run(main())
