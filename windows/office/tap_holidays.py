"""A month of a year whose holidays are tapped: every day a button, what differs from an ordinary week is marked."""

from calendar import Calendar
from datetime import date
from typing import Final

from domain.time.calendar_page import Month, month_of, write_month
from domain.time.holidays import days_of_notice
from domain.time.tapped_holidays import TappedYear, read_tapped
from locales import Speech
from locales.dates import day_name
from windows.entries import HOLIDAYS
from windows.windows import Button, Rows, Window

TAP: Final = f"{HOLIDAYS}-tap"
DAY: Final = f"{HOLIDAYS}-day"
DONE: Final = f"{HOLIDAYS}-tapped"
CLOSED = "·"
"""What stands where there is no day, or no further month: Telegram takes no empty button."""
STRAYS_SHOWN = 5


def month_window(tapped: TappedYear, month: Month, speech: Speech, *, asked: bool = False) -> Window:
    """Return the month, with what is still missing of the year; `asked`: the whole was asked for, and can't be yet."""
    read = read_tapped(tapped)
    name = speech.label(
        "form-calendar-month", year=str(month.year), month=speech.name("period-month", number=month.number)
    )
    lines = [speech.text("holidays-tap-not-yet")] if asked else []
    lines.append(speech.text("holidays-tap-head", year=str(tapped.year), month=name))
    lines.append(speech.text("holidays-tap-how"))
    lines.append(speech.text("holidays-tap-count", off=len(tapped.off), work=len(tapped.work)))
    comma = speech.label("calendar-and")
    if read.missing:
        names = comma.join(speech.label(f"calendar-off-{festival}") for festival in read.missing)
        lines.append(speech.text("holidays-missing", festivals=names))
    if read.strays:
        days = comma.join(day_name(speech, day) for day in read.strays[:STRAYS_SHOWN])
        lines.append(speech.text("holidays-tap-strays", days=days, count=len(read.strays)))
    return Window("\n".join(lines), [*_weeks(tapped, month, speech), _arrows(tapped, month, speech)])


def _weeks(tapped: TappedYear, month: Month, speech: Speech) -> Rows:
    known, stay = set(days_of_notice(tapped.year)), Button(CLOSED, _to(tapped, month))
    weeks = Calendar().monthdatescalendar(month.year, month.number)
    return [
        [
            Button(_label(tapped, day, speech), f"{DAY}:{day:%Y%m%d}")
            if day in known and month_of(day) == month
            else stay
            for day in week
        ]
        for week in weeks
    ]


def _label(tapped: TappedYear, day: date, speech: Speech) -> str:
    if day in tapped.off:
        return speech.label("holidays-tap-off", day=day.day)
    return speech.label("holidays-tap-work", day=day.day) if day in tapped.work else str(day.day)


def _arrows(tapped: TappedYear, month: Month, speech: Speech) -> list[Button]:
    months = {month_of(day) for day in days_of_notice(tapped.year)}
    before, following = month.plus(-1), month.plus(1)
    return [
        Button("‹" if before in months else CLOSED, _to(tapped, before if before in months else month)),
        Button(
            "›" if following in months else CLOSED, _to(tapped, following if following in months else month)
        ),
        Button(speech.label("holidays-tap-done"), f"{DONE}:{tapped.year}:{write_month(month)}"),
        Button(speech.label("report-back"), HOLIDAYS),
    ]


def _to(tapped: TappedYear, month: Month) -> str:
    return f"{TAP}:{tapped.year}:{write_month(month)}"
