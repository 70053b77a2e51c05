from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from domain.duties.duties import Occurrence
from reports.sheets.columns import in_columns
from reports.sheets.duty_calendar import CalendarEntry, calendar_file

NOW = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
JUNE = Occurrence(
    "monthly_report",
    "2026-06",
    date(2026, 6, 1),
    date(2026, 6, 30),
    date(2026, 7, 5),
    named_on=date(2026, 6, 30),
)
ENTRY = CalendarEntry(
    JUNE, "6月网格廉情月报截止", "2026-06-01起填报；逾期,可补报至 2026-07-05。\n请按时填报。"
)


def written(*entries: CalendarEntry, hospital: str = "本院", now: datetime = NOW) -> bytes:
    return calendar_file(hospital, "日历", entries, now)


def uids(file: bytes) -> list[str]:
    return [str(event["UID"]) for event in Calendar.from_ical(file).walk("VEVENT")]


def test_a_due_day_is_an_event_of_a_whole_day_that_ends_on_the_day_after() -> None:
    calendar = Calendar.from_ical(written(ENTRY))
    (event,) = calendar.walk("VEVENT")
    assert (calendar["VERSION"], bool(calendar["PRODID"])) == ("2.0", True)
    assert event.decoded("DTSTART") == date(2026, 6, 30)
    assert event.decoded("DTEND") == date(2026, 7, 1)
    assert event.decoded("DTSTAMP") == NOW
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (ENTRY.summary, ENTRY.description)
    assert event["TRANSP"] == "TRANSPARENT"


def test_the_file_keeps_to_the_form_of_rfc_5545() -> None:
    file = written(ENTRY)
    lines = file.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert r"填报；逾期\,可补报至".encode() in file.replace(b"\r\n ", b"")


def test_read_in_again_an_event_replaces_the_one_of_its_period_wherever_the_day_has_moved() -> None:
    moved = replace(ENTRY, occurrence=replace(JUNE, due_on=date(2026, 6, 29)), summary="提前")
    assert uids(written(ENTRY)) == uids(written(moved, now=datetime(2026, 6, 1, tzinfo=UTC)))


def test_other_periods_duties_and_hospitals_are_other_events() -> None:
    july = replace(ENTRY, occurrence=replace(JUNE, period_id="2026-07"))
    other = replace(ENTRY, occurrence=replace(JUNE, duty_id="joint_meeting"))
    found = [*uids(written(ENTRY, july, other)), *uids(written(ENTRY, hospital="另一家"))]
    assert len(set(found)) == 4


def test_columns_stand_below_each_other_though_chinese_is_wide() -> None:
    assert in_columns([("期次", "截止"), ("一季度", "x"), ("1月",)]) == [
        "期次    截止",
        "一季度  x",
        "1月",
    ]


@given(st.lists(st.lists(st.text("期a "), min_size=1, max_size=4), min_size=1, max_size=5))
def test_columns_lose_no_letter(rows: list[list[str]]) -> None:
    lines = in_columns(rows)
    assert ["".join(line.split()) for line in lines] == ["".join("".join(row).split()) for row in rows]
