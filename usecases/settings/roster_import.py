"""A roster brought in, from the command line or in the chat: compared, made ready beside the others, switched."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from domain.people.people import LEVEL_ONE_ROLES, Official
from domain.people.roster import (
    Roster,
    RosterDiff,
    compare,
    is_a_loss_to_confirm,
    losing_their_phones,
)
from storage.audit import AuditEntry
from storage.database import Database
from storage.people.roster_changes import RosterChangedError, StagedRoster
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewRoster:
    """A roster without faults, in force from `on` (a day in Shanghai); `subject` and `act` name it in the audit log."""

    roster: Roster
    on: date
    subject: str
    act: str = "roster-import"


@dataclass(frozen=True, slots=True)
class RosterComparison:
    """What a roster changes in the one in force, who of the `bound` would be bound no more."""

    old: Roster
    diff: RosterDiff
    losing: tuple[Official, ...]
    bound: frozenset[str]

    @property
    def is_a_loss_to_confirm(self) -> bool:
        """Whether so many lose their phones that a slip in the list is likelier."""
        return is_a_loss_to_confirm(len(self.losing), len(self.bound))


def compare_with(uow: UnitOfWork, new: NewRoster) -> RosterComparison:
    """Return what `new` changes."""
    old = uow.rosters.load()
    diff = compare(old, new.roster, new.on)
    bound = frozenset(uow.people.bound_numbers())
    return RosterComparison(old, diff, losing_their_phones(diff, bound), bound)


def leaves_an_office(compared: RosterComparison, new: NewRoster) -> bool:
    """Tell whether with `new` somebody with a phone still runs the unit from the chat: office or commissioner."""
    here = compared.bound - {official.staff_number for official in compared.losing}
    return any(
        appointment.role in LEVEL_ONE_ROLES
        and appointment.holds_on(new.on)
        and appointment.staff_number in here
        for appointment in new.roster.appointments
    )


def put_in_force(
    database: Database,
    new: NewRoster,
    entry: AuditEntry,
    is_wanted: Callable[[RosterComparison], bool],
    open_periods: Callable[[], None] = lambda: None,
) -> tuple[RosterComparison, bool]:
    """Put `new` into force where `is_wanted` says so; return what it changes, and whether it is in force.

    Blocks: not for the event loop's thread. Whoever writes meanwhile waits for the switch alone; where somebody else
    has changed the roster since, it is compared anew. `open_periods` is called before and after: what fell due before
    is owed by the grids there were. `entry` goes into the audit log with the switch.
    """

    def compared(uow: UnitOfWork) -> tuple[RosterComparison, bool, StagedRoster | None]:
        found = compare_with(uow, new)
        wanted = is_wanted(found)
        is_staged = wanted and not found.diff.is_empty()
        return found, wanted, uow.roster_changes.stage(found.diff, new.on) if is_staged else None

    def switch(uow: UnitOfWork, staged: StagedRoster) -> None:
        uow.roster_changes.switch(staged)
        uow.audit.add(entry)

    while True:
        with database.staging() as staging:
            found, wanted, staged = staging.stage(compared)
            if not wanted:
                return found, False
            open_periods()
            if staged is not None:
                try:
                    staging.switch(partial(switch, staged=staged))
                except RosterChangedError:
                    continue
                # Whoever binds in the next minute finds what is due, without waiting for the tick.
                open_periods()
            return found, True
