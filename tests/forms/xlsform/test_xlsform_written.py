"""A form's id and title, its text, and what is told beside it."""

import pytest

from forms.xlsform.xlsform import import_xlsform
from tests.forms.xlsform.workbooks import CAMPAIGN, LIGHTS, SETTINGS, YES_NO, Cells, imported, read, workbook

TALKS: Cells = {"type": "integer", "name": "talks", "label": "谈话几人次？"}


@pytest.mark.parametrize(
    ("settings", "file_name", "named", "form_id"),
    [
        ({"form_title": "表"}, "campaign.xlsx", None, "campaign"),
        ({"form_title": "表", "form_id": "Red_Packets"}, "x.xlsx", None, "red_packets"),
        ({"form_title": "表", "form_id": "red_packets"}, "x.xlsx", "other", "other"),
    ],
)
def test_the_id_is_the_one_named_or_that_of_the_settings_or_the_name_of_the_file(
    settings: Cells, file_name: str, named: str | None, form_id: str
) -> None:
    content = workbook([TALKS], settings=[settings])
    assert import_xlsform(content, file_name, named).id == form_id


def test_the_title_may_be_in_both_languages() -> None:
    form = imported(
        [TALKS], settings=[{"form_id": "a", "form_title::zh": "清理表", "form_title::en": "clearance"}]
    )
    assert form.title == {"zh": "清理表", "en": "clearance"}


def test_a_form_without_a_title_is_called_as_its_file_is_and_that_is_told() -> None:
    for settings in ([], [{"form_id": "red_packets"}]):
        form = import_xlsform(workbook([TALKS], settings=settings), "红包清理表.xlsx", "red_packets")
        assert read(form).title == {"zh": "红包清理表", "en": "红包清理表"}
        assert [(remark.column, remark.key) for remark in form.remarks] == [
            ("form_title", "form-import-left-out-title")
        ]


def test_the_text_is_laid_out_to_be_edited() -> None:
    text = import_xlsform(workbook(CAMPAIGN, YES_NO), "x.xlsx").text(3, ["红包专项\n清理表", "second"])
    assert text.startswith('# 红包专项 清理表\n# second\nid = "red_packets"\nversion = 3\n')
    assert text.count("[[fields]]\n") == 8
    assert text.count("[[fields.fields]]\n") == 2
    assert 'when = {field = "found", equals = true}\n' in text
    assert max(map(len, text.splitlines())) < 120


def test_what_has_no_place_in_a_chat_is_told() -> None:
    rows = [
        {
            "type": "select_one light",
            "name": "a",
            "label": "灯",
            "appearance": "horizontal",
            "constraint_message": "不对",
        },
        {"type": "date", "name": "b", "label": "日期", "default": "today()"},
    ]
    form = import_xlsform(
        workbook(rows, LIGHTS, [{**SETTINGS[0], "style": "pages", "version": "3"}]), "x.xlsx"
    )
    assert [
        (remark.row, remark.column, remark.key.removeprefix("form-import-left-out-"))
        for remark in form.remarks
    ] == [
        (2, "constraint_message", "constraint-message"),
        (2, "style", "style"),
        (2, "appearance", "appearance"),
        (3, "default", "today"),
    ]
    assert read(form).version == 1


def test_sheets_and_columns_for_colleagues_are_passed_over() -> None:
    form = imported([{**TALKS, "备注": "由人事科核对", "hint::en": None, "trigger": None}])
    assert form.field("talks").hint is None
