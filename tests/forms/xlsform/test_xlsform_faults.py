"""What an office does wrong in a workbook, and where it is told so."""

import pytest

from forms.xlsform.tree import told
from forms.xlsform.xlsform import XlsFormError, import_xlsform
from tests.forms.xlsform.workbooks import (
    LIGHTS,
    YES_NO,
    Cells,
    faults,
    faults_of,
    places,
    workbook,
)

TALKS: Cells = {"type": "integer", "name": "talks", "label": "谈话几人次？"}
LIGHT: Cells = {"type": "select_one light", "name": "light", "label": "灯色？"}
PAID: Cells = {"type": "decimal", "name": "paid", "label": "多少元？"}
GOODS: list[Cells] = [
    {"type": "begin_repeat", "name": "goods", "label": "几项？"},
    {"type": "decimal", "name": "worth", "label": "多少元？"},
    {"type": "end_repeat"},
]


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ({"type": "geopoint"}, "type", "type"),
        ({"type": "audio"}, "type", "type"),
        ({"type": "intger"}, "type", "type-like"),
        ({"type": ""}, "type", "blank"),
        ({"type": "select_one"}, "type", "select"),
        ({"type": "select_one colours"}, "type", "no-list"),
        ({"type": "select_one_from_file x.csv"}, "type", "select"),
        ({"type": "select_one light or_other"}, "type", "or-other"),
        ({"type": "begin_group"}, "type", "frame"),
        ({"name": ""}, "name", "blank"),
        ({"name": "谈话"}, "name", "name"),
        ({"name": "2026"}, "name", "name"),
        ({"name": "talks"}, "name", "name-twice"),
        ({"name": "x" * 40}, "name", "name-long"),
        ({"label": ""}, "label", "blank"),
        ({"label": "长" * 61}, "label", "short"),
        ({"label": "共 ${talks} 次，何事？"}, "label", "words-refer"),
        ({"required": "${talks} > 0"}, "required", "required"),
        ({"type": "calculate", "calculation": "${talks}", "required": "yes"}, "required", "not-for-calculate"),
        ({"appearance": "multiline", "adds_up": "median"}, "adds_up", "adds-up"),
        ({"relevant": "${tlks} > 0"}, "relevant", "no-field-like"),
        ({"relevant": "${nothing} > 0"}, "relevant", "no-field"),
        ({"relevant": "${later} = 'red'"}, "relevant", "later"),
        ({"relevant": "${asked} > 0"}, "relevant", "later"),
        ({"relevant": "${worth} > 0"}, "relevant", "in-repeat"),
        ({"relevant": "${talks} > 0 or ${paid} > 0"}, "relevant", "or"),
        ({"relevant": "${light} != 'red'"}, "relevant", "operator"),
        ({"relevant": "not(${light} = 'red')"}, "relevant", "function"),
        ({"relevant": "count-selected(${light}) > 1"}, "relevant", "function"),
        ({"relevant": "${light} = 'blue'"}, "relevant", "no-choice"),
        ({"relevant": "${talks} > 1.5"}, "relevant", "whole"),
        ({"relevant": "${paid} >= 5"}, "relevant", "money-sign"),
        ({"relevant": "${text} = '无'"}, "relevant", "not-compared"),
        ({"relevant": "${lights} = 'red'"}, "relevant", "use-selected"),
        ({"relevant": "${talks"}, "relevant", "expression-at"),
        ({"relevant": "${talks} >"}, "relevant", "expression"),
        ({"relevant": "${talks} + ${paid} > 3"}, "relevant", "condition"),
        ({"relevant": "有问题时"}, "relevant", "expression-at"),
        ({"type": "integer", "constraint": ". > 5 and . < 6"}, "constraint", "no-answer-left"),
        ({"type": "decimal", "constraint": ". > 5"}, "constraint", "money-limit"),
        ({"type": "integer", "constraint": "regex(., 'x')"}, "constraint", "function"),
        ({"type": "integer", "constraint": ". <= ${talks}"}, "constraint", "whole"),
        ({"type": "date", "constraint": ". < today()"}, "constraint", "constraint"),
        ({"type": "date", "constraint": ". < '2026-02-30'"}, "constraint", "day"),
        ({"type": "select_one light", "constraint": ". = 'red'"}, "constraint", "constraint"),
        ({"type": "integer", "default": "许多"}, "default", "default"),
        ({"type": "decimal", "default": "1.234"}, "default", "default"),
        ({"type": "date", "default": "昨天"}, "default", "default"),
        ({"type": "select_one light", "default": "blue"}, "default", "default"),
        ({"type": "image", "default": "a.png"}, "default", "default"),
        ({"default": "${last-saved#talks}"}, "default", "last-saved"),
        ({"default": "${talks} + 1"}, "default", "last-saved"),
        ({"calculation": "${talks} + 1"}, "calculation", "only-calculate"),
        ({"type": "calculate"}, "calculation", "calculation"),
        ({"type": "calculate", "calculation": "${talks} * 2"}, "calculation", "operator"),
        ({"type": "calculate", "calculation": "${talks} + 2"}, "calculation", "calculation"),
        ({"type": "calculate", "calculation": "${talks} + ${text}"}, "calculation", "no-number"),
        ({"type": "calculate", "calculation": "${worth}"}, "calculation", "in-repeat"),
        ({"type": "calculate", "calculation": "sum(${talks})"}, "calculation", "sum"),
        ({"type": "calculate", "calculation": "${talks}", "relevant": "${talks} > 0"}, "relevant", "not-for-calculate"),
        ({"trigger": "${talks}"}, "trigger", "column"),
        ({"choice_filter": "a = 1"}, "choice_filter", "column"),
        ({"repeat_count": "3"}, "repeat_count", "column"),
        ({"media::image": "a.png"}, "media::image", "column"),
        ({"relevent": "${talks} > 0"}, "relevent", "column-like"),
        ({"label::French (fr)": "Quoi?"}, "label::French (fr)", "language"),
        ({"hint": "a\u200bb"}, "hint", "hidden"),
        ({"hint": "长" * 501}, "hint", "form-fault-too-long"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_named_in_its_row_and_column(row: Cells, column: str, what: str) -> None:
    before = [
        TALKS, LIGHT, {**LIGHT, "type": "select_multiple light", "name": "lights"}, PAID,
        {"type": "text", "name": "text", "label": "何事？"}, *GOODS,
    ]  # fmt: skip
    rows = [*before, {"type": "text", "name": "asked", "label": "问题？", **row}, {**LIGHT, "name": "later"}]
    at = 1 if what == "language" else len(before) + 2
    assert places(faults(rows, LIGHTS)) == [("survey", at, column, what)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([TALKS, *GOODS[:2]], [(3, "begin-alone")]),
        ([TALKS, GOODS[2]], [(3, "end-alone")]),
        ([{**GOODS[0], "name": "above"}, *GOODS, GOODS[2]], [(3, "nested"), (6, "end-alone")]),
        ([GOODS[0], GOODS[2]], [(2, "repeat-empty")]),
        ([{**TALKS, "type": "begin group"}, {**TALKS, "name": "t"}, {"type": "end group"}], [(2, "frame")]),
    ],
)  # fmt: skip
def test_repeats_that_do_not_close_are_named(rows: list[Cells], found: list[tuple[int, str]]) -> None:
    assert [(row, what) for _, row, _, what in places(faults(rows))] == found


@pytest.mark.parametrize(
    ("choice", "column", "what"),
    [
        ({"list_name": ""}, "list_name", "blank"),
        ({"name": ""}, "name", "blank"),
        ({"name": "dark red"}, "name", "space"),
        ({"name": "red"}, "name", "choice-twice"),
        ({"label::zh": "红"}, "label::zh", "choice-twice"),
        ({"label::zh": "", "label::en": ""}, "label::zh", "blank"),
        ({"district": "east"}, "district", "column"),
    ],
)
def test_what_is_wrong_with_a_choice_is_named(choice: Cells, column: str, what: str) -> None:
    row = {"list_name": "light", "name": "dark", "label::zh": "暗", "label::en": "Dark", **choice}
    assert places(faults([LIGHT], [*LIGHTS, row])) == [("choices", 5, column, what)]


@pytest.mark.parametrize(
    ("settings", "file_name", "what"),
    [
        ([{"form_title": "表", "form_id": "清理表"}], "x.xlsx", ("settings", 2, "form_id", "name")),
        ([{"form_title": "表"}], "清理表.xlsx", ("settings", 2, "form_id", "no-id")),
        ([{"form_title": "表", "public_key": "x"}], "x.xlsx", ("settings", 2, "public_key", "column")),
        ([{"form_title": "表"}] * 2, "x.xlsx", ("settings", 0, "", "too-many-rows")),
    ],
)
def test_what_is_wrong_with_the_settings_is_named(
    settings: list[Cells], file_name: str, what: tuple[str, int, str, str]
) -> None:
    assert places(faults_of(workbook([TALKS], settings=settings), file_name)) == [what]


def test_a_name_that_cannot_be_kept_comes_with_one_that_can() -> None:
    found = faults([{**TALKS, "name": "谈话"}, {**TALKS, "name": "Talks-held"}, {**TALKS, "name": "2nd"}])
    assert [fault.details["like"] for fault in found] == ["q2", "talks_held", "q4"]


def test_all_faults_are_found_at_once_each_once_and_in_order() -> None:
    rows = [
        {**TALKS, "name": "谈话"},
        {**LIGHT, "relevant": "${tlks} > 0 or 1", "required": "maybe"},
        {"type": "geopoint", "name": "where", "label": ""},
        {"type": "calculate", "name": "sum", "label": "合计", "calculation": "${light}"},
        {**PAID, "relevant": "${light} = 'blue'"},
    ]
    choices = [*LIGHTS, {"list_name": "light", "name": "red", "label::zh": "赤", "label::en": "crimson"}]
    found = faults(rows, choices, [{"form_id": "a"}])
    assert [(sheet[:2], row, what) for sheet, row, _, what in places(found)] == [
        ("ch", 5, "choice-twice"),
        ("su", 2, "name"),
        ("su", 3, "or"),
        ("su", 3, "required"),
        ("su", 4, "type"),
        ("su", 4, "blank"),
        ("su", 5, "no-number"),
        ("su", 6, "no-choice"),
    ]


def test_a_note_that_must_be_answered_is_none() -> None:
    found = faults([TALKS, {"type": "note", "label": "请如实填写。", "required": "yes"}])
    assert [(fault.row, fault.column, fault.key) for fault in found] == [
        (3, "required", "form-fault-not-for-kind")
    ]


def test_what_the_form_language_has_to_say_is_told_by_row_and_column() -> None:
    found = faults([TALKS, {**TALKS, "name": "b", "type": "text", "adds_up": "sum"}])
    assert [(fault.row, fault.column, fault.key) for fault in found] == [(3, "adds_up", "form-fault-adds-up")]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        (
            "[row : 7] On the 'survey' sheet, the 'relevant' value is invalid. Could not find the name 'xx'.",
            ("survey", 7, "relevant", "no-field"),
        ),
        (
            "[row : 3] Unmatched 'begin_repeat'. No matching 'end_repeat' was found.",
            ("survey", 3, "", "begin-alone"),
        ),
        ("[row : 3] List name not in choices sheet: light", ("survey", 3, "", "pyxform-list")),
        ("[row : 9] Something new.", ("survey", 9, "", "pyxform")),
        ("Something else.", ("", 0, "", "pyxform")),
    ],
)
def test_what_pyxform_says_is_told_by_row_and_column(said: str, place: tuple[str, int, str, str]) -> None:
    assert places([told(said)]) == [place]
    if place[3] == "pyxform":
        assert str(told(said).details["what"]) in said


def test_a_form_that_pyxform_refuses_is_refused() -> None:
    # ODK keeps the name "meta" for itself, which our own rules know nothing of.
    rows = [{**GOODS[0], "name": "meta"}, *GOODS[1:]]
    with pytest.raises(XlsFormError) as caught:
        import_xlsform(workbook(rows, YES_NO), "x.xlsx")
    assert [fault.row for fault in caught.value.faults] == [2]
