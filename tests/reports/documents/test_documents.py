"""The documents of the paper forms, opened again by a second library."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from docx2python import docx2python
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.documents.campaign import (
    SelfReportFigures,
    SelfReportSummary,
    campaign_document,
    self_report_document,
)
from reports.documents.progress import ROWS, Progress29, progress_document
from reports.papers.risk_sheets import (
    Opinion,
    RiskPersonSheet,
    risk_department_document,
    risk_person_document,
    risk_unit_document,
)
from tests.reports.documents.sample_documents import (
    BLANK_PERSON,
    CAMPAIGN,
    DEPARTMENT,
    ON,
    PERSON,
    PROGRESS,
    UNIT,
    UNIT_SHEET,
    sample_documents,
    self_reports,
)
from tests.reports.second_reader import lines, tables

BY_HAND = "填报人：\t联系电话：\t审核人："


def test_annex_2_has_the_fields_of_the_paper_form_in_its_order() -> None:
    content = risk_person_document([PERSON], ON)
    assert lines(content) == ["附件2", "市直卫生系统个人岗位廉政风险防控表"]
    (table,) = tables(content)
    assert table[0] == ["单位", UNIT, "职务", "采购中心主任"]
    assert table[1] == ["风险等级", "A级（一级）", "姓名", "采购中心负责人"]
    # The last three cells of the others are one.
    assert [row[0] for row in table[2:]] == [
        "主要职责",
        "存在廉政风险",
        "自我防控措施",
        "审核意见",
        "审定意见",
    ]
    assert all(row[1:] == [row[1]] * 3 for row in table[2:])
    assert [row[1] for row in table[2:5]] == [PERSON.duties, PERSON.risks, PERSON.measures]
    assert table[5][1] == "风险点查找准确，措施可行，同意上报。\n签字：分管后勤副院长\n2026年6月18日"
    assert table[6][1] == "同意。\n签字：医院党委\n2026年6月25日"


def test_annex_3_names_the_department_and_its_head() -> None:
    content = risk_department_document([DEPARTMENT], ON)
    assert lines(content) == ["附件3", "市直卫生系统内设机构（处、科、室）廉政风险防控表"]
    (table,) = tables(content)
    assert table[0] == ["单位", UNIT, "科室名称", "采购中心"]
    assert table[1] == ["风险等级", "A级（一级）", "负责人", "采购中心负责人"]
    assert [row[0] for row in table[2:]] == [
        "主要职责",
        "存在廉政风险",
        "自我防控措施",
        "审核意见",
        "审定意见",
    ]


def test_annex_4_is_about_the_unit_alone() -> None:
    content = risk_unit_document([UNIT_SHEET], ON)
    assert lines(content) == ["附件4", "市直卫生系统部门（单位）廉政风险防控表"]
    (table,) = tables(content)
    assert table[0] == ["单位名称", UNIT, "风险等级", "A级（一级）"]
    assert [row[0] for row in table[1:]] == [
        "主要职责",
        "存在廉政风险",
        "自我防控措施",
        "审核意见",
        "审定意见",
    ]


def test_what_is_not_known_yet_leaves_room_to_write() -> None:
    (table,) = tables(risk_person_document([BLANK_PERSON], ON))
    assert [row[1] for row in table[1:5]] == ["", "", "", ""]
    for row in table[5:]:
        assert row[1].split() == ["签字：", "年", "月", "日"]


def test_each_person_has_a_sheet_of_their_own() -> None:
    content = risk_person_document([PERSON, BLANK_PERSON], ON)
    assert [table[1][3] for table in tables(content)] == ["采购中心负责人", "采购中心业务主管"]
    assert lines(content) == ["附件2", "市直卫生系统个人岗位廉政风险防控表"] * 2
    with pytest.raises(ValueError, match="no sheet"):
        risk_person_document([], ON)


def test_annex_5_has_its_29_rows() -> None:
    content = progress_document(PROGRESS)
    assert lines(content)[:2] == ["附件5", "市直卫生系统深入推进廉政风险防控机制建设进展情况表"]
    (table,) = tables(content)
    assert table[0] == ["序号", "填报内容", "填写是、否或数量"]
    assert [row[0] for row in table[1:]] == [str(number) for number in range(1, 30)]
    assert [row[1] for row in table[1:]] == [label for label, _parts in ROWS]
    said = {row[0]: row[2] for row in table[1:]}
    assert [said[number] for number in ("1", "5", "6", "8", "9", "20", "27")] == [
        "差额",
        "612",
        "处级9　科级74",
        "个人197　内设部门60　单位11",
        "一级31　二级102　三级135",
        "0",
        "单位11　部门7",
    ]


def test_annex_5_takes_no_answers_that_do_not_fit_its_rows() -> None:
    with pytest.raises(ValueError, match="annex 5"):
        replace(PROGRESS, answers=PROGRESS.answers[:28])
    with pytest.raises(ValueError, match="annex 5"):
        Progress29(UNIT, "2026年6月", ON, (*PROGRESS.answers[:5], ("83",), *PROGRESS.answers[6:]))


def test_the_self_reports_are_added_up_and_say_since_when() -> None:
    content = self_report_document(self_reports())
    assert lines(content)[:2] == ["附件2", f"{UNIT}\n腐败问题专项整治有关人员主动说明问题情况汇总表"]
    assert lines(content)[-2:] == [BY_HAND, "注：统计口径：累计数自2026.6.1起，至填报之日止。"]
    (table,) = tables(content)
    assert table[0] == [
        "序号",
        "科室名称",
        "主动说明问题\n（情况）人数",
        "主动说明问题\n（情况）个数",
        "主动上交钱款\n（金额，单位：万元）",
        "主动上交财物\n（数量）",
    ]
    assert [row[0] for row in table[1:-1]] == [str(number) for number in range(1, 61)]
    assert table[3] == ["3", "人事科", "1", "2", "2.12", "2"]
    assert table[-1] == ["", "合计", "9", "18", "271.08", "9"]


figures = st.builds(
    SelfReportFigures,
    st.integers(0, 999),
    st.integers(0, 999),
    st.decimals(0, 9_999, places=6),
    st.integers(0, 999),
)


@settings(max_examples=10)
@given(st.lists(figures, max_size=6))
def test_the_sum_of_the_self_reports_is_exact(some: list[SelfReportFigures]) -> None:
    rows = [(f"科室{number}", sheet) for number, sheet in enumerate(some)]
    summary = SelfReportSummary(UNIT, "2026年8月", ON, rows, ON)
    (table,) = tables(self_report_document(summary))
    for place, column in enumerate(("persons", "problems", "money_wan", "goods"), start=2):
        counted = sum((Decimal(getattr(row, column)) for row in some), Decimal(0))
        assert Decimal(table[-1][place]) == counted


def test_the_campaign_s_summary_counts_by_kind_and_adds_each_group_up() -> None:
    content = campaign_document(CAMPAIGN)
    assert lines(content)[:2] == ["附件4", f"{UNIT}腐败问题专项整治情况汇总表"]
    assert lines(content)[-4:] == [
        BY_HAND,
        "注：1.处理人员中的“其他”，指中层以下人员、非中共党员和非公职人员。",
        "2.行政处罚仅统计非中共党员且非公职人员。",
        "3.统计口径：累计数自2026.6.1起，至填报之日止。",
    ]
    (table,) = tables(content)
    upper, lower, *items, total = table
    assert upper == [
        "整治工作\n项目",
        *["科室类别（个数）"] * 4,
        *["处理人员"] * 3,
        *["四种形态运用（人数）"] * 5,
        "行政\n处罚\n（人）",
        "通报\n问题\n（个）",
        "完善\n制度\n（个）",
    ]
    assert lower[1:13] == [
        *("职能", "临床", "医技", "合计"),
        *("中层\n人员", "其他", "合计"),
        *("第一\n形态", "第二\n形态", "第三\n形态", "第四\n形态", "合计"),
    ]
    assert (lower[0], lower[13:]) == (upper[0], upper[13:])
    assert items[0] == [
        *("重点岗位权力运行", "18", "36", "6", "60", "2", "3", "5", "4", "1", "0", "0", "5", "1", "5", "9"),
    ]
    assert items[2] == ["医德医风", *["0"] * 15]
    assert total == [
        *("合计", "18", "72", "12", "102", "5", "8", "13", "10", "2", "1", "0", "13", "2", "14", "21"),
    ]


words = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=40)


@settings(max_examples=10)
@given(st.builds(RiskPersonSheet, *[words] * 7, st.builds(Opinion, words, words, st.none() | st.dates())))
def test_every_word_of_a_sheet_comes_back(sheet: RiskPersonSheet) -> None:
    (table,) = tables(risk_person_document([sheet], ON))
    assert [table[0][1], table[0][3], table[1][1], table[1][3]] == [
        sheet.unit,
        sheet.post,
        sheet.level,
        sheet.name,
    ]
    assert [row[1] for row in table[2:5]] == [sheet.duties, sheet.risks, sheet.measures]
    assert table[5][1].startswith(f"{sheet.reviewed.text}\n签字：{sheet.reviewed.signed_by}\n".lstrip("\n"))


def test_every_document_is_numbered_and_names_no_author() -> None:
    for name, content in sample_documents().items():
        with docx2python(io.BytesIO(content)) as document:
            feet = [text.strip() for page in document.footer for row in page for cell in row for text in cell]
            assert set(feet) == {"— 1 —"}, name
            properties = document.core_properties
            assert [properties[key] for key in ("creator", "lastModifiedBy")] == [None, None], name
