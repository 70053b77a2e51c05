"""What all windows and files of grades say alike: grades, points, how a part was made, notes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.grades.grading import Grade, GradedKind, PointsMade, PointsNature, PointsPart, PointsRule
from domain.grades.notes import GradeNote
from domain.time.periods import Period, period_parts
from locales import Speech
from locales.dates import day_name, period_name


def grade_said(grade: Grade | None, speech: Speech) -> str:
    """Return 优秀 …, 未评 for none (plain)."""
    return speech.label("grade-none" if grade is None else f"grade-{grade}")


def kind_said(kind: GradedKind, speech: Speech) -> str:
    """Return 特邀监察员, 网格 or 单位 (plain)."""
    return speech.label(f"grades-kind-{kind}")


def points_said(points: Decimal | None, speech: Speech) -> str:
    """Return "92.5 分", a dash for none (plain)."""
    return (
        speech.label("grades-no-points")
        if points is None
        else speech.label("grades-points", points=said(points))
    )


def said(points: Decimal | None) -> str:
    """Return a number without noughts at its end: 40, 2.5."""
    return f"{points or Decimal(0):f}".removesuffix(".0")


def period_said(period_id: str, speech: Speech) -> str:
    """Return 2026年度, 2026年上半年 (plain)."""
    name = period_name(speech, period_id)
    parts = period_parts(period_id)
    return name if parts.kind is Period.YEAR else speech.label("grades-half", year=str(parts.year), half=name)


def part_line(part: PointsPart, speech: Speech) -> str:
    """Return how a part was made and what it gave or took (HTML)."""
    key, values = _part_words(part, speech)
    return speech.text(key, **values)


def part_said(part: PointsPart, speech: Speech) -> str:
    """Return the same, plain."""
    key, values = _part_words(part, speech)
    return speech.label(key, **values)


def _part_words(part: PointsPart, speech: Speech) -> tuple[str, dict[str, str]]:
    label = part.label.get(speech.language) or part.label["zh"]
    if part.points is None:
        return "grades-part-none", {"label": label}
    values = {"label": label, "points": said(part.points), "how": how_made(part, speech)}
    if part.nature is PointsNature.DEDUCTION:
        return "grades-part-taken", values
    return "grades-part", {**values, "full": said(part.full)}


def how_made(part: PointsPart, speech: Speech) -> str:
    """Return how a part's points come from its figures (plain)."""
    if part.rule is PointsRule.SHARE:
        return speech.label("grades-how-share", figure=part.figure, of=part.of or 0, full=said(part.full))
    if part.rule is PointsRule.REACH:
        return speech.label("grades-how-reach", figure=part.figure, whole=part.full_at or 0)
    return speech.label("grades-how-each", figure=part.figure, each=said(part.each))


def made_lines(made: PointsMade, speech: Speech) -> Iterator[str]:
    """Yield a line for each part that tells anything, and the sum (HTML)."""
    for part in made.parts:
        if part.nature is PointsNature.CRITERION or part.points:
            yield part_line(part, speech)
    if made.points is not None:
        key = "grades-sum-scaled" if made.is_scaled else "grades-sum"
        yield speech.text(
            key,
            earned=said(made.earned),
            counted=said(made.counted),
            deducted=said(made.deducted),
            points=said(made.points),
        )


def made_of(parts: Sequence[PointsPart], points: Decimal | None) -> PointsMade:
    """Return parts that were kept as they were made, with their points."""
    return PointsMade(parts, points, None)


def note_line(note: GradeNote, speech: Speech) -> str:
    """Return what a grade does not say by itself (HTML)."""
    day = "" if note.on is None else day_name(speech, note.on)
    return speech.text(f"grades-note-{note.kind}", day=day, count=note.count)
