"""公布 in words: each hears of their own grade with how it was made, all of those who are 优秀 (通报表扬)."""

from collections.abc import Iterator
from datetime import date

from domain.grades.decided import DecidedGrade
from domain.grades.grading import Grade, GradedKind
from domain.people.people import Role
from domain.time.periods import period_span
from forms.grading.language import Praise
from locales import Speech
from reminders.desk import Desk
from reminders.letter_book import Letters
from reports.grades.words import kind_said, period_said
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork
from usecases.grades.letters import GRADE_PRAISE, GRADE_TOLD
from usecases.grades.outside import own_grade
from windows.entries import MY_GRADE, back_to_menu
from windows.grades.own import own_lines, short_lines
from windows.text_parts import parts
from windows.windows import Button, Window

LINES_MOST = 17
NAMED_MOST = 30
"""So many of a kind are named in one letter; of more it says how many they are."""


def grade_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Tell of the grades that are as they were when it was written; None where all have been told anew since."""
    del desk, today
    known = [(uow.grades.find(grade_id), revision) for grade_id, revision in letter.payload["grades"]]
    told = [
        own_grade(uow, decided, name_of_graded(uow, decided))
        for decided, revision in known
        if decided is not None and decided.revision == revision
    ]
    if not told:
        return None
    # Of several the first is explained, the others are behind the button.
    lines = [*own_lines(told[0], speech), *(line for own in told[1:] for line in short_lines(own, speech))]
    shown = parts(lines, lines_most=LINES_MOST)[0]
    rows = [[Button(speech.label("grades-mine-open"), MY_GRADE)], [back_to_menu(speech)]]
    return Window("\n".join([speech.text("grades-told-title"), *shown]), rows)


def name_of_graded(uow: UnitOfWork, decided: DecidedGrade) -> str:
    """Return the name of whoever or whatever is graded, gone or not."""
    subject = decided.subject
    if subject.person_id is not None:
        return uow.assessments.people([subject.person_id])[subject.person_id][0]
    code = subject.grid_code or ""
    return uow.rosters.known([code])[code].name


def praise_window(uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date) -> Window | None:
    """Tell all who is 优秀, as published by now; None where nobody is."""
    del today
    unit_code, period_id = letter.payload["unit"], letter.payload["period"]
    published = [
        decided
        for decided in uow.grades.of_unit(unit_code, period_id).values()
        if decided.published is not None and decided.published.grade is Grade.EXCELLENT
    ]
    lines = [line for kind in GradedKind for line in _praised(uow, desk, published, kind, speech)]
    if not lines or desk.grading.praise is Praise.NONE:
        return None
    unit = uow.rosters.known([unit_code])[unit_code].name
    title = speech.text("grades-praise-title", unit=unit, period=period_said(period_id, speech))
    shown = parts(lines, lines_most=LINES_MOST)[0]
    text = "\n".join([f"<b>{title}</b>", speech.text("grades-praise-text"), *shown])
    return Window(text, [[back_to_menu(speech)]])


def _praised(
    uow: UnitOfWork, desk: Desk, published: list[DecidedGrade], kind: GradedKind, speech: Speech
) -> Iterator[str]:
    names = [_called(uow, desk, decided, speech) for decided in published if decided.subject.kind is kind]
    if not names:
        return
    said = speech.label("list-comma").join(names[:NAMED_MOST])
    if len(names) > NAMED_MOST:
        said = speech.label("grades-praise-more", names=said, count=len(names))
    yield speech.text("grades-praise-kind", kind=kind_said(kind, speech), names=said)


def _called(uow: UnitOfWork, desk: Desk, decided: DecidedGrade, speech: Speech) -> str:
    """Return how one is named to all: as the file says, a person by name and grid, or by the post alone."""
    name, subject = name_of_graded(uow, decided), decided.subject
    if subject.person_id is None:
        return name
    held = [
        tenure.grid_code
        for tenure in uow.assessments.tenures(*period_span(subject.period_id))
        if tenure.person_id == subject.person_id and tenure.role is Role.INSPECTOR
    ]
    grids = uow.rosters.known(held)
    where = speech.label("list-comma").join(dict.fromkeys(grids[code].name for code in held))
    if desk.grading.praise is Praise.POSTS:
        return speech.label("grades-praise-post", where=where)
    return speech.label("grades-praise-person", name=name, where=where)


LETTERS: Letters = {GRADE_TOLD: grade_window, GRADE_PRAISE: praise_window}
