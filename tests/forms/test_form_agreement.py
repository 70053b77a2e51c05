"""Figures that contradict each other: how checks are written, what they say of answers, and that they stop nobody."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.agreement import agreement_of, contradictions
from forms.reading.reader import read_form, shipped_forms
from forms.steps import Answers
from tests.forms.made_up import EVERY_KIND, STEADY
from tests.forms.meeting import MEETING
from tests.forms.wrong_forms import errors_of, line_of, said

CHECK = """
[[checks]]
check = "people <= matters + 2"
says = { zh = "{people} 人，事项只有 {matters} 项。", en = "{people} people and {matters} matters." }
"""
FORM = read_form(EVERY_KIND + CHECK, "every_kind.toml")


def of(check: str, answers: Answers, says: str = "{people} {matters} {cost}") -> list[str]:
    """Return what a check says of answers; of the names in its sentence those that it has."""
    sentence = re.sub(r"\{(\w+)\}", lambda name: name[0] if name[1] in check else "", says).strip()
    text = f'[[checks]]\ncheck = "{check}"\nsays = {{ zh = "{sentence}.", en = "{sentence}." }}\n'
    return contradictions(read_form(EVERY_KIND + text, "every_kind.toml"), answers, "zh")


def test_a_contradiction_is_said_with_its_figures_in_each_language() -> None:
    answers: Answers = {"held": True, "people": 5, "matters": 1}
    assert contradictions(FORM, answers, "zh") == ["5 人，事项只有 1 项。"]
    assert contradictions(FORM, answers, "en") == ["5 people and 1 matters."]
    assert contradictions(FORM, {**answers, "people": 3}, "zh") == []


@pytest.mark.parametrize(
    ("check", "answers", "says"),
    [
        ("people = matters", {"people": 2, "matters": 3}, ["2 3."]),
        ("people = matters", {"people": 2, "matters": 2}, []),
        ("people = matters", {"people": 2}, []),
        ("people = matters", {"people": None, "matters": 0}, []),
        ("people + matters <= 4", {"people": 5}, ["5 0."]),
        ("people + matters <= 4", {"people": 3}, []),
        ("people >= matters", {"people": 1, "matters": 2}, ["1 2."]),
        ("people >= matters", {"matters": 2}, []),
        ("cost <= 1000", {"cost": "1200.00"}, ["1,200.00."]),
        ("cost <= 1000", {"cost": "1000.00"}, []),
    ],
)
def test_what_was_left_open_contradicts_nothing(check: str, answers: Answers, says: list[str]) -> None:
    assert of(check, answers) == says


def test_figures_in_groups_are_added_up_over_all_items() -> None:
    text = MEETING + '[[checks]]\ncheck = "gifts.goods <= 4000"\nsays = { zh = "{gifts.goods}", en = "-" }\n'
    form = read_form(text, "meeting.toml")
    given: Answers = {"gifts": 2, "gifts.1.goods": "900.00", "gifts.2.goods": "3100.50"}
    assert contradictions(form, given, "zh") == ["4,000.50"]
    assert contradictions(form, {**given, "gifts.2.goods": None}, "zh") == []
    assert contradictions(form, {"gifts": 0}, "zh") == []


@STEADY
@given(st.text("ab+<=>. 1", max_size=12))
def test_what_is_not_written_as_a_check_is_refused_and_nothing_else_breaks(check: str) -> None:
    found = agreement_of(check)
    if found is not None:
        assert agreement_of(f"{' + '.join(found.left)} {found.sign} {' + '.join(found.right)}") == found
        assert found.keys


@pytest.mark.parametrize(
    ("old", "new", "fault", "where"),
    [
        ("people <= matters + 2", "people < matters", "check-written", ""),
        ("people <= matters + 2", "2 <= 3", "check-written", ""),
        ("people <= matters + 2", "people <= matters <= 3", "check-written", ""),
        ("people <= matters + 2", "persons <= matters", "check-unknown", ""),
        ("people <= matters + 2", "people + day <= matters", "check-kind", ""),
        ("people <= matters + 2", "people + figure <= matters", "sum-known", ""),
        ("{people} people and {matters}", "{people} people and {cost}", "check-says", ""),
        (', en = "{people} people and {matters} matters."', "", "untranslated", "{people} 人"),
        ("says = {", "say = {", "unknown-key", "[[checks]]"),
    ],
)
def test_a_faulty_check_is_named_with_its_line(old: str, new: str, fault: str, where: str) -> None:
    text = EVERY_KIND + CHECK
    errors = [error for error in errors_of(old, new, text) if error.key == f"form-fault-{fault}"]
    assert [error.line for error in errors[:1]] == [line_of(where or new, text.replace(old, new))]
    assert "every_kind.toml" in said(errors[0])
    assert said(errors[0], "en")


def test_shipped_forms_point_out_what_their_papers_cannot_both_say() -> None:
    forms = shipped_forms()
    summary: Answers = {"items": 2, "items.1.dealt_with": 2, "items.1.forms": 1, "items.2.forms": 3}
    assert contradictions(forms["campaign_summary"], summary, "zh") == [
        "处理 2 人，四种形态合计 4 人，多于处理人数。"
    ]
    assert contradictions(
        forms["self_report_summary"],
        {"departments": 1, "departments.1.persons": 3, "departments.1.problems": 1},
        "zh",
    )
    assert contradictions(forms["procurement_report"], {"purchases": 1, "tenders": 2}, "zh")


ANNEX_5: Answers = {
    "participants": 9,
    "division_heads": 2,
    "section_heads": 3,
    "points": 6,
    "personal_points": 3,
    "department_points": 2,
    "unit_points": 1,
    "graded_points": 6,
    "documents": 5,
    "unit_documents": 4,
    "department_documents": 1,
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"graded_points": 5}, ["第 9 项一、二、三级合计 5 个，第 7、8 项风险点 6 个，两者不一致。"]),
        ({"unit_points": 2}, ["第 8 项个人、部门、单位合计与第 7 项风险点 6 个不一致。"]),
        ({"section_heads": 8}, ["第 6 项处级 2 人、科级 8 人，多于第 5 项参与人数 9 人。"]),
        ({"documents": 6}, ["第 27 项单位 4 件、部门 1 件，与第 26 项 6 件不一致。"]),
        ({"graded_points": None}, []),  # left open it says nothing
    ],
)
def test_rows_of_annex_5_that_contradict_each_other_are_pointed_out(
    changed: Answers, said: list[str]
) -> None:
    assert contradictions(shipped_forms()["progress_29"], {**ANNEX_5, **changed}, "zh") == said
