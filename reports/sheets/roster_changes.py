"""What an import changes, as lines to read: of each kind the count, and every single change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date

from domain.people.grids import TAGS_BETWEEN, Grid
from domain.people.people import Appointment, Official
from domain.people.roster import GRIDS_SHEET, OFFICIALS_SHEET, Change, RosterDiff
from locales import Speech
from reports.sheets.roster_cells import NO, YES
from reports.sheets.roster_sheet import COLUMNS

_GRID_COLUMN = "网格代码"


def change_lines(speech: Speech, diff: RosterDiff, grids: Iterable[Grid]) -> Iterator[str]:
    """Give a heading with its count for each kind of change in `diff`, and all of them below.

    `grids` are those of before and of after, for their names.
    """
    names = {grid.code: grid.name for grid in grids}
    kinds: Mapping[str, Sequence[str]] = {
        "grids-added": [_grid(grid) for grid in diff.grids_added],
        "grids-changed": [_changed(change, GRIDS_SHEET, names) for change in diff.grids_changed],
        "grids-removed": [_grid(grid) for grid in diff.grids_removed],
        "joined": [_official(official, names) for official in diff.joined],
        "moved": [_changed(change, OFFICIALS_SHEET, names) for change in diff.moved],
        "changed": [_changed(change, OFFICIALS_SHEET, names) for change in diff.changed],
        "left": [_official(official, names) for official in diff.left],
        "appointed": [_appointment(speech, appointment, names) for appointment in diff.appointed],
        "ended": [_appointment(speech, appointment, names) for appointment in diff.ended],
        "extended": [_appointment(speech, change, names) for change in diff.extended],
        "withdrawn": [_appointment(speech, appointment, names) for appointment in diff.withdrawn],
    }
    for kind, lines in kinds.items():
        if not lines:
            continue
        yield speech.label(f"command-roster-{kind}", count=len(lines))
        yield from (f"  {line}" for line in lines)


def _grid(grid: Grid) -> str:
    return f"{grid.code} {grid.name}"


def _official(official: Official, names: Mapping[str, str]) -> str:
    return f"{official.staff_number} {official.name} {official.post} {names[official.grid_code]}"


def _appointment(speech: Speech, appointment: Appointment, names: Mapping[str, str]) -> str:
    ends = appointment.ends_on.isoformat() if appointment.ends_on else speech.label("command-roster-open-end")
    where = names.get(appointment.grid_code, appointment.grid_code)
    return f"{appointment.staff_number} {where} {appointment.role.value} {appointment.starts_on.isoformat()} – {ends}"


def _changed(change: Change[Grid] | Change[Official], sheet: str, names: Mapping[str, str]) -> str:
    """Return e.g. 10021 张某: 职务 护士 → 护士长, with the columns as the sheet calls them."""
    before, after = astuple(change.before), astuple(change.after)
    changes = [
        f"{column} {_cell(column, old, names)} → {_cell(column, new, names)}"
        for column, old, new in zip(COLUMNS[sheet], before, after, strict=True)
        if old != new
    ]
    return f"{before[0]} {before[1]}: {', '.join(changes)}"


def _cell(column: str, value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return TAGS_BETWEEN.join(value) or "–"
    text = "–" if value is None else str(value)
    return f"{text} {names[text]}" if column == _GRID_COLUMN and text in names else text
