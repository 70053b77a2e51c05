"""Nobody waits for a large collection of garbage while somebody else has large work done."""

import asyncio
import gc
import threading
from collections.abc import Iterator

import pytest

from bot.garbage import PUT_OFF_MOST, Collecting, collect_little_by_little
from domain.threads import in_a_thread, in_turn


@pytest.fixture
def seen() -> Iterator[list[tuple[int, int]]]:
    """What is collected: the generation, and how many objects of it and the younger ones there were."""
    collected: list[tuple[int, int]] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            generation = about["generation"]
            collected.append((generation, sum(len(gc.get_objects(young)) for young in range(generation + 1))))

    before = gc.get_threshold()
    gc.callbacks.append(note)
    yield collected
    gc.callbacks.remove(note)
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_is_read_for_a_large_digest_is_looked_at_in_small_parts_and_never_as_a_whole(
    seen: list[tuple[int, int]],
) -> None:
    collect_little_by_little()
    seen.clear()
    rows = [[number] for number in range(400_000)]
    assert len(seen) > 20
    assert {generation for generation, _looked_at in seen} == {0, 1}
    assert max(looked_at for _generation, looked_at in seen) < 100_000
    assert len(rows) == 400_000


async def test_a_full_collection_waits_until_no_large_work_is_in_hand(seen: list[tuple[int, int]]) -> None:
    collecting = Collecting()
    for entrance in (in_a_thread, in_turn):
        begun, over = threading.Event(), threading.Event()

        def work(begun: threading.Event = begun, over: threading.Event = over) -> None:
            begun.set()
            over.wait(10)

        working = asyncio.ensure_future(entrance(work))
        assert await asyncio.to_thread(begun.wait, 10)  # noqa: TID251 - past what is tried
        seen.clear()
        assert not collecting.collect_if_quiet()
        assert 2 not in dict(seen)
        over.set()
        await working
        assert collecting.collect_if_quiet()
        assert 2 in dict(seen)


async def test_it_is_not_put_off_for_ever(seen: list[tuple[int, int]]) -> None:
    collecting, begun, over = Collecting(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        over.wait(10)

    working = asyncio.ensure_future(in_a_thread(work))
    assert await asyncio.to_thread(begun.wait, 10)  # noqa: TID251 - past what is tried
    done = [collecting.collect_if_quiet() for _minute in range(PUT_OFF_MOST + 2)]
    over.set()
    await working
    assert done == [*[False] * PUT_OFF_MOST, True, False]
    assert 2 in dict(seen)
