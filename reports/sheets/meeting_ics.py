"""A hearing as a calendar file (RFC 5545) for the calendar of a phone: values in, bytes out."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from domain.time.clock import SHANGHAI

_MAKER = "-//gridbot//hearings//ZH"
_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:gridbot:hearing")
_A_DAY = timedelta(days=1)
_A_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting between two moments (aware). `key` says which one it is, whenever it takes place."""

    key: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str


def meeting_file(meeting: Meeting, now: datetime) -> bytes:
    """Return the file, with one event in the time of Shanghai; `now` is aware.

    The UID is made of the meeting's key, and SEQUENCE grows by the minute: read in again after the time has
    changed, the file replaces what was there (RFC 5545, section 3.8.7.4).
    """
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", str(uuid.uuid5(_OURS, meeting.key)))
    event.add("dtstamp", now)
    event.add("sequence", int(now.timestamp()) // _A_MINUTE_S)
    event.add("dtstart", meeting.starts_at.astimezone(SHANGHAI))
    event.add("dtend", meeting.ends_at.astimezone(SHANGHAI))
    event.add("summary", meeting.summary)
    event.add("location", meeting.place)
    calendar.add_component(event)
    day = meeting.starts_at.astimezone(SHANGHAI).date()
    calendar.add_missing_timezones(first_date=day - _A_DAY, last_date=day + _A_DAY)
    file: bytes = calendar.to_ical()
    return file
