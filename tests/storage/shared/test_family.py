"""The keys that processes share: agreed on over Redis, kept nowhere else, forgotten in time."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from threading import Thread

import pyrage
import pytest
from pyrage import x25519

from domain.errors import RefusalError
from domain.time.clock import SteerableClock
from storage.shared.family import Family, join
from storage.shared.key_ring import SOON, STEP, KeyRing, Lasting
from tests.redis_server import RedisServer, redis_server

NOW = datetime(2026, 5, 12, 2, tzinfo=UTC)
TOKEN = "1:a"


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with redis_server() as running:
        yield running


@pytest.fixture
def opened(server: RedisServer) -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack
    server.kill()
    server.start()


def joined(server: RedisServer, opened: ExitStack, token: str = TOKEN) -> Family:
    family = join(server.url, "x", token, SteerableClock(NOW))
    opened.callback(family.close)
    return family


@pytest.mark.parametrize("lasting", list(Lasting))
def test_what_is_sealed_opens_in_its_place_alone(lasting: Lasting) -> None:
    ring = KeyRing.new()
    sealed = ring.seal(b"canary", b"here", lasting, NOW)
    assert b"canary" not in sealed
    assert ring.open(sealed, b"here", lasting, NOW) == b"canary"
    assert KeyRing.read(ring.write(NOW)).open(sealed, b"here", lasting, NOW) == b"canary"
    assert ring.open(sealed, b"elsewhere", lasting, NOW) is None
    assert ring.open(sealed[:-1], b"here", lasting, NOW) is None
    assert ring.open(b"", b"here", lasting, NOW) is None
    assert KeyRing.new().open(sealed, b"here", lasting, NOW) is None
    assert len({len(ring.seal(b"x" * size, b"here", lasting, NOW)) for size in range(400)}) == 1


def test_what_is_kept_for_a_while_opens_never_again() -> None:
    """Not with the clock set back either, nor by who is given the keys then."""
    ring = KeyRing.new()
    sealed = ring.seal(b"canary", b"here", Lasting.SOON, NOW)
    assert ring.open(sealed, b"here", Lasting.SOON, NOW + SOON) == b"canary"
    late = NOW + SOON + STEP
    for known in (ring, KeyRing.read(ring.write(late))):
        assert known.open(sealed, b"here", Lasting.SOON, late) is None
        assert known.open(sealed, b"here", Lasting.SOON, NOW) is None
    daily = ring.seal(b"canary", b"here", Lasting.DAY, NOW)
    name = ring.name_of_day(NOW, 7)
    assert ring.open(daily, b"here", Lasting.DAY, NOW + timedelta(days=1)) is None
    assert ring.name_of_day(NOW + timedelta(days=1), 7) != name
    assert ring.is_ahead(NOW)


def test_another_clock_a_little_ahead_is_understood() -> None:
    ring = KeyRing.new()
    other = KeyRing.read(ring.write(NOW))
    sealed = ring.seal(b"canary", b"here", Lasting.SOON, NOW + STEP)
    assert other.open(sealed, b"here", Lasting.SOON, NOW) == b"canary"


def test_a_newcomer_has_the_keys_of_those_that_run(server: RedisServer, opened: ExitStack) -> None:
    first, second = joined(server, opened), joined(server, opened)
    assert first.ring.name(1) == second.ring.name(1)
    first.close()
    assert joined(server, opened).ring.family == second.ring.family


def test_several_that_start_at_once_agree(server: RedisServer, opened: ExitStack) -> None:
    found: list[Family] = []
    starting = [Thread(target=lambda: found.append(joined(server, opened))) for _process in range(4)]
    for thread in starting:
        thread.start()
    for thread in starting:
        thread.join()
    assert len({family.ring.name(1) for family in found}) == 1
    assert len(found) == 4


def test_when_all_have_ended_their_keys_are_gone(server: RedisServer, opened: ExitStack) -> None:
    first = joined(server, opened)
    before = first.ring.family
    first.close()
    assert joined(server, opened).ring.family != before


def test_who_has_another_token_is_given_nothing(server: RedisServer, opened: ExitStack) -> None:
    first = joined(server, opened)
    stranger = joined(server, opened, "2:b")
    assert stranger.ring.name(1) != first.ring.name(1)
    # A database that began as a copy of another's has its name, and the numbers of updates are each bot's own.
    assert joined(server, opened).prefix == first.prefix != stranger.prefix


def test_who_asks_without_the_token_is_sent_nothing_and_who_answers_without_it_is_not_believed(
    server: RedisServer, opened: ExitStack
) -> None:
    family = joined(server, opened)
    own = x25519.Identity.generate()
    with closing(family.client.pubsub(ignore_subscribe_messages=True)) as heard:
        heard.psubscribe(f"{family.prefix}keys:*")
        heard.get_message(timeout=1)
        asked: dict[str, str] = {"name": "mallory", "recipient": str(own.to_public()), "seal": "0" * 64}
        wrong: list[object] = [asked, asked | {"seal": ""}, {}, [], "x", asked | {"recipient": "age1x"}]
        for said in wrong:
            family.client.publish(f"{family.prefix}keys", json.dumps(said))
        # What is heard after it was answered after it.
        newcomer = joined(server, opened)
        answers = []
        while (message := heard.get_message(timeout=0.2)) is not None:
            answers.append(message["channel"])
    assert newcomer.ring.family == family.ring.family
    assert len(answers) == 1
    assert b"mallory" not in answers[0]
    forged = {"keys": pyrage.encrypt(KeyRing.new().write(NOW), [own.to_public()]).hex(), "seal": "0" * 64}
    asking = family._hand_over
    assert asking._read(json.dumps(forged).encode(), own, "name") is None
    forged["seal"] = asking._seal(b"given", "name", str(own.to_public()), forged["keys"])
    assert asking._read(json.dumps(forged).encode(), own, "name") is not None


def test_a_redis_that_comes_back_empty_is_told_of_and_the_keys_stay(
    server: RedisServer, opened: ExitStack
) -> None:
    family, told = joined(server, opened), []
    other, name = joined(server, opened), family.ring.name(1)
    family.on_empty = lambda: told.append(True)
    server.kill()
    family.look()
    server.start()
    family.look()
    other.look()
    assert (family.ring.name(1), other.ring.name(1), told) == (name, name, [True])
    assert joined(server, opened).ring.name(1) == name


@pytest.mark.parametrize(
    ("setting", "value", "key"),
    [("save", "60 1", "shared-keeps"), ("appendonly", "yes", "shared-keeps"), ("", "", "shared-copies")],
)
def test_a_redis_that_keeps_or_copies_is_refused_also_later(
    server: RedisServer, opened: ExitStack, setting: str, value: str, key: str
) -> None:
    family = joined(server, opened)
    if setting:
        family.client.config_set(setting, value)
    else:
        family.client.replicaof("127.0.0.1", str(server.port + 1))
    with pytest.raises(RefusalError, match=key) as refused:
        family.look()
    assert value in str(refused.value.details)
    with pytest.raises(RefusalError, match=key):
        joined(server, opened)


def test_a_redis_that_may_not_be_asked_is_refused(server: RedisServer, opened: ExitStack) -> None:
    joined(server, opened).client.execute_command(
        "ACL", "SETUSER", "bot", "on", ">x", "~*", "&*", "+@all", "-config"
    )
    address = server.url.removeprefix("redis://")
    with pytest.raises(RefusalError, match="shared-unasked"):
        join(f"redis://bot:x@{address}", "x", TOKEN, SteerableClock(NOW))
    with pytest.raises(RefusalError, match="shared-locked"):
        join(f"redis://bot:y@{address}", "x", TOKEN, SteerableClock(NOW))
    with pytest.raises(RefusalError, match="shared-away"):
        join("redis://127.0.0.1:1", "x", TOKEN, SteerableClock(NOW))
