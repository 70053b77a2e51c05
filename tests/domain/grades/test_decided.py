"""What the office decides about a grade, and what holds then."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.errors import RefusalError
from domain.grades.decided import (
    DecidedGrade,
    GradeSubject,
    Liability,
    PublishedGrade,
    check_adjusting,
    check_second,
    followed_up,
    read_liability,
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


def published(grade: Grade, **more: object) -> DecidedGrade:
    kept = DecidedGrade(PERSON, published=PublishedGrade(grade, Decimal(50), (), DAY))
    return replace(kept, **more)  # type: ignore[arg-type]


def test_a_second_assessment_follows_a_failed_grade_and_goes_with_it() -> None:
    later = date(2027, 4, 1)
    assert followed_up(DecidedGrade(PERSON), later) == DecidedGrade(PERSON)
    failed = followed_up(published(Grade.FAILED), later)
    assert failed.second_from == later
    assert followed_up(failed, date(2027, 5, 1)) == failed
    assert followed_up(published(Grade.GOOD, second_from=later), later).second_from is None
    made = published(Grade.FAILED, second=Grade.PASSED, second_from=DAY)
    assert followed_up(made, later) == made


def test_nothing_of_the_first_is_changed_once_the_second_is_made() -> None:
    with pytest.raises(RefusalError, match="grades-second-made"):
        check_adjusting(published(Grade.FAILED, second=Grade.FAILED), Grade.FAILED, Grade.GOOD)


def test_who_is_held_to_account_is_read_from_four_lines_with_a_day_that_has_come() -> None:
    typed = "诫勉谈话\n\n科室负责人\n 院纪〔2027〕3号 \n2027-03-01"
    assert read_liability(typed, DAY) == Liability("诫勉谈话", "科室负责人", "院纪〔2027〕3号", DAY)
    for text, key in (
        ("诫勉谈话\n科室负责人\n2027-03-01", "grades-liable-lines"),
        (f"{typed}\n又一行", "grades-liable-lines"),
        (typed.replace("2027-03-01", "三月一日"), "grades-liable-day"),
        (typed.replace("2027-03-01", "2027-03-02"), "grades-liable-day"),
        (typed.replace("科室负责人", "他"), "grades-words-length"),
    ):
        with pytest.raises(RefusalError) as refused:
            read_liability(text, DAY)
        assert refused.value.key == key
