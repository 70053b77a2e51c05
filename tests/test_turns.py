"""Every worker begins with what takes longest, and every test is run."""

from dataclasses import dataclass
from typing import Any, cast

import pytest

from tests.turns import longest_first


@dataclass(frozen=True)
class Item:
    """A test that asks for `seconds`; 0: for no more than all others."""

    name: int
    seconds: float = 0

    def get_closest_marker(self, _name: str) -> Any:
        return pytest.mark.timeout(self.seconds).mark if self.seconds else None


def ordered(items: list[Item]) -> list[Item]:
    return cast("list[Item]", longest_first(cast("list[pytest.Item]", items)))


def test_every_workers_part_begins_with_the_longest_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", "3")
    items = [Item(number, {5: 300, 11: 900, 17: 600, 19: 200}.get(number, 0)) for number in range(20)]
    found = ordered(items)
    # xdist gives the first worker a third, the second half of what is left, and the third the rest.
    assert [[item.seconds for item in part[:2]] for part in (found[:6], found[6:13], found[13:])] == [
        [900, 200],
        [600, 0],
        [300, 0],
    ]
    assert sorted(item.name for item in found) == list(range(20))
    short = [item.name for item in found if not item.seconds]
    assert short == sorted(short)


def test_without_workers_everything_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER_COUNT", raising=False)
    items = [Item(0), Item(1, 600), Item(2)]
    assert ordered(items) == items
