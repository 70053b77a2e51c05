"""In which month an entry counts: that of the day on which it happened, whenever it was opened."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from domain.registers.entries import Entry, EntryMove, EntryPeople, EntryPlace, EntryStanding
from domain.time.clock import SHANGHAI
from registers.counting import as_of, figures_of
from registers.reader import shipped_registers

REGISTERS = shipped_registers()
JANUARY = datetime(2026, 1, 31, 23, 59, tzinfo=SHANGHAI)


def an_entry(register_id: str, state: str, **answers: Any) -> Entry:
    place, standing = EntryPlace("1", "2", "3"), EntryStanding(state, JANUARY.date())
    return Entry(register_id, 1, place, EntryPeople(1), standing, "", JANUARY, answers, id=7)


def line(month: int, source: str, target: str, **answers: Any) -> EntryMove:
    at = JANUARY if month == 1 else datetime(2026, month, 1, 0, 0, tzinfo=SHANGHAI)
    return EntryMove(7, "", 1, "", "", "", at, source, target, answers)


def months(entry: Entry, *history: EntryMove) -> dict[str, str]:
    """Return the month of each figure that the entry adds to."""
    found = figures_of(REGISTERS[entry.register_id], entry, history)
    return {f"{counted.figure.count_id} {counted.figure.value}".strip(): counted.month for counted in found}


CLOSED_TWICE = (
    line(1, "", "open"),
    line(2, "open", "closing"),
    line(3, "closing", "closed"),
    line(5, "closed", "open"),
    line(6, "open", "closing"),
    line(7, "closing", "closed"),
)


def test_measures_are_counted_and_a_text_of_the_first_version_is_one() -> None:
    three = {"measures": 3, **{f"measures.{n}.measure": "轮岗" for n in (1, 2, 3)}}
    for answers, wanted in ((three, 3), ({"measures": "1.轮岗\n2.双人核对"}, 1), ({}, 0)):
        found = figures_of(REGISTERS["risk"], an_entry("risk", "review", form="unit", level="a", **answers))
        counted = {figure.figure.count_id: amount for figure, amount in found.items()}
        assert counted.get("measures", 0) == wanted
        assert counted["found"] == 1


def test_what_was_closed_twice_counts_in_the_month_of_the_last_time() -> None:
    closed = an_entry("measure", "closed")
    assert months(closed, *CLOSED_TWICE) == {"measures": "2026-01", "closed": "2026-07"}
    assert months(closed, *CLOSED_TWICE[:3]) == {"measures": "2026-01", "closed": "2026-03"}
    reopened = months(an_entry("measure", "open"), *CLOSED_TWICE[:4])
    assert reopened == {"measures": "2026-01", "open": "2026-01"}


def test_a_warning_counts_once_in_the_month_of_its_issue_whatever_comes_of_it() -> None:
    issued = [line(1, "", "entered"), line(4, "entered", "issued")]
    later = [line(5, "issued", "answered"), line(6, "answered", "returned"), line(8, "returned", "withdrawn")]
    assert months(an_entry("warning", "entered", light="red"), issued[0]) == {}
    for state, history in (("issued", []), ("returned", later[:2]), ("withdrawn", later)):
        found = months(an_entry("warning", state, light="red"), *issued, *history)
        assert found["issued red"] == "2026-04"


@pytest.mark.parametrize(
    ("register_id", "state", "answers", "figure", "month"),
    [
        ("talk", "held", {"kind": "heart", "talked_on": "2026-03-09"}, "talks heart", "2026-03"),
        ("training", "held", {"kind": "party", "planned_on": "2025-12-30"}, "trainings party", "2025-12"),
        ("regulation", "in_force", {"of": "unit", "made_on": "2019-05-01"}, "improved unit", "2019-05"),
        (
            *("regulation", "in_force"),
            {"of": "unit", "made_on": "2019-05-01", "revised_on": "2026-02-01"},
            *("improved unit", "2026-02"),
        ),
    ],
)
def test_a_day_that_was_answered_is_that_of_the_figure(
    register_id: str, state: str, answers: dict[str, str], figure: str, month: str
) -> None:
    entry = an_entry(register_id, state, **answers)
    assert months(entry)[figure] == month
    nowhere = {key: answer for key, answer in answers.items() if not key.endswith("_on")}
    assert figure not in months(replace(entry, answers=nowhere)), "what has no day counts in no month"


def test_only_what_has_a_flow_chart_is_counted_as_one() -> None:
    for chart in ({"chart": [{"file": 1}]}, {"steps": "申请\n审批"}):
        assert "charts" in months(an_entry("power", "in_force", kind="other", **chart))
    without: list[list[Any] | None] = [None, []]
    for nothing in without:
        assert "charts" not in months(an_entry("power", "in_force", kind="other", chart=nothing))


@pytest.mark.parametrize(
    ("day", "state", "level"),
    [
        (date(2026, 1, 30), None, None),
        (date(2026, 1, 31), "entered", "a"),
        (date(2026, 2, 28), "approved", "a"),
        (date(2026, 3, 31), "approval", "b"),
        (date(2026, 4, 1), "approved", "b"),
    ],
)
def test_how_it_stood_on_a_day_is_what_had_been_done_by_its_end(
    day: date, state: str | None, level: str | None
) -> None:
    history = (
        line(1, "", "entered", level="a", person=None),
        line(2, "entered", "approved"),
        line(3, "approved", "approval", level="b"),
        line(4, "approval", "approved"),
    )
    then = as_of(REGISTERS["risk"], an_entry("risk", "approved", level="b"), history, day)
    assert (then and then.standing.state, then and then.answers.get("level")) == (state, level)
    assert then is None or "person" not in then.answers
