"""Ways through a form that meet each of its questions once."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.fields import Form
from forms.reading.reader import shipped_forms
from forms.sample_walks import Samples, name_of, sample_walks
from tests.forms.made_up import FEW
from tests.forms.xlsform.workbooks import LIGHTS, YES_NO, Cells, imported

SAMPLES = Samples("文字", {"staff_number": "1", "name": "某", "post": "医师"}, date(2026, 5, 12))


def asked(form: Form) -> list[list[str]]:
    """Return what is asked on each way."""
    walks, _ = sample_walks(form, SAMPLES)
    return [[name_of(step) for step, _ in walk.asked] for walk in walks]


@pytest.mark.parametrize("form_id", sorted(shipped_forms()))
def test_every_question_of_a_shipped_form_is_met(form_id: str) -> None:
    form = shipped_forms()[form_id]
    walks, unreached = sample_walks(form, SAMPLES)
    assert unreached == []
    met = {name_of(step) for walk in walks for step, _ in walk.asked}
    assert met == {name for name, field in form.all_fields() if field.is_asked}


def test_answers_that_exclude_each_other_take_a_way_each() -> None:
    form = imported(
        [
            {"type": "select_one light", "name": "light", "label": "灯色？"},
            {"type": "text", "name": "why", "label": "为何黄？", "relevant": "${light} = 'yellow'"},
            {
                "type": "select_one yes_no",
                "name": "told",
                "label": "为何红，报告了吗？",
                "relevant": "${light} = 'red'",
            },
            {"type": "text", "name": "whom", "label": "报告谁？", "relevant": "${told} = 'yes'"},
            {"type": "text", "name": "reason", "label": "为何未报？", "relevant": "${told} = 'no'"},
        ],
        [*YES_NO, *LIGHTS],
    )
    assert asked(form) == [["light", "why"], ["light", "told", "whom"], ["light", "told", "reason"]]


def test_a_way_goes_again_through_what_an_earlier_one_has_met() -> None:
    light = {"type": "select_one light", "label": "灯色？"}
    form = imported(
        [
            {**light, "name": "first"},
            {**light, "name": "second", "relevant": "${first} = 'red'"},
            {**light, "name": "green", "relevant": "${second} = 'green'"},
            {**light, "name": "red", "relevant": "${second} = 'red'"},
            {**light, "name": "aside", "relevant": "${first} = 'yellow'"},
        ],
        LIGHTS,
    )
    assert asked(form) == [["first", "second", "green"], ["first", "second", "red"], ["first", "aside"]]


def test_what_no_answer_leads_to_is_named() -> None:
    form = imported(
        [
            {"type": "integer", "name": "a", "label": "几次？", "constraint": ". <= 5"},
            {"type": "text", "name": "b", "label": "何事？", "relevant": "${a} > 5"},
        ]
    )
    walks, unreached = sample_walks(form, SAMPLES)
    assert (len(walks), unreached) == (1, ["b"])


def test_a_note_on_a_condition_is_met_too() -> None:
    note = {"type": "note", "name": "advice", "label": "请尽快报告。", "relevant": "${light} = 'red'"}
    rows = [
        {"type": "select_one light", "name": "light", "label": "灯色？"},
        {"type": "text", "name": "why", "label": "为何黄？", "relevant": "${light} = 'yellow'"},
        note,
        {"type": "text", "name": "more", "label": "其他？"},
    ]
    assert sample_walks(imported(rows, LIGHTS), SAMPLES)[1] == []
    assert sample_walks(imported(rows[:3], LIGHTS), SAMPLES)[1] == []


@FEW
@given(st.lists(st.tuples(st.integers(0, 7), st.sampled_from(["green", "red"])), min_size=1, max_size=8))
def test_whatever_rests_on_what_all_that_can_be_met_is_met(rests: list[tuple[int, str]]) -> None:
    """Each question rests on one before it; what is met is just what some answers lead to."""
    rows: list[Cells] = []
    for number, (on, value) in enumerate(rests):
        row = {"type": "select_one light", "name": f"q{number}", "label": "灯色？"}
        rows.append(row | ({"relevant": f"${{q{on}}} = '{value}'"} if on < number else {}))
    _, unreached = sample_walks(imported(rows, LIGHTS), SAMPLES)
    assert unreached == [f"q{n}" for n in range(len(rests)) if not _can_hold(_wanted(rests, n))]


def _wanted(rests: list[tuple[int, str]], number: int) -> list[tuple[int, str]]:
    """Return the answers that question `number` rests on, through all before it."""
    on, value = rests[number]
    return [(on, value), *_wanted(rests, on)] if on < number else []


def _can_hold(wanted: list[tuple[int, Any]]) -> bool:
    return len(dict(wanted)) == len(set(wanted))
