"""What all tests share: a plugin that tests/conftest.py loads."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.harness import Hospital, open_hospital
from tests.keyboards_seen import WALKS, labels_twice
from tests.quick_boot import set_apart, share_what_never_differs
from tests.turns import longest_first

share_what_never_differs()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest at the beginning of what each worker is given."""
    items[:] = longest_first(items)


def pytest_collection_finish() -> None:
    """Have the collector leave alone what reading all test files made."""
    set_apart()


@pytest.fixture
async def hospital(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Hospital]:
    """The sample hospital on 12 May 2026, 10:00 in Shanghai; nobody is bound yet.

    No window of a walk (tests/keyboards_seen.py) may have shown two buttons of one name.
    """
    async with open_hospital(tmp_path) as opened:
        yield opened
        if request.module.__name__.rpartition(".")[2] in WALKS:
            assert labels_twice(opened.simulator.world) == []
