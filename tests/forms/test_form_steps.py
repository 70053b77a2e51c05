import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from forms.answers import checked, read_text
from forms.fields import Form
from forms.reading.reader import read_form, shipped_forms
from forms.steps import (
    Answers,
    applicable,
    find_step,
    items,
    next_open,
    progress,
    set_answer,
    step_before,
    steps,
    unanswered,
    zero_answers,
)
from tests.forms.made_up import EVERY_KIND, FEW, answers_to, computed_sums, every_kind, values_of
from tests.forms.meeting import meeting

FORM = every_kind()
FORMS = [FORM, meeting(), *shipped_forms().values()]
FULL: Answers = {
    "held": True,
    "people": 3,
    "cost": "12.00",
    "receipt": "A-1",
    "matters": 2,
    "matters.1.what": "一",
    "matters.1.grave": True,
    "matters.1.why": "故",
    "matters.2.what": "二",
    "matters.2.grave": False,
    "figure": 4,
}


def paths(answers: Answers) -> list[str]:
    return [step.path for step in steps(FORM, answers)]


def test_a_question_is_asked_only_if_its_condition_holds() -> None:
    assert paths({}) == ["held", "light", "topics", "day", "matters", "files"]
    assert paths({"held": True})[:3] == ["held", "people", "light"]
    assert paths({"held": True, "people": 1})[:3] == ["held", "people", "light"]
    assert paths({"held": True, "people": 2})[:4] == ["held", "people", "cost", "light"]
    assert paths({"held": True, "people": 2, "cost": "0.01"})[3] == "receipt"


def test_an_answer_that_is_no_longer_asked_for_fulfils_no_condition() -> None:
    assert paths({**FULL, "held": False})[:2] == ["held", "light"]


def test_a_group_asks_its_questions_once_an_item() -> None:
    found = [step for step in steps(FORM, FULL) if step.group is not None]
    assert [(step.path, step.item, step.item_count) for step in found] == [
        ("matters.1.what", 1, 2),
        ("matters.1.grave", 1, 2),
        ("matters.1.why", 1, 2),
        ("matters.2.what", 2, 2),
        ("matters.2.grave", 2, 2),
    ]


def test_a_skipped_question_is_not_asked_again_and_hides_what_depends_on_it() -> None:
    answers = {"held": True, "people": None}
    step = next_open(FORM, answers)
    assert step is not None
    assert step.path == "light"


def test_a_form_that_is_filled_in_asks_nothing_more() -> None:
    answers = {**FULL, "light": None, "topics": None, "day": None, "files": None}
    assert next_open(FORM, answers) is None


def test_what_is_required_stands_in_the_way() -> None:
    assert [step.path for step in unanswered(FORM, {})] == ["held"]
    assert [step.path for step in unanswered(FORM, {"held": False, "matters": 1})] == ["matters.1.what"]
    assert unanswered(FORM, {"held": False}) == []


def test_progress_counts_the_questions_that_apply() -> None:
    assert progress(FORM, {}, "light") == (2, 6)
    assert progress(FORM, {"held": True}, "light") == (3, 7)
    with pytest.raises(KeyError):
        progress(FORM, {}, "people")


def test_one_goes_back_to_the_question_before() -> None:
    assert step_before(FORM, {}, "held") is None
    before = step_before(FORM, FULL, "matters.2.what")
    assert before is not None
    assert before.path == "matters.1.why"
    assert step_before(FORM, {}, "people") is None


def test_a_smaller_group_drops_the_items_that_are_gone() -> None:
    answers = set_answer(FORM, FULL, "matters", 1)
    assert [path for path in answers if path.startswith("matters")] == [
        "matters",
        "matters.1.what",
        "matters.1.grave",
        "matters.1.why",
    ]


def test_a_false_condition_drops_all_that_hangs_on_it() -> None:
    answers = set_answer(FORM, FULL, "held", value=False)
    assert not answers.keys() & {"people", "cost", "receipt"}
    assert answers["figure"] == 4


def test_setting_an_answer_leaves_the_draft_given_as_it_was() -> None:
    before = dict(FULL)
    set_answer(FORM, FULL, "held", value=False)
    assert before == FULL


def test_the_bot_fills_in_its_own_figure_and_nobody_is_asked() -> None:
    assert find_step(FORM, {}, "figure") is None
    assert set_answer(FORM, {}, "figure", 7) == {"figure": 7}


@pytest.mark.parametrize("path", ["people", "matters.1.what", "nothing", ""])
def test_a_button_of_the_past_is_refused(path: str) -> None:
    with pytest.raises(RefusalError, match="forms-answer-not-asked"):
        set_answer(FORM, {}, path, 3)


def test_a_zero_report_files_the_zeros_and_leaves_out_the_rest() -> None:
    assert zero_answers(FORM) == {"held": False, "matters": 0}


def test_a_form_without_a_zero_report_refuses_one() -> None:
    form = read_form(EVERY_KIND.replace("zero_report = true", ""), "every_kind.toml")
    with pytest.raises(RefusalError, match="forms-zero-not-offered"):
        zero_answers(form)


def test_the_items_of_a_group_are_read_together() -> None:
    assert items(FORM.field("matters"), FULL) == [
        {"what": "一", "grave": True, "why": "故"},
        {"what": "二", "grave": False, "why": None},
    ]
    assert items(FORM.field("matters"), {}) == []


def test_typing_and_tapping_give_the_same_answer() -> None:
    step = steps(FORM, {})[0]
    assert read_text(step.field, "是") is checked(step.field, value=True) is True


@FEW
@given(st.data(), st.sampled_from(FORMS))
def test_whatever_is_answered_the_form_comes_to_an_end_and_is_complete(
    data: st.DataObject, form: Form
) -> None:
    answers = data.draw(answers_to(form))
    assert next_open(form, answers) is None
    assert unanswered(form, answers) == []
    assert applicable(form, answers) == answers
    assert json.loads(json.dumps(answers)) == answers


@FEW
@given(st.data(), st.sampled_from(FORMS))
def test_a_changed_answer_keeps_all_others_that_still_apply(data: st.DataObject, form: Form) -> None:
    answers = data.draw(answers_to(form))
    step = data.draw(st.sampled_from(steps(form, answers)))
    value: Any = data.draw(values_of(step.field))
    changed = set_answer(form, answers, step.path, value)
    assert changed[step.path] == value
    sums = computed_sums(form, changed).keys()
    assert all(answers[path] == kept for path, kept in changed.items() if path not in (step.path, *sums))
    asked = {applying.path for applying in steps(form, changed)}
    assert changed.keys() >= asked & answers.keys()
