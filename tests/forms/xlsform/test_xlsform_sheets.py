"""Files that are no workbook, and what Excel hides in one that is."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook

from forms.xlsform.xlsform import import_xlsform
from tests.forms.xlsform.workbooks import (
    LIGHTS,
    SETTINGS,
    Cells,
    faults,
    faults_of,
    fill,
    imported,
    places,
    read,
    saved,
)

TALKS: Cells = {"type": "integer", "name": "talks", "label": "谈话几人次？"}
LIGHT: Cells = {"type": "select_one light", "name": "light", "label": "灯色？"}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "sheet-unreadable"),
        (b"\x00\x01\x02", "sheet-unreadable"),
        (b"PK\x03\x04 cut off", "sheet-unreadable"),
        (b"type,name,label\ninteger,a,b\n", "sheet-csv"),
        ("类型,名称\n整数,a\n".encode("gb18030"), "sheet-csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "sheet-old-excel"),
        (b"PK" + b"\x00" * (6 * 1024 * 1024), "workbook-too-large"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(content: bytes, what: str) -> None:
    assert places(faults_of(content)) == [("", 0, "", what)]


def test_a_workbook_that_unpacks_to_something_huge_is_refused_unread() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (41 * 1024 * 1024))
    assert places(faults_of(out.getvalue())) == [("", 0, "", "workbook-too-large")]


def _with(change: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    book.worksheets[0].title = "survey"
    fill(book.worksheets[0], [TALKS, {**TALKS, "name": "b"}])
    fill(book.create_sheet("settings"), SETTINGS)
    change(book)
    return saved(book)


def _cell(place: str, value: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book["survey"][place] = value

    return change


def _two_surveys(book: Workbook) -> None:
    book.create_sheet("ｓｕｒｖｅｙ")


def _hide_row(book: Workbook) -> None:
    book["survey"].row_dimensions[3].hidden = True


def _hide_column(book: Workbook) -> None:
    book["survey"].column_dimensions["C"].hidden = True


def _date_for_a_name(book: Workbook) -> None:
    book["survey"]["C3"] = date(2026, 1, 2)


def _far_away(book: Workbook) -> None:
    book["survey"]["XFD1048576"] = "x"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_cell("C2", "=A1"), [("survey", 2, "label", "sheet-no-result")]),
        (_cell("C2", "#REF!"), [("survey", 2, "label", "sheet-error-value")]),
        (lambda book: book["survey"].merge_cells("C2:C3"), [("survey", 2, "", "sheet-merged")]),
        (_cell("F3", "谁都看不到"), [("survey", 3, "F", "no-head")]),
        (_cell("D1", "Label"), [("survey", 1, "Label", "column-twice")]),
        (lambda book: setattr(book["survey"], "title", "问卷"), [("", 0, "", "no-survey")]),
        (_two_surveys, [("survey", 0, "", "sheet-twice")]),
        (lambda book: fill(book.create_sheet("entities"), [{"a": 1}]), [("entities", 0, "", "sheet-unread")]),
        (_cell("A1", "种类"), [("survey", 1, "", "column-missing"), ("survey", 2, "种类", "column")]),
        (_hide_row, [("survey", 3, "", "sheet-hidden-rows")]),
        (_hide_column, [("survey", 1, "label", "sheet-hidden-column")]),
        (lambda book: setattr(book["survey"], "sheet_state", "hidden"), [("survey", 0, "", "sheet-hidden")]),
        (_date_for_a_name, [("survey", 3, "label", "sheet-is-date")]),
        (_far_away, [("survey", 1048576, "XFD", "no-head")]),
    ],
)
def test_what_excel_hides_is_named(
    change: Callable[[Workbook], None], found: list[tuple[str, int, str, str]]
) -> None:
    assert [place for place in places(faults_of(_with(change))) if place[3] != "blank"] == found


def test_an_empty_sheet_and_one_with_more_rows_than_any_form_are_refused() -> None:
    assert places(faults([])) == [("survey", 0, "", "empty")]
    rows = [{**TALKS, "name": f"n{number}"} for number in range(401)]
    assert len(imported(rows[:400]).fields) == 400
    many = faults(rows)
    assert places(many) == [("survey", 0, "", "too-many-rows")]
    assert many[0].details == {"rows": 401, "most": 400}


def test_empty_rows_between_questions_move_no_number() -> None:
    found = faults([TALKS, {}, {}, {**LIGHT, "type": "select_one nothing"}], LIGHTS)
    assert [(fault.row, fault.key) for fault in found] == [(5, "form-import-no-list")]
    assert [field.key for field in imported([TALKS, {}, LIGHT], LIGHTS).fields] == ["talks", "light"]


def _formula(place: str, formula: str, head: str | None = None) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book["survey"][place] = formula
        if head is not None:
            book["survey"][f"{place[0]}1"] = head

    return change


@pytest.mark.parametrize(
    ("change", "remarks"),
    [
        (_formula("F3", "=TODAY()"), [("survey", 3, "F", "left-out-formulas")]),
        (_formula("F3", "=TODAY()", "制表日"), [("survey", 3, "制表日", "left-out-formulas")]),
        (_formula("F3", "=TODAY()", "备注"), []),
        (_formula("F3", "#N/A", "notes"), []),
    ],
)
def test_what_is_computed_or_wrong_in_an_unused_column_is_no_fault(
    change: Callable[[Workbook], None], remarks: list[tuple[str, int, str, str]]
) -> None:
    assert places(import_xlsform(_with(change), "x.xlsx").remarks) == remarks


def test_a_truth_that_libreoffice_wrote_as_a_formula_is_taken() -> None:
    form = read(import_xlsform(_with(_formula("D2", "=TRUE()", "required")), "x.xlsx"))
    assert [field.required for field in form.fields] == [True, False]


def test_a_note_may_be_as_long_as_in_a_toml_file() -> None:
    note: Cells = {"type": "note", "label": "请" * 1000}
    assert (imported([note, TALKS]).fields[0].question or {})["zh"] == "请" * 1000
    longer: Cells = {"type": "note", "label": "请" * 1001}
    assert places(faults([longer, TALKS])) == [("survey", 2, "label", "too-long")]


def test_rare_characters_emoji_and_escapes_are_read_as_excel_shows_them() -> None:
    said = "\U00031350\U0002b820 \U0001f468\u200d\U0001f469 a_x000D_\nb _x005F_x000D_"
    form = imported([{**TALKS, "label": said, "short": "谈话"}])
    assert form.fields[0].question == dict.fromkeys(
        ("zh", "en"), "\U00031350\U0002b820 \U0001f468\u200d\U0001f469 a\nb _x000D_"
    )
