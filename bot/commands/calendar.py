"""calendar: when every duty falls due in a year, as a table or as a calendar file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import write_private
from bot.commands.start import check_duty_forms, check_forms
from bot.config import Config
from bot.folders.duty_blocks import first_installed, installed_duties
from bot.hospital_facts import facts_if_any
from domain.duties.duties import Duty, Occurrence, occurrences
from domain.errors import RefusalError
from domain.people.grids import GridTree
from domain.reporting.received import grids_named
from domain.time.working_days import WorkingDays
from forms.library import FormLibrary
from locales import Speech
from locales.dates import duty_title, period_name, weekday_name
from reminders.duties.open_periods import grids_concerned
from reports.sheets.columns import in_columns
from reports.sheets.duty_calendar import CalendarEntry, calendar_file
from usecases.live_facts import Fact


@dataclass(frozen=True, slots=True)
class WantedCalendar:
    """What is asked for: a year (None: this one), duties by id (none: all), what one grid owes (None: all)."""

    year: int | None = None
    duty_ids: Sequence[str] = ()
    grid_code: str | None = None


def show_calendar(given: Given, wanted: WantedCalendar, ics: Path | None) -> None:
    """Print the due days of the year, or write them to the new file `ics`.

    Raises ConfigError, and RefusalError for a duty or grid that there is not, or where `ics` exists.
    """
    config = given.config()
    forms = check_forms(config)
    tree, working_days, running = _stored(config)
    check_duty_forms(running, forms)
    duties = _wanted_duties(running, wanted, tree)
    year = wanted.year or given.today.year
    if not working_days.knows(year):
        given.say_aside("calendar-year-unknown", year=str(year))
    for duty_id, code in unknown_grids(duties, tree):
        given.say_aside("calendar-grid-unknown", duty=duty_id, code=code)
    due = {duty.id: due_in(duty, year, working_days) for duty in duties}
    if ics is not None:
        entries = [
            _entry(given.speech, forms, duty, occurrence) for duty in duties for occurrence in due[duty.id]
        ]
        hospital = facts_if_any(config)[Fact.NAME]
        name = given.speech.label("calendar-name", hospital=hospital)
        write_private(ics, calendar_file(hospital, name, entries, given.clock.now()))
        given.say("command-file-written", path=str(ics))
        return
    if not duties:
        given.say("calendar-no-duties")
    for duty in duties:
        typer.echo(_head(given.speech, forms, duty, tree))
        rows = [_row(given.speech, occurrence, working_days) for occurrence in due[duty.id]]
        for line in in_columns([_columns(given.speech), *rows] if rows else [(_none(given.speech, year),)]):
            typer.echo(f"  {line}")


def due_in(duty: Duty, year: int, working_days: WorkingDays) -> list[Occurrence]:
    """Return what falls due in `year`, by due day, however early it opens or late it closes."""
    found = occurrences(duty, date(year, 1, 1), date(year, 12, 31), working_days)
    return [occurrence for occurrence in found if occurrence.due_on.year == year]


def _stored(config: Config) -> tuple[GridTree | None, WorkingDays, Mapping[str, Duty]]:
    """Return today's grids, None before there is a roster, the working days with the years entered, the duties."""
    if config.database_file is not None and not config.database_file.exists():
        return None, config.working_days(), config.duties() or first_installed()
    with open_database(config) as database:
        tree, working_days, known = database.look(
            lambda uow: (
                uow.rosters.tree(),
                uow.entered_holidays.over(config.working_days()),
                installed_duties(uow, config),
            )
        )
    running = {duty.id: duty for duty in known.values() if not duty.is_ended}
    return (tree if any(True for _grid in tree) else None), working_days, running


def _wanted_duties(duties: Mapping[str, Duty], wanted: WantedCalendar, tree: GridTree | None) -> list[Duty]:
    for duty_id in wanted.duty_ids:
        if duty_id not in duties:
            raise RefusalError("calendar-no-such-duty", duty=duty_id, known=", ".join(duties))
    found = [duty for duty in duties.values() if not wanted.duty_ids or duty.id in wanted.duty_ids]
    code = wanted.grid_code
    if code is None:
        return found
    if tree is None or code not in tree:
        raise RefusalError("calendar-no-such-grid", code=code)
    return [duty for duty in found if duty.concerns(tree.get(code), tree.path_up(code))]


def unknown_grids(duties: Sequence[Duty], tree: GridTree | None) -> Iterator[tuple[str, str]]:
    """Yield (duty id, code or tag) for what a duty names and the roster does not have: most likely mistyped."""
    tags = frozenset() if tree is None else tree.tags()
    for duty in duties if tree is not None else ():
        named = (duty.grids or frozenset()) | duty.except_grids | grids_named(duty.received_by)
        for code in sorted(named):
            if tree is not None and code not in tree and code not in tags:
                yield duty.id, code


def _head(speech: Speech, forms: FormLibrary, duty: Duty, tree: GridTree | None) -> str:
    title = forms[duty.form_id].called(duty.title).title[speech.language]
    roles = speech.label("calendar-and").join(sorted(duty.roles))
    if tree is None:
        return speech.label("calendar-head", title=title, duty=duty.id, roles=roles)
    count = len(grids_concerned(duty, tree))
    return speech.label("calendar-head-grids", title=title, duty=duty.id, roles=roles, count=count)


def _columns(speech: Speech) -> tuple[str, ...]:
    return (
        speech.label("calendar-period"),
        speech.label("calendar-opens"),
        speech.label("calendar-due"),
        speech.label("calendar-closes"),
        speech.label("calendar-note"),
    )


def _row(speech: Speech, occurrence: Occurrence, working_days: WorkingDays) -> tuple[str, ...]:
    opens, due, closes = (
        _day(speech, day) for day in (occurrence.opens_on, occurrence.due_on, occurrence.closes_on)
    )
    return (
        period_name(speech, occurrence.period_id),
        opens,
        due,
        closes,
        _note(speech, occurrence, working_days),
    )


def _day(speech: Speech, day: date) -> str:
    return f"{day.isoformat()} {weekday_name(speech, day)}"


def _note(speech: Speech, occurrence: Occurrence, working_days: WorkingDays) -> str:
    reason = working_days.day_off(occurrence.named_on)
    if reason is None:
        return ""
    why = speech.label(f"calendar-off-{reason}")
    if occurrence.due_on == occurrence.named_on:
        return speech.label("calendar-on-day-off", why=why)
    day = _day(speech, occurrence.named_on)
    if occurrence.due_on < occurrence.named_on:
        return speech.label("calendar-moved-before", day=day, why=why)
    return speech.label("calendar-moved-after", day=day, why=why)


def _none(speech: Speech, year: int) -> str:
    return speech.label("calendar-none", year=str(year))


def _entry(speech: Speech, forms: FormLibrary, duty: Duty, occurrence: Occurrence) -> CalendarEntry:
    form = forms[duty.form_id].called(duty.title)
    title = duty_title(speech, form.title, occurrence.period_id)
    days = {"opens": _day(speech, occurrence.opens_on), "closes": _day(speech, occurrence.closes_on)}
    return CalendarEntry(
        occurrence, speech.label("calendar-event", title=title), speech.label("calendar-event-days", **days)
    )
