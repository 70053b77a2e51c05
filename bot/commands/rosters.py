"""import-roster and sample-roster: the hospital's people, from Excel and to Excel."""

import hashlib
from functools import partial
from pathlib import Path

import typer

from bot.commands.bounded_files import read_bounded
from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import write_private
from bot.config import Config
from bot.folders.duty_blocks import installed_duties, take_duties_over
from domain.errors import RefusalError
from domain.people.roster import Roster, RosterFaultsError
from domain.workbook_bounds import WORKBOOK_BOUNDS
from reminders.desk import Batch
from reminders.duties.open_periods import find_periods
from reports.sheets.fault_lines import fault_line
from reports.sheets.roster_changes import change_lines
from reports.sheets.roster_sheet import read_roster, write_roster
from reports.sheets.sample_hospital import sample_roster
from storage.audit import COMMAND_LINE, AuditEntry
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from usecases.settings.roster_import import NewRoster, RosterComparison, put_in_force


def import_file(given: Given, file: Path, *, dry_run: bool, confirmed: bool) -> None:
    """Put the roster in `file` into force today and print what that changes; a dry run only prints it.

    Raises RefusalError (command-roster-faults), with every fault printed on standard error and nothing
    imported; command-roster-many-lose where more than a tenth of the bound would be bound no more, all of them named,
    unless that is `confirmed`. A running bot waits for a short switch alone.
    The audit log names what was imported by the file's hash.
    """
    given.config()
    content = read_bounded(file, WORKBOOK_BOUNDS.file_bytes)
    import_content(given, file, content, dry_run=dry_run, confirmed=confirmed)


def import_content(given: Given, file: Path, content: bytes, *, dry_run: bool, confirmed: bool) -> None:
    """Do so with the `content` of `file`, which somebody else has read."""
    config = given.config()
    subject = f"sha256:{hashlib.sha256(content).hexdigest()[:16]}"
    new = NewRoster(_read(given, content), given.today, subject)

    entry = AuditEntry(given.clock.now(), None, "roster-import", subject, actor=COMMAND_LINE)

    def is_wanted(found: RosterComparison) -> bool:
        return not dry_run and (confirmed or not found.is_a_loss_to_confirm)

    with open_database(config) as database:
        opening = partial(_open_periods, given, config, database)
        found, is_done = put_in_force(database, new, entry, is_wanted, opening)
    if found.diff.is_empty():
        given.say("command-roster-same")
        return
    for line in change_lines(given.speech, found.diff, (*found.old.grids, *new.roster.grids)):
        typer.echo(line)
    if not is_done:
        _say_who_would_lose(given, file, found, dry_run=dry_run)
    given.say("command-roster-dry-run" if dry_run else "command-roster-imported")


def _open_periods(given: Given, config: Config, database: Database) -> None:
    def found(uow: UnitOfWork) -> list[Batch]:
        calendar = uow.entered_holidays.over(config.working_days())
        return find_periods(uow, installed_duties(uow, config), calendar, given.today)

    database.write(lambda uow: take_duties_over(uow, config))
    with database.staging() as staging:
        batches = staging.stage(found)
    for batch in batches:
        database.write(batch)


def _say_who_would_lose(given: Given, file: Path, found: RosterComparison, *, dry_run: bool) -> None:
    """Name all who would be bound no more, where that is to be confirmed; raises RefusalError but in a dry run."""
    losing = found.losing
    if not found.is_a_loss_to_confirm:
        return
    given.say_aside("command-roster-losing", count=len(losing))
    for official in losing:
        typer.echo(f"  {official.staff_number} {official.name} {official.post}", err=True)
    said = RefusalError("command-roster-many-lose", count=len(losing), bound=len(found.bound), file=str(file))
    if not dry_run:
        raise said
    given.say_aside("command-roster-would-refuse", **said.details)


def read_roster_file(given: Given, file: Path) -> Roster:
    """Return the roster in `file`. Raises RefusalError (command-roster-faults), with every fault printed."""
    return _read(given, read_bounded(file, WORKBOOK_BOUNDS.file_bytes))


def write_sample(given: Given, out: Path) -> None:
    """Write the sample hospital to the new file `out`. Raises RefusalError where it exists."""
    write_private(out, write_roster(sample_roster(given.today)))
    given.say("command-sample-written", path=str(out))


def _read(given: Given, content: bytes) -> Roster:
    try:
        return read_roster(content)
    except RosterFaultsError as error:
        for fault in error.faults:
            typer.echo(fault_line(given.words, given.language, fault), err=True)
        raise RefusalError("command-roster-faults", count=len(error.faults)) from None
