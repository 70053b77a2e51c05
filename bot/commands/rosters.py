"""import-roster and sample-roster: the hospital's people, from Excel and to Excel."""

import hashlib
from dataclasses import dataclass
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
from reminders.duties.open_periods import open_periods
from reports.sheets.fault_lines import fault_line
from reports.sheets.roster_sheet import read_roster, write_roster
from reports.sheets.sample_hospital import sample_roster
from storage.audit import COMMAND_LINE, AuditEntry
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an import changes, who would be bound no more, of how many; whether it is in force."""

    old: Roster
    diff: RosterDiff
    losing: tuple[Official, ...]
    bound: int
    is_done: bool


def import_file(given: Given, file: Path, *, dry_run: bool, confirmed: bool) -> None:
    """Put the roster in `file` into force today and print what that changes; a dry run only prints it.

    Raises RefusalError (command-roster-faults), with every fault printed on standard error and nothing
    imported; command-roster-many-lose where more than a tenth of the bound would be bound no more, all of them named,
    unless that is `confirmed`. The file is read before the transaction begins, so that a running bot hardly waits.
    The audit log names what was imported by the file's hash.
    """
    config = given.config()
    content = read_bounded(file, WORKBOOK_BOUNDS.file_bytes)
    new = _read(given, content)
    subject = f"sha256:{hashlib.sha256(content).hexdigest()[:16]}"

    def work(uow: UnitOfWork) -> _Outcome:
        old = uow.rosters.load()
        diff = compare(old, new, given.today)
        bound = uow.people.bound_numbers()
        losing = losing_their_phones(diff, bound)
        is_done = not dry_run and (confirmed or not is_a_loss_to_confirm(len(losing), len(bound)))
        if is_done:
            _put_into_force(given, config, uow, diff)
            if not diff.is_empty():
                now = given.clock.now()
                uow.audit.add(AuditEntry(now, None, "roster-import", subject, actor=COMMAND_LINE))
        return _Outcome(old, diff, losing, len(bound), is_done)

    with open_database(config) as database:
        outcome = database.write(work)
    if outcome.diff.is_empty():
        given.say("command-roster-same")
        return
    for line in change_lines(given.speech, outcome.diff, (*outcome.old.grids, *new.grids)):
        typer.echo(line)
    if not outcome.is_done:
        _say_who_would_lose(given, file, outcome, dry_run=dry_run)
    given.say("command-roster-dry-run" if dry_run else "command-roster-imported")


def _put_into_force(given: Given, config: Config, uow: UnitOfWork, diff: RosterDiff) -> None:
    today = given.today
    # What fell due while the bot stood still was owed by the grids there were, not by those that come now.
    calendar = uow.entered_holidays.over(config.working_days())
    open_periods(uow, config.duties(), calendar, today)
    uow.rosters.apply(diff, today)
    # Whoever binds in the next minute finds what is due, without waiting for the tick.
    open_periods(uow, config.duties(), calendar, today)


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
