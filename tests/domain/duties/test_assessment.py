"""Who reported on time, late or not at all: the rules one by one, and all of them beside a brute-force recount."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings

from domain.duties.assessment import (
    Answering,
    AssessedItem,
    Assessment,
    Tally,
    Tenure,
    assess,
    items_of,
    tally_of,
    worst_first,
)
from domain.people.grids import GridTree
from domain.people.leaves import Leave
from domain.people.people import Role
from domain.time.clock import SHANGHAI
from tests.domain.duties.assessed_by_hand import DUTIES, NOW, PEOPLE, Town, recounted, towns

DUE = date(2026, 1, 31)
ITEM = AssessedItem("monthly", "2026-01", "D", DUE, date(2026, 2, 5))
WARD = Tenure(1, "D", Role.INSPECTOR, date(2025, 1, 1))


def at(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def found(
    *items: AssessedItem,
    tenures: tuple[Tenure, ...] = (WARD,),
    leaves: tuple[Leave, ...] = (),
    now: datetime = NOW,
) -> Assessment:
    return assess(items, DUTIES, Answering(tenures, leaves), now)


def people(assessment: Assessment) -> set[int]:
    return {person for _code, person in assessment.by_post}


@pytest.mark.slow
@settings(max_examples=300)
@given(towns())
def test_every_figure_is_that_of_a_recount_by_hand(town: Town) -> None:
    answering = Answering(town.tenures, town.leaves)
    assessment = assess(town.items, DUTIES, answering, NOW)
    by_grid, by_post = recounted(town)
    tree = GridTree(town.grids)
    assert {
        code: assessment.of_grids([grid.code for grid in tree.subtree(code)]) for code in by_grid
    } == by_grid
    assert dict(assessment.by_post) == by_post
    for person in PEOPLE:
        mine = sum((tally for (_code, holder), tally in by_post.items() if holder == person), Tally())
        assert assessment.by_person().get(person, Tally()) == mine
        listed = items_of(person, town.items, DUTIES, answering, NOW)
        assert tally_of(standing for _item, standing in listed) == mine


def test_the_due_day_counts_to_its_last_second_in_shanghai() -> None:
    last = datetime(2026, 1, 31, 15, 59, 59, tzinfo=UTC)
    on_time = replace(ITEM, submitted_at=last, filed_by=1)
    late = replace(ITEM, submitted_at=last + timedelta(seconds=1), filed_by=1)
    assert found(on_time).by_grid == {"D": Tally(on_time=1)}
    assert found(late).by_grid == {"D": Tally(late=1)}


def test_what_is_due_and_not_filed_is_open_until_it_closes_and_then_missing() -> None:
    assert found(ITEM, now=at(1, 30)).by_grid == {}
    assert found(ITEM, now=at(1, 31)).by_grid == {"D": Tally(open=1)}
    assert found(ITEM, now=at(2, 5, 23)).by_grid == {"D": Tally(open=1)}
    assert found(ITEM, now=at(2, 6, 0)).by_grid == {"D": Tally(missing=1)}


def test_the_exempt_is_counted_beside_and_in_no_rate() -> None:
    tally = found(ITEM, replace(ITEM, exempt=True), now=at(2, 6)).by_grid["D"]
    assert tally == Tally(missing=1, exempt=1)
    assert (tally.expected, tally.on_time_rate, tally.reporting_rate) == (1, Fraction(0), Fraction(0))


def test_rates_are_those_of_dhis2() -> None:
    tally = Tally(on_time=6, late=2, missing=1, open=1, exempt=5)
    assert (tally.expected, tally.reported) == (10, 8)
    assert (tally.on_time_rate, tally.reporting_rate) == (Fraction(6, 10), Fraction(8, 10))
    assert (Tally(exempt=1).on_time_rate, Tally().reporting_rate) == (None, None)


def test_after_a_move_it_counts_for_whoever_was_there_on_the_due_day() -> None:
    before = replace(WARD, ends_on=DUE - timedelta(days=1))
    after = Tenure(2, "D", Role.INSPECTOR, DUE)
    handed_in_by_the_first = replace(ITEM, submitted_at=at(1, 20), filed_by=1)
    assert people(found(handed_in_by_the_first, tenures=(before, after))) == {2}
    assert people(
        found(ITEM, tenures=(replace(before, ends_on=DUE), replace(after, starts_on=at(2, 1).date())))
    ) == {1}


def test_a_grid_without_an_inspector_counts_for_the_grid_and_for_nobody() -> None:
    assessment = found(ITEM, tenures=())
    assert assessment.by_grid == {"D": Tally(missing=1)}
    assert assessment.by_post == {}


def test_two_who_answer_each_have_it_and_the_grid_once() -> None:
    assessment = found(ITEM, tenures=(WARD, replace(WARD, person_id=2)))
    assert assessment.by_grid == {"D": Tally(missing=1)}
    assert people(assessment) == {1, 2}


def test_during_leave_it_counts_for_the_deputy_unless_the_one_away_filed_it() -> None:
    away = Leave(1, date(2026, 1, 25), date(2026, 2, 3), 7)
    assert people(found(ITEM, leaves=(away,))) == {7}
    assert people(found(ITEM, leaves=(replace(away, deputy_id=None),))) == set()
    assert people(found(ITEM, leaves=(away, Leave(7, DUE, DUE)))) == set()
    filed = replace(ITEM, submitted_at=at(1, 20), filed_by=1)
    assert people(found(filed, leaves=(away,))) == {1}
    assert people(found(ITEM, leaves=(replace(away, ends_on=DUE - timedelta(days=1)),))) == {1}


def test_the_lowest_on_time_rate_comes_first_and_what_owed_nothing_last() -> None:
    tallies = {
        "good": Tally(on_time=3),
        "nothing": Tally(exempt=1),
        "late": Tally(late=2),
        "missing": Tally(missing=1, late=1),
        "half": Tally(on_time=1, late=1),
    }
    assert worst_first(tallies) == ["missing", "late", "half", "good", "nothing"]


def test_what_was_owed_counts_in_the_branch_in_which_the_grid_hung_then() -> None:
    later = replace(ITEM, period_id="2026-02", branch_code="B2")
    assessment = found(replace(ITEM, branch_code="B1"), later)
    assert assessment.branches() == {"B1", "B2"}
    assert assessment.of_branch("B1") == {"D": Tally(missing=1)}
    assert assessment.at_grid("D") == {1: Tally(missing=2)}
    assert assessment.at_grid("B1") == {}
