"""Grades on paper: the xlsx adds up, file and yearly report tell them, an office program opens all three."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from docx2python import docx2python
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from domain.grades.decided import DecidedGrade, GradeAct, GradeStep, GradeSubject, PublishedGrade
from domain.grades.grading import Grade, GradedKind
from domain.reporting.documents import Span
from domain.time.clock import SHANGHAI
from locales import in_chinese
from reminders.desk import Desk
from reports.documents.archive import archive_document
from reports.documents.archived_grades import grade_figures
from reports.documents.compile_archive import ArchiveAsked, compile_grid_archive, compile_person_archive
from reports.documents.compile_reports import ReportAsked, compile_supervisor_report
from reports.documents.report import supervisor_document
from reports.grades.sheet import grades_sheet
from storage.unit_of_work import UnitOfWork
from tests.desks import FORMS, open_desk, shanghai
from tests.reports.documents.papers_filed import file, owe
from usecases.grades.compile import WantedGrades, compile_grades

JANUARY = datetime(2026, 1, 5, 10, tzinfo=SHANGHAI)
AFTER = datetime(2027, 2, 1, 10, tzinfo=SHANGHAI)
GRID = "30101"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db", JANUARY) as opened:
        yield opened


def publish(uow: UnitOfWork, desk: Desk) -> int:
    """Publish what there is by points, one of it adjusted; return whose grade that is."""
    for month in range(1, 12):
        report = ("monthly_report", {"light": "green", "talks": 1})
        file(uow, ("monthly_report", f"2026-{month:02}", GRID), report, shanghai(month, 20))
    owe(uow, "monthly_report", "2026-12", GRID)
    (person_id, *_others) = uow.people.inspectors(JANUARY.date(), [GRID])[GRID]
    for graded in compile_grades(uow, desk, WantedGrades("1", "2026"), AFTER).graded:
        subject = graded.subject
        grade = Grade.EXCELLENT if subject.person_id == person_id else graded.grade or Grade.FAILED
        adjusted = Grade.EXCELLENT if subject.person_id == person_id else None
        published = PublishedGrade(grade, graded.made.points, graded.made.parts, AFTER.date())
        kept = uow.grades.keep(DecidedGrade(subject, adjusted=adjusted, published=published, revision=1))
        if adjusted:
            uow.grades.add_step(
                GradeStep(kept.id, GradeAct.ADJUSTED, 1, AFTER, Grade.GOOD, adjusted, "援外医疗 <队>")
            )
    return person_id


def asked(uow: UnitOfWork, desk: Desk, span: Span) -> ArchiveAsked:
    return ArchiveAsked(uow.rosters.tree().get("1"), span, AFTER, desk.duties, FORMS)


def words(content: bytes) -> str:
    with docx2python(io.BytesIO(content)) as document:
        return str(document.text)


def printed(folder: Path, contents: dict[str, bytes]) -> dict[str, str]:
    """Return what LibreOffice reads of these files."""
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    command += [str(folder / name) for name in contents]
    subprocess.run(command, check=True, capture_output=True, timeout=100)  # noqa: S603 - our own files
    return {
        name: "".join(
            page.get_textpage().get_text_range() for page in PdfDocument((folder / name).with_suffix(".pdf"))
        )
        for name in contents
    }


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_the_file_the_report_and_the_sheet_tell_grades_and_open_elsewhere(desk: Desk, tmp_path: Path) -> None:
    person_id = desk.database.write(lambda uow: publish(uow, desk))

    def work(uow: UnitOfWork) -> dict[str, bytes]:
        year = asked(uow, desk, Span("2026-01", "2026-12"))
        duty = desk.duties["monthly_report"]
        of_year = ReportAsked(
            year.unit, "2026", duty, FORMS[duty.form_id], [], AFTER.date(), desk.ledgers(uow)
        )
        report = compile_supervisor_report(uow, of_year)
        return {
            "person.docx": archive_document(compile_person_archive(uow, year, person_id)),
            "grid.docx": archive_document(compile_grid_archive(uow, year, GRID)),
            "report.docx": supervisor_document(report),
            "grades.xlsx": grades_sheet(
                compile_grades(uow, desk, WantedGrades("1", "2026"), AFTER), in_chinese()
            ),
        }

    contents = desk.database.look(work)
    person = words(contents["person.docx"])
    assert "考核等次" in person
    assert "2026年度" in person
    assert "按时 36.7/40（11/12 × 40）" in person
    assert "调整等次：援外医疗 &lt;队&gt;" in person or "调整等次：援外医疗 <队>" in person
    assert "优秀" not in words(contents["grid.docx"])
    assert "特邀监察员考核优秀1名" in words(contents["report.docx"]).replace(" ", "")
    read = printed(tmp_path, contents)
    assert "调整等次：援外医疗" in "".join(read["person.docx"].split())
    assert "考核优秀1名" in "".join(read["report.docx"].split())
    assert "按时" in read["grades.xlsx"]
    _adds_up(contents["grades.xlsx"])


def _adds_up(content: bytes) -> None:
    """Every row of the xlsx adds up to its points, by what is printed alone."""
    for sheet in load_workbook(io.BytesIO(content)):
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        head = next(row for row in rows if "总分" in row)
        given = [place for place, name in enumerate(head) if str(name).endswith("（分）")]
        counted = 0
        for row in rows[rows.index(head) + 1 :]:
            total = row[head.index("总分")]
            if not isinstance(total, int | float):
                continue
            parts = [Decimal(str(row[place])) for place in given if row[place] is not None]
            earned = sum(part for part in parts if part > 0)
            taken = -sum(part for part in parts if part < 0)
            assert Decimal(str(row[head.index("合计得分")])) == earned
            whole = earned * 100 / Decimal(str(row[head.index("计分满分")]))
            assert abs(max(Decimal(0), whole - taken) - Decimal(str(total))) <= Decimal("0.05")
            counted += 1
        assert counted


def test_of_another_period_or_fewer_than_five_nothing_is_told(desk: Desk) -> None:
    subject = GradeSubject("1", "2025", GradedKind.INSPECTOR, person_id=1)
    published = PublishedGrade(Grade.GOOD, Decimal(80), (), date(2026, 2, 1))

    def work(uow: UnitOfWork) -> None:
        uow.grades.keep(DecidedGrade(subject, published=published))
        assert grade_figures(uow, "1", "2025") == []
        assert compile_person_archive(uow, asked(uow, desk, Span("2026-01", "2026-12")), 1).grades == []
        (told,) = compile_person_archive(uow, asked(uow, desk, Span("2025-12", "2026-12")), 1).grades
        assert (told.period, told.grade, told.points) == ("2025年度", "良好", "80 分")
        for number in range(2, 6):
            other = replace(subject, person_id=number)
            uow.grades.keep(DecidedGrade(other, published=published))
        (figure,) = grade_figures(uow, "1", "2025")
        assert (figure.label, figure.unit, figure.value) == ("特邀监察员考核良好", "名", 5)

    desk.database.write(work)
