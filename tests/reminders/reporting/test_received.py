"""Reports told to who receives them: once, all in one letter, once more when corrected, to nobody else."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.duties.duties import Duty
from domain.reporting.reviews import ReviewState
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk
from reminders.tick import tick
from storage.reporting.submissions import Revision, Submission
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import Postman, bind, elsewhere, move_to, open_desk, rows_of, shanghai

FINANCE, BUYING, WARD = "30106", "30301", "30401"
READERS = {"财务科特邀监察员": 7, "财务科负责人": 8, "人事科负责人": 9, "分管内科副院长": 10}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        for name, number in READERS.items():
            bind(opened.database, name, number)
        duty = opened.duties["monthly_report"]
        yield receiving(opened, replace(duty, received_by=frozenset({FINANCE, "分管领导"})))


def receiving(desk: Desk, duty: Duty) -> Desk:
    found = elsewhere(desk, duties={duty.id: duty})
    asyncio.run(tick(found))
    return found


def file(desk: Desk, code: str) -> None:
    def work(uow: UnitOfWork) -> None:
        (item,) = uow.duty_items.of_period("monthly_report", "2026-05", [code])
        now = desk.clock.now()
        uow.submissions.add(
            Submission(
                0, item.id, "monthly_report", 1, {"light": "green"}, zero=True, submitted_at=now, person_id=99
            )
        )
        uow.duty_items.mark_filed(item.id, now)

    desk.database.write(work)


def correct(desk: Desk, code: str) -> None:
    def work(uow: UnitOfWork) -> None:
        (item,) = uow.duty_items.of_period("monthly_report", "2026-05", [code])
        filed = uow.submissions.find_for(item.id)
        assert filed is not None
        uow.submissions.revise(
            replace(filed, review_state=ReviewState.RECEIVED),
            Revision(0, 99, desk.clock.now(), "更正", filed.answers, filed.answers),
        )

    desk.database.write(work)


def told(desk: Desk, day: int, hour: int = 8) -> dict[int, list[str]]:
    """Let the clock do its work; return what each is sent of reports received."""
    move_to(desk, shanghai(5, day, hour))
    postman = Postman()
    asyncio.run(tick(desk))
    asyncio.run(drain(desk, postman))
    found: dict[int, list[str]] = {}
    for chat_id, window in postman.sent:
        if "份报告" in window.text and "审核" not in window.text:
            found.setdefault(chat_id, []).append(window.text)
    return found


def test_several_reports_are_told_once_in_one_letter_and_to_nobody_else(desk: Desk) -> None:
    file(desk, BUYING)
    file(desk, WARD)
    assert told(desk, 12, 20) == {}
    both = "收到 2 份报告，请查阅：\n• 5月网格廉情月报 · 采购中心\n• 5月网格廉情月报 · 心内科"
    one = "收到 1 份报告，请查阅：\n• 5月网格廉情月报 · 心内科"
    # A role receives along the line that the report goes up: the leader in charge of the ward's branch alone.
    assert told(desk, 13) == {7: [both], 8: [both], 10: [one]}
    assert told(desk, 13, 15) == {}
    assert told(desk, 14) == {}


def test_a_correction_is_told_once_more(desk: Desk) -> None:
    file(desk, BUYING)
    assert set(told(desk, 13)) == {7, 8}
    correct(desk, BUYING)
    again = told(desk, 14)
    assert set(again) == {7, 8}
    assert again[7] == ["收到 1 份报告，请查阅：\n• 5月网格廉情月报 · 采购中心（已更正）"]
    assert told(desk, 15) == {}


def test_who_gave_up_the_post_meanwhile_is_not_told(desk: Desk) -> None:
    file(desk, BUYING)
    move_to(desk, shanghai(5, 13, 8))
    asyncio.run(tick(desk))
    assert [row["kind"] for row in rows_of(desk.database, outbox)].count("received") == 3
    nobody = elsewhere(
        desk, duties={"monthly_report": replace(desk.duties["monthly_report"], received_by=frozenset())}
    )
    postman = Postman()
    asyncio.run(drain(nobody, postman))
    assert not [window for _chat, window in postman.sent if "收到" in window.text]
