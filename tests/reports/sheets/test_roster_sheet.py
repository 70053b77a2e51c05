import contextlib
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from domain.people.grids import Grid, GridKind
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster, RosterFault, RosterFaultsError
from locales import LANGUAGES, Words
from reports.sheets.fault_lines import fault_line
from reports.sheets.roster_sheet import COLUMNS, read_roster, write_roster
from reports.sheets.sample_hospital import sample_roster

GRID_ROWS: list[Sequence[object]] = [
    ("1", "医院", 1, None, None),
    ("201", "一支部", 2, "1", None),
    ("30101", "心内科", 3, "201", "临床科室"),
]
PERSON = ("10001", "心内科骨干", "医师", "其他", "是", "30101", date(2020, 7, 1))
APPOINTMENT = ("10001", "30101", "特邀监察员", date(2026, 1, 1), None)


def member(number: str, name: str, grid_code: str) -> Official:
    since = date(2020, 7, 1)
    return Official(
        number, name, "医师", Rank.OTHER, party_member=True, grid_code=grid_code, in_post_since=since
    )


ROSTER = Roster(
    (
        Grid("1", "医院", 1),
        Grid("201", "一支部", 2, "1"),
        Grid("30101", "心内科", 3, "201", GridKind.CLINICAL),
    ),
    (member("10001", "心内科骨干", "30101"),),
    (Appointment("10001", "30101", Role.INSPECTOR, date(2026, 1, 1)),),
)
Rows = Sequence[Sequence[object]]


def xlsx(**sheets: Rows) -> bytes:
    """A file of the three usual sheets, headers included, with those named replaced."""
    book = Workbook(write_only=True)
    usual: dict[str, Rows] = {
        "网格": [COLUMNS["网格"], *GRID_ROWS],
        "人员": [COLUMNS["人员"], PERSON],
        "聘任": [COLUMNS["聘任"], APPOINTMENT],
    }
    for title, rows in (usual | sheets).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def people(*rows: Sequence[object]) -> bytes:
    return xlsx(人员=[COLUMNS["人员"], *rows])


def appointed(*rows: Sequence[object]) -> bytes:
    return xlsx(聘任=[COLUMNS["聘任"], *rows])


def faults_in(content: bytes) -> list[RosterFault]:
    with pytest.raises(RosterFaultsError) as raised:
        read_roster(content)
    return raised.value.faults


def only_fault(content: bytes) -> RosterFault:
    (fault,) = faults_in(content)
    return fault


def changed(row: Sequence[object], column: int, value: object) -> list[object]:
    return [value if at == column else old for at, old in enumerate(row)]


def test_a_plain_file_is_read() -> None:
    assert read_roster(xlsx()) == ROSTER


def test_what_was_written_reads_the_same() -> None:
    sample = sample_roster(date(2026, 6, 1))
    assert read_roster(write_roster(sample)) == sample


@pytest.mark.parametrize(
    "written", [10001, 10001.0, " 10001 ", "10001\u3000", "１０００１", "10001\n", "\u200b10001"]
)
def test_a_staff_number_is_read_however_it_is_typed(written: object) -> None:
    assert read_roster(people(changed(PERSON, 0, written))) == ROSTER


@pytest.mark.parametrize(
    "written",
    [
        datetime(2020, 7, 1),  # noqa: DTZ001 - Excel knows no time zones
        "2020-07-01",
        "2020-7-1",
        "2020/7/1",
        "2020.7.1",
        "2020年7月1日",
        "２０２０年７月１日",
        "2020-07-01 00:00:00",
        "20200701",
        20200701,
        44013,
    ],
)
def test_a_day_is_read_however_it_is_typed(written: object) -> None:
    assert read_roster(people(changed(PERSON, 6, written))) == ROSTER


@pytest.mark.parametrize("written", [1, 1.0, "1", "１", " 1 "])
def test_a_level_is_read_however_it_is_typed(written: object) -> None:
    rows: Rows = [COLUMNS["网格"], changed(GRID_ROWS[0], 2, written), *GRID_ROWS[1:]]
    assert read_roster(xlsx(网格=rows)) == ROSTER


def test_columns_may_stand_in_any_order_among_others_below_a_title() -> None:
    rows: Rows = [
        ["绍兴某某医院网格表"],
        [],
        ["备注", " 类别 ", "上级代码", "级 别", "名称", "代码"],
        *[["略", *reversed(row)] for row in GRID_ROWS],
    ]
    assert read_roster(xlsx(网格=rows, 说明=[["随便写点什么"]])) == ROSTER


def test_blank_rows_are_passed_over_and_rows_keep_their_numbers() -> None:
    content = people([], [None, "  "], PERSON, [], changed(PERSON, 5, "9"))
    assert [(fault.row, fault.key) for fault in faults_in(content)] == [
        (6, "roster-fault-twice"),
        (6, "roster-fault-no-such-grid"),
    ]


def test_the_day_since_when_somebody_is_in_the_post_may_be_left_blank() -> None:
    expected = replace(ROSTER, officials=(replace(ROSTER.officials[0], in_post_since=None),))
    assert read_roster(people(changed(PERSON, 6, None))) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (people(changed(PERSON, 0, " ")), RosterFault("人员", 2, "工号", "roster-fault-required")),
        (
            people(changed(PERSON, 1, "长" * 101)),
            RosterFault("人员", 2, "姓名", "roster-fault-too-long", {"length": "101", "most": "100"}),
        ),
        (
            people(changed(PERSON, 3, "局级")),
            RosterFault(
                "人员",
                2,
                "职级",
                "roster-fault-choice",
                {"value": "局级", "choices": "院领导、中层、其他"},
            ),
        ),
        (
            people(changed(PERSON, 4, "群众")),
            RosterFault("人员", 2, "党员", "roster-fault-choice", {"value": "群众", "choices": "是、否"}),
        ),
        (
            people(changed(PERSON, 5, "#REF!")),
            RosterFault("人员", 2, "网格代码", "sheet-error-value", {"value": "#REF!"}),
        ),
    ],
)
def test_each_cell_that_cannot_be_read_is_a_fault(content: bytes, expected: RosterFault) -> None:
    faults = [fault for fault in faults_in(content) if fault.sheet == "人员"]
    assert faults == [expected]


@pytest.mark.parametrize(
    "written", ["2026-02-30", "明天", "2026", 2026, 2026.08, -1, 999_999_999_999_999, "1900-01-01", True]
)
def test_what_is_no_day_is_a_fault(written: object) -> None:
    fault = only_fault(appointed(changed(APPOINTMENT, 3, written)))
    assert (fault.sheet, fault.row, fault.column, fault.key) == ("聘任", 2, "起", "roster-fault-date")


@pytest.mark.parametrize("written", ["一", "0", -1, 1.5, "1级"])
def test_what_is_no_level_is_a_fault(written: object) -> None:
    rows = [COLUMNS["网格"], *GRID_ROWS, ("202", "二支部", written, "1", None)]
    fault = only_fault(xlsx(网格=rows))
    assert (fault.row, fault.column, fault.key) == (5, "级别", "roster-fault-level")


def test_a_row_that_cannot_be_read_is_not_a_fault_again_wherever_it_is_referred_to() -> None:
    rows = [COLUMNS["网格"], GRID_ROWS[0], changed(GRID_ROWS[1], 2, "二"), GRID_ROWS[2]]
    assert only_fault(xlsx(网格=rows)).row == 3
    assert only_fault(people(changed(PERSON, 4, "?"))).row == 2


def test_grids_that_cannot_be_read_are_not_also_reported_as_missing() -> None:
    rows: Rows = [COLUMNS["网格"], *(changed(row, 1, None) for row in GRID_ROWS)]
    assert [(fault.row, fault.key) for fault in faults_in(xlsx(网格=rows))] == [
        (number, "roster-fault-required") for number in (2, 3, 4)
    ]


def test_all_faults_of_all_sheets_come_at_once_in_order() -> None:
    content = xlsx(
        网格=[
            COLUMNS["网格"],
            *GRID_ROWS,
            ("202", None, 2, "7", "临床科室"),
            ("203", "三支部", 2, "7", None),
        ],
        人员=[COLUMNS["人员"], PERSON, changed(PERSON, 5, "8")],
        聘任=[COLUMNS["聘任"], ("9", "9", "监察员", "x", None), changed(APPOINTMENT, 4, "2025-01-01")],
    )
    assert [
        (fault.sheet, fault.row, fault.column, fault.key.removeprefix("roster-fault-"))
        for fault in faults_in(content)
    ] == [
        ("网格", 5, "名称", "required"),
        ("网格", 6, "上级代码", "no-such-grid"),
        ("人员", 3, "工号", "twice"),
        ("人员", 3, "网格代码", "no-such-grid"),
        ("聘任", 2, "角色", "choice"),
        ("聘任", 2, "起", "date"),
        ("聘任", 3, "止", "ends-before-start"),
    ]


def test_a_sheet_that_states_its_own_size_wrongly_is_read_whole() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_roster(ROSTER))) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            text = re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1"', old.read(name))
            new.writestr(name, text)
    assert read_roster(content.getvalue()) == ROSTER


def test_missing_sheets_and_columns_are_faults() -> None:
    book = load_workbook(io.BytesIO(xlsx(人员=[["工号", "姓名", "职务", "职级", "党员"], PERSON])))
    book.remove(book["聘任"])
    content = io.BytesIO()
    book.save(content)
    assert faults_in(content.getvalue()) == [
        RosterFault("人员", 1, "网格代码", "roster-fault-no-column"),
        RosterFault("人员", 1, "任现职时间", "roster-fault-no-column"),
        RosterFault("聘任", 0, "", "roster-fault-no-sheet"),
    ]


def test_an_empty_template_says_that_there_are_no_grids() -> None:
    assert only_fault(write_roster(Roster())) == RosterFault("网格", 0, "", "roster-fault-no-grids")


def zip_without_a_workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "sheet-unreadable"),
        (b"\xd0\xcf\x11\xe0 an old xls", "sheet-old-excel"),
        ("代码,名称\n1,医院\n".encode(), "sheet-csv"),
        (xlsx()[:-200], "sheet-unreadable"),
        (xlsx()[:500], "sheet-unreadable"),
        (zip_without_a_workbook(), "sheet-unreadable"),
    ],
)
def test_a_file_that_is_no_workbook_is_one_fault(content: bytes, key: str) -> None:
    assert only_fault(content) == RosterFault("", 0, "", key)


def test_damage_in_the_middle_of_a_file_gives_faults_or_the_roster_but_no_traceback() -> None:
    sound = xlsx()
    for at in range(0, len(sound), 97):
        damaged = sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :]
        with contextlib.suppress(RosterFaultsError):
            read_roster(damaged)


def test_twenty_five_thousand_people_are_read() -> None:
    grids = (*ROSTER.grids, *(replace(ROSTER.grids[2], code=str(40000 + n)) for n in range(500)))
    people = tuple(member(str(n), f"岗位{n}", str(40000 + n % 500)) for n in range(100_000, 125_000))
    appointments = tuple(
        Appointment(str(100_000 + n), str(40000 + n), Role.INSPECTOR, date(2026, 1, 1)) for n in range(500)
    )
    rows: dict[str, Rows] = {
        "网格": [(grid.code, grid.name, grid.level, grid.parent_code, grid.kind) for grid in grids],
        "人员": [
            changed(changed(changed(PERSON, 0, person.staff_number), 1, person.name), 5, person.grid_code)
            for person in people
        ],
        "聘任": [
            (appointment.staff_number, appointment.grid_code, appointment.role, appointment.starts_on, None)
            for appointment in appointments
        ],
    }
    content = xlsx(**{title: [COLUMNS[title], *rows[title]] for title in rows})
    assert read_roster(content) == Roster(grids, people, appointments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_has_its_sentence(language: str) -> None:
    words = Words()
    contents = [
        b"",
        write_roster(Roster()),
        xlsx(网格=[["代码"]]),
        people(changed(PERSON, 1, "长" * 101)),
        people(changed(PERSON, 5, "#REF!")),
        xlsx(网格=[COLUMNS["网格"], *GRID_ROWS, ("1", "院", 1, "1", "临床科室"), ("5", "五", 2, None, None)]),
        xlsx(网格=[COLUMNS["网格"], *GRID_ROWS, ("5", "五", 3, "1", None), ("6", "六", "六", "1", None)]),
        appointed(APPOINTMENT, APPOINTMENT, ("9", "9", "特邀监察员", date(2026, 1, 1), date(2025, 1, 1))),
        appointed(changed(APPOINTMENT, 2, "院长"), ("10001", "1", "科室负责人", date(2026, 1, 1), None)),
        appointed(("", "30101", "监察员", "x", None)),
        xlsx(
            网格=[
                COLUMNS["网格"],
                ("1", "院", 1, None, None, "1"),
                ("2", "二", 2, "1", None, "一、二、三、四、五、六、七、八、九"),
            ]
        ),
    ]
    faults = [fault for content in contents for fault in faults_in(content)]
    faults += faults_in(xlsx(网格=[COLUMNS["网格"], *GRID_ROWS, ("5", "五", 2, "9", None)]))
    lines = [fault_line(words, language, fault) for fault in faults]
    assert len(lines) == len(faults)
    said = {fault.key for fault in faults}
    assert {key for key in words.keys(language) if key.startswith("roster-fault-")} - said == {
        "roster-fault-line-file",
        "roster-fault-line-sheet",
        "roster-fault-line-row",
        "roster-fault-line-column",
        "roster-fault-no-sheet",
    }


def test_a_fault_is_said_with_its_place() -> None:
    words = Words()
    fault = RosterFault("人员", 1234, "网格代码", "roster-fault-no-such-grid", {"code": "309"})
    assert fault_line(words, "zh", fault) == "工作表“人员”第 1234 行“网格代码”：网格表中没有代码“309”"
    assert (
        fault_line(words, "en", RosterFault("聘任", 0, "", "roster-fault-no-sheet"))
        == 'Sheet "聘任": this sheet is missing'
    )
