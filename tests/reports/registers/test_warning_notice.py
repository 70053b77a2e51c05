"""廉政风险预警通知书: what the office wrote, to whom and until when."""

import io
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.registers.warning_notice import warning_notice
from tests.reports.registers.printed_made_up import BUYER, ISSUED, UNIT, WARNING_ANSWERS, made, warning
from tests.reports.second_reader import lines

LONG = "长" * 4_999 + "尾"


def test_the_notice_reads_from_number_to_signature() -> None:
    assert lines(warning_notice(warning())) == [
        f"{UNIT}\n廉政风险预警通知书",
        "编号：绍医预警〔2026〕5号",
        "采购中心：",
        "根据廉政风险预警防控工作有关规定，现就以下情况发出黄色预警。",
        "一、存在问题",
        WARNING_ANSWERS["problem"],
        "二、整改要求",
        "1.补登今年以来的出入库记录。",
        "2.每周核对一次使用记录与收费记录。",
        "三、整改期限",
        "请于2026年8月1日前完成整改，并报送整改情况。签收和整改由采购中心负责人（采购中心主任）负责。",
        "医院监察室",
        "2026年6月12日",
    ]


@pytest.mark.parametrize(
    ("object_", "to"), [("person", "采购中心负责人（采购中心主任）"), ("grid", "采购中心"), ("unit", UNIT)]
)
def test_it_goes_to_the_person_the_department_or_the_unit(object_: str, to: str) -> None:
    assert lines(warning_notice(warning(object=object_)))[2] == f"{to}："


def test_what_nobody_wrote_is_not_printed() -> None:
    nothing = warning(light=None, object=None, addressee=None, problem=None, measure=None, deadline=None)
    assert lines(warning_notice(nothing)) == [
        f"{UNIT}\n廉政风险预警通知书",
        "编号：绍医预警〔2026〕5号",
        "采购中心：",
        "根据廉政风险预警防控工作有关规定，现就以下情况发出预警。",
        "医院监察室",
        "2026年6月12日",
    ]


def test_there_is_no_notice_of_a_warning_that_was_not_issued() -> None:
    with pytest.raises(ValueError, match="not issued"):
        warning_notice(warning(ISSUED[:1]))


def test_it_keeps_the_day_on_which_it_was_issued_whatever_followed() -> None:
    returned = made(9, "return", ("answered", "returned"), reason="请补充材料")
    later = (*ISSUED, made(5, "answer", ("issued", "answered")), returned)
    assert lines(warning_notice(warning(later)))[-1] == "2026年6月12日"


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_was_typed_the_notice_opens_again(text: str) -> None:
    answers: dict[str, Any] = {"problem": text, "measure": text, "addressee": {**BUYER, "name": text}}
    assert Document(io.BytesIO(warning_notice(warning(object="person", **answers)))).paragraphs


def test_nothing_of_a_long_text_is_lost() -> None:
    assert LONG in lines(warning_notice(warning(problem=LONG)))
