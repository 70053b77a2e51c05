"""The paper forms of docs/domain.md sections 3 and 8, field by field, beside what the shipped forms ask."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.fields import Field, FieldKind, Form
from forms.filling import asked, begin, tap
from forms.reading.reader import shipped_forms
from forms.steps import applicable, find_step, next_open, set_answer, steps, unanswered
from forms.summary import summary_lines
from tests.forms.made_up import FEW, values_of

FORMS = shipped_forms()
STAGES = ("find", "grade", "manage", "warn", "handle")

RISK = {
    "风险等级": ["level"],
    "主要职责": ["duties"],
    "存在廉政风险": ["risks"],
    "自我防控措施": ["measures"],
}
PAPER: dict[str, dict[str, list[str]]] = {
    "monthly_report": {
        "灯色": ["light"],
        "廉政教育 场次/人次": ["education_sessions", "education_attendance"],
        "谈心谈话 人次": ["talks"],
        "苗头性、倾向性问题": ["tendencies", "tendencies.summary", "tendencies.area", "tendencies.done"],
        "警示提醒 次": ["warnings"],
        "转递线索 件": ["tips_forwarded"],
        "上交/退还红包 人次、金额": ["red_packets", "red_packets_amount"],
        "意见建议": ["suggestions"],
        "备注": ["note"],
        "附件": ["attachments"],
    },
    "quarterly_selfcheck": {
        "查找、定级、管理、预警、处理: 是否": [f"{stage}_done" for stage in STAGES],
        "数量": [f"{stage}_count" for stage in STAGES],
        "问题、措施": ["problems", "problems.stage", "problems.problem", "problems.measures"],
        "未完成整改": ["open_rectifications"],
        "正文": ["report_text"],
    },
    "annual_report": {
        "廉政教育": ["education_sessions", "education_attendance"],
        "谈心谈话": ["talks"],
        "苗头性问题": ["tendencies"],
        "警示提醒": ["warnings"],
        "转递线索": ["tips_forwarded"],
        "红包": ["red_packets", "red_packets_amount"],
        "工作情况、问题、打算": ["work_done", "problems", "plan"],
    },
    "self_report_summary": {
        "科室名称": ["departments", "departments.department"],
        "人数": ["departments.persons"],
        "问题数": ["departments.problems"],
        "上交金额(万元)": ["departments.handed_over", "departments.money"],
        "上交物品(数量)": ["departments.goods"],
    },
    "campaign_summary": {
        "整治工作项目": ["items", "items.item"],
        "科室数 职能/临床/医技/合计": [
            *("items.departments", "items.administrative", "items.clinical", "items.technical"),
        ],
        "处理人数 中层/其他/合计": [
            *("items.any_dealt_with", "items.dealt_with", "items.middle", "items.other"),
        ],
        "四种形态 第一至第四/合计": [
            *("items.forms", "items.form_1", "items.form_2", "items.form_3", "items.form_4"),
        ],
        "行政处罚": ["items.penalties"],
        "通报问题": ["items.notified"],
        "完善制度": ["items.improved"],
    },
    "hearing": {
        "日期": ["held_on"],
        "是否到场": ["present", "absent_because"],
        "报告内容": ["reported"],
        "提出的要求": ["asked_for"],
    },
    "progress_29": {
        "1 性质(全额/差额/自收自支)": ["nature"],
        "2 是否制定工作细则": ["rules_made"],
        "3 是否召开部署会议": ["meeting_held"],
        "4 是否开始查找廉政风险": ["finding_begun"],
        "5 参与查找风险点党员干部、职工数": ["participants"],
        "6 其中处级/科级": ["division_heads", "section_heads", "other_staff"],
        "7 查找廉政风险点": ["points"],
        "8 其中个人/内设部门/单位": ["personal_points", "department_points", "unit_points"],
        "9 一级/二级/三级": ["graded_points", "level_1_points", "level_2_points", "level_3_points"],
        "10 是否开展核定权力清单": ["powers_checked"],
        "11 取消职权": ["powers_cancelled"],
        "12 编制职权目录": ["powers_listed"],
        "13 是否开展规范工作流程": ["workflows_set"],
        "14 编制业务流程图(份)": ["flow_charts"],
        "15 是否公开权力清单、业务流程图等事项": ["published"],
        "16 是否进行风险预警": ["warned"],
        "17 发出风险预警(次)": ["warnings"],
        "18 是否制定防控措施": ["measures_set"],
        "19 制定防控措施(条)": ["measures"],
        "20 组织处理和纪律处分(人)": ["disciplined"],
        "21 制定整改措施(条)": ["rectifications"],
        "22 是否开展廉政风险教育": ["education_held"],
        "23 开展廉政风险教育(场次)": ["education_sessions"],
        "24 编写廉政教案(个)": ["lesson_plans"],
        "25 是否开始健全完善规范性文件": ["documents_begun"],
        "26 健全完善规范性文件(件)": ["documents"],
        "27 其中单位/部门规范性文件(件)": ["unit_documents", "department_documents"],
        "28 是否开展工作检查": ["inspected"],
        "29 开展工作检查(次)": ["inspections"],
    },
}
PAPER["halfyear_selfcheck"] = PAPER["quarterly_selfcheck"]
PRIVATE = re.compile(
    "宗教|信仰|民族|种族|健康|疾病|病史|婚姻|配偶|子女|家庭|家属|恋爱|身份证|住址"
    r"|religio|ethnic|\brace\b|health|illness|marri|spouse|child|famil|home address",
    re.IGNORECASE,
)


@pytest.mark.parametrize("form_id", PAPER)
def test_a_form_has_every_field_of_its_paper_and_no_other_in_that_order(form_id: str) -> None:
    keys = [key for key, _field in FORMS[form_id].all_fields()]
    on_paper = [key for row in PAPER[form_id].values() for key in row]
    if form_id in ("progress_29", "monthly_report"):
        assert keys == on_paper
    assert sorted(keys) == sorted(on_paper)


def test_annex_5_has_29_rows_and_each_question_names_its_own() -> None:
    form, rows = FORMS["progress_29"], PAPER["progress_29"]
    assert [int(row.split()[0]) for row in rows] == list(range(1, 30))
    for row, keys in rows.items():
        for field in map(form.field, keys):
            number = "5" if field.key == "other_staff" else row.split()[0]  # who makes item 6 up to item 5
            assert field.question is None or field.question["zh"].startswith(f"{number}. "), field.key


@pytest.mark.parametrize(
    ("form_id", "whole", "parts"),
    [
        ("progress_29", "participants", ["division_heads", "section_heads", "other_staff"]),
        ("progress_29", "points", ["personal_points", "department_points", "unit_points"]),
        ("progress_29", "graded_points", ["level_1_points", "level_2_points", "level_3_points"]),
        ("progress_29", "documents", ["unit_documents", "department_documents"]),
        ("campaign_summary", "items.departments", ["administrative", "clinical", "technical"]),
        ("campaign_summary", "items.dealt_with", ["middle", "other"]),
        ("campaign_summary", "items.forms", ["form_1", "form_2", "form_3", "form_4"]),
    ],
)
def test_a_row_that_others_are_part_of_is_their_sum(form_id: str, whole: str, parts: list[str]) -> None:
    form = FORMS[form_id]
    group, _, _key = whole.rpartition(".")
    below = f"{group}.1." if group else ""
    answers: dict[str, Any] = {"finding_begun": True, "documents_begun": True, "items": 1}
    answers |= {"items.1.any_dealt_with": True}
    answers |= {f"{below}{part}": number for number, part in enumerate(parts, start=2)}
    assert applicable(form, answers)[f"{below}{whole.removeprefix(f'{group}.')}"] == sum(
        range(2, 2 + len(parts))
    )
    assert list(form.field(whole).sum_of) == parts


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_no_form_asks_for_what_is_nobody_elses_business(form: Form) -> None:
    for key, field in form.all_fields():
        for words in (field.label, field.question, field.hint, *(choice.label for choice in field.choices)):
            for text in (words or {}).values():
                assert not PRIVATE.search(text), (key, text)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_every_label_of_a_form_is_its_own(form: Form) -> None:
    for language in ("zh", "en"):
        labels = [field.label[language] for field in form.fields]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("form_id", "nothing", "most"),
    [
        ("progress_29", 14, 33),
        ("campaign_summary", 1, 15),
        ("self_report_summary", 1, 7),
    ],
)
def test_the_windows_are_few_where_there_is_nothing_to_say(form_id: str, nothing: int, most: int) -> None:
    form = FORMS[form_id]
    assert len(walk(form, yes=False)) == nothing
    assert len(walk(form, yes=True)) == most


def walk(form: Form, *, yes: bool) -> list[str]:
    """Answer every question, each 是否 alike; return the questions asked, of a group one item's at most."""
    answers: dict[str, Any] = {}
    while (step := next_open(form, answers)) is not None:
        answers = set_answer(form, answers, step.path, plain(step.field, yes=yes))
    paths = [step.path for step in steps(form, answers)]
    return paths if yes else [path for path in paths if "." not in path]


def plain(field: Field, *, yes: bool) -> Any:
    person = {"staff_number": "1", "name": "甲", "post": "主任"}
    values: dict[FieldKind, Any] = {
        FieldKind.YES_NO: yes,
        FieldKind.WHOLE_NUMBER: 1,
        FieldKind.GROUP: 1,
        FieldKind.MONEY: "1.00",
        FieldKind.ONE_OF: field.choices[0].value if field.choices else "",
        FieldKind.PERSON: person,
        FieldKind.DATE: "2026-05-12",
    }
    return values.get(field.kind, "文字" if field.required else None)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@FEW
@given(st.data())
def test_every_form_is_filled_in_from_its_first_question_to_its_summary(
    form: Form, data: st.DataObject
) -> None:
    draft = begin(form, 1, 1, {})
    turns = 0
    while (step := asked(form, draft)) is not None:
        draft = tap(form, draft, data.draw(values_of(step.field)))
        turns += 1
        assert turns < 300
    assert unanswered(form, draft.answers) == []
    for language in ("zh", "en"):
        lines = summary_lines(form, draft.answers, language, 60)
        assert lines
        assert all(line.strip() for line in lines)
    for field in form.fields:
        if field.sum_of and any(draft.answers.get(part) is not None for part in field.sum_of):
            assert draft.answers[field.key] == sum(draft.answers.get(part) or 0 for part in field.sum_of)
    for path in draft.answers:
        computed = not form.field(re.sub(r"\.[0-9]+\.", ".", path)).is_asked
        assert computed or find_step(form, draft.answers, path) is not None
