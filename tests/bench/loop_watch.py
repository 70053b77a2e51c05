"""Says what stood longer on a bot's event loop than it should: `watch_loops` before the bot is started.

A heartbeat on the loop, a thread that looks at it. While it is late, the thread samples what the loop's thread is at;
and once it beats again, a line is written: for how long it stood, how much of that the thread computed itself, how much
it waited for a processor (Linux says so of each thread; the rest it waited for the disk, or for the interpreter's lock
that other threads held), and where it was most. Collections of garbage, for which everybody waits, are told likewise.
"""

import asyncio
import gc
import json
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

from bot.watch.watchdog import Watchdog
from storage.transactions import jobs, writers
from storage.transactions.jobs import do_one_by_one

STOOD_S = 0.05
BEAT_S = 0.01
FRAMES = 4
_ROOT = str(Path(__file__).parents[2])


def watch_loops(into: Path) -> None:
    """Have every loop that the bot's own watchdog watches watched, too; one line of JSON a stand goes to `into`."""
    start = Watchdog.start

    def start_both(watchdog: Watchdog, loop: asyncio.AbstractEventLoop) -> None:
        start(watchdog, loop)
        _LoopWatch(loop, into).start()

    Watchdog.start = start_both  # type: ignore[method-assign, assignment]


class _LoopWatch:
    """Watches one loop, that of the thread in which it is made."""

    def __init__(self, loop: asyncio.AbstractEventLoop, into: Path) -> None:
        self._loop, self._into = loop, into
        self._thread = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._thread)
        self._queued = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._beaten: tuple[float, float] = self._now()

    def start(self) -> None:
        self._beat()
        threading.Thread(target=self._watch, name="loop watch", daemon=True).start()

    def _beat(self) -> None:
        self._beaten = self._now()
        self._loop.call_later(BEAT_S, self._beat)

    def _now(self) -> tuple[float, float]:
        """Return the time, and how long the thread has computed."""
        return time.perf_counter(), time.clock_gettime(self._clock)

    def _queued_s(self) -> float:
        """Return how long the thread has waited for a processor; read by the watch, since a file is no quick thing."""
        return int(self._queued.read_text("ascii").split()[1]) / 1e9 if self._queued.exists() else 0

    def _watch(self) -> None:
        while not self._loop.is_closed():
            queued_s = self._queued_s()
            time.sleep(BEAT_S)
            at, had_s = beaten = self._beaten
            if time.perf_counter() - at < STOOD_S + BEAT_S:
                continue
            seen: Counter[str] = Counter()
            while self._beaten is beaten:
                seen[_place(sys._current_frames().get(self._thread))] += 1
                time.sleep(BEAT_S)
            ended, has_s = self._beaten
            stood: dict[str, Any] = {
                "stood_ms": round((ended - at - BEAT_S) * 1000),
                "own_ms": round((has_s - had_s) * 1000),
                "queued_ms": round((self._queued_s() - queued_s) * 1000),
                "at": seen.most_common(1)[0][0] if seen else "?",
            }
            with self._into.open("a", encoding="utf-8") as file:
                file.write(json.dumps(stood) + "\n")


def _place(frame: FrameType | None) -> str:
    """Return where a thread is: its innermost frame, and the innermost few of the product's own."""
    if frame is None:
        return "?"
    places = [_named(frame)]
    own: FrameType | None = frame.f_back
    while own is not None and len(places) < FRAMES:
        file = own.f_code.co_filename
        if file.startswith(_ROOT) and ".venv" not in file:
            places.append(_named(own))
        own = own.f_back
    return " < ".join(places)


def _named(frame: FrameType) -> str:
    file = Path(frame.f_code.co_filename)
    return f"{file.parent.name}/{file.name}:{frame.f_lineno} {frame.f_code.co_name}"


def watch_collections(into: Path) -> None:
    """Have every collection of garbage named that takes longer than STOOD_S: nobody computes meanwhile."""
    began_s = 0.0

    def note(phase: str, about: dict[str, int]) -> None:
        nonlocal began_s
        now_s = time.perf_counter()
        if phase == "start":
            began_s = now_s
        elif now_s - began_s > STOOD_S:
            who = threading.current_thread().name
            _write(into, now_s - began_s, f"a collection of generation {about['generation']} in thread {who}")

    gc.callbacks.append(note)


def _write(into: Path, took_s: float, at: str) -> None:
    with into.open("a", encoding="utf-8") as file:
        file.write(
            json.dumps({"stood_ms": round(took_s * 1000), "own_ms": 0, "queued_ms": 0, "at": at}) + "\n"
        )


WRITING_S = 0.1


def watch_writing(into: Path) -> None:
    """Have what takes long in the writing thread named, a line of JSON each: everybody else's work waits for it."""
    do, attempt = do_one_by_one, jobs._try
    working_s = 0.0

    def note(took_s: float, what: str) -> None:
        if took_s > WRITING_S:
            _write(into, took_s, f"the writing thread: {what}")

    def timed(connection: Any, job: Any) -> None:
        nonlocal working_s
        began = time.perf_counter()
        attempt(connection, job)
        took_s = time.perf_counter() - began
        working_s += took_s
        note(took_s, _named_work(job.work))

    def timed_batch(connection: Any, waiting: Any) -> None:
        nonlocal working_s
        working_s, began = 0.0, time.perf_counter()
        do(connection, waiting)
        note(time.perf_counter() - began - working_s, "to begin and to commit")

    writers.do_one_by_one, jobs._try = timed_batch, timed  # type: ignore[attr-defined, assignment]


def _named_work(work: Any) -> str:
    """Return the name of a piece of work, and of that which it wraps."""
    inner = [cell.cell_contents for cell in getattr(work, "__closure__", None) or ()]
    names = [found.__qualname__ for found in (work, *inner) if hasattr(found, "__code__")]
    return " of ".join(names) or str(getattr(work, "func", work))
