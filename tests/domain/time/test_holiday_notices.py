from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time.holiday_notices import named_year, read_notice
from domain.time.holidays import (
    Festival,
    YearHolidays,
    contradictions,
    days_of_notice,
    missing_festivals,
    put_together,
)
from domain.time.working_days import WorkingDays, differing_days
from tests.holiday_notices import HEADING_2026, MADE_UP_2027, NOTICES


def faults(text: str, year: int = 2027) -> list[tuple[str, dict[str, str | int]]]:
    """Return what is wrong, without what every fault of a paragraph names."""
    found = read_notice(text, year).faults
    return [
        (fault.key.removeprefix("holidays-fault-"), {k: v for k, v in fault.details.items() if k != "what"})
        for fault in found
    ]


@pytest.mark.parametrize("year", NOTICES)
def test_a_published_notice_says_day_by_day_what_chinesecalendar_has(year: int) -> None:
    notice = read_notice(NOTICES[year], year)
    assert notice.faults == ()
    assert missing_festivals(notice.parts) == contradictions(notice.parts) == []
    assert differing_days(year, WorkingDays(), WorkingDays(entered=[YearHolidays(year, notice.parts)])) == []
    off = {day: part.festivals for part in notice.parts for day in part.off}
    work = {day for part in notice.parts for day in part.work}
    named = {day for day in chinese_calendar.constants.workdays if day in days_of_notice(year)}
    assert work == named
    for day in days_of_notice(year):
        free, name = chinese_calendar.get_holiday_detail(day)
        if free and name is not None:
            # 「与周末连休」 gives no days: the calendar calls the weekend beside a festival by its name.
            assert day in off or day.isoweekday() > 5, day
        if chinese_calendar.is_in_lieu(day):
            assert day in off, day


def test_the_heading_names_the_year_across_lines_and_signs() -> None:
    assert named_year(HEADING_2026) == 2026
    assert named_year("国务院办公厅关于２０２７年部分节假日安排的通知") == 2027
    assert named_year("元旦 1月1日至3日") is None


@pytest.mark.parametrize(
    "text",
    [
        "春节 2月5日至11日，1月30日、2月20日上班",
        "春节2月5日至2月11日，1月30日，2月20日上班。",
        "二、春节：２月５日（星期五）～１１日（星期四）放假调休，共七天。\n1月30日（周六）、\n2月20日（周六）上班",
        "春节放假：2027年2月5日-2月11日\n1月30号、2月20号补班",
        "(二) 春节假期 2 月 5 日 — 11 日 休息，1月30日上班，2月20日上班；鼓励在2月4日休息",
        "春节（2月5日至11日）放假7天，1月30日周六、2月20日周六工作",
    ],
)
def test_ways_to_write_the_same_are_read_alike(text: str) -> None:
    notice = read_notice(text, 2027)
    assert [(fault.key, fault.details) for fault in notice.faults] == []
    (part,) = notice.parts
    assert part.festivals == (Festival.SPRING,)
    assert part.off == tuple(date(2027, 2, 5) + timedelta(days=number) for number in range(7))
    assert part.work == (date(2027, 1, 30), date(2027, 2, 20))


def test_ranges_go_across_months_and_across_the_year() -> None:
    national, new_year = read_notice(
        "国庆节：9月30日至10月7日放假\n元旦：12月31日至1月2日放假，共3天", 2027
    ).parts
    assert (national.off[0], national.off[-1]) == (date(2027, 9, 30), date(2027, 10, 7))
    assert new_year.off == (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2))
    leap = read_notice("元旦 2027年12月30日至31日、2028年1月1日放假；2月29日上班", 2028)
    assert [fault.key for fault in leap.faults] == ["holidays-fault-weekday-work"]
    assert [fault.key for fault in read_notice("元旦 1月1日放假；2月29日上班", 2027).faults] == [
        "holidays-fault-no-such-day"
    ]


@pytest.mark.parametrize(
    ("text", "fault", "details"),
    [
        ("好的", "nothing", {}),
        ("2月20日（周六）上班。", "nameless", {"text": "2月20日周六上班"}),
        ("春节：2月5日（周四）至11日放假", "weekday", {"month": 2, "day": 5, "number": 5, "written": "周四"}),
        (
            "春节：2月5日至11日（星期三）放假",
            "weekday",
            {"month": 2, "day": 11, "number": 4, "written": "周三"},
        ),
        ("春节：2月5日至11日放假，共8天", "count", {"counted": 8, "found": 7}),
        ("端午节：6月9日放假二天", "count", {"counted": 2, "found": 1}),
        ("清明节：4月5日至31日放假", "no-such-day", {"text": "4月5日至31日"}),
        ("劳动节：13月1日放假", "no-such-day", {"text": "13月1日"}),
        ("春节：2月11日至5日放假", "span", {"text": "2月11日至5日"}),
        ("春节：2月5日至3月11日放假", "span", {"text": "2月5日至3月11日"}),
        ("春节：2月5日至11日放假，2月23日上班", "weekday-work", {"month": 2, "day": 23, "number": 2}),
        ("春节：2月5日至11日放假，2月7日上班", "both", {"month": 2, "day": 7}),
        ("春节：2月5日至11日放假，2月20日", "which", {"text": "2月5日至11日放假,2月20日"}),
        ("春节：二月五日至十一日放假", "unread", {"text": "二月五日至十一日放假"}),
        ("春节：2月5日至11日放假。2.20上班", "unread", {"text": "2.20上班"}),
        ("春节：放假", "no-days", {}),
        ("春节：1月5日至11日放假", "far", {"festival": "春节"}),
        ("国庆节：10月2日至7日放假", "far", {"festival": "国庆节"}),
        ("元旦：2026年1月1日放假", "other-year", {"text": "2026年1月1日", "year": "2027"}),
        (
            "元旦：2027年12月31日至2028年1月2日放假",
            "other-year",
            {"text": "2027年12月31日至2028年1月2日", "year": "2027"},
        ),
    ],
)
def test_what_contradicts_the_calendar_or_itself_is_named(
    text: str, fault: str, details: dict[str, str | int]
) -> None:
    assert (fault, details) in faults(text)
    assert read_notice(text, 2027).parts == ()


def test_one_paragraph_at_fault_does_not_cost_the_others_and_is_replaced_alone() -> None:
    notice = read_notice(MADE_UP_2027.replace("共7天。1月30日", "共6天。1月30日"), 2027)
    assert missing_festivals(notice.parts) == [Festival.SPRING]
    assert [fault.details["what"] for fault in notice.faults] == ["春节"]
    parts = put_together(notice.parts, read_notice("春节 2月5日至11日，1月30日、2月20日上班", 2027).parts)
    assert parts == read_notice(MADE_UP_2027, 2027).parts
    both = put_together(parts, read_notice("国庆节、中秋节：9月15日、10月1日至7日放假", 2027).parts)
    assert missing_festivals(both) == []
    assert len(both) == 6
    assert missing_festivals(put_together(both, read_notice("中秋 9月15日", 2027).parts)) == [
        Festival.NATIONAL
    ]


def test_days_off_in_one_paragraph_and_worked_on_in_another_are_found() -> None:
    parts = read_notice("清明节 4月3日至5日\n劳动节 5月1日至5日，4月3日上班", 2027).parts
    assert contradictions(parts) == [date(2027, 4, 3)]


@given(st.text(alphabet="春节元旦国庆、，。：至日月年周一六放假上班共天（）0123456789\n ", max_size=60))
def test_no_text_is_too_odd_to_be_answered(text: str) -> None:
    notice = read_notice(text, 2027)
    assert notice.parts or notice.faults
    assert all(part.off and part.festivals for part in notice.parts)
