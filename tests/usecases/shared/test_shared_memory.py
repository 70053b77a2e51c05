"""What several processes remember of chats together: one reads what another wrote, nothing of it can be read there."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from domain.errors import LeftToNewerError, RefusalError
from domain.in_memory import InMemoryOnly
from domain.time.clock import SteerableClock
from storage.shared.family import Family, join
from storage.shared.key_ring import SOON, STEP
from tests.redis_server import RedisServer, redis_server
from usecases.memory import Memory, Question, Remembered
from usecases.shared import shared_memory, written_notes
from usecases.shared.shared_memory import SharedMemory

NOW = datetime(2026, 5, 12, 2, tzinfo=UTC)
CHAT, OTHER, PERSON = 7_712_345_678, 7_712_345_679, 7_712_345_680


@dataclass(frozen=True, slots=True)
class Canary(InMemoryOnly, Remembered):
    song: str
    life: ClassVar[timedelta | None] = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class AskedSong(Question):
    verse: int = 0


@dataclass(frozen=True, slots=True)
class Counted(Remembered):
    number: int


@dataclass(frozen=True, slots=True)
class KnownElsewhere(Remembered):
    is_read_anew: ClassVar[bool] = True
    number: int


@dataclass
class Processes:
    server: RedisServer
    clock: SteerableClock
    families: list[Family]

    def new(self) -> SharedMemory:
        family = join(self.server.url, "x", "1:a", self.clock)
        self.families.append(family)
        return SharedMemory(family)


@pytest.fixture
async def processes() -> AsyncIterator[Processes]:
    with redis_server() as server:
        found = Processes(server, SteerableClock(NOW), [])
        yield found
        for family in found.families:
            await family.aclose()


async def test_what_one_process_was_told_another_knows_with_the_next_update(processes: Processes) -> None:
    first, second = processes.new(), processes.new()
    async with first.opened(CHAT, PERSON) as notes:
        notes.put(CHAT, Canary("金丝雀"), NOW)
        notes.put(CHAT, AskedSong(1), NOW)
        notes.put(PERSON, AskedSong(2), NOW)
        assert second.get(CHAT, Question, NOW) is None
    async with second.opened(CHAT, PERSON) as notes:
        assert notes.get(CHAT, Canary, NOW) == Canary("金丝雀")
        assert (notes.get(CHAT, AskedSong, NOW), notes.get(PERSON, Question, NOW)) == (
            AskedSong(1),
            AskedSong(2),
        )
        assert notes.take(CHAT, AskedSong, NOW) == AskedSong(1)
    assert first.get(CHAT, Question, NOW) is None
    assert first.get(PERSON, Question, NOW) == AskedSong(2)
    assert first.get(OTHER, Question, NOW) is None


async def test_what_fails_is_kept_as_far_as_it_came(processes: Processes) -> None:
    shared = processes.new()
    with pytest.raises(LookupError):
        await _fail(shared)
    assert shared.get(CHAT, Canary, NOW) == Canary("金丝雀")


async def _fail(shared: Memory) -> None:
    async with shared.opened(CHAT) as notes:
        notes.put(CHAT, Canary("金丝雀"), NOW)
        raise LookupError


async def test_what_is_written_of_one_chat_touches_what_two_updates_have_in_common_alone(
    processes: Processes,
) -> None:
    """In a group two people's updates may go on at once."""
    first, second = processes.new(), processes.new()
    async with first.opened(CHAT) as notes, second.opened(CHAT) as others:
        notes.put(CHAT, Canary("金丝雀"), NOW)
        others.put(CHAT, AskedSong(1), NOW)
    assert (first.get(CHAT, Canary, NOW), first.get(CHAT, Question, NOW)) == (Canary("金丝雀"), AskedSong(1))


async def test_what_the_database_has_is_kept_for_one_update(processes: Processes) -> None:
    shared = processes.new()
    async with shared.opened(CHAT) as notes:
        notes.put(OTHER, KnownElsewhere(1), NOW)
        assert notes.get(OTHER, KnownElsewhere, NOW) == KnownElsewhere(1)
        assert notes.take(OTHER, KnownElsewhere, NOW) == KnownElsewhere(1)
        notes.put(OTHER, KnownElsewhere(2), NOW)
    assert shared.get(OTHER, KnownElsewhere, NOW) is None
    async with shared.opened(CHAT) as notes:
        assert notes.get(OTHER, KnownElsewhere, NOW) is None


async def test_after_half_an_hour_no_key_opens_it_though_it_lies_there(processes: Processes) -> None:
    shared = processes.new()
    async with shared.opened(CHAT) as notes:
        notes.put(CHAT, Canary("金丝雀"), NOW)
    late = NOW + SOON + STEP
    shared.forget_old(late)
    assert shared.family.client.keys("*chat*")
    # Nor with the clock set back: no age limit is in the way then.
    assert shared.get(CHAT, Canary, NOW) is None


async def test_a_redis_that_died_knows_nothing_and_is_used_again(processes: Processes) -> None:
    first, second = processes.new(), processes.new()
    async with first.opened(CHAT) as notes:
        notes.put(CHAT, Canary("金丝雀"), NOW)
    told: list[bool] = []
    for shared in (first, second):
        shared.family.on_empty = lambda: told.append(True)
    processes.server.kill()
    with pytest.raises(RefusalError, match="shared-busy"):
        async with first.opened(CHAT):
            pass
    assert second.get(CHAT, Canary, NOW) is None
    second.put(CHAT, AskedSong(), NOW)
    processes.server.start()
    async with first.opened(CHAT) as notes:
        assert notes.get(CHAT, Canary, NOW) is None
        notes.put(CHAT, AskedSong(3), NOW)
    async with second.opened(CHAT) as notes:
        assert notes.get(CHAT, Question, NOW) == AskedSong(3)
    assert told == [True]


async def test_who_comes_after_all_have_ended_finds_nothing_and_nothing_of_another_chat(
    processes: Processes,
) -> None:
    first = processes.new()
    async with first.opened(CHAT) as notes:
        notes.put(CHAT, Canary("金丝雀"), NOW)
    await first.family.aclose()
    async with processes.new().opened(CHAT) as notes:
        assert notes.get(CHAT, Canary, NOW) is None


async def test_what_somebody_put_in_another_chats_place_opens_nowhere(processes: Processes) -> None:
    shared = processes.new()
    shared.put(CHAT, Canary("金丝雀"), NOW)
    client, (key,) = shared.family.client, shared.family.client.keys("*:chat:*")
    ((_field, sealed),) = client.hgetall(key).items()
    there = shared.field(OTHER, Canary)
    client.hset(shared.family.key("chat", shared.chat(OTHER)), there, sealed)
    assert shared.get(CHAT, Canary, NOW) == Canary("金丝雀")
    assert shared.get(OTHER, Canary, NOW) is None


async def test_nothing_that_lies_in_redis_says_what_or_whose_or_which_hour(processes: Processes) -> None:
    shared = processes.new()
    client = shared.family.client
    with client.monitor() as watched:
        async with shared.opened(CHAT) as notes:
            notes.put(CHAT, Canary("金丝雀"), NOW)
            notes.put(CHAT, AskedSong(1), NOW)
        async with shared.opened(CHAT) as notes:
            notes.take(CHAT, AskedSong, NOW)
        client.ping()
        said = ""
        while "PING" not in said:
            said += watched.next_command()["command"]
    lying = said.encode()
    for key in client.scan_iter():
        lying += key + (client.dump(key) or b"")
        ends = client.expiretime(key)
        assert ends < 0 or ends % 86400 == 0
    for told in ("金丝雀", "Canary", "AskedSong", str(CHAT), f"{CHAT:x}", NOW.isoformat()[:10]):
        assert told.encode() not in lying
        assert told.encode().hex().encode() not in lying


def test_conversations_ask_what_was_opened_for_their_update() -> None:
    """What an update has in hand, and writes at its end, must not be passed by meanwhile."""
    root = Path(__file__).parents[3]
    asking = {
        str(path.relative_to(root))
        for room in ("handlers", "usecases", "windows", "web", "reminders", "bot")
        for path in (root / room).rglob("*.py")
        if re.search(r"house\.memory\b", path.read_text(encoding="utf-8"))
    }
    # Between updates: whether a letter's message is the live window; and who is asked again at a start.
    assert asking - {"bot/middlewares.py", "usecases/house.py"} <= {
        "handlers/wire/screen.py",
        "handlers/tips/ask_secrets.py",
        "bot/app.py",
        "bot/running/ticking.py",
    }


@pytest.mark.parametrize("note", [AskedSong(1), Canary("金丝雀")])
async def test_what_a_newer_version_noted_is_left_to_it_while_it_runs_and_forgotten_once_it_is_gone(
    processes: Processes, monkeypatch: pytest.MonkeyPatch, note: Remembered
) -> None:
    newer, older = processes.new(), processes.new()
    async with newer.opened(CHAT) as notes:
        notes.put(CHAT, note, NOW)
        notes.put(OTHER, note, NOW)
    there = newer.store.find_all(newer.chat(CHAT))
    of_today = written_notes.read_note
    said = written_notes.write_note(note, NOW)
    monkeypatch.setattr(shared_memory, "read_note", lambda each: None if each == said else of_today(each))
    older.newer.see(lives=True)
    with pytest.raises(LeftToNewerError):
        async with older.opened(CHAT, PERSON):
            pass
    async with older.opened(PERSON) as notes:
        notes.put(PERSON, AskedSong(2), NOW)
    older.newer.see(lives=False)
    async with older.opened(CHAT) as notes:
        assert notes.get(CHAT, type(note), NOW) is None
        notes.put(CHAT, Counted(1), NOW)
    # What is not read is not written over either.
    assert there.items() <= newer.store.find_all(newer.chat(CHAT)).items()
