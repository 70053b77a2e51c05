import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from forms.answers import TODAY, checked, read_text
from forms.fields import Field
from tests.forms.made_up import STEADY, every_kind, values_of
from tests.forms.meeting import meeting

FORM = every_kind()
FIELDS = [field for form in (FORM, meeting()) for _, field in form.all_fields() if field.is_asked]


def refusal_of(key: str, text: str) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        read_text(FORM.field(key), text)
    return caught.value


UNDERSTOOD = [
    ("people", "12", 12),
    ("people", " １２ ", 12),
    ("people", "12人", 12),
    ("people", "12 人", 12),
    ("people", "007", 7),
    ("matters", "2项", 2),
    ("cost", "1200", "1200.00"),
    ("cost", "1,200.5", "1200.50"),
    ("cost", "１，２００．５０ 元", "1200.50"),
    ("cost", "￥12.30", "12.30"),
    ("cost", "0", "0.00"),
    ("held", "是", True),
    ("held", " no ", False),
    ("light", "黄", "yellow"),
    ("light", "RED", "red"),
    ("topics", "案例", ["cases"]),
    ("day", "2024-06-30", "2024-06-30"),
    ("day", "2024年6月3日", "2024-06-03"),
    ("day", "２０２４/６/３", "2024-06-03"),
    ("day", "2024.2.29", "2024-02-29"),
    ("day", "20240603", "2024-06-03"),
    ("receipt", "  第一行\n第二行  ", "第一行 第二行"),
    ("matters.why", "  第一行\r\n第二行\x00 ", "第一行\n第二行"),
]


@pytest.mark.parametrize(("key", "text", "value"), UNDERSTOOD)
def test_what_people_type_is_understood(key: str, text: str, value: Any) -> None:
    read = read_text(FORM.field(key), text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("12月9日", date(2026, 12, 20), "2026-12-09"),
        ("12月9日", date(2027, 1, 5), "2026-12-09"),
        ("１月５日", date(2026, 12, 30), "2027-01-05"),
        ("9 Dec", date(2026, 12, 20), "2026-12-09"),
        ("9 Dec 2025", date(2026, 12, 20), "2025-12-09"),
        ("12月9日 周三", date(2026, 12, 20), "2026-12-09"),
        ("2月29日", date(2027, 2, 20), "2028-02-29"),
    ],
)
def test_a_day_is_understood_as_the_windows_write_it(text: str, today: date, day: str) -> None:
    assert read_text(FORM.field("day"), text, today) == day


def test_a_day_without_a_year_is_one_that_the_question_takes() -> None:
    past = replace(FORM.field("day"), latest=TODAY)
    assert read_text(past, "1月5日", date(2026, 12, 30)) == "2026-01-05"


@pytest.mark.parametrize(
    "text", ["", "两场", "abc", "-1", "0", "501", "2.5", "1e2", "+3", "1,2", "9" * 5000, "²½"]
)
def test_a_number_out_of_order_is_refused_with_its_limits(text: str) -> None:
    refusal = refusal_of("people", text)
    assert refusal.key == "forms-answer-not-a-whole-number"
    assert refusal.details == {"minimum": 1, "maximum": 500}


@pytest.mark.parametrize("text", ["", "-1", "1.234", "100000.01", "1,2", "1.5万", "．", "9" * 5000])
def test_an_amount_out_of_order_is_refused_with_its_limits(text: str) -> None:
    refusal = refusal_of("cost", text)
    assert refusal.key == "forms-answer-not-an-amount"
    assert refusal.details == {"minimum": 0, "maximum": 100000}


@pytest.mark.parametrize("text", ["", "昨天", "6月30日", "2023-02-29", "2024-13-01", "0000-01-01", "24-6-3"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    assert refusal_of("day", text).key == "forms-answer-not-a-date"


@pytest.mark.parametrize("key", ["held", "light", "topics"])
def test_a_word_that_is_no_choice_is_refused(key: str) -> None:
    assert refusal_of(key, "蓝").key == "forms-answer-not-a-choice"


def test_five_thousand_characters_are_refused_with_the_limit_and_the_length() -> None:
    refusal = refusal_of("matters.why", "字" * 5000)
    assert refusal.key == "forms-answer-too-long"
    assert refusal.details == {"limit": 1000, "length": 5000}
    assert refusal_of("matters.what", "字" * 21).details == {"limit": 20, "length": 21}
    assert read_text(FORM.field("matters.what"), "字" * 20) == "字" * 20


@pytest.mark.parametrize("text", ["", "  \n", "\x00\x1b"])
def test_an_empty_text_is_refused(text: str) -> None:
    assert refusal_of("matters.why", text).key == "forms-answer-empty"


def test_words_are_no_file() -> None:
    assert refusal_of("files", "照片").key == "forms-answer-not-a-file"


def test_only_what_is_optional_may_be_skipped() -> None:
    assert checked(FORM.field("people"), None) is None
    with pytest.raises(RefusalError, match="forms-answer-required"):
        checked(FORM.field("held"), None)


STALE = [
    ("held", "yes", "forms-answer-not-a-choice"),
    ("held", 1, "forms-answer-not-a-choice"),
    ("people", True, "forms-answer-not-a-whole-number"),
    ("people", "3", "forms-answer-not-a-whole-number"),
    ("people", 501, "forms-answer-not-a-whole-number"),
    ("matters", 4, "forms-answer-not-a-whole-number"),
    ("cost", 3, "forms-answer-not-an-amount"),
    ("cost", "3", "forms-answer-not-an-amount"),
    ("cost", "¥3.00", "forms-answer-not-an-amount"),
    ("light", "blue", "forms-answer-not-a-choice"),
    ("topics", [], "forms-answer-not-a-choice"),
    ("topics", ["rules", "gone"], "forms-answer-not-a-choice"),
    ("topics", "rules", "forms-answer-not-a-choice"),
    ("day", "2024/6/3", "forms-answer-not-a-date"),
    ("day", 20240603, "forms-answer-not-a-date"),
    ("receipt", 3, "forms-answer-empty"),
    ("files", [], "forms-answer-not-a-file"),
    ("files", [{"file_id": ""}], "forms-answer-not-a-file"),
    ("files", ["AgAD"], "forms-answer-not-a-file"),
    ("files", [{"file_id": "AgAD"}] * 3, "forms-answer-too-many-files"),
]


@pytest.mark.parametrize(("key", "value", "refusal"), STALE)
def test_a_value_that_no_button_gives_is_refused(key: str, value: Any, refusal: str) -> None:
    with pytest.raises(RefusalError) as caught:
        checked(FORM.field(key), value)
    assert caught.value.key == refusal


def test_several_choices_are_kept_in_the_order_of_the_form() -> None:
    assert checked(FORM.field("topics"), ["cases", "rules", "cases"]) == ["rules", "cases"]


@STEADY
@given(
    st.sampled_from(FIELDS), st.text(max_size=30) | st.text("0123456789０１,，.．-年月日元人项 ", max_size=15)
)
def test_any_text_is_either_read_as_a_valid_answer_or_refused(field: Field, text: str) -> None:
    try:
        value = read_text(field, text)
    except RefusalError:
        return
    assert checked(field, value) == value
    assert json.loads(json.dumps(value)) == value


@STEADY
@given(st.data(), st.sampled_from(FIELDS))
def test_every_valid_answer_stays_as_it_is(data: st.DataObject, field: Field) -> None:
    value = data.draw(values_of(field))
    if isinstance(value, list) and field.choices:
        assert sorted(checked(field, value)) == sorted(value)
    else:
        assert checked(field, value) == value


@STEADY
@given(st.decimals(0, 100000, places=2))
def test_an_amount_with_separators_is_read_as_it_was_meant(yuan: Decimal) -> None:
    assert Decimal(read_text(FORM.field("cost"), f"{yuan:,}元")) == yuan
