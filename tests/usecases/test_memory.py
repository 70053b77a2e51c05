import copy
import pickle
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from domain.errors import RefusalError
from domain.in_memory import InMemoryOnly, LeavesMemoryError, refuse_kept
from domain.time.clock import SteerableClock
from storage.shared.family import Family, join
from tests.redis_server import redis_server
from usecases.memory import REMEMBERED, ChatMemory, Memory, ProcessMemory, Question, R, Remembered
from usecases.shared.shared_memory import OpenedNotes, SharedMemory

NOW = datetime(2026, 5, 12, 2, tzinfo=UTC)
CHAT, OTHER = 1, 2


@dataclass(frozen=True, slots=True)
class AskedDay(Question):
    year: int


@dataclass(frozen=True, slots=True)
class AskedFirstDay(AskedDay):
    month: int = 1


@dataclass(frozen=True, slots=True)
class AskedName(Question):
    pass


@dataclass(frozen=True, slots=True)
class Searched(Remembered):
    words: str


@dataclass(frozen=True, slots=True)
class Passing(InMemoryOnly, Remembered):
    words: str
    life: ClassVar[timedelta | None] = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class StoredMemory:
    """Stands for a store outside the process: all that it keeps are bytes."""

    kept: dict[tuple[int, type[Remembered]], bytes] = field(default_factory=dict)

    def opened(self, *_chat_ids: int, handled: str = "") -> AbstractAsyncContextManager[Memory]:
        raise NotImplementedError

    def put(self, chat_id: int, note: Remembered, _now: datetime) -> None:
        refuse_kept(note)
        self.kept[chat_id, type(note)] = pickle.dumps(note)

    def get(self, chat_id: int, kind: type[R], _now: datetime) -> R | None:
        found = self.kept.get((chat_id, kind))
        note = None if found is None else pickle.loads(found)  # noqa: S301 - of this test's own making
        return note if isinstance(note, kind) else None

    def take(self, chat_id: int, kind: type[R], now: datetime) -> R | None:
        note = self.get(chat_id, kind, now)
        self.kept.pop((chat_id, kind), None)
        return note

    def forget_old(self, _now: datetime) -> Counter[type[Remembered]]:
        return Counter()


def chat(memory: Memory, chat_id: int = CHAT, now: datetime = NOW) -> ChatMemory:
    return ChatMemory(memory, chat_id, now)


@pytest.fixture(scope="module")
def family() -> Iterator[Family]:
    with redis_server() as server:
        joined = join(server.url, "x", "1:a", SteerableClock(NOW))
        yield joined
        joined.close()


@pytest.fixture(params=["process", "shared", "opened"])
def store(request: pytest.FixtureRequest) -> Memory:
    """This process's own; what several share, asked at once; and the same as an update has it."""
    if request.param == "process":
        return ProcessMemory()
    family: Family = request.getfixturevalue("family")
    for key in family.client.scan_iter(family.key("chat", "*")):
        family.client.delete(key)
    shared = SharedMemory(family)
    return shared if request.param == "shared" else OpenedNotes(shared, {CHAT: {}, OTHER: {}})


def test_a_chat_has_one_question_open_and_any_other_takes_its_place(store: Memory) -> None:
    memory = chat(store)
    memory.put(AskedDay(2026))
    memory.put(AskedName())
    assert memory.get(AskedDay) is None
    assert memory.get(AskedName) == memory.get(Question) == AskedName()
    assert chat(store, OTHER).get(Question) is None


def test_a_question_is_found_by_its_kind_and_by_what_it_has_in_common_with_others(store: Memory) -> None:
    memory = chat(store)
    memory.put(AskedFirstDay(2026, 5))
    assert memory.get(AskedDay) == AskedFirstDay(2026, 5)
    assert memory.take(AskedName) is None
    assert memory.take(AskedDay) == AskedFirstDay(2026, 5)


def test_notes_of_several_kinds_stand_beside_the_question(store: Memory) -> None:
    memory = chat(store)
    for note in (Searched("内科"), AskedName(), Searched("外科")):
        memory.put(note)
    assert (memory.get(Searched), memory.get(Question)) == (Searched("外科"), AskedName())


def test_what_is_taken_is_there_once(store: Memory) -> None:
    memory = chat(store)
    memory.put(Searched("内科"))
    assert memory.take(Searched) == Searched("内科")
    assert memory.take(Searched) is None


def test_what_is_at_work_is_there_for_no_second_tap_and_back_should_it_fail(store: Memory) -> None:
    memory = chat(store)
    memory.put(Searched("内科"))
    with suppress(RefusalError), memory.taken(Searched):
        assert memory.get(Searched) is None
        raise RefusalError("compose-nobody")
    assert memory.get(Searched) == Searched("内科")
    with suppress(RefusalError), memory.taken(Searched):
        memory.put(Searched("外科"))
        raise RefusalError("compose-nobody")
    assert memory.get(Searched) == Searched("外科")
    with memory.taken(Searched):
        pass
    assert memory.get(Searched) is None


@pytest.mark.parametrize("way", [1, -1])
def test_past_its_age_limit_nothing_is_found_though_nobody_has_swept(store: Memory, way: int) -> None:
    memory = store
    chat(memory).put(Passing("金丝雀"))
    limit, past = timedelta(minutes=30) * way, timedelta(minutes=31) * way
    assert chat(memory, now=NOW + limit).get(Passing) == Passing("金丝雀")
    assert chat(memory, now=NOW + past).get(Passing) is None
    assert chat(memory, now=NOW + past).take(Passing) is None


def test_sweeping_forgets_what_is_old_and_says_how_much() -> None:
    memory = ProcessMemory()
    chat(memory).put(Passing("金丝雀"))
    chat(memory).put(Searched("内科"))
    chat(memory, OTHER, NOW + timedelta(minutes=20)).put(Passing("金丝雀"))
    assert memory.forget_old(NOW + timedelta(minutes=30)) == {}
    assert memory.forget_old(NOW + timedelta(minutes=40)) == {Passing: 1}
    assert chat(memory, OTHER, NOW + timedelta(minutes=40)).get(Passing) is not None
    assert chat(memory, now=NOW).get(Passing) is None
    assert chat(memory, now=NOW + timedelta(days=900)).get(Searched) == Searched("内科")


def test_of_too_many_chats_the_oldest_is_forgotten(family: Family) -> None:
    few = 30
    for memory, most in ((ProcessMemory(), REMEMBERED), (SharedMemory(family, few), few)):
        for chat_id in (*range(most), 0, most):
            memory.put(chat_id, AskedName(), NOW)
        assert memory.get(0, Question, NOW) is not None
        assert memory.get(1, Question, NOW) is None
        assert memory.get(2, Question, NOW) is not None


def test_a_store_that_writes_down_what_it_is_given_refuses_what_must_not_leave_the_memory() -> None:
    store = StoredMemory()
    chat(store).put(Searched("内科"))
    assert chat(store).get(Searched) == Searched("内科")
    with pytest.raises(LeavesMemoryError):
        chat(store).put(Passing("金丝雀"))
    assert "金丝雀".encode() not in b"".join(store.kept.values())


def test_pickling_and_copying_refuse_it_also_where_no_store_asks_and_it_lies_within_something() -> None:
    for copied in (pickle.dumps, copy.copy, copy.deepcopy):
        for value in (Passing("金丝雀"), [Passing("金丝雀")]):
            if copied is copy.copy and isinstance(value, list):
                continue
            with pytest.raises(LeavesMemoryError) as caught:
                copied(value)
            assert "金丝雀" not in str(caught.value)
