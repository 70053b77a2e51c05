"""The roster (花名册): grids, officials and appointments, and how two rosters differ."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Generic, TypeVar

from domain.people.grids import Grid
from domain.people.people import Appointment, Official, Role

GRIDS_SHEET = "网格"
OFFICIALS_SHEET = "人员"
APPOINTMENTS_SHEET = "聘任"

Entry = TypeVar("Entry", Grid, Official)


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything an import states. `appointments` may hold past and future ones.

    One that says nothing of tags (`states_tags`: a sheet without that column) leaves those that there are.
    """

    grids: tuple[Grid, ...] = ()
    officials: tuple[Official, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    states_tags: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class RosterFault:
    """One thing wrong: where, and the Fluent key of what is wrong with its arguments.

    `row` is the row as Excel numbers it, 0 where no single row is at fault; `column` is the header, or empty.
    """

    sheet: str
    row: int
    column: str
    key: str
    details: Mapping[str, str] = field(default_factory=dict)


class RosterFaultsError(Exception):
    """A roster that can't be taken, with every fault in it, in the order of the sheets."""

    def __init__(self, faults: Sequence[RosterFault]) -> None:
        """Keep `faults`, of which there is at least one."""
        super().__init__(f"{len(faults)} faults")
        self.faults = list(faults)


@dataclass(frozen=True, slots=True)
class Change(Generic[Entry]):
    """The same grid or official before and after."""

    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class RosterDiff:
    """What a new roster changes. Each part is in the order of the roster that it comes from.

    `moved` changed grid (and perhaps more), `changed` anything else. `appointed` begin to exist; `ended` and
    `extended` stay with the last day that they now have; `withdrawn` never came into force and go.
    """

    joined: tuple[Official, ...] = ()
    moved: tuple[Change[Official], ...] = ()
    changed: tuple[Change[Official], ...] = ()
    left: tuple[Official, ...] = ()
    appointed: tuple[Appointment, ...] = ()
    ended: tuple[Appointment, ...] = ()
    extended: tuple[Appointment, ...] = ()
    withdrawn: tuple[Appointment, ...] = ()
    grids_added: tuple[Grid, ...] = ()
    grids_changed: tuple[Change[Grid], ...] = ()
    grids_removed: tuple[Grid, ...] = ()

    def is_empty(self) -> bool:
        """Tell whether the new roster says what the old one did."""
        return self == RosterDiff()


def compare(old: Roster, new: Roster, on: date) -> RosterDiff:
    """Say what `new`, in force from `on` (a day in Shanghai), changes in `old`.

    `old` is what is kept: the grids and officials of today and every appointment ever made. An appointment
    that `new` no longer names ends the day before `on`, or is withdrawn when it had not begun by then; one
    that was over before `on` is history and stays. Both rosters are free of faults (roster_faults.py).
    Source: docs/domain.md section 1 (a move is in force at once; history is kept).
    """
    new = _spelt_as_kept(old, new)
    joined, altered, left = _differences(old.officials, new.officials, lambda entry: entry.staff_number)
    added, grids_changed, removed = _differences(old.grids, new.grids, lambda entry: entry.code)
    appointments = _compare_appointments(old.appointments, new.appointments, on)
    return replace(
        appointments,
        joined=joined,
        moved=tuple(change for change in altered if change.before.grid_code != change.after.grid_code),
        changed=tuple(change for change in altered if change.before.grid_code == change.after.grid_code),
        left=left,
        grids_added=added,
        grids_changed=grids_changed,
        grids_removed=removed,
    )


def losing_their_phones(diff: RosterDiff, bound: Collection[str]) -> tuple[Official, ...]:
    """Return who of the staff numbers `bound` to a phone would be bound no more, in the order of the old roster."""
    return tuple(official for official in diff.left if official.staff_number in bound)


def is_a_loss_to_confirm(losing: int, bound: int) -> bool:
    """Tell whether so many of the bound lose their phones that a slip in the list is likelier: over a tenth."""
    return losing * 10 > bound


def _spelt_as_kept(old: Roster, new: Roster) -> Roster:
    """Return `new` with codes and staff numbers as `old` spells them, where only case differs."""
    code = _spelling(grid.code for grid in old.grids)
    tags = {} if new.states_tags else {grid.code: grid.tags for grid in old.grids}
    number = _spelling(official.staff_number for official in old.officials)
    return Roster(
        tuple(
            replace(
                grid,
                code=code(grid.code),
                parent_code=grid.parent_code and code(grid.parent_code),
                tags=tags.get(code(grid.code), grid.tags),
            )
            for grid in new.grids
        ),
        tuple(
            replace(official, staff_number=number(official.staff_number), grid_code=code(official.grid_code))
            for official in new.officials
        ),
        tuple(
            replace(
                appointment,
                staff_number=number(appointment.staff_number),
                grid_code=code(appointment.grid_code),
            )
            for appointment in new.appointments
        ),
    )


def _spelling(kept: Iterable[str]) -> Callable[[str], str]:
    exact = set(kept)
    folded = {code.casefold(): code for code in exact}
    return lambda code: code if code in exact else folded.get(code.casefold(), code)


def _differences(
    old: Iterable[Entry], new: Iterable[Entry], key: Callable[[Entry], str]
) -> tuple[tuple[Entry, ...], tuple[Change[Entry], ...], tuple[Entry, ...]]:
    """Return what was added, what reads differently, and what is gone."""
    before = {key(entry): entry for entry in old}
    after = {key(entry): entry for entry in new}
    added = tuple(entry for code, entry in after.items() if code not in before)
    changed = tuple(
        Change(before[code], entry) for code, entry in after.items() if before.get(code, entry) != entry
    )
    gone = tuple(entry for code, entry in before.items() if code not in after)
    return added, changed, gone


def _compare_appointments(old: Iterable[Appointment], new: Iterable[Appointment], on: date) -> RosterDiff:
    stated = {_identity(appointment): appointment for appointment in new}
    kept = {_identity(appointment): appointment for appointment in old}
    ended, extended, withdrawn = [], [], []
    for identity, before in kept.items():
        after = stated.get(identity)
        if after is None and before.starts_on >= on:
            withdrawn.append(before)
        elif after is None and _last_day(before) >= on:
            ended.append(replace(before, ends_on=on - timedelta(days=1)))
        elif after is not None and _last_day(after) < _last_day(before):
            ended.append(after)
        elif after is not None and _last_day(after) > _last_day(before):
            extended.append(after)
    return RosterDiff(
        appointed=tuple(appointment for identity, appointment in stated.items() if identity not in kept),
        ended=tuple(ended),
        extended=tuple(extended),
        withdrawn=tuple(withdrawn),
    )


def _identity(appointment: Appointment) -> tuple[str, str, Role, date]:
    return appointment.staff_number, appointment.grid_code, appointment.role, appointment.starts_on


def _last_day(appointment: Appointment) -> date:
    return appointment.ends_on or date.max
