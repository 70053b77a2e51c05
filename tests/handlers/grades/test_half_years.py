"""Grades of a half-year, by an office's own grading file: offered, counted and published for their half alone."""

from datetime import datetime

from domain.time.clock import SHANGHAI
from forms.grading.reader import FILE_NAME, shipped_grading_text
from storage.grades.tables import grades
from storage.unit_of_work import UnitOfWork
from tests.desks import rows_of, shanghai
from tests.fed import Fed
from tests.handlers.grades.grades_by_hand import COMMITTEE, OFFICE, WARD, ref_of
from tests.harness import Hospital
from tests.reports.documents.papers_filed import file, owe

FIRST, SECOND = "2026-H1", "2026-H2"
HALF = 'period = "half"'


async def half_over(hospital: Hospital) -> Fed:
    """Return the conversations of the hospital on 20 July, grading by half-years; the ward filed May and owes July."""
    (hospital.folder / FILE_NAME).write_text(shipped_grading_text().replace('period = "year"', HALF), "utf-8")
    await hospital.restart()
    fed = Fed(hospital)
    for name in (OFFICE, WARD, COMMITTEE):
        await fed.bind(name)

    def work(uow: UnitOfWork) -> None:
        (code,) = [grid.code for grid in uow.rosters.tree() if grid.name == "心内科"]
        file(
            uow, ("monthly_report", "2026-05", code), ("monthly_report", {"light": "green"}), shanghai(5, 20)
        )
        owe(uow, "monthly_report", "2026-07", code)

    await hospital.app.database.run(work)
    hospital.clock.move_to(datetime(2026, 7, 20, 10, tzinfo=SHANGHAI))
    return fed


async def test_the_half_that_is_over_is_graded_from_what_fell_due_in_it(hospital: Hospital) -> None:
    fed = await half_over(hospital)
    assert "2026年上半年考核等次" in (await fed.send(OFFICE, "/grades")).text.replace("</b>", "")
    one = await fed.press(OFFICE, f"grade:{FIRST}:{ref_of(hospital, WARD)}:0")
    assert "按时 40/40（1/1 × 40）" in one.text
    running = await fed.press(OFFICE, f"grade:{SECOND}:{ref_of(hospital, WARD)}:0")
    assert "按时 40/40" not in running.text
    # A year is nothing that is graded here.
    assert "此按钮已失效" in (await fed.press(OFFICE, f"grade:2026:{ref_of(hospital, WARD)}:0")).toast


async def test_what_is_published_of_a_half_is_told_as_that_half(hospital: Hospital) -> None:
    fed = await half_over(hospital)
    await fed.press(OFFICE, f"grades-publish:{FIRST}")
    assert "已公布" in (await fed.press(OFFICE, f"grades-publish-yes:{FIRST}")).text
    assert {row["period_id"] for row in rows_of(hospital.app.database, grades)} == {FIRST}
    assert "心内科特邀监察员 · 2026年上半年" in (await fed.send(WARD, "/grades")).text
    assert "2026年上半年" in (await fed.send(COMMITTEE, "/grades")).text
    # The other half stays to be published.
    hospital.clock.move_to(datetime(2027, 1, 20, 10, tzinfo=SHANGHAI))
    assert "2026年下半年考核等次" in (await fed.send(OFFICE, "/grades")).text.replace("</b>", "")
