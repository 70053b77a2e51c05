"""Notes, persons, days with limits, figures that a form adds up itself, conditions on them, items of groups."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from forms.answers import checked, day_limits, read_text
from forms.fields import FORM_KINDS, Form
from forms.groups import add_item, delete_item
from forms.reading.reader import read_form
from forms.steps import (
    Answers,
    applicable,
    closing_notes,
    find_step,
    items,
    next_open,
    set_answer,
    steps,
    unanswered,
)
from forms.summary import say_answer, summary_lines
from forms.sums import add_up
from tests.forms.made_up import FEW, STEADY, answers_to, computed_sums, every_kind
from tests.forms.meeting import MEETING, PERSON, meeting

FORM = meeting()
TODAY = date(2026, 5, 12)
GIFTS: Answers = {
    "chair": PERSON,
    "staff": 3,
    "leaders": 1,
    "topics": ["gifts"],
    "gifts": 2,
    "gifts.1.who": PERSON,
    "gifts.1.cash": "200.10",
    "gifts.1.goods": "900.00",
    "gifts.2.cash": None,
    "gifts.2.goods": "4000.00",
}


def paths(answers: Answers) -> list[str]:
    return [step.path for step in steps(FORM, answers)]


def keys(notes: Any) -> list[str]:
    return [note.key for note in notes]


def notes(form: Form, answers: Answers, path: str) -> list[str]:
    """Return the notes above the question at `path`, none where it is not asked."""
    step = find_step(form, answers, path)
    return keys(step.notes) if step else []


def refusal_of(act: Any, *arguments: Any) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        act(*arguments)
    return caught.value


def test_two_made_up_forms_have_a_field_of_every_kind() -> None:
    assert {field.kind for form in (FORM, every_kind()) for _, field in form.all_fields()} == FORM_KINDS


def test_notes_are_read_above_the_next_question_and_never_asked() -> None:
    assert notes(FORM, {}, "chair") == ["read_first"]
    assert notes(FORM, {}, "held_on") == []
    assert not {"read_first", "few", "read_last"} & set(paths(GIFTS))
    assert notes(FORM, {}, "nothing") == []


def test_a_note_in_a_group_is_read_in_every_item() -> None:
    assert notes(FORM, GIFTS, "gifts.1.cash") == ["value_it"]
    assert notes(FORM, GIFTS, "gifts.2.cash") == ["value_it"]


def test_a_note_is_read_only_where_its_condition_holds() -> None:
    assert notes(FORM, {"staff": 1}, "why_few") == ["few"]
    assert find_step(FORM, {"staff": 9}, "why_few") is None
    assert notes(FORM, {"staff": 9}, "topics") == []


def test_what_stands_behind_the_last_question_is_read_above_the_summary() -> None:
    assert keys(closing_notes(FORM, {})) == ["read_last"]
    assert keys(closing_notes(every_kind(), {})) == []


def test_the_words_of_a_note_are_no_line_of_the_summary() -> None:
    said = "\n".join(summary_lines(FORM, applicable(FORM, GIFTS), "zh"))
    assert "说明" not in said
    assert "按市价估" not in said
    assert "职工  3" in said


def test_nobody_answers_a_note() -> None:
    note = FORM.field("read_first")
    assert refusal_of(read_text, note, "好").key == "forms-answer-not-asked"
    assert refusal_of(checked, note, "好").key == "forms-answer-not-asked"
    assert refusal_of(set_answer, FORM, {}, "read_first", "好").key == "forms-answer-not-asked"


def test_a_person_is_kept_as_they_were_and_said_with_their_post() -> None:
    chair = FORM.field("chair")
    assert checked(chair, PERSON) == PERSON
    assert say_answer(chair, PERSON, "zh") == "外科护士长（护士长）"
    assert say_answer(chair, {**PERSON, "post": ""}, "en") == "外科护士长"


@pytest.mark.parametrize(
    "value", ["外科护士长", {}, {**PERSON, "name": ""}, {**PERSON, "age": "3"}, {**PERSON, "post": 3}]
)
def test_what_is_no_person_of_the_grid_is_refused(value: Any) -> None:
    assert refusal_of(checked, FORM.field("chair"), value).key == "forms-answer-not-a-person"


def test_a_typed_name_is_no_answer_for_it_may_be_that_of_two() -> None:
    assert refusal_of(read_text, FORM.field("chair"), "外科护士长").key == "forms-answer-not-a-person"


def test_a_day_outside_its_limits_is_refused_with_the_limit() -> None:
    day = FORM.field("held_on")
    assert read_text(day, "2026-01-01", TODAY) == "2026-01-01"
    assert read_text(day, "2026年5月12日", TODAY) == "2026-05-12"
    early, late = (
        refusal_of(read_text, day, "2025-12-31", TODAY),
        refusal_of(read_text, day, "2026-5-13", TODAY),
    )
    assert (early.key, early.details) == ("forms-answer-day-too-early", {"earliest": "2026-01-01"})
    assert (late.key, late.details) == ("forms-answer-day-too-late", {"latest": "2026-05-12"})


def test_a_limit_of_today_is_none_where_the_day_is_not_known() -> None:
    assert day_limits(FORM.field("held_on")) == (date(2026, 1, 1), None)
    assert checked(FORM.field("held_on"), "2099-01-01") == "2099-01-01"


@STEADY
@given(st.integers(-800, 800))
def test_a_day_is_taken_exactly_within_its_limits(days: int) -> None:
    day = TODAY + timedelta(days=days)
    first, last = day_limits(FORM.field("held_on"), TODAY)
    assert first is not None
    assert last == TODAY
    try:
        checked(FORM.field("held_on"), day.isoformat(), TODAY)
    except RefusalError:
        assert not first <= day <= last
    else:
        assert first <= day <= last


def test_figures_are_added_up_in_an_item_over_all_items_and_outside_groups() -> None:
    assert computed_sums(FORM, GIFTS) == {
        "all": 4,
        "gifts.1.worth": "1100.10",
        "gifts.2.worth": "4000.00",
        "handed_over": "5100.10",
    }


def test_a_sum_of_what_nobody_answered_is_none() -> None:
    assert computed_sums(FORM, {}) == {}
    assert computed_sums(FORM, {"staff": None, "leaders": 0}) == {"all": 0}


def test_sums_are_kept_beside_the_answers_and_worked_out_anew() -> None:
    answers = set_answer(FORM, {**GIFTS, "all": 99}, "staff", 5)
    assert answers["all"] == 6
    assert "handed_over" not in set_answer(FORM, answers, "topics", ["cases"])
    assert refusal_of(set_answer, FORM, answers, "all", 3).key == "forms-answer-not-asked"


def test_a_condition_may_name_a_sum() -> None:
    assert "why_few" in paths({"staff": 1})
    assert "why_few" not in paths({"staff": 5})
    assert "why_few" not in paths({"staff": 0}), "two conditions, and both must hold"
    assert "receipt" in paths(GIFTS)
    assert [path for path in paths(GIFTS) if path.endswith("reported")] == [
        "gifts.1.reported",
        "gifts.2.reported",
    ]
    assert "gifts.2.reported" not in paths({**GIFTS, "gifts.2.goods": "1000.00"})


def test_a_condition_may_ask_for_one_of_several_choices() -> None:
    assert "gifts" in paths({"topics": ["cases", "gifts"]})
    assert "gifts" not in paths({"topics": ["cases"]})


def test_a_field_of_an_item_hides_one_of_the_same_name_outside() -> None:
    text = MEETING.replace('key = "cash"', 'key = "staff"').replace('"cash", "goods"', '"staff", "goods"')
    text = text.replace('field = "worth", above = 1000', 'field = "staff", above = 5')
    form = read_form(text, "meeting.toml")
    answers = {"staff": 9, "topics": ["gifts"], "gifts": 1}
    assert find_step(form, answers, "gifts.1.reported") is None
    assert find_step(form, {**answers, "gifts.1.staff": "6.00"}, "gifts.1.reported") is not None


def test_items_hold_answers_and_sums_but_no_notes() -> None:
    first = items(FORM.field("gifts"), applicable(FORM, GIFTS))[0]
    assert first == {"who": PERSON, "cash": "200.10", "goods": "900.00", "worth": "1100.10", "reported": None}


def test_an_item_is_added_empty_behind_the_others() -> None:
    answers = add_item(FORM, GIFTS, "gifts")
    assert answers["gifts"] == 3
    assert not any(path.startswith("gifts.3.") for path in answers)
    assert add_item(FORM, {"topics": ["gifts"]}, "gifts")["gifts"] == 1


def test_an_item_is_deleted_and_those_behind_it_move_up() -> None:
    answers = delete_item(FORM, GIFTS, "gifts", 1)
    assert {path: value for path, value in answers.items() if path.startswith("gifts")} == {
        "gifts": 1,
        "gifts.1.cash": None,
        "gifts.1.goods": "4000.00",
        "gifts.1.worth": "4000.00",
    }
    assert answers["handed_over"] == "4000.00"


def test_a_full_group_takes_no_more_and_one_at_its_least_gives_none() -> None:
    assert refusal_of(add_item, FORM, {**GIFTS, "gifts": 4}, "gifts").details == {"limit": 4}
    least = read_form(MEETING.replace("maximum = 4", "minimum = 2\nmaximum = 4"), "meeting.toml")
    assert refusal_of(delete_item, least, GIFTS, "gifts", 1).details == {"minimum": 2}


@pytest.mark.parametrize(
    ("group", "number"), [("gifts", 0), ("gifts", 3), ("gifts", -1), ("staff", 1), ("no", 1)]
)
def test_an_item_that_there_is_not_is_not_deleted(group: str, number: int) -> None:
    assert refusal_of(delete_item, FORM, GIFTS, group, number).key == "forms-answer-not-asked"


def test_no_item_is_added_where_the_group_is_not_asked_for() -> None:
    for answers, group in (({}, "gifts"), (GIFTS, "staff"), (GIFTS, "gifts.1.who")):
        assert refusal_of(add_item, FORM, answers, group).key == "forms-answer-not-asked"


def recount(answers: Answers) -> dict[str, Any]:
    """Add up the meeting's figures over again, from the answers alone."""
    cents: dict[str, int] = {}
    people = [answers[key] for key in ("staff", "leaders") if answers.get(key) is not None]
    for path, value in answers.items():
        if path.endswith((".cash", ".goods")) and value is not None:
            item = path.rsplit(".", 1)[0]
            cents[item] = cents.get(item, 0) + int(value.replace(".", ""))
    found: dict[str, Any] = {f"{item}.worth": f"{Decimal(sum_) / 100:.2f}" for item, sum_ in cents.items()}
    if people:
        found["all"] = sum(people)
    if cents:
        found["handed_over"] = f"{Decimal(sum(cents.values())) / 100:.2f}"
    return found


@FEW
@given(answers_to(FORM))
def test_sums_equal_a_recount(answers: dict[str, Any]) -> None:
    assert next_open(FORM, answers) is None
    assert unanswered(FORM, answers) == []
    assert recount(answers) == computed_sums(FORM, answers)
    assert {path: answers[path] for path in recount(answers)} == recount(answers)
    assert applicable(FORM, answers) == answers


@FEW
@given(st.lists(answers_to(FORM), max_size=4))
def test_sums_add_up_like_any_figure(reports: list[dict[str, Any]]) -> None:
    totals = add_up(FORM, reports)
    counted = [recount(report) for report in reports]
    assert totals["all"].figure == sum(answers.get("all", 0) for answers in counted)
    assert totals["handed_over"].figure == sum(Decimal(answers.get("handed_over", 0)) for answers in counted)
    worths = [
        Decimal(worth) for answers in counted for path, worth in answers.items() if path.endswith(".worth")
    ]
    assert totals["gifts.worth"].figure == sum(worths)
    assert totals["chair"].figure == len(reports)


YUAN = st.none() | st.integers(0, 10_000_000).map(lambda cents: f"{Decimal(cents) / 100:.2f}")
ITEM = st.fixed_dictionaries({"who": st.sampled_from([None, PERSON]), "cash": YUAN, "goods": YUAN})


@FEW
@given(st.data(), st.lists(ITEM, max_size=3))
def test_an_item_added_and_deleted_leaves_everything_as_it_was(
    data: st.DataObject, given_items: list[dict[str, Any]]
) -> None:
    flat = {f"gifts.{n}.{key}": value for n, item in enumerate(given_items, 1) for key, value in item.items()}
    answers = applicable(FORM, {"staff": 2, "topics": ["gifts"], "gifts": len(given_items), **flat})
    longer = add_item(FORM, answers, "gifts")
    assert delete_item(FORM, longer, "gifts", longer["gifts"]) == answers
    number = data.draw(st.integers(1, longer["gifts"]))
    shorter = delete_item(FORM, longer, "gifts", number)
    before, after = items(FORM.field("gifts"), longer), items(FORM.field("gifts"), shorter)
    assert after == before[: number - 1] + before[number:]
    assert shorter["staff"] == 2
    assert recount(shorter) == computed_sums(FORM, shorter)
