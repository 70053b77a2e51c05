"""Grades from what was filed: a year with a move in its middle, two posts, nobody there, and little beside it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update

from domain.grades.grading import Grade, GradedKind
from domain.grades.notes import GradeNote, NoteKind
from domain.people.people import Role
from domain.registers.entries import Entry, EntryPeople, EntryPlace, EntryStanding
from domain.registers.reaching import MadeOnce
from domain.reporting.reviews import ReviewState, Verdict
from domain.time.clock import SHANGHAI
from reminders.desk import Desk
from reports.grades.graded import Graded, UnitGrades
from storage.reporting.reviewed import Review
from storage.tables import appointments
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk, shanghai
from tests.reports.documents.papers_filed import file, owe
from usecases.grades.compile import WantedGrades, compile_grades, current_period, is_graded
from usecases.grades.figures import GradedPeriod, count_all, known_figures

JANUARY = datetime(2026, 1, 5, 10, tzinfo=SHANGHAI)
AFTER = datetime(2027, 2, 1, 10, tzinfo=SHANGHAI)
GRID, OTHER = "30101", "30102"
YEAR = "2026"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db", JANUARY) as opened:
        yield opened


def monthly(uow: UnitOfWork, month: int, grid: str, day: int = 20, **answers: Any) -> int:
    owed = ("monthly_report", f"2026-{month:02}", grid)
    return file(uow, owed, ("monthly_report", {"light": "green", **answers}), shanghai(month, day))


def graded_of(desk: Desk, kind: GradedKind, at: datetime = AFTER) -> Mapping[str, Graded]:
    found: UnitGrades = desk.database.look(lambda uow: compile_grades(uow, desk, WantedGrades("1", YEAR), at))
    return {graded.subject.grid_code or graded.subject.ref: graded for graded in found.of_kind(kind)}


def inspector_of(desk: Desk, grid: str) -> int:
    return desk.database.look(lambda uow: uow.people.inspectors(date(2026, 1, 5), [grid]))[grid][0]


def points(graded: Graded) -> dict[str, tuple[int, Decimal | None]]:
    return {part.id: (part.figure, part.points) for part in graded.made.parts}


def test_every_figure_is_what_was_filed(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        for month in range(1, 11):
            monthly(uow, month, GRID, talks=1, education_sessions=1, tendencies=1)
        owe(uow, "monthly_report", "2026-11", GRID)
        late = file(
            uow,
            ("monthly_report", "2026-12", GRID),
            ("monthly_report", {"light": "green", "talks": 3}),
            datetime(2027, 1, 3, 10, tzinfo=SHANGHAI),
        )
        uow.reviews.add(
            Review(late, 1, Verdict.RETURNED, "请核对。", 1, AFTER.astimezone(UTC)), ReviewState.RECEIVED
        )

    desk.database.write(work)
    grid = graded_of(desk, GradedKind.DEPARTMENT)[GRID]
    person = graded_of(desk, GradedKind.INSPECTOR)[f"p{inspector_of(desk, GRID)}"]
    assert (
        points(grid)
        == points(person)
        == {
            "on_time": (10, Decimal("33.3")),
            "complete": (11, Decimal("27.5")),
            "talks": (13, Decimal(10)),
            "education": (10, Decimal(10)),
            "tendencies": (10, Decimal(5)),
            "training": (0, Decimal(0)),
            "late": (1, Decimal(1)),
            "returned": (1, Decimal(1)),
            "rectification": (0, Decimal(0)),
        }
    )
    assert (grid.made.points, grid.grade) == (Decimal("83.8"), Grade.GOOD)
    assert grid.notes == []
    (unit,) = graded_of(desk, GradedKind.UNIT).values()
    assert points(unit)["reporting_grids"] == (0, Decimal(0))


def test_who_came_in_mid_year_answers_for_what_fell_due_since_and_whoever_left_for_the_rest(
    desk: Desk,
) -> None:
    first, second = inspector_of(desk, GRID), inspector_of(desk, OTHER)

    def work(uow: UnitOfWork) -> None:
        for month in (3, 9):
            monthly(uow, month, GRID)
        monthly(uow, 3, OTHER)
        owe(uow, "monthly_report", "2026-09", OTHER)
        of_grid = (appointments.c.grid_code == GRID, appointments.c.role == Role.INSPECTOR.value)
        uow._connection.execute(update(appointments).where(*of_grid).values(ends_on=date(2026, 6, 30)))
        uow._connection.execute(
            appointments.insert().values(
                person_id=second, grid_code=GRID, role=Role.INSPECTOR.value, starts_on=date(2026, 7, 1)
            )
        )

    desk.database.write(work)
    found = graded_of(desk, GradedKind.INSPECTOR)
    left, came = found[f"p{first}"], found[f"p{second}"]
    assert points(left)["on_time"] == (1, Decimal(40))
    assert left.notes == [GradeNote(NoteKind.LEFT, date(2026, 6, 30))]
    assert points(came)["on_time"] == (2, Decimal("26.7"))
    assert came.notes == [GradeNote(NoteKind.POSTS, count=2)]
    assert len(came.where) == 2


def test_who_was_there_too_short_or_owed_nothing_has_no_grade_and_a_grid_without_anybody_says_so(
    desk: Desk,
) -> None:
    first = inspector_of(desk, GRID)

    def work(uow: UnitOfWork) -> None:
        for month in (3, 12):
            monthly(uow, month, GRID)
        monthly(uow, 3, OTHER)
        of_other = appointments.c.grid_code == OTHER
        uow._connection.execute(delete(appointments).where(of_other))
        of_grid = (appointments.c.person_id == first, appointments.c.grid_code == GRID)
        uow._connection.execute(update(appointments).where(*of_grid).values(starts_on=date(2026, 11, 1)))

    desk.database.write(work)
    short = graded_of(desk, GradedKind.INSPECTOR)[f"p{first}"]
    assert (short.made.points, short.grade) == (None, None)
    assert short.notes[0] == GradeNote(NoteKind.TOO_SHORT, count=90)
    assert GradeNote(NoteKind.JOINED, date(2026, 11, 1)) in short.notes
    grids = graded_of(desk, GradedKind.DEPARTMENT)
    assert grids[OTHER].notes == [GradeNote(NoteKind.NOBODY)]
    assert grids[OTHER].grade is not None
    assert grids["30103"].notes == [GradeNote(NoteKind.NOTHING_DUE)]
    assert grids["30103"].grade is None


def test_while_the_year_runs_it_is_counted_up_to_today_and_says_what_is_open(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        monthly(uow, 5, GRID)
        owe(uow, "monthly_report", "2026-06", GRID, date(2026, 6, 10))

    desk.database.write(work)
    grid = graded_of(desk, GradedKind.DEPARTMENT, shanghai(6, 12))[GRID]
    assert grid.notes == [
        GradeNote(NoteKind.RUNNING, date(2026, 6, 12)),
        GradeNote(NoteKind.STILL_OPEN, count=1),
    ]
    assert points(grid)["complete"] == (1, Decimal(15))


def test_the_period_offered_is_the_one_to_be_graded(desk: Desk) -> None:
    assert current_period(desk.grading, date(2027, 2, 1)) == "2026"
    assert current_period(desk.grading, date(2027, 6, 1)) == "2027"
    assert is_graded(desk.grading, "2026")
    assert not is_graded(desk.grading, "2026-H1")
    assert not is_graded(desk.grading, "x")


def test_a_figure_is_known_of_what_the_installation_has(desk: Desk) -> None:
    known = known_figures(desk.forms, desk.registers)
    assert desk.grading.figures <= known
    assert {"registers.talk.talks", "overdue.measure", "attended.training"} <= known
    assert not {"registers.talk.planned", "forms.monthly_report.red_packets_amount"} & known
    assert not [figure for figure in known if "report_direct" in figure]


def test_entries_and_signing_in_count_for_whose_they_are_in_the_period_alone(desk: Desk) -> None:
    opener, owner = inspector_of(desk, GRID), inspector_of(desk, OTHER)
    place = desk.database.look(lambda uow: EntryPlace(*uow.rosters.tree().place_of(GRID), GRID))

    def entry(register_id: str, state: str, since: date, **answers: Any) -> Entry:
        ends = state in ("held", "closed")
        standing = EntryStanding(state, since, is_open=not ends)
        people = EntryPeople(opener, owner)
        return Entry(register_id, 1, place, people, standing, "某事", JANUARY.astimezone(UTC), answers)

    def work(uow: UnitOfWork) -> None:
        monthly(uow, 3, GRID)
        held = [
            entry("talk", "held", date(2026, 3, 2), kind="heart", talked_on="2026-03-02"),
            entry("talk", "held", date(2025, 3, 2), kind="heart", talked_on="2025-03-02"),
            entry("talk", "planned", date(2026, 3, 2), kind="heart", planned_on="2026-03-02"),
            entry("problem", "open", date(2026, 3, 2), deadline="2026-05-01"),
            entry("problem", "closed", date(2026, 5, 2), deadline="2026-05-01"),
            entry("problem", "closed", date(2026, 5, 1), deadline="2026-05-01"),
            entry("problem", "open", date(2026, 3, 2), deadline="2027-01-05"),
            entry("problem", "open", date(2026, 3, 2)),
        ]
        for found in held:
            uow.entries.add(found, ())
        training = uow.entries.add(entry("training", "held", date(2026, 4, 1)), ())
        for person_id, at in ((opener, shanghai(4, 1)), (owner, AFTER)):
            signed = MadeOnce(training, "attend", person_id, "某", "主任", GRID, at.astimezone(UTC))
            assert uow.made_once.add(signed)

    desk.database.write(work)
    figures = frozenset({"registers.talk.talks", "overdue.problem", "attended.training"})
    asked = GradedPeriod("1", YEAR, AFTER, figures)
    counted = desk.database.look(lambda uow: count_all(uow, desk, asked))
    talks, overdue, attended = "registers.talk.talks", "overdue.problem", "attended.training"
    assert {name: counted.people[opener].figures[name] for name in figures} == {
        talks: 1,
        overdue: 0,
        attended: 1,
    }
    assert {name: counted.people[owner].figures[name] for name in figures} == {
        talks: 0,
        overdue: 2,
        attended: 0,
    }
    for whole in (counted.grids[GRID], counted.unit):
        assert {name: whole.figures[name] for name in figures} == {talks: 1, overdue: 2, attended: 1}


def test_one_alone_is_the_same_as_among_all(desk: Desk) -> None:
    desk.database.write(lambda uow: monthly(uow, 3, GRID))
    every = desk.database.look(lambda uow: compile_grades(uow, desk, WantedGrades("1", YEAR), AFTER))
    for ref in (f"p{inspector_of(desk, GRID)}", f"d{GRID}", "u1"):
        assert alone_in(desk, ref) == [every.find(ref)]


def alone_in(desk: Desk, ref: str) -> Sequence[Graded]:
    wanted = WantedGrades("1", YEAR, ref)
    return desk.database.look(lambda uow: compile_grades(uow, desk, wanted, AFTER)).graded
