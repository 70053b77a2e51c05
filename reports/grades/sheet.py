"""The grades of a unit as an Excel file for level 1: a sheet for each kind, and how each was made."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.grades.grading import GradedKind, PointsNature, PointsPart
from locales import Speech
from reports.grades.graded import Graded, UnitGrades
from reports.grades.words import grade_said, how_made, kind_said, note_line, period_said
from reports.sheets.safe_cells import Value
from reports.sheets.workbook import Row, Table, workbook

_HEAD = ("number", "name", "where")
_TAIL = ("earned", "counted", "deducted", "points", "grade", "by-points", "decided", "published", "notes")


def grades_sheet(grades: UnitGrades, speech: Speech) -> bytes:
    """Return the xlsx: of each one its figures and points, criterion by criterion, with how each was made."""
    caption = speech.label(
        "grades-title", period=period_said(grades.period_id, speech), unit=grades.unit_name
    )
    tables = [_table(grades, kind, speech, caption) for kind in grades.scheme.kinds]
    return workbook(tables)


def _table(grades: UnitGrades, kind: GradedKind, speech: Speech, caption: str) -> Table:
    graded = grades.of_kind(kind)
    parts: Sequence[PointsPart] = graded[0].made.parts if graded else ()
    headers = [speech.label(f"grades-column-{name}") for name in _HEAD]
    for part in parts:
        label = part.label.get(speech.language) or part.label["zh"]
        headers += [
            speech.label(f"grades-column-{column}", label=label) for column in ("figure", "part", "how")
        ]
    headers += [speech.label(f"grades-column-{name}") for name in _TAIL]
    widths = (10, 14, 20, *(width for _part in parts for width in (8, 8, 16)), 8, 8, 8, 8, 8, 8, 18, 18, 40)
    rows = [_row(found, speech) for found in graded]
    return Table(kind_said(kind, speech), headers, rows, widths, caption=caption)


def _row(graded: Graded, speech: Speech) -> Row:
    made, published = graded.made, graded.decided.published
    has_points = made.points is not None
    return (
        graded.number,
        graded.name,
        "、".join(graded.where),
        *(value for part in made.parts for value in _part(part, speech)),
        _number(made.earned) if has_points else None,
        _number(made.counted) if has_points else None,
        _number(made.deducted) if has_points else None,
        _number(made.points),
        grade_said(graded.grade, speech),
        grade_said(made.grade, speech),
        "、".join(_decided(graded, speech)),
        ""
        if published is None
        else f"{published.published_on.isoformat()} {grade_said(published.grade, speech)}",
        " ".join(note_line(note, speech) for note in graded.notes),
    )


def _part(part: PointsPart, speech: Speech) -> tuple[Value, ...]:
    points = _number(part.points)
    if part.nature is PointsNature.DEDUCTION and points:
        points = -points
    return part.figure, points, "" if part.points is None else how_made(part, speech)


def _decided(graded: Graded, speech: Speech) -> Iterator[str]:
    if graded.decided.is_vetoed:
        yield speech.label("grades-mark-vetoed")
    if graded.decided.adjusted is not None:
        yield speech.label("grades-mark-adjusted")


def _number(points: Decimal | None) -> float | None:
    return None if points is None else float(points)
