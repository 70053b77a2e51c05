"""Benches measure the same hospital on every day of the year."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.running_clock import RunningClock

BENCHES = sorted((Path(__file__).parents[1] / "bench").glob("*.py"))
THE_MACHINES_DAY = {"SystemClock", ".today", ".now", ".utcnow"}


@pytest.mark.parametrize("bench", BENCHES, ids=lambda bench: bench.stem)
def test_no_bench_asks_what_day_it_is(bench: Path) -> None:
    tree = list(ast.walk(ast.parse(bench.read_text(encoding="utf-8"))))
    asked = {f".{node.attr}" for node in tree if isinstance(node, ast.Attribute)}
    asked |= {node.id for node in tree if isinstance(node, ast.Name)}
    assert not asked & THE_MACHINES_DAY


def test_no_bench_starts_the_bot_by_the_machines_clock() -> None:
    """`python -m bot … run` would; tests.bench.product is told the moment."""
    assert not [bench.name for bench in BENCHES if '"-m", "bot"' in bench.read_text(encoding="utf-8")]


def test_the_clock_of_a_bench_begins_where_it_is_told() -> None:
    moment = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
    clock = RunningClock(moment)
    first = clock.now()
    assert moment <= first < moment + timedelta(minutes=1)
    assert clock.now() >= first
