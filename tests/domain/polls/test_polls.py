from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.in_memory import LeavesMemoryError, refuse_kept
from domain.polls.polls import (
    FARTHEST,
    LEAST,
    LONGEST,
    MOST_ANSWERS,
    TITLE_MOST,
    PollGroup,
    PollPlan,
    PollSpan,
    Shape,
    UnfinishedAnswers,
    check_amount,
    check_enough,
    check_span,
    counted,
    figures_of,
    nothing_counted,
    read_title,
)

TODAY = date(2026, 5, 12)
SHAPE = Shape(2, (3, 2))


def days(first: int, last: int) -> PollSpan:
    return PollSpan(TODAY + timedelta(days=first), TODAY + timedelta(days=last))


def test_answers_of_one_person_are_one_more_at_each_of_their_places() -> None:
    assert counted(SHAPE, nothing_counted(SHAPE), (0, 1, 2, 0)) == (1, 0, 0, 0, 1, 0, 0, 1, 1, 0)


@pytest.mark.parametrize("answers", [(0, 1, 2), (0, 1, 2, 0, 0), (3, 0, 0, 0), (0, 2, 0, 0), (-1, 0, 0, 0)])
def test_what_is_not_one_answer_for_each_question_is_counted_nowhere(answers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"not one answer|no such choice"):
        counted(SHAPE, nothing_counted(SHAPE), answers)


def test_counters_of_another_poll_are_refused() -> None:
    with pytest.raises(ValueError, match="not one answer"):
        counted(SHAPE, (0,), (0, 0, 0, 0))


_SHAPES = st.builds(Shape, st.integers(1, 4), st.lists(st.integers(2, 5), min_size=1, max_size=4).map(tuple))


@given(shape=_SHAPES, seed=st.integers(0, 10**6), people=st.integers(0, 20))
def test_counters_are_the_same_in_whatever_order_people_answer_and_add_up(
    shape: Shape, seed: int, people: int
) -> None:
    draw = Random(seed)  # noqa: S311 - a test's dice
    given = [
        tuple(draw.randrange(shape.choices_at(step)) for step in range(shape.asked)) for _ in range(people)
    ]
    found = []
    for order in (given, draw.sample(given, people)):
        counts = nothing_counted(shape)
        for answers in order:
            counts = counted(shape, counts, answers)
        found.append(counts)
    assert found[0] == found[1]
    figures = figures_of(shape, found[0], None)
    if people < LEAST:
        assert (figures.counts, figures.took_part) == ((), None)
        return
    assert figures.took_part == people
    for subject in range(shape.subjects):
        for question, choices in enumerate(shape.choices):
            at = subject * len(shape.choices) + question
            said = [sum(answers[at] == choice for answers in given) for choice in range(choices)]
            assert list(figures.of(subject, question)) == said


def test_four_people_are_shown_nothing_and_five_everything() -> None:
    shape = Shape(1, (2,))
    assert figures_of(shape, (3, 1), 60).counts == ()
    assert figures_of(shape, (3, 2), 60).of(0, 0) == (3, 2)


def test_a_poll_runs_from_its_first_day_to_its_last() -> None:
    assert [days(0, 2).holds(TODAY + timedelta(days=n)) for n in (-1, 0, 2, 3)] == [False, True, True, False]


@pytest.mark.parametrize(("last", "reminded"), [(0, None), (1, 1), (2, 1), (7, 6)])
def test_all_are_reminded_on_the_last_day_but_one(last: int, reminded: int | None) -> None:
    expected = None if reminded is None else TODAY + timedelta(days=reminded)
    assert days(0, last).reminds_on == expected


@pytest.mark.parametrize(
    ("span", "key"),
    [
        (days(-1, 3), "polls-span-past"),
        (days(3, 2), "polls-span-backwards"),
        (days(FARTHEST.days + 1, FARTHEST.days + 2), "polls-span-far"),
        (days(0, LONGEST.days), "polls-span-long"),
    ],
)
def test_a_span_that_no_poll_has_is_refused(span: PollSpan, key: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        check_span(span, TODAY)
    assert refusal.value.key == key


def test_the_longest_span_and_the_farthest_are_taken() -> None:
    check_span(days(0, LONGEST.days - 1), TODAY)
    check_span(days(FARTHEST.days, FARTHEST.days), TODAY)


def test_a_title_is_one_line_and_not_too_long() -> None:
    assert read_title(" 中层干部\n民主测评 ") == "中层干部 民主测评"
    for text, key in (("  ", "polls-title-empty"), ("测" * (TITLE_MOST + 1), "polls-title-long")):
        with pytest.raises(RefusalError) as refusal:
            read_title(text)
        assert refusal.value.key == key


def test_four_are_too_few_to_ask_and_five_enough() -> None:
    check_enough(LEAST)
    with pytest.raises(RefusalError):
        check_enough(LEAST - 1)


def test_nobody_is_asked_for_more_taps_than_a_poll_may_ask() -> None:
    check_amount(MOST_ANSWERS, 1)
    with pytest.raises(RefusalError) as refusal:
        check_amount(MOST_ANSWERS + 1, 1)
    assert refusal.value.details == {"most": MOST_ANSWERS}


def test_a_plan_knows_whom_once_a_grid_and_a_group_are_chosen_or_all_are() -> None:
    plan = PollPlan(1, "public")
    assert not plan.has_whom
    assert not PollPlan(1, "public", grid_code="1").has_whom
    assert PollPlan(1, "public", grid_code="1", group=PollGroup.ALL).has_whom
    assert PollPlan(1, "public", is_for_all=True).has_whom


def test_a_tap_of_another_step_changes_nothing_and_the_last_answer_can_be_taken_back() -> None:
    begun = UnfinishedAnswers(1, SHAPE)
    one = begun.with_answer(0, 2)
    assert (one.answers, one.step, one.is_whole) == ((2,), 1, False)
    assert one.with_answer(0, 1) == one == one.with_answer(1, 2) == one.with_answer(1, -1)
    assert one.without_last(0) == one
    assert one.without_last(1) == begun
    whole = one.with_answer(1, 0).with_answer(2, 0).with_answer(3, 1)
    assert whole.is_whole
    assert whole.with_answer(4, 0) == whole


def test_answers_on_their_way_show_themselves_nowhere() -> None:
    answers = UnfinishedAnswers(1, SHAPE, (2, 1))
    assert "2, 1" not in repr(answers)
    with pytest.raises(LeavesMemoryError):
        refuse_kept(answers)
