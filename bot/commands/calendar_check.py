"""What doctor sees of the calendar: how far it reaches, which years were entered, where the program says otherwise."""

from collections.abc import Iterator

from bot.commands.findings import Finding, good, note
from bot.commands.given import Given
from bot.config import Config
from domain.time.clock import day_in_shanghai
from domain.time.working_days import WorkingDays, differing_days, last_official_year
from locales.dates import dated_day_name, day_name
from storage.database import Database
from storage.duties.entered_holidays import EnteredYear
from storage.schema import is_usable
from storage.statements.engines import find_trouble

HOLIDAYS_ANNOUNCED_IN = 11
"""The month in which the State Council announces the holidays of the year after."""
NAMED = 5
"""How many of many days are named."""


def check_calendar(config: Config, given: Given) -> Iterator[Finding]:
    """The calendar reaches this year and, once it has been announced, the next; what was entered is named."""
    entries = _entries(config)
    calendar = config.working_days().with_entered(tuple(entry.holidays for entry in entries))
    year = given.today.year
    years = [year, year + 1] if given.today.month >= HOLIDAYS_ANNOUNCED_IN else [year]
    unknown = [year for year in years if not calendar.knows(year)]
    for missing in unknown:
        yield note("command-doctor-calendar-ends", year=str(missing))
    if not unknown:
        yield good("command-doctor-calendar", year=str(years[-1]))
    for entry in entries:
        day = dated_day_name(given.speech, day_in_shanghai(entry.entered_at))
        yield good("command-doctor-calendar-entered", year=str(entry.year), name=entry.name, day=day)
        if entry.year <= last_official_year():
            yield from _compared(entry, given)


def _compared(entry: EnteredYear, given: Given) -> Iterator[Finding]:
    """Say on which days what was entered, and counts, differs from what the program knows by now."""
    days = differing_days(entry.year, WorkingDays(), WorkingDays(entered=[entry.holidays]))
    if days:
        named = given.speech.label("calendar-and").join(day_name(given.speech, day) for day in days[:NAMED])
        yield note("command-doctor-calendar-differs", year=str(entry.year), count=len(days), days=named)


def _entries(config: Config) -> list[EnteredYear]:
    """Return what was entered; nothing where the database can't be read, which is said by check_database."""
    if config.database_file is not None and not config.database_file.exists():
        return []
    try:
        database = Database(config.database_url)
        try:
            if not is_usable(database):
                return []
            return database.write(lambda uow: uow.entered_holidays.in_force())
        finally:
            database.close()
    except Exception as error:
        if find_trouble(error) is None:
            raise
        return []
