"""What the shipped forms ask, against docs/domain.md section 3, and how fast they are filled in."""

from importlib.resources import files
from typing import Any

import pytest

from domain.tips.tips import Area
from forms.answers import read_text
from forms.fields import Carry, FieldKind, Form
from forms.reading.reader import shipped_forms
from forms.steps import next_open, set_answer, steps, unanswered, zero_answers
from forms.words import shared_words

FORMS = shipped_forms()
MONTHLY = FORMS["monthly_report"]
STAGES = ["find", "grade", "manage", "warn", "handle"]


def fill_in(form: Form, *typed: str) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for text in typed:
        step = next_open(form, answers)
        assert step is not None
        answers = set_answer(form, answers, step.path, read_text(step.field, text))
    return answers


def test_the_forms_of_the_duties_are_shipped_in_two_languages() -> None:
    reports = {"monthly_report", "quarterly_selfcheck", "halfyear_selfcheck", "annual_report"}
    assert reports | {"meeting_record", "procurement_report"} <= set(FORMS)
    assert {"risk_search", "progress_29", "self_report_summary", "campaign_summary", "hearing"} <= set(FORMS)
    assert set(shared_words()) == {"zh", "en"}


def test_the_monthly_report_asks_what_the_domain_says() -> None:
    assert [field.key for field in MONTHLY.fields] == [
        "light",
        "education_sessions",
        "education_attendance",
        "talks",
        "tendencies",
        "warnings",
        "tips_forwarded",
        "red_packets",
        "red_packets_amount",
        "suggestions",
        "note",
        "attachments",
    ]
    assert [choice.label["zh"] for choice in MONTHLY.field("light").choices] == ["绿", "黄", "红"]
    assert MONTHLY.field("tips_forwarded").computed == "tips_forwarded"


def test_the_areas_are_those_of_a_tip() -> None:
    choices = MONTHLY.field("tendencies.area").choices
    assert {c.value: c.label["zh"] for c in choices} == {area.name.lower(): area.value for area in Area}


def test_a_month_without_details_is_nine_questions_of_which_one_is_required() -> None:
    assert len(steps(MONTHLY, {})) == 9
    assert [step.path for step in unanswered(MONTHLY, {})] == ["light"]


def test_an_ordinary_month_may_be_filed_after_four_answers() -> None:
    answers = fill_in(MONTHLY, "绿", "1", "35人次", "3")
    assert unanswered(MONTHLY, answers) == []
    assert answers == {"light": "green", "education_sessions": 1, "education_attendance": 35, "talks": 3}


def test_attendance_and_the_amount_are_asked_only_where_there_is_something_to_count() -> None:
    none = [step.path for step in steps(MONTHLY, {"education_sessions": 0, "red_packets": 0})]
    some = [step.path for step in steps(MONTHLY, {"education_sessions": 1, "red_packets": 1})]
    assert set(some) - set(none) == {"education_attendance", "red_packets_amount"}


def test_an_empty_month_files_zeros_but_leaves_the_bots_own_figure_to_the_bot() -> None:
    assert zero_answers(MONTHLY) == {
        "light": "green",
        "education_sessions": 0,
        "talks": 0,
        "tendencies": 0,
        "warnings": 0,
        "red_packets": 0,
    }


@pytest.mark.parametrize("form_id", ["quarterly_selfcheck", "halfyear_selfcheck"])
def test_a_self_check_goes_through_five_stages(form_id: str) -> None:
    form = FORMS[form_id]
    assert [step.path for step in unanswered(form, {})] == [f"{stage}_done" for stage in STAGES]
    assert [choice.value for choice in form.field("problems.stage").choices] == STAGES
    asked = [step.path for step in steps(form, {"find_done": True, "problems": 1})]
    assert asked == [
        *["find_done", "find_count", "grade_done", "manage_done", "warn_done", "handle_done"],
        *["problems", "problems.1.stage", "problems.1.problem", "problems.1.measures"],
        *["open_rectifications", "report_text"],
    ]


def test_both_self_checks_keep_the_same_fields() -> None:
    quarterly, halfyear = FORMS["quarterly_selfcheck"], FORMS["halfyear_selfcheck"]
    assert [(key, f.kind) for key, f in quarterly.all_fields()] == [
        (key, f.kind) for key, f in halfyear.all_fields()
    ]


def test_the_annual_report_carries_every_sum_of_the_monthly_one() -> None:
    carried = {field.source for field in FORMS["annual_report"].fields if field.carry is Carry.YEAR_SUM}
    figures = (FieldKind.WHOLE_NUMBER, FieldKind.MONEY, FieldKind.GROUP)
    assert carried == {f"monthly_report.{field.key}" for field in MONTHLY.fields if field.kind in figures}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_labels_are_short_and_questions_end_as_questions_do(form: Form) -> None:
    for key, field in form.all_fields():
        assert len(field.label["zh"]) <= 10, key
        if field.question is not None:
            assert field.question["zh"][-1] in "？。", key
            assert "！" not in field.question["zh"], key


def test_a_meeting_that_was_not_held_is_one_tap_and_one_that_was_is_four_answers() -> None:
    meeting = FORMS["meeting_record"]
    assert zero_answers(meeting) == {"held": False}
    held = fill_in(meeting, "是")
    assert [step.path for step in unanswered(meeting, held)] == ["held_on", "participants", "matters"]


def test_without_purchases_no_amount_is_asked_for() -> None:
    procurement = FORMS["procurement_report"]
    assert [step.path for step in steps(procurement, {"purchases": 0})] == [
        "purchases",
        "problems",
        "attachments",
    ]
    assert [step.path for step in unanswered(procurement, {"purchases": 2})] == ["amount"]


def test_every_refusal_of_a_form_has_its_sentence_in_both_languages() -> None:
    source = "".join(
        file.read_text(encoding="utf-8") for file in files("forms").iterdir() if file.name.endswith(".py")
    )
    keys = {part.split('"')[0] for part in source.split('RefusalError("')[1:]}
    for language in ("zh", "en"):
        text = (files("locales") / language / "forms" / "forms.ftl").read_text(encoding="utf-8")
        said = {line.split(" = ")[0] for line in text.splitlines() if " = " in line}
        assert {key for key in keys if key.startswith("forms-")} <= said
