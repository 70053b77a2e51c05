"""整改落实情况: each problem with its measures and results, and how many are closed."""

import io

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.registers.rectification import rectification_report
from tests.reports.registers.printed_made_up import ON, UNIT, measure, problem
from tests.reports.registers.register_papers import LONG
from tests.reports.second_reader import lines

CLOSED = problem(
    measure("closed", progress="已成立专班。", result="制度已修订并印发。"),
    measure(measure="组织培训。", deadline="2026-08-31"),
    state="closed",
    progress="制度已修订。",
    supervision="督查组抽查两次。",
    result="已完成整改。",
)
OPEN = problem(problem="第二个问题。", source="audit", leader=None, deadline=None)


def test_problem_by_problem_with_measures_results_and_sums() -> None:
    assert lines(rectification_report([CLOSED, OPEN], UNIT, ON)) == [
        f"{UNIT}\n整改落实情况报告",
        "现将截至2026年7月3日的整改落实情况报告如下。",
        "一、问题整改情况",
        "问题1（绍医整改〔2026〕1号）",
        "存在问题：高值耗材管理制度不健全，出入库登记不全。",
        "问题来源：巡察",
        "责任领导：分管医疗副院长（副院长）",
        "责任单位：医务科",
        "责任人：医务科负责人（医务科主任）",
        "整改期限：2026年9月30日",
        "整改措施：",
        "（1）修订高值耗材管理制度，明确登记、核对和责任追究。",
        (
            "责任领导：分管医疗副院长（副院长）；责任单位：医务科；责任人：医务科负责人（医务科主任）；"
            "完成时限：2026年8月15日；状态：已销号。"
        ),
        "进展情况：已成立专班。",
        "完成情况：制度已修订并印发。",
        "（2）组织培训。",
        (
            "责任领导：分管医疗副院长（副院长）；责任单位：医务科；责任人：医务科负责人（医务科主任）；"
            "完成时限：2026年8月31日；状态：进行中。"
        ),
        "进展情况：制度已修订。",
        "督查情况：督查组抽查两次。",
        "整改结果：已完成整改。",
        "状态：已销号",
        # What nobody wrote has no line.
        "问题2（绍医整改〔2026〕1号）",
        "存在问题：第二个问题。",
        "问题来源：审计",
        "责任单位：医务科",
        "责任人：医务科负责人（医务科主任）",
        "状态：整改中",
        "二、整改总体情况",
        "共登记整改问题2个，其中已销号1个、整改中1个。",
        "制定整改措施2条，其中已销号1条、进行中1条。",
        UNIT,
        "2026年7月3日",
    ]


def test_a_ledger_without_problems_says_so_and_one_of_hundreds_is_printed() -> None:
    assert "目前没有登记的整改问题。" in lines(rectification_report([], UNIT, ON))
    assert "共登记整改问题0个。" in lines(rectification_report([], UNIT, ON))
    hundreds = [problem(measure(measure=LONG), problem=LONG), *[OPEN] * 99]
    said = lines(rectification_report(hundreds, UNIT, ON))
    assert f"存在问题：{LONG}" in said
    assert f"（1）{LONG}" in said
    assert "共登记整改问题100个，其中整改中100个。" in said


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_was_typed_the_report_opens_again(text: str) -> None:
    some = problem(measure(measure=text, result=text), problem=text, progress=text)
    assert Document(io.BytesIO(rectification_report([some], text, ON))).paragraphs
