"""What processes count together, and the keys that are open at all of them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from domain.time.clock import SteerableClock
from domain.tips.patience import Patience
from domain.tips.routing import Body
from storage.shared.connections import AwayError
from storage.shared.family import Family, join
from storage.tips.custody import OPEN_FOR, Custody, KeyHolder, OpenKey
from tests.redis_server import RedisServer, redis_server
from usecases.shared.shared_counts import SharedOpenKeys, limits

NOW = datetime(2026, 5, 12, 2, tzinfo=UTC)
SOURCE, OTHER = 7_712_345_678, 7_712_345_679
HOLDER = KeyHolder(7, Body.OFFICE, SOURCE, NOW)
CLOCK = SteerableClock(NOW)


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with redis_server() as running:
        yield running


@pytest.fixture
def families(server: RedisServer) -> Iterator[tuple[Family, Family]]:
    found = tuple(join(server.url, "x", "1:a", CLOCK) for _process in range(2))
    yield found[0], found[1]
    for family in found:
        family.client.flushdb()
        family.close()


def test_wrong_codes_at_one_process_wait_at_another(families: tuple[Family, Family]) -> None:
    first, second = (limits(family)["patience"] for family in families)
    alone = Patience()
    for times in range(1, 9):
        (first if times % 2 else second).wrong(SOURCE, NOW)
        alone.wrong(SOURCE, NOW)
        assert first.wait_s(SOURCE, NOW) == second.wait_s(SOURCE, NOW) == alone.wait_s(SOURCE, NOW)
        assert second.wrong_before(SOURCE, NOW) == times
    assert first.wait_s(OTHER, NOW) == 0
    second.right(SOURCE)
    assert first.wait_s(SOURCE, NOW) == 0


def test_a_flood_over_two_processes_is_one_until_the_hour_or_the_day_is_over(
    families: tuple[Family, Family],
) -> None:
    first, second = (limits(family) for family in families)
    for act in range(5):
        assert second["flood"].wait_s(SOURCE, NOW) == 0
        (first, second)[act % 2]["flood"].count(SOURCE, NOW)
    assert first["flood"].wait_s(SOURCE, NOW) == second["flood"].wait_s(SOURCE, NOW) == 3600
    assert first["forwarding"].wait_s(SOURCE, NOW) == first["unsubmitted"].wait_s(SOURCE, NOW) == 0
    assert second["flood"].wait_s(SOURCE, NOW + timedelta(hours=1)) == 0
    before_midnight = NOW.replace(hour=23, minute=59)
    for _act in range(5):
        first["forwarding"].count(OTHER, before_midnight)
        first["flood"].count(OTHER, before_midnight)
    assert second["flood"].wait_s(OTHER, before_midnight) == 3600
    # The key of the day is forgotten, by the clock set back as well.
    for family in families:
        family.ring.forget(before_midnight + timedelta(minutes=1))
    assert second["flood"].wait_s(OTHER, before_midnight) == 0


def test_acts_at_the_same_moment_are_all_counted(families: tuple[Family, Family]) -> None:
    counted = [limits(family)["unsubmitted"] for family in families]
    acting = [
        Thread(target=lambda each=each: [each.count(SOURCE, NOW) for _act in range(20)]) for each in counted
    ]
    for thread in acting:
        thread.start()
    for thread in acting:
        thread.join()
    with families[0].client as client:
        assert len(client.keys("*:chat:*")) == 1
    found = counted[0]._acts.find(SOURCE, NOW)
    assert found is not None
    assert len(found) == 40


def test_a_key_opened_at_one_process_is_open_at_the_other_and_locked_at_both(
    families: tuple[Family, Family],
) -> None:
    first, second = (Custody({}, SharedOpenKeys(family)) for family in families)
    first.hold(HOLDER, "AGE-SECRET-KEY-CANARY", NOW)
    assert second.find_identity(HOLDER, NOW) == "\nAGE-SECRET-KEY-CANARY"
    assert second.holders() == [HOLDER]
    assert second.find_identity(HOLDER, NOW + OPEN_FOR) is None
    assert first.holders() == []
    second.hold(HOLDER, "AGE-SECRET-KEY-CANARY", NOW)
    lying = b"".join(families[0].client.dump(key) or b"" for key in families[0].client.scan_iter())
    assert b"CANARY" not in lying
    first.lock(HOLDER.person_id)
    assert second.find_identity(HOLDER, NOW) is None
    bound_anew = KeyHolder(7, Body.OFFICE, OTHER, NOW)
    first.hold(HOLDER, "AGE-SECRET-KEY-CANARY", NOW)
    assert second.find_identity(bound_anew, NOW) is None
    assert first.holders() == []


def test_a_key_in_redis_opens_for_nobody_after_forty_minutes_though_nobody_has_dropped_it(
    families: tuple[Family, Family],
) -> None:
    keys = SharedOpenKeys(families[0])
    keys.put(HOLDER, OpenKey("AGE-SECRET-KEY-CANARY", NOW + timedelta(days=1)))
    assert list(keys.all()) == [HOLDER]
    families[0].ring.forget(NOW + timedelta(minutes=40))
    assert keys.all() == {}


def test_without_redis_nothing_is_let_through(server: RedisServer, families: tuple[Family, Family]) -> None:
    patience = limits(families[0])["patience"]
    server.kill()
    for ask in (lambda: patience.wait_s(SOURCE, NOW), lambda: patience.wrong(SOURCE, NOW)):
        with pytest.raises(AwayError):
            ask()
    server.start()
    assert patience.wait_s(SOURCE, NOW) == 0
