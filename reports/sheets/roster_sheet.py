"""The roster as an Excel file: 网格, 人员, 聘任 (docs/domain.md section 1)."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.people.grids import TAGS_BETWEEN, Grid, GridKind
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import (
    APPOINTMENTS_SHEET,
    GRIDS_SHEET,
    OFFICIALS_SHEET,
    Roster,
    RosterFault,
    RosterFaultsError,
)
from domain.people.roster_faults import RosterRows, check_roster
from reports.sheets.roster_cells import (
    NO,
    YES,
    one_of,
    read_code,
    read_day,
    read_level,
    read_tags,
    read_text,
    read_yes_or_no,
)
from reports.sheets.rows import SheetRow, find_headers, read_sheets, rows_below, sheet_faults
from reports.sheets.workbook import Row, Table, workbook

TAGS = "标签"
"""The one column that need not be there: without it the tags that there are stay."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    GRIDS_SHEET: ("代码", "名称", "级别", "上级代码", "类别", TAGS),
    OFFICIALS_SHEET: ("工号", "姓名", "职务", "职级", "党员", "网格代码", "任现职时间"),
    APPOINTMENTS_SHEET: ("工号", "网格代码", "角色", "起", "止"),
}

_WIDTHS: Mapping[str, tuple[int, ...]] = {
    GRIDS_SHEET: (12, 32, 8, 12, 12, 24),
    OFFICIALS_SHEET: (12, 28, 24, 10, 8, 12, 14),
    APPOINTMENTS_SHEET: (12, 12, 26, 14, 14),
}


def read_roster(content: bytes) -> Roster:
    """Read an xlsx file into a roster without faults.

    Blank rows, further columns and sheets, the order of columns and a title above the headers don't matter. What
    Excel doesn't show as one cell for each row (hidden, merged, uncomputed) is a fault with its place.
    Raises RosterFaultsError with every fault in the file at once, in the order of sheets and rows.
    """
    rows, faults, states_tags = _find_rows(content)
    grids = [_read_grid(row) for row in rows.get(GRIDS_SHEET, ())]
    officials = [_read_official(row) for row in rows.get(OFFICIALS_SHEET, ())]
    appointments = [_read_appointment(row) for row in rows.get(APPOINTMENTS_SHEET, ())]
    is_whole = not faults
    faults += [fault for sheet in rows.values() for row in sheet for fault in row.faults]
    roster = Roster(
        tuple(grid for grid in grids if grid),
        tuple(official for official in officials if official),
        tuple(appointment for appointment in appointments if appointment),
        states_tags,
    )
    if is_whole:
        faults += _faults_of_the_whole(roster, rows)
    if faults:
        order = {sheet: number for number, sheet in enumerate(COLUMNS)}
        raise RosterFaultsError(sorted(faults, key=lambda fault: (order.get(fault.sheet, -1), fault.row)))
    return roster


def _faults_of_the_whole(roster: Roster, rows: Mapping[str, Sequence[SheetRow]]) -> list[RosterFault]:
    numbers = {sheet: [row.number for row in rows[sheet] if not row.is_spoilt] for sheet in COLUMNS}
    faults = check_roster(roster, RosterRows(*numbers.values()))
    # A row that could not be read is one fault, not one more for everything that refers to it.
    spoilt = {row.read("代码", read_code, "") for row in rows[GRIDS_SHEET] if row.is_spoilt}
    spoilt |= {row.read("工号", read_code, "") for row in rows[OFFICIALS_SHEET] if row.is_spoilt}
    return [
        fault
        for fault in faults
        if fault.details.get("code") not in spoilt and not (fault.key == "roster-fault-no-grids" and spoilt)
    ]


def _read_grid(row: SheetRow) -> Grid | None:
    grid = Grid(
        code=row.need("代码", read_code, ""),
        name=row.need("名称", read_text, ""),
        level=row.need("级别", read_level, 1),
        parent_code=row.read("上级代码", read_code, "") or None,
        kind=row.read("类别", one_of(GridKind), None),
        tags=row.read(TAGS, read_tags, ()),
    )
    return None if row.is_spoilt else grid


def _read_official(row: SheetRow) -> Official | None:
    official = Official(
        staff_number=row.need("工号", read_code, ""),
        name=row.need("姓名", read_text, ""),
        post=row.need("职务", read_text, ""),
        rank=row.need("职级", one_of(Rank), Rank.OTHER),
        party_member=row.need("党员", read_yes_or_no, blank=False),
        grid_code=row.need("网格代码", read_code, ""),
        in_post_since=row.read("任现职时间", read_day, None),
    )
    return None if row.is_spoilt else official


def _read_appointment(row: SheetRow) -> Appointment | None:
    appointment = Appointment(
        staff_number=row.need("工号", read_code, ""),
        grid_code=row.need("网格代码", read_code, ""),
        role=row.need("角色", one_of(Role), Role.INSPECTOR),
        starts_on=row.need("起", read_day, date.min),
        ends_on=row.read("止", read_day, None),
    )
    return None if row.is_spoilt else appointment


def _find_rows(content: bytes) -> tuple[dict[str, list[SheetRow]], list[RosterFault], bool]:
    """Return the rows of the sheets that have all their columns, and a fault for each that doesn't.

    And whether there is a column of tags, which may be missing.
    """
    sheets, faults = read_sheets(content, list(COLUMNS))
    found: dict[str, list[SheetRow]] = {}
    states_tags = False
    for name, sheet in sheets.items():
        headers = find_headers(sheet, COLUMNS[name])
        missing = [column for column in COLUMNS[name] if column not in headers.columns]
        states_tags |= name == GRIDS_SHEET and TAGS not in missing
        missing = [column for column in missing if column != TAGS]
        faults += [RosterFault(name, headers.row, column, "roster-fault-no-column") for column in missing]
        if not missing:
            faults += sheet_faults(name, sheet, headers)
            found[name] = list(rows_below(name, sheet, headers))
    return found, faults, states_tags


def write_roster(roster: Roster) -> bytes:
    """Return `roster` as the xlsx that `read_roster` takes; an empty roster gives a template to fill in."""
    return workbook(
        [
            _table(GRIDS_SHEET, [_grid_row(grid) for grid in roster.grids]),
            _table(OFFICIALS_SHEET, [_official_row(official) for official in roster.officials]),
            _table(
                APPOINTMENTS_SHEET, [_appointment_row(appointment) for appointment in roster.appointments]
            ),
        ]
    )


def _table(sheet: str, rows: Sequence[Row]) -> Table:
    return Table(sheet, COLUMNS[sheet], rows, _WIDTHS[sheet])


def _grid_row(grid: Grid) -> Row:
    return (
        grid.code,
        grid.name,
        grid.level,
        grid.parent_code,
        grid.kind and grid.kind.value,
        TAGS_BETWEEN.join(grid.tags) or None,
    )


def _official_row(official: Official) -> Row:
    return (
        official.staff_number,
        official.name,
        official.post,
        official.rank.value,
        YES if official.party_member else NO,
        official.grid_code,
        official.in_post_since,
    )


def _appointment_row(appointment: Appointment) -> Row:
    return (
        appointment.staff_number,
        appointment.grid_code,
        appointment.role.value,
        appointment.starts_on,
        appointment.ends_on,
    )
