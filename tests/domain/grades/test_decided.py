"""What the office decides about a grade, and what holds then."""

from datetime import date
from decimal import Decimal

import pytest

from domain.errors import RefusalError
from domain.grades.decided import (
    DecidedGrade,
    GradeSubject,
    PublishedGrade,
    check_adjusting,
    check_second,
    read_words,
)
from domain.grades.grading import Grade, GradedKind

PERSON = GradeSubject("1", "2026", GradedKind.INSPECTOR, person_id=7)
DAY = date(2027, 3, 1)


def test_each_is_told_apart_within_its_unit() -> None:
    assert PERSON.ref == "p7"
    assert GradeSubject("1", "2026", GradedKind.DEPARTMENT, grid_code="1-2").ref == "d1-2"
    assert GradeSubject("1", "2026", GradedKind.UNIT, grid_code="1").ref == "u1"


def test_a_veto_stands_above_an_adjustment_and_that_above_the_points() -> None:
    assert DecidedGrade(PERSON).in_force(None) is None
    assert DecidedGrade(PERSON).in_force(Grade.GOOD) is Grade.GOOD
    adjusted = DecidedGrade(PERSON, adjusted=Grade.EXCELLENT)
    assert adjusted.in_force(None) is Grade.EXCELLENT
    vetoed = DecidedGrade(PERSON, adjusted=Grade.EXCELLENT, is_vetoed=True)
    assert vetoed.in_force(Grade.GOOD) is Grade.FAILED


def test_only_what_was_published_just_so_is_told() -> None:
    assert not DecidedGrade(PERSON).is_told(Grade.GOOD, Decimal(80))
    told = DecidedGrade(PERSON, published=PublishedGrade(Grade.GOOD, Decimal(80), (), DAY))
    assert told.is_told(Grade.GOOD, Decimal("80.0"))
    assert not told.is_told(Grade.GOOD, Decimal(81))
    assert not told.is_told(Grade.FAILED, Decimal(80))


def test_words_are_read_in_one_line_neither_too_short_nor_too_long() -> None:
    assert read_words(" 支援 \n 外院 ") == "支援 外院"
    for text in ("", " a ", "字" * 201):
        with pytest.raises(RefusalError) as refused:
            read_words(text)
        assert refused.value.key == "grades-words-length"


def test_what_changes_nothing_or_stands_under_a_veto_is_refused() -> None:
    check_adjusting(DecidedGrade(PERSON), Grade.GOOD, Grade.PASSED)
    with pytest.raises(RefusalError, match="grades-same"):
        check_adjusting(DecidedGrade(PERSON), Grade.GOOD, Grade.GOOD)
    with pytest.raises(RefusalError, match="grades-vetoed-first"):
        check_adjusting(DecidedGrade(PERSON, is_vetoed=True), Grade.GOOD, Grade.PASSED)


def test_a_second_assessment_is_made_once_and_from_its_day_on() -> None:
    waits = DecidedGrade(PERSON, second_from=DAY)
    assert waits.waits_for_second
    check_second(waits, DAY)
    with pytest.raises(RefusalError, match="grades-second-early"):
        check_second(waits, date(2027, 2, 28))
    for known in (DecidedGrade(PERSON), DecidedGrade(PERSON, second_from=DAY, second=Grade.GOOD)):
        assert not known.waits_for_second
        with pytest.raises(RefusalError, match="access-old-button"):
            check_second(known, DAY)


def test_only_a_second_failure_asks_for_liability_until_it_is_recorded() -> None:
    assert DecidedGrade(PERSON, second=Grade.FAILED).asks_for_liability
    assert not DecidedGrade(PERSON, second=Grade.PASSED).asks_for_liability
    assert not DecidedGrade(PERSON, second=Grade.FAILED, is_liable=True).asks_for_liability
