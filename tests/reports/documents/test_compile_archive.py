"""廉情档案: what stands in the file of a grid that moved, and of an inspector who changed grids."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from docx2python import docx2python

from domain.errors import RefusalError
from domain.materials.materials import Content, MaterialKind
from domain.people.grids import Grid
from domain.people.people import Appointment, Role
from domain.people.roster import Roster
from domain.reporting.documents import Span
from domain.reporting.reviews import ReviewState, Verdict
from domain.time.clock import SHANGHAI
from locales import Speech
from reminders.desk import Desk
from reports.documents.archive import Archive, archive_document
from reports.documents.compile_archive import ArchiveAsked, compile_grid_archive, compile_person_archive
from reports.sheets.sample_hospital import sample_roster
from storage.materials.materials import NewMaterial
from storage.materials.suggestions import NewSuggestion
from storage.reporting.reviewed import Review
from storage.reporting.submissions import Revision
from storage.unit_of_work import UnitOfWork
from tests.desks import FORMS, WORDS, import_roster, open_desk, shanghai
from tests.reports.documents.papers_filed import file, owe
from usecases.documents.house import grid_name

T = TypeVar("T")

JANUARY = datetime(2026, 1, 5, 10, tzinfo=SHANGHAI)
NOW = shanghai(6, 20)
GRID, OTHER = "30101", "30102"
SPAN = Span("2026-01", "2026-06")
GREEN, RED = {"light": "green"}, {"light": "red"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db", JANUARY) as opened:
        yield opened


def asked(uow: UnitOfWork, desk: Desk, span: Span = SPAN) -> ArchiveAsked:
    return ArchiveAsked(uow.rosters.tree().get("1"), span, NOW, desk.duties, FORMS, Speech(WORDS, "zh"))


def archive(desk: Desk, work: Callable[[UnitOfWork], Archive]) -> Archive:
    return desk.database.write(work)


def monthly(uow: UnitOfWork, month: int, grid: str, answers: dict[str, str], day: int = 28) -> int:
    owed = ("monthly_report", f"2026-{month:02}", grid)
    return file(uow, owed, ("monthly_report", answers), shanghai(month, day))


def inspector(roster: Roster, grid: str) -> str:
    """Return the staff number of a grid's inspector."""
    return next(
        appointment.staff_number
        for appointment in roster.appointments
        if appointment.grid_code == grid and appointment.role is Role.INSPECTOR
    )


def person_id(uow: UnitOfWork, number: str) -> int:
    found = uow.people.find_listed(number)
    assert found is not None
    return found.person_id


def reports_of(found: Archive) -> list[tuple[str, str, str, str, date | None]]:
    return [
        (report.grid, report.period, report.standing, report.light, report.filed_on)
        for report in found.reports
    ]


def test_a_grids_file_holds_what_it_owed_with_lights_corrections_reviews_and_suggestions(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> Archive:
        name = uow.rosters.tree().get(GRID).name
        first = monthly(uow, 1, GRID, GREEN)
        monthly(uow, 2, GRID, RED, day=27)
        owe(uow, "monthly_report", "2026-03", GRID)
        monthly(uow, 1, OTHER, RED)
        filed = uow.submissions.find_for(1)
        assert filed is not None
        uow.submissions.revise(filed, Revision(0, 1, shanghai(2, 3), "漏报一场", GREEN, RED))
        uow.reviews.add(Review(first, 2, Verdict.RETURNED, "请核对。", 1, shanghai(2, 2)), ReviewState.EDITED)
        inspects = uow.people.inspectors(JANUARY.date(), [GRID])[GRID][0]
        uow.suggestions.add(NewSuggestion(GRID, inspects, "耗材登记改电子表", shanghai(3, 1).astimezone(UTC)))
        uow.suggestions.answer(1, "已采纳。", 1, shanghai(3, 9))
        found = compile_grid_archive(uow, asked(uow, desk), GRID)
        assert reports_of(found) == [
            (name, "2026年1月", "未报（退回未改）", "", None),
            (name, "2026年2月", "按时", "红", date(2026, 2, 27)),
            (name, "2026年3月", "未报", "", None),
        ]
        return found

    found = archive(desk, work)
    (correction,), (review,), (suggestion,) = found.corrections, found.reviews, found.suggestions
    assert (correction.corrected_on, correction.what, correction.reason) == (
        date(2026, 2, 3),
        "2026年1月网格廉情月报",
        "漏报一场",
    )
    assert (review.verdict, review.opinion, review.what) == ("退回", "请核对。", "2026年1月网格廉情月报")
    assert (suggestion.text, suggestion.answer, suggestion.answered_on) == (
        "耗材登记改电子表",
        "已采纳。",
        date(2026, 3, 9),
    )
    (year,) = found.assessments
    assert (year.year, year.rate) == ("2026年", "33.3%")
    with docx2python(io.BytesIO(archive_document(found))) as document:
        words = str(document.text)
    for said in ("漏报一场", "请核对。", "耗材登记改电子表", "2026年1月", "退回未改", "33.3%"):
        assert said in words


def test_a_span_leaves_out_what_was_due_outside(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> Archive:
        for month in (1, 2, 3):
            monthly(uow, month, GRID, GREEN, day=20)
        return compile_grid_archive(uow, asked(uow, desk, Span("2026-02", "2026-02")), GRID)

    assert [report.period for report in archive(desk, work).reports] == ["2026年2月"]


def test_the_file_of_an_inspector_who_changed_grids_follows_them(desk: Desk) -> None:
    roster = sample_roster(JANUARY.date())
    moved, stays = inspector(roster, GRID), inspector(roster, OTHER)

    def before(uow: UnitOfWork) -> None:
        monthly(uow, 1, GRID, GREEN)
        monthly(uow, 1, OTHER, RED)

    desk.database.write(before)
    changed = [
        replace(appointment, staff_number=stays if appointment.grid_code == GRID else moved)
        if appointment.role is Role.INSPECTOR and appointment.grid_code in (GRID, OTHER)
        else appointment
        for appointment in roster.appointments
    ]
    changed = [
        replace(appointment, starts_on=date(2026, 2, 10))
        if appointment.grid_code in (GRID, OTHER) and appointment.role is Role.INSPECTOR
        else appointment
        for appointment in changed
    ]
    import_roster(desk.database, replace(roster, appointments=tuple(changed)), date(2026, 2, 10))

    def after(uow: UnitOfWork) -> tuple[Archive, Archive]:
        monthly(uow, 2, GRID, RED, day=27)
        monthly(uow, 2, OTHER, GREEN, day=27)
        one, other = (person_id(uow, number) for number in (moved, stays))
        there = asked(uow, desk)
        return compile_person_archive(uow, there, one), compile_person_archive(uow, there, other)

    first, second = desk.database.write(after)
    names = desk.database.write(
        lambda uow: {code: uow.rosters.tree().get(code).name for code in (GRID, OTHER)}
    )
    assert [(report.grid, report.period, report.light) for report in first.reports] == [
        (names[GRID], "2026年1月", "绿"),
        (names[OTHER], "2026年2月", "绿"),
    ]
    assert [(report.grid, report.light) for report in second.reports] == [
        (names[OTHER], "红"),
        (names[GRID], "红"),
    ]
    posts = dict(first.facts)["聘任情况"]
    assert f"{names[GRID]}特邀监察员（2026-01-01至2026-02-09）" in posts
    assert f"{names[OTHER]}特邀监察员（2026-02-10至今）" in posts


def test_the_file_of_a_grid_that_moved_keeps_what_it_filed_before(desk: Desk) -> None:
    desk.database.write(lambda uow: monthly(uow, 1, GRID, GREEN))
    roster = sample_roster(JANUARY.date())
    grids = tuple(replace(grid, parent_code="202") if grid.code == GRID else grid for grid in roster.grids)
    import_roster(desk.database, replace(roster, grids=grids), date(2026, 2, 10))

    def work(uow: UnitOfWork) -> Archive:
        monthly(uow, 2, GRID, RED, day=27)
        found = compile_grid_archive(uow, asked(uow, desk), GRID)
        assert dict(found.facts)["上级网格"] == uow.rosters.tree().get("202").name
        return found

    assert [report.light for report in archive(desk, work).reports] == ["绿", "红"]


def test_hearings_stand_apart_with_what_was_said(desk: Desk) -> None:
    hearing = replace(desk.duties["monthly_report"], id="talk", form_id="hearing", hearing=True)
    answers = {"held_on": "2026-03-20", "present": True, "reported": "开展两次教育", "asked_for": "完善台账"}

    def work(uow: UnitOfWork) -> Archive:
        file(uow, ("talk", "2026-03", GRID), ("hearing", answers), shanghai(3, 20))
        there = replace(asked(uow, desk), duties={**desk.duties, "talk": hearing})
        return compile_grid_archive(uow, there, GRID)

    found = archive(desk, work)
    assert not found.reports
    (held,) = found.hearings
    assert (held.held_on, held.attendance, held.reported, held.asked) == (
        date(2026, 3, 20),
        "到场",
        "开展两次教育",
        "完善台账",
    )


def test_the_file_of_who_served_in_two_hospitals_holds_what_is_the_units_own(desk: Desk) -> None:
    roster = sample_roster(JANUARY.date())
    number = inspector(roster, GRID)
    there = [Grid("9", "另一医院", 1), Grid("92", "另一支部", 2, "9"), Grid("93", "另一科室", 3, "92")]
    also = Appointment(number, "93", Role.INSPECTOR, JANUARY.date())
    together = replace(roster, grids=(*roster.grids, *there), appointments=(*roster.appointments, also))
    import_roster(desk.database, together, JANUARY.date())

    def work(uow: UnitOfWork) -> Archive:
        monthly(uow, 1, GRID, GREEN)
        monthly(uow, 1, "93", RED)
        person = person_id(uow, number)
        uow.suggestions.add(NewSuggestion("93", person, "另一医院的建议", shanghai(2, 1)))
        content = Content("另一医院的学习资料")
        sent = NewMaterial("9", MaterialKind.STUDY, content, None, person, shanghai(2, 2))
        uow.materials.add(sent, {person: "93"})
        return compile_person_archive(uow, asked(uow, desk), person)

    found = desk.database.write(work)
    assert [report.light for report in found.reports] == ["绿"]
    assert (list(found.suggestions), list(found.tasks)) == ([], [])
    assert "另一科室" not in str(found.facts)


def test_a_grid_that_hangs_in_another_hospital_now_stays_in_the_files_of_when_it_hung_here(
    desk: Desk,
) -> None:
    roster = sample_roster(JANUARY.date())
    number = inspector(roster, GRID)
    there = [Grid("9", "另一医院", 1), Grid("92", "另一支部", 2, "9")]
    moved = [replace(grid, parent_code="92") if grid.code == GRID else grid for grid in roster.grids]
    desk.database.write(lambda uow: monthly(uow, 1, GRID, GREEN))
    import_roster(desk.database, replace(roster, grids=(*moved, *there)), date(2026, 2, 10))

    def work(uow: UnitOfWork) -> list[Archive]:
        monthly(uow, 2, GRID, RED, day=27)
        person, here = person_id(uow, number), asked(uow, desk)
        elsewhere = replace(here, unit=uow.rosters.tree().get("9"))
        assert grid_name(uow, here.unit.code, GRID) == grid_name(uow, "9", GRID)
        with pytest.raises(RefusalError):
            grid_name(uow, "9", OTHER)
        return [
            compiled
            for unit in (here, elsewhere)
            for compiled in (compile_person_archive(uow, unit, person), compile_grid_archive(uow, unit, GRID))
        ]

    lights = [[report.light for report in found.reports] for found in desk.database.write(work)]
    assert lights == [["绿"], ["绿"], ["红"], ["红"]]
