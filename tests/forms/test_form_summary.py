from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.fields import Form
from forms.reading.reader import shipped_forms
from forms.steps import zero_answers
from forms.summary import say_answer, say_item, summary_lines
from tests.forms.made_up import FEW, answers_to, every_kind

FORM = every_kind()
MONTHLY = shipped_forms()["monthly_report"]
JUNE: dict[str, Any] = {
    "light": "yellow",
    "education_sessions": 2,
    "education_attendance": 35,
    "talks": 4,
    "tendencies": 1,
    "tendencies.1.summary": "高值耗材登记不全",
    "tendencies.1.area": "service",
    "tendencies.1.done": "已提醒",
    "warnings": 0,
    "red_packets": 1,
    "red_packets_amount": "1234.50",
    "suggestions": None,
    "tips_forwarded": 1,
}


def test_a_monthly_report_reads_as_the_windows_do() -> None:
    assert summary_lines(MONTHLY, JUNE, "zh") == [
        "灯色  黄",
        "廉政教育  2 场 35 人次",
        "谈心谈话  4 人次",
        "苗头性问题  1 项  ①高值耗材登记不全，医疗服务，已提醒",
        "警示提醒  0 次",
        "转递线索  1 件",
        "上交/退还红包  1 人次 1,234.50 元",
        "未填：意见建议、备注、附件",
    ]


def test_it_reads_in_english_too() -> None:
    lines = summary_lines(MONTHLY, JUNE, "en")
    assert lines[0] == "Light  Yellow"
    assert lines[6] == "Red packets  1 handed over or returned 1,234.50 CNY"
    assert lines[-1] == "Not answered: Suggestions, Note, Attachments"


def test_a_zero_report_says_its_zeros() -> None:
    assert summary_lines(MONTHLY, zero_answers(MONTHLY), "zh")[:4] == [
        "灯色  绿",
        "廉政教育  0 场",
        "谈心谈话  0 人次",
        "苗头性问题  0 项",
    ]


def test_several_items_stand_below_their_group() -> None:
    answers = {**JUNE, "tendencies": 2, "tendencies.2.summary": "收费", "tendencies.2.area": "ethics"}
    lines = summary_lines(MONTHLY, answers, "zh")
    assert lines[3:6] == ["苗头性问题  2 项", "①高值耗材登记不全，医疗服务，已提醒", "②收费，医德医风"]


def test_more_items_than_there_are_circled_numbers_are_numbered_on() -> None:
    matters = {f"matters.{n}.what": "事" for n in range(1, 22)}
    assert summary_lines(FORM, {"matters": 21, **matters}, "zh")[20:22] == ["⑳事", "(21)事"]


def test_a_question_that_is_not_asked_is_not_called_open() -> None:
    assert summary_lines(FORM, {"held": False}, "zh") == ["开会  否", "未填：灯色、议题、日期、事项、附件"]


def test_a_long_text_is_cut_where_the_window_asks_for_it() -> None:
    answers = {**JUNE, "note": "很" * 900}
    assert "备注  " + "很" * 900 in summary_lines(MONTHLY, answers, "zh")
    cut = summary_lines(MONTHLY, answers, "zh", text_limit=5)
    assert "备注  很很很很…" in cut
    assert "苗头性问题  1 项  ①高值耗材…，医疗服务，已提醒" in cut


SAID = [
    ("held", True, "是", "Yes"),
    ("people", 3, "3 人", "3 present"),
    ("cost", "1234567.80", "1,234,567.80 元", "1,234,567.80 CNY"),
    ("light", "red", "红", "Red"),
    ("light", "blue", "blue", "blue"),
    ("topics", ["rules", "cases"], "制度、案例", "Rules, Cases"),
    ("day", "2024-06-03", "2024年6月3日", "2024-06-03"),
    ("receipt", "A-1", "A-1", "A-1"),
    ("files", [{"file_id": "AgAD"}], "1 个", "1 attached"),
    ("people", None, "", ""),
]


@pytest.mark.parametrize(("key", "value", "zh", "en"), SAID)
def test_an_answer_is_said_in_words(key: str, value: Any, zh: str, en: str) -> None:
    assert say_answer(FORM.field(key), value, "zh") == zh
    assert say_answer(FORM.field(key), value, "en") == en


def test_an_item_is_one_line_whatever_was_typed() -> None:
    item = {"what": "一", "grave": True, "why": "第一行\n第二行"}
    assert say_item(FORM.field("matters"), item, "zh") == "一，是，第一行 第二行"


@FEW
@given(st.data(), st.sampled_from([FORM, *shipped_forms().values()]), st.sampled_from(["zh", "en"]))
def test_every_form_can_be_summed_up_in_words(data: st.DataObject, form: Form, lang: str) -> None:
    answers = data.draw(answers_to(form))
    text = "\n".join(summary_lines(form, answers, lang))
    for field in form.fields:
        assert say_answer(field, answers.get(field.key), lang) in text
