from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tips.patience import LONGEST_WAIT_S, FloodLimit, OwnSources, Patience, Wrong

NOW = datetime(2026, 6, 28, 2, 0, tzinfo=UTC)
SOURCE = 700_000_001
OTHER = 700_000_002


def test_who_made_no_mistake_does_not_wait() -> None:
    assert Patience().wait_s(SOURCE, NOW) == 0


def test_each_wrong_code_waits_longer_up_to_42_seconds() -> None:
    patience = Patience()
    waits = []
    for _ in range(9):
        patience.wrong(SOURCE, NOW)
        waits.append(patience.wait_s(SOURCE, NOW))
    assert waits == [1, 2, 4, 8, 16, 32, 42, 42, 42]


def test_the_wait_runs_down_and_ends() -> None:
    patience = Patience()
    for _ in range(3):
        patience.wrong(SOURCE, NOW)
    waits = [
        patience.wait_s(SOURCE, NOW + timedelta(milliseconds=ms)) for ms in (0, 500, 1000, 3999, 4000, 9000)
    ]
    assert waits == [4, 4, 3, 1, 0, 0]


def test_a_wait_that_is_over_still_counts_toward_the_next() -> None:
    patience = Patience()
    patience.wrong(SOURCE, NOW)
    later = NOW + timedelta(hours=3)
    patience.wrong(SOURCE, later)
    assert patience.wait_s(SOURCE, later) == 2


def test_a_right_code_ends_the_waiting() -> None:
    patience = Patience()
    patience.wrong(SOURCE, NOW)
    patience.right(SOURCE)
    patience.right(SOURCE)
    assert patience.wait_s(SOURCE, NOW) == 0


def test_one_source_does_not_make_another_wait() -> None:
    patience = Patience()
    patience.wrong(SOURCE, NOW)
    assert patience.wait_s(OTHER, NOW) == 0


def test_everybody_is_forgotten_after_a_day() -> None:
    patience = Patience()
    for _ in range(8):
        patience.wrong(SOURCE, NOW)
    patience.wrong(SOURCE, NOW + timedelta(hours=23, minutes=59, seconds=59))
    assert patience.wait_s(SOURCE, NOW + timedelta(days=1)) == 0
    patience.wrong(SOURCE, NOW + timedelta(days=1))
    assert patience.wait_s(SOURCE, NOW + timedelta(days=1)) == 1


def test_the_key_changes_daily_and_no_id_is_kept() -> None:
    kept = OwnSources[Wrong]()
    patience = Patience(kept=kept)
    patience.wrong(SOURCE, NOW)
    first = list(kept._remembered)
    patience.wrong(SOURCE, NOW + timedelta(days=1))
    second = list(kept._remembered)
    assert len(first) == len(second) == 1
    assert first != second
    assert str(SOURCE).encode() not in first[0]


def test_the_source_unseen_for_longest_is_forgotten_first() -> None:
    patience = Patience(sources_limit=3)
    for source in (1, 2, 3):
        patience.wrong(source, NOW)
    patience.wrong(1, NOW)
    patience.wrong(4, NOW)
    assert [patience.wait_s(source, NOW) for source in (1, 2, 3, 4)] == [2, 0, 1, 1]


def test_a_clock_set_back_makes_nobody_wait_until_that_moment_comes_again() -> None:
    patience = Patience()
    patience.wrong(SOURCE, NOW)
    assert patience.wait_s(SOURCE, NOW - timedelta(seconds=1)) == 0
    assert patience.wait_s(SOURCE, NOW - timedelta(hours=5)) == 0


def test_a_clock_set_back_by_a_year_remembers_nobody_for_a_year() -> None:
    patience = Patience()
    patience.wrong(SOURCE, NOW)
    patience.wrong(SOURCE, NOW - timedelta(days=365))
    assert patience.wait_s(SOURCE, NOW - timedelta(days=365)) == 1


@given(st.lists(st.integers(min_value=0, max_value=100_000), max_size=60))
def test_no_wait_is_ever_negative_or_over_42_seconds(pauses_s: list[int]) -> None:
    patience, now = Patience(), NOW
    for pause_s in pauses_s:
        now += timedelta(seconds=pause_s)
        patience.wrong(SOURCE, now)
        assert 1 <= patience.wait_s(SOURCE, now) <= LONGEST_WAIT_S
        assert patience.wait_s(SOURCE, now + timedelta(seconds=LONGEST_WAIT_S)) == 0


def test_five_tips_an_hour_pass_and_the_sixth_waits() -> None:
    flood = FloodLimit()
    for minute in range(5):
        at = NOW + timedelta(minutes=minute)
        assert flood.wait_s(SOURCE, at) == 0
        flood.count(SOURCE, at)
    assert flood.wait_s(SOURCE, NOW + timedelta(minutes=10)) == 50 * 60
    assert flood.wait_s(OTHER, NOW + timedelta(minutes=10)) == 0
    assert flood.wait_s(SOURCE, NOW + timedelta(minutes=60)) == 0


def test_the_hour_slides_with_each_tip() -> None:
    flood = FloodLimit()
    for minute in (0, 10, 20, 30, 40, 61):
        flood.count(SOURCE, NOW + timedelta(minutes=minute))
    assert flood.wait_s(SOURCE, NOW + timedelta(minutes=62)) == 8 * 60


def test_a_clock_set_back_keeps_nobody_from_the_tip_line_for_over_an_hour() -> None:
    flood = FloodLimit(limit=1)
    flood.count(SOURCE, NOW)
    assert flood.wait_s(SOURCE, NOW - timedelta(minutes=20)) == 60 * 60
    assert flood.wait_s(SOURCE, NOW - timedelta(hours=5)) == 0


@pytest.mark.parametrize("limit", [1, 3])
def test_a_limit_and_a_span_can_be_chosen(limit: int) -> None:
    flood = FloodLimit(limit=limit, span=timedelta(minutes=1))
    for _ in range(limit):
        assert flood.wait_s(SOURCE, NOW) == 0
        flood.count(SOURCE, NOW)
    assert flood.wait_s(SOURCE, NOW) == 60
