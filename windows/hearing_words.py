"""A hearing in words, the same in windows and letters: its title, its time, its calendar file."""

from collections.abc import Mapping
from datetime import datetime

from domain.duties.duties import Duty
from domain.duties.hearings import Slot
from domain.people.people import Role
from domain.time.clock import SHANGHAI
from forms.fields import Form
from locales import Speech
from locales.dates import day_name, duty_title, weekday_name
from reports.sheets.meeting_ics import Meeting, meeting_file
from storage.duty_items import DutyItem
from windows.windows import Attachment

_INSPECTORS = frozenset({Role.INSPECTOR})


def hearing_title(speech: Speech, forms: Mapping[str, Form], duty: Duty, period_id: str) -> str:
    """Return e.g. 二季度当面报告, 上半年当面报告（向医院党委) where it isn't inspectors who report."""
    title = duty_title(speech, forms[duty.form_id].title, period_id)
    if duty.roles == _INSPECTORS:
        return title
    roles = speech.label("list-comma").join(sorted(duty.roles))
    key = "hearing-title-to" if duty.is_heard_by_roles else "hearing-title-with"
    return speech.label(key, title=title, roles=roles)


def moment_name(speech: Speech, moment: datetime) -> str:
    """Return e.g. 6月5日 周五 10:00; `moment` is aware."""
    there = moment.astimezone(SHANGHAI)
    day = there.date()
    return f"{day_name(speech, day)} {weekday_name(speech, day)} {there:%H:%M}"


def slot_name(speech: Speech, slot: Slot) -> str:
    """Return e.g. 6月5日 周五 10:00–10:20."""
    return f"{moment_name(speech, slot.starts_at)}–{clock_name(slot.ends_at)}"


def clock_name(moment: datetime) -> str:
    """Return e.g. 10:20, in Shanghai; `moment` is aware."""
    return f"{moment.astimezone(SHANGHAI):%H:%M}"


def hearing_file(speech: Speech, title: str, item: DutyItem, slot: Slot, now: datetime) -> Attachment:
    """Return the slot chosen for `item` as a file for the calendar of a phone; the item is the same event for ever."""
    meeting = Meeting(
        key=f"{slot.unit_code}\n{item.duty_id}\n{item.period_id}\n{item.grid_code}",
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        summary=f"{title} · {item.grid_name}",
        place=slot.place,
    )
    return Attachment(f"{speech.label('hearing-file-name')}.ics", meeting_file(meeting, now))
