"""import-roster and sample-roster: the hospital's people, from Excel and to Excel."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typer

from bot.commands.bounded_files import read_bounded
from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import write_private
from bot.commands.roster_changes import change_lines
from bot.config import Config
from domain.errors import RefusalError
from domain.people.people import Official
from domain.people.roster import (
    Roster,
    RosterDiff,
    RosterFaultsError,
    compare,
    is_a_loss_to_confirm,
    losing_their_phones,
)
from domain.workbook_bounds import WORKBOOK_BOUNDS
from reminders.desk import Batch
from reminders.duties.open_periods import find_periods
from reports.sheets.fault_lines import fault_line
from reports.sheets.roster_sheet import read_roster, write_roster
from reports.sheets.sample_hospital import sample_roster
from storage.audit import COMMAND_LINE, AuditEntry
from storage.database import Database
from storage.people.roster_changes import RosterChangedError, StagedRoster
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an import changes, who would be bound no more, of how many; whether it is in force."""

    old: Roster
    diff: RosterDiff
    losing: tuple[Official, ...]
    bound: int
    is_done: bool
    staged: StagedRoster | None


def import_file(given: Given, file: Path, *, dry_run: bool, confirmed: bool) -> None:
    """Put the roster in `file` into force today and print what that changes; a dry run only prints it.

    Raises RefusalError (command-roster-faults), with every fault printed on standard error and nothing
    imported; command-roster-many-lose where more than a tenth of the bound would be bound no more, all of them named,
    unless that is `confirmed`. A running bot waits for a short switch alone.
    The audit log names what was imported by the file's hash.
    """
    config = given.config()
    content = read_bounded(file, WORKBOOK_BOUNDS.file_bytes)
    new = _read(given, content)
    subject = f"sha256:{hashlib.sha256(content).hexdigest()[:16]}"

    def compared(uow: UnitOfWork) -> _Outcome:
        old = uow.rosters.load()
        diff = compare(old, new, given.today)
        bound = uow.people.bound_numbers()
        losing = losing_their_phones(diff, bound)
        is_done = not dry_run and (confirmed or not is_a_loss_to_confirm(len(losing), len(bound)))
        staged = uow.roster_changes.stage(diff, given.today) if is_done and not diff.is_empty() else None
        return _Outcome(old, diff, losing, len(bound), is_done, staged)

    with open_database(config) as database:
        outcome = _imported(given, config, database, compared, subject)
    if outcome.diff.is_empty():
        given.say("command-roster-same")
        return
    for line in change_lines(given.speech, outcome.diff, (*outcome.old.grids, *new.grids)):
        typer.echo(line)
    if not outcome.is_done:
        _say_who_would_lose(given, file, outcome, dry_run=dry_run)
    given.say("command-roster-dry-run" if dry_run else "command-roster-imported")


def _imported(
    given: Given, config: Config, database: Database, compared: Callable[[UnitOfWork], _Outcome], subject: str
) -> _Outcome:
    """Make ready what `compared` finds, and put it into force where it is to be: all of it or nothing.

    Whoever writes meanwhile waits for the switch alone. Where somebody else has changed the roster since, it is
    compared anew.
    """
    while True:
        with database.staging() as staging:
            outcome = staging.stage(compared)
            if not outcome.is_done:
                return outcome
            # What fell due while the bot stood still was owed by the grids there were, not by those that come now.
            _open_periods(given, config, database)
            if outcome.staged is not None:
                try:
                    staging.switch(partial(_switch, given=given, staged=outcome.staged, subject=subject))
                except RosterChangedError:
                    continue
                # Whoever binds in the next minute finds what is due, without waiting for the tick.
                _open_periods(given, config, database)
            return outcome


def _switch(uow: UnitOfWork, given: Given, staged: StagedRoster, subject: str) -> None:
    uow.roster_changes.switch(staged)
    uow.audit.add(AuditEntry(given.clock.now(), None, "roster-import", subject, actor=COMMAND_LINE))


def _open_periods(given: Given, config: Config, database: Database) -> None:
    def found(uow: UnitOfWork) -> list[Batch]:
        calendar = uow.entered_holidays.over(config.working_days())
        return find_periods(uow, config.duties(), calendar, given.today)

    with database.staging() as staging:
        batches = staging.stage(found)
    for batch in batches:
        database.write(batch)


def _say_who_would_lose(given: Given, file: Path, outcome: _Outcome, *, dry_run: bool) -> None:
    """Name all who would be bound no more, where that is to be confirmed; raises RefusalError but in a dry run."""
    losing = outcome.losing
    if not is_a_loss_to_confirm(len(losing), outcome.bound):
        return
    given.say_aside("command-roster-losing", count=len(losing))
    for official in losing:
        typer.echo(f"  {official.staff_number} {official.name} {official.post}", err=True)
    said = RefusalError("command-roster-many-lose", count=len(losing), bound=outcome.bound, file=str(file))
    if not dry_run:
        raise said
    given.say_aside("command-roster-would-refuse", **said.details)


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
