"""What the organ sends to all hospitals: written, checked, sent, who has read it; and as an office has it."""

from collections.abc import Sequence
from datetime import datetime

from domain.city.aggregates import NoticeReading
from domain.city.notices import CityNotice
from domain.time.clock import day_in_shanghai
from locales import Speech
from locales.dates import day_name
from windows.city.organ import leaf, some_of
from windows.city.ways_in import CITY, CITY_TOLD, city_told_one, read_from_above
from windows.entries import back_to_menu
from windows.windows import Button, Window

TITLE = 14


def ask_window(speech: Speech, note: str = "") -> Window:
    """Ask for the text; `note` (HTML) says what was wrong with the last one."""
    lines = [speech.text("city-notice-ask"), *([note] if note else [])]
    return Window("\n".join(lines), [[Button(speech.label("report-back"), CITY)]])


def check_window(text: str, mark: int, count: int, speech: Speech) -> Window:
    """Show what would be sent, to how many hospitals."""
    rows = [
        [Button(speech.label("city-notice-send", count=count), f"city-tell-send:{mark}")],
        [Button(speech.label("city-notice-drop"), f"city-tell-drop:{mark}")],
    ]
    return Window(speech.text("city-notice-check", count=count, text=text), rows)


def sent_window(number: int, unreached: Sequence[str], count: int, speech: Speech) -> Window:
    """Say to how many it went, and which did not answer."""
    lines = [speech.text("city-notice-sent", count=count)]
    if unreached:
        lines.append(
            speech.text("city-notice-unreached", names=some_of(unreached, speech), count=len(unreached))
        )
    rows = [[Button(speech.label("city-notice-readings"), city_told_one(number))]]
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def told_window(notices: Sequence[CityNotice], speech: Speech) -> Window:
    """List what was sent."""
    rows = [[Button(_label(notice, speech), city_told_one(notice.number))] for notice in notices]
    text = speech.text("city-told-list" if notices else "city-told-none")
    return Window(text, [*rows, [Button(speech.label("report-back"), CITY)]])


def readings_window(
    notice: CityNotice, readings: Sequence[tuple[str, NoticeReading | None]], page: int, speech: Speech
) -> Window:
    """Return how many of each hospital's office have read it."""
    read = sum(reading is not None and reading.read > 0 for _name, reading in readings)
    title = speech.text("city-readings", title=_label(notice, speech), read=read, count=len(readings))
    lines = [
        speech.text("city-reading-none", name=name)
        if reading is None
        else speech.text("city-reading", name=name, read=reading.read, readers=reading.readers)
        for name, reading in readings
    ]
    text, turn = leaf(title, lines, page, lambda to: f"{city_told_one(notice.number)}:{to}", speech)
    return Window(text, [*turn, [Button(speech.label("report-back"), CITY_TOLD)]])


def from_above_window(notice: CityNotice, read_at: datetime | None, speech: Speech) -> Window:
    """Return it as a hospital's office has it, with 已阅 until they have read it."""
    lines = [
        speech.text(
            "city-from-above", day=day_name(speech, day_in_shanghai(notice.sent_at)), text=notice.text
        )
    ]
    rows = []
    if read_at is None:
        rows.append([Button(speech.label("city-from-above-read"), read_from_above(notice.number))])
    else:
        lines.append(speech.text("city-from-above-was-read", day=day_name(speech, day_in_shanghai(read_at))))
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def _label(notice: CityNotice, speech: Speech) -> str:
    first = notice.text.partition("\n")[0]
    title = first if len(first) <= TITLE else f"{first[:TITLE]}…"
    return speech.label("city-told-one", day=day_name(speech, day_in_shanghai(notice.sent_at)), title=title)
