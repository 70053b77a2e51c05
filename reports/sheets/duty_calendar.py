"""The year's due days as a calendar file (RFC 5545): values in, bytes out."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from domain.duties.duties import Occurrence

_MAKER = "-//gridbot//duties//ZH"
_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:gridbot:duty")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One due day: what falls due, and in words what there is to say about it."""

    occurrence: Occurrence
    summary: str
    description: str


def calendar_file(hospital: str, name: str, entries: Iterable[CalendarEntry], now: datetime) -> bytes:
    """Return the file: an event of a whole day, which takes up no time, for each entry; `now` is aware.

    The UID of an event is made of the hospital, the duty and the period: read in again after the due day moved,
    the file replaces what was there and doubles nothing (RFC 7986, section 5.3, asks for a UUID).
    """
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(hospital, entry, now))
    file: bytes = calendar.to_ical()
    return file


def _event(hospital: str, entry: CalendarEntry, now: datetime) -> Event:
    occurrence = entry.occurrence
    event = Event()
    event.add("uid", str(uuid.uuid5(_OURS, f"{hospital}\n{occurrence.duty_id}\n{occurrence.period_id}")))
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("dtstart", occurrence.due_on)
    event.add("dtend", _day_after(occurrence.due_on))
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("transp", "TRANSPARENT")
    return event


def _day_after(day: date) -> date:
    return day + timedelta(days=1)
