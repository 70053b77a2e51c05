from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from reminders.desk import Desk
from reminders.duties.open_periods import open_periods
from storage.reporting.submissions import Revision, Submission
from storage.tables import submissions
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, open_desk, rows_of

ANSWERS = {"light": "green", "talks": 3, "red_packets_amount": "0.10", "suggestions": "电子表"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        opened.database.write(lambda uow: open_periods(uow, opened.duties, opened.working_days, MAY.date()))
        yield opened


def filed(item_id: int = 1, *, zero: bool = False) -> Submission:
    return Submission(0, item_id, "monthly_report", 1, ANSWERS, zero=zero, submitted_at=MAY, person_id=1)


def test_a_report_is_read_back_as_it_was_filed(desk: Desk) -> None:
    desk.database.write(lambda uow: uow.submissions.add(filed(zero=True)))
    found = desk.database.write(lambda uow: uow.submissions.find_for(1))
    assert found is not None
    assert (found.answers, found.zero, found.submitted_at, found.person_id) == (ANSWERS, True, MAY, 1)
    assert desk.database.write(lambda uow: uow.submissions.find_for(2)) is None


def test_a_second_report_for_the_same_item_is_refused_by_the_table_itself(desk: Desk) -> None:
    desk.database.write(lambda uow: uow.submissions.add(filed()))
    with pytest.raises(IntegrityError):
        desk.database.write(lambda uow: uow.submissions.add(filed()))
    assert len(rows_of(desk.database, submissions)) == 1


def test_every_correction_keeps_old_new_and_reason_in_order(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> list[Revision]:
        uow.submissions.add(filed(zero=True))
        for talks in (4, 5):
            now = uow.submissions.find_for(1)
            assert now is not None
            new = {**now.answers, "talks": talks}
            uow.submissions.revise(now, Revision(0, 2, MAY, f"原因{talks}", now.answers, new))
        final = uow.submissions.find_for(1)
        assert final is not None
        assert (final.answers["talks"], final.zero, final.submitted_at) == (5, False, MAY)
        return uow.submissions.revisions_of(final.id)

    first, second = desk.database.write(work)
    assert (first.number, first.old, first.new["talks"], first.reason) == (1, ANSWERS, 4, "原因4")
    assert (second.number, second.old["talks"], second.new["talks"]) == (2, 4, 5)


def test_reports_of_many_items_are_found_by_item(desk: Desk) -> None:
    for number in range(1, 71):
        desk.database.write(lambda uow, n=number: uow.submissions.add(filed(n)))  # type: ignore[misc]
    found = desk.database.write(lambda uow: uow.submissions.of_items(range(1, 3000)))
    assert sorted(found) == list(range(1, 71))


def test_answers_of_a_grid_are_those_of_its_duty_and_periods(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> list[int]:
        uow.submissions.add(filed())
        item = uow.duty_items.find(1)
        assert item is not None
        asked = [
            ("monthly_report", ["2026-05"], item.grid_code),
            ("monthly_report", ["2026-04"], item.grid_code),
            ("annual_report", ["2026-05"], item.grid_code),
            ("monthly_report", ["2026-05"], "1"),
        ]
        return [len(uow.submissions.answers_of(*question)) for question in asked]

    assert desk.database.write(work) == [1, 0, 0, 0]
