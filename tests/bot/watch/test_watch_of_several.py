"""A process that others may stand in for: what it says of itself, and what is said by the one that ticks alone."""

from dataclasses import replace
from datetime import UTC, timedelta

from prometheus_client.parser import text_string_to_metric_families

from bot.city.city_watch import UnitState, city_metrics
from bot.running.ticking import Ticking
from bot.watch.health_server import healthz_body
from bot.watch.watch import Watch
from domain.time.clock import SteerableClock
from storage.leases.right import Right, elapsed_s
from storage.leases.rules import Lease, LeaseRole
from tests.desks import shanghai
from tests.harness import MAY, Hospital

SINCE = MAY.astimezone(UTC)
FOLLOWING = {role: Lease(role) for role in LeaseRole}


def one_of_several(hospital: Hospital) -> tuple[Watch, Right]:
    """Return the watch of a process that has no lease yet, and its right to tick."""
    to_tick, to_deliver = Right(LeaseRole.TICK, "here"), Right(LeaseRole.DELIVER, "here")
    desk = replace(hospital.app.desk, to_tick=to_tick, to_deliver=to_deliver)
    return Watch(hospital.config, desk, lambda: None, hospital.app.pulse), to_tick


async def test_a_process_says_which_leases_it_has_and_only_who_ticks_tells_level_one(
    hospital: Hospital,
) -> None:
    watch_, to_tick = one_of_several(hospital)
    hospital.clock.advance(timedelta(minutes=4))
    assert not (await watch_.look()).ok
    assert healthz_body(watch_.health())["leases"] == {}
    assert b'gridbot_lease_held{role="tick"} 0.0' in watch_.metrics.page()
    told = await hospital.app.database.run(lambda uow: uow.settings.find("troubles"))
    assert told is None
    to_tick.gain(Lease(LeaseRole.TICK, "here", 1, SINCE), elapsed_s())
    assert not (await watch_.look()).ok
    assert healthz_body(watch_.health())["leases"] == {"tick": "2026-05-12T02:00:00+00:00"}
    assert b'gridbot_lease_held{role="tick"} 1.0' in watch_.metrics.page()
    assert "tick" in (await hospital.app.database.run(lambda uow: uow.settings.find("troubles")) or "")
    alone = Watch(hospital.config, hospital.app.desk, lambda: None, hospital.app.pulse)
    await alone.look()
    assert "leases" not in healthz_body(alone.health())


async def test_each_process_of_a_city_shows_which_leases_of_which_hospital_it_has(hospital: Hospital) -> None:
    (one, to_tick), (other, _to_tick) = one_of_several(hospital), one_of_several(hospital)
    to_tick.gain(Lease(LeaseRole.TICK, "here", 1, SINCE), elapsed_s())
    found = []
    for watch_ in (one, other):
        await watch_.look()
        page = city_metrics([UnitState("sx1", watch_), UnitState("sx2", None)]).decode()
        samples = [sample for family in text_string_to_metric_families(page) for sample in family.samples]
        found.append({(sample.name, *sorted(sample.labels.values())): sample.value for sample in samples})
    held = [figures["gridbot_lease_held", "sx1", "tick"] for figures in found]
    assert held == [1, 0]
    running = [found[0]["gridbot_unit_running", code] for code in ("sx1", "sx2")]
    assert running == [1, 0]
    # What is counted in the database each tells alike, and of its own hospital.
    assert len({figures["gridbot_duty_items", "open", "sx1"] for figures in found}) == 1
    assert not [key for key in found[0] if "sx2" in key and key[0] != "gridbot_unit_running"]


async def test_a_process_that_does_not_tick_goes_by_the_ticks_of_another(hospital: Hospital) -> None:
    app = hospital.app
    ticking = Ticking(app._parts, app._answering, app.pulse, app.watch.metrics)
    ticking.hear(FOLLOWING)
    assert not ticking.ticked.is_set()
    clock = app.desk.clock
    assert isinstance(clock, SteerableClock)

    def ticked_at(hour: int) -> None:
        done_at = shanghai(5, 12, hour).astimezone(UTC)
        lease = Lease(LeaseRole.TICK, "there", 1, done_at, done_at, done_at)
        ticking.hear({**FOLLOWING, LeaseRole.TICK: lease})

    clock.move_to(shanghai(5, 12, 13))
    # What a downtime left over: nothing goes out before somebody has ticked.
    ticked_at(10)
    assert (ticking.ticked.is_set(), app.desk.last_tick.at()) == (False, shanghai(5, 12, 10))
    ticked_at(10)
    assert not ticking.ticked.is_set()
    clock.advance(timedelta(minutes=9))
    ticked_at(13)
    assert (ticking.ticked.is_set(), ticking.well.is_set(), app.pulse.age) == (True, True, timedelta())
    assert app.desk.last_tick.at() == shanghai(5, 12, 13)


async def test_a_process_that_comes_while_another_ticks_need_not_wait_for_the_next_tick(
    hospital: Hospital,
) -> None:
    app = hospital.app
    ticking = Ticking(app._parts, app._answering, app.pulse, app.watch.metrics)
    done_at = app.desk.clock.now() - timedelta(seconds=50)
    ticking.hear({**FOLLOWING, LeaseRole.TICK: Lease(LeaseRole.TICK, "there", 1, done_at, done_at, done_at)})
    assert ticking.ticked.is_set()
    ticking.begin_anew()
    assert not ticking.ticked.is_set()
