from datetime import date

import pytest

from domain.time.periods import Period, period_of
from locales import Speech, Words
from locales.dates import listed_title, period_name, weekday_name

WORDS = Words()
ZH, EN = Speech(WORDS, "zh"), Speech(WORDS, "en")


def test_a_list_that_reaches_over_years_names_the_year_of_another_than_this() -> None:
    form, today = {"zh": "月报", "en": "report"}, date(2027, 1, 9)
    for period_id, zh, en in (
        ("2027-01", "1月月报", "January report"),
        ("2026-12", "2026年12月月报", "December report 2026"),
        ("2026", "2026年度月报", "2026 report"),
    ):
        assert listed_title(ZH, form, period_id, today) == zh
        assert listed_title(EN, form, period_id, today) == en


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        (Period.DAY, "12月30日", "30 Dec"),
        (Period.WEEK, "第53周", "Week 53"),
        (Period.TWO_WEEKS, "第53、1周", "Weeks 53 and 1"),
        (Period.HALF_MONTH, "12月下半月", "Second half of December"),
        (Period.MONTH, "12月", "December"),
        (Period.QUARTER, "四季度", "Q4"),
        (Period.HALF, "下半年", "Second half:"),
        (Period.YEAR, "2026年度", "2026"),
    ],
)
def test_every_kind_of_period_has_a_name(kind: Period, zh: str, en: str) -> None:
    period_id = period_of(date(2026, 12, 30), kind)
    assert (period_name(ZH, period_id), period_name(EN, period_id)) == (zh, en)


def test_the_first_half_of_a_month_is_not_the_second() -> None:
    assert period_name(ZH, "2026-02A") == "2月上半月"
    assert period_name(ZH, "2026-02B") == "2月下半月"


def test_seven_weekdays_have_seven_names() -> None:
    week = [date(2026, 6, day) for day in range(1, 8)]
    assert "".join(weekday_name(ZH, day)[1] for day in week) == "一二三四五六日"
    assert [weekday_name(EN, day) for day in week] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
