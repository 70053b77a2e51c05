from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from forms.fields import AddsUp, Carry, Choice, Condition, Field, FieldKind
from forms.sample_walks import Samples, sample_walks
from forms.steps import steps
from forms.xlsform.columns import plain
from tests.forms.xlsform.workbooks import CAMPAIGN, LIGHTS, YES_NO, Cells, imported

TALKS: Cells = {"type": "integer", "name": "talks", "label": "谈话几人次？"}


def field(row: Cells, *before: Cells, choices: list[Cells] | None = None) -> Field:
    """Return what a row becomes, after the rows before it."""
    full = {"name": "asked", "label": "问题？", **row}
    return imported([*before, full], [*YES_NO, *LIGHTS, *(choices or [])]).field("asked")


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("note", FieldKind.NOTE),
        ("integer", FieldKind.WHOLE_NUMBER),
        ("int", FieldKind.WHOLE_NUMBER),
        ("decimal", FieldKind.MONEY),
        ("date", FieldKind.DATE),
        ("text", FieldKind.SHORT_TEXT),
        ("image", FieldKind.ATTACHMENTS),
        ("file", FieldKind.ATTACHMENTS),
        ("acknowledge", FieldKind.YES_NO),
        ("select_one yes_no", FieldKind.YES_NO),
        ("select_one light", FieldKind.ONE_OF),
        ("select one from light", FieldKind.ONE_OF),
        ("select_multiple light", FieldKind.SEVERAL_OF),
        ("Select_Multiple light", FieldKind.SEVERAL_OF),
    ],
)
def test_each_type_has_its_kind_of_field(type_: str, kind: FieldKind) -> None:
    assert field({"type": type_}).kind is kind


@pytest.mark.parametrize(
    ("appearance", "kind"),
    [("multiline", FieldKind.LONG_TEXT), ("person", FieldKind.PERSON), ("", FieldKind.SHORT_TEXT)],
)
def test_the_appearance_of_a_text_says_which(appearance: str, kind: FieldKind) -> None:
    assert field({"type": "text", "appearance": appearance}).kind is kind


def test_choices_keep_their_order_values_and_both_languages() -> None:
    assert field({"type": "select_one light", "adds_up": "worst_light"}).choices == (
        Choice("green", {"zh": "绿", "en": "Green"}),
        Choice("yellow", {"zh": "黄", "en": "Yellow"}),
        Choice("red", {"zh": "红", "en": "Red"}),
    )


def test_a_list_of_just_yes_and_no_is_a_question_of_yes_or_no_whatever_its_names() -> None:
    listed = [
        {"list_name": "known", "name": 1, "label": "是"},
        {"list_name": "known", "name": 2, "label": "否"},
    ]
    yes = {"type": "select_one known", "name": "seen", "label": "有没有？"}
    asked = field({"type": "integer", "relevant": "${seen} = '1'"}, yes, choices=listed)
    assert asked.when == (Condition("seen", equals=True),)


@pytest.mark.parametrize(
    "head",
    ["label::zh", "label::Chinese", "label::中文", "label::简体中文 (zh)", "label:zh", "Label :: zh-CN"],
)
def test_chinese_is_known_by_many_names(head: str) -> None:
    form = imported([{"type": "text", "name": "a", head: "中文问题？", "label::English (en)": "In English?"}])
    assert form.field("a").question == {"zh": "中文问题？", "en": "In English?"}


@pytest.mark.parametrize("head", ["label", "label::zh", "label::en"])
def test_words_in_one_language_stand_for_both(head: str) -> None:
    form = imported([{"type": "text", "name": "a", head: "何事？", "hint": "简述"}])
    assert form.field("a").question == {"zh": "何事？", "en": "何事？"}
    assert form.field("a").hint == {"zh": "简述", "en": "简述"}


def test_the_summary_has_the_question_without_its_mark_or_a_short_name() -> None:
    assert field({"type": "text", "label": "有何问题？"}).label["zh"] == "有何问题"
    assert field({"type": "text", "label": "有何问题？", "short::zh": "问题"}).label == {
        "zh": "问题",
        "en": "问题",
    }


@pytest.mark.parametrize("said", ["yes", "TRUE", True, "true()", "是", "ｙｅｓ"])
def test_required_is_said_in_many_ways(said: object) -> None:
    assert field({"type": "text", "required": said}).required


@pytest.mark.parametrize(
    ("relevant", "when"),
    [
        ("${talks} > 0", [Condition("talks", above=0)]),
        ("0 < ${talks}", [Condition("talks", above=0)]),
        ("${talks} >= 3", [Condition("talks", above=2)]),
        ("${talks} < 5", [Condition("talks", below=5)]),
        ("${talks} <= '5'", [Condition("talks", below=6)]),
        ("${talks} = 3", [Condition("talks", above=2), Condition("talks", below=4)]),
        ("${light} = 'red'", [Condition("light", equals="red")]),
        ("selected(${light}, 'red')", [Condition("light", equals="red")]),
        ('selected(${lights}, "red")', [Condition("lights", contains="red")]),
        ("${seen} = 'no'", [Condition("seen", equals=False)]),
        ("${sure} = 'OK'", [Condition("sure", equals=True)]),
        ("${paid} > 100", [Condition("paid", above=100)]),
        ("(${Talks} > 0) and (${light} = 'red')", [Condition("talks", above=0), Condition("light", equals="red")]),
        (
            "＄｛ｔａｌｋｓ｝ ＞ ０ ａｎｄ ｓｅｌｅｃｔｅｄ（${lights}，‘ｒｅｄ’）",
            [Condition("talks", above=0), Condition("lights", contains="red")],
        ),
        ("${talks}≥１", [Condition("talks", above=0)]),
    ],
)  # fmt: skip
def test_relevant_becomes_conditions(relevant: str, when: list[Condition]) -> None:
    before = [
        TALKS,
        {"type": "select_one light", "name": "light", "label": "灯色"},
        {"type": "select_multiple light", "name": "lights", "label": "何灯"},
        {"type": "select_one yes_no", "name": "seen", "label": "有无"},
        {"type": "acknowledge", "name": "sure", "label": "属实"},
        {"type": "decimal", "name": "paid", "label": "金额"},
    ]
    assert list(field({"type": "text", "relevant": relevant}, *before).when) == when


@pytest.mark.parametrize(
    ("type_", "constraint", "limits"),
    [
        ("integer", ". >= 2 and . <= 9", {"minimum": 2, "maximum": 9}),
        ("integer", "。＞１ and 10 > .", {"minimum": 2, "maximum": 9}),
        ("integer", "", {"minimum": 0, "maximum": 1_000_000}),
        ("decimal", ".<=5000", {"minimum": 0, "maximum": 5000}),
        ("date", ". >= date('2024-01-01') and . <= today()", {"earliest": "2024-01-01", "latest": "today"}),
        ("date", ". > '2024-01-01' and . < '2024-02-01'", {"earliest": "2024-01-02", "latest": "2024-01-31"}),
        ("text", "string-length(.) < 31 and string-length(.) > 0", {"max_length": 30}),
    ],
)  # fmt: skip
def test_constraint_becomes_limits(type_: str, constraint: str, limits: dict[str, Any]) -> None:
    found = field({"type": type_, "constraint": constraint})
    assert {name: getattr(found, name) for name in limits} == limits


@pytest.mark.parametrize(
    ("type_", "default", "kept"),
    [
        ("integer", 3, 3),
        ("integer", "３", 3),
        ("decimal", 12.5, "12.50"),
        ("text", "“无”", "“无”"),
        ("select_one light", "green", "green"),
        ("select_multiple light", "red green", ["green", "red"]),
        ("select_one yes_no", "no", False),
        ("date", date(2026, 5, 1), "2026-05-01"),
        ("date", "today()", None),
    ],
)
def test_a_default_is_kept_as_an_answer(type_: str, default: object, kept: object) -> None:
    assert field({"type": type_, "default": default}).default == kept


def test_the_answer_of_last_time_is_carried_over() -> None:
    assert field({"type": "integer", "default": "${last-saved#asked}"}).carry is Carry.LAST


def test_a_repeat_is_a_group_and_a_calculation_adds_up_what_is_in_it() -> None:
    form = imported(CAMPAIGN, YES_NO)
    assert [part.key for part in form.field("goods").fields] == ["what", "worth"]
    total = form.field("total")
    assert (total.kind, total.sum_of, total.adds_up) == (
        FieldKind.MONEY,
        ("amount", "goods.worth"),
        AddsUp.SUM,
    )
    assert form.field("cases").unit == {"zh": "人次", "en": "times"}


def test_a_repeat_may_be_limited_and_each_item_may_have_a_sum_of_its_own() -> None:
    rows = [
        {"type": "begin_repeat", "name": "goods", "label": "几项？", "constraint": ". >= 1 and . <= 5"},
        {"type": "integer", "name": "full", "label": "整件几件？"},
        {"type": "integer", "name": "loose", "label": "散件几件？"},
        {"type": "calculate", "name": "pieces", "label": "共几件", "calculation": "${full} + ${loose}"},
        {"type": "text", "name": "why", "label": "为何？", "relevant": "${full} > 3"},
        {"type": "end_repeat"},
    ]
    goods = imported(rows).field("goods")
    assert (goods.minimum, goods.maximum) == (1, 5)
    assert goods.fields[2].sum_of == ("full", "loose")
    assert goods.fields[3].when == (Condition("full", above=3),)


def test_the_workbook_of_the_documentation_is_a_form() -> None:
    text = (Path(__file__).parents[3] / "docs" / "xlsform.md").read_text(encoding="utf-8")
    table = [[cell.strip() for cell in line.split("|")[1:-1]] for line in _table(text, "| type |")]
    heads, rows = table[0], [dict(zip(table[0], cells, strict=True)) for cells in table[2:]]
    form = imported([{head: row[head] for head in heads} for row in rows], YES_NO)
    assert [key for key, _ in form.all_fields()][1:] == [
        "found", "cases", "amount", "goods", "goods.what", "goods.worth", "total",
    ]  # fmt: skip
    assert form.field("total").sum_of == ("amount", "goods.worth")
    assert form.field("cases").maximum == 100


def _table(text: str, head: str) -> list[str]:
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(head))
    return list(takewhile(lambda line: line.startswith("|"), lines[start:]))


def test_the_campaign_form_is_asked_as_it_was_written() -> None:
    form = imported(CAMPAIGN, YES_NO)
    assert [step.path for step in steps(form, {})] == ["found", "day", "proof"]
    walks, unreached = sample_walks(form, Samples("文字", {}, date(2026, 5, 12)))
    assert unreached == []
    assert [step.path for step, _ in walks[0].asked] == [
        "found", "cases", "amount", "goods", "goods.1.what", "goods.1.worth", "day", "proof",
    ]  # fmt: skip


def test_words_keep_their_own_punctuation() -> None:
    said = "“红包”（含礼金），共几件？　请如实＝填写"
    assert field({"type": "text", "label": said, "hint": "“ｘ”"}).question == {"zh": said, "en": said}
    assert field({"type": "text", "label": said, "hint": "“ｘ”"}).hint == {"zh": "“ｘ”", "en": "“ｘ”"}


def test_names_and_heads_in_full_width_are_read_as_plain_ones() -> None:
    form = imported(
        [
            {
                "ｔｙｐｅ": "ｓｅｌｅｃｔ＿ｏｎｅ　ｌｉｇｈｔ",
                "ｎａｍｅ": "Ｌｉｇｈｔ",
                "ｌａｂｅｌ：：ｚｈ": "灯色？",
                "adds_up": "ｗｏｒｓｔ　ｌｉｇｈｔ",
            }
        ],
        LIGHTS,
    )
    assert form.field("light").adds_up is AddsUp.WORST_LIGHT


@pytest.mark.parametrize(
    ("written", "read_as"), [("“ａ”", '"a"'), ("‘1’、２", "'1',2"), ("≤ ≠ ≥", "<= != >="), ("a　 b", "a b")]
)
def test_syntax_is_made_plain(written: str, read_as: str) -> None:
    assert plain(written) == read_as
