"""Days are understood as the windows write them, with the weekday behind them or without, in either language."""

from datetime import date

import pytest

from domain.time.days import read_typed_day
from locales import Speech, Words
from locales.dates import dated_day_name, day_name, weekday_name

WORDS = Words()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("day", [date(2026, 12, 9), date(2027, 1, 31), date(2027, 5, 2)])
def test_a_day_is_understood_as_it_is_written(language: str, day: date) -> None:
    speech = Speech(WORDS, language)
    weekday = weekday_name(speech, day)
    for said in (day_name(speech, day), dated_day_name(speech, day)):
        for written in (said, f"{said} {weekday}", f"{said}（{weekday}）", day.isoformat()):
            typed = read_typed_day(written)
            assert typed is not None, written
            assert typed.in_year(day.year) == day
