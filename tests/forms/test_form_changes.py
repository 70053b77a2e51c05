"""What a correction changed, in words."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from forms.changes import FieldChange, changes
from tests.desks import FORMS

FORM = FORMS["monthly_report"]
ITEM = {"tendencies.1.summary": "登记不全", "tendencies.1.area": "service", "tendencies.1.done": None}
SECOND = {"tendencies.2.summary": "账实不符", "tendencies.2.area": "power", "tendencies.2.done": "已约谈"}


def changed(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(change.label, change.old, change.new) for change in changes(FORM, old, new, "zh")]


def test_a_field_that_differs_says_what_it_said_and_says() -> None:
    old = {"light": "yellow", "talks": 2, "red_packets": 1, "red_packets_amount": "800.00"}
    new = {"light": "red", "talks": 2, "red_packets": 2, "red_packets_amount": "1200.50"}
    assert changed(old, new) == [
        ("灯色", "黄", "红"),
        ("上交/退还红包", "1 人次", "2 人次"),
        ("红包金额", "800.00 元", "1,200.50 元"),
    ]


def test_what_was_skipped_reads_empty_on_its_side() -> None:
    assert changed({"note": None}, {"note": "补充"}) == [("备注", "", "补充")]
    assert changed({"note": "补充"}, {}) == [("备注", "补充", "")]


def test_an_item_that_differs_appears_or_goes_is_a_line_of_its_own() -> None:
    old, new = {"tendencies": 1, **ITEM}, {"tendencies": 2, **ITEM, **SECOND}
    assert changed(old, new) == [
        ("苗头性问题", "1 项", "2 项"),
        ("苗头性问题②", "", "账实不符，重点岗位权力运行，已约谈"),
    ]
    assert changed(new, old)[1] == ("苗头性问题②", "账实不符，重点岗位权力运行，已约谈", "")
    other = {**new, "tendencies.1.summary": "登记有误"}
    assert changed(new, other) == [("苗头性问题①", "登记不全，医疗服务", "登记有误，医疗服务")]


def test_as_many_files_but_others_do_not_read_alike() -> None:
    (line,) = changed({"attachments": [{"file_id": "a"}]}, {"attachments": [{"file_id": "b"}]})
    assert line[1] != line[2]


@given(
    st.fixed_dictionaries(
        {}, optional={"talks": st.integers(0, 9), "light": st.sampled_from(["green", "red"])}
    )
)
def test_nothing_changed_is_no_line(answers: dict[str, Any]) -> None:
    assert changes(FORM, answers, dict(answers), "en") == []
    assert changes(FORM, answers, {**answers, "warnings": 4}, "en") == [
        FieldChange("Warnings", "", "4 issued")
    ]
