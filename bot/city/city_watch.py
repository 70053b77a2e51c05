"""What the monitoring of a process with many units is shown: each unit's checks and figures, under its code."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.registry import Collector

from bot.watch.health_server import Answer, answer_of
from bot.watch.watch import Watch


@dataclass(frozen=True, slots=True)
class UnitState:
    """How it stands with one unit: its watch while it runs, else None."""

    code: str
    watch: Watch | None


def city_health(states: Iterable[UnitState]) -> Answer:
    """Return what /healthz answers: 200 where every unit runs and is well, and of each its own answer."""
    told: dict[str, object] = {}
    well = True
    for state in states:
        if state.watch is None:
            well, told[state.code] = False, {"status": "stopped", "checks": {}}
        else:
            status, told[state.code] = answer_of(state.watch.health())
            well = well and status == 200  # noqa: PLR2004 - HTTP's own
    return 200 if well else 503, {"status": "ok" if well else "trouble", "units": told}


def city_metrics(states: Iterable[UnitState]) -> bytes:
    """Return the figures of all units in Prometheus's text format, each with a label for its unit."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Labelled({state.code: state.watch for state in states}))
    return generate_latest(registry)


class _Labelled(Collector):
    def __init__(self, watches: Mapping[str, Watch | None]) -> None:
        self._watches = watches

    def collect(self) -> Iterator[Metric]:
        running = Metric("gridbot_unit_running", "Whether the unit's bot runs in this process", "gauge")
        together: dict[str, Metric] = {}
        for code, watch in self._watches.items():
            running.add_sample(running.name, {"unit": code}, float(watch is not None))
            for family in () if watch is None else watch.metrics.families():
                merged = together.setdefault(
                    family.name, Metric(family.name, family.documentation, family.type)
                )
                for sample in family.samples:
                    merged.add_sample(sample.name, {"unit": code, **sample.labels}, sample.value)
        yield running
        yield from together.values()
