"""What the office types of a document that it sent on: day and way, and what it is told where one is missing."""

from datetime import date

import pytest

from domain.errors import RefusalError
from domain.reporting.sendings import WAY_LENGTH, read_sending

TODAY = date(2027, 2, 3)


@pytest.mark.parametrize(
    ("text", "day", "way"),
    [
        ("公文交换", TODAY, "公文交换"),
        ("2月1日 当面送达 一式两份", date(2027, 2, 1), "当面送达 一式两份"),
        ("8月28日  公文交换", date(2026, 8, 28), "公文交换"),
        ("2026-12-31\n邮寄", date(2026, 12, 31), "邮寄"),
        ("2月3日 邮寄", TODAY, "邮寄"),
        ("由 2月1日 的班车带去", TODAY, "由 2月1日 的班车带去"),
    ],
)
def test_a_day_and_a_way_are_read_and_no_day_is_today(text: str, day: date, way: str) -> None:
    assert read_sending(text, TODAY) == (day, way)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "documents-up-no-way"),
        ("2月1日", "documents-up-no-way"),
        ("2027-02-04 邮寄", "documents-up-later"),
        ("2月30日 邮寄", "documents-up-later"),
        ("邮" * (WAY_LENGTH + 1), "documents-up-too-long"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, key: str) -> None:
    with pytest.raises(RefusalError) as caught:
        read_sending(text, TODAY)
    assert caught.value.key == key
