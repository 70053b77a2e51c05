"""What an import changes, as lines to read: of each kind the count, and every single change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date

from domain.people.grids import Grid
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
        "grids-added": [_grid(one) for one in diff.grids_added],
        "grids-changed": [_changed(one, GRIDS_SHEET, names) for one in diff.grids_changed],
        "grids-removed": [_grid(one) for one in diff.grids_removed],
        "joined": [_official(one, names) for one in diff.joined],
        "moved": [_changed(one, OFFICIALS_SHEET, names) for one in diff.moved],
        "changed": [_changed(one, OFFICIALS_SHEET, names) for one in diff.changed],
        "left": [_official(one, names) for one in diff.left],
        "appointed": [_appointment(speech, one, names) for one in diff.appointed],
        "ended": [_appointment(speech, one, names) for one in diff.ended],
        "extended": [_appointment(speech, one, names) for one in diff.extended],
        "withdrawn": [_appointment(speech, one, names) for one in diff.withdrawn],
    }
    for kind, lines in kinds.items():
        if not lines:
            continue
        yield speech.label(f"command-roster-{kind}", count=len(lines))
        yield from (f"  {line}" for line in lines)


def _grid(grid: Grid) -> str:
    return f"{grid.code} {grid.name}"


def _official(one: Official, names: Mapping[str, str]) -> str:
    return f"{one.staff_number} {one.name} {one.post} {names[one.grid_code]}"


def _appointment(speech: Speech, one: Appointment, names: Mapping[str, str]) -> str:
    ends = one.ends_on.isoformat() if one.ends_on else speech.label("command-roster-open-end")
    where = names.get(one.grid_code, one.grid_code)
    return f"{one.staff_number} {where} {one.role.value} {one.starts_on.isoformat()} – {ends}"


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
    text = "–" if value is None else str(value)
    return f"{text} {names[text]}" if column == _GRID_COLUMN and text in names else text
