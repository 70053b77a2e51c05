"""The grades of a unit in front of level 1: the unit in a period, lists by kind and grade. Values in, windows out."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.grades.grading import Grade, GradedKind
from domain.time.periods import period_moved
from locales import Speech
from locales.dates import day_name
from reports.grades.graded import Graded, UnitGrades
from reports.grades.words import grade_said, kind_said, period_said, points_said
from usecases.grades.publishing import Publishing
from windows.entries import GRADES, back_to_menu, grade_of
from windows.page_turns import button_rows, numbered, page_of, turn_rows
from windows.windows import Attachment, Button, Rows, Window

LIST, PUBLISH, PUBLISH_YES, SHEET = "grades-list", "grades-publish", "grades-publish-yes", "grades-xlsx"
A_PAGE = 4
ALL, NONE, WAITING = "all", "none", "waiting"
"""Besides the grades: all of a kind, those without a grade, those of whom a second assessment or more waits."""


def unit_window(grades: UnitGrades, speech: Speech, note: str = "") -> Window:
    """Return the unit in a period: how many have which grade, and what to do next; `note` (HTML) goes on top."""
    period = period_said(grades.period_id, speech)
    lines = [*([note] if note else [])]
    lines.append(f"<b>{speech.text('grades-title', period=period, unit=grades.unit_name)}</b>")
    lines += [_counts_line(grades, kind, speech) for kind in grades.scheme.kinds]
    lines.append(_state(grades, speech))
    kinds = [
        Button(kind_said(kind, speech), f"{LIST}:{grades.period_id}:{kind}:{ALL}:0")
        for kind in grades.scheme.kinds
    ]
    rows: Rows = []
    if grades.days.is_over and not grades.still_open and _untold(grades):
        rows.append([Button(speech.label("grades-publish"), f"{PUBLISH}:{grades.period_id}")])
    rows += button_rows(kinds)
    rows.append([Button(speech.label("grades-xlsx"), f"{SHEET}:{grades.period_id}")])
    return Window("\n".join(lines), [*rows, _beside(grades, speech), [back_to_menu(speech)]])


def publish_window(grades: UnitGrades, found: Publishing, speech: Speech, *, praises: bool) -> Window:
    """Ask once whether to publish."""
    if not found.new:
        return unit_window(grades, speech, speech.text("grades-nothing-new"))
    key = "grades-publish-ask" if praises else "grades-publish-ask-quiet"
    text = speech.text(key, count=len(found.new), told=found.told, ungraded=found.ungraded)
    rows = [
        [Button(speech.label("grades-publish-yes"), f"{PUBLISH_YES}:{grades.period_id}")],
        [to_unit(grades.period_id, speech)],
    ]
    return Window(text, rows)


@dataclass(frozen=True, slots=True)
class GradesPage:
    """Which list: of a kind, of a grade ("all", "none" for those without one), the page from 0."""

    kind: GradedKind
    grade: str
    number: int


def list_window(grades: UnitGrades, place: GradesPage, speech: Speech) -> Window:
    """Return a page of a list; a tap on a name opens the grade."""
    every = grades.of_kind(place.kind)
    found = [graded for graded in every if _is_in(graded, place.grade)]
    page = page_of(place.number, len(found), A_PAGE)
    number = min(place.number, max(page.pages - 1, 0))
    shown = found[number * A_PAGE : (number + 1) * A_PAGE]
    kind = kind_said(place.kind, speech)
    head = speech.text("grades-list-title", period=period_said(grades.period_id, speech), kind=kind)
    lines = [numbered(head, number, max(page.pages, 1), speech)]
    lines += [list_line(graded, speech) for graded in shown]
    if not shown:
        lines.append(speech.text("grades-list-none"))
    rows = button_rows(
        [Button(graded.name, grade_of(grades.period_id, graded.subject.ref)) for graded in shown]
    )
    here = f"{LIST}:{grades.period_id}:{place.kind}"
    rows += turn_rows(page_of(number, len(found), A_PAGE), lambda to: f"{here}:{place.grade}:{to}", speech)
    rows.append(_grades_row(every, place, here, speech))
    return Window("\n".join(lines), [*rows, [to_unit(grades.period_id, speech)]])


def _is_in(graded: Graded, grade: str) -> bool:
    if grade == WAITING:
        return _waits(graded)
    return grade in (ALL, graded.grade or NONE)


def _waits(graded: Graded) -> bool:
    return graded.decided.waits_for_second or graded.decided.asks_for_liability


def list_line(graded: Graded, speech: Speech) -> str:
    """Return one of a list: name, grade, points, and what is particular about it."""
    values = {
        "name": graded.name,
        "grade": grade_said(graded.grade, speech),
        "points": points_said(graded.made.points, speech),
    }
    mark = _mark(graded)
    if not mark:
        return speech.text("grades-list-line", **values)
    return speech.text("grades-list-line-marked", mark=speech.label(f"grades-mark-{mark}"), **values)


def file_window(grades: UnitGrades, content: bytes, speech: Speech) -> Window:
    """Return the xlsx of all grades, which goes to the phone as it is."""
    name = f"{speech.label('grades-file-name')}-{grades.period_id}.xlsx"
    rows = [[to_unit(grades.period_id, speech)]]
    return Window(speech.text("grades-file"), rows, [Attachment(name, content)])


def to_unit(period_id: str, speech: Speech) -> Button:
    """Return the button that leads back to the unit."""
    return Button(speech.label("grades-back"), f"{GRADES}:{period_id}")


def _mark(graded: Graded) -> str:
    if graded.decided.asks_for_liability:
        return "liable"
    if graded.decided.waits_for_second:
        return "second"
    if graded.decided.is_vetoed:
        return "vetoed"
    if graded.decided.published is not None and not graded.is_told:
        return "changed"
    return "adjusted" if graded.decided.adjusted is not None else ""


def _counts_line(grades: UnitGrades, kind: GradedKind, speech: Speech) -> str:
    counts = grades.counts(kind)
    said = "  ".join(
        speech.label("grades-count", grade=grade_said(grade, speech), count=count)
        for grade, count in counts.items()
        if count
    )
    return speech.text(
        "grades-count-line", kind=kind_said(kind, speech), count=sum(counts.values()), counts=said
    )


def _untold(grades: UnitGrades) -> int:
    return sum(graded.grade is not None and not graded.is_told for graded in grades.graded)


def _state(grades: UnitGrades, speech: Speech) -> str:
    if not grades.days.is_over:
        return speech.text("grades-state-running", day=day_name(speech, grades.days.until))
    if grades.still_open:
        return speech.text("grades-state-open", count=grades.still_open)
    untold = _untold(grades)
    if all(graded.decided.published is None for graded in grades.graded):
        return speech.text("grades-state-ready")
    return speech.text("grades-state-changed", count=untold) if untold else speech.text("grades-state-told")


def _beside(grades: UnitGrades, speech: Speech) -> list[Button]:
    row = [Button(speech.label("grades-before"), f"{GRADES}:{period_moved(grades.period_id, -1)}")]
    if grades.days.is_over:
        row.append(Button(speech.label("grades-after"), f"{GRADES}:{period_moved(grades.period_id, 1)}"))
    return row


def _grades_row(every: Sequence[Graded], place: GradesPage, here: str, speech: Speech) -> list[Button]:
    """Return the buttons that narrow the list down: to grades that somebody has, but for the one shown."""
    there = {graded.grade for graded in every}
    options = [(ALL, speech.label("grades-all"))]
    options += [(str(grade or NONE), grade_said(grade, speech)) for grade in (*Grade, None) if grade in there]
    if any(_waits(graded) for graded in every):
        options.append((WAITING, speech.label("grades-waiting")))
    return [Button(label, f"{here}:{value}:0") for value, label in options if value != place.grade]
