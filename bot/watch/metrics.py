"""Figures for Prometheus, of the bot's working alone. Nothing in them moves when a tip comes, is read or is answered.

A history of figures by the second is a witness: a counter of updates that moves at 03:12 would tell when somebody
wrote, memory that jumps would tell when a receipt code was made. Therefore
* only the conversations that say so are counted (COUNTED in handlers/), which are those that nobody but bound officials
  can use and of which none leads to a tip; opening the menu is not among them, since it is how a reporter begins;
* letters are those alone of which may be told (storage/delivery/letters.py, Trace.TOLD), in every figure;
* there are no figures of the process (processor time, memory), which prometheus_client would add by itself.
"""

import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest

from bot.clockwork import Pulse
from domain.errors import RefusalError
from handlers.routers import counted
from reminders.watch.self_check import Health
from storage.delivery.outbox import DeliveryState
from storage.leases.right import Right
from storage.watch.watch_figures import LANES, BotFigures

_REPLY_BUCKETS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Metrics:
    """What /metrics shows."""

    def __init__(self, pulse: Pulse) -> None:
        """Begin with nothing counted; `pulse` tells of the ticks."""
        self._pulse = pulse
        # One of its own: the library's default one tells the process's memory and processor time.
        self._registry = CollectorRegistry(auto_describe=True)
        self.updates = self._made(
            Counter, "gridbot_updates", "Updates handled, of officials' duties alone", "outcome"
        )
        self.reply = Histogram(
            "gridbot_reply_seconds",
            "From taking up an update to its answer, of officials' duties alone",
            buckets=_REPLY_BUCKETS_S,
            registry=self._registry,
        )
        self._waiting = self._made(
            Gauge, "gridbot_outbox_waiting", "Letters waiting, none about tips", "lane"
        )
        self._failed = self._made(Gauge, "gridbot_outbox_failed", "Letters given up, none about tips", "lane")
        self._letters = self._made(
            Gauge, "gridbot_letters", "Letters in the outbox, none about tips", "kind", "lane", "outcome"
        )
        self._items = self._made(Gauge, "gridbot_duty_items", "Duties of grids that are not filed", "state")
        self._health = self._made(Gauge, "gridbot_health", "Whether a check was good", "check")
        self._tick_s = self._made(Gauge, "gridbot_tick_duration_seconds", "How long the last tick took")
        age = self._made(Gauge, "gridbot_tick_age_seconds", "How long ago the last tick ended")
        age.set_function(self._tick_age_s)

    def page(self) -> bytes:
        """Return the figures in Prometheus's text format."""
        return generate_latest(self._registry)

    def families(self) -> Iterable[Metric]:
        """Return the figures, for whoever shows them beside those of other bots."""
        return self._registry.collect()

    def show_leases(self, rights: Iterable[Right]) -> None:
        """Show of each of `rights`, which other processes could have, whether this one has it."""
        gauge = self._made(Gauge, "gridbot_lease_held", "Whether this process has the lease", "role")
        for right in rights:
            gauge.labels(right.role.value).set_function(partial(getattr, right, "is_held"))

    @contextmanager
    def ticking(self) -> Iterator[None]:
        """Take the time of a tick; one that raises does not count."""
        began = time.perf_counter()
        yield
        # No finer: a tick that erases a tip takes a little longer.
        self._tick_s.set(round(time.perf_counter() - began, 1))

    def show(self, health: Health, figures: BotFigures | None) -> None:
        """Show how a check went, with the figures of that moment; None: the database gave none."""
        self._health.clear()
        for check in health.checks:
            self._health.labels(check.name).set(check.ok)
        if figures is None:
            return
        self._letters.clear()
        for (kind, lane, state), count in figures.letters.items():
            self._letters.labels(kind, lane, state).set(count)
        for lane in LANES:
            self._waiting.labels(lane).set(figures.in_lane(lane, DeliveryState.WAITING.value))
            self._failed.labels(lane).set(figures.in_lane(lane, DeliveryState.FAILED.value))
        self._items.labels("open").set(figures.open_items)
        self._items.labels("overdue").set(figures.overdue_items)

    def _tick_age_s(self) -> float:
        return self._pulse.age / timedelta(seconds=1) if self._pulse.has_beaten else float("nan")

    def _made(self, kind: type[Any], name: str, words: str, *labels: str) -> Any:
        return kind(name, words, labels, registry=self._registry)


class CountReplies(BaseMiddleware):
    """Counts the updates of COUNTED conversations and how long each answer took. Goes around the handler itself."""

    def __init__(self, metrics: Metrics) -> None:
        """Count into `metrics`."""
        self._metrics = metrics
        self._counted = counted()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle and count; every error goes on."""
        if getattr(data["handler"].callback, "__module__", "") not in self._counted:
            return await handler(event, data)
        began, outcome = time.perf_counter(), "failed"
        try:
            answered = await handler(event, data)
            outcome = "answered"
        except RefusalError:
            outcome = "refused"
            raise
        finally:
            self._metrics.updates.labels(outcome).inc()
            self._metrics.reply.observe(time.perf_counter() - began)
        return answered
