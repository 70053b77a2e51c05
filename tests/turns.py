"""In what order tests are run: whoever asks for more time than the others begins first, each in a worker of its own.

Begun last, a test of a minute would keep one processor busy while the others have nothing left to do.
"""

import os
from collections.abc import Sequence

import pytest

__all__ = ["longest_first"]


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Return `items` so that every worker, to whom an even part is given in this order, begins with the longest.

    The longest are those that name a limit of their own (`timeout`); all others stay in their order, and without
    workers everything does.
    """
    longest = sorted((item for item in items if _asked(item)), key=_asked, reverse=True)
    others = [item for item in items if not _asked(item)]
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0"))
    ordered: list[pytest.Item] = []
    for number in range(workers):
        part = (len(items) - len(ordered)) // (workers - number)
        first = longest[number::workers]
        ordered += first + others[: part - len(first)]
        del others[: part - len(first)]
    return ordered or list(items)


def _asked(item: pytest.Item) -> float:
    """Return the seconds that a test asks for by a limit of its own, 0 for none."""
    limit = item.get_closest_marker("timeout")
    return float(limit.args[0]) if limit is not None else 0
