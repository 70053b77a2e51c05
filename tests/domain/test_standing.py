from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.clock import SHANGHAI, day_in_shanghai
from domain.standing import Standing, standing

DUE, CLOSES = date(2026, 6, 30), date(2026, 7, 5)
LAST_SECOND = datetime(2026, 6, 30, 23, 59, 59, tzinfo=SHANGHAI)
LONG_AFTER = datetime(2026, 9, 1, tzinfo=UTC)


def test_the_last_second_of_the_due_day_in_shanghai_is_on_time_and_the_next_is_late() -> None:
    assert standing(DUE, CLOSES, LAST_SECOND, LONG_AFTER) is Standing.ON_TIME
    assert standing(DUE, CLOSES, LAST_SECOND + timedelta(seconds=1), LONG_AFTER) is Standing.LATE


def test_what_is_not_submitted_is_open_until_it_closes_and_missing_after() -> None:
    closing = datetime(2026, 7, 5, 23, 59, 59, tzinfo=SHANGHAI)
    assert standing(DUE, CLOSES, None, LAST_SECOND) is Standing.OPEN
    assert standing(DUE, CLOSES, None, closing) is Standing.OPEN
    assert standing(DUE, CLOSES, None, closing + timedelta(seconds=1)) is Standing.MISSING


def test_an_exemption_outweighs_whatever_happened() -> None:
    for submitted_at in (None, LAST_SECOND, LONG_AFTER):
        assert standing(DUE, CLOSES, submitted_at, LONG_AFTER, exempt=True) is Standing.EXEMPT


@given(st.datetimes(datetime(2026, 6, 1), datetime(2026, 8, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_submission_stands_by_its_day_in_shanghai(submitted_at: datetime) -> None:
    on_time = standing(DUE, CLOSES, submitted_at, LONG_AFTER) is Standing.ON_TIME
    assert on_time == (day_in_shanghai(submitted_at) <= DUE)
