from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import RefusalError
from domain.tips.routing import Body
from storage.tips.custody import OPEN_FOR, Custody, KeyHolder, lock_key, open_key
from storage.tips.sealing import new_office_key, open_text, seal_text
from tests.locked_keys import lock_lightly

NOW = datetime(2026, 5, 12, 2, tzinfo=UTC)
FIRST, SECOND = (KeyHolder(person, Body.OFFICE, 100 + person, NOW) for person in (1, 2))
PASSPHRASE, OTHER = "一条很长的口令", "另一条很长的口令"
LEAST_WORK = 12
"""2^12 rounds of scrypt; age itself takes what this machine does in a second, 2^16 to 2^18, fewer while it is busy."""


@pytest.fixture(scope="module")
def key_and_lock() -> tuple[str, str, bytes]:
    key = new_office_key()
    return key.identity, key.recipient, lock_lightly(f"# office\n{key.identity}\n", PASSPHRASE)


def test_a_key_is_locked_as_age_locks_it_at_a_cost_that_keeps_guessers_busy() -> None:
    key = new_office_key().identity
    locked = lock_key(key, PASSPHRASE)
    head = locked.splitlines()[1].split()
    assert head[:2] == [b"->", b"scrypt"]
    assert int(head[3]) >= LEAST_WORK
    assert open_key(locked, PASSPHRASE) == key
    with pytest.raises(RefusalError):
        open_key(locked, OTHER)


async def test_the_passphrase_opens_the_key_for_ten_minutes(key_and_lock: tuple[str, str, bytes]) -> None:
    _identity, recipient, locked = key_and_lock
    custody = Custody({Body.OFFICE: locked})
    assert custody.holds_key_of(Body.OFFICE)
    assert not custody.holds_key_of(Body.SUPERVISOR)
    await custody.unlock(FIRST, PASSPHRASE, NOW)
    identity = custody.find_identity(FIRST, NOW + OPEN_FOR - timedelta(seconds=1))
    assert identity is not None
    assert open_text(seal_text("内容", [recipient]), identity) == "内容"
    assert custody.find_identity(SECOND, NOW) is None
    assert custody.find_identity(FIRST, NOW + OPEN_FOR) is None


async def test_a_clock_set_back_leaves_no_key_open_until_that_moment_comes_again(
    key_and_lock: tuple[str, str, bytes],
) -> None:
    custody = Custody({Body.OFFICE: key_and_lock[2]})
    await custody.unlock(FIRST, PASSPHRASE, NOW)
    assert custody.find_identity(FIRST, NOW - timedelta(seconds=30)) is not None
    assert custody.find_identity(FIRST, NOW - timedelta(hours=8)) is None


async def test_a_wrong_passphrase_opens_nothing(key_and_lock: tuple[str, str, bytes]) -> None:
    custody = Custody({Body.OFFICE: key_and_lock[2]})
    with pytest.raises(RefusalError) as refused:
        await custody.unlock(FIRST, "别的口令", NOW)
    assert refused.value.key == "unlock-wrong"
    assert custody.find_identity(FIRST, NOW) is None


async def test_a_key_is_locked_at_a_word(key_and_lock: tuple[str, str, bytes]) -> None:
    custody = Custody({Body.OFFICE: key_and_lock[2]})
    await custody.unlock(FIRST, PASSPHRASE, NOW)
    custody.lock(FIRST.person_id)
    custody.lock(FIRST.person_id)
    assert custody.find_identity(FIRST, NOW) is None


def test_what_is_no_key_is_not_locked() -> None:
    with pytest.raises(RefusalError):
        lock_key("no key at all", PASSPHRASE)


async def test_the_own_key_opens_by_its_passphrase_and_the_shared_one_beside_it_by_its_own() -> None:
    own, shared = new_office_key(), new_office_key()
    custody = Custody({Body.OFFICE: lock_lightly(shared.identity, PASSPHRASE)})
    locked = lock_lightly(own.identity, OTHER)
    await custody.unlock(FIRST, OTHER, NOW, locked)
    assert custody.find_identity(FIRST, NOW) is not None
    sealed = seal_text("x", [shared.recipient])
    with pytest.raises(RefusalError):
        open_text(sealed, custody.find_identity(FIRST, NOW) or "")
    await custody.unlock(FIRST, PASSPHRASE, NOW, locked)
    assert open_text(sealed, custody.find_identity(FIRST, NOW) or "") == "x"
    assert open_text(seal_text("y", [own.recipient]), custody.find_identity(FIRST, NOW) or "") == "y"
    custody.hold(FIRST, own.identity, NOW)
    assert (custody.find_identity(FIRST, NOW) or "").count(own.identity) == 1


@pytest.mark.parametrize(
    "after",
    [
        replace(FIRST, bound_at=NOW + timedelta(microseconds=1)),
        replace(FIRST, telegram_id=9),
        replace(FIRST, body=Body.SUPERVISOR),
    ],
)
def test_whoever_is_bound_anew_or_changes_the_body_finds_the_key_locked_for_good(after: KeyHolder) -> None:
    custody = Custody({})
    custody.hold(FIRST, "AGE-SECRET-KEY-1", NOW)
    custody.hold(SECOND, "AGE-SECRET-KEY-1", NOW)
    assert custody.find_identity(after, NOW) is None
    assert custody.holders() == [SECOND]
