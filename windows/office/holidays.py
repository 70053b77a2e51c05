"""The windows in which level 1 enters a year's holidays. Values in, windows out; what is sent in is shown by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import RefusalError
from domain.time.clock import day_in_shanghai
from domain.time.holidays import FestivalDays, HolidayDraft, missing_festivals
from locales import Speech
from locales.dates import dated_day_name, day_name, weekday_name
from storage.duties.entered_holidays import EnteredYear
from windows.entries import HOLIDAYS, back_to_menu, enter_holidays
from windows.windows import Button, Window

CHECK, AGAIN, DROP = f"{HOLIDAYS}-check", f"{HOLIDAYS}-again", f"{HOLIDAYS}-drop"
YES, YEAR = f"{HOLIDAYS}-yes", f"{HOLIDAYS}-year"
FAULTS_SHOWN = 5
SPANS_SHOWN = 4
ENTRIES_SHOWN = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a draft changes of what is known: days that become days off, and those that become working days."""

    off: Sequence[date]
    work: Sequence[date]
    entered: bool
    """Whether what is known was entered; else it came with the program."""


@dataclass(frozen=True, slots=True)
class KnownYears:
    """The last year that the program knows, what was entered, which years may be entered, which are missed."""

    last_official: int
    entries: Sequence[EnteredYear]
    enterable: Sequence[int]
    unknown: Sequence[int]


def years_window(known: KnownYears, speech: Speech, note: str = "") -> Window:
    """Return what years are known and how, with the ways to enter and to look at one; `note` (HTML) goes on top."""
    lines = [*([note] if note else []), speech.text("holidays-head")]
    lines.append(speech.text("holidays-official", year=str(known.last_official)))
    shown = known.entries[-ENTRIES_SHOWN:]
    lines += [_entered_line(entry, speech) for entry in shown]
    lines += [speech.text("holidays-unknown", year=str(year)) for year in known.unknown]
    entered = {entry.year for entry in known.entries}
    rows = []
    for year in sorted(set(known.enterable) - entered, key=lambda year: year <= known.last_official):
        key = "holidays-enter" if year > known.last_official else "holidays-enter-over"
        rows.append([Button(speech.label(key, year=str(year)), enter_holidays(year))])
    rows += [
        [Button(speech.label("holidays-look", year=str(entry.year)), f"{YEAR}:{entry.year}")]
        for entry in reversed(shown)
    ]
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def year_window(entry: EnteredYear, speech: Speech, *, changeable: bool, note: str = "") -> Window:
    """Return what was entered for a year, with the way to change it; `note` (HTML) goes on top."""
    lines = [
        *([note] if note else []),
        _entered_line(entry, speech),
        *_part_lines(entry.holidays.parts, speech),
    ]
    change = Button(speech.label("holidays-change"), enter_holidays(entry.year))
    rows = [[change]] if changeable else []
    return Window("\n".join(lines), [*rows, [Button(speech.label("report-back"), HOLIDAYS)]])


def ask_window(
    draft: HolidayDraft, entry: EnteredYear | None, faults: Sequence[RefusalError], speech: Speech
) -> Window:
    """Return what asks for the notice: what was wrong with what was sent, what is there, what is missing."""
    lines = [speech.text(fault.key, **fault.details) for fault in faults[:FAULTS_SHOWN]]
    if len(faults) > FAULTS_SHOWN:
        lines.append(speech.text("holidays-more-faults", count=len(faults) - FAULTS_SHOWN))
    lines.append(speech.text("holidays-ask-head", year=str(draft.year)))
    missing = set(missing_festivals(draft.parts))
    if draft.parts and missing:
        there = [festival for part in draft.parts for festival in part.festivals]
        lines.append(speech.text("holidays-there", festivals=_festivals(there, speech)))
        left = missing_festivals(draft.parts)
        lines.append(speech.text("holidays-missing", festivals=_festivals(left, speech)))
    if not faults:
        key = "holidays-ask-change" if entry is not None and not missing else "holidays-ask"
        lines.append(speech.text(key))
    elif draft.parts:
        lines.append(speech.text("holidays-send-again"))
    rows = []
    if draft.is_whole:
        rows.append([Button(speech.label("holidays-check"), CHECK)])
    rows.append([Button(speech.label("holidays-tap"), f"{HOLIDAYS}-tap:{draft.year}")])
    if draft.parts:
        rows.append([Button(speech.label("holidays-again"), f"{AGAIN}:{draft.year}")])
    return Window("\n".join(lines), [*rows, [Button(speech.label("holidays-drop"), DROP)]])


def check_window(draft: HolidayDraft, changes: Changes | None, speech: Speech, note: str = "") -> Window:
    """Return the year as it would be entered, by festival, with what that changes; `note` (HTML) goes on top."""
    lines = [*([note] if note else []), speech.text("holidays-check-head", year=str(draft.year))]
    lines += _part_lines(draft.parts, speech)
    if changes is not None:
        lines += _change_lines(changes, speech)
    rows = [
        [Button(speech.label("holidays-yes"), f"{YES}:{draft.year}:{draft.mark}")],
        [
            Button(speech.label("holidays-again"), f"{AGAIN}:{draft.year}"),
            Button(speech.label("holidays-drop"), DROP),
        ],
    ]
    return Window("\n".join(lines), rows)


def entered_meanwhile(entry: EnteredYear, speech: Speech) -> str:
    """Return the line that says that somebody has entered the year in the meantime (HTML)."""
    return speech.text("holidays-meanwhile", year=str(entry.year), name=entry.name)


def _entered_line(entry: EnteredYear, speech: Speech) -> str:
    day = dated_day_name(speech, day_in_shanghai(entry.entered_at))
    return speech.text("holidays-entered-by", year=str(entry.year), name=entry.name, day=day)


def _part_lines(parts: Sequence[FestivalDays], speech: Speech) -> list[str]:
    lines = []
    for part in parts:
        days = _spans(part.off, speech)
        what = _festivals(part.festivals, speech)
        lines.append(speech.text("holidays-part", what=what, days=days, count=len(part.off)))
        if part.work:
            work = speech.label("calendar-and").join(_long_day(speech, day) for day in part.work)
            lines.append(speech.text("holidays-part-work", days=work))
    return lines


def _change_lines(changes: Changes, speech: Speech) -> list[str]:
    known = "entered" if changes.entered else "official"
    if not changes.off and not changes.work:
        return [speech.text(f"holidays-same-{known}")]
    lines = [speech.text(f"holidays-differs-{known}")]
    for key, days in (("holidays-becomes-off", changes.off), ("holidays-becomes-work", changes.work)):
        if days:
            lines.append(speech.text(key, days=_spans(days, speech), count=len(days)))
    return lines


def _festivals(festivals: Sequence[str], speech: Speech) -> str:
    return speech.label("calendar-and").join(speech.label(f"calendar-off-{name}") for name in festivals)


def _spans(days: Sequence[date], speech: Speech) -> str:
    """Return days that follow each other as from–to, at most SPANS_SHOWN of such."""
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and day - spans[-1][1] == _DAY:
            spans[-1] = spans[-1][0], day
        else:
            spans.append((day, day))
    named = [
        _long_day(speech, first)
        if first == last
        else speech.label("holidays-span", first=_long_day(speech, first), last=_long_day(speech, last))
        for first, last in spans[:SPANS_SHOWN]
    ]
    text = speech.label("calendar-and").join(named)
    return text if len(spans) <= SPANS_SHOWN else speech.label("holidays-and-more", days=text)


def _long_day(speech: Speech, day: date) -> str:
    return speech.label("holidays-day", day=day_name(speech, day), weekday=weekday_name(speech, day))
