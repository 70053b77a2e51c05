from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from reports.sheets.meeting_ics import Meeting, meeting_file

NOW = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
STARTS = datetime(2026, 5, 14, 2, 0, tzinfo=UTC)
MEETING = Meeting(
    "unit\nduty\n2026-Q2\n301", STARTS, STARTS + timedelta(minutes=20), "二季度当面报告", "行政楼302室"
)


def event_of(meeting: Meeting, now: datetime = NOW) -> dict[str, str]:
    (event,) = Calendar.from_ical(meeting_file(meeting, now)).walk("VEVENT")
    return {name: str(event[name]) for name in ("UID", "SEQUENCE", "SUMMARY", "LOCATION")}


def test_the_event_is_in_the_time_of_shanghai_which_the_file_explains() -> None:
    calendar = Calendar.from_ical(meeting_file(MEETING, NOW))
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("DTSTART") == STARTS
    assert event.decoded("DTEND") == STARTS + timedelta(minutes=20)
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert b"DTSTART;TZID=Asia/Shanghai:20260514T100000" in meeting_file(MEETING, NOW)
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Shanghai"
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")


def test_the_file_keeps_to_the_form_of_rfc_5545() -> None:
    file = meeting_file(replace(MEETING, place="楼" * 50), NOW)
    lines = file.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


def test_moved_to_another_time_it_is_the_same_event_and_newer() -> None:
    moved = replace(
        MEETING, starts_at=STARTS + timedelta(days=1), ends_at=STARTS + timedelta(days=1, hours=1)
    )
    first, second = event_of(MEETING), event_of(moved, NOW + timedelta(minutes=1))
    assert first["UID"] == second["UID"]
    assert int(second["SEQUENCE"]) > int(first["SEQUENCE"])
    assert event_of(replace(MEETING, key="other"))["UID"] != first["UID"]


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=50))
def test_a_place_comes_back_as_it_was_typed(place: str) -> None:
    assert event_of(replace(MEETING, place=place))["LOCATION"] == place
