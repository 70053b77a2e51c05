"""协助核实: by when an answer is due, who is reminded when, and what no question may hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.time.working_days import WorkingDays
from domain.tips.clocks import DeadlineStage
from domain.tips.fact_requests import QUESTION_LIMIT, answer_due_on, read_question, reminder_of
from domain.tips.receipts import new_receipt, show_receipt

CALENDAR = WorkingDays()
DAYS = st.dates(date(2026, 1, 1), date(2026, 11, 30))


def test_five_working_days_across_national_day() -> None:
    # 28, 29, 30 September, then 8 and 9 October: 1-7 October are holidays.
    assert answer_due_on(date(2026, 9, 25), CALENDAR) == date(2026, 10, 9)
    assert answer_due_on(date(2026, 5, 12), CALENDAR) == date(2026, 5, 19)


@given(asked_on=DAYS)
def test_an_answer_is_due_on_a_working_day_and_five_lie_in_between(asked_on: date) -> None:
    due_on = answer_due_on(asked_on, CALENDAR)
    days = [asked_on + timedelta(days=n) for n in range(1, (due_on - asked_on).days + 1)]
    assert sum(CALENDAR.is_working(day) for day in days) == 5
    assert CALENDAR.is_working(due_on)


@given(asked_on=DAYS)
def test_the_inspector_hears_on_one_day_and_the_handlers_from_the_next_working_day_for_a_week(
    asked_on: date,
) -> None:
    due_on = answer_due_on(asked_on, CALENDAR)
    days = [asked_on + timedelta(days=n) for n in range(60)]
    stages = {day: reminder_of(due_on, day, CALENDAR) for day in days}
    assert [day for day in days if stages[day] is DeadlineStage.DUE_SOON] == [due_on]
    late = [day for day in days if stages[day] is DeadlineStage.OVERDUE]
    assert CALENDAR.is_working(late[0])
    assert not any(CALENDAR.is_working(day) for day in days if due_on < day < late[0])
    assert late == [late[0] + timedelta(days=n) for n in range(8)]


def test_a_question_may_have_lines_and_its_edges_are_cut() -> None:
    assert read_question("  一\n二 ", "2026-001") == "一\n二"
    assert read_question("问" * QUESTION_LIMIT, "2026-001") == "问" * QUESTION_LIMIT


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (" \n ", "facts-question-empty"),
        ("问" * (QUESTION_LIMIT + 1), "tips-short-too-long"),
        ("线索2026-001的事", "facts-question-number"),
        ("２０２６－００１", "facts-question-number"),
        ("2026 001", "facts-question-number"),
        ("2026—001", "facts-question-number"),
    ],
)
def test_what_is_no_question_is_refused(text: str, key: str) -> None:
    with pytest.raises(RefusalError) as refused:
        read_question(text, "2026-001")
    assert refused.value.key == key


def test_a_receipt_code_is_refused() -> None:
    with pytest.raises(RefusalError) as refused:
        read_question(f"凭 {show_receipt(new_receipt())} 查", "2026-001")
    assert refused.value.key == "tips-text-receipt"


@given(text=st.text(max_size=40))
def test_a_question_that_is_taken_is_what_was_typed(text: str) -> None:
    try:
        question = read_question(text, "Z2026-001")
    except RefusalError:
        return
    assert question == text.strip()
