"""Reports that wait for a review, told to the branches' inspectors: once a day at most, all in one letter."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.reporting.reviews import ReviewState, Verdict
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk
from reminders.tick import tick
from storage.reporting.reviewed import Review
from storage.reporting.submissions import Revision, Submission
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import Postman, bind, move_to, open_desk, rows_of, shanghai

BRANCH = "内科第一党支部特邀监察员"
WARD, NEIGHBOUR, OWN = "30401", "30402", "204"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        bind(opened.database, BRANCH, 7)
        asyncio.run(tick(opened))
        yield opened


def item_id(uow: UnitOfWork, code: str) -> int:
    (item,) = uow.duty_items.of_period("monthly_report", "2026-05", [code])
    return item.id


def file(desk: Desk, code: str) -> None:
    """File the month for a grid, by somebody who is not the reviewer."""
    now = desk.clock.now()

    def work(uow: UnitOfWork) -> None:
        number = item_id(uow, code)
        uow.submissions.add(Submission(0, number, "monthly_report", 1, {"light": "green"}, True, now, 99))
        uow.duty_items.mark_filed(number, now)

    desk.database.write(work)


def correct(desk: Desk, code: str) -> None:
    def work(uow: UnitOfWork) -> None:
        filed = uow.submissions.find_for(item_id(uow, code))
        assert filed is not None
        uow.submissions.revise(filed, Revision(0, 99, desk.clock.now(), "更正", filed.answers, filed.answers))

    desk.database.write(work)


def review(desk: Desk, code: str, verdict: Verdict, was: ReviewState = ReviewState.RECEIVED) -> bool:
    def work(uow: UnitOfWork) -> bool:
        filed = uow.submissions.find_for(item_id(uow, code))
        assert filed is not None
        return uow.reviews.add(Review(filed.id, 2, verdict, "", 1, desk.clock.now()), was)

    return desk.database.write(work)


def told(desk: Desk, day: int, hour: int = 8) -> list[str]:
    """Let the clock do its work on a day of May; return what the branch's inspector is sent of reviews."""
    move_to(desk, shanghai(5, day, hour))
    postman = Postman()
    asyncio.run(tick(desk))
    asyncio.run(drain(desk, postman))
    return [window.text for chat_id, window in postman.sent if chat_id == 7 and "审核" in window.text]


def test_what_came_in_a_day_is_told_the_next_morning_in_one_letter(desk: Desk) -> None:
    file(desk, WARD)
    file(desk, NEIGHBOUR)
    file(desk, OWN)  # the branch's own is level 1's to review
    assert told(desk, 12, 20) == []
    assert told(desk, 13, 7) == []
    assert told(desk, 13) == ["有 2 份报告等待您审核：\n• 5月网格廉情月报  2 份"]
    assert told(desk, 13, 15) == []


def test_whoever_is_nudged_that_morning_reads_it_in_the_nudge(desk: Desk) -> None:
    file(desk, WARD)
    (text,) = told(desk, 24)  # the branch's own report is due in a week
    assert "未完成" in text
    assert text.endswith("另有 1 份报告待审核。")
    assert [row["kind"] for row in rows_of(desk.database, outbox)].count("review_waiting") == 0


def test_what_is_left_lying_brings_no_more_letters_until_something_comes(desk: Desk) -> None:
    file(desk, WARD)
    assert len(told(desk, 13)) == 1
    assert [told(desk, day) for day in range(14, 20)] == [[]] * 6
    file(desk, NEIGHBOUR)
    assert told(desk, 20) == ["有 2 份报告等待您审核：\n• 5月网格廉情月报  2 份"]


def test_a_correction_counts_as_something_that_came(desk: Desk) -> None:
    file(desk, WARD)
    assert len(told(desk, 13)) == 1
    assert review(desk, WARD, Verdict.ACCEPTED)
    correct(desk, WARD)
    assert len(told(desk, 14)) == 1


def test_what_was_reviewed_before_the_letter_went_is_not_told(desk: Desk) -> None:
    file(desk, WARD)
    assert review(desk, WARD, Verdict.RETURNED)
    assert told(desk, 13) == []


def test_a_downtime_of_days_ends_with_one_letter(desk: Desk) -> None:
    file(desk, WARD)
    assert len(told(desk, 18)) == 1


def test_a_verdict_on_a_report_that_has_moved_on_is_not_stored(desk: Desk) -> None:
    file(desk, WARD)
    assert review(desk, WARD, Verdict.ACCEPTED)
    assert not review(desk, WARD, Verdict.RETURNED)
    state = desk.database.write(lambda uow: uow.reviews.state_of(item_id(uow, WARD)))
    assert state is ReviewState.ACCEPTED
    assert desk.database.write(lambda uow: uow.reviews.state_of(item_id(uow, NEIGHBOUR))) is None


def test_a_branchs_own_report_brings_its_inspector_no_letter(desk: Desk) -> None:
    file(desk, OWN)
    move_to(desk, shanghai(5, 13, 8))
    asyncio.run(tick(desk))
    assert "review_waiting" not in [row["kind"] for row in rows_of(desk.database, outbox)]


def test_a_repeated_tick_tells_once(desk: Desk) -> None:
    file(desk, WARD)
    move_to(desk, shanghai(5, 13, 8))
    for _ in range(3):
        asyncio.run(tick(desk))
    assert [row["kind"] for row in rows_of(desk.database, outbox)].count("review_waiting") == 1
