"""import-roster and sample-roster: the hospital's people, from Excel and to Excel."""

import hashlib
from pathlib import Path

import typer

from bot.commands.bounded_files import read_bounded
from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import write_private
from bot.commands.roster_changes import change_lines
from domain.errors import RefusalError
from domain.roster import Roster, RosterDiff, RosterFaultsError, compare
from domain.workbook_bounds import WORKBOOK_BOUNDS
from reminders.open_periods import open_periods
from reports.fault_lines import fault_line
from reports.roster_sheet import read_roster, write_roster
from reports.sample_hospital import sample_roster
from storage.audit import COMMAND_LINE, AuditEntry
from storage.unit_of_work import UnitOfWork


def import_file(given: Given, file: Path, *, dry_run: bool) -> None:
    """Put the roster in `file` into force today and print what that changes; a dry run only prints it.

    Raises RefusalError (command-roster-faults), with every fault printed on standard error and nothing
    imported. The file is read before the transaction begins, so that a running bot hardly waits. The audit log
    names what was imported by the file's hash.
    """
    config = given.config()
    content = read_bounded(file, WORKBOOK_BOUNDS.file_bytes)
    new = _read(given, content)
    subject = f"sha256:{hashlib.sha256(content).hexdigest()[:16]}"
    today = given.today

    def work(uow: UnitOfWork) -> tuple[Roster, RosterDiff]:
        old = uow.rosters.load()
        diff = compare(old, new, today)
        if not dry_run:
            # What fell due while the bot stood still was owed by the grids there were, not by those that come now.
            open_periods(uow, config.duties(), config.working_days(), today)
            uow.rosters.apply(diff, today)
            # Whoever binds in the next minute finds what is due, without waiting for the tick.
            open_periods(uow, config.duties(), config.working_days(), today)
            if not diff.is_empty():
                now = given.clock.now()
                uow.audit.add(AuditEntry(now, None, "roster-import", subject, actor=COMMAND_LINE))
        return old, diff

    with open_database(config) as database:
        old, diff = database.write(work)
    if diff.is_empty():
        given.say("command-roster-same")
        return
    for line in change_lines(given.speech, diff, (*old.grids, *new.grids)):
        typer.echo(line)
    given.say("command-roster-dry-run" if dry_run else "command-roster-imported")


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
