from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.duties.standing import Standing, standing
from domain.time.clock import SHANGHAI, day_in_shanghai

DUE, CLOSES = date(2026, 6, 30), date(2026, 7, 5)
LAST_SECOND = datetime(2026, 6, 30, 23, 59, 59, tzinfo=SHANGHAI)
CLOSING = datetime(2026, 7, 5, 23, 59, 59, tzinfo=SHANGHAI)
LONG_AFTER = datetime(2026, 9, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    submitted_at: datetime | None
    exempt: bool = False
    returned: bool = False
    due_on: date = DUE
    closes_on: date = CLOSES


def test_the_last_second_of_the_due_day_in_shanghai_is_on_time_and_the_next_is_late() -> None:
    assert standing(Item(LAST_SECOND), LONG_AFTER) is Standing.ON_TIME
    assert standing(Item(LAST_SECOND + timedelta(seconds=1)), LONG_AFTER) is Standing.LATE


def test_what_is_not_submitted_is_open_until_it_closes_and_missing_after() -> None:
    assert standing(Item(None), LAST_SECOND) is Standing.OPEN
    assert standing(Item(None), CLOSING) is Standing.OPEN
    assert standing(Item(None), CLOSING + timedelta(seconds=1)) is Standing.MISSING


def test_an_exemption_outweighs_whatever_happened() -> None:
    for submitted_at in (None, LAST_SECOND, LONG_AFTER):
        for returned in (False, True):
            assert standing(Item(submitted_at, True, returned), LONG_AFTER) is Standing.EXEMPT


def test_what_was_returned_is_as_it_was_filed_until_it_closes_and_missing_after() -> None:
    for submitted_at, before in (
        (LAST_SECOND, Standing.ON_TIME),
        (LAST_SECOND + timedelta(days=1), Standing.LATE),
    ):
        item = Item(submitted_at, returned=True)
        assert standing(item, CLOSING) is before
        assert standing(item, CLOSING + timedelta(seconds=1)) is Standing.UNCORRECTED


@given(st.datetimes(datetime(2026, 6, 1), datetime(2026, 8, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_submission_stands_by_its_day_in_shanghai(submitted_at: datetime) -> None:
    on_time = standing(Item(submitted_at), LONG_AFTER) is Standing.ON_TIME
    assert on_time == (day_in_shanghai(submitted_at) <= DUE)
