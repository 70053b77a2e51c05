from collections.abc import Mapping
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.fields import Form
from forms.reading.reader import shipped_forms
from forms.steps import Answers, next_open, zero_answers
from forms.sums import Total, add_up, figure_of, year_answers
from tests.forms.made_up import FEW, answers_to, every_kind
from tests.forms.meeting import meeting

FORM = every_kind()
MONTHLY = shipped_forms()["monthly_report"]
ANNUAL = shipped_forms()["annual_report"]
REPORTS: list[Answers] = [
    {"light": "green", "talks": 2, "tendencies": 0, "red_packets": 0},
    {
        "light": "yellow",
        "talks": None,
        "tendencies": 1,
        "tendencies.1.summary": "甲",
        "tendencies.1.area": "power",
    },
    {
        "light": "yellow",
        "talks": 3,
        "red_packets": 2,
        "red_packets_amount": "0.10",
        "suggestions": "多讲案例",
    },
    {"light": "green", "red_packets": 1, "red_packets_amount": "0.20"},
]


def many(form: Form) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(answers_to(form), max_size=6)


def test_numbers_are_summed_and_skipped_ones_left_out() -> None:
    assert add_up(MONTHLY, REPORTS)["talks"] == Total(answered=2, figure=5)


def test_money_is_summed_to_the_cent() -> None:
    assert add_up(MONTHLY, REPORTS)["red_packets_amount"] == Total(answered=2, figure=Decimal("0.30"))


def test_the_worst_light_and_how_many_of_each() -> None:
    total = add_up(MONTHLY, REPORTS)["light"]
    assert total.worst == "yellow"
    assert list(total.counts.items()) == [("green", 2), ("yellow", 2), ("red", 0)]


def test_tendencies_are_listed_and_their_areas_shared_out() -> None:
    totals = add_up(MONTHLY, REPORTS)
    assert totals["tendencies"].figure == 1
    assert totals["tendencies"].answered == 2
    assert totals["tendencies"].entries == ({"summary": "甲", "area": "power", "done": None},)
    assert totals["tendencies.area"].counts["power"] == 1
    assert totals["suggestions"].entries == ("多讲案例",)


def test_what_does_not_add_up_has_no_total() -> None:
    assert "note" not in add_up(MONTHLY, REPORTS)


def test_no_reports_add_up_to_nothing() -> None:
    totals = add_up(MONTHLY, [])
    assert totals["talks"] == Total()
    assert totals["light"].worst is None
    assert totals["light"].counts == {"green": 0, "yellow": 0, "red": 0}


@FEW
@given(st.data(), st.sampled_from([FORM, meeting(), *shipped_forms().values()]))
def test_adding_up_by_branch_and_then_together_equals_adding_up_all(data: st.DataObject, form: Form) -> None:
    branches = data.draw(st.lists(many(form), min_size=1, max_size=3))
    by_branch = [add_up(form, reports) for reports in branches]
    together = add_up(form, [answers for reports in branches for answers in reports])
    for key, total in together.items():
        assert reduce(add, [totals[key] for totals in by_branch]) == total
        assert reduce(add, [totals[key] for totals in reversed(by_branch)], Total()).counts == total.counts
        assert Total() + total == total == total + Total()


def recount(reports: list[dict[str, Any]]) -> Mapping[str, Any]:
    """Count the form of every kind over again, one stored key at a time."""
    found: dict[str, Any] = {
        "people": 0,
        "cents": 0,
        "held": 0,
        "grave": 0,
        "matters": 0,
        "rules": 0,
        "reds": 0,
    }
    for path, value in [pair for answers in reports for pair in answers.items()]:
        if value is None:
            continue
        found["people"] += value if path == "people" else 0
        found["cents"] += int(value.replace(".", "")) if path == "cost" else 0
        found["held"] += path == "held" and value
        found["grave"] += path.endswith(".grave") and value
        found["matters"] += path.endswith(".what")
        found["rules"] += path == "topics" and "rules" in value
        found["reds"] += path == "light" and value == "red"
    return found


@FEW
@given(many(FORM))
def test_totals_equal_a_recount(reports: list[dict[str, Any]]) -> None:
    totals = add_up(FORM, reports)
    assert recount(reports) == {
        "people": totals["people"].figure,
        "cents": totals["cost"].figure * 100,
        "held": totals["held"].figure,
        "grave": totals["matters.grave"].figure,
        "matters": totals["matters"].figure,
        "rules": totals["topics"].counts["rules"],
        "reds": totals["light"].counts["red"],
    }
    assert len(totals["matters"].entries) == totals["matters"].figure


def test_one_figure_is_summed_as_an_answer_is_kept() -> None:
    assert figure_of(MONTHLY.field("talks"), REPORTS) == 5
    assert figure_of(MONTHLY.field("tendencies"), REPORTS) == 1
    assert figure_of(MONTHLY.field("red_packets_amount"), REPORTS) == "0.30"
    assert figure_of(MONTHLY.field("warnings"), REPORTS) is None
    assert figure_of(MONTHLY.field("talks"), []) is None


def test_the_bot_fills_the_years_sums_into_the_annual_report() -> None:
    draft = year_answers(ANNUAL, shipped_forms(), {"monthly_report": REPORTS})
    assert draft == {"talks": 5, "tendencies": 1, "red_packets": 3, "red_packets_amount": "0.30"}


def test_a_year_of_zero_reports_leaves_only_the_narrative_and_the_computed_open() -> None:
    zeros = {**zero_answers(MONTHLY), "tips_forwarded": 0}
    draft = year_answers(ANNUAL, shipped_forms(), {"monthly_report": [zeros] * 12})
    step = next_open(ANNUAL, draft)
    assert step is not None
    assert step.path == "work_done"


@pytest.mark.parametrize("filed", [{}, {"monthly_report": []}])
def test_a_year_without_reports_leaves_the_annual_report_empty(filed: dict[str, list[Answers]]) -> None:
    assert year_answers(ANNUAL, shipped_forms(), filed) == {}


@FEW
@given(many(MONTHLY))
def test_a_single_figure_equals_its_total(reports: list[dict[str, Any]]) -> None:
    total = add_up(MONTHLY, reports)["red_packets_amount"]
    figure = figure_of(MONTHLY.field("red_packets_amount"), reports)
    assert Decimal(figure or 0) == total.figure
